import { describe, expect, it } from 'vitest';
import { cutBuckets, dayName, dayNamed, localDay, localInstant } from '../../../src/sandbox/genesys/days/calendar.ts';

const starts = (from: string, to: string, granularity: string | undefined, zone: string): readonly string[] =>
  (cutBuckets({ start: Date.parse(from), end: Date.parse(to) }, granularity, zone) ?? []).map(({ start }) =>
    new Date(start).toISOString().slice(0, 16),
  );

describe('buckets', () => {
  it.each<[string, string, string, string, string | undefined, readonly string[]]>([
    ['the whole interval', 'UTC', '2026-11-01T10:20Z', '2026-11-03T00:00Z', undefined, ['2026-11-01T10:20']],
    [
      'local days',
      'Europe/Madrid',
      '2026-10-24T22:00Z',
      '2026-10-26T23:00Z',
      'P1D',
      ['2026-10-24T22:00', '2026-10-25T23:00'],
    ],
    [
      'a first day that has already begun',
      'Europe/Madrid',
      '2026-11-02T09:00Z',
      '2026-11-03T23:00Z',
      'P1D',
      ['2026-11-02T09:00', '2026-11-02T23:00'],
    ],
    [
      'days of a zone that is 5:45 ahead',
      'Asia/Kathmandu',
      '2026-11-01T18:15Z',
      '2026-11-03T18:15Z',
      'P1D',
      ['2026-11-01T18:15', '2026-11-02T18:15'],
    ],
    [
      'local hours of that zone',
      'Asia/Kathmandu',
      '2026-11-01T10:00Z',
      '2026-11-01T11:30Z',
      'PT1H',
      ['2026-11-01T10:00', '2026-11-01T10:15', '2026-11-01T11:15'],
    ],
    [
      'half hours',
      'Europe/Madrid',
      '2026-11-01T10:10Z',
      '2026-11-01T11:00Z',
      'PT30M',
      ['2026-11-01T10:10', '2026-11-01T10:30'],
    ],
    [
      'weeks of seven days from the start',
      'America/New_York',
      '2026-10-26T04:00Z',
      '2026-11-09T05:00Z',
      'P7D',
      ['2026-10-26T04:00', '2026-11-02T05:00'],
    ],
    [
      'calendar months',
      'America/New_York',
      '2026-09-15T04:00Z',
      '2026-11-10T05:00Z',
      'P1M',
      ['2026-09-15T04:00', '2026-10-01T04:00', '2026-11-01T04:00'],
    ],
  ])('are %s', (_, zone, from, to, granularity, expected) => {
    expect(starts(from, to, granularity, zone)).toEqual(expected);
  });

  it.each([
    ['the day that summer time ends', 'Europe/Madrid', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
    ['the day that summer time begins', 'America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
    [
      'a day on which the clock goes back by half an hour',
      'Australia/Lord_Howe',
      '2026-04-04T13:00Z',
      '2026-04-05T13:30Z',
      25,
    ],
  ])('are hours on %s', (_, zone, from, to, count) => {
    expect(starts(from, to, 'PT1H', zone)).toHaveLength(count);
  });

  it.each(['daily', 'P', 'PT0H', '1D', 'P1Y'])('are none for a granularity of %s', (granularity) => {
    expect(cutBuckets({ start: 0, end: 86_400_000 }, granularity, 'UTC')).toBeUndefined();
  });
});

describe('local days', () => {
  it('begin at local midnight', () => {
    const day = dayNamed('20261120');
    expect(new Date(localInstant(day, 0, 'Asia/Kathmandu')).toISOString()).toBe('2026-11-19T18:15:00.000Z');
    expect(localDay(Date.parse('2026-11-19T18:15:00Z'), 'Asia/Kathmandu')).toBe(day);
    expect(localDay(Date.parse('2026-11-19T18:14:59Z'), 'Asia/Kathmandu')).toBe(day - 1);
    expect(dayName(day)).toBe('20261120');
  });
});
