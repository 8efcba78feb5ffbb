import type { Instant, Interval } from '../../../domain/time.ts';
import type { Queue, Site } from '../centre/organisation.ts';
import type { Random } from '../centre/random.ts';
import { type DayNumber, localDay, weekdayOf } from './calendar.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY_MINUTES = 24 * 60;

/** How hard an hour of a queue is. */
export interface Strain {
  /** 1 keeps its people as busy as they usually are; less leaves them idle for longer. */
  readonly load: number;
  /** How long a call waits, and a chat. */
  readonly wait: (random: Random) => number;
  readonly chatWait: (random: Random) => number;
  /** With so many more may somebody write who writes with one. */
  readonly besides: number;
  /** Callers who give up, for each conversation that is taken, and how long they wait first, in the mean. */
  readonly givenUp: number;
  readonly patienceMs: number;
  /** Who writes emails does not wait beside them: nobody gives up there, but in a test. */
  readonly emailsAreGivenUp: boolean;
  /** Share of its people's work that is a call of this queue, whatever else there is; 0 is as it comes. */
  readonly pull: number;
}

export type StrainOf = (queue: Queue, at: Instant) => Strain;

/** What happens in a company on a day, beside the usual. */
export type Story = (day: DayNumber) => StrainOf;

/** One in which every hour is like any other. */
export function noStory(load = 1): Story {
  const always = {
    ...ORDINARY,
    load,
    wait: (random: Random) => random.duration(22 * SECOND),
    chatWait: (random: Random) => random.duration(40 * SECOND),
    besides: 2,
    givenUp: 0.05,
    emailsAreGivenUp: true,
  };
  return () => () => always;
}

/** Most calls are taken within ten seconds; the others wait `lateMs` in the mean. */
const waiting =
  (late: number, lateMs: number) =>
  (random: Random): number =>
    random.chance(late) ? random.duration(lateMs) : random.whole(1000, 10_000);

const ORDINARY: Strain = {
  load: 1,
  wait: waiting(0.14, 55 * SECOND),
  chatWait: waiting(0.2, 70 * SECOND),
  besides: 1,
  givenUp: 0.035,
  patienceMs: 45 * SECOND,
  emailsAreGivenUp: false,
  pull: 0,
};
const RUSH_HOUR: Strain = { ...ORDINARY, load: 1.3, wait: waiting(0.22, 65 * SECOND), givenUp: 0.05 };
const LOST_DAY: Strain = {
  ...ORDINARY,
  load: 1.6,
  wait: waiting(0.55, 125 * SECOND),
  chatWait: waiting(0.4, 120 * SECOND),
  givenUp: 0.15,
  patienceMs: 110 * SECOND,
};
const SPIKE: Strain = {
  ...ORDINARY,
  load: 9,
  wait: waiting(0.92, 4 * MINUTE),
  givenUp: 0.25,
  patienceMs: 150 * SECOND,
  pull: 0.85,
};
/** How busy a weekday is, Sunday first: Mondays bring what the weekend has left. */
const BUSYNESS = [0.8, 1.2, 1, 0.9, 1, 0.85, 0.8] as const;

/**
 * A company that mostly reaches its target. Mondays are full and Fridays calm, late mornings and afternoons are busy, on
 * the Tuesday of last week one site was all but lost, and a queue of it has a spike of calls now.
 *
 * @param clock minutes since midnight that its people's shifts take `now` for: what is a late morning follows from it
 */
export function seededStory(
  now: Instant,
  clock: number,
  trouble: { readonly site: Site; readonly queue: Pick<Queue, 'id'> },
): Story {
  const lost = tuesdayOfLastWeek(localDay(now, trouble.site.timeZone));
  const spike: Interval = { start: now - 25 * MINUTE, end: now + 75 * MINUTE };
  return (day) => (queue, at) => {
    if (queue.id === trouble.queue.id && at >= spike.start && at < spike.end) return SPIKE;
    if (queue.site === trouble.site && day === lost) return LOST_DAY;
    const strain = isRushHour(clock + (at - now) / MINUTE) ? RUSH_HOUR : ORDINARY;
    return { ...strain, load: strain.load * (BUSYNESS[weekdayOf(day)] ?? 1) };
  };
}

/** Of the week before this one, from Monday. */
function tuesdayOfLastWeek(today: DayNumber): DayNumber {
  const sinceMonday = (weekdayOf(today) + 6) % 7;
  return today - sinceMonday - 6;
}

function isRushHour(minutes: number): boolean {
  const hour = (((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES) / 60;
  return (hour >= 11 && hour < 13) || (hour >= 16 && hour < 17.5);
}
