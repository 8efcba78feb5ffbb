import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatPercent,
  formatQuantity,
  formatRate,
  NOT_COMPUTABLE,
} from '../../src/domain/format.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [499, '0s'],
    [500, '1s'],
    [42 * S, '42s'],
    [59 * S + 499, '59s'],
    [59 * S + 500, '1m 0s'],
    [M, '1m 0s'],
    [4 * M + 12 * S, '4m 12s'],
    [4 * M + 12 * S + 499.9, '4m 12s'],
    [59 * M + 59 * S + 499, '59m 59s'],
    [59 * M + 59 * S + 600, '1h 0m'],
    [H, '1h 0m'],
    [H + 29 * S + 999, '1h 0m'],
    [H + 30 * S, '1h 1m'],
    [3 * H + 41 * M, '3h 41m'],
    [H + 59 * M + 30 * S, '2h 0m'],
    [26 * H + 5 * M, '26h 5m'],
    [1234 * H + 5 * M, '1,234h 5m'],
  ])('%d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, -1])('cannot tell a duration of %s', (ms) => {
    expect(formatDuration(ms)).toBe(NOT_COMPUTABLE);
  });

  it('reads back to within half of its last unit', () => {
    const units: Record<string, number> = { s: S, m: M, h: H };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 * H }), (ms) => {
        const parts = [
          ...formatDuration(ms)
            .replaceAll(',', '')
            .matchAll(/(\d+)([hms])/g),
        ];
        const back = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? NaN), 0);
        expect(Math.abs(back - ms)).toBeLessThanOrEqual(ms < H - S / 2 ? S / 2 : M / 2);
        for (const [, amount, unit] of parts) expect(Number(amount)).toBeLessThan(unit === 'h' ? Infinity : 60);
      }),
    );
  });
});

describe('formatRate', () => {
  it.each([
    [70, 80, '87.5 % (70/80)'],
    [0, 80, '0.0 % (0/80)'],
    [80, 80, '100.0 % (80/80)'],
    [1, 3, '33.3 % (1/3)'],
    [2, 3, '66.7 % (2/3)'],
    [23, 2000, '1.2 % (23/2,000)'],
    [0, 0, NOT_COMPUTABLE],
    [3, 0, NOT_COMPUTABLE],
  ])('%d of %d reads %s', (numerator, denominator, text) => {
    expect(formatRate(numerator, denominator)).toBe(text);
  });

  it('leaves the counts out where they mean nothing', () => {
    expect(formatPercent(1, 8)).toBe('12.5 %');
    expect(formatPercent(1, 0)).toBe(NOT_COMPUTABLE);
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [123456, '123,456'],
    [1234567, '1,234,567'],
    [undefined, NOT_COMPUTABLE],
  ])('%s reads %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });
});

describe('formatQuantity', () => {
  it.each([
    [0, '0 replies'],
    [1, '1 reply'],
    [2, '2 replies'],
    [1500, '1,500 replies'],
  ])('%d reads %s', (count, text) => {
    expect(formatQuantity(count, 'reply', 'replies')).toBe(text);
  });

  it('adds an s when no plural is given', () => {
    expect(formatQuantity(3, 'conversation')).toBe('3 conversations');
  });
});
