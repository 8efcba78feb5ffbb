/** Several processes that post the summaries of one stand-in Slack, to be killed, stopped and replaced. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../src/sandbox/slack/people.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import { openStore } from '../../src/store/store.ts';
import { createSchedules, type ScheduleDraft } from '../../src/summaries/kept-schedules.ts';

const PROCESS = `${import.meta.dirname}/summary-process.ts`;
const MANIFEST = `${import.meta.dirname}/../sandbox/slack/manifest.yml`;

/** A process that takes another one's place starts in half the time when it need not compile the same again. */
const COMPILED = join(tmpdir(), 'floorwalker-compiled-for-tests');

/** Monday, at the time of the first day's posts but for a moment. */
export const FIRST_DUE = Date.UTC(2026, 10, 23, 8);

export const draft: ScheduleDraft = {
  channel: 'C0FLOOR',
  owner: { slackUserId: 'U0OMAR', slackTeamId: 'T0ACME' },
  time: '08:00',
  timeZone: 'UTC',
  days: [0, 1, 2, 3, 4, 5, 6],
  who: [],
  quietDays: 'line',
  names: 'members-only',
};

export interface Crew {
  readonly slack: Slack;
  /** Sets everybody's clock to a moment. */
  setClock(to: number): void;
  /** Changes what one of the schedules posts, as its owner may at any moment. */
  edit(nth: number): Promise<void>;
  /** SIGKILL, and another one in its place; resolves when the first is dead. */
  replace(index: number): Promise<{ readonly started: Promise<void> }>;
  /** Lets one finish what it does, and nobody takes its place. */
  retire(index: number): Promise<void>;
  /** How often each run's message landed, by `<run> <part>`. */
  landed(): ReadonlyMap<string, number>;
  /** Which parts of a post stand in each channel. */
  partsByChannel(): ReadonlyMap<string, ReadonlySet<string>>;
  /** The channels in which a part of a post is in doubt, as the owner was told. */
  inDoubt(part: 'headline' | 'details'): ReadonlySet<string>;
  end(): Promise<void>;
}

interface Member {
  readonly send: (message: number | 'stop') => void;
  readonly kill: () => Promise<void>;
  readonly gone: Promise<unknown>;
}

/** Adds the schedules, then starts the processes. */
export async function startCrew(options: {
  readonly storeUrl: string;
  readonly size: number;
  readonly drafts: readonly ScheduleDraft[];
  readonly channels?: readonly Channel[];
  readonly manifestPath?: string;
  /** Figures come at once, and a process works in as many channels as it does in production. */
  readonly busy?: boolean;
}): Promise<Crew> {
  const { storeUrl, size, drafts } = options;
  let offsetMs = FIRST_DUE - 3_600_000 - Date.now();
  const now = () => Date.now() + offsetMs;
  const desk = await openSchedules(storeUrl, now);
  const added = await Promise.all(drafts.map((each) => desk.schedules.add(each)));
  const slack = await startSlack({
    now,
    manifestPath: options.manifestPath ?? MANIFEST,
    enforceRates: false,
    latencyMs: 20,
    ...(options.channels && { channels: options.channels }),
  });
  let hired = 0;
  const hire = async (): Promise<Member> => {
    const { apiUrl: slackApiUrl, botToken } = slack;
    const settings = {
      storeUrl,
      slackApiUrl,
      botToken,
      owner: `process ${++hired}`,
      offsetMs,
      busy: options.busy ?? false,
    };
    const child = fork(PROCESS, [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    });
    const gone = once(child, 'exit');
    const send = (message: number | 'stop') => void (child.connected && child.send(message));
    await Promise.race([once(child, 'message'), gone]);
    // The clock may have been set while it started.
    send(offsetMs);
    return {
      send,
      gone,
      kill: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
  };
  const crew = Array.from({ length: size }, hire);
  await Promise.all(crew);
  return {
    slack,
    setClock: (to) => {
      offsetMs = to - Date.now();
      for (const member of crew) void member.then(({ send }) => send(offsetMs));
    },
    edit: async (nth) => {
      const id = added[nth % added.length]?.id ?? '';
      const before = await desk.schedules.get(id);
      await desk.schedules.change(id, { quietDays: before?.quietDays === 'line' ? 'skip' : 'line' });
    },
    replace: async (index) => {
      await (await crew[index])?.kill();
      const next = hire();
      crew[index] = next;
      return { started: next.then(() => undefined) };
    },
    retire: async (index) => {
      const member = await crew[index];
      member?.send('stop');
      await member?.gone;
    },
    landed: () => {
      const counts = new Map<string, number>();
      for (const { metadata } of slack.messages()) {
        if (metadata === undefined) continue;
        const { run, part } = nameIn(metadata);
        counts.set(`${run} ${part}`, (counts.get(`${run} ${part}`) ?? 0) + 1);
      }
      return counts;
    },
    partsByChannel: () => {
      const posts = slack.messages().filter(({ metadata }) => metadata !== undefined);
      const grouped = Map.groupBy(posts, ({ channel }) => channel);
      return new Map(
        [...grouped].map(([id, each]) => [id, new Set(each.map(({ metadata }) => nameIn(metadata).part))]),
      );
    },
    inDoubt: (part) => {
      const word = part === 'headline' ? 'its post' : 'what belongs into its thread';
      const notices = slack.messages().filter(({ metadata, text }) => metadata === undefined && text.includes(word));
      return new Set(notices.map(({ text }) => /<#(\w+)>/.exec(text)?.[1] ?? ''));
    },
    end: async () => {
      await Promise.all(crew.map(async (member) => (await member).kill()));
      await slack.stop();
      await desk.close();
    },
  };
}

async function openSchedules(url: string, now: () => number) {
  const log = { info() {}, warn() {}, error() {} };
  const store = await openStore({ url, now, log });
  const schedules = createSchedules({ shelf: store.namespace('schedules'), now, random: Math.random, log });
  return { schedules, close: () => store.close() };
}

function nameIn(metadata: unknown): { readonly run: string; readonly part: string } {
  const { event_payload } = Object(metadata);
  return { run: String(event_payload?.run), part: String(event_payload?.part) };
}
