import { setTimeout as pause } from 'node:timers/promises';
import { type AskedProcess, type Asker, openAsker, startAsked } from './asked-process.ts';
import { SIGNING_SECRET, startFloorwalker } from './floorwalker.ts';
import { printTable, verdict } from './table.ts';

const HELP = '/agent-live help';
const CACHED = '/agent-stats last week <@U0ANA>';
const WARM_UP = 2000;

interface Load {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly lost: number;
}

/** Beside a Bolt app that acknowledges and sends one reply, in the same run: how many, how soon, how large. */
export async function benchLoad(): Promise<boolean> {
  const bare = await startBare();
  const { app, teamId, stop } = await startFloorwalker();
  const asker = await openAsker(SIGNING_SECRET, teamId, 64);
  const rows: (readonly string[])[] = [];
  const row = (what: string, theirs: string, ours: string, ratio: number, most: number) => {
    rows.push([what, theirs, ours, verdict(ratio, most)]);
  };
  // The first answer is fetched; from then on it is known.
  await asker.ask(app.url, CACHED);
  while (asker.replies() === 0) await pause(50);
  await pause(3000);
  const idle = { bare: bare.residentMb(), app: app.residentMb() };
  row('resident, idle', `${idle.bare.toFixed(0)} MB`, `${idle.app.toFixed(0)} MB`, idle.app / idle.bare, 1.7);

  const limit = await asMany(asker, bare, HELP, 5000);
  for (const [what, text, least] of [
    ['help', HELP, 0.85],
    ['an answer from the cache', CACHED, 0.5],
  ] as const) {
    const load = await asMany(asker, app, text, 5000);
    row(`${what}, questions a second`, told(limit), told(load), limit.perSecond / load.perSecond, 1 / least);
  }
  for (const rate of [50, 200]) {
    const calm = await steadily(asker, bare, HELP, rate, 10);
    const full = await steadily(asker, app, CACHED, rate, 10);
    const most = Math.max(3, 50 / calm.p99);
    const [theirs, ours] = [calm, full].map(({ p99 }) => `${p99.toFixed(1)} ms`);
    row(`acks at ${rate} a second, p99`, theirs ?? '', ours ?? '', full.p99 / calm.p99, most);
    row(`lost at ${rate} a second`, String(calm.lost), String(full.lost), full.lost, 0);
  }

  await asMany(asker, bare, HELP, 10_000);
  await asMany(asker, app, CACHED, 14_000);
  const after = { bare: bare.residentMb(), app: app.residentMb() };
  row(
    'resident after 20,000 questions',
    `${after.bare.toFixed(0)} MB`,
    `${after.app.toFixed(0)} MB`,
    after.app / after.bare,
    1.5,
  );
  const held = printTable('Beside a bare Bolt app, ratios', ['', 'bare', 'this app', 'ratio'], rows);
  await Promise.all([bare.stop(), stop()]);
  asker.stop();
  return held;
}

const told = ({ perSecond, cpuMs }: Load): string => `${perSecond.toFixed(0)}/s, ${cpuMs.toFixed(2)} ms CPU`;

/** As many as it takes, 32 at the same time, until every reply is there. */
async function asMany(asker: Asker, to: AskedProcess, text: string, count: number): Promise<Load> {
  await through(asker, to, text, WARM_UP);
  const cpu = to.cpuMs();
  const startedAt = performance.now();
  const lost = await through(asker, to, text, count);
  const ms = performance.now() - startedAt;
  return { perSecond: (count / ms) * 1000, cpuMs: (to.cpuMs() - cpu) / count, lost };
}

/** Asks so many, one process after the other, and gives how many had no answer. */
export async function through(
  asker: Asker,
  to: AskedProcess | readonly AskedProcess[],
  text: string,
  count: number,
): Promise<number> {
  const all = 'url' in to ? [to] : to;
  const before = asker.replies();
  let left = count;
  let expected = 0;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { ackMs, busy } = await asker.ask(all[left % all.length]?.url ?? '', text);
      if (ackMs !== undefined && !busy) expected += 1;
      // Whoever asks waits for the answer before they ask again.
      while (expected - (asker.replies() - before) > 64) await pause(1);
    }
  };
  await Promise.all(Array.from({ length: 32 }, one));
  const until = performance.now() + 20_000;
  while (asker.replies() - before < expected && performance.now() < until) await pause(2);
  return count - (asker.replies() - before);
}

async function steadily(asker: Asker, to: AskedProcess, text: string, rate: number, seconds: number) {
  const before = asker.replies();
  const asked: ReturnType<Asker['ask']>[] = [];
  const startedAt = performance.now();
  while (asked.length < rate * seconds) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rate);
    while (asked.length < Math.min(due, rate * seconds)) asked.push(asker.ask(to.url, text));
    await pause(2);
  }
  const acks = await Promise.all(asked);
  const times = acks.map(({ ackMs }) => ackMs ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const busy = acks.filter((ack) => ack.busy).length;
  const until = performance.now() + 20_000;
  while (asker.replies() - before < acks.length - busy && performance.now() < until) await pause(5);
  return {
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    lost: acks.length - busy - (asker.replies() - before),
  };
}

async function startBare(): Promise<AskedProcess> {
  return startAsked(['test/bench/bare-bolt-child.ts'], { SLACK_SIGNING_SECRET: SIGNING_SECRET }, (line) => {
    const port = /^listening on (\d+)$/.exec(line)?.[1];
    return port === undefined ? undefined : Number(port);
  });
}
