/** One post a local day, whatever the clocks do, and each day told of exactly once. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../../src/domain/period/calendar.ts';
import { daysLabel } from '../../../src/domain/period/date-label.ts';
import { firstInstantAt } from '../../../src/domain/period/zone.ts';
import {
  coverageOf,
  duesBetween,
  lateness,
  nextDue,
  runName,
  type Timing,
} from '../../../src/domain/schedule/schedule.ts';
import type { Weekday } from '../../../src/domain/time.ts';

const EVERY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const WORKING: readonly Weekday[] = [1, 2, 3, 4, 5];
const daily = (time: string, timeZone: string): Timing => ({ time, timeZone, days: EVERY });
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('a summary is due', () => {
  test.each([
    ['every day', daily('08:30', 'Europe/Madrid'), '2026-11-22T07:30', '2026-11-23T07:30'],
    ['not a second time in its own minute', daily('08:30', 'Europe/Madrid'), '2026-11-22T07:30:30', '2026-11-23T07:30'],
    ['just before its minute', daily('08:30', 'Europe/Madrid'), '2026-11-22T07:29:59.999', '2026-11-22T07:30'],
    [
      'after the weekend, on weekdays',
      { ...daily('08:30', 'Europe/Madrid'), days: WORKING },
      '2026-11-20T07:30',
      '2026-11-23T07:30',
    ],
    ['when the clock jumps over its time', daily('02:30', 'Europe/Madrid'), '2026-03-28T12:00', '2026-03-29T01:00'],
    [
      'the first time when its time comes twice',
      daily('02:30', 'Europe/Madrid'),
      '2026-10-24T12:00',
      '2026-10-25T00:30',
    ],
    [
      'the next day, and not when its time comes again',
      daily('02:30', 'Europe/Madrid'),
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ],
    ['where half an hour is skipped', daily('02:15', 'Australia/Lord_Howe'), '2026-10-03T12:00', '2026-10-03T15:30'],
    ['where half an hour comes twice', daily('01:45', 'Australia/Lord_Howe'), '2026-04-04T12:00', '2026-04-04T14:45'],
    ['where midnight does not exist', daily('00:00', 'Africa/Cairo'), '2026-04-23T12:00', '2026-04-23T22:00'],
    ['where Ramadan moves the clock', daily('08:30', 'Africa/Casablanca'), '2026-02-14T12:00', '2026-02-15T08:30'],
  ])('%s', (_, timing, after, at) => {
    expect(iso(nextDue(timing, utc(after))?.at ?? 0)).toBe(at);
  });

  test('never on a day that a zone left out', () => {
    const dues = duesBetween(daily('08:30', 'Pacific/Apia'), utc('2011-12-28T12:00'), utc('2012-01-01T00:00'));
    expect(dues.map((due) => isoDate(due.day))).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });

  test.each([
    ['Europe/Madrid', 2026, 365],
    ['America/New_York', 2026, 365],
    ['Australia/Lord_Howe', 2026, 365],
    ['Africa/Casablanca', 2026, 365],
    ['Europe/Madrid', 2028, 366],
    ['Africa/Cairo', 2028, 366],
  ])('once on each day of a year in %s %i, at any time of day', (timeZone, year, count) => {
    for (const time of ['00:00', '01:30', '02:00', '02:15', '02:59', '08:30', '23:59']) {
      const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
      const [first, last] = [firstInstantAt(start, timeZone), firstInstantAt(end, timeZone)];
      const dues = duesBetween(daily(time, timeZone), first - 1, last - 1);
      expect(dues).toHaveLength(count);
      expect(new Set(dues.map((due) => due.day)).size).toBe(count);
    }
  });

  test('at the first moment at which the clock of any zone has come to its time', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) });
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 24 * 60 - 1 }), (timeZone, after, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const { at, day } = nextDue(daily(time, timeZone), after) ?? { at: 0, day: 0 };
        expect(at).toBeGreaterThan(after);
        expect(at).toBe(firstInstantAt(day + minutes * 60_000, timeZone));
      }),
    );
  });
});

describe('a post tells of', () => {
  const tells = (timing: Timing, at: string) => {
    const [due] = duesBetween(timing, utc(at) - 1, utc(at));
    if (due === undefined) throw new Error(`nothing is due at ${at}`);
    return coverageOf(timing, due);
  };
  const madrid = (days: readonly Weekday[]): Timing => ({ time: '08:30', timeZone: 'Europe/Madrid', days });

  test.each([
    ['yesterday, when it is daily', EVERY, '2026-11-23T07:30', 'Sun 22 Nov 2026'],
    ['Friday to Sunday, on a Monday of weekdays', WORKING, '2026-11-23T07:30', '20–22 Nov 2026'],
    ['Monday, on a Tuesday of weekdays', WORKING, '2026-11-24T07:30', 'Mon 23 Nov 2026'],
    ['the whole week, when it comes once a week', [1], '2026-11-23T07:30', '16–22 Nov 2026'],
    ['Monday and Tuesday, on a Wednesday', [1, 3], '2026-11-25T07:30', '23–24 Nov 2026'],
  ] as const)('%s', (_, days, at, covered) => {
    const coverage = tells(madrid(days), at);
    expect(daysLabel(coverage.days)).toBe(covered);
  });

  test('local days, also those of 23 and 25 hours', () => {
    const spring = tells(madrid(EVERY), '2026-03-30T06:30').interval;
    expect([iso(spring.start), iso(spring.end)]).toEqual(['2026-03-28T23:00', '2026-03-29T22:00']);
    const autumn = tells(madrid(EVERY), '2026-10-26T07:30').interval;
    expect(autumn.end - autumn.start).toBe(25 * 3_600_000);
  });

  test('what is settled two hours after its end', () => {
    expect(iso(tells(madrid(EVERY), '2026-11-23T07:30').settledAt)).toBe('2026-11-23T01:00');
  });

  test('every day exactly once, one post after another', () => {
    const someDays = fc.subarray([...EVERY], { minLength: 1 });
    const zone = fc.constantFrom('Europe/Madrid', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo');
    fc.assert(
      fc.property(someDays, zone, (days, timeZone) => {
        const timing: Timing = { time: '08:30', timeZone, days };
        const dues = duesBetween(timing, Date.UTC(2026, 2, 1), Date.UTC(2026, 4, 1));
        const told = dues.map((due) => coverageOf(timing, due).interval);
        expect(told.slice(1).map(({ start }) => start)).toEqual(told.slice(0, -1).map(({ end }) => end));
      }),
    );
  });
});

describe('a post that is made after its time', () => {
  const due = { at: utc('2026-11-23T07:30'), day: Date.UTC(2026, 10, 23) };
  test.each([
    [0, 'on-time'],
    [120_000, 'on-time'],
    [120_001, 'late'],
    [6 * 3_600_000, 'late'],
    [6 * 3_600_000 + 1, 'too-late'],
  ])('by %i ms is %s', (ms, expected) => {
    expect(lateness(due, due.at + ms, 6 * 3_600_000)).toBe(expected);
  });

  test('is named by its schedule and its local date', () => {
    expect(runName({ id: 's1' }, due)).toBe('s1/2026-11-23');
  });
});
