import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import type { Instant, Interval } from '../../../domain/time.ts';
import { cutBuckets, isTimeZone } from '../days/calendar.ts';
import type { Client } from '../wire/clients.ts';
import { badRequest } from '../wire/refusal.ts';
import type { World } from '../world.ts';
import { type About, aggregateFilter, compileFilter, dimensionValues } from './aggregate-filter.ts';
import { type Emission, emissionsOf, SERVICE_TARGET } from './emissions.ts';
import { readInterval, writeInterval } from './interval.ts';
import { AGGREGATE_METRICS, type AggregateMetric, GROUP_DIMENSIONS, type GroupDimension } from './vocabulary.ts';

/** The body of `POST /analytics/conversations/aggregates/query`. */
export const aggregationQuery = z.strictObject({
  interval: z.string(),
  granularity: z.string().optional(),
  timeZone: z.string().optional(),
  groupBy: z.array(z.enum(GROUP_DIMENSIONS)).optional(),
  filter: aggregateFilter.optional(),
  metrics: z.array(z.enum(AGGREGATE_METRICS)).min(1),
  flattenMultivaluedDimensions: z.boolean().optional(),
  views: z.array(z.unknown()).optional(),
  alternateTimeDimension: z.enum(['eventTime']).optional(),
  queryType: z.enum(['groupBy', 'topN', 'bottomN']).optional(),
  sortMetric: z.unknown().optional(),
  limit: z.number().optional(),
});
export type AggregationQuery = z.infer<typeof aggregationQuery>;

interface Stats {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Of `oServiceLevel`. */
  met: number;
}

/** Values in the order of `groupBy`. */
type GroupKey = readonly (string | undefined)[];

interface GroupSums {
  readonly group: Readonly<Record<string, string>>;
  readonly buckets: Map<number, Map<AggregateMetric, Stats>>;
}

/**
 * Counts what was emitted in the interval and is no later than the clock, of the conversations that the client sees.
 *
 * @throws Refusal for what the real one refuses, and for what the sandbox does not have
 */
export function aggregate(
  query: AggregationQuery,
  client: Client,
  world: World,
): Models.ConversationAggregateQueryResponse {
  const interval = readInterval(query.interval);
  const buckets = readBuckets(query, interval);
  refuseUnsupported(query);
  const passes = compileFilter(query.filter);
  const wanted = new Set<AggregateMetric>(query.metrics);
  const seen = { start: interval.start, end: Math.min(interval.end, world.now() + 1) };
  const groups = new Map<string, GroupSums>();
  const bucketOf = createBucketFinder(buckets);

  const { groupBy = [], flattenMultivaluedDimensions: flatten = false } = query;
  const sumsFor = (about: About): readonly GroupSums[] =>
    passes(about) ? groupsOf(about, groupBy, flatten).map((key) => sumsOf(groups, key, groupBy)) : [];

  for (const conversation of world.history.during(interval)) {
    if (!conversation.divisionIds.some(client.sees)) continue;
    for (const [index, leg] of conversation.legs.entries()) {
      // Filter and groups depend on the leg and on whether it is complete, not on the metric.
      const sums: { during?: readonly GroupSums[]; complete?: readonly GroupSums[] } = {};
      for (const emission of emissionsOf(conversation, leg)) {
        if (!wanted.has(emission.metric) || emission.at < seen.start || emission.at >= seen.end) continue;
        const key = emission.complete ? 'complete' : 'during';
        sums[key] ??= sumsFor({ conversation, leg, index, complete: emission.complete });
        for (const { buckets: own } of sums[key]) add(own, bucketOf(emission.at), emission);
      }
    }
  }
  return { results: [...groups.values()].map((sums) => groupBody(sums, buckets)) };
}

function readBuckets(query: AggregationQuery, interval: Interval): readonly Interval[] {
  const timeZone = query.timeZone ?? 'UTC';
  if (!isTimeZone(timeZone)) throw badRequest(`The time zone [${timeZone}] is not known`);
  const buckets = cutBuckets(interval, query.granularity, timeZone);
  if (buckets === undefined) throw badRequest(`The granularity [${query.granularity ?? ''}] is not valid`);
  return buckets;
}

function refuseUnsupported(query: AggregationQuery): void {
  if (query.views !== undefined && query.views.length > 0) throw badRequest('Views are not supported');
  if (query.alternateTimeDimension !== undefined) throw badRequest('alternateTimeDimension is not supported');
  if (query.queryType !== undefined && query.queryType !== 'groupBy') throw badRequest('Only groupBy is supported');
  if (query.sortMetric !== undefined || query.limit !== undefined) {
    throw badRequest('sortMetric and limit are only for topN and bottomN');
  }
}

function createBucketFinder(buckets: readonly Interval[]): (at: Instant) => number {
  return (at) => {
    let low = 0;
    let high = buckets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((buckets[middle]?.start ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}

/** The values of the group that it counts in, by dimension: several groups when a dimension has several values. */
function groupsOf(about: About, groupBy: readonly GroupDimension[], flatten: boolean): readonly GroupKey[] {
  const columns = groupBy.map((dimension) => {
    const values = dimensionValues(about, dimension);
    return flatten && values.length > 1 ? [[...values].sort().join(',')] : values;
  });
  if (columns.every((values) => values.length <= 1)) return [columns.map(([only]) => only)];
  return columns.reduce<readonly GroupKey[]>(
    (groups, values) =>
      groups.flatMap((group) => (values.length === 0 ? [undefined] : values).map((value) => [...group, value])),
    [[]],
  );
}

function sumsOf(groups: Map<string, GroupSums>, key: GroupKey, groupBy: readonly GroupDimension[]): GroupSums {
  return getOr(groups, key.join('\n'), () => {
    // A dimension that the data does not have is left out of the group.
    const named = groupBy.flatMap((dimension, index) => {
      const value = key[index];
      return value === undefined ? [] : [[dimension, value] as const];
    });
    return { group: Object.fromEntries(named), buckets: new Map() };
  });
}

function add(buckets: GroupSums['buckets'], bucket: number, { metric, value = 0, met }: Emission): void {
  const metrics = getOr(buckets, bucket, () => new Map<AggregateMetric, Stats>());
  const stats = getOr(metrics, metric, () => ({ count: 0, sum: 0, min: Infinity, max: -Infinity, met: 0 }));
  stats.count += 1;
  stats.sum += value;
  stats.min = Math.min(stats.min, value);
  stats.max = Math.max(stats.max, value);
  stats.met += met === true ? 1 : 0;
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function groupBody(
  { group, buckets: sums }: GroupSums,
  buckets: readonly Interval[],
): Models.ConversationAggregateDataContainer {
  const data = buckets.flatMap((bucket, index) => {
    const metrics = sums.get(index);
    if (metrics === undefined) return [];
    return [
      {
        interval: writeInterval(bucket),
        metrics: [...metrics]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([metric, stats]) => ({ metric, stats: statsBody(metric, stats) })),
      } satisfies Models.StatisticalResponse,
    ];
  });
  return { group: { ...group }, data } satisfies Models.ConversationAggregateDataContainer;
}

function statsBody(metric: AggregateMetric, { count, sum, min, max, met }: Stats): Models.StatisticalSummary {
  if (metric === 'oServiceLevel') {
    return { ratio: met / count, numerator: met, denominator: count, target: SERVICE_TARGET };
  }
  return metric.startsWith('t') ? { max, min, count, sum } : { count };
}
