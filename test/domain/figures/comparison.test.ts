import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { FigureValue } from '../../../src/domain/figures/agent-stats.ts';
import { changeInWords, changeWithSign, compareFigure } from '../../../src/domain/figures/comparison.ts';
import { FIGURE_IDS, FIGURES } from '../../../src/domain/figures/metrics.ts';

const count = (of: number): FigureValue => ({ kind: 'count', count: of });
const average = (ms: number, of: number): FigureValue => ({ kind: 'average', ms, count: of });
const rate = (numerator: number, denominator: number): FigureValue => ({ kind: 'rate', numerator, denominator });

function said(id: keyof typeof FIGURES, now: FigureValue, before: FigureValue): string | undefined {
  const change = compareFigure(id, now, before);
  return change === undefined ? undefined : changeInWords(change);
}

describe('compareFigure', () => {
  it.each([
    // A volume is neither good nor bad.
    ['answered', count(112), count(100), 'up 12 %'],
    ['answered', count(90), count(100), 'down 10 %'],
    ['answered', count(100), count(100), 'about the same'],
    ['answered', count(1003), count(1000), 'about the same'],
    ['answered', count(1005), count(1000), 'up 1 %'],
    // Large enough once is enough for a volume: a fall to nothing is told.
    ['answered', count(0), count(200), 'down 100 %'],
    ['answered', count(30), count(0), 'up from none'],
    ['answered', count(19), count(0), undefined],
    ['answered', count(20), count(10), 'up 100 %'],
    ['notResponding', count(40), count(20), 'up 100 %, worse'],
    // An average needs enough on both sides.
    ['aht', average(336_000, 120), average(300_000, 100), 'up 12 %, worse'],
    ['aht', average(264_000, 120), average(300_000, 100), 'down 12 %, better'],
    ['aht', average(264_000, 20), average(300_000, 20), 'down 12 %, better'],
    ['aht', average(264_000, 19), average(300_000, 100), undefined],
    ['aht', average(264_000, 100), average(300_000, 19), undefined],
    ['aht', average(264_000, 100), { kind: 'none' }, undefined],
    ['talk', average(264_000, 100), average(300_000, 100), 'down 12 %'],
    // Rates change by points, not by per cent of per cent.
    ['serviceLevel', rate(80, 100), rate(70, 100), 'up 10.0 points, better'],
    ['abandoned', rate(5, 100), rate(3, 100), 'up 2.0 points, worse'],
    ['abandoned', rate(3, 100), rate(3, 100), 'about the same'],
    ['abandoned', rate(3, 29), rate(3, 100), undefined],
    [
      'occupancy',
      { kind: 'time-share', partMs: 8e7, wholeMs: 1e8 },
      { kind: 'time-share', partMs: 7e7, wholeMs: 1e8 },
      'up 10.0 points',
    ],
    ['onQueue', { kind: 'time', ms: 110e6 }, { kind: 'time', ms: 100e6 }, 'up 10 %'],
    ['onQueue', { kind: 'time', ms: 1000 }, { kind: 'time', ms: 3_600_000 }, undefined],
  ] as const)('%s %j against %j is %s', (id, now, before, words) => {
    expect(said(id, now, before)).toBe(words);
  });

  it('never judges a figure that is neither good nor bad, and judges every other that moved', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIGURE_IDS), fc.integer({ min: 4e7, max: 9e7 }), (id, now) => {
        const change = compareFigure(id, count(now), count(2e7));
        expect(change?.judgement === 'neither').toBe(FIGURES[id].good === 'neither');
      }),
    );
  });

  it('turns up into down, and better into worse, when the two periods change places', () => {
    const opposite = { up: 'down', down: 'up', same: 'same' } as const;
    const reverse = { better: 'worse', worse: 'better', neither: 'neither' } as const;
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 300 }), fc.nat(30), fc.nat(30), (denominator, one, other) => {
        const forth = compareFigure('serviceLevel', rate(one, denominator), rate(other, denominator));
        const back = compareFigure('serviceLevel', rate(other, denominator), rate(one, denominator));
        expect(back?.direction).toBe(opposite[forth?.direction ?? 'same']);
        expect(back?.judgement).toBe(reverse[forth?.judgement ?? 'neither']);
      }),
    );
  });
});

describe('a change under its figure', () => {
  it.each([
    ['aht', average(336_000, 120), average(300_000, 100), '+12 %, worse'],
    ['serviceLevel', rate(717, 1000), rate(70, 100), '+1.7 points, better'],
    ['answered', count(90), count(100), '−10 %'],
    ['answered', count(100), count(100), 'unchanged'],
    ['answered', count(30), count(0), 'from none'],
  ] as const)('of %s has a sign: %j against %j', (id, now, before, words) => {
    const change = compareFigure(id, now, before);
    expect(change && changeWithSign(change)).toBe(words);
  });
});
