import { describe, expect, it } from 'vitest';
import { type Measurement, planStats, splitFor, timeUnitOf } from '../../../src/domain/figures/stats-plan.ts';
import { SPLITS } from '../../../src/domain/split.ts';

const DAY = 86_400_000;
const days = (count: number) => ({ start: 0, end: count * DAY });

const month: Measurement = {
  interval: days(31),
  before: { start: -31 * DAY, end: 0 },
  timeZone: 'UTC',
  scope: 'agents',
  filter: { agents: 'everyone' },
  by: 'day',
};

describe('planStats', () => {
  it.each(SPLITS)('by %s never asks for people, or queues, or codes, on each day', (by) => {
    const { overall, groups, before } = planStats({ ...month, by });
    expect(overall.groupBy).toEqual(['mediaType']);
    expect(groups?.granularity ?? 'whole').toBe('whole');
    expect(before).toMatchObject({
      granularity: 'whole',
      groupBy: ['mediaType'],
      interval: { start: -31 * DAY, end: 0 },
    });
  });

  it('makes weeks of days, since not everybody’s begin on the same', () => {
    expect(planStats({ ...month, by: 'week' }).overall.granularity).toBe('day');
  });

  it('asks for each metric once', () => {
    const { metrics } = planStats({ ...month, scope: 'queue' }).overall;
    expect(new Set(metrics).size).toBe(metrics.length);
  });

  it('asks for the groups what each of them can have', () => {
    expect(planStats({ ...month, by: 'agent' }).groups?.metrics).toContain('tNotResponding');
    expect(planStats({ ...month, scope: 'queue', by: 'agent' }).groups?.metrics).not.toContain('nOffered');
    expect(planStats({ ...month, by: 'wrapup' }).groups?.metrics).not.toContain('tNotResponding');
  });
});

describe('the split when none is asked for', () => {
  it.each([
    [23 / 24, 'media', 'hour'],
    [1, 'media', 'hour'],
    [25 / 24, 'media', 'hour'],
    [2, 'day', 'day'],
    [31, 'day', 'day'],
    [31 + 1 / 24, 'day', 'day'],
    [32, 'week', 'week'],
    [92, 'week', 'week'],
    [184, 'week', 'week'],
    [365, 'month', 'month'],
  ] as const)('of %d days is by %s, and a chart beside another split by %s', (count, by, unit) => {
    expect(splitFor(days(count))).toBe(by);
    expect(timeUnitOf('agent', days(count))).toBe(unit);
  });
});
