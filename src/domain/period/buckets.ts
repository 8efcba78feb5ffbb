import type { Instant, Interval } from '../time.ts';
import { addUnits, type CalendarUnit, startOfUnit } from './calendar.ts';
import type { Period } from './period.ts';
import { clockReading, firstInstantAt, localDay } from './zone.ts';

const HOUR_MS = 3_600_000;

/**
 * A period cut where an hour, day, week or month begins on the clock of its zone. The first and the last hold what the
 * period has of them. Where the clock jumps by half an hour, the hour around it is shorter.
 */
export function splitBuckets(period: Period, unit: 'hour' | 'day' | 'week' | 'month'): readonly Interval[] {
  const buckets: Interval[] = [];
  let { start } = period.interval;
  for (const boundary of unit === 'hour' ? hours(period) : calendarUnits(period, unit)) {
    const end = Math.min(boundary, period.interval.end);
    // A day that the zone skipped holds nothing.
    if (end > start) buckets.push({ start, end });
    start = end;
    if (end === period.interval.end) break;
  }
  return buckets;
}

function* hours({ interval, timeZone }: Period): Generator<Instant> {
  for (let at = interval.start; ; ) {
    const past = clockReading(at, timeZone) % HOUR_MS;
    at += HOUR_MS - past;
    yield at;
  }
}

function* calendarUnits({ interval, timeZone, weekStart }: Period, unit: CalendarUnit): Generator<Instant> {
  for (let day = startOfUnit(localDay(interval.start, timeZone), unit, weekStart); ; ) {
    day = addUnits(day, 1, unit);
    yield firstInstantAt(day, timeZone);
  }
}
