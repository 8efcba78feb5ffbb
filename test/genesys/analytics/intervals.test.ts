import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Granularity } from '../../../src/domain/figures/stats-query.ts';
import { bucketOf, halves, isoInterval, pieces } from '../../../src/genesys/analytics/intervals.ts';
import { momentsAnywhere } from '../../domain/period/anywhere.ts';

const at = Date.parse;
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const DAY_MS = 86_400_000;

describe('an interval as Genesys reads it', () => {
  it.each([
    [
      '2026-11-09T05:00Z',
      '2026-11-16T05:00Z',
      'America/New_York',
      '2026-11-09T00:00:00-05:00/2026-11-16T00:00:00-05:00',
    ],
    ['2026-10-24T22:00Z', '2026-10-25T23:00Z', 'Europe/Madrid', '2026-10-25T00:00:00+02:00/2026-10-26T00:00:00+01:00'],
    [
      '2026-11-21T18:15Z',
      '2026-11-22T09:41:02.311Z',
      'Asia/Kathmandu',
      '2026-11-22T00:00:00+05:45/2026-11-22T15:26:02.311+05:45',
    ],
    ['2024-04-25T22:00Z', '2024-04-26T21:00Z', 'Africa/Cairo', '2024-04-26T01:00:00+03:00/2024-04-27T00:00:00+03:00'],
    [
      '2026-11-22T00:00Z',
      '2026-11-22T03:30Z',
      'America/St_Johns',
      '2026-11-21T20:30:00-03:30/2026-11-22T00:00:00-03:30',
    ],
    ['2026-11-22T00:00Z', '2026-11-23T00:00Z', 'UTC', '2026-11-22T00:00:00+00:00/2026-11-23T00:00:00+00:00'],
  ])('%s to %s in %s', (start, end, timeZone, expected) => {
    expect(isoInterval(span(start, end), timeZone)).toBe(expected);
  });

  it('means the same moments, anywhere and at any time', () => {
    fc.assert(
      fc.property(momentsAnywhere, fc.integer({ min: 1, max: 400 * DAY_MS }), ({ now, timeZone }, length) => {
        const [start = '', end = ''] = isoInterval({ start: now, end: now + length }, timeZone).split('/');
        expect({ start: at(start), end: at(end) }).toEqual({ start: now, end: now + length });
      }),
    );
  });
});

describe('the pieces of an interval', () => {
  const cut = (granularity: Granularity, timeZone = 'Europe/Madrid') => ({ granularity, timeZone });

  it.each([
    ['a week is one piece', 'day', 31, '2026-11-08T23:00Z', '2026-11-15T23:00Z', []],
    [
      '31 local days are one piece, with an hour more in October',
      'day',
      31,
      '2026-09-30T22:00Z',
      '2026-10-31T23:00Z',
      [],
    ],
    ['32 days are two', 'day', 31, '2026-09-30T22:00Z', '2026-11-01T23:00Z', ['2026-10-31T23:00Z']],
    [
      'a quarter is cut every 31 days',
      'whole',
      31,
      '2026-06-30T22:00Z',
      '2026-09-30T22:00Z',
      ['2026-07-31T22:00Z', '2026-08-31T22:00Z'],
    ],
    [
      'months are cut at their ends',
      'month',
      31,
      '2026-08-31T22:00Z',
      '2026-11-30T23:00Z',
      ['2026-09-30T22:00Z', '2026-10-31T23:00Z'],
    ],
    [
      'a month that is begun is cut at its end',
      'month',
      31,
      '2026-09-15T22:00Z',
      '2026-10-10T22:00Z',
      ['2026-09-30T22:00Z'],
    ],
    [
      'days that begin within one are cut at the first midnight',
      'day',
      31,
      '2026-11-20T09:00Z',
      '2026-11-22T09:00Z',
      ['2026-11-20T23:00Z'],
    ],
    ['hours and wholes need not be', 'hour', 31, '2026-11-20T09:00Z', '2026-11-22T09:00Z', []],
    [
      'a shorter limit cuts more',
      'whole',
      2,
      '2026-11-08T23:00Z',
      '2026-11-13T23:00Z',
      ['2026-11-10T23:00Z', '2026-11-12T23:00Z'],
    ],
  ] as const)('%s', (_, granularity, maxDays, start, end, cuts) => {
    const edges = [start, ...cuts, end];
    const expected = edges.slice(1).map((edge, i) => span(edges[i] ?? '', edge));
    expect(pieces(span(start, end), cut(granularity), maxDays)).toEqual(expected);
  });

  it('of nothing are none', () => {
    expect(pieces({ start: 5, end: 5 }, cut('day'), 31)).toEqual([]);
  });

  it('tile it, anywhere and at any time, and none is longer than allowed', () => {
    const granularities = fc.constantFrom<Granularity>('hour', 'day', 'month', 'whole');
    const lengths = fc.integer({ min: 1, max: 400 * DAY_MS });
    fc.assert(
      fc.property(
        momentsAnywhere,
        granularities,
        lengths,
        fc.integer({ min: 1, max: 40 }),
        (moment, granularity, length, maxDays) => {
          const whole = { start: moment.now, end: moment.now + length };
          const found = pieces(whole, { granularity, timeZone: moment.timeZone }, maxDays);
          expect(found.at(0)?.start).toBe(whole.start);
          expect(found.at(-1)?.end).toBe(whole.end);
          expect(found.slice(1).map((piece) => piece.start)).toEqual(found.slice(0, -1).map((piece) => piece.end));
          for (const { start, end } of found) {
            expect(end).toBeGreaterThan(start);
            expect(end - start).toBeLessThanOrEqual((maxDays + 1) * DAY_MS);
          }
        },
      ),
    );
  });
});

describe('half of an interval', () => {
  it.each([
    ['a month, in the middle', '2026-10-31T23:00Z', '2026-11-30T23:00Z', '2026-11-15T23:00Z'],
    ['two days, at the midnight between', '2026-11-20T23:00Z', '2026-11-22T23:00Z', '2026-11-21T23:00Z'],
    ['some hours around midnight', '2026-11-21T20:00Z', '2026-11-22T01:00Z', '2026-11-21T23:00Z'],
  ])('%s', (_, start, end, middle) => {
    expect(halves(span(start, end), 'Europe/Madrid')).toEqual([span(start, middle), span(middle, end)]);
  });

  it('is the day itself when there is no midnight in it', () => {
    const day = span('2026-11-20T23:00Z', '2026-11-21T23:00Z');
    expect(halves(day, 'Europe/Madrid')).toEqual([day]);
  });
});

describe('the bucket that an answered interval belongs to', () => {
  const question = span('2026-10-15T07:00Z', '2026-11-22T09:00Z');
  const bucket = (granularity: Granularity, start: string, end: string) =>
    bucketOf(span(start, end), question, { granularity, timeZone: 'Europe/Madrid' });

  it.each([
    [
      'the whole, whatever the piece',
      'whole',
      '2026-10-31T23:00Z',
      '2026-11-22T09:00Z',
      '2026-10-15T07:00Z',
      '2026-11-22T09:00Z',
    ],
    [
      'the month of its start, as far as asked',
      'month',
      '2026-10-20T22:00Z',
      '2026-10-31T23:00Z',
      '2026-10-15T07:00Z',
      '2026-10-31T23:00Z',
    ],
    [
      'the month that is running',
      'month',
      '2026-10-31T23:00Z',
      '2026-11-22T09:00Z',
      '2026-10-31T23:00Z',
      '2026-11-22T09:00Z',
    ],
    ['the day of 25 hours', 'day', '2026-10-24T22:00Z', '2026-10-25T22:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    [
      'today until now, though Genesys names all of it',
      'day',
      '2026-11-21T23:00Z',
      '2026-11-22T23:00Z',
      '2026-11-21T23:00Z',
      '2026-11-22T09:00Z',
    ],
    [
      "the second of two hours called two o'clock",
      'hour',
      '2026-10-25T01:00Z',
      '2026-10-25T02:00Z',
      '2026-10-25T01:00Z',
      '2026-10-25T02:00Z',
    ],
  ] as const)('%s', (_, granularity, start, end, expectedStart, expectedEnd) => {
    expect(bucket(granularity, start, end)).toEqual(span(expectedStart, expectedEnd));
  });
});
