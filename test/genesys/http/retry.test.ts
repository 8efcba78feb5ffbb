import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readRetryAfter, retryDelayMs, shouldRetry } from '../../../src/genesys/http/retry.ts';
import { SOURCE_ERROR_KINDS } from '../../../src/reports/ports.ts';

describe('shouldRetry', () => {
  it.each([
    ['rate-limited', true, true],
    ['unavailable', true, false],
    ['timeout', true, false],
    ['unauthorised', false, false],
    ['forbidden', false, false],
    ['not-found', false, false],
    ['invalid-request', false, false],
    ['unexpected-response', false, false],
  ] as const)('%s: %s for what is repeatable, %s for what is not', (kind, repeatable, otherwise) => {
    expect(shouldRetry({ attempt: 1, kind, repeatable: true })).toBe(repeatable);
    expect(shouldRetry({ attempt: 1, kind, repeatable: false })).toBe(otherwise);
  });

  it.each(SOURCE_ERROR_KINDS)('gives up after the third attempt, whatever it was: %s', (kind) => {
    expect(shouldRetry({ attempt: 3, kind, repeatable: true })).toBe(false);
  });
});

describe('retryDelayMs', () => {
  const delay = (attempt: number, random: number, retryAfterMs?: number) =>
    retryDelayMs({ attempt, retryAfterMs, random: () => random });

  it.each([
    [1, 0, 500],
    [1, 0.5, 625],
    [2, 0, 1000],
    [2, 0.5, 1250],
    [3, 0, 2000],
  ])('waits longer after attempt %i, with chance %d: %i ms', (attempt, random, expected) => {
    expect(delay(attempt, random)).toBe(expected);
  });

  it('waits as long as it is told to, be it nothing', () => {
    expect(delay(1, 0.9, 4000)).toBe(4000);
    expect(delay(2, 0.9, 0)).toBe(0);
  });

  it('never waits less than its step nor half as much again', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), chance, (attempt, random) => {
        const step = 500 * 2 ** (attempt - 1);
        expect(delay(attempt, random)).toBeGreaterThanOrEqual(step);
        expect(delay(attempt, random)).toBeLessThanOrEqual(step * 1.5);
      }),
    );
  });
});

describe('readRetryAfter', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  it.each([
    ['42', 42_000],
    [' 42 ', 42_000],
    ['0', 0],
    ['1.5', 1500],
    ['Sun, 22 Nov 2026 10:00:42 GMT', 42_000],
    ['Sun, 22 Nov 2026 09:59:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected);
  });
});
