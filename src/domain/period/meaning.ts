import type { Interval, Weekday } from '../time.ts';
import { DAY_MS, type Day, type Days, partsOf, weekdayOf } from './calendar.ts';
import type { PeriodProblem } from './problem.ts';
import type { Reading } from './zone.ts';

/** The dates that words are understood from. */
export interface Today {
  readonly today: Day;
  /** The day before, as the zone had it. */
  readonly yesterday: Day;
  readonly weekStart: Weekday;
}

export type PeriodUnit = 'hours' | 'day' | 'days' | 'week' | 'month' | 'quarter' | 'year' | 'range';

/** What is wrong, for whoever knows what was asked to complete. */
export type Refusal = PeriodProblem extends infer Problem
  ? Problem extends PeriodProblem
    ? Omit<Problem, 'asked'>
    : never
  : never;

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export interface MeantDays {
  readonly kind: 'days';
  readonly days: Days;
  readonly unit: PeriodUnit;
  /** Words for it that say more than its dates. */
  readonly name?: string | undefined;
  /** ISO weeks begin on Monday whatever the asker's weeks do. */
  readonly weekStart?: Weekday | undefined;
}

/** From one reading of the clock to another, or to now. */
export interface MeantTimes {
  readonly kind: 'times';
  readonly from: Reading;
  readonly to: Reading | 'now';
  readonly name?: string | undefined;
  /** The ends are at the second of two times that the clock shows this. */
  readonly second?: { readonly from?: boolean | undefined; readonly to?: boolean | undefined } | undefined;
}

/** What words say, before a zone makes instants of it. */
export type Meaning =
  /** So many minutes that end now. */
  | { readonly kind: 'recent'; readonly minutes: number; readonly name: string }
  | { readonly kind: 'instants'; readonly interval: Interval }
  | MeantDays
  | MeantTimes
  | Recurring
  | Refused;

export type Understood = Exclude<Meaning, Recurring>;

/** It comes again: a weekday, a month without its year. `around` gives those near a day, in order, past ones first. */
export interface Recurring {
  readonly kind: 'recurring';
  readonly around: (day: Day) => readonly MeantDays[];
}

export const unknown = refused({ kind: 'unknown-period' });
export const noSuchDay = refused({ kind: 'no-such-day' });
export const inTheFuture = refused({ kind: 'future-period' });

/** Years between two 29 Februaries over 2100; a week 53 comes sooner. */
export const LONGEST_WAIT = 8;

export function refused(refusal: Refusal): Refused {
  return { kind: 'refused', refusal };
}

export function oneDay(day: Day, name?: string): MeantDays {
  return { kind: 'days', days: { first: day, last: day }, unit: 'day', name };
}

/** Days in a row, under the name of nothing. */
export function spanning(days: Days, name?: string): MeantDays {
  return { kind: 'days', days, unit: days.first === days.last ? 'day' : 'range', name };
}

/** Of what comes again the latest that has begun by a day; anything else as it is. */
export function latest(meaning: Meaning, by: Day): Understood {
  if (meaning.kind !== 'recurring') return meaning;
  return meaning.around(by).findLast(({ days }) => days.first <= by) ?? noSuchDay;
}

/** Of what comes again the latest that is over before a day; nothing for what does not come again. */
export function latestOver(meaning: Meaning | undefined, before: Day): MeantDays | undefined {
  if (meaning?.kind !== 'recurring') return undefined;
  return meaning.around(before).findLast(({ days }) => days.last < before);
}

/** Of what comes again the one that lies within some days. */
export function within(meaning: Meaning | undefined, { first, last }: Days): MeantDays | undefined {
  if (meaning?.kind !== 'recurring') return undefined;
  return meaning.around(first).find(({ days }) => days.first >= first && days.last <= last);
}

/** Of what comes again the first from a day on. */
export function following(meaning: Meaning, from: Day): Understood {
  if (meaning.kind !== 'recurring') return meaning;
  return meaning.around(from).find(({ days }) => days.first >= from) ?? noSuchDay;
}

export function weekly(weekday: number): Recurring {
  return {
    kind: 'recurring',
    around: (day) => {
      const last = day - ((weekdayOf(day) - weekday + 7) % 7) * DAY_MS;
      return [-7, 0, 7].map((days) => oneDay(last + days * DAY_MS));
    },
  };
}

/** @param wait how many years it may take to come again */
export function yearly(wait: number, inYear: (year: number) => Meaning | undefined): Recurring {
  return {
    kind: 'recurring',
    around: (day) => {
      const { year } = partsOf(day);
      const years = Array.from({ length: 2 * wait + 1 }, (_, index) => year - wait + index);
      return years.map(inYear).filter((meaning) => meaning?.kind === 'days');
    },
  };
}

/** A day of each month: the 3rd. */
export function monthly(dayOfMonth: number): Recurring {
  return {
    kind: 'recurring',
    around: (day) => {
      const { year, month } = partsOf(day);
      return [-2, -1, 0, 1, 2].flatMap((months) => {
        const first = Date.UTC(year, month - 1 + months, 1);
        const found = first + (dayOfMonth - 1) * DAY_MS;
        return dayOfMonth >= 1 && partsOf(found).month === partsOf(first).month ? oneDay(found) : [];
      });
    },
  };
}
