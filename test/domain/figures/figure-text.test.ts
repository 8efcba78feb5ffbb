import { describe, expect, it } from 'vitest';
import { figureInCell, figureInLine, figureInWords } from '../../../src/domain/figures/figure-text.ts';
import { FIGURES } from '../../../src/domain/figures/metrics.ts';

describe('a figure', () => {
  it.each([
    [{ kind: 'none' }, '–', '–'],
    [{ kind: 'count', count: 0 }, '0', '0'],
    [{ kind: 'count', count: 1200 }, '1,200', '1,200'],
    [{ kind: 'average', ms: 252_000, count: 1200 }, '4m 12s (over 1,200)', '4m 12s'],
    [{ kind: 'time', ms: 13_260_000 }, '3h 41m', '3h 41m'],
    [{ kind: 'rate', numerator: 70, denominator: 80 }, '87.5 % (70/80)', '87.5 % (70/80)'],
    [{ kind: 'rate', numerator: 70, denominator: 80, target: 0.8 }, '87.5 % (70/80), target 80 %', '87.5 % (70/80)'],
    [{ kind: 'time-share', partMs: 3, wholeMs: 4 }, '75.0 %', '75.0 %'],
  ] as const)('%j reads %s, and %s in a table', (value, words, cell) => {
    expect(figureInWords(value)).toBe(words);
    expect(figureInCell(value)).toBe(cell);
  });

  it('in a line has its name, what it is averaged over, and how it changed', () => {
    const value = { kind: 'average', ms: 62_000, count: 23 } as const;
    const change = {
      figure: 'hold',
      direction: 'up',
      amount: { unit: 'percent', value: 12 },
      judgement: 'worse',
    } as const;
    expect(figureInLine({ figure: FIGURES.talk, value })).toBe('Talk 1m 2s');
    expect(figureInLine({ figure: FIGURES.hold, value, change })).toBe(
      'Hold 1m 2s per held conversation (23), up 12 %, worse',
    );
    expect(figureInLine({ figure: FIGURES.hold, value: { kind: 'none' } })).toBe('Hold –');
  });
});
