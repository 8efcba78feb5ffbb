import type { Instant, Interval } from '../time.ts';
import { addUnits, type CalendarUnit, startOfUnit } from './calendar.ts';
import type { Period } from './period.ts';
import { clockReading, firstInstantAt, localDay } from './zone.ts';

const HOUR_MS = 3_600_000;

/** Into what a period may be cut. */
export const TIME_UNITS = ['half-hour', 'hour', 'day', 'week', 'month'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export function isTimeUnit(word: string): word is TimeUnit {
  return TIME_UNITS.some((unit) => unit === word);
}

/**
 * A period cut where a half-hour, an hour, day, week or month begins on the clock of its zone. The first and the last hold what the
 * period has of them. Where the clock jumps by half an hour, the hour around it is shorter.
 */
export function splitBuckets(period: Period, unit: TimeUnit): readonly Interval[] {
  const buckets: Interval[] = [];
  let { start } = period.interval;
  for (const boundary of boundaries(period, unit)) {
    const end = Math.min(boundary, period.interval.end);
    // A day that the zone skipped holds nothing.
    if (end > start) buckets.push({ start, end });
    start = end;
    if (end === period.interval.end) break;
  }
  return buckets;
}

function boundaries(period: Period, unit: TimeUnit): Generator<Instant> {
  if (unit === 'hour') return clockUnits(period, HOUR_MS);
  return unit === 'half-hour' ? clockUnits(period, HOUR_MS / 2) : calendarUnits(period, unit);
}

function* clockUnits({ interval, timeZone }: Period, lengthMs: number): Generator<Instant> {
  for (let at = interval.start; ; ) {
    const past = clockReading(at, timeZone) % lengthMs;
    at += lengthMs - past;
    yield at;
  }
}

function* calendarUnits({ interval, timeZone, weekStart }: Period, unit: CalendarUnit): Generator<Instant> {
  for (let day = startOfUnit(localDay(interval.start, timeZone), unit, weekStart); ; ) {
    day = addUnits(day, 1, unit);
    yield firstInstantAt(day, timeZone);
  }
}
