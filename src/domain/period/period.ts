import { nearest } from '../nearest.ts';
import type { Instant, Interval, Weekday } from '../time.ts';
import { addUnits, DAY_MS, type Days, isoDate, MONTHS, partsOf, WEEKDAYS } from './calendar.ts';
import { dayLabel, daysLabel, timesLabel, unitLabel } from './date-label.ts';
import { isKnownWord } from './forms.ts';
import { isUnknown, readInstants, understand } from './grammar.ts';
import {
  type MeantDays,
  type MeantTimes,
  type PeriodUnit,
  type Refusal,
  type Today,
  type Understood,
  unknown,
} from './meaning.ts';
import { plainWords } from './plain.ts';
import type { PeriodProblem } from './problem.ts';
import { corrected } from './words.ts';
import { clockReading, daysInterval, firstInstantAt, localDay, type Reading } from './zone.ts';

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
  /** Of a running one: the days that it will have had when it is over. */
  readonly planned?: Days | undefined;
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
const MINUTE_MS = 60_000;

/**
 * Reads the words for a period. Whatever is typed, the answer is a period or what is wrong with the words. A label reads
 * back to its interval.
 *
 * @throws RangeError when `timeZone` is no time zone
 * @example readPeriod('last week', { now, timeZone: 'Europe/Madrid', weekStart: 1 }) //=> 9–15 Nov 2026, on 22 Nov 2026
 */
export function readPeriod(words: string, context: PeriodContext): PeriodReading {
  const today = todayOf(context);
  const asked = clipped(words);
  const [name = '', ...dates] = words.length > LONGEST_LABEL ? [words] : words.split(/\s+·\s+/);
  const named = readWords(name, today, context);
  const dated = dates.at(-1);
  // Of a label the dates count, which say the same at any time, unless it is that of this moment.
  const isLabelNow = 'interval' in named && named.label === words.trim();
  const result = dated === undefined || isLabelNow ? named : readWords(dated, today, context);
  if ('interval' in result) return { kind: 'period', period: result };
  if (result.kind !== 'unknown-period') return { kind: 'problem', problem: { ...result, asked } };
  const word = plainWords(words) === undefined ? undefined : wordsOf(words).find((each) => !isKnownWord(each));
  return {
    kind: 'problem',
    problem: { kind: 'unknown-period', asked, word, nearest: nearestTo(words, today, context) },
  };
}

/**
 * Whether words mean a period, or one that is refused for a reason of its own: that they belong together does not depend
 * on the day.
 */
export function isPeriod(words: string): boolean {
  if (words.length > LONGEST_LABEL) return false;
  const dates = words.split(/\s+·\s+/).at(-1) ?? '';
  return readInstants(dates) !== undefined || !isUnknown(meaningOf(dates, ANY_DAY));
}

/**
 * Whether words are a period on whatever day they are said: no dates, nothing in the future, nothing too long.
 *
 * @example isPeriodAtAnyTime('last 7 days') //=> true, and of '31 nov' or 'tomorrow' false
 */
export function isPeriodAtAnyTime(words: string): boolean {
  const isDated = /\d/.test(words) && !/^(?:last|past) \d+ [a-z]+$/i.test(words);
  const context = { now: ANY_DAY.today + DAY_MS / 2, timeZone: 'UTC', weekStart: ANY_DAY.weekStart };
  return !isDated && readPeriod(words, context).kind === 'period';
}

const ANY_DAY: Today = { today: Date.UTC(2026, 6, 15), yesterday: Date.UTC(2026, 6, 14), weekStart: 1 };

const LONGEST_LABEL = 160;

function readWords(words: string, today: Today, context: PeriodContext): Period | Refusal {
  const instants = words.length > LONGEST_LABEL ? undefined : readInstants(words);
  return periodOf(instants ?? meaningOf(words, today), today, context);
}

function meaningOf(words: string, today: Today): Understood {
  if (words.length > LONGEST_LABEL) return unknown;
  const key = `${today.today} ${today.yesterday} ${today.weekStart} ${words}`;
  const known = MEANINGS.get(key);
  if (known !== undefined) return known;
  if (MEANINGS.size >= MOST_MEANINGS) MEANINGS.clear();
  const meaning = readMeaning(words, today);
  MEANINGS.set(key, meaning);
  return meaning;
}

/** The same few words are read again and again on one day, each in some sixty patterns. */
const MEANINGS = new Map<string, Understood>();
const MOST_MEANINGS = 1000;

function readMeaning(words: string, today: Today): Understood {
  const plain = plainWords(words);
  if (plain === undefined || plain === '') return unknown;
  const meaning = understand(plain, today);
  if (!isUnknown(meaning)) return meaning;
  // One letter wrong in a long word, and the whole makes a period.
  const right = plain
    .split(' ')
    .map((word) => (isKnownWord(word) ? word : (corrected(word) ?? word)))
    .join(' ');
  return right === plain ? meaning : understand(plainWords(right) ?? right, today);
}

/** What was probably meant by words that are no period, where that is one. */
function nearestTo(words: string, today: Today, context: PeriodContext): string | undefined {
  const plain = plainWords(words);
  if (plain === undefined) return undefined;
  const likely = plain.split(' ').map((word) => (isKnownWord(word) ? word : (nearest(word, OFFERED_WORDS) ?? '')));
  return [likely.filter((word) => word !== '').join(' '), nearest(plain, COMMON_FORMS)].find(
    (each) => each !== undefined && each !== plain && 'interval' in readWords(each, today, context),
  );
}

/** The commonest whole forms, for words that are near to one of them. */
const COMMON_FORMS = [
  'today,yesterday,this week,last week,this month,last month,this quarter,last quarter',
  'this year,last year,last 7 days,last 30 days,past 12 hours,past 24 hours',
].flatMap((line) => line.split(','));

/** Words that a mistyped one may have been meant for. */
const OFFERED_WORDS = [
  ...'today yesterday last this past since days hours weeks week month months quarter year minutes morning'.split(' '),
  ...MONTHS,
  ...WEEKDAYS,
];

function wordsOf(words: string): readonly string[] {
  return words
    .slice(0, LONGEST_LABEL)
    .split(/\s+|\.{2,}/)
    .filter((word) => word !== '');
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
    case 'recent': {
      const interval = { start: now - meaning.minutes * MINUTE_MS, end: now };
      return timesPeriod(interval, meaning.name, context);
    }
    case 'instants':
      return timesPeriod(meaning.interval, undefined, context);
    case 'times':
      return clockPeriod(meaning, context);
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
  if (isLonger(first, last + DAY_MS, maxMonths)) return { kind: 'period-too-long', maxMonths };
  const { start, end } = daysInterval(first, last, timeZone);
  if (start === end) return { kind: 'no-such-day' };
  const running = end > now;
  const dates = running ? daysLabel({ first, last }) : unitLabel(unit, { first, last });
  const label = name === undefined ? dates : `${name} · ${dates}`;
  // At the very first instant of a day there is still something to ask about.
  const interval = { start, end: running ? Math.max(now, start + 1) : end };
  return { interval, label, unit, running, timeZone, weekStart, ...(running && { planned: meaning.days }) };
}

const SHORTEST_MONTH_MS = 28 * DAY_MS;

/** Most are shorter by far, which takes no calendar to see. */
function isLonger(from: Reading, to: Reading, months: number): boolean {
  return to - from > months * SHORTEST_MONTH_MS && addUnits(to, -months, 'month') > from;
}

/** What the clock shows at both ends, as moments. An end in the minute that is passing is now. */
function clockPeriod({ from, to, name, second }: MeantTimes, context: PeriodContext): Period | Refusal {
  const { now, timeZone } = context;
  const start = instantAt(from, second?.from ?? false, timeZone);
  const shown = to === 'now' ? now : instantAt(to, second?.to ?? false, timeZone);
  const end = now - shown >= 0 && now - shown < MINUTE_MS ? now : shown;
  if (start >= now) return { kind: 'future-period', begins: dayLabel(localDay(start, timeZone)) };
  if (end <= start) {
    const [iso, isoEnd] = [from, to === 'now' ? from : to].map((reading) => isoMinute(reading));
    return { kind: 'end-before-start', start: iso ?? '', end: isoEnd ?? '' };
  }
  return timesPeriod({ start, end }, name, context);
}

function instantAt(reading: Reading, second: boolean, timeZone: string): Instant {
  const first = firstInstantAt(reading, timeZone);
  if (!second) return first;
  // The clock was set back: what it shows again, it shows so much later.
  const setBack = first + 6 * 3_600_000 - firstInstantAt(reading + 6 * 3_600_000, timeZone);
  return first - setBack;
}

function timesPeriod({ start, end }: Interval, name: string | undefined, context: PeriodContext): Period | Refusal {
  const { now, timeZone, weekStart, maxMonths = MAX_MONTHS } = context;
  const interval = { start, end: Math.min(end, now) };
  if (start >= now) return { kind: 'future-period' };
  if (isLonger(clockReading(start, timeZone), clockReading(interval.end, timeZone), maxMonths)) {
    return { kind: 'period-too-long', maxMonths };
  }
  const times = timesLabel(interval, timeZone);
  const label = name === undefined ? times : `${name} · ${times}`;
  return { interval, label, unit: 'hours', running: end >= now, timeZone, weekStart };
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

/** @example isoMinute(Date.UTC(2026, 10, 21, 9)) //=> '2026-11-21 09:00' */
function isoMinute(reading: Reading): string {
  return new Date(reading).toISOString().slice(0, 16).replace('T', ' ');
}
