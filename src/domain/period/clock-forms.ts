import { DAY_MS, type Day } from './calendar.ts';
import { type Form, form } from './form.ts';
import { latest, type Meaning, type MeantTimes, type Today } from './meaning.ts';
import { PLACEHOLDERS } from './words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Read = (plain: string, today: Today) => Meaning;

/** Parts of a day, in hours from its midnight. A night ends in the morning after it. */
const PARTS = {
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [18, 30],
} as const satisfies Record<string, readonly [number, number]>;
type Part = keyof typeof PARTS;

/** A time on the clock as it was typed. */
export interface TypedTime {
  /** From midnight, in milliseconds. */
  readonly atMs: number;
  readonly half?: 'am' | 'pm' | undefined;
  /** `9` alone may be a day of the month as well. */
  readonly bare: boolean;
  /** The second of two times at which the clock shows this. */
  readonly second: boolean;
}

/** Where a range begins or ends: a day, a time on it, or both. */
export interface Point {
  readonly day?: Day | undefined;
  readonly time?: TypedTime | undefined;
}

/** Parts of days and single hours. */
export function clockForms(read: Read): readonly Form[] {
  return [
    form('this morning', '(?:this|today) (morning|afternoon|evening|night)', ([part], { today }) =>
      partOf(today, part, `this ${part}`),
    ),
    form('tonight', 'tonight', (_, { today }) => partOf(today, 'night', 'tonight')),
    form('last night', 'last (night|evening)', ([part], { yesterday }) => partOf(yesterday, part, `last ${part}`)),
    form('yesterday morning, monday afternoon', '(.+) (morning|afternoon|evening|night)', ([words, part], today) => {
      const day = dayOfWords(words, today, read);
      return day === undefined ? undefined : partOf(day, part);
    }),
    form('yesterday at 14:00, monday 2pm', '(.+?) (?:at )?{time}( 2th)?', ([words, typed, second], today) =>
      hourOn(words, typed, second !== '', today, read),
    ),
    form('yesterday at 9, monday at 14', '(.+?) at {n}', ([words, typed], today) =>
      hourOn(words, inWorkingHours(typed), false, today, read),
    ),
    form(
      'yesterday after 17:00, monday from 2pm',
      '(.+?) (?:after|from|starting at) {time}(?: onwards?)?',
      ([words, typed], today) => sideOf(words, typed, 'after', today, read),
    ),
    form('after 17:00 yesterday', 'after {time} (?:on )?(.+)', ([typed, words], today) =>
      sideOf(words, typed, 'after', today, read),
    ),
    form('yesterday before noon', '(.+?) before {time}', ([words, typed], today) =>
      sideOf(words, typed, 'before', today, read),
    ),
    form('before noon yesterday', 'before {time} (?:on )?(.+)', ([typed, words], today) =>
      sideOf(words, typed, 'before', today, read),
    ),
    form('14:00 yesterday, 2pm on monday', '(?:at )?{time} (?:on )?(.+)', ([typed, words], today) =>
      hourOn(words, typed, false, today, read),
    ),
  ];
}

/** A day and a time in either order, or one of them. */
export function readPoint(words: string, today: Today, read: Read): Point {
  const time = typedTime(words);
  if (time !== undefined) return { time };
  const [, typed = '', on, part = ''] = IN_PART.exec(words) ?? [];
  const inPart = typedTime(/[ap]m$/.test(typed) ? typed : `${typed} ${part === 'morning' ? 'am' : 'pm'}`);
  if (inPart !== undefined) {
    return {
      day: on === 'this' ? today.today : on === undefined ? undefined : dayOfWords(on, today, read),
      time: inPart,
    };
  }
  const [, first = '', behind = '', nth = ''] = BEHIND.exec(words) ?? [];
  const [, before = '', last = ''] = BEFORE.exec(words) ?? [];
  for (const [day, typed] of [
    [first, `${behind}${nth}`],
    [last, before],
  ] as const) {
    const at = typed === '' ? undefined : typedTime(typed);
    const on = at === undefined ? undefined : dayOfWords(day, today, read);
    if (at !== undefined && on !== undefined) return { day: on, time: at };
  }
  return { day: dayOfWords(words, today, read) };
}

/** `9 in the morning`, `9 this morning`, `9 yesterday morning`. */
const IN_PART = new RegExp(`^${timeWords()} (?:in|(.+)) (morning|afternoon|evening)$`);
const BEHIND = new RegExp(`^(.+?) (?:at |from )?${timeWords()}( 2th)?$`);
const BEFORE = new RegExp(`^(?:at |from )?${timeWords()} (?:on )?(.+)$`);

/**
 * From one time to another of the same day, or of the days that stand beside them. Nothing where they are no times.
 */
export function timesBetween(from: Point, to: Point | 'now', { today }: Today): Meaning | undefined {
  const start = from.time;
  if (start === undefined) return undefined;
  if (to === 'now') {
    if (start.bare && from.day === undefined) return undefined;
    return { kind: 'times', from: (from.day ?? today) + start.atMs, to: 'now' };
  }
  const end = to.time;
  if (end === undefined) return undefined;
  const [firstDay, lastDay] = [from.day ?? to.day, to.day ?? from.day];
  // 9 to 12 alone may be days of the month.
  if (firstDay === undefined && start.bare && end.bare) return undefined;
  const [startMs, endMs] = [sameHalf(start, end), end.atMs];
  const first = firstDay ?? today;
  let last = lastDay ?? today;
  let untilMs = endMs;
  if (first === last && endMs <= startMs) {
    // 10pm to 2am ends on the day after; the 5 of 9 to 5 is five in the afternoon.
    if (!start.bare && !end.bare) last += DAY_MS;
    else if (start.bare && end.bare && end.half === undefined && endMs + DAY_MS / 2 > startMs) untilMs += DAY_MS / 2;
  }
  return {
    kind: 'times',
    from: first + startMs,
    to: last + untilMs,
    ...((start.second || end.second) && { second: { from: start.second, to: end.second } }),
  };
}

/** @example typedTime('9:30 pm') //=> { atMs: 21.5 hours, half: 'pm', bare: false, second: false } */
export function typedTime(words: string): TypedTime | undefined {
  const match = /^(?:(\d{1,2})(?:[:.h](\d{2})(?::(\d{2}))?|( ?h))?(?: ?([ap]m))?|(noon)|(midnight))( 2th)?$/.exec(
    words,
  );
  if (match === null) return undefined;
  const [, hours, minutes, seconds, sign, half, noon, midnight, second] = match;
  if (noon ?? midnight) return { atMs: noon === undefined ? 0 : 12 * HOUR_MS, bare: false, second: false };
  const hour = hourOf(Number(hours), half);
  const atMs = (hour ?? 25) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS + Number(seconds ?? 0) * 1000;
  if (atMs > DAY_MS || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return undefined;
  return {
    atMs,
    // 9.10 may be the ninth of October.
    bare:
      half === undefined &&
      sign === undefined &&
      (minutes === undefined || (words.includes('.') && Number(minutes) <= 12)),
    second: second !== undefined,
    ...((half === 'am' || half === 'pm') && { half }),
  };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** The 1 of `1-3pm` is one in the afternoon, the 9 of `9-5pm` nine in the morning. */
function sameHalf(start: TypedTime, end: TypedTime): number {
  const { atMs, bare, half } = start;
  if (!bare || half !== undefined || end.half !== 'pm') return atMs;
  const later = atMs < 12 * HOUR_MS ? atMs + 12 * HOUR_MS : atMs;
  return later < end.atMs ? later : atMs;
}

function hourOn(words: string, typed: string, second: boolean, today: Today, read: Read): MeantTimes | undefined {
  const time = typedTime(typed);
  if (time === undefined || time.bare || time.atMs % HOUR_MS !== 0) return undefined;
  const day = dayOfWords(words, today, read);
  if (day === undefined) return undefined;
  const from = day + time.atMs;
  return { kind: 'times', from, to: from + HOUR_MS, ...(second && { second: { from: true } }) };
}

/** From a time of a day on, or up to it. A number alone is one where nobody takes it for the other half of the day. */
function sideOf(
  words: string,
  typed: string,
  side: 'before' | 'after',
  today: Today,
  read: Read,
): MeantTimes | undefined {
  const time = typedTime(/^\d+$/.test(typed) ? inWorkingHours(typed) : typed);
  const day = dayOfWords(words, today, read);
  if (time === undefined || day === undefined) return undefined;
  const at = day + time.atMs;
  return side === 'after' ? { kind: 'times', from: at, to: day + DAY_MS } : { kind: 'times', from: day, to: at };
}

/** @example inWorkingHours('9') //=> '9:00', and of '5', which may be in the afternoon, nothing */
function inWorkingHours(typed: string): string {
  return Number(typed) >= 7 && Number(typed) <= 23 ? `${typed}:00` : '';
}

function partOf(day: Day, part: string, name?: string): MeantTimes | undefined {
  if (!isPart(part)) return undefined;
  const [first, last] = PARTS[part];
  return { kind: 'times', from: day + first * HOUR_MS, to: day + last * HOUR_MS, name };
}

function isPart(word: string): word is Part {
  return word in PARTS;
}

/** The one day that words mean. */
function dayOfWords(words: string, today: Today, read: Read): Day | undefined {
  const meaning = latest(read(words, today), today.today);
  return meaning.kind === 'days' && meaning.days.first === meaning.days.last ? meaning.days.first : undefined;
}

function timeWords(): string {
  return PLACEHOLDERS['time'] ?? '';
}
