import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Period, periodWords, readPeriod } from '../../../src/domain/period/period.ts';
import type { Weekday } from '../../../src/domain/time.ts';
import { momentsAnywhere, wallClock } from './anywhere.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const weekStarts = fc.constantFrom<Weekday>(0, 1, 6);

/** Forms that mean whole local days, and may be refused only where the zone skipped the day. */
const FORMS_OF_DAYS = [
  ...'today,yesterday,this week,last week,this month,last month,this quarter,last quarter,this year,last year'.split(
    ',',
  ),
  ...'wtd,mtd,qtd,ytd,last 7 days,past 30 days,last 2 weeks,last 3 months,monday,last friday,last sunday'.split(','),
  ...'october,dec,Q1,Q4,3 Nov,since monday,since 1 jan,monday to wednesday,1 to 15 Oct,20 dec to 5 jan,w10'.split(','),
];

function read(words: string, context: Parameters<typeof readPeriod>[1]): Period | undefined {
  const reading = readPeriod(words, context);
  return reading.kind === 'period' ? reading.period : undefined;
}

describe('at any moment from 2000 to 2100, in any zone, with any week', () => {
  it('a period begins before it ends, at the first instant of a local day, and never ends later than now', () => {
    fc.assert(
      fc.property(
        fc.record({ moment: momentsAnywhere, weekStart: weekStarts, words: fc.constantFrom(...FORMS_OF_DAYS) }),
        ({ moment: { now, timeZone }, weekStart, words }) => {
          const reading = readPeriod(words, { now, timeZone, weekStart });
          // A weekday or a date may be the day that a zone skipped; nothing else is refused.
          fc.pre(reading.kind === 'period' || reading.problem.kind !== 'no-such-day');
          if (reading.kind === 'problem') throw new Error(reading.problem.kind);
          const { interval, running } = reading.period;
          const show = wallClock(timeZone);
          expect(interval.start).toBeLessThan(interval.end);
          expect(interval.end).toBeLessThanOrEqual(Math.max(now, interval.start + 1));
          for (const boundary of running ? [interval.start] : [interval.start, interval.end]) {
            expect(show(boundary - 1).date).not.toBe(show(boundary).date);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('last weeks, one after another, tile the time line', () => {
    fc.assert(
      fc.property(
        fc.record({ moment: momentsAnywhere, weekStart: weekStarts }),
        ({ moment: { now, timeZone }, weekStart }) => {
          const week = read('last week', { now, timeZone, weekStart });
          const end = week?.interval.end ?? Number.NaN;
          expect(end).toBeLessThanOrEqual(now);
          // Ten days on it is the week after this one, in which this one is the last.
          const following = read('last week', { now: end + 10 * DAY_MS, timeZone, weekStart });
          expect(following?.interval.start).toBe(end);
          expect(following?.interval.end).toBeGreaterThan(now);
        },
      ),
    );
  });

  it('past hours are hours of real time', () => {
    fc.assert(
      fc.property(fc.record({ moment: momentsAnywhere }), ({ moment: { now, timeZone } }) => {
        const period = read('past 12 hours', { now, timeZone, weekStart: 1 });
        expect(period?.interval).toEqual({ start: now - 12 * HOUR_MS, end: now });
      }),
    );
  });

  it('the words for a button mean the same days', () => {
    fc.assert(
      fc.property(
        fc.record({ moment: momentsAnywhere, weekStart: weekStarts, words: fc.constantFrom(...FORMS_OF_DAYS) }),
        ({ moment: { now, timeZone }, weekStart, words }) => {
          const context = { now, timeZone, weekStart };
          const period = read(words, context);
          fc.pre(period !== undefined);
          expect(read(periodWords(period), context)?.interval).toEqual(period.interval);
        },
      ),
    );
  });
});

describe('weeks in which the clock changes', () => {
  it.each([
    ['2026-04-01T10:00Z', 'Europe/Madrid', 167],
    ['2026-10-27T10:00Z', 'Europe/Madrid', 169],
    ['2026-10-06T10:00Z', 'Australia/Lord_Howe', 167.5],
    ['2026-04-06T10:00Z', 'Australia/Lord_Howe', 168.5],
    ['2012-01-03T10:00Z', 'Pacific/Apia', 144],
    ['2024-05-01T10:00Z', 'Africa/Cairo', 167],
  ])('last week at %s in %s has %d hours', (now, timeZone, hours) => {
    const week = read('last week', { now: Date.parse(now), timeZone, weekStart: 1 });
    expect(week && (week.interval.end - week.interval.start) / HOUR_MS).toBe(hours);
  });

  it('yesterday is the day before the one that Samoa skipped', () => {
    const context = { now: Date.parse('2011-12-31T09:00Z'), timeZone: 'Pacific/Apia', weekStart: 1 } as const;
    expect(read('yesterday', context)?.label).toBe('yesterday · Thu 29 Dec 2011');
    expect(read('last 2 days', context)?.label).toBe('last 2 days · 28–29 Dec 2011');
    expect(readPeriod('friday', context)).toEqual({
      kind: 'problem',
      problem: { kind: 'no-such-day', asked: 'friday' },
    });
  });

  it('today at its first instant is not empty', () => {
    const now = Date.parse('2026-11-21T23:00Z');
    const today = read('today', { now, timeZone: 'Europe/Madrid', weekStart: 1 });
    expect(today).toMatchObject({ interval: { start: now, end: now + 1 }, running: true });
  });
});

describe('whatever is typed', () => {
  const context = { now: Date.parse('2026-11-22T09:00Z'), timeZone: 'Europe/Madrid', weekStart: 1 } as const;
  const shards = fc.constantFrom(
    ...'last,past,7,0,-1,days,week,h,q3,w53,..,to,since,-,/,3rd,nov,31,feb,2026,99999999999,01/11,2026-11-03,between,and,’'.split(
      ',',
    ),
  );
  const noise = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(shards, { maxLength: 8 }).map((words) => words.join(' ')),
    fc.array(shards, { maxLength: 8 }).map((words) => words.join('')),
  );

  it('the answer is a period that has begun or a problem', () => {
    fc.assert(
      fc.property(fc.record({ words: noise }), ({ words }) => {
        const reading = readPeriod(words, context);
        const problem = reading.kind === 'problem' ? reading.problem : undefined;
        const period = reading.kind === 'period' ? reading.period : undefined;
        const { start, end } = period?.interval ?? { start: 0, end: 1 };
        expect(start < end && end <= context.now).toBe(true);
        expect(problem === undefined || problem.asked.length <= 81).toBe(true);
        expect(problem?.asked.isWellFormed()).not.toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a million letters', 'a'.repeat(1_000_000)],
    ['a million spaces and a word', `${' '.repeat(1_000_000)}x`],
    ['a million dots', '.'.repeat(1_000_000)],
    ['last week, a hundred thousand times', 'last week '.repeat(100_000)],
    ['a million of what NFKC makes longer', '\ufdfa'.repeat(1_000_000)],
  ])('%s are a problem, not a wait', (_, words) => {
    expect(readPeriod(words, context)).toMatchObject({ kind: 'problem', problem: { kind: 'unknown-period' } });
  });
});
