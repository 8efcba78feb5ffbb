/** Days and times as people write them. */
import { describe, expect, test } from 'vitest';
import { daysInWords, readDays, readTime, timingInWords } from '../../../src/domain/schedule/words.ts';

describe('days of the week', () => {
  test.each([
    ['weekdays', [1, 2, 3, 4, 5]],
    ['daily', [0, 1, 2, 3, 4, 5, 6]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['Mon - Fri', [1, 2, 3, 4, 5]],
    ['fri-mon', [0, 1, 5, 6]],
    ['mon-mon', [1]],
    ['mon,wed', [1, 3]],
    ['wednesday, MONDAY', [1, 3]],
    ['tues', [2]],
    ['sundays', [0]],
    ['sat,sun,sat', [0, 6]],
    ['mon-wed,sat', [1, 2, 3, 6]],
  ])('%j', (words, days) => {
    expect(readDays(words)).toEqual(days);
  });

  test.each(['', 'mo', 'someday', 'mon-', '-fri', 'mon-tue-wed', 'mon,,wed', 'mon fri', 'm', '1-5'])(
    '%j are none',
    (words) => {
      expect(readDays(words)).toBeUndefined();
    },
  );

  test.each([
    [[0, 1, 2, 3, 4, 5, 6], 'every day'],
    [[1, 2, 3, 4, 5], 'weekdays'],
    [[1], 'Mon'],
    [[0, 6], 'Sat and Sun'],
    [[0, 1, 3], 'Mon, Wed and Sun'],
  ] as const)('%j are said as %j', (days, words) => {
    expect(daysInWords(days)).toBe(words);
  });
});

describe('a time of day', () => {
  test.each([
    ['08:30', '08:30'],
    ['8:30', '08:30'],
    ['8.30', '08:30'],
    ['8h30', '08:30'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    ['8am', '08:00'],
    ['8 pm', '20:00'],
    ['12am', '00:00'],
    ['12:15PM', '12:15'],
  ])('%j is %s', (words, time) => {
    expect(readTime(words)).toBe(time);
  });

  test.each(['24:00', '8', '8:60', '13pm', '0am', '8:3', '08:30:00', 'noon', '', '-8:30'])('%j is none', (words) => {
    expect(readTime(words)).toBeUndefined();
  });

  test('is said with its days and its zone', () => {
    const timing = { time: '08:30', timeZone: 'Europe/Madrid', days: [1, 2, 3, 4, 5] } as const;
    expect(timingInWords(timing)).toBe('weekdays at 08:30 Europe/Madrid');
  });
});
