import { DAY_MS, type Day, type Days, isoDate, partsOf } from './calendar.ts';
import {
  following,
  latest,
  type Meaning,
  type MeantDays,
  type Refused,
  readForm,
  refused,
  type Today,
  type Understood,
} from './forms.ts';

/** No range without years is longer over the turn of the year. */
const HALF_YEAR = 183 * DAY_MS;

/**
 * Reads a period:
 *
 *     period := form | "since" form | form ".." form | instant ".." instant
 *
 * The forms are in `domain/period-forms.ts`. What comes again (`monday`, `3 nov`) is the latest that has begun.
 *
 * @param plain as `plainWords` leaves it
 */
export function understand(plain: string, today: Today): Understood {
  const [first = '', second, ...more] = plain.split('..');
  if (more.length > 0) return unknown;
  if (INSTANT.test(first)) return instants(first, second ?? '');
  if (second !== undefined) return range(readForm(first, today), readForm(second, today), today);
  if (plain.startsWith('since ')) return since(readForm(plain.slice('since '.length), today), today);
  return latest(readForm(plain, today), today.today);
}

/** In UTC and small letters, e.g. `2026-11-21t21:00:00.000z`: from a button, where the clock of a zone could mean two. */
const INSTANT = /^\d{4}-\d\d-\d\dt\d\d:\d\d[\d:.]*z$/;

function instants(from: string, to: string): Understood {
  const interval = { start: Date.parse(from.toUpperCase()), end: Date.parse(to.toUpperCase()) };
  if (!INSTANT.test(to) || Number.isNaN(interval.start + interval.end)) return unknown;
  if (interval.end > interval.start) return { kind: 'instants', interval };
  return refused({ kind: 'end-before-start', start: from.toUpperCase(), end: to.toUpperCase() });
}

const unknown = refused({ kind: 'unknown-period' });

function since(start: Meaning, today: Today): Understood {
  const from = dated(latest(start, today.today));
  if (from.kind === 'refused') return from;
  const { first } = from.days;
  // One that has not begun stays in the future, to be refused with its date.
  return spanning({ first, last: Math.max(first, today.today) });
}

/** Both ends included. Without years: the latest that has begun, to the end that follows it. */
function range(start: Meaning, end: Meaning, { today }: Today): Understood {
  const from = dated(latest(start, end.kind === 'days' ? end.days.first : today));
  if (from.kind === 'refused') return from;
  const to = dated(endAfter(from.days.first, start, end));
  if (to.kind === 'refused') return to;
  const days = { first: from.days.first, last: to.days.last };
  if (days.last >= days.first) return spanning(days);
  return refused({ kind: 'end-before-start', start: isoDate(days.first), end: isoDate(days.last) });
}

/** Over the turn of the year `20 dec to 5 jan` is meant, and `28 nov to 3 nov` is the wrong way round. */
function endAfter(first: Day, start: Meaning, end: Meaning): Understood {
  const next = following(end, first);
  if (start.kind !== 'recurring' || end.kind !== 'recurring' || next.kind !== 'days') return next;
  const sameYear = partsOf(first).year === partsOf(next.days.last).year;
  return sameYear || next.days.last - first <= HALF_YEAR ? next : latest(end, first);
}

function dated(meaning: Understood): MeantDays | Refused {
  return meaning.kind === 'days' || meaning.kind === 'refused' ? meaning : unknown;
}

function spanning(days: Days): MeantDays {
  return { kind: 'days', days, unit: days.first === days.last ? 'day' : 'range' };
}
