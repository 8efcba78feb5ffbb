import { z } from 'zod';
import { mergeSums } from '../../domain/figures/agent-stats.ts';
import { CONVERSATION_METRICS, type ConversationMetric, LONGEST_METRICS } from '../../domain/figures/figure.ts';
import type { Grouping, MetricSums, StatsRow } from '../../domain/figures/stats-query.ts';
import type { Interval } from '../../domain/time.ts';

const METRICS: ReadonlyMap<unknown, ConversationMetric> = new Map(CONVERSATION_METRICS.map((name) => [name, name]));

/** To which bucket of the question an answered interval belongs. */
export type BucketOf = (answered: Interval | undefined) => Interval | undefined;

/**
 * The answer of the conversation aggregates as rows. An answer may hold 10,000 groups, and zod building a second tree
 * of a million values takes longer than the request itself: zod checks the envelope, and what is inside is looked at
 * once, by hand, while the rows are made of it. Everything in there is optional: a group, bucket or metric without
 * what it is about is left out, and so is a metric that we do not know.
 */
export function aggregatesSchema(groupBy: readonly Grouping[], bucketOf: BucketOf): z.ZodType<readonly StatsRow[]> {
  return z.object({ results: z.array(z.unknown()).nullish() }).transform(({ results }) => {
    const bucketFor = rememberedBuckets(bucketOf);
    const rows: StatsRow[] = [];
    for (const result of results ?? []) readResult(result, groupBy, bucketFor, rows);
    return rows;
  });
}

/** Adds a row for each bucket. */
function readResult(
  result: unknown,
  groupBy: readonly Grouping[],
  bucketFor: (iso: unknown) => Interval | undefined,
  rows: StatsRow[],
): void {
  if (!isObject(result) || !Array.isArray(result['data'])) return;
  const found = isObject(result['group']) ? result['group'] : {};
  const group: Partial<Record<Grouping, string>> = {};
  for (const dimension of groupBy) {
    const value = found[dimension];
    if (typeof value === 'string') group[dimension] = value;
  }
  for (const bucket of result['data']) {
    if (!isObject(bucket) || !Array.isArray(bucket['metrics'])) continue;
    const interval = bucketFor(bucket['interval']);
    if (interval === undefined) continue;
    rows.push({ group, start: interval.start, end: interval.end, metrics: readMetrics(bucket['metrics']) });
  }
}

function readMetrics(entries: readonly unknown[]): StatsRow['metrics'] {
  const metrics: Partial<Record<ConversationMetric, MetricSums>> = {};
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    const metric = METRICS.get(entry['metric']);
    if (metric !== undefined) metrics[metric] = readStats(metric, isObject(entry['stats']) ? entry['stats'] : {});
  }
  return metrics;
}

const LONGEST: ReadonlySet<ConversationMetric> = new Set(LONGEST_METRICS);

const UNKNOWN: MetricSums = { count: 0, sumMs: 0, unknown: true };

/** A number that is not there is unknown, and never 0. */
function readStats(metric: ConversationMetric, stats: Readonly<Record<string, unknown>>): MetricSums {
  if (metric === 'oServiceLevel') return readLevel(stats);
  const count = numberIn(stats['count']);
  const sumMs = metric.startsWith('t') ? numberIn(stats['sum']) : 0;
  if (count === undefined || sumMs === undefined) return UNKNOWN;
  const maxMs = LONGEST.has(metric) ? numberIn(stats['max']) : undefined;
  return maxMs === undefined ? { count, sumMs } : { count, sumMs, maxMs };
}

/** Numerator and denominator, or the ratio alone; of nothing at all it is no number, which JSON writes as a word. */
function readLevel(stats: Readonly<Record<string, unknown>>): MetricSums {
  const [numerator, denominator, ratio] = ['numerator', 'denominator', 'ratio'].map((key) => numberIn(stats[key]));
  const target = numberIn(stats['target']);
  if (numerator !== undefined && denominator !== undefined) {
    return { count: 0, sumMs: 0, numerator, denominator, target };
  }
  return ratio === undefined ? UNKNOWN : { count: 0, sumMs: 0, ratio, target };
}

/** The same few intervals stand in every group: each is read once. */
function rememberedBuckets(bucketOf: BucketOf): (iso: unknown) => Interval | undefined {
  const known = new Map<unknown, Interval | undefined>();
  return (iso) => {
    if (!known.has(iso)) known.set(iso, bucketOf(readInterval(iso)));
    return known.get(iso);
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
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
