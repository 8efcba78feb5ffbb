import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { reduceRows } from '../../src/domain/figures/agent-stats.ts';
import type { StatsQuery } from '../../src/domain/figures/stats-query.ts';
import { createGenesys } from '../../src/genesys/genesys.ts';
import { COLUMNS } from './reduce-metrics.ts';

/**
 * Fetches the figures of 2,500 people over four media and sums them, in one of three ways; prints how long that took,
 * and how much memory the process had at most.
 */

const { values } = parseArgs({ options: { way: { type: 'string' }, url: { type: 'string' } } });
const { way = '', url = '' } = values;
const RUNS = 11;
/** The app runs for weeks: measured is what its code takes once it has been compiled. */
const WARM_UP = 6;

const QUERY: StatsQuery = {
  interval: { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) },
  timeZone: 'UTC',
  granularity: 'whole',
  groupBy: ['userId', 'mediaType'],
  filter: { agents: 'everyone' },
  metrics: COLUMNS,
};
const BODY = {
  interval: '2026-10-01T00:00:00+00:00/2026-11-01T00:00:00+00:00',
  timeZone: 'UTC',
  groupBy: ['userId', 'mediaType'],
  filter: { type: 'and', predicates: [{ type: 'dimension', dimension: 'userId', operator: 'exists' }] },
  metrics: [...COLUMNS],
};

interface Response {
  readonly results?: readonly {
    readonly group?: Readonly<Record<string, string>>;
    readonly data?: readonly {
      readonly metrics?: readonly {
        readonly metric?: string;
        readonly stats?: { readonly count?: number; readonly sum?: number };
      }[];
    }[];
  }[];
}

/** The bare sums: count and sum of each metric, by person and medium. */
function sum({ results = [] }: Response): number {
  const people = new Map<string, Record<string, Record<string, { count: number; sum: number }>>>();
  for (const { group = {}, data = [] } of results) {
    const { userId = '', mediaType = '' } = group;
    const person = people.get(userId) ?? {};
    people.set(userId, person);
    const sums = person[mediaType] ?? {};
    person[mediaType] = sums;
    for (const { metrics = [] } of data) {
      for (const { metric = '', stats = {} } of metrics) {
        const total = sums[metric] ?? { count: 0, sum: 0 };
        sums[metric] = total;
        total.count += stats.count ?? 0;
        total.sum += stats.sum ?? 0;
      }
    }
  }
  return people.size;
}

async function floor(): Promise<() => Promise<number>> {
  const body = JSON.stringify(BODY);
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(`${url}/api/v2/analytics/conversations/aggregates/query`, { method: 'POST' }, (response) => {
        text(response).then((answer) => resolve(sum(JSON.parse(answer))), reject);
      });
      sent.on('error', reject).end(body);
    });
}

async function client(): Promise<() => Promise<number>> {
  const genesys = createGenesys({
    apiUrl: url,
    loginUrl: url,
    clientId: 'bench',
    clientSecret: 'bench',
    requestsPerMinute: 1000,
    store: { get: async () => undefined, set: async () => undefined },
    now: Date.now,
    sleep: async () => {},
    random: Math.random,
    log: { debug: () => {}, warn: () => {} },
  });
  return async () => {
    const rows = await genesys.stats.conversationSums(QUERY);
    return Object.keys(reduceRows(rows, ({ group }) => group.userId ?? '')).length;
  };
}

async function sdk(): Promise<() => Promise<number>> {
  const { default: platform } = await import('purecloud-platform-client-v2');
  const { ApiClient, AnalyticsApi } = platform;
  const { hostname, port } = new URL(url);
  ApiClient.instance.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
  ApiClient.instance.setAccessToken('bench');
  const analytics = new AnalyticsApi();
  return async () => sum(await analytics.postAnalyticsConversationsAggregatesQuery(BODY));
}

const ways: Readonly<Record<string, () => Promise<() => Promise<number>>>> = { floor, client, sdk };
const run = await ways[way]?.();
if (run === undefined) throw new Error(`There is no way ${way}`);
for (let index = 0; index < WARM_UP; index += 1) await run();
const times: number[] = [];
for (let index = 0; index < RUNS; index += 1) {
  const startedAt = performance.now();
  const people = await run();
  times.push(performance.now() - startedAt);
  if (people !== 2500) throw new Error(`${people} people instead of 2,500`);
}
process.stdout.write(JSON.stringify({ times, peakBytes: process.resourceUsage().maxRSS * 1024 }));
process.exit(0);
