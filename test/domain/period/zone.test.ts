import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  clockReading,
  firstInstantAt,
  isTimeZone,
  localDate,
  localDays,
  startOfLocalDay,
  timeZoneNamed,
} from '../../../src/domain/period/zone.ts';
import { momentsAnywhere, wallClock } from './anywhere.ts';

const HOUR_MS = 3_600_000;

describe('names of zones', () => {
  it.each([
    ['Europe/Madrid', 'Europe/Madrid'],
    ['europe/madrid', 'Europe/Madrid'],
    ['AMERICA/ARGENTINA/BUENOS_AIRES', 'America/Buenos_Aires'],
    ['utc', 'UTC'],
    ['Europe/Atlantis', undefined],
    ['Madrid', undefined],
    ['+02:00', undefined],
    ['UTC+2', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%.40s', (name, zone) => {
    expect(timeZoneNamed(name)).toBe(zone);
    expect(isTimeZone(name)).toBe(zone !== undefined);
  });
});

describe('the first instant of a local day', () => {
  it.each([
    ['an ordinary day', 'Europe/Madrid', '2026-11-22T10:00Z', '2026-11-21T23:00Z'],
    ['a day that begins at 01:00 in Cairo', 'Africa/Cairo', '2024-04-26T10:00Z', '2024-04-25T22:00Z'],
    ['a day that began at 01:00 in São Paulo', 'America/Sao_Paulo', '2017-10-15T12:00Z', '2017-10-15T03:00Z'],
    ['a day with two midnights in Havana', 'America/Havana', '2026-11-01T12:00Z', '2026-11-01T04:00Z'],
    ['the evening before comes twice in Santiago', 'America/Santiago', '2026-04-05T12:00Z', '2026-04-05T04:00Z'],
    ['a clock set back at 00:01 in St John’s', 'America/St_Johns', '2010-11-07T12:00Z', '2010-11-07T02:30Z'],
    ['the day after the one that Samoa skipped', 'Pacific/Apia', '2011-12-31T09:00Z', '2011-12-30T10:00Z'],
    ['an offset of 30 minutes', 'Asia/Kolkata', '2026-11-22T10:00Z', '2026-11-21T18:30Z'],
    ['an offset of 45 minutes', 'Asia/Kathmandu', '2026-11-22T10:00Z', '2026-11-21T18:15Z'],
    ['a change of 30 minutes', 'Australia/Lord_Howe', '2026-10-04T10:00Z', '2026-10-03T13:30Z'],
    ['fourteen hours ahead', 'Pacific/Kiritimati', '2026-11-22T09:59Z', '2026-11-21T10:00Z'],
    ['twelve hours behind', 'Etc/GMT+12', '2026-11-22T11:59Z', '2026-11-21T12:00Z'],
  ])('%s', (_, timeZone, at, start) => {
    expect(new Date(startOfLocalDay(Date.parse(at), timeZone))).toEqual(new Date(start));
  });

  it('anywhere, at any time', () => {
    fc.assert(
      fc.property(fc.record({ moment: momentsAnywhere }), ({ moment: { now, timeZone } }) => {
        const show = wallClock(timeZone);
        const start = startOfLocalDay(now, timeZone);
        const { date } = show(start);
        expect(date).toBe(localDate(now, timeZone));
        expect(start).toBeLessThanOrEqual(now);
        // Nothing of this date before it, as far back as any clock was ever set back in these years.
        for (let minute = 1; minute <= 180; minute++) expect(show(start - minute * 60_000).date).not.toBe(date);
        expect(show(start - 1).date).not.toBe(date);
      }),
    );
  });
});

describe('a reading of the clock', () => {
  it('that is skipped is reached when the clock jumps over it', () => {
    const skipped = Date.UTC(2026, 2, 29, 2, 30);
    expect(firstInstantAt(skipped, 'Europe/Madrid')).toBe(Date.parse('2026-03-29T01:00Z'));
  });

  it('that comes twice is reached the first time', () => {
    const twice = Date.UTC(2026, 9, 25, 2, 30);
    expect(firstInstantAt(twice, 'Europe/Madrid')).toBe(Date.parse('2026-10-25T00:30Z'));
  });

  it('is what the clock on the wall shows', () => {
    fc.assert(
      fc.property(fc.record({ moment: momentsAnywhere }), ({ moment: { now, timeZone } }) => {
        const { date, time } = wallClock(timeZone)(now);
        expect(new Date(clockReading(now, timeZone)).toISOString().slice(0, 19)).toBe(`${date}T${time}`);
      }),
    );
  });
});

describe('an interval cut into local days', () => {
  it('has days of 23 and 25 hours where the clock changes', () => {
    const hours = (start: string, end: string) =>
      localDays({ start: Date.parse(start), end: Date.parse(end) }, 'Europe/Madrid').map(
        (day) => (day.end - day.start) / HOUR_MS,
      );
    expect(hours('2026-03-27T23:00Z', '2026-03-30T22:00Z')).toEqual([24, 23, 24]);
    expect(hours('2026-10-23T22:00Z', '2026-10-26T23:00Z')).toEqual([24, 25, 24]);
  });

  it('keeps at both ends what it holds of a day', () => {
    const interval = { start: Date.parse('2026-11-21T20:00Z'), end: Date.parse('2026-11-22T09:00Z') };
    expect(localDays(interval, 'Europe/Madrid')).toEqual([
      { start: interval.start, end: Date.parse('2026-11-21T23:00Z') },
      { start: Date.parse('2026-11-21T23:00Z'), end: interval.end },
    ]);
  });

  it('has no part for the day that Samoa skipped', () => {
    const week = { start: Date.parse('2011-12-26T10:00Z'), end: Date.parse('2012-01-01T10:00Z') };
    const dates = localDays(week, 'Pacific/Apia').map((day) => localDate(day.start, 'Pacific/Apia'));
    expect(dates).toEqual(['2011-12-26', '2011-12-27', '2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });

  it('of nothing is nothing', () => {
    expect(localDays({ start: 1000, end: 1000 }, 'UTC')).toEqual([]);
  });
});
