import { describe, expect, it } from 'vitest';
import {
  columnName,
  figureInCell,
  figureInWords,
  figureName,
  targetOf,
} from '../../../src/domain/figures/figure-text.ts';

describe('a figure', () => {
  it.each([
    [{ kind: 'none' }, '–', '–'],
    [{ kind: 'count', count: 0 }, '0', '0'],
    [{ kind: 'count', count: 1200 }, '1,200', '1,200'],
    [{ kind: 'average', ms: 252_000, count: 1200 }, '4m 12s over 1,200', '4m 12s'],
    [{ kind: 'time', ms: 13_260_000 }, '3h 41m', '3h 41m'],
    [{ kind: 'rate', numerator: 70, denominator: 80 }, '87.5 % (70 of 80)', '87.5 %'],
    [{ kind: 'rate', numerator: 700, denominator: 1800, target: 0.8 }, '38.9 % (700 of 1,800)', '38.9 %'],
    [{ kind: 'time-share', partMs: 3, wholeMs: 4 }, '75.0 %', '75.0 %'],
  ] as const)('%j reads %s, and %s in a table', (value, words, cell) => {
    expect(figureInWords(value)).toBe(words);
    expect(figureInCell(value)).toBe(cell);
  });

  it('that is a time or a rate says of which medium it is', () => {
    expect(figureName({ figure: 'serviceLevel', medium: 'voice' })).toBe('service level voice');
    expect(columnName({ figure: 'serviceLevel', medium: 'email' })).toBe('SL e-mail');
    expect(columnName({ figure: 'offered' })).toBe('Offered');
  });

  it.each([
    [{ kind: 'rate', numerator: 7, denominator: 8, target: 0.8 }, '80 %'],
    [{ kind: 'rate', numerator: 7, denominator: 8, target: 0.855 }, '85.5 %'],
    [{ kind: 'rate', numerator: 7, denominator: 8 }, undefined],
    [{ kind: 'none' }, undefined],
  ] as const)('%j aims at %s', (value, target) => {
    expect(targetOf(value)).toBe(target);
  });
});
