import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { comparisonPeriod, previousPeriod, toTheSameTime } from '../../../src/domain/period/compared-period.ts';
import { type Period, readPeriod } from '../../../src/domain/period/period.ts';
import { momentsAnywhere, wallClock } from './anywhere.ts';

const HOUR_MS = 3_600_000;

function period(words: string, now = '2026-11-22T10:00+01:00', timeZone = 'Europe/Madrid'): Period {
  const reading = readPeriod(words, { now: Date.parse(now), timeZone, weekStart: 1 });
  if (reading.kind === 'problem') throw new Error(`${words}: ${reading.problem.kind}`);
  return reading.period;
}

function hours({ interval }: Period): number {
  return (interval.end - interval.start) / HOUR_MS;
}

describe('what a period is compared with', () => {
  it.each([
    ['today', 'Sun 15 Nov 2026, to 10:00'],
    ['yesterday', 'Sat 14 Nov 2026'],
    ['this week', '9–15 Nov 2026, to 10:00'],
    ['last week', '2–8 Nov 2026'],
    ['last 7 days', '8–14 Nov 2026'],
    ['last 10 days', '29 Oct – 7 Nov 2026'],
    ['last 14 days', '25 Oct – 7 Nov 2026'],
    ['last 2 weeks', '19 Oct – 1 Nov 2026'],
    ['2026-11-01..2026-11-15', '11–25 Oct 2026'],
    ['since monday', '9–15 Nov 2026, to 10:00'],
    ['past 12 hours', 'Sat 14 Nov 2026 22:00 – Sun 15 Nov 2026 10:00'],
    ['past 200 hours', 'Sat 31 Oct 2026 02:00 – Sun 8 Nov 2026 10:00'],
    ['this month', '1–22 Oct 2026, to 10:00'],
    ['last month', 'Sep 2026'],
    ['this quarter', '1 Jul – 22 Aug 2026, to 10:00'],
    ['last quarter', 'Apr–Jun 2026'],
    ['this year', '1 Jan – 22 Nov 2025, to 10:00'],
    ['2025', '2024'],
  ])('%s with %s', (words, label) => {
    expect(comparisonPeriod(period(words))).toMatchObject({ label, running: false });
  });

  it('a month that is running with no more than the shorter month before it had', () => {
    expect(comparisonPeriod(period('this month', '2026-03-30T12:00Z')).label).toBe('Feb 2026');
    expect(comparisonPeriod(period('this month', '2026-03-28T12:00+01:00')).label).toBe('1–28 Feb 2026, to 12:00');
  });

  it('a whole month with the whole month before, however long', () => {
    expect(comparisonPeriod(period('november', '2026-12-05T12:00Z')).label).toBe('Oct 2026');
    expect(comparisonPeriod(period('march', '2026-04-05T12:00Z')).label).toBe('Feb 2026');
  });

  it('the same time on the clock when the clock has changed in between', () => {
    const monday = comparisonPeriod(period('today', '2026-10-26T10:00+01:00'));
    expect(monday.label).toBe('Mon 19 Oct 2026, to 10:00');
    expect(hours(monday)).toBe(10);
    const sunday = comparisonPeriod(period('today', '2026-10-25T10:00+01:00'));
    expect(hours(sunday)).toBe(10);
    expect(hours(comparisonPeriod(period('last week', '2026-10-28T10:00+01:00')))).toBe(168);
    expect(hours(comparisonPeriod(period('last week', '2026-11-04T10:00+01:00')))).toBe(169);
  });

  it('the week before that, where the zone skipped the day a week before', () => {
    expect(comparisonPeriod(period('2012-01-06', '2012-01-10T00:00Z', 'Pacific/Apia')).label).toBe('Fri 23 Dec 2011');
  });

  it('days begin on the same weekday, and are over before the period begins', () => {
    fc.assert(
      fc.property(
        fc.record({
          moment: momentsAnywhere,
          words: fc.constantFrom('today', 'yesterday', 'this week', 'last 10 days', 'since friday', 'last 2 weeks'),
        }),
        ({ moment, words }) => {
          const reading = readPeriod(words, { ...moment, weekStart: 1 });
          if (reading.kind === 'problem') return fc.pre(false);
          const { interval, timeZone } = reading.period;
          const before = comparisonPeriod(reading.period).interval;
          expect(before.start).toBeLessThan(before.end);
          expect(before.end).toBeLessThanOrEqual(interval.start);
          const show = wallClock(timeZone);
          const weekday = (at: number) => new Date(show(at).date).getUTCDay();
          expect(weekday(before.start)).toBe(weekday(interval.start));
        },
      ),
    );
  });

  it('months, quarters and years are compared with what ends where they begin, or sooner when running', () => {
    fc.assert(
      fc.property(
        fc.record({
          moment: momentsAnywhere,
          words: fc.constantFrom('this month', 'last month', 'this quarter', 'ytd', 'Q2'),
        }),
        ({ moment, words }) => {
          const reading = readPeriod(words, { ...moment, weekStart: 1 });
          if (reading.kind === 'problem') throw new Error(reading.problem.kind);
          const { interval, running } = reading.period;
          const before = comparisonPeriod(reading.period).interval;
          expect(before.start).toBeLessThan(before.end);
          expect(before.end <= interval.start).toBe(true);
          expect(running || before.end === interval.start).toBe(true);
        },
      ),
    );
  });
});

describe('a period that is named to be compared with a running one', () => {
  it.each([
    ['today', 'friday', 'Fri 20 Nov 2026, to 10:00'],
    ['this week', '2026-10-12..2026-10-18', '12–18 Oct 2026, to 10:00'],
    ['this week', 'W40', '28 Sep – 4 Oct 2026, to 10:00'],
    ['this month', 'february', '1–22 Feb 2026, to 10:00'],
    ['this month', 'last week', '9–15 Nov 2026'],
    ['yesterday', 'friday', 'Fri 20 Nov 2026'],
    ['today', 'today', 'Sun 22 Nov 2026, to 10:00'],
  ])('of %s: %s', (running, named, label) => {
    expect(toTheSameTime(period(named), period(running)).label).toContain(
      label.replace('Sun 22 Nov 2026, to 10:00', 'today'),
    );
  });
});

describe('the period directly before', () => {
  it.each([
    ['today', 'Sat 21 Nov 2026'],
    ['this week', '9–15 Nov 2026'],
    ['last week', '2–8 Nov 2026'],
    ['last 10 days', '2–11 Nov 2026'],
    ['since friday', '17–19 Nov 2026'],
    ['this month', 'Oct 2026'],
    ['last quarter', 'Apr–Jun 2026'],
    ['last year', '2024'],
    ['past 12 hours', 'Sat 21 Nov 2026 10:00 – 22:00'],
  ])('of %s is %s', (words, label) => {
    const { interval } = period(words);
    const previous = previousPeriod(period(words));
    expect(previous).toMatchObject({ label, running: false });
    expect(previous.interval.end).toBe(interval.start);
  });

  it('is the last one that there was, where the zone skipped a day', () => {
    const before = previousPeriod(period('today', '2011-12-31T09:00Z', 'Pacific/Apia'));
    expect(before.label).toBe('Thu 29 Dec 2011');
  });
});
