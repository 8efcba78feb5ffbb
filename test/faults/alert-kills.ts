/** Several processes that watch the alerts of one stand-in Slack, to be killed, stopped and replaced. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeptRules } from '../../src/alerts/kept-rules.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import { openStore } from '../../src/store/store.ts';
import { channelOf, lengthOf, queueIdOf, START, TIMES_FASTER } from './alert-story.ts';

const PROCESS = `${import.meta.dirname}/alert-process.ts`;
const MANIFEST = `${import.meta.dirname}/../sandbox/slack/manifest.yml`;
const COMPILED = join(tmpdir(), 'floorwalker-compiled-for-tests');
const SECOND = 1000;

export interface AlertTally {
  readonly episodes: number;
  /** Of which there is no message. */
  readonly missing: number;
  /** Messages beyond the first of an episode, or of a rule that has one episode. */
  readonly doubled: number;
  /** Messages that do not say that it is over. */
  readonly leftOpen: number;
}

/**
 * Lets one episode happen for each of many rules, each in its own channel, and meanwhile kills processes at random
 * moments, or has them give up their turn; each is replaced. Slack accepts some messages late, when their senders may
 * be dead.
 */
export async function killDuringEpisodes(of: {
  readonly storeUrl: string;
  readonly processes: number;
  readonly kills: number;
  readonly takeOvers: number;
  readonly episodes: number;
  /** From one end of a process to the next: longer than it takes another one to come and to watch. */
  readonly betweenEndsMs: number;
}): Promise<AlertTally> {
  const { storeUrl, episodes, betweenEndsMs } = of;
  // Something begins, changes or ends for as long as processes end.
  const betweenMs = ((of.kills + of.takeOvers) * betweenEndsMs * TIMES_FASTER) / episodes;
  const channels = Array.from({ length: episodes }, (_, nth) => ({
    id: channelOf(nth),
    name: `floor-${nth}`,
    kind: 'public' as const,
    members: ['U0OMAR', 'U0FLOOR'],
  }));
  const beganAt = Date.now();
  const now = () => Math.round(START + (Date.now() - beganAt) * TIMES_FASTER);
  await addRules(storeUrl, episodes, now);
  const slack = await startSlack({ now, manifestPath: MANIFEST, enforceRates: false, latencyMs: 20, channels });
  let hired = 0;
  const hire = async () => {
    hired += 1;
    const settings = {
      storeUrl,
      slackApiUrl: slack.apiUrl,
      botToken: slack.botToken,
      owner: `process ${hired}`,
      beganAt,
      start: START,
      betweenMs,
    };
    const child = fork(PROCESS, [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    const gone = once(child, 'exit');
    await Promise.race([once(child, 'message'), gone]);
    return {
      end: async (how: 'killed' | 'stopped') => {
        if (how === 'killed') child.kill('SIGKILL');
        else if (child.connected) child.send('stop');
        await gone;
      },
    };
  };
  const slowly = setInterval(() => {
    slack.faults.clear();
    for (const method of ['chat.postMessage', 'chat.update']) slack.faults.next(method, { kind: 'delay', ms: 200 });
  }, 300);
  const crew = await Promise.all(Array.from({ length: of.processes }, hire));
  try {
    const ends = [...Array<'killed'>(of.kills).fill('killed'), ...Array<'stopped'>(of.takeOvers).fill('stopped')].sort(
      () => Math.random() - 0.5,
    );
    for (const [nth, how] of ends.entries()) {
      const until = beganAt + 2 * SECOND + (nth + Math.random()) * betweenEndsMs;
      await pause(Math.max(0, until - Date.now()));
      const index = nth % crew.length;
      await crew[index]?.end(how);
      crew[index] = await hire();
    }
    const told = () => messagesOf(slack.messages());
    const isSettled = () => told().size >= episodes && [...told().values()].flat().every(isOver);
    const patienceMs = Math.max(0, beganAt + lengthOf(episodes, betweenMs) / TIMES_FASTER - Date.now()) + 30 * SECOND;
    await slack.until(() => (isSettled() ? true : undefined), patienceMs).catch(() => {});
    // One too many still has time to land.
    await pause(2 * SECOND);
    const all = [...told().values()];
    return {
      episodes,
      missing: episodes - told().size,
      doubled: all.reduce((sum, each) => sum + each.length - 1, 0),
      leftOpen: all.flat().filter((text) => !isOver(text)).length,
    };
  } finally {
    clearInterval(slowly);
    await Promise.all(crew.map((member) => member.end('killed')));
    await slack.stop();
  }
}

/** What each message of an alert says now, by channel. */
function messagesOf(
  messages: readonly { readonly channel: string; readonly text: string; readonly metadata?: unknown }[],
): ReadonlyMap<string, readonly string[]> {
  const alerts = messages.filter(({ metadata }) => metadata !== undefined);
  const byChannel = Map.groupBy(alerts, ({ channel }) => channel);
  return new Map([...byChannel].map(([id, each]) => [id, each.map(({ text }) => text)]));
}

function isOver(text: string): boolean {
  return /\bover\b/i.test(text);
}

async function addRules(url: string, episodes: number, now: () => number): Promise<void> {
  const log = { info() {}, warn() {}, error() {} };
  const store = await openStore({ url, now, log, deployment: undefined, as: 'visit' });
  const rules = createKeptRules({ shelf: store.namespace('alerts'), now, random: Math.random, log });
  for (let nth = 0; nth < episodes; nth += 1) {
    await rules.add({
      owner: { slackUserId: 'U0OMAR', slackTeamId: 'T0ACME' },
      to: { kind: 'channel', id: channelOf(nth) },
      target: { kind: 'queue', id: queueIdOf(nth), name: `Queue ${nth}` },
      about: { kind: 'queue', name: `Queue ${nth}` },
      condition: { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '>', threshold: 5 },
      forMs: nth % 2 === 0 ? 0 : 30 * SECOND,
      zone: 'UTC',
      mention: 'none',
    });
  }
  await store.close();
}
