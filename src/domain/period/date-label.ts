import { DAY_MS, type Day, type Days, MONTHS, partsOf, WEEKDAYS, weekdayOf } from './calendar.ts';

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
 * From one clock reading to another.
 *
 * @example readingsLabel(Date.UTC(2026, 10, 21, 22), Date.UTC(2026, 10, 22, 10)) //=> 'Sat 21 Nov 2026 22:00 – Sun 22 Nov 2026 10:00'
 */
export function readingsLabel(from: number, to: number): string {
  const [first, last] = [startOfDay(from), startOfDay(to)];
  const end = first === last ? timeLabel(to) : `${dayLabel(last)} ${timeLabel(to)}`;
  return `${dayLabel(first)} ${timeLabel(from)} – ${end}`;
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
