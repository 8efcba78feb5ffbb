import { nearest } from '../nearest.ts';
import { MONTHS, WEEKDAYS } from './calendar.ts';

/** Longer than the longest period that anybody would write; the rest is not looked at. */
const LONGEST = 120;

const UNITS = {
  hour: ['hour', 'hours', 'hr', 'hrs', 'h'],
  day: ['day', 'days', 'd'],
  week: ['week', 'weeks', 'wk', 'wks', 'w'],
  month: ['month', 'months'],
  quarter: ['quarter', 'quarters', 'qtr', 'qtrs'],
  year: ['year', 'years', 'yr', 'yrs', 'y'],
} as const;
export type CountedUnit = keyof typeof UNITS;

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const OTHER_WORDS = [
  'today yesterday tomorrow this current last past previous next coming since',
  'wtd mtd qtd ytd to date so far until till through from between and in on for during of',
].flatMap((line) => line.split(' '));

const VOCABULARY: readonly string[] = [
  ...OTHER_WORDS,
  ...WEEKDAYS,
  ...MONTHS,
  ...NUMBERS,
  ...Object.values(UNITS)
    .flat()
    .filter((word) => word.length > 2),
];

/** What a mistyped word of a period may have meant: no small words, which are near to everything. */
export const PERIOD_WORDS: readonly string[] = VOCABULARY.filter((word) => word.length > 3);

/** The commonest whole forms, for words that were run together or are near to one of them. */
const COMMON_FORMS = [
  'today,yesterday,this week,last week,this month,last month,this quarter,last quarter',
  'this year,last year,last 7 days,last 30 days,past 12 hours,past 24 hours',
].flatMap((line) => line.split(','));

/**
 * One spelling of what people type: small letters, single spaces, no ordinals and commas, `..` between the ends of a
 * range, `this week` for `week to date`. Nothing where the text is too long to be a period.
 *
 * @example plainWords('From 1st\u00a0–\u00a015th Nov, 2026') //=> '1 nov 2026..15 nov 2026'
 */
export function plainWords(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/[\u2012-\u2015]/g, '..')
    .replace(/[,"'\u2018-\u201f]|\bof\b/g, ' ')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^between (.+) and (.+)$/, '$1..$2')
    .replace(/^(?:for|in|on|during|from) /, '')
    .replace(/ so far$/, '')
    .replace(/^(week|month|quarter|year) to date$/, 'this $1')
    .replace(/ (?:to|until|till|through|-) /g, '..')
    .replace(/ ?\.{2,} ?/g, '..');
  return plain.replace(DAYS_OF_MONTH, '$1 $3$4..$2 $3$4').replace(MONTH_AND_DAYS, '$1 $2$4..$1 $3$4');
}

/** `1..15 nov 2026`, `1-15 nov`. */
const DAYS_OF_MONTH = /^(\d{1,2})(?:\.\.|-)(\d{1,2}) ([a-z]+)((?: \d{4})?)$/;
/** `nov 1..15 2026`, `nov 1-15`. */
const MONTH_AND_DAYS = /^([a-z]+) (\d{1,2})(?:\.\.|-)(\d{1,2})((?: \d{4})?)$/;

/** @example unitNamed('hrs') //=> 'hour' */
export function unitNamed(word: string): CountedUnit | undefined {
  for (const unit of ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const) {
    if (UNITS[unit].some((spelling) => spelling === word)) return unit;
  }
  return undefined;
}

/** @example numberNamed('seven') //=> 7 */
export function numberNamed(word: string): number | undefined {
  if (/^-?\d+$/.test(word)) return Number(word);
  const index = NUMBERS.indexOf(word);
  return index === -1 ? undefined : index + 1;
}

/** 1 is January; three letters are enough. */
export function monthNamed(word: string): number | undefined {
  const index = word.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(word));
  return index === -1 ? undefined : index + 1;
}

/** 0 is Sunday; three letters are enough. */
export function weekdayNamed(word: string): number | undefined {
  const index = word.length < 3 ? -1 : WEEKDAYS.findIndex((weekday) => weekday.startsWith(word));
  return index === -1 ? undefined : index;
}

/**
 * Whether a word, as typed between spaces, can be a part of a period: so that a text can be cut into a period and the
 * rest before anything is understood.
 */
export function isPeriodWord(typed: string): boolean {
  const words = (plainWords(typed) ?? '').split(/ |\.\./).filter((word) => word !== '');
  const separator = /^(?:\.{2,}|[-\u2012-\u2015])$/.test(typed);
  return separator || VOCABULARY.includes(typed.toLowerCase()) || (words.length > 0 && words.every(isKnown));
}

/**
 * What was probably meant, in words that may make a period.
 *
 * @param plain as `plainWords` leaves it
 * @example likelyWords('lst wek') //=> ['last week']
 */
export function likelyWords(plain: string): readonly string[] {
  const words = plain.split(' ').map((word) => (isKnown(word) ? word : nearest(word, VOCABULARY)));
  const whole = nearest(plain, COMMON_FORMS);
  return [...(words.includes(undefined) ? [] : [words.join(' ')]), ...(whole === undefined ? [] : [whole])];
}

/** The first word that belongs to no period. */
export function unknownWord(plain: string): string | undefined {
  return plain.split(/ |\.\./).find((word) => word !== '' && !isKnown(word));
}

function isKnown(word: string): boolean {
  if (VOCABULARY.includes(word) || unitNamed(word) !== undefined) return true;
  if (monthNamed(word) !== undefined || weekdayNamed(word) !== undefined) return true;
  return /^(?:-?\d[\d/.:-]*(?:[a-z]{1,5}|-?[qw]\d{1,2})?|[qw]\d{1,2})$/.test(word);
}
