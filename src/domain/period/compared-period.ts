import type { Interval } from '../time.ts';
import { addUnits, DAY_MS, partsOf } from './calendar.ts';
import { timeLabel, timesLabel, unitLabel } from './date-label.ts';
import { coveredDays, type Period } from './period.ts';
import { clockReading, daysInterval, firstInstantAt, type Reading } from './zone.ts';

const WEEK_MS = 7 * DAY_MS;

/**
 * The period that figures are compared with: for a month, a quarter, a year or any run of whole months as many months
 * before; for anything else the same weekdays, as many whole weeks before as it takes not to overlap. One that is
 * running is compared up to the same day of it and the same time on the clock.
 */
export function comparisonPeriod(period: Period): Period {
  const months = wholeMonths(period);
  return months === undefined ? weeksBefore(period) : monthsBefore(period, months);
}

/** How many whole months it has, or will have when it is over. */
function wholeMonths(period: Period): number | undefined {
  if (period.unit === 'hours') return undefined;
  const { first, last } = period.planned ?? coveredDays(period);
  const [from, to] = [partsOf(first), partsOf(last + DAY_MS)];
  if (from.dayOfMonth !== 1 || to.dayOfMonth !== 1) return undefined;
  return 12 * (to.year - from.year) + to.month - from.month;
}

/**
 * The one directly before: a day, week, month, quarter or year, or as many days or hours. A whole one, though the
 * period itself may be running.
 */
export function previousPeriod(period: Period): Period {
  const { unit, timeZone, interval } = period;
  const end = interval.start;
  if (unit === 'hours') return elsewhere(period, { start: end - (interval.end - interval.start), end });
  const { first, last } = coveredDays(period);
  const many = unit === 'days' || unit === 'range';
  let before = many ? first - (last - first) - DAY_MS : addUnits(first, -1, unit);
  // A zone may have skipped the day before.
  while (firstInstantAt(before, timeZone) === end) before -= DAY_MS;
  return elsewhere(period, { start: firstInstantAt(before, timeZone), end });
}

/**
 * A period that is compared with a running one of the same kind: up to the same day of it and the same time on the
 * clock. Of another kind or length it stays whole.
 *
 * @example toTheSameTime(lastFriday, todayUntil10) //=> last Friday, to 10:00
 */
export function toTheSameTime(named: Period, running: Period): Period {
  const [days, of] = [coveredDays(named), running.planned ?? coveredDays(running)];
  const areMonths = named.unit === 'month' && running.unit === 'month';
  const isAlike = areMonths || days.last - days.first === of.last - of.first;
  if (!running.running || named.running || named.unit === 'hours' || !isAlike) return named;
  const { start, end } = named.interval;
  const until = firstInstantAt(days.first + endReading(running) - of.first, named.timeZone);
  return elsewhere(named, { start, end: Math.min(Math.max(until, start + 1), end) });
}

function monthsBefore(period: Period, months: number): Period {
  const { timeZone, interval } = period;
  const { first } = coveredDays(period);
  const before = addUnits(first, -months, 'month');
  const start = firstInstantAt(before, timeZone);
  const until = endReading(period);
  if (until === addUnits(first, months, 'month')) return elsewhere(period, { start, end: interval.start });
  const end = firstInstantAt(until - (first - before), timeZone);
  return elsewhere(period, { start, end: Math.min(Math.max(end, start + 1), interval.start) });
}

function weeksBefore(period: Period): Period {
  const { unit, timeZone, interval } = period;
  const days = coveredDays(period);
  let shift = Math.ceil((days.last - days.first + DAY_MS) / WEEK_MS) * WEEK_MS;
  // A zone may have skipped the day that far back.
  while (isSkipped(days.first - shift, days.last - shift, timeZone)) shift += WEEK_MS;
  const end = firstInstantAt(endReading(period) - shift, timeZone);
  if (unit === 'hours') return elsewhere(period, { start: end - (interval.end - interval.start), end });
  const start = firstInstantAt(days.first - shift, timeZone);
  return elsewhere(period, { start, end: Math.max(end, start + 1) });
}

function isSkipped(first: number, last: number, timeZone: string): boolean {
  const { start, end } = daysInterval(first, last, timeZone);
  return start === end;
}

/** What the clock shows at its end: midnight at the end of a day, even where the next one begins later on the clock. */
function endReading(period: Period): Reading {
  const { timeZone, interval } = period;
  const midnight = coveredDays(period).last + DAY_MS;
  return firstInstantAt(midnight, timeZone) === interval.end ? midnight : clockReading(interval.end, timeZone);
}

/** The same kind of period over another stretch of time, which is over. */
function elsewhere(period: Period, interval: Interval): Period {
  const moved = { ...period, interval, running: false, planned: undefined };
  return { ...moved, label: label(moved) };
}

function label(period: Period): string {
  const { unit, timeZone, interval } = period;
  const end = endReading(period);
  if (unit === 'hours') return timesLabel(interval, timeZone);
  const days = coveredDays(period);
  return end === days.last + DAY_MS ? unitLabel(unit, days) : `${unitLabel('days', days)}, to ${timeLabel(end)}`;
}
