import { TZDate } from '@date-fns/tz';
import type { Instant, Interval } from '../../../domain/time.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A calendar day wherever it is: days since 1970-01-01. */
export type DayNumber = number;

/**
 * The first instant of a local wall-clock time.
 *
 * @param minutes since local midnight; more than 1,440 is the next day
 * @param timeZone IANA zone
 */
export function localInstant(day: DayNumber, minutes: number, timeZone: string): Instant {
  const date = new Date(day * DAY);
  return new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 0, minutes, timeZone).getTime();
}

/** The local day that an instant falls on. */
export function localDay(at: Instant, timeZone: string): DayNumber {
  const date = new TZDate(at, timeZone);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
}

/**
 * @example dayName(20779) //=> '20261122'
 */
export function dayName(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The reverse of {@link dayName}. */
export function dayNamed(name: string): DayNumber {
  return Date.UTC(Number(name.slice(0, 4)), Number(name.slice(4, 6)) - 1, Number(name.slice(6, 8))) / DAY;
}

/** 0 is Sunday. */
export function weekdayOf(day: DayNumber): number {
  return new Date(day * DAY).getUTCDay();
}

export const GRANULARITY = /^P(?:(\d+)D|(\d+)M|(\d+)W|T(?:(\d+)H|(\d+)M))$/;

/**
 * Cuts an interval on the local boundaries of a zone, as the aggregates endpoint does: days are local days, of 23 or
 * 25 hours when the clock changes; hours are whole local hours. The first and the last are cut by the interval.
 *
 * @param granularity ISO 8601 period such as `PT30M`, `P1D`, `P1M`; absent is the whole interval
 * @returns undefined when the granularity is none that is understood
 */
export function cutBuckets(
  interval: Interval,
  granularity: string | undefined,
  timeZone: string,
): readonly Interval[] | undefined {
  if (granularity === undefined) return [interval];
  const [, days, months, weeks, hours, minutes] = GRANULARITY.exec(granularity) ?? [];
  const next = stepper({ days, months, weeks, hours, minutes }, timeZone);
  if (next === undefined) return undefined;
  const buckets: Interval[] = [];
  for (let start = interval.start; start < interval.end; ) {
    const end = Math.min(interval.end, next(start));
    buckets.push({ start, end });
    start = end;
  }
  return buckets;
}

type Period = Readonly<Record<'days' | 'months' | 'weeks' | 'hours' | 'minutes', string | undefined>>;

/** Gives the first boundary after an instant. */
function stepper(period: Period, timeZone: string): ((at: Instant) => Instant) | undefined {
  const days = Number(period.days ?? Number(period.weeks ?? 0) * 7);
  const months = Number(period.months ?? 0);
  const milliseconds = Number(period.hours ?? 0) * HOUR + Number(period.minutes ?? 0) * 60_000;
  if (days > 0) return (at) => localInstant(localDay(at, timeZone) + days, 0, timeZone);
  if (months > 0) {
    return (at) => {
      const local = new TZDate(at, timeZone);
      return new TZDate(local.getFullYear(), local.getMonth() + months, 1, timeZone).getTime();
    };
  }
  if (milliseconds <= 0) return undefined;
  return (at) => {
    const floored = floorLocal(at + milliseconds, milliseconds, timeZone);
    return floored > at ? floored : at + milliseconds;
  };
}

/** The last whole local hour (or other part of a day) that has begun at `at`. */
function floorLocal(at: Instant, step: number, timeZone: string): Instant {
  const offset = -new TZDate(at, timeZone).getTimezoneOffset() * 60_000;
  return Math.floor((at + offset) / step) * step - offset;
}

/** Is this an IANA zone that we know? */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
