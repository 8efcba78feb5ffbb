import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  type Measurement,
  planStats,
  splitFor,
  timeUnitOf,
} from '../../../src/domain/figures/stats-plan.ts';
import { SPLITS } from '../../../src/domain/question.ts';

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

  it('asks for the groups only what their table shows', () => {
    const { overall, groups } = planStats({ ...month, by: 'agent' });
    expect(overall.metrics).toContain('tNotResponding');
    expect(groups?.metrics).not.toContain('tNotResponding');
  });
});

describe('the figures of a part', () => {
  it('of a queue by agent are those of an agent', () => {
    expect(columnsOf('queue', 'agent')).toEqual(columnsOf('agents', 'day'));
  });

  it('by wrap-up code are those that are counted when the code is known', () => {
    for (const scope of ['agents', 'queue'] as const) {
      expect(columnsOf(scope, 'wrapup')).toEqual(['handled', 'aht', 'talk', 'hold', 'acw', 'transferred']);
    }
  });
});

describe('the split when none is asked for', () => {
  it.each([
    [23 / 24, 'media', undefined],
    [1, 'media', undefined],
    [25 / 24, 'media', undefined],
    [2, 'day', 'day'],
    [31, 'day', 'day'],
    [92, 'day', 'week'],
    [99, 'day', 'week'],
    [100, 'week', 'week'],
    [184, 'week', 'week'],
    [365, 'week', 'month'],
  ] as const)('of %d days is by %s, and a chart beside another split by %s', (count, by, unit) => {
    expect(splitFor(days(count))).toBe(by);
    expect(timeUnitOf('agent', days(count))).toBe(unit);
  });
});
