import { tz } from '@date-fns/tz';
// One by one: the whole library is 250 files, which Node reads in seconds at each start.
import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import { startOfYear } from 'date-fns/startOfYear';
import type { Weekday } from '../time.ts';

/**
 * A date of the calendar without a zone: its midnight as if in UTC, in milliseconds. Dates are added to and compared
 * here, where every day has 24 hours; `domain/zone.ts` says when a day begins somewhere.
 */
export type Day = number;

/** From one date to another, both included. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

export const CALENDAR_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

export const DAY_MS = 86_400_000;

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const inUtc = { in: tz('UTC') };

/**
 * A date, when there is such a day.
 *
 * @param month 1 is January
 * @example dayOf(2026, 2, 30) //=> undefined
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const day = Date.UTC(year, month - 1, dayOfMonth);
  const { year: sameYear, month: sameMonth, dayOfMonth: sameDay } = partsOf(day);
  return sameYear === year && sameMonth === month && sameDay === dayOfMonth ? day : undefined;
}

export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

export function startOfUnit(day: Day, unit: CalendarUnit, weekStart: Weekday): Day {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - ((weekdayOf(day) - weekStart + 7) % 7) * DAY_MS;
    case 'month':
      return +startOfMonth(day, inUtc);
    case 'quarter':
      return +startOfQuarter(day, inUtc);
    case 'year':
      return +startOfYear(day, inUtc);
    default:
      return unit satisfies never;
  }
}

/** Months are added as people do: 31 January and a month is the last of February. */
export function addUnits(day: Day, count: number, unit: CalendarUnit): Day {
  switch (unit) {
    case 'day':
      return day + count * DAY_MS;
    case 'week':
      return day + 7 * count * DAY_MS;
    case 'month':
      return +addMonths(day, count, inUtc);
    case 'quarter':
      return +addMonths(day, 3 * count, inUtc);
    case 'year':
      return +addMonths(day, 12 * count, inUtc);
    default:
      return unit satisfies never;
  }
}

/** The whole unit that a day lies in. */
export function unitAround(day: Day, unit: CalendarUnit, weekStart: Weekday): Days {
  const first = startOfUnit(day, unit, weekStart);
  return { first, last: addUnits(first, 1, unit) - DAY_MS };
}

/**
 * A week by its ISO number, Monday to Sunday; nothing where the year has no such week.
 *
 * @example isoWeek(2026, 46) //=> 9 to 15 November 2026
 */
export function isoWeek(year: number, week: number): Days | undefined {
  // The fourth of January is always in the first week, and a week belongs to the year that its Thursday is in.
  const first = startOfUnit(Date.UTC(year, 0, 4), 'week', 1) + (week - 1) * 7 * DAY_MS;
  const thursday = partsOf(first + 3 * DAY_MS);
  return week >= 1 && thursday.year === year ? { first, last: first + 6 * DAY_MS } : undefined;
}

/** @example isoDate(Date.UTC(2026, 10, 3)) //=> '2026-11-03' */
export function isoDate(day: Day): string {
  return new Date(day).toISOString().slice(0, 10);
}
