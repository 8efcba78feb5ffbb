import { capital } from '../format.ts';
import { WEEKDAYS } from '../period/calendar.ts';
import type { Weekday } from '../time.ts';
import type { Timing } from './schedule.ts';

const EVERY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const WORKING: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [0, 6];

const NAMED: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['daily', EVERY],
  ['everyday', EVERY],
  ['every day', EVERY],
  ['each day', EVERY],
  ...['weekday', 'workday', 'working day', 'business day'].flatMap((word): [string, readonly Weekday[]][] => [
    [word, WORKING],
    [`${word}s`, WORKING],
  ]),
  ['weekend', WEEKEND],
  ['weekends', WEEKEND],
]);

/**
 * Days of the week as people write them, in the order of the week; nothing when they are none.
 *
 * @example readDays('mon-fri') //=> [1, 2, 3, 4, 5]
 * @example readDays('fri-mon') //=> [0, 1, 5, 6]
 * @example readDays('Monday, wed') //=> [1, 3]
 */
export function readDays(words: string): readonly Weekday[] | undefined {
  const text = words.trim().toLowerCase();
  const named = NAMED.get(text);
  if (named !== undefined) return named;
  const found = new Set<Weekday>();
  for (const part of text.split(',')) {
    const days = readSpan(part);
    if (days === undefined) return undefined;
    for (const day of days) found.add(day);
  }
  return EVERY.filter((day) => found.has(day));
}

/** `mon` or `mon-fri`; a span may run over the end of the week. */
function readSpan(part: string): readonly Weekday[] | undefined {
  const ends = part.split('-').map(readDay);
  const [first, last] = [ends[0], ends.at(-1)];
  if (ends.length > 2 || first === undefined || last === undefined) return undefined;
  return EVERY.filter((day) => (day - first + 7) % 7 <= (last - first + 7) % 7);
}

function readDay(word: string): Weekday | undefined {
  const name = word.trim();
  return EVERY.find((day) => {
    const full = WEEKDAYS[day];
    return name.length >= 3 && (full.startsWith(name) || name === `${full}s`);
  });
}

/**
 * A time of day on a clock with 24 hours; `8:30am` and `8.30` are understood, and an hour alone only with am or pm.
 *
 * @example readTime('8:30') //=> '08:30'
 * @example readTime('5pm') //=> '17:00'
 * @example readTime('24:00') //=> undefined
 */
export function readTime(words: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm)?$/i.exec(words.trim());
  if (match === null) return undefined;
  const [, hourText = '', minuteText, half] = match;
  if (minuteText === undefined && half === undefined) return undefined;
  const hour = hourOf(Number(hourText), half?.toLowerCase());
  const minute = Number(minuteText ?? 0);
  if (hour === undefined || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/**
 * @example daysInWords([1, 2, 3, 4, 5]) //=> 'weekdays'
 * @example daysInWords([1, 3]) //=> 'Mon and Wed'
 */
export function daysInWords(days: readonly Weekday[]): string {
  const key = days.join();
  if (key === EVERY.join()) return 'every day';
  if (key === WORKING.join()) return 'weekdays';
  const names = [...days]
    .sort((a, b) => mondayFirst(a) - mondayFirst(b))
    .map((day) => capital(WEEKDAYS[day].slice(0, 3)));
  return new Intl.ListFormat('en-GB').format(names);
}

/** @example timingInWords({ time: '08:30', days: [1, 2, 3, 4, 5], timeZone: 'Europe/Madrid' }) //=> 'weekdays at 08:30 Europe/Madrid' */
export function timingInWords({ time, days, timeZone }: Timing): string {
  return `${daysInWords(days)} at ${time} ${timeZone}`;
}

const mondayFirst = (day: Weekday): number => (day + 6) % 7;
