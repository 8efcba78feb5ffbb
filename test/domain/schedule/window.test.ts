import { describe, expect, it } from 'vitest';
import { isOpen, type Window } from '../../../src/domain/schedule/window.ts';

const hours = (from: number, to: number, days: Window['days'] = [1, 2, 3, 4, 5]): Window => ({
  days,
  fromMinute: from * 60,
  toMinute: to * 60,
});

describe('the hours in which something is watched', () => {
  it.each<[string, Window | undefined, string, string, boolean]>([
    ['always, when there are none', undefined, 'Europe/Madrid', '2026-11-22T03:00Z', true],
    ['a minute before they begin', hours(8, 18), 'Europe/Madrid', '2026-11-23T06:59:59Z', false],
    ['as they begin', hours(8, 18), 'Europe/Madrid', '2026-11-23T07:00Z', true],
    ['a moment before they end', hours(8, 18), 'Europe/Madrid', '2026-11-23T16:59:59.999Z', true],
    ['as they end', hours(8, 18), 'Europe/Madrid', '2026-11-23T17:00Z', false],
    ['on another day', hours(8, 18), 'Europe/Madrid', '2026-11-22T12:00Z', false],
    ['a whole day, at its last minute', hours(0, 24), 'UTC', '2026-11-27T23:59Z', true],
    ['a whole day, and the day after it', hours(0, 24), 'UTC', '2026-11-28T00:00Z', false],
    ['over midnight, in the evening', hours(22, 6, [5]), 'UTC', '2026-11-27T23:00Z', true],
    ['over midnight, in the morning after it', hours(22, 6, [5]), 'UTC', '2026-11-28T03:00Z', true],
    ['over midnight, in the morning before it', hours(22, 6, [5]), 'UTC', '2026-11-27T03:00Z', false],
    ['over midnight, at its end', hours(22, 6, [5]), 'UTC', '2026-11-28T06:00Z', false],
    ['by the day of the zone, not of UTC', hours(8, 10, [1]), 'Asia/Kathmandu', '2026-11-23T02:30Z', true],
    [
      'by the day of the zone, which is still the one before',
      hours(20, 22, [0]),
      'America/New_York',
      '2026-11-23T02:00Z',
      true,
    ],
    ['after the clock was set forward', hours(8, 18, [0]), 'Europe/Madrid', '2026-03-29T06:00Z', true],
    ['before the clock was set forward', hours(8, 18, [0]), 'Europe/Madrid', '2026-03-29T05:59Z', false],
    ['an hour that the clock skips', hours(2, 3, [0]), 'Europe/Madrid', '2026-03-29T01:00Z', false],
    ['an hour that comes twice, the first time', hours(2, 3, [0]), 'Europe/Madrid', '2026-10-25T00:30Z', true],
    ['an hour that comes twice, the second time', hours(2, 3, [0]), 'Europe/Madrid', '2026-10-25T01:30Z', true],
    ['after the clock was set back', hours(8, 18, [0]), 'Europe/Madrid', '2026-10-25T07:00Z', true],
  ])('%s', (_what, window, zone, at, open) => {
    expect(isOpen(window, zone, Date.parse(at))).toBe(open);
  });
});
