import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Granularity, Grouping, StatsQuery, StatsRow } from '../../src/domain/figures/stats-query.ts';
import { plannedRequests } from '../../src/genesys/analytics/parts.ts';
import { createStatsSource } from '../../src/genesys/analytics.ts';
import { type Measured, tinyAnalytics } from './tiny-analytics.ts';

const at = Date.parse;
const DAY_MS = 86_400_000;

describe('a question cut into requests', () => {
  const start = at('2026-09-20T22:00Z');
  const measured = fc.array(
    fc.record({
      at: fc.integer({ min: start - DAY_MS, max: start + 61 * DAY_MS }),
      userId: fc.constantFrom('ana', 'ben', 'cleo', 'dan'),
      queueId: fc.constantFrom('q1', 'q2'),
      mediaType: fc.constantFrom('voice', 'chat'),
      metric: fc.constantFrom('tHandle', 'tAcw', 'nTransferred', 'oServiceLevel'),
      ms: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { maxLength: 60 },
  );
  const queries = fc.record({
    interval: fc
      .tuple(fc.integer({ min: 0, max: 30 * 24 }), fc.integer({ min: 1, max: 30 * 24 }))
      .map(([from, length]) => ({ start: start + from * 3_600_000, end: start + (from + length) * 3_600_000 })),
    timeZone: fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'Africa/Cairo'),
    granularity: fc.constantFrom<Granularity>('hour', 'day', 'month', 'whole'),
    groupBy: fc.subarray<Grouping>(['userId', 'queueId', 'mediaType']),
    agents: fc.oneof(fc.constant('everyone' as const), fc.subarray(['ana', 'ben', 'cleo'], { minLength: 1 })),
    queueIds: fc.option(fc.subarray(['q1', 'q2'], { minLength: 1 }), { nil: undefined }),
  });
  const limits = fc.record({
    maxDays: fc.integer({ min: 1, max: 31 }),
    maxIds: fc.integer({ min: 1, max: 3 }),
    alignMs: fc.constant(0),
  });
  const inOrder = (rows: readonly StatsRow[]) => rows.map((row) => JSON.stringify(row, sortedKeys)).toSorted();

  it('has the same figures whichever way it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(measured, queries, limits, async (all, { agents, queueIds, ...rest }, small) => {
        const query: StatsQuery = { ...rest, filter: { agents, queueIds }, metrics: ['tHandle'] };
        const [uncut, cut] = [tinyAnalytics(all), tinyAnalytics(all)];
        const whole = await createStatsSource(uncut, { maxDays: 400, maxIds: 100, alignMs: 0 }).conversationSums(query);
        const merged = await createStatsSource(cut, small).conversationSums(query);
        expect(inOrder(merged)).toEqual(inOrder(whole));
        expect(cut.bodies).toHaveLength(plannedRequests(query, small));
      }),
    );
  });

  it('counts everything that was measured exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(measured, queries, limits, async (all, { agents, queueIds, ...rest }, small) => {
        const query: StatsQuery = { ...rest, filter: { agents, queueIds }, metrics: ['tHandle'] };
        const rows = await createStatsSource(tinyAnalytics(all), small).conversationSums(query);
        const meant = (one: Measured) =>
          one.metric === 'tHandle' &&
          one.at >= query.interval.start &&
          one.at < query.interval.end &&
          (agents === 'everyone' || agents.includes(one.userId)) &&
          (queueIds === undefined || queueIds.includes(one.queueId));
        const handled = rows.flatMap((row) => row.metrics.tHandle ?? []);
        expect(sum(handled.map((one) => one.count))).toBe(all.filter(meant).length);
        expect(sum(handled.map((one) => one.sumMs))).toBe(sum(all.filter(meant).map((one) => one.ms)));
      }),
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** JSON whose keys are in order: rows are compared, not how they were made. */
function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
