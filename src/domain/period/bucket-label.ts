import type { Interval } from '../time.ts';
import type { TimeUnit } from './buckets.ts';
import { dayLabel, daysLabel, timeLabel, unitLabel } from './date-label.ts';
import { clockReading, localDay } from './zone.ts';

/**
 * A label for each bucket of a split over time: short, since the period names the year, and unlike its neighbours. An
 * hour that the clock shows twice says so.
 *
 * @param buckets in order of time, cut on local boundaries of the zone
 * @example bucketLabels([{ start: 9 Nov, end: 10 Nov }], 'day', 'Europe/Madrid') //=> ['Mon 9 Nov']
 */
export function bucketLabels(buckets: readonly Interval[], unit: TimeUnit, timeZone: string): readonly string[] {
  const full = buckets.map((bucket) => labelOf(bucket, unit, timeZone));
  const oneYear = new Set(full.map((label) => YEAR.exec(label)?.[1])).size === 1;
  const short = oneYear && unit !== 'month' ? full.map((label) => label.replace(YEAR, '')) : full;
  const seen = new Set<string>();
  return hoursOf(short, unit).map((label) => {
    const distinct = seen.has(label) ? `${label} 2nd` : label;
    seen.add(label);
    return distinct;
  });
}

/** Of one day the hours alone tell them apart. */
function hoursOf(labels: readonly string[], unit: TimeUnit): readonly string[] {
  const days = new Set(labels.map((label) => label.slice(0, -'00:00'.length)));
  return (unit === 'hour' || unit === 'half-hour') && days.size === 1
    ? labels.map((label) => label.slice(-'00:00'.length))
    : labels;
}

/** The year at the end of a date. */
const YEAR = / (\d{4})$/;

function labelOf({ start, end }: Interval, unit: TimeUnit, timeZone: string): string {
  const first = localDay(start, timeZone);
  switch (unit) {
    case 'half-hour':
    case 'hour':
      return `${dayLabel(first).replace(YEAR, '')} ${timeLabel(clockReading(start, timeZone))}`;
    case 'day':
      return dayLabel(first);
    case 'week':
      return daysLabel({ first, last: localDay(end - 1, timeZone) });
    case 'month':
      return unitLabel('month', { first, last: localDay(end - 1, timeZone) });
    default:
      return unit satisfies never;
  }
}
