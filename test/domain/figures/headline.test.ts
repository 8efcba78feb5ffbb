/** What a summary says first: figures that are computed, changes that can be traced, and silence instead of chance. */
import { describe, expect, test } from 'vitest';
import type { MediaSums, Sums } from '../../../src/domain/figures/agent-stats.ts';
import { changeInWords } from '../../../src/domain/figures/comparison.ts';
import { figureInCell } from '../../../src/domain/figures/figure-text.ts';
import { headlineOf, largestChanges } from '../../../src/domain/figures/headline.ts';

/** `handled` conversations of `seconds` each, some of them after a wait. */
function sums(handled: number, seconds: number, extra: Sums = {}): Sums {
  return {
    tHandle: { count: handled, sumMs: handled * seconds * 1000 },
    tAnswered: { count: handled, sumMs: handled * 20_000 },
    ...extra,
  };
}
const voice = (of: Sums): MediaSums => ({ voice: of });

function told(scope: 'agents' | 'queue', now: MediaSums, before: MediaSums): readonly string[] {
  return largestChanges(scope, { sums: now }, { sums: before }).map(
    (change) =>
      `${change.figure}${change.media ? ` ${change.media}` : ''} ${changeInWords(change)}: ${figureInCell(change.now)}, was ${figureInCell(change.before)}`,
  );
}

describe('the changes that are told', () => {
  test('are the three largest, each with the two figures it was computed from', () => {
    const before = sums(100, 300, {
      tAcw: { count: 90, sumMs: 90 * 30_000 },
      nTransferred: { count: 10, sumMs: 0 },
      tNotResponding: { count: 40, sumMs: 0 },
    });
    const now = sums(130, 330, {
      tAcw: { count: 120, sumMs: 120 * 60_000 },
      nTransferred: { count: 15, sumMs: 0 },
      tNotResponding: { count: 40, sumMs: 0 },
    });
    expect(told('agents', voice(now), voice(before))).toEqual([
      'acw up 100 %, worse: 1m 0s, was 30s',
      'handled up 30 %: 130, was 100',
      'aht up 10 %, worse: 5m 30s, was 5m 0s',
    ]);
  });

  test('are none on an ordinary day', () => {
    expect(told('agents', voice(sums(104, 305)), voice(sums(100, 300)))).toEqual([]);
  });

  test('are none where too few conversations stand behind them', () => {
    expect(told('agents', voice(sums(10, 600)), voice(sums(19, 300)))).toEqual([]);
    expect(told('agents', voice(sums(10, 600)), voice(sums(20, 300)))).toEqual(['handled down 50 %: 10, was 20']);
  });

  test('tell one volume and not three that move together', () => {
    const queue = (offered: number) => sums(offered - 5, 300, { nOffered: { count: offered, sumMs: 0 } });
    expect(told('queue', voice(queue(200)), voice(queue(100)))).toEqual(['offered up 100 %: 200, was 100']);
  });

  test('keep media apart, so that a change of their mix is no change of handle time', () => {
    const mixed = (calls: number, mails: number): MediaSums => ({ voice: sums(calls, 200), email: sums(mails, 800) });
    expect(told('agents', mixed(100, 50), mixed(50, 100))).toEqual([]);
    const slower: MediaSums = { voice: sums(100, 300), email: sums(50, 800) };
    expect(told('agents', slower, mixed(100, 50))).toEqual(['aht voice up 50 %, worse: 5m 0s, was 3m 20s']);
  });

  test('tell rates in points beside the others', () => {
    const queue = (numerator: number, abandoned: number) =>
      sums(100, 300, {
        nOffered: { count: 120, sumMs: 0 },
        tAbandon: { count: abandoned, sumMs: 0 },
        oServiceLevel: { count: 0, sumMs: 0, numerator, denominator: 100, target: 0.8 },
      });
    expect(told('queue', voice(queue(70, 12)), voice(queue(85, 6)))).toEqual([
      'serviceLevel down 15.0 points, worse: 70.0 % (70/100), was 85.0 % (85/100)',
      'abandoned up 5.0 points, worse: 10.0 % (12/120), was 5.0 % (6/120)',
    ]);
  });
});

describe('the headline', () => {
  const figures = (scope: 'agents' | 'queue', of: MediaSums) =>
    headlineOf(scope, { sums: of }, undefined).figures.map(({ figure, value }) => `${figure} ${figureInCell(value)}`);

  test('of people is answered, handled and handle time', () => {
    expect(figures('agents', voice(sums(120, 252)))).toEqual(['answered 120', 'handled 120', 'aht 4m 12s']);
  });

  test.each([
    [
      'the service level',
      { oServiceLevel: { count: 0, sumMs: 0, numerator: 70, denominator: 80 } },
      'serviceLevel 87.5 % (70/80)',
    ],
    ['abandons where no service level is measured', { nOffered: { count: 80, sumMs: 0 } }, 'abandoned 0.0 % (0/80)'],
  ])('of a queue has %s too', (_, extra, last) => {
    expect(figures('queue', voice(sums(70, 252, extra))).at(-1)).toBe(last);
  });

  test('splits a handle time that is a blend of media, and no other', () => {
    const both = headlineOf('agents', { sums: { voice: sums(10, 200), email: sums(10, 800) } }, undefined);
    const [, , aht] = both.figures;
    expect(aht?.byMedia.map(({ media, value }) => `${media} ${figureInCell(value)}`)).toEqual([
      'voice 3m 20s',
      'email 13m 20s',
    ]);
    const [, , alone] = headlineOf('agents', { sums: voice(sums(10, 200)) }, undefined).figures;
    expect(alone?.byMedia).toEqual([]);
  });

  test('has no changes where nothing is known of the week before', () => {
    expect(headlineOf('agents', { sums: voice(sums(100, 300)) }, undefined).changes).toEqual([]);
  });
});
