import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { splitBuckets } from '../../../src/domain/period/buckets.ts';
import { type Period, readPeriod } from '../../../src/domain/period/period.ts';
import type { Weekday } from '../../../src/domain/time.ts';
import { momentsAnywhere, wallClock } from './anywhere.ts';

const HOUR_MS = 3_600_000;

function period(words: string, timeZone = 'Europe/Madrid', weekStart: Weekday = 1): Period {
  const reading = readPeriod(words, { now: Date.parse('2026-11-22T10:00+01:00'), timeZone, weekStart });
  if (reading.kind === 'problem') throw new Error(`${words}: ${reading.problem.kind}`);
  return reading.period;
}

/** The clock at the start of each bucket. */
function starts(of: Period, unit: Parameters<typeof splitBuckets>[1]): readonly string[] {
  const show = wallClock(of.timeZone);
  return splitBuckets(of, unit).map(({ start }) => `${show(start).date} ${show(start).time.slice(0, 5)}`);
}

function hoursEach(of: Period, unit: Parameters<typeof splitBuckets>[1]): readonly number[] {
  return splitBuckets(of, unit).map(({ start, end }) => (end - start) / HOUR_MS);
}

describe('a period cut into buckets', () => {
  it('a week has a bucket for each day, and the days in which the clock changes are shorter or longer', () => {
    expect(starts(period('2026-11-09..2026-11-11'), 'day')).toEqual([
      '2026-11-09 00:00',
      '2026-11-10 00:00',
      '2026-11-11 00:00',
    ]);
    expect(hoursEach(period('2026-W43'), 'day')).toEqual([24, 24, 24, 24, 24, 24, 25]);
    expect(hoursEach(period('2026-W13'), 'day')).toEqual([24, 24, 24, 24, 24, 24, 23]);
  });

  it('a day has as many hours as its clock goes through', () => {
    expect(hoursEach(period('2026-10-25'), 'hour')).toEqual(Array.from({ length: 25 }, () => 1));
    expect(hoursEach(period('2026-03-29'), 'hour')).toEqual(Array.from({ length: 23 }, () => 1));
    expect(
      starts(period('2026-03-29'), 'hour')
        .slice(0, 4)
        .map((start) => start.slice(11)),
    ).toEqual(['00:00', '01:00', '03:00', '04:00']);
  });

  it('an hour in which the clock jumps by half an hour is a short one, and the next begins on the hour again', () => {
    const lordHowe = starts(period('2026-10-04', 'Australia/Lord_Howe'), 'hour').map((start) => start.slice(11));
    expect(lordHowe.slice(0, 5)).toEqual(['00:00', '01:00', '02:30', '03:00', '04:00']);
  });

  it('hours begin on the hour of the zone, whatever its offset, and the first is what is left of one', () => {
    const kathmandu = starts(period('past 3 hours', 'Asia/Kathmandu'), 'hour').map((start) => start.slice(11));
    expect(kathmandu).toEqual(['11:45', '12:00', '13:00', '14:00']);
  });

  it('weeks begin with the weekday of the asker, and the outer ones are what the period has of them', () => {
    expect(starts(period('october'), 'week').map((start) => start.slice(0, 10))).toEqual([
      '2026-10-01',
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
    ]);
    expect(starts(period('october', 'Europe/Madrid', 0), 'week')[1]).toBe('2026-10-04 00:00');
  });

  it('months are as long as they are', () => {
    expect(hoursEach(period('2026-Q1'), 'month')).toEqual([31 * 24, 28 * 24, 31 * 24 - 1]);
  });

  it('buckets fill the period without gap or overlap, none is empty, and each begins on its boundary', () => {
    fc.assert(
      fc.property(
        fc.record({
          moment: momentsAnywhere,
          words: fc.constantFrom('today', 'last week', 'past 30 hours', 'this month', 'last quarter'),
          unit: fc.constantFrom('hour', 'day', 'week', 'month'),
        }),
        (asked) => {
          const reading = readPeriod(asked.words, { ...asked.moment, weekStart: 1 });
          if (reading.kind === 'problem') throw new Error(reading.problem.kind);
          const { interval, timeZone } = reading.period;
          const buckets = splitBuckets(reading.period, asked.unit);
          expect(buckets[0]?.start).toBe(interval.start);
          expect(buckets.at(-1)?.end).toBe(interval.end);
          const show = wallClock(timeZone);
          for (const [index, bucket] of buckets.entries()) {
            expect(bucket.start).toBeLessThan(bucket.end);
            if (index === 0) continue;
            expect(bucket.start).toBe(buckets[index - 1]?.end);
            const newDate = show(bucket.start - 1).date !== show(bucket.start).date;
            expect(newDate || asked.unit === 'hour').toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
