import { DAY_MS, type Day, weekdayOf } from '../period/calendar.ts';
import { clockReading } from '../period/zone.ts';
import type { Instant, Weekday } from '../time.ts';

const MINUTE_MS = 60_000;

/** Local times of some days in which something is watched. */
export interface Window {
  /** At least one, each once, in the order of the week from Sunday. */
  readonly days: readonly Weekday[];
  /** Minutes since local midnight, 0 to 1440, half open. From later than to: over midnight, and it belongs to the day on which it begins. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * Whether a rule is watched at a moment, by what a clock in its zone shows: an hour that the clock skips is in no
 * window, and one that comes twice is in it twice.
 *
 * @example isOpen({ days: [1], fromMinute: 480, toMinute: 1080 }, 'Europe/Madrid', mondayNoon) //=> true
 * @example isOpen({ days: [5], fromMinute: 1320, toMinute: 360 }, 'UTC', saturdayAt0300) //=> true
 */
export function isOpen(window: Window | undefined, zone: string, at: Instant): boolean {
  if (window === undefined) return true;
  const reading = clockReading(at, zone);
  const day = Math.floor(reading / DAY_MS) * DAY_MS;
  const minute = Math.floor((reading - day) / MINUTE_MS);
  const { fromMinute, toMinute } = window;
  const isOn = (of: Day) => window.days.some((weekday) => weekday === weekdayOf(of));
  if (fromMinute < toMinute) return isOn(day) && fromMinute <= minute && minute < toMinute;
  return (isOn(day) && minute >= fromMinute) || (isOn(day - DAY_MS) && minute < toMinute);
}
