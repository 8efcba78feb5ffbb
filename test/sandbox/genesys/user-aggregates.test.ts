import { describe, expect, it } from 'vitest';
import { personNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { type Answer, NOON, shareSandbox } from './sandbox.ts';

const PATH = '/api/v2/analytics/users/aggregates/query';
const ana = personNamed(createOrganisation(), 'Ana López');
const shared = shareSandbox();
const METRICS = ['tAgentRoutingStatus', 'tSystemPresence', 'tOrganizationPresence'];
const about = (ids: readonly string[]) => ({
  type: 'or',
  predicates: ids.map((value) => ({ dimension: 'userId', value })),
});

interface Bucket {
  readonly interval: string;
  readonly metrics: readonly {
    readonly metric: string;
    readonly qualifier: string;
    readonly stats: { readonly sum: number };
  }[];
}
const bucketsOf = (answer: Answer): readonly Bucket[] => {
  const { results } = JSON.parse(JSON.stringify(answer.body));
  return results.flatMap(({ data }: { data: Bucket[] }) => data);
};
const sumOf = ({ metrics }: Bucket, metric: string): number =>
  metrics.filter((one) => one.metric === metric).reduce((total, { stats }) => total + stats.sum, 0);

describe('status times', () => {
  it('fill every day completely, the day of 25 hours too', async () => {
    const body = {
      interval: '2026-10-22T00:00:00+02:00/2026-10-27T00:00:00+01:00',
      granularity: 'P1D',
      timeZone: 'Europe/Madrid',
      groupBy: ['userId'],
      filter: about([ana.id]),
      metrics: METRICS,
    };
    const buckets = bucketsOf(await shared().call('POST', PATH, body));
    for (const metric of METRICS) {
      expect(buckets.map((bucket) => sumOf(bucket, metric) / 3_600_000)).toEqual([24, 24, 24, 25, 24]);
    }
  });

  it('are what the presence was at each minute', async () => {
    const { call, sandbox } = shared();
    const start = Date.UTC(2026, 10, 19);
    const interval = `${new Date(start).toISOString()}/${new Date(start + 86_400_000).toISOString()}`;
    const [bucket] = bucketsOf(await call('POST', PATH, { interval, filter: about([ana.id]), metrics: METRICS }));
    const minutes = new Map<string, number>();
    for (let at = start; at < start + 86_400_000; at += 60_000) {
      const { routing } = sandbox.live.stateOf(ana, at);
      minutes.set(routing, (minutes.get(routing) ?? 0) + 1);
    }
    const sums = bucket?.metrics.filter(({ metric }) => metric === 'tAgentRoutingStatus') ?? [];
    expect(sums.length).toBeGreaterThan(2);
    const differences = sums.map(({ qualifier, stats }) => stats.sum / 60_000 - (minutes.get(qualifier) ?? 0));
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(25);
  });

  it('end at the clock', async () => {
    const body = { interval: '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z', filter: about([ana.id]), metrics: METRICS };
    const [bucket] = bucketsOf(await shared().call('POST', PATH, body));
    expect(sumOf(bucket ?? { interval: '', metrics: [] }, 'tSystemPresence')).toBe(NOON - Date.UTC(2026, 10, 20));
  });

  it.each([
    ['more than 100 people', { filter: about(Array.from({ length: 101 }, (_, index) => `user-${index}`)) }],
    ['nobody in particular', {}],
    ['a metric of conversations', { filter: about([ana.id]), metrics: ['tHandle'] }],
    ['another dimension', { filter: { type: 'and', predicates: [{ dimension: 'queueId', value: 'x' }] } }],
  ])('are refused for %s', async (_, change) => {
    const body = { interval: '2026-11-19T00:00:00Z/2026-11-20T00:00:00Z', metrics: METRICS, ...change };
    expect((await shared().call('POST', PATH, body)).status).toBe(400);
  });

  it('are given for exactly 100 people', async () => {
    const ids = Array.from({ length: 99 }, (_, index) => `user-${index}`);
    const body = {
      interval: '2026-11-19T00:00:00Z/2026-11-20T00:00:00Z',
      metrics: METRICS,
      filter: about([ana.id, ...ids]),
    };
    expect((await shared().call('POST', PATH, body)).status).toBe(200);
  });
});
