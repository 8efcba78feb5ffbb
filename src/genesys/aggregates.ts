import { z } from 'zod';
import { mergeSums } from '../domain/figures/agent-stats.ts';
import {
  CONVERSATION_METRICS,
  type ConversationMetric,
  type Grouping,
  type MetricSums,
  type StatsRow,
} from '../domain/figures/stats-query.ts';
import type { Interval } from '../domain/time.ts';

const METRICS: ReadonlyMap<unknown, ConversationMetric> = new Map(CONVERSATION_METRICS.map((name) => [name, name]));

/** To which bucket of the question an answered interval belongs. */
export type BucketOf = (answered: Interval) => Interval;

/**
 * The answer of the conversation aggregates as rows. An answer may hold 10,000 groups, and zod building a second tree
 * of a million values takes longer than the request itself: zod checks the envelope, and what is inside is looked at
 * once, by hand, while the rows are made of it. A metric that we do not know is left out.
 */
export function aggregatesSchema(groupBy: readonly Grouping[], bucketOf: BucketOf): z.ZodType<readonly StatsRow[]> {
  return z.object({ results: z.array(z.unknown()).nullish() }).transform((body, context) => {
    const bucketFor = rememberedBuckets(bucketOf);
    const rows: StatsRow[] = [];
    for (const result of body.results ?? []) {
      if (!readResult(result, groupBy, bucketFor, rows)) {
        context.addIssue({ code: 'custom', message: 'not a result of aggregates' });
        return z.NEVER;
      }
    }
    return rows;
  });
}

/** Adds a row for each bucket; false when this is no such result. */
function readResult(
  result: unknown,
  groupBy: readonly Grouping[],
  bucketFor: (iso: unknown) => Interval | undefined,
  rows: StatsRow[],
): boolean {
  if (!isObject(result) || !isObject(result['group']) || !Array.isArray(result['data'])) return false;
  const group: Partial<Record<Grouping, string>> = {};
  for (const dimension of groupBy) {
    const value = result['group'][dimension];
    if (typeof value === 'string') group[dimension] = value;
  }
  for (const bucket of result['data']) {
    if (!isObject(bucket) || !Array.isArray(bucket['metrics'])) return false;
    const interval = bucketFor(bucket['interval']);
    const metrics = readMetrics(bucket['metrics']);
    if (interval === undefined || metrics === undefined) return false;
    rows.push({ group, start: interval.start, end: interval.end, metrics });
  }
  return true;
}

function readMetrics(entries: readonly unknown[]): StatsRow['metrics'] | undefined {
  const metrics: Partial<Record<ConversationMetric, MetricSums>> = {};
  for (const entry of entries) {
    if (!isObject(entry) || !isObject(entry['stats'])) return undefined;
    const metric = METRICS.get(entry['metric']);
    if (metric !== undefined) metrics[metric] = readStats(entry['stats']);
  }
  return metrics;
}

function readStats(stats: Readonly<Record<string, unknown>>): MetricSums {
  const { count, sum, min, max, numerator, denominator, target } = stats;
  const sums = { count: numberIn(count) ?? 0, sumMs: numberIn(sum) ?? 0 };
  if (denominator !== undefined) {
    return {
      ...sums,
      numerator: numberIn(numerator),
      denominator: numberIn(denominator),
      target: numberIn(target),
    };
  }
  return max === undefined ? sums : { ...sums, minMs: numberIn(min), maxMs: numberIn(max) };
}

/** The same few intervals stand in every group: each is read once. */
function rememberedBuckets(bucketOf: BucketOf): (iso: unknown) => Interval | undefined {
  const known = new Map<unknown, Interval>();
  return (iso) => {
    const remembered = known.get(iso);
    if (remembered !== undefined) return remembered;
    const answered = readInterval(iso);
    if (answered === undefined) return undefined;
    const bucket = bucketOf(answered);
    known.set(iso, bucket);
    return bucket;
  };
}

/** @example readInterval('1970-01-01T00:00:00.000Z/1970-01-01T00:00:01.000Z') //=> { start: 0, end: 1000 } */
export function readInterval(iso: unknown): Interval | undefined {
  if (typeof iso !== 'string') return undefined;
  const [start, end] = iso.split('/').map((part) => Date.parse(part));
  if (start === undefined || end === undefined || Number.isNaN(start + end)) return undefined;
  return { start, end };
}

/** Rows of the same group and bucket become one. Into how many parts a question was cut does not show. */
export function mergeRows(parts: readonly (readonly StatsRow[])[], groupBy: readonly Grouping[]): readonly StatsRow[] {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const merged = new Map<string, StatsRow>();
  for (const rows of parts) {
    for (const row of rows) {
      const key = `${row.start} ${groupBy.map((dimension) => row.group[dimension]).join(' ')}`;
      const known = merged.get(key);
      merged.set(key, known === undefined ? row : { ...known, metrics: mergeSums(known.metrics, row.metrics) });
    }
  }
  return [...merged.values()];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
