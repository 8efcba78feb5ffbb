import { describe, expect, it } from 'vitest';
import { bucketLabels } from '../../../src/domain/period/bucket-label.ts';
import { splitBuckets, type TimeUnit } from '../../../src/domain/period/buckets.ts';
import { readPeriod } from '../../../src/domain/period/period.ts';

const NOW = Date.UTC(2026, 10, 22, 9);

function labels(words: string, unit: TimeUnit, timeZone = 'Europe/Madrid'): readonly string[] {
  const reading = readPeriod(words, { now: NOW, timeZone, weekStart: 1 });
  if (reading.kind === 'problem') throw new Error(reading.problem.kind);
  return bucketLabels(splitBuckets(reading.period, unit), unit, timeZone);
}

describe('the labels of a split over time', () => {
  it('leave out the year that the period names', () => {
    expect(labels('2026-11-09..2026-11-11', 'day')).toEqual(['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov']);
    expect(labels('2026-11-05..2026-11-16', 'week')).toEqual(['5–8 Nov', '9–15 Nov', 'Mon 16 Nov']);
  });

  it('keep the year over its turn, and with months', () => {
    expect(labels('2025-12-31..2026-01-01', 'day')).toEqual(['Wed 31 Dec 2025', 'Thu 1 Jan 2026']);
    expect(labels('Q3', 'month')).toEqual(['Jul 2026', 'Aug 2026', 'Sep 2026']);
  });

  it('tell apart an hour that the clock shows twice', () => {
    const hours = labels('2026-10-25', 'hour');
    expect(hours).toHaveLength(25);
    expect(hours.slice(1, 4)).toEqual(['01:00', '02:00', '02:00 2nd']);
  });

  it('leave out the day where there is but one', () => {
    expect(labels('2026-11-09', 'half-hour').slice(0, 3)).toEqual(['00:00', '00:30', '01:00']);
    expect(labels('2026-11-09..2026-11-10', 'half-hour')[0]).toBe('Mon 9 Nov 00:00');
  });

  it('skip an hour that the clock skips', () => {
    expect(labels('2026-03-29', 'hour').slice(1, 3)).toEqual(['01:00', '03:00']);
  });

  it.each(['Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo'])('are never twice the same in %s', (timeZone) => {
    for (const [words, unit] of [
      ['last year', 'month'],
      ['ytd', 'week'],
      ['2026-03-20..2026-04-30', 'hour'],
    ] as const) {
      const all = labels(words, unit, timeZone);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
