import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

describe('the word that was probably meant', () => {
  it.each([
    ['wek', 'week'],
    ['weekk', 'week'],
    ['waek', 'week'],
    ['ewek', 'week'],
    ['yesterdya', 'yesterday'],
    ['yestrdy', 'yesterday'],
    ['week', 'week'],
  ])('%s is %s', (word, meant) => {
    expect(nearest(word, ['today', 'yesterday', 'week', 'month'])).toBe(meant);
  });

  it.each(['xyz', 'wx', 'w', '', 'yes', 'a'.repeat(50_000)])('%.20j is near to none', (word) => {
    expect(nearest(word, ['today', 'yesterday', 'week', 'month'])).toBeUndefined();
  });

  it('of two that are as near, the first', () => {
    expect(nearest('tall', ['call', 'talk'])).toBe('call');
  });
});
