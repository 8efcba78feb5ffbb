import { describe, expect, it } from 'vitest';
import { type PeriodContext, periodWords, readPeriod } from '../../../src/domain/period/period.ts';

/** Sunday 22 November 2026, 10:00 in Madrid, weeks from Monday. */
const SUNDAY: PeriodContext = { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 };

function read(words: string, context: Partial<PeriodContext> = {}) {
  return readPeriod(words, { ...SUNDAY, ...context });
}

/** `start end label`, with `now` for an end that is still moving; or the problem. */
function meaning(words: string, context: Partial<PeriodContext> = {}): unknown {
  const reading = read(words, context);
  if (reading.kind === 'problem') return reading.problem;
  const { interval, label, running } = reading.period;
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
  return `${iso(interval.start)} ${running ? 'now' : iso(interval.end)} ${label}`;
}

describe('the table of what period words mean, on Sunday 22 November 2026 at 10:00 in Madrid', () => {
  it.each([
    ['today', '2026-11-21T23:00 now today · Sun 22 Nov 2026'],
    ['yesterday', '2026-11-20T23:00 2026-11-21T23:00 yesterday · Sat 21 Nov 2026'],
    ['this week', '2026-11-15T23:00 now this week · 16–22 Nov 2026'],
    ['wtd', '2026-11-15T23:00 now this week · 16–22 Nov 2026'],
    ['last week', '2026-11-08T23:00 2026-11-15T23:00 last week · 9–15 Nov 2026'],
    ['last 7 days', '2026-11-14T23:00 2026-11-21T23:00 last 7 days · 15–21 Nov 2026'],
    ['past 7 days', '2026-11-14T23:00 2026-11-21T23:00 last 7 days · 15–21 Nov 2026'],
    ['past 12 hours', '2026-11-21T21:00 now past 12 hours · Sat 21 Nov 2026 22:00 – Sun 22 Nov 2026 10:00'],
    ['this month', '2026-10-31T23:00 now this month · 1–22 Nov 2026'],
    ['mtd', '2026-10-31T23:00 now this month · 1–22 Nov 2026'],
    ['last month', '2026-09-30T22:00 2026-10-31T23:00 last month · Oct 2026'],
    ['since monday', '2026-11-15T23:00 now 16–22 Nov 2026'],
    ['2026-11-20..2026-11-30', '2026-11-19T23:00 now 20–22 Nov 2026'],
    ['monday', '2026-11-15T23:00 2026-11-16T23:00 Mon 16 Nov 2026'],
    ['sunday', '2026-11-21T23:00 now Sun 22 Nov 2026'],
    ['last monday', '2026-11-15T23:00 2026-11-16T23:00 Mon 16 Nov 2026'],
    ['last sunday', '2026-11-14T23:00 2026-11-15T23:00 Sun 15 Nov 2026'],
    ['october', '2026-09-30T22:00 2026-10-31T23:00 Oct 2026'],
    ['december', '2025-11-30T23:00 2025-12-31T23:00 Dec 2025'],
    ['Q3', '2026-06-30T22:00 2026-09-30T22:00 Q3 2026 · Jul–Sep 2026'],
    ['Q4', '2026-09-30T22:00 now Q4 2026 · 1 Oct – 22 Nov 2026'],
    ['3 Nov', '2026-11-02T23:00 2026-11-03T23:00 Tue 3 Nov 2026'],
    ['3 Dec', '2025-12-02T23:00 2025-12-03T23:00 Wed 3 Dec 2025'],
    ['2026-W46', '2026-11-08T23:00 2026-11-15T23:00 W46 2026 · 9–15 Nov 2026'],
    ['2026-11-01..2026-11-15', '2026-10-31T23:00 2026-11-15T23:00 1–15 Nov 2026'],
    ['1 to 15 Nov', '2026-10-31T23:00 2026-11-15T23:00 1–15 Nov 2026'],
  ])('%s', (words, expected) => {
    expect(meaning(words)).toBe(expected);
  });

  it.each([
    ['tomorrow', { kind: 'future-period', begins: 'Mon 23 Nov 2026' }],
    ['next week', { kind: 'future-period' }],
    ['2027-01-01', { kind: 'future-period', begins: 'Fri 1 Jan 2027' }],
    ['01/11/2026', { kind: 'ambiguous-date', readings: ['2026-11-01', '2026-01-11'] }],
    ['2026-02-30', { kind: 'no-such-day' }],
    ['last 0 days', { kind: 'at-least-one' }],
  ])('%s is refused', (words, problem) => {
    expect(meaning(words)).toEqual({ ...problem, asked: words });
  });
});

describe('other ways to say it', () => {
  it.each([
    ['Last   WEEK', 'last week'],
    ['last\u00a0week', 'last week'],
    ['previous week', 'last week'],
    ['for last week', 'last week'],
    ['week to date', 'wtd'],
    ['this month so far', 'mtd'],
    ['qtd', 'this quarter'],
    ['year to date', 'ytd'],
    ['7d', 'last 7 days'],
    ['last seven days', 'last 7 days'],
    ['last 1 day', 'yesterday'],
    ['last day', 'yesterday'],
    ['24h', 'past 24 hours'],
    ['last hour', 'past 1 hour'],
    ['last 1 week', 'last week'],
    ['mon', 'monday'],
    ['on thurs', 'thursday'],
    ['this friday', 'friday'],
    ['sept', 'september'],
    ['last october', 'october'],
    ['oct 2026', '2026-10'],
    ['q3 2026', '2026-Q3'],
    ['2026 q3', '2026-Q3'],
    ['w46', '2026-W46'],
    ['week 46', '2026-W46'],
    ['week 46 2026', '2026-W46'],
    ['3rd of November', '3 nov'],
    ['Nov 3, 2026', '2026-11-03'],
    ['2026/11/03', '2026-11-03'],
    ['13/11/2026', '2026-11-13'],
    ['11/13/2026', '2026-11-13'],
    ['11.11.2026', '2026-11-11'],
    ['25/12', '2025-12-25'],
    ['1–15 Nov', '2026-11-01..2026-11-15'],
    ['1-15 nov 2026', '2026-11-01..2026-11-15'],
    ['nov 1 - 15', '2026-11-01..2026-11-15'],
    ['from 1st nov until 15th nov', '2026-11-01..2026-11-15'],
    ['between 1 nov and 15 nov', '2026-11-01..2026-11-15'],
    ['monday to wednesday', '2026-11-16..2026-11-18'],
    ['friday to monday', '2026-11-13..2026-11-16'],
    ['1.12.2025', '2025-12-01'],
    ['20 dec to 5 jan', '2025-12-20..2026-01-05'],
    ['20 dec to 5 jan 2026', '2025-12-20..2026-01-05'],
    ['20 dec 2025 to 5 jan', '2025-12-20..2026-01-05'],
    ['15 nov to 3 dec', '2025-11-15..2025-12-03'],
    ['nov to feb', '2025-11-01..2026-02-28'],
    ['oct to nov', '2026-10-01..2026-11-30'],
    ['monday..today', 'since monday'],
    ['since 3 nov', '2026-11-03..2026-11-22'],
    ['29 feb', '2024-02-29'],
  ])('%s is the same time as %s', (words, other) => {
    const [one, two] = [read(words), read(other)];
    expect(one).toMatchObject({ kind: 'period' });
    expect(one.kind === 'period' && one.period.interval).toEqual(two.kind === 'period' && two.period.interval);
  });

  it('counts weeks, months and years whole and without the one that is running', () => {
    expect(meaning('last 2 weeks')).toBe('2026-11-01T23:00 2026-11-15T23:00 last 2 weeks · 2–15 Nov 2026');
    expect(meaning('last 3 months')).toBe('2026-07-31T22:00 2026-10-31T23:00 last 3 months · 1 Aug – 31 Oct 2026');
    expect(meaning('last year')).toBe('2024-12-31T23:00 2025-12-31T23:00 last year · 2025');
  });

  it('begins weeks with the weekday of the asker, except those that ISO numbers', () => {
    expect(meaning('last week', { weekStart: 0 })).toMatch(/15–21 Nov 2026$/);
    expect(meaning('last week', { weekStart: 6 })).toMatch(/14–20 Nov 2026$/);
    expect(meaning('2026-W46', { weekStart: 0 })).toMatch(/9–15 Nov 2026$/);
  });

  it('uses the week 53 that the year has, and knows which years have none', () => {
    expect(meaning('2020-W53')).toMatch(/28 Dec 2020 – 3 Jan 2021$/);
    expect(meaning('2025-W53')).toEqual({ kind: 'no-such-day', asked: '2025-W53' });
  });
});

describe('what is refused', () => {
  it.each([
    ['1/12', { kind: 'ambiguous-date', readings: ['2025-12-01', '2026-01-12'] }],
    ['Monday 17 nov', { kind: 'other-weekday', is: 'Tue 17 Nov 2026', date: '2026-11-17' }],
    ['3m', { kind: 'minutes-or-months', count: 3 }],
    ['Q3 FY26', { kind: 'fiscal-year' }],
    ['until friday', { kind: 'no-beginning' }],
    ['mon and wed', { kind: 'not-one-stretch' }],
    ['in 3 days', { kind: 'future-period' }],
    ['31/02/2026', { kind: 'no-such-day' }],
    ['30 feb', { kind: 'no-such-day' }],
    ['2026-13', { kind: 'no-such-day' }],
    ['w54', { kind: 'no-such-day' }],
    ['0026-01-01', { kind: 'no-such-day' }],
    ['last -3 days', { kind: 'at-least-one' }],
    ['last 400 days', { kind: 'period-too-long', maxMonths: 13 }],
    ['last 99999999999999999999 days', { kind: 'period-too-long', maxMonths: 13 }],
    ['past 99999 hours', { kind: 'period-too-long', maxMonths: 13 }],
    ['since 2020-01-01', { kind: 'period-too-long', maxMonths: 13 }],
    ['2026-11-15..2026-11-01', { kind: 'end-before-start', start: '2026-11-15', end: '2026-11-01' }],
    ['15 to 1 nov', { kind: 'end-before-start', start: '2026-11-15', end: '2026-11-01' }],
    ['since 2027-01-01', { kind: 'future-period', begins: 'Fri 1 Jan 2027' }],
    ['this saturday', { kind: 'future-period', begins: 'Sat 28 Nov 2026' }],
  ])('%s', (words, problem) => {
    // Weeks from Sunday: the Saturday of this week is still to come.
    expect(meaning(words, { weekStart: 0 })).toEqual({ ...problem, asked: words });
  });

  it.each([
    ['lats wekk agoo', 'agoo', 'last week'],
    ['xctober 2025', 'xctober', 'october 2025'],
    ['2nd week', undefined, undefined],
    ['2026-11-01..2026-11-02..2026-11-03', undefined, undefined],
    ['last last', undefined, undefined],
    ['', undefined, undefined],
  ])('%j is not known; the word is %s and the nearest is %s', (words, word, nearest) => {
    expect(meaning(words)).toMatchObject({ kind: 'unknown-period', asked: words, word, nearest });
  });

  it('offers nothing that would be refused in its turn', () => {
    expect(meaning('tomorow')).toMatchObject({ kind: 'unknown-period', nearest: undefined });
  });

  it('clips what was asked and never ends in half a character', () => {
    expect(meaning('🦜'.repeat(500))).toEqual({ kind: 'unknown-period', asked: `${'🦜'.repeat(40)}…` });
  });

  it('a zone that is none is the mistake of the caller', () => {
    expect(() => read('today', { timeZone: 'Europe/Atlantis' })).toThrow(RangeError);
  });
});

describe('how long a period may be', () => {
  it('thirteen months fit and a day more does not', () => {
    expect(read('2025-10-22..2026-11-21')).toMatchObject({ kind: 'period' });
    expect(read('2025-10-21..2026-11-21')).toMatchObject({ problem: { kind: 'period-too-long' } });
  });

  it('can be set', () => {
    expect(read('2025-11-22..2026-11-21', { maxMonths: 12 })).toMatchObject({ kind: 'period' });
    expect(read('2025-11-21..2026-11-21', { maxMonths: 12 })).toMatchObject({ problem: { maxMonths: 12 } });
  });
});

describe('words for a button', () => {
  it.each([
    ['yesterday', '2026-11-21'],
    ['last week', '2026-11-09..2026-11-15'],
    ['last month', '2026-10'],
    ['last quarter', '2026-Q3'],
    ['last year', '2025'],
    ['past 12 hours', '2026-11-21T21:00:00.000Z..2026-11-22T09:00:00.000Z'],
  ])('those of %s are %s, and mean the same later', (words, expected) => {
    const reading = read(words);
    if (reading.kind === 'problem') throw new Error(reading.problem.kind);
    expect(periodWords(reading.period)).toBe(expected);
    const later = read(expected, { now: SUNDAY.now + 86_400_000 });
    expect(later).toMatchObject({ period: { interval: reading.period.interval, unit: expect.any(String) } });
  });
});
