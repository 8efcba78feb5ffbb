import { setTimeout as pause } from 'node:timers/promises';
import { openAsker } from './asked-process.ts';
import { SIGNING_SECRET, startFloorwalker } from './floorwalker.ts';
import { printTable, verdict } from './table.ts';

const COUNT = 2000;
const SLOWEST_ACK_MS = 3000;
const MOST_MB = 300;

const SAME = () => '/agent-stats last week <@U0ANA>';
const PEOPLE = ['U0ANA', 'U0ZOE', 'U0KIRAN', 'U0GRACE', 'U0OMAR'];
/** Hardly two of them are alike. */
const DIFFERENT = (nth: number) =>
  nth % 2 === 0
    ? `/agent-stats last ${1 + (nth % 30)} days <@${PEOPLE[nth % PEOPLE.length]}> by ${nth % 3 === 0 ? 'day' : 'queue'}`
    : `/agent-live <@${PEOPLE[nth % PEOPLE.length]}>`;

/** 2,000 questions in the same moment, each on a connection of its own: acknowledged in time, and no heap of them. */
export async function benchAtOnce(): Promise<boolean> {
  const rows = [
    ...(await askedAtOnce('the same question', SAME)),
    ...(await askedAtOnce('different questions', DIFFERENT)),
  ];
  return printTable(`${COUNT} questions at once`, ['', 'measured', 'at most', 'ratio'], rows);
}

async function askedAtOnce(what: string, textOf: (nth: number) => string) {
  const { app, teamId, stop } = await startFloorwalker();
  const asker = await openAsker(SIGNING_SECRET, teamId, COUNT);
  await asker.ask(app.url, SAME());
  while (asker.replies() === 0) await pause(50);
  const before = asker.replies();
  let largest = app.residentMb();
  const watching = setInterval(() => {
    largest = Math.max(largest, app.residentMb());
  }, 10);
  const acks = await Promise.all(Array.from({ length: COUNT }, (_, nth) => asker.ask(app.url, textOf(nth))));
  const busy = acks.filter((ack) => ack.busy).length;
  const until = performance.now() + 60_000;
  const left = () => COUNT - busy - (asker.replies() - before);
  while (left() > 0 && performance.now() < until) await pause(20);
  clearInterval(watching);
  const slowest = Math.max(...acks.map(({ ackMs }) => ackMs ?? Number.POSITIVE_INFINITY));
  const row = (name: string, value: string, most: string, ratio: number) =>
    [`${what}: ${name}`, value, most, verdict(ratio, 1)] as const;
  const rows = [
    row('slowest ack', `${slowest.toFixed(0)} ms`, `${SLOWEST_ACK_MS} ms`, slowest / SLOWEST_ACK_MS),
    row(`without an answer (${busy} told to come again)`, String(left()), '0', left()),
    row('largest resident size', `${largest.toFixed(0)} MB`, `${MOST_MB} MB`, largest / MOST_MB),
  ];
  asker.stop();
  await stop();
  return rows;
}
