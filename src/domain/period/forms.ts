import type { Interval, Weekday } from '../time.ts';
import {
  addUnits,
  type CalendarUnit,
  DAY_MS,
  type Day,
  type Days,
  dayOf,
  isoDate,
  isoWeek,
  partsOf,
  startOfUnit,
  unitAround,
  weekdayOf,
} from './calendar.ts';
import type { PeriodProblem } from './problem.ts';
import { type CountedUnit, monthNamed, numberNamed, unitNamed, weekdayNamed } from './words.ts';

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

/** What words say, before a zone makes instants of it. */
export type Meaning =
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'instants'; readonly interval: Interval }
  | MeantDays
  | Recurring
  | Refused;

export type Understood = Exclude<Meaning, Recurring>;

/** It comes again: a weekday, a month without its year. `around` gives those near a day, in order, past ones first. */
export interface Recurring {
  readonly kind: 'recurring';
  readonly around: (day: Day) => readonly MeantDays[];
}

/** One way to write a single period. */
interface Form {
  readonly pattern: RegExp;
  /** Nothing: it only looked like this form. */
  readonly read: (parts: readonly string[], today: Today) => Meaning | undefined;
}

/**
 * Reads one period that is neither a range nor open at its end. The patterns are anchored and none repeats a
 * repetition, so the time is linear in the text.
 *
 * @param plain as `plainWords` leaves it
 */
export function readForm(plain: string, today: Today): Meaning {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(plain);
    const meaning = match === null ? undefined : read(match.slice(1), today);
    if (meaning !== undefined) return meaning;
  }
  return refused({ kind: 'unknown-period' });
}

/** Of what comes again the latest that has begun by a day; anything else as it is. */
export function latest(meaning: Meaning, by: Day): Understood {
  if (meaning.kind !== 'recurring') return meaning;
  return meaning.around(by).findLast(({ days }) => days.first <= by) ?? noSuchDay;
}

/** Of what comes again the first from a day on. */
export function following(meaning: Meaning, from: Day): Understood {
  if (meaning.kind !== 'recurring') return meaning;
  return meaning.around(from).find(({ days }) => days.first >= from) ?? noSuchDay;
}

export function refused(refusal: Refusal): Refused {
  return { kind: 'refused', refusal };
}

const RELATIVE: readonly Form[] = [
  { pattern: /^today$/, read: (_, { today }) => oneDay(today, 'today') },
  { pattern: /^yesterday$/, read: (_, { yesterday }) => oneDay(yesterday, 'yesterday') },
  { pattern: /^tomorrow$/, read: (_, { today }) => oneDay(today + DAY_MS, 'tomorrow') },
  { pattern: /^(?:next|coming) /, read: () => refused({ kind: 'future-period' }) },
  { pattern: /^(wtd|mtd|qtd|ytd)$/, read: ([word = ''], today) => thisUnit(TO_DATE[word], today) },
  { pattern: /^(?:this|current) ([a-z]+)$/, read: ([word = ''], today) => thisUnit(unitNamed(word), today) },
  { pattern: /^(?:last|past|previous) ([a-z]+)$/, read: ([word = ''], today) => lastUnits(1, unitNamed(word), today) },
  {
    pattern: /^(?:(?:last|past|previous) )?(-?\d+|[a-z]+) ?([a-z]+)$/,
    read: ([count = '', word = ''], today) => lastUnits(numberNamed(count), unitNamed(word), today),
  },
  {
    pattern: /^(?:last|past|previous) ([a-z]+|q[1-4])$/,
    read: ([word = ''], { today }) =>
      recurring(word)
        ?.around(today)
        .findLast(({ days }) => days.last < today),
  },
  { pattern: /^(?:this|current) ([a-z]+|q[1-4])$/, read: ([word = ''], today) => theCurrent(word, today) },
];

const CALENDAR: readonly Form[] = [
  { pattern: /^([a-z]+|q[1-4])$/, read: ([word = '']) => recurring(word) },
  { pattern: /^(\d{4})$/, read: ([year]) => wholeUnit(Number(year), 1, 'year') },
  { pattern: /^(\d{4})-(\d{1,2})$/, read: ([year, month]) => wholeUnit(Number(year), Number(month), 'month') },
  {
    pattern: /^([a-z]+) (\d{4})$/,
    read: ([word = '', year]) => ifKnown(monthNamed(word), (month) => wholeUnit(Number(year), month, 'month')),
  },
  { pattern: /^q([1-4]) (\d{4})$/, read: ([quarter, year]) => wholeQuarter(Number(year), Number(quarter)) },
  { pattern: /^(\d{4})[- ]?q([1-4])$/, read: ([year, quarter]) => wholeQuarter(Number(year), Number(quarter)) },
  {
    pattern: /^(?:w|week ?)(\d{1,2})$/,
    read: ([week]) => yearly(LONGEST_WAIT, (year) => numberedWeek(year, Number(week))),
  },
  {
    pattern: /^(\d{4})[- ]?w(\d{1,2})$/,
    read: ([year, week]) => numberedWeek(Number(year), Number(week)) ?? noSuchDay,
  },
  {
    pattern: /^(?:w|week ?)(\d{1,2}) (\d{4})$/,
    read: ([week, year]) => numberedWeek(Number(year), Number(week)) ?? noSuchDay,
  },
];

const DATES: readonly Form[] = [
  {
    pattern: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
    read: ([year, , month, day]) => date(Number(year), Number(month), Number(day)),
  },
  {
    pattern: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/,
    read: ([first, , second, year], today) => eitherWay(Number(first), Number(second), year, today),
  },
  {
    pattern: /^(\d{1,2})\/(\d{1,2})$/,
    read: ([first, second], today) => eitherWay(Number(first), Number(second), undefined, today),
  },
  {
    pattern: /^(\d{1,2}) ([a-z]+)(?: (\d{4}))?$/,
    read: ([day, word = '', year]) => ifKnown(monthNamed(word), (month) => dateInMonth(Number(day), month, year)),
  },
  {
    pattern: /^([a-z]+) (\d{1,2})(?: (\d{4}))?$/,
    read: ([word = '', day, year]) => ifKnown(monthNamed(word), (month) => dateInMonth(Number(day), month, year)),
  },
];

const FORMS = [...RELATIVE, ...CALENDAR, ...DATES];

const TO_DATE: Readonly<Record<string, CalendarUnit>> = { wtd: 'week', mtd: 'month', qtd: 'quarter', ytd: 'year' };

/** Years between two 29 Februaries over 2100; a week 53 comes sooner. */
const LONGEST_WAIT = 8;

const noSuchDay = refused({ kind: 'no-such-day' });

function oneDay(day: Day, name?: string): MeantDays {
  return { kind: 'days', days: { first: day, last: day }, unit: 'day', name };
}

function thisUnit(unit: CountedUnit | undefined, { today, weekStart }: Today): Meaning | undefined {
  if (unit === undefined || unit === 'hour') return undefined;
  if (unit === 'day') return oneDay(today, 'today');
  return { kind: 'days', days: unitAround(today, unit, weekStart), unit, name: `this ${unit}` };
}

/** Whole units before the current one; hours end now. */
function lastUnits(count: number | undefined, unit: CountedUnit | undefined, today: Today): Meaning | undefined {
  if (count === undefined || unit === undefined) return undefined;
  if (count < 1) return refused({ kind: 'at-least-one' });
  // More than any cap allows: clipped, so that it is refused as too long and never leaves the calendar.
  const most = Math.min(count, 9999);
  if (unit === 'hour') return { kind: 'hours', hours: most };
  if (unit === 'day') return lastDays(most, today);
  const next = startOfUnit(today.today, unit, today.weekStart);
  const days = { first: addUnits(next, -most, unit), last: next - DAY_MS };
  if (count === 1) return { kind: 'days', days, unit, name: `last ${unit}` };
  return { kind: 'days', days, unit: unit === 'week' ? 'days' : 'range', name: `last ${count} ${unit}s` };
}

function lastDays(count: number, { yesterday }: Today): MeantDays {
  if (count === 1) return oneDay(yesterday, 'yesterday');
  const days = { first: yesterday - (count - 1) * DAY_MS, last: yesterday };
  return { kind: 'days', days, unit: 'days', name: `last ${count} days` };
}

/** A weekday, a month or a quarter without more. */
function recurring(word: string): Recurring | undefined {
  const weekday = weekdayNamed(word);
  if (weekday !== undefined) return weekly(weekday);
  const month = monthNamed(word);
  if (month !== undefined) return yearly(1, (year) => wholeUnit(year, month, 'month'));
  const quarter = /^q([1-4])$/.exec(word)?.[1];
  return quarter === undefined ? undefined : yearly(1, (year) => wholeQuarter(year, Number(quarter)));
}

/** Of a weekday the one in this week, of the others the one in this year. */
function theCurrent(word: string, { today, weekStart }: Today): Meaning | undefined {
  const { first, last } = unitAround(today, weekdayNamed(word) === undefined ? 'year' : 'week', weekStart);
  return recurring(word)
    ?.around(today)
    .find(({ days }) => days.first >= first && days.last <= last);
}

function weekly(weekday: number): Recurring {
  return {
    kind: 'recurring',
    around: (day) => {
      const latest = day - ((weekdayOf(day) - weekday + 7) % 7) * DAY_MS;
      return [latest - 7 * DAY_MS, latest, latest + 7 * DAY_MS].map((each) => oneDay(each));
    },
  };
}

/** @param wait how many years it may take to come again */
function yearly(wait: number, inYear: (year: number) => Meaning | undefined): Recurring {
  return {
    kind: 'recurring',
    around: (day) => {
      const { year } = partsOf(day);
      const years = Array.from({ length: 2 * wait + 1 }, (_, index) => year - wait + index);
      return years.map(inYear).filter((meaning) => meaning?.kind === 'days');
    },
  };
}

function wholeUnit(year: number, month: number, unit: CalendarUnit): MeantDays | Refused {
  const first = dayOf(year, month, 1);
  return first === undefined ? noSuchDay : { kind: 'days', days: unitAround(first, unit, 1), unit };
}

function wholeQuarter(year: number, quarter: number): MeantDays | Refused {
  const meaning = wholeUnit(year, 3 * quarter - 2, 'quarter');
  return meaning.kind === 'days' ? { ...meaning, name: `Q${quarter} ${year}` } : meaning;
}

function numberedWeek(year: number, week: number): MeantDays | undefined {
  const days = isoWeek(year, week);
  if (days === undefined) return undefined;
  return { kind: 'days', days, unit: 'week', name: `W${String(week).padStart(2, '0')} ${year}`, weekStart: 1 };
}

function date(year: number, month: number, dayOfMonth: number): MeantDays | Refused {
  const day = dayOf(year, month, dayOfMonth);
  return day === undefined ? noSuchDay : oneDay(day);
}

function dateInMonth(dayOfMonth: number, month: number, year: string | undefined): Meaning {
  if (year !== undefined) return date(Number(year), month, dayOfMonth);
  return yearly(LONGEST_WAIT, (each) => date(each, month, dayOfMonth));
}

/** Day first in one country, month first in another: only a date that reads the same both ways is taken. */
function eitherWay(one: number, other: number, year: string | undefined, { today }: Today): Meaning {
  if (one > 12 || one === other) return dateInMonth(one, other, year);
  if (other > 12) return dateInMonth(other, one, year);
  const readings = [dateInMonth(one, other, year), dateInMonth(other, one, year)].map((each) => latest(each, today));
  const [dayFirst, monthFirst] = readings.map((each) => (each?.kind === 'days' ? isoDate(each.days.first) : undefined));
  if (dayFirst === undefined || monthFirst === undefined) return noSuchDay;
  return refused({ kind: 'ambiguous-date', readings: [dayFirst, monthFirst] });
}

function ifKnown<T>(value: number | undefined, read: (value: number) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}
