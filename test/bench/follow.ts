import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { PresenceKey } from '../../src/sandbox/genesys/live/script.ts';
import { openHouse } from '../e2e/house.ts';
import { median, printTable } from './table.ts';

/** Side by side, each with an allowance of its own, so that 50 changes take seconds and not minutes. */
const HOUSES = 5;
const CHANGES = 10;
const EVERY_MS = 1500;
const MOST_MS = 1500;
const WITHIN_MS = 10_000;
const MOST_GROWTH = 1.1;

const WORDS = { meeting: 'in a meeting', break: 'on a break' } as const satisfies Partial<Record<PresenceKey, string>>;
const measured = z.object({ early: z.number(), late: z.number(), edits: z.number() });

/** From a change in Genesys to the card in Slack, and what sixty cards cost in memory. */
export async function benchFollow(): Promise<boolean> {
  const times = (await Promise.all(Array.from({ length: HOUSES }, timesOfChanges))).flat();
  const { early, late, edits } = await memory();
  const growth = late / early;
  const middle = median(times);
  return printTable(
    'Follow live',
    ['', 'measured', 'at most'],
    [
      [
        `a pushed change is on the card, median of ${times.length}`,
        `${middle.toFixed(0)} ms`,
        verdict(middle, MOST_MS, 'ms'),
      ],
      ['the slowest of them', `${Math.max(...times).toFixed(0)} ms`, ''],
      ['heap with 60 cards, first minute', megabytes(early), ''],
      [`heap after ten minutes and ${edits} edits`, megabytes(late), verdict(growth, MOST_GROWTH, '×')],
    ],
  );
}

/** Omar follows Ana; each change is awaited on his card before the next one happens. */
async function timesOfChanges(): Promise<readonly number[]> {
  const house = await openHouse();
  const clock = goOn(house.clock);
  const ana = personNamed(house.genesys.organisation, 'Ana López');
  const put = (is: keyof typeof WORDS) => {
    const since = house.clock.now;
    house.genesys.live.put(ana.id, { presence: { is, since }, routing: { is: 'OFF_QUEUE', since }, conversations: [] });
  };
  const card = (says: string) =>
    house.slack.until(
      () =>
        house.slack
          .messages({ user: 'U0OMAR' })
          .find((each) => each.channel.startsWith('D') && each.text.includes(says)),
      WITHIN_MS,
    );

  put('meeting');
  const [answer] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
  if (answer === undefined) throw new Error('no answer to follow from');
  await house.press('U0OMAR', answer, 'live_follow');
  await card('Live until');
  await pause(EVERY_MS);

  const times: number[] = [];
  for (let run = 0; run < CHANGES; run += 1) {
    const is = run % 2 === 0 ? 'break' : 'meeting';
    const changedAt = performance.now();
    put(is);
    await card(` has been ${WORDS[is]} since `);
    const took = performance.now() - changedAt;
    times.push(took);
    await pause(Math.max(0, EVERY_MS - took));
  }
  await house.stop();
  clearInterval(clock);
  return times;
}

/** The clock of a house goes on as that of the machine. */
function goOn(clock: { now: number }): NodeJS.Timeout {
  let before = performance.now();
  return setInterval(() => {
    const now = performance.now();
    clock.now += now - before;
    before = now;
  }, 10);
}

async function memory() {
  const script = `${import.meta.dirname}/follow-memory-child.ts`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script]);
  return measured.parse(JSON.parse(stdout));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function verdict(value: number, most: number, unit: string): string {
  return `${most} ${unit}: ${value <= most ? 'yes' : 'NO'}`;
}

if (import.meta.main) await benchFollow();
