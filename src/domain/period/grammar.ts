import { addUnits, DAY_MS, type Days, isoDate, partsOf, unitAround } from './calendar.ts';
import { readPoint, timesBetween, typedTime } from './clock-forms.ts';
import { readForm } from './forms.ts';
import {
  following,
  latest,
  type Meaning,
  type MeantDays,
  type Refused,
  refused,
  spanning,
  type Today,
  type Understood,
  unknown,
  weekly,
  within,
} from './meaning.ts';
import { PLACEHOLDERS, unitNamed, weekdayNamed } from './words.ts';

/** No range without years is longer over the turn of the year. */
const HALF_YEAR = 183 * DAY_MS;

/**
 * Reads a period:
 *
 *     period := form | "since" point | "from" point | point ".." point | form "and" form | instant ".." instant
 *     point  := form | time | form time | time form | "now"
 *
 * Each form stands in `forms.ts`. What comes again (`monday`, `3 nov`) is the latest that has begun.
 *
 * @param plain as `plainWords` leaves it
 */
export function understand(plain: string, today: Today): Understood {
  if (/^(?:until|till|til|before|up to) ./.test(plain)) {
    const upTo = readForm(plain, today);
    return isUnknown(upTo) ? refused({ kind: 'no-beginning' }) : latest(upTo, today.today);
  }
  const since = /^(?:(.+) )?since (.+)$/.exec(plain);
  if (since !== null) return sinceThen(since[2] ?? '', since[1], today);
  const from = /^from (.+)$/.exec(plain)?.[1];
  if (from !== undefined) return from.includes('..') ? range(from, today) : fromThen(from, today);
  if (plain.includes('..')) return range(plain, today);
  // "in 3 days" is to come, "in the last week" is over.
  const meaning = readForm(plain, today);
  if (!isUnknown(meaning)) return latest(meaning, today.today);
  const behind = /^in (.+)$/.exec(plain)?.[1];
  if (behind !== undefined) return understand(behind, today);
  return plain.includes(' and ') ? inARow(plain.split(' and '), today) : unknown;
}

/** In UTC and small letters, e.g. `2026-11-21t21:00:00.000z`: from a button, where the clock of a zone could mean two. */
const INSTANT = /^\d{4}-\d\d-\d\dt\d\d:\d\d[\d:.]*z$/;

/** From one moment to another, written as programs write them. */
export function readInstants(text: string): Understood | undefined {
  const [first = '', second = '', ...more] = text
    .trim()
    .toLowerCase()
    .split(/ ?(?:\.{2,}|[\u2013\u2014]) ?| to /);
  if (!INSTANT.test(first) || more.length > 0) return undefined;
  const [start, end] = [first, second].map((each) => Math.floor(Date.parse(each.toUpperCase()) / 1000) * 1000);
  if (!INSTANT.test(second) || start === undefined || end === undefined || Number.isNaN(start + end)) return unknown;
  if (end > start) return { kind: 'instants', interval: { start, end } };
  return refused({ kind: 'end-before-start', start: first.toUpperCase(), end: second.toUpperCase() });
}

/** @param on the day that stands before: `today since 8` */
function sinceThen(words: string, on: string | undefined, today: Today): Understood {
  if (on === undefined) {
    const counted = sinceCount(words, today);
    if (counted !== undefined) return counted;
    const meaning = latest(readForm(words, today), today.today);
    if (!isUnknown(meaning) && !isRefusedDay(meaning)) return openEnded(meaning, today);
  }
  const point = readPoint(on === undefined ? words : `${on} ${words}`, today, readForm);
  if (on === undefined && isSmall(words)) return refused({ kind: 'hours-or-days', from: Number(words) });
  const times = point.time === undefined ? undefined : timesBetween(point, 'now', today);
  return times === undefined ? latest(on === undefined ? readForm(words, today) : unknown, today.today) : known(times);
}

/** `since 2 weeks`: of hours those that end now, of days and longer from that day on. */
function sinceCount(words: string, today: Today): Understood | undefined {
  const [, count, word = ''] = COUNT.exec(words) ?? [];
  const unit = unitNamed(word);
  if (unit === undefined) return undefined;
  const recent = readForm(`${count} ${word}`, today);
  if (recent.kind !== 'days') return known(recent);
  if (unit === 'minute' || unit === 'hour') return undefined;
  return spanning({ first: addUnits(today.today, -Math.min(Number(count), 9999), unit), last: today.today });
}

const COUNT = /^(\d+) ?([a-z]+)(?: ago)?$/;

/** An hour of a day, or a day of a month. */
function isSmall(words: string): boolean {
  return /^(?:[1-9]|1\d|2[0-3])$/.test(words);
}

/** 9.30 is no day, and then it may be a time. */
function isRefusedDay(meaning: Understood): boolean {
  return meaning.kind === 'refused' && meaning.refusal.kind === 'no-such-day';
}

/** From Monday on; but "from yesterday" and "from last week" are of then, and of nothing later. */
function fromThen(words: string, today: Today): Understood {
  const meaning = understand(words, today);
  const isOfThen = /^(?:today|yesterday|last|past|previous|prev|this|current|day before)\b/.test(words);
  if (isOfThen || meaning.kind === 'refused') return isUnknown(meaning) ? sinceThen(words, undefined, today) : meaning;
  return openEnded(meaning, today);
}

function openEnded(from: Understood, today: Today): Understood {
  if (from.kind === 'times') return { kind: 'times', from: from.from, to: 'now' };
  const start = dated(from);
  if (start.kind === 'refused') return start;
  const { first } = start.days;
  // One that has not begun stays in the future, to be refused with its date.
  return spanning({ first, last: Math.max(first, today.today) });
}

/** Both ends included. */
function range(plain: string, today: Today): Understood {
  const parts = plain.split('..');
  const attempts = parts.slice(1).map((_, index) => [parts.slice(0, index + 1), parts.slice(index + 1)] as const);
  let refusal: Understood = unknown;
  for (const [before, after] of attempts.reverse()) {
    const found = between(before.join('..'), after.join('..'), today);
    if (!isUnknown(found)) return found;
    refusal = found;
  }
  return refusal;
}

function between(start: string, end: string, today: Today): Understood {
  const from = start.replace(/^(?:since|from) /, '');
  if (end.includes('..')) return unknown;
  const toNow = end === 'now' || end === 'right now';
  if (from.includes('..')) return upToTime(range(from, today), end);
  const left = readPoint(from, today, readForm);
  const times = timesBetween(left, toNow ? 'now' : readPoint(end, today, readForm), today);
  if (times !== undefined) return known(times);
  if (toNow) return openEnded(latest(readForm(from, today), today.today), today);
  const inWeek = weekdaysOfWeek(from, end, today);
  if (inWeek !== undefined) return inWeek;
  const [first, last] = completed(from, end);
  const [one, other] = sameOrder(readForm(first, today), readForm(last, today), [first, last], today);
  const days = daysBetween(one, other, today);
  const upTo = isUnknown(days) ? upToTime(latest(readForm(from, today), today.today), end) : days;
  return isUnknown(upTo) && isSmall(from) && isSmall(end)
    ? refused({ kind: 'hours-or-days', from: Number(from), to: Number(end) })
    : upTo;
}

/** The days of a label, up to a time of the last one: `9–15 Nov 2026, to 10:00`. */
function upToTime(days: Understood, end: string): Understood {
  const time = typedTime(end);
  if (days.kind !== 'days' || time === undefined || time.bare) return unknown;
  return { kind: 'times', from: days.days.first, to: days.days.last + time.atMs };
}

/** `mon..fri last week`: the week is that of both. */
function weekdaysOfWeek(from: string, end: string, today: Today): Understood | undefined {
  const [, word = '', rest = ''] = WEEKDAY_AND_MORE.exec(end) ?? [];
  const [first, last] = [weekdayNamed(from), weekdayNamed(word)];
  if (rest === '' || first === undefined || last === undefined) return undefined;
  const week = latest(readForm(rest, today), today.today);
  if (week.kind !== 'days' || week.unit !== 'week') return undefined;
  const [start, finish] = [within(weekly(first), week.days), within(weekly(last), week.days)];
  if (start === undefined || finish === undefined) return undefined;
  if (finish.days.last < start.days.first) return undefined;
  return spanning({ first: start.days.first, last: finish.days.last });
}

const WEEKDAY_AND_MORE = new RegExp(`^${PLACEHOLDERS['weekday']} (.+)$`);
const MONTH_OF = new RegExp(`^\\d{1,2}(?:th)? (${PLACEHOLDERS['month']}(?: \\d{4})?)$`);
const MONTH_FIRST = new RegExp(`^(${PLACEHOLDERS['month']}) \\d{1,2}(?:th)?((?: \\d{4})?)$`);

/** What one end leaves out because the other says it: the month of `12..15 nov`, the week of `w45..46`. */
function completed(start: string, end: string): readonly [string, string] {
  if (BARE.test(end)) {
    const iso = /^(\d{4}\/\d{1,2}\/)\d{1,2}$/.exec(start)?.[1];
    if (iso !== undefined) return [start, `${iso}${end}`];
    if (/^w\d{1,2}$/.test(start)) return [start, `w${end}`];
    const month = MONTH_FIRST.exec(start)?.[1] ?? MONTH_OF.exec(start)?.[1];
    if (month !== undefined) return [start, `${end} ${month}`];
  }
  if (BARE.test(start.replace(/\.$/, ''))) {
    const dotted = /^\d{1,2}(\.\d{1,2}\.?(?:\d{4})?)$/.exec(end)?.[1];
    if (dotted !== undefined) return [`${start.replace(/\.$/, '')}${dotted}`, end];
    const month = MONTH_OF.exec(end)?.[1];
    if (month !== undefined) return [`${start} ${month}`, end];
  }
  // 12..15 of "nov 12..15 2026"
  const [, day, year] = /^(\d{1,2}(?:th)?) (\d{4})$/.exec(end) ?? [];
  const month = MONTH_FIRST.exec(start)?.[1];
  return day !== undefined && month !== undefined ? [`${start} ${year}`, `${day} ${month} ${year}`] : [start, end];
}

const BARE = /^\d{1,2}(?:th)?$/;

/** Of two dates with slashes the one that can be read in one way only says how the other is read. */
function sameOrder(
  one: Meaning,
  other: Meaning,
  words: readonly [string, string],
  today: Today,
): readonly [Meaning, Meaning] {
  const slashed = words.map((each) => /^(\d{1,2})\/(\d{1,2})((?:\/\d{2,4})?)$/.exec(each));
  const known = slashed.find((match) => match !== null && (Number(match[1]) > 12 || Number(match[2]) > 12));
  if (known === undefined || known === null || slashed.includes(null)) return [one, other];
  const dayFirst = Number(known[1]) > 12;
  const [first = one, last = other] = slashed.map((match) => {
    const [, left = '', right = '', year = ''] = match ?? [];
    const [day, month] = dayFirst ? [left, right] : [right, left];
    return readForm(`${day}.${month}.${year.slice(1)}`, today);
  });
  return [first, last];
}

/** Without years: the latest end that has begun, and the start before it. */
function daysBetween(start: Meaning, end: Meaning, { today }: Today): Understood {
  const bothAgain = start.kind === 'recurring' && end.kind === 'recurring';
  const to = bothAgain ? dated(latest(end, today)) : undefined;
  if (to?.kind === 'refused') return to;
  const from = dated(latest(start, to?.days.first ?? (end.kind === 'days' ? end.days.first : today)));
  if (from.kind === 'refused') return from;
  const last = to ?? dated(following(end, from.days.first));
  if (last.kind === 'refused') return last;
  const days = { first: from.days.first, last: last.days.last };
  if (bothAgain && !isOneStretch(days)) return wrongWayRound(start, days);
  if (days.last >= days.first) return spanning(days);
  return refused({ kind: 'end-before-start', start: isoDate(days.first), end: isoDate(days.last) });
}

/** Over the turn of the year `20 dec to 5 jan` is meant; `28 nov to 3 nov` is the wrong way round. */
function isOneStretch({ first, last }: Days): boolean {
  return partsOf(first).year === partsOf(last).year || last - first <= HALF_YEAR;
}

function wrongWayRound(start: Meaning, { last }: Days): Refused {
  const later = within(start, unitAround(last, 'year', 1))?.days.first ?? last;
  return refused({ kind: 'end-before-start', start: isoDate(later), end: isoDate(last) });
}

/** Days, weeks or months that follow each other: `12 and 13 nov`, `last week and this week`. */
function inARow(parts: readonly string[], today: Today): Understood {
  const last = parts.at(-1) ?? '';
  const days: MeantDays[] = [];
  for (const part of parts) {
    const [words] = part === last ? [completed(parts[0] ?? '', part)[1]] : completed(part, last);
    const meaning = dated(latest(readForm(words ?? part, today), today.today));
    if (meaning.kind === 'refused') return meaning;
    days.push(meaning);
  }
  const inOrder = days.toSorted((one, other) => one.days.first - other.days.first);
  const joined = inOrder.every(({ days: { first } }, index) => {
    const before = inOrder[index - 1];
    return before === undefined || first === before.days.last + DAY_MS;
  });
  const [from, to] = [inOrder[0], inOrder.at(-1)];
  if (from === undefined || to === undefined) return unknown;
  return joined ? spanning({ first: from.days.first, last: to.days.last }) : refused({ kind: 'not-one-stretch' });
}

function dated(meaning: Understood): MeantDays | Refused {
  return meaning.kind === 'days' || meaning.kind === 'refused' ? meaning : unknown;
}

/** Nothing that comes again. */
function known(meaning: Meaning | undefined): Understood {
  return meaning === undefined || meaning.kind === 'recurring' ? unknown : meaning;
}

export function isUnknown(meaning: Meaning): meaning is Refused {
  return meaning.kind === 'refused' && meaning.refusal.kind === 'unknown-period';
}
