import type { Granularity } from '../../domain/figures/stats-query.ts';
import { addUnits, DAY_MS, startOfUnit } from '../../domain/period/calendar.ts';
import { clockReading, firstInstantAt, localDay, startOfLocalDay } from '../../domain/period/zone.ts';
import type { Instant, Interval } from '../../domain/time.ts';

/**
 * An interval as Genesys reads it: local times, each with the offset of its own day, since "the interval offset is used
 * even when timeZone is specified".
 *
 * @example isoInterval({ start: Date.UTC(2026, 9, 25, -2), end: Date.UTC(2026, 9, 26, -1) }, 'Europe/Madrid')
 * //=> '2026-10-25T00:00:00+02:00/2026-10-26T00:00:00+01:00'
 */
export function isoInterval(interval: Interval, timeZone: string): string {
  return `${isoLocal(interval.start, timeZone)}/${isoLocal(interval.end, timeZone)}`;
}

function isoLocal(at: Instant, timeZone: string): string {
  const reading = clockReading(at, timeZone);
  const minutes = Math.round(Math.abs(reading - at) / 60_000);
  const two = (part: number) => String(part).padStart(2, '0');
  const offset = `${reading < at ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(reading).toISOString().replace(/(\.000)?Z$/, '')}${offset}`;
}

/** How buckets are cut. */
export interface Cut {
  readonly timeZone: string;
  readonly granularity: Granularity;
}

/**
 * The interval in pieces that begin and end with local days, none longer than `maxDays` of them; the interval's own
 * ends stay where they are. The buckets of the pieces are then the buckets of the whole.
 */
export function pieces(interval: Interval, cut: Cut, maxDays: number): readonly Interval[] {
  const found: Interval[] = [];
  for (let { start } = interval; start < interval.end; ) {
    const end = Math.min(nextCut(start, cut, maxDays), interval.end);
    found.push({ start, end });
    start = end;
  }
  return found;
}

function nextCut(start: Instant, { timeZone, granularity }: Cut, maxDays: number): Instant {
  const today = localDay(start, timeZone);
  // Should the service make its buckets of 24 hours from where the interval starts, a start within a day shifts them all.
  const startsWithin = granularity === 'day' && startOfLocalDay(start, timeZone) < start;
  const byDays = firstInstantAt(today + (startsWithin ? 1 : maxDays) * DAY_MS, timeZone);
  if (granularity !== 'month') return byDays;
  // A month is asked for as an interval of its own, without buckets.
  return Math.min(byDays, firstInstantAt(addUnits(startOfUnit(today, 'month', 1), 1, 'month'), timeZone));
}

/** The interval in two, at the local midnight before or after its middle; itself when it holds none. */
export function halves(interval: Interval, timeZone: string): readonly Interval[] {
  const today = localDay((interval.start + interval.end) / 2, timeZone);
  const cut = [today, today + DAY_MS]
    .map((day) => firstInstantAt(day, timeZone))
    .find((at) => at > interval.start && at < interval.end);
  if (cut === undefined) return [interval];
  return [
    { start: interval.start, end: cut },
    { start: cut, end: interval.end },
  ];
}

/**
 * The bucket of the whole interval to which an answered one belongs: pieces of the same month or whole are one. Where
 * Genesys left the answered interval out there is none, but for the whole.
 */
export function bucketOf(
  answered: Interval | undefined,
  interval: Interval,
  { timeZone, granularity }: Cut,
): Interval | undefined {
  if (granularity === 'whole') return interval;
  if (answered === undefined) return undefined;
  switch (granularity) {
    case 'half-hour':
    case 'hour':
      return within(interval, answered);
    case 'day': {
      const day = localDay(answered.start, timeZone);
      return within(interval, span(day, day + DAY_MS, timeZone));
    }
    case 'month': {
      const first = startOfUnit(localDay(answered.start, timeZone), 'month', 1);
      return within(interval, span(first, addUnits(first, 1, 'month'), timeZone));
    }
    default:
      return granularity satisfies never;
  }
}

function span(first: number, next: number, timeZone: string): Interval {
  return { start: firstInstantAt(first, timeZone), end: firstInstantAt(next, timeZone) };
}

function within(interval: Interval, { start, end }: Interval): Interval {
  return { start: Math.max(start, interval.start), end: Math.min(end, interval.end) };
}
