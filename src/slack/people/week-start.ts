import { z } from 'zod';
import type { Weekday } from '../../domain/time.ts';

/** The setting `WEEK_START`: a day for everybody, or each asker's own. */
export type WeekStart = 'monday' | 'sunday' | 'saturday' | 'locale';

/** Monday is 1 and Sunday 7 in `Intl`. Some releases of V8 have a property where others have a method. */
const weekInfo = z.object({ firstDay: z.literal([1, 2, 3, 4, 5, 6, 7]) });

/**
 * The day on which somebody's week begins. Monday (ISO 8601) when their locale says nothing.
 *
 * @param locale of their Slack profile
 * @example weekStartOf('locale', 'en-US') //=> 0
 * @example weekStartOf('locale', 'es-ES') //=> 1
 * @example weekStartOf('saturday', 'es-ES') //=> 6
 */
export function weekStartOf(setting: WeekStart, locale: string | undefined): Weekday {
  switch (setting) {
    case 'monday':
      return 1;
    case 'sunday':
      return 0;
    case 'saturday':
      return 6;
    case 'locale':
      return locale === undefined ? 1 : firstDayOf(locale);
    default:
      return setting satisfies never;
  }
}

/** By locale; Slack has some fifty, and looking one up takes longer than reading a question. */
const FIRST_DAYS = new Map<string, Weekday>();

function firstDayOf(name: string): Weekday {
  const known = FIRST_DAYS.get(name);
  if (known !== undefined) return known;
  const day = firstDayIn(name) ?? 1;
  if (FIRST_DAYS.size < 500) FIRST_DAYS.set(name, day);
  return day;
}

function firstDayIn(name: string): Weekday | undefined {
  try {
    const locale: object = new Intl.Locale(name);
    const told: unknown =
      'getWeekInfo' in locale && typeof locale.getWeekInfo === 'function'
        ? locale.getWeekInfo()
        : 'weekInfo' in locale && locale.weekInfo;
    const firstDay = weekInfo.safeParse(told).data?.firstDay;
    return firstDay === 7 ? 0 : firstDay;
  } catch {
    return undefined;
  }
}
