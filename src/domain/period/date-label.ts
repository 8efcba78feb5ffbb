import type { Instant, Interval } from '../time.ts';
import { DAY_MS, type Day, type Days, MONTHS, partsOf, WEEKDAYS, weekdayOf } from './calendar.ts';
import { clockReading, firstInstantAt } from './zone.ts';

/** @example dayLabel(Date.UTC(2026, 10, 3)) //=> 'Tue 3 Nov 2026' */
export function dayLabel(day: Day): string {
  return `${short(WEEKDAYS[weekdayOf(day)])} ${dayAndMonth(day)} ${partsOf(day).year}`;
}

/**
 * Both ends included, without saying twice what they share.
 *
 * @example daysLabel({ first: Date.UTC(2026, 10, 9), last: Date.UTC(2026, 10, 15) }) //=> '9–15 Nov 2026'
 */
export function daysLabel({ first, last }: Days): string {
  if (first === last) return dayLabel(first);
  const [from, to] = [partsOf(first), partsOf(last)];
  const end = `${dayAndMonth(last)} ${to.year}`;
  if (from.year !== to.year) return `${dayAndMonth(first)} ${from.year} – ${end}`;
  return from.month === to.month ? `${from.dayOfMonth}–${end}` : `${dayAndMonth(first)} – ${end}`;
}

/**
 * Whole months, quarters and years by their own names, anything else by its days.
 *
 * @example unitLabel('quarter', { first: Date.UTC(2026, 6, 1), last: Date.UTC(2026, 8, 30) }) //=> 'Jul–Sep 2026'
 */
export function unitLabel(unit: string, days: Days): string {
  const [from, to] = [partsOf(days.first), partsOf(days.last)];
  if (unit === 'year') return String(from.year);
  if (unit === 'month') return `${monthName(from.month)} ${from.year}`;
  if (unit === 'quarter') return `${monthName(from.month)}–${monthName(to.month)} ${to.year}`;
  return daysLabel(days);
}

/**
 * From one moment to another, as the clock of a zone shows them; a time that it shows twice says which one it is.
 *
 * @example timesLabel({ start, end }, 'Europe/Madrid') //=> 'Sat 21 Nov 2026 22:00 – Sun 22 Nov 2026 10:00'
 */
export function timesLabel({ start, end }: Interval, timeZone: string): string {
  const [from, to] = [clockReading(start, timeZone), clockReading(end, timeZone)];
  const [first, last] = [startOfDay(from), startOfDay(to)];
  const [begins, ends] = [clockLabel(start, timeZone), clockLabel(end, timeZone)];
  return `${dayLabel(first)} ${begins} – ${first === last ? ends : `${dayLabel(last)} ${ends}`}`;
}

function clockLabel(at: Instant, timeZone: string): string {
  const reading = clockReading(at, timeZone);
  const shown = timeLabel(reading);
  return firstInstantAt(reading, timeZone) === at ? shown : `${shown} 2nd`;
}

/** @example timeLabel(Date.UTC(2026, 10, 22, 9, 5)) //=> '09:05' */
export function timeLabel(reading: number): string {
  return new Date(reading).toISOString().slice(11, 16);
}

function startOfDay(reading: number): Day {
  return Math.floor(reading / DAY_MS) * DAY_MS;
}

function dayAndMonth(day: Day): string {
  const { month, dayOfMonth } = partsOf(day);
  return `${dayOfMonth} ${monthName(month)}`;
}

function monthName(month: number): string {
  return short(MONTHS[month - 1]);
}

function short(name = ''): string {
  return name.charAt(0).toUpperCase() + name.slice(1, 3);
}

/** @example zoneWords('America/New_York') //=> 'New York time' */
export function zoneWords(timeZone: string): string {
  const place = timeZone.split('/').at(-1) ?? timeZone;
  return /^(UTC|GMT)$/.test(place) ? place : `${place.replaceAll('_', ' ')} time`;
}
