/** Which changes are worth a line: those that mattered most, and none on an ordinary day. */
import { describe, expect, test } from 'vitest';
import type { MediaSums, Sums } from '../../../src/domain/figures/agent-stats.ts';
import { changeInWords } from '../../../src/domain/figures/comparison.ts';
import { figureInCell } from '../../../src/domain/figures/figure-text.ts';
import { largestChanges } from '../../../src/domain/figures/ranking.ts';

const times = (count: number, seconds = 0) => ({ count, sumMs: count * seconds * 1000 });

/** `handled` conversations of `seconds` each, some of them after a wait. */
function sums(handled: number, seconds: number, extra: Sums = {}): Sums {
  return { tHandle: times(handled, seconds), tAnswered: times(handled, 20), ...extra };
}
const voice = (of: Sums): MediaSums => ({ voice: of });

function told(scope: 'agents' | 'queue', now: MediaSums, before: MediaSums): readonly string[] {
  return largestChanges(scope, { sums: now }, { sums: before }).map(
    (change) =>
      `${[change.figure, change.medium].filter(Boolean).join(' ')} ${changeInWords(change)}: ${figureInCell(change.now)}, was ${figureInCell(change.before)}`,
  );
}

describe('the changes that are told', () => {
  test('are the three that touched most conversations, each with the two figures it was computed from', () => {
    const before = sums(100, 300, { tAcw: times(90, 30), nTransferred: times(10), tNotResponding: times(40) });
    const now = sums(130, 330, { tAcw: times(120, 60), nTransferred: times(15), tNotResponding: times(40) });
    expect(told('agents', voice(now), voice(before))).toEqual([
      'acw voice up 100 %, worse: 1m 0s, was 30s',
      'handled up 30 %: 130, was 100',
      'aht voice up 10 %, worse: 5m 30s, was 5m 0s',
    ]);
  });

  test('rank a small change of many conversations before a large one of few', () => {
    const mixed = (call: number, mail: number): MediaSums => ({ voice: sums(1000, call), email: sums(20, mail) });
    expect(told('agents', mixed(340, 600), mixed(300, 300))).toEqual([
      'aht voice up 13 %, worse: 5m 40s, was 5m 0s',
      'aht email up 100 %, worse: 10m 0s, was 5m 0s',
    ]);
  });

  test.each([
    ['time under 15 seconds', { tAcw: times(90, 36) }, { tAcw: times(90, 22) }],
    ['time under a tenth', { tHandle: times(100, 320) }, { tHandle: times(100, 300) }],
    ['count under a tenth', { tHandle: times(109, 300) }, { tHandle: times(100, 300) }],
    ['count under five', { tNotResponding: times(24) }, { tNotResponding: times(20) }],
    ['rate under two points', { nTransferred: times(11) }, { nTransferred: times(10) }],
  ])('are no %s', (_what, now, before) => {
    expect(told('agents', voice(sums(100, 300, now)), voice(sums(100, 300, before)))).toEqual([]);
  });

  test('are none where either side has fewer than 20 conversations', () => {
    expect(told('agents', voice(sums(19, 600)), voice(sums(60, 300)))).toEqual([]);
    expect(told('agents', voice(sums(60, 600)), voice(sums(19, 300)))).toEqual([]);
    expect(told('agents', voice(sums(20, 600)), voice(sums(60, 300)))).toHaveLength(2);
  });

  test('tell one volume and not three that move together', () => {
    const queue = (offered: number) => sums(offered - 5, 300, { nOffered: times(offered) });
    expect(told('queue', voice(queue(200)), voice(queue(100)))).toEqual(['offered up 100 %: 200, was 100']);
  });

  test('keep media apart, so that a change of their mix is no change of any time or rate', () => {
    const mixed = (calls: number, mails: number): MediaSums => ({
      voice: sums(calls, 200, { nTransferred: times(calls / 10) }),
      email: sums(mails, 800),
    });
    expect(told('agents', mixed(100, 50), mixed(50, 100))).toEqual([]);
    const slower: MediaSums = { voice: sums(100, 300, { nTransferred: times(10) }), email: sums(50, 800) };
    expect(told('agents', slower, mixed(100, 50))).toEqual(['aht voice up 50 %, worse: 5m 0s, was 3m 20s']);
  });

  test('tell rates in points beside the others', () => {
    const queue = (numerator: number, abandoned: number) =>
      sums(100, 300, {
        nOffered: times(120),
        tAbandon: times(abandoned),
        oServiceLevel: { count: 0, sumMs: 0, numerator, denominator: 100, target: 0.8 },
      });
    expect(told('queue', voice(queue(70, 12)), voice(queue(85, 6)))).toEqual([
      'serviceLevel voice down 15.0 points, worse: 70.0 %, was 85.0 %',
      'abandoned voice up 5.0 points, worse: 10.0 %, was 5.0 %',
    ]);
  });
});
