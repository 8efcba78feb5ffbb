import { TZDate } from '@date-fns/tz';
import type { Instant } from '../../../domain/time.ts';
import type { Site } from '../centre/organisation.ts';
import { type DayNumber, localDay, weekdayOf } from './calendar.ts';

const DAY_MINUTES = 24 * 60;
/** An hour into the day shift, three into the early one. */
export const MORNING_MINUTES = 10 * 60 + 30;
const EARLY_HEAD_START_MS = 3 * 3_600_000;

/** When the people of a site work. */
export interface Shifts {
  /** Local minutes since midnight at which a shift begins, of those at which it usually does. */
  readonly beginsAt: (usually: number) => number;
  /** As far as days off are concerned; 0 is Sunday. */
  readonly weekdayOf: (day: DayNumber) => number;
  readonly nobodyIsOff: (day: DayNumber) => boolean;
}

export type ShiftsOf = (site: Site) => Shifts;

const USUAL: Shifts = { beginsAt: (usually) => usually, weekdayOf, nobodyIsOff: () => false };
export const usualShifts: ShiftsOf = () => USUAL;

/**
 * Shifts moved round the clock, and the weekend through the week, so that at this instant it is the middle of a
 * working morning at every site. The clock itself is left alone: only who works when is another.
 */
export function morningShifts(now: Instant): ShiftsOf {
  return (site) => {
    const local = new TZDate(now, site.timeZone);
    const moved = local.getHours() * 60 + local.getMinutes() - MORNING_MINUTES;
    // Soon after midnight, who is at work began yesterday.
    const [first, last] = [localDay(now - EARLY_HEAD_START_MS, site.timeZone), localDay(now, site.timeZone)];
    const isWeekend = [first, last].some((day) => [0, 6].includes(weekdayOf(day)));
    return {
      beginsAt: (usually) => (usually + moved + DAY_MINUTES) % DAY_MINUTES,
      // Three days: neither the evening before the weekend nor the night after it stays in one.
      weekdayOf: (day) => weekdayOf(isWeekend ? day - 3 : day),
      nobodyIsOff: (day) => day === first || day === last,
    };
  };
}
