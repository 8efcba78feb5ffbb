import type { Instant, Interval } from '../../../domain/time.ts';
import { PRESENCES } from '../centre/catalogue.ts';
import type { Person, PresenceDefinition } from '../centre/organisation.ts';
import type { Random } from '../centre/random.ts';
import { type DayNumber, localInstant } from './calendar.ts';
import type { Shifts } from './shifts.ts';
import type { PresenceChange } from './status-timeline.ts';

const MINUTE = 60_000;

/** A stretch of one presence; what agents plan and, cut and moved by the work, what they did. */
export interface Block {
  readonly presence: PresenceDefinition;
  start: Instant;
  end: Instant;
}

/** Somebody's working day while it is being simulated. */
export interface Worker {
  readonly person: Person;
  readonly blocks: readonly Block[];
  /** Index of the on-queue block that is being worked. */
  current: number;
  /** When the work at hand ends. */
  freeAt: Instant;
  /** Did not answer an alert, and has not said yet that they are back. */
  readonly notResponding: Interval[];
}

const START_MINUTES: Readonly<Record<Person['shift'], number>> = {
  early: 7 * 60 + 30,
  day: 9 * 60 + 30,
  late: 13 * 60 + 30,
  night: 22 * 60,
};

/** Whether this person works on this day, and then the plan of the day; undefined on a day off. */
export function planDay(person: Person, day: DayNumber, shifts: Shifts, random: Random): Worker | undefined {
  if (!random.chance(probabilityOfWork(person, day, shifts))) return undefined;
  const begin = shifts.beginsAt(START_MINUTES[person.shift]) + random.whole(-10, 20);
  const start = localInstant(day, Math.max(0, begin), person.site.timeZone);
  const blocks = person.handles ? agentBlocks(start, random) : officeBlocks(start, random);
  const first = blocks.findIndex((block) => block.presence === PRESENCES.onQueue);
  return { person, blocks, current: first, freeAt: blocks[first]?.start ?? Infinity, notResponding: [] };
}

function probabilityOfWork(person: Person, day: DayNumber, shifts: Shifts): number {
  if (person.state !== 'active' || person.outOfOffice) return 0;
  if (shifts.nobodyIsOff(day)) return 1;
  const weekday = shifts.weekdayOf(day);
  if (person.shift === 'night') return weekday === 6 ? 0.97 : 0.85;
  const weekend = weekday === 0 || weekday === 6;
  if (!person.handles) return weekend ? 0.1 : 0.97;
  return weekend ? 0.22 : 0.92;
}

function agentBlocks(start: Instant, random: Random): readonly Block[] {
  const { available, onQueue, preBreak, meal, meeting, training, spanishOnly } = PRESENCES;
  const plan: (readonly [PresenceDefinition, number])[] = [
    [available, random.whole(1, 4)],
    [onQueue, random.whole(95, 135)],
  ];
  if (random.chance(0.4)) plan.push([preBreak, random.whole(1, 3)]);
  plan.push([PRESENCES.break, random.whole(12, 20)], [onQueue, random.whole(80, 110)]);
  plan.push([random.chance(0.05) ? PRESENCES.deleted : meal, random.whole(35, 50)], [onQueue, random.whole(70, 95)]);
  if (random.chance(0.3)) {
    plan.push([random.pick([meeting, training, spanishOnly]), random.whole(20, 45)]);
  } else {
    plan.push([PRESENCES.break, random.whole(10, 18)]);
  }
  plan.push([onQueue, random.whole(60, 90)]);
  return layBlocks(start, plan, random);
}

function officeBlocks(start: Instant, random: Random): readonly Block[] {
  const { available, busy, meal, meeting, away } = PRESENCES;
  const plan: (readonly [PresenceDefinition, number])[] = [
    [available, random.whole(60, 120)],
    [meeting, random.whole(25, 60)],
    [available, random.whole(60, 90)],
    [meal, random.whole(40, 60)],
    [busy, random.whole(30, 90)],
    [away, random.whole(5, 15)],
    [available, random.whole(60, 120)],
  ];
  return layBlocks(start, plan, random);
}

function layBlocks(
  start: Instant,
  plan: readonly (readonly [PresenceDefinition, number])[],
  random: Random,
): readonly Block[] {
  let at = start + random.whole(0, MINUTE);
  return plan.map(([presence, minutes]) => {
    const block = { presence, start: at, end: at + minutes * MINUTE + random.whole(-20_000, 20_000) };
    at = block.end;
    return block;
  });
}

/** Is this worker on queue, and free, at this instant? */
export function isIdle(worker: Worker, at: Instant): boolean {
  const block = worker.blocks[worker.current];
  return block !== undefined && worker.freeAt <= at && block.start <= at && at < block.end - MINUTE;
}

/** Keeps a worker busy until an instant; work that outlasts the plan moves what comes after it. */
export function occupy(worker: Worker, until: Instant): void {
  worker.freeAt = Math.max(worker.freeAt, until);
  const block = worker.blocks[worker.current];
  if (block !== undefined && block.end < worker.freeAt) block.end = worker.freeAt;
}

/** Goes to the next stretch on queue; false when there is none left. */
export function nextStretch(worker: Worker): boolean {
  let before = worker.blocks[worker.current]?.end ?? Infinity;
  for (let index = worker.current + 1; index < worker.blocks.length; index += 1) {
    const block = worker.blocks[index];
    if (block === undefined) break;
    block.start = Math.max(block.start, before);
    block.end = Math.max(block.end, block.start);
    before = block.end;
    if (block.presence === PRESENCES.onQueue) {
      worker.current = index;
      worker.freeAt = block.start;
      return true;
    }
  }
  return false;
}

/** The presences that came of the plan, ending offline. */
export function presencesOf(worker: Worker): readonly PresenceChange[] {
  const lived = worker.blocks.filter((block) => block.end > block.start);
  const end = lived.at(-1)?.end;
  return [
    ...lived.map(({ presence, start }) => ({ presence, at: start })),
    ...(end === undefined ? [] : [{ presence: PRESENCES.offline, at: end }]),
  ];
}
