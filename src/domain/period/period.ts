import type { Instant, Interval, Weekday } from '../time.ts';
import { addUnits, DAY_MS, type Days, isoDate, partsOf } from './calendar.ts';
import { dayLabel, daysLabel, readingsLabel, unitLabel } from './date-label.ts';
import type { MeantDays, PeriodUnit, Refusal, Today, Understood } from './forms.ts';
import { understand } from './grammar.ts';
import type { PeriodProblem } from './problem.ts';
import { likelyWords, plainWords, unknownWord } from './words.ts';
import { clockReading, daysInterval, firstInstantAt, localDay } from './zone.ts';

/** A stretch of time that figures are asked for. */
export interface Period {
  readonly interval: Interval;
  /** For people, e.g. `last week · 9–15 Nov 2026`; made of our own words only. */
  readonly label: string;
  readonly unit: PeriodUnit;
  /** It ends now and is still filling. */
  readonly running: boolean;
  /** IANA zone whose days these are. */
  readonly timeZone: string;
  /** The weekday that its weeks begin with. */
  readonly weekStart: Weekday;
}

/** What a period is read from, beside its words. */
export interface PeriodContext {
  readonly now: Instant;
  /** IANA zone; see `isTimeZone`. */
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** The longest period that is answered, in months; 13 unless said otherwise. */
  readonly maxMonths?: number | undefined;
}

export type PeriodReading =
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'problem'; readonly problem: PeriodProblem };

const MAX_MONTHS = 13;
const HOUR_MS = 3_600_000;

/**
 * Reads the words for a period. Whatever is typed, the answer is a period or what is wrong with the words.
 *
 * @throws RangeError when `timeZone` is no time zone
 * @example readPeriod('last week', { now, timeZone: 'Europe/Madrid', weekStart: 1 }) //=> 9–15 Nov 2026, on 22 Nov 2026
 */
export function readPeriod(words: string, context: PeriodContext): PeriodReading {
  const today = todayOf(context);
  const asked = clipped(words);
  const plain = plainWords(words);
  if (plain === undefined) return { kind: 'problem', problem: { kind: 'unknown-period', asked } };
  const read = (text: string) => periodOf(understand(text, today), today, context);
  const result = read(plain);
  if ('interval' in result) return { kind: 'period', period: result };
  if (result.kind !== 'unknown-period') return { kind: 'problem', problem: { ...result, asked } };
  const nearest = likelyWords(plain).find((likely) => 'interval' in read(likely));
  return { kind: 'problem', problem: { kind: 'unknown-period', asked, word: unknownWord(plain), nearest } };
}

/**
 * Words that `readPeriod` takes for the same stretch of time, whenever they are read: for buttons.
 *
 * @example periodWords(lastMonth) //=> '2026-10'
 */
export function periodWords(period: Period): string {
  if (period.unit === 'hours') {
    const { start, end } = period.interval;
    return `${new Date(start).toISOString()}..${new Date(end).toISOString()}`;
  }
  const { first, last } = coveredDays(period);
  const { year, month } = partsOf(first);
  if (period.unit === 'year') return String(year);
  if (period.unit === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  if (period.unit === 'month') return isoDate(first).slice(0, 7);
  return first === last ? isoDate(first) : `${isoDate(first)}..${isoDate(last)}`;
}

function todayOf({ now, timeZone, weekStart }: PeriodContext): Today {
  const today = localDay(now, timeZone);
  if (Number.isNaN(today)) throw new RangeError('Not an IANA time zone');
  return { today, yesterday: localDay(firstInstantAt(today, timeZone) - 1, timeZone), weekStart };
}

function periodOf(meaning: Understood, today: Today, context: PeriodContext): Period | Refusal {
  const { now } = context;
  switch (meaning.kind) {
    case 'refused':
      return meaning.refusal;
    case 'hours':
      return hoursPeriod({ start: now - meaning.hours * HOUR_MS, end: now }, hoursName(meaning.hours), context);
    case 'instants':
      return hoursPeriod(meaning.interval, undefined, context);
    case 'days':
      return daysPeriod(meaning, today, context);
    default:
      return meaning satisfies never;
  }
}

function daysPeriod(meaning: MeantDays, { today }: Today, context: PeriodContext): Period | Refusal {
  const { now, timeZone, maxMonths = MAX_MONTHS } = context;
  const { unit, name, weekStart = context.weekStart } = meaning;
  const { first } = meaning.days;
  if (first > today) return { kind: 'future-period', begins: dayLabel(first) };
  const last = Math.min(meaning.days.last, today);
  if (addUnits(last + DAY_MS, -maxMonths, 'month') > first) return { kind: 'period-too-long', maxMonths };
  const { start, end } = daysInterval(first, last, timeZone);
  if (start === end) return { kind: 'no-such-day' };
  const running = end > now;
  const dates = running ? daysLabel({ first, last }) : unitLabel(unit, { first, last });
  const label = name === undefined ? dates : `${name} · ${dates}`;
  // At the very first instant of a day there is still something to ask about.
  const interval = { start, end: running ? Math.max(now, start + 1) : end };
  return { interval, label, unit, running, timeZone, weekStart };
}

function hoursPeriod({ start, end }: Interval, name: string | undefined, context: PeriodContext): Period | Refusal {
  const { now, timeZone, weekStart, maxMonths = MAX_MONTHS } = context;
  const [from, to] = [clockReading(start, timeZone), clockReading(Math.min(end, now), timeZone)];
  if (start >= now) return { kind: 'future-period' };
  if (addUnits(to, -maxMonths, 'month') > from) return { kind: 'period-too-long', maxMonths };
  const times = readingsLabel(from, to);
  const label = name === undefined ? times : `${name} · ${times}`;
  const interval = { start, end: Math.min(end, now) };
  return { interval, label, unit: 'hours', running: end >= now, timeZone, weekStart };
}

function hoursName(hours: number): string {
  return hours === 1 ? 'past hour' : `past ${hours} hours`;
}

/** The local days that a period touches. */
export function coveredDays({ interval, timeZone }: Period): Days {
  return { first: localDay(interval.start, timeZone), last: localDay(interval.end - 1, timeZone) };
}

/** Clipped for a sentence, with no half of a character at its end. */
function clipped(text: string): string {
  const short = text.trim().slice(0, 80).toWellFormed();
  return short.length < text.trim().length ? `${short.trimEnd()}…` : short;
}
