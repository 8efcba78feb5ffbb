import { MEDIA, type Media } from '../media.ts';
import type { Instant, Interval } from '../time.ts';
import type { Computation } from './figure.ts';
import {
  CONVERSATION_METRICS,
  type ConversationMetric,
  type MetricSums,
  type StatsRow,
  type StatusTimeRow,
} from './stats-query.ts';

/** What was measured, by metric; a metric without data is absent. */
export type Sums = Readonly<Partial<Record<ConversationMetric, MetricSums>>>;

/** The same, kept apart by media: a handle time over several media is never shown without its split. */
export type MediaSums = Readonly<Partial<Record<Media, Sums>>>;

/** Time in the two statuses that figures are made of, in milliseconds. */
export interface StatusSums {
  readonly onQueueMs: number;
  readonly interactingMs: number;
}

/** A figure, worked out. What cannot be computed (no status times read, a divisor of 0) is `none`. */
export type FigureValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'average'; readonly ms: number; readonly count: number }
  | {
      readonly kind: 'rate';
      readonly numerator: number;
      readonly denominator: number;
      /** Of a service level: the share aimed at, 0 to 1, when all queues agree on it. */
      readonly target?: number | undefined;
    }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'time-share'; readonly partMs: number; readonly wholeMs: number };

/**
 * Sums of one metric over two disjoint sets of conversations. Associative and commutative, so that it does not matter
 * how a period was cut. Targets that differ are none: a blend of targets is nobody's target.
 */
export function mergeMetricSums(a: MetricSums, b: MetricSums): MetricSums {
  return {
    count: a.count + b.count,
    sumMs: a.sumMs + b.sumMs,
    ...defined('minMs', reduced(Math.min, a.minMs, b.minMs)),
    ...defined('maxMs', reduced(Math.max, a.maxMs, b.maxMs)),
    ...defined('numerator', reduced(plus, a.numerator, b.numerator)),
    ...defined('denominator', reduced(plus, a.denominator, b.denominator)),
    ...defined('target', a.target === b.target ? a.target : undefined),
  };
}

export function mergeSums(a: Sums, b: Sums): Sums {
  const merged: Partial<Record<ConversationMetric, MetricSums>> = { ...a };
  for (const metric of metricsIn(b)) {
    const [ours, theirs] = [a[metric], b[metric]];
    if (theirs !== undefined) merged[metric] = ours === undefined ? theirs : mergeMetricSums(ours, theirs);
  }
  return merged;
}

export function mergeMediaSums(a: MediaSums, b: MediaSums): MediaSums {
  const merged: Partial<Record<Media, Sums>> = { ...a };
  for (const media of mediaIn(b)) merged[media] = mergeSums(a[media] ?? {}, b[media] ?? {});
  return merged;
}

/** All media together. */
export function totalOf(byMedia: MediaSums): Sums {
  return mediaIn(byMedia).reduce<Sums>((total, media) => mergeSums(total, byMedia[media] ?? {}), {});
}

/** The media that have any data, in the order of the product's own list. */
export function mediaIn(byMedia: MediaSums): readonly Media[] {
  return MEDIA.filter((media) => !isEmpty(byMedia[media] ?? {}));
}

/** Nothing was measured: "no conversations", which is not the same as a zero. */
export function isEmpty(sums: Sums): boolean {
  return !CONVERSATION_METRICS.some((metric) => sums[metric] !== undefined);
}

/**
 * Rows by what they are grouped by, each kept apart by media.
 *
 * @param only the media of every row, when the question was about one and the rows do not repeat it
 */
export function reduceRows(
  rows: readonly StatsRow[],
  keyOf: (row: StatsRow) => string,
  only?: Media,
): Readonly<Record<string, MediaSums>> {
  const reduced = new Map<string, Partial<Record<Media, Sums>>>();
  for (const row of rows) {
    if (isEmpty(row.metrics)) continue;
    const key = keyOf(row);
    const media = only ?? asMedia(row.group.mediaType);
    const group = reduced.get(key);
    if (group === undefined) {
      reduced.set(key, { [media]: row.metrics });
    } else {
      const sums = group[media];
      group[media] = sums === undefined ? row.metrics : mergeSums(sums, row.metrics);
    }
  }
  return Object.fromEntries(reduced);
}

/** One bucket of a split over time. */
export interface Bucket extends Interval {
  readonly byMedia: MediaSums;
}

/**
 * Every bucket of a period, those without data too: Genesys leaves them out. Smaller buckets (days) are summed into
 * the larger one (a week) that they begin in.
 *
 * @param parts sums by the start of their own bucket, as `reduceRows` keys them by `String(row.start)`
 * @param buckets in order of time, without gaps
 */
export function fillBuckets(
  parts: Readonly<Record<string, MediaSums>>,
  buckets: readonly Interval[],
): readonly Bucket[] {
  const filled: { start: Instant; end: Instant; byMedia: MediaSums }[] = buckets.map(({ start, end }) => ({
    start,
    end,
    byMedia: {},
  }));
  const beginning = new Map(filled.map((bucket) => [bucket.start, bucket]));
  for (const [start, byMedia] of Object.entries(parts)) {
    const at = Number(start);
    const bucket = beginning.get(at) ?? filled.findLast((each) => each.start <= at) ?? filled[0];
    if (bucket !== undefined) bucket.byMedia = mergeMediaSums(bucket.byMedia, byMedia);
  }
  return filled;
}

/** Time on queue and with conversations of everybody in these rows. */
export function sumStatusTimes(rows: readonly StatusTimeRow[]): StatusSums {
  const sumOf = (metric: StatusTimeRow['metric'], qualifier: string) =>
    rows.reduce((sum, row) => (row.metric === metric && row.qualifier === qualifier ? sum + row.sumMs : sum), 0);
  return {
    onQueueMs: sumOf('tSystemPresence', 'ON_QUEUE'),
    interactingMs: sumOf('tAgentRoutingStatus', 'INTERACTING'),
  };
}

/** A figure from what was measured. A metric that is absent counts 0: its group has others, so it was asked for. */
export function figureValue(computation: Computation, sums: Sums, status?: StatusSums): FigureValue {
  switch (computation.kind) {
    case 'count':
      return { kind: 'count', count: sums[computation.metric]?.count ?? 0 };
    case 'average': {
      const { count, sumMs } = sums[computation.metric] ?? { count: 0, sumMs: 0 };
      return count === 0 ? { kind: 'none' } : { kind: 'average', ms: sumMs / count, count };
    }
    case 'share':
      return rate(sums[computation.of]?.count ?? 0, sums[computation.among]?.count ?? 0);
    case 'service-level': {
      const { numerator = 0, denominator = 0, target } = sums[computation.metric] ?? {};
      return rate(numerator, denominator, target);
    }
    case 'status-time':
      return status === undefined ? { kind: 'none' } : { kind: 'time', ms: timeIn(status, computation.of) };
    case 'status-share': {
      if (status === undefined || timeIn(status, computation.among) === 0) return { kind: 'none' };
      const [partMs, wholeMs] = [timeIn(status, computation.of), timeIn(status, computation.among)];
      return { kind: 'time-share', partMs, wholeMs };
    }
    default:
      return computation satisfies never;
  }
}

function rate(numerator: number, denominator: number, target?: number): FigureValue {
  if (denominator === 0) return { kind: 'none' };
  return { kind: 'rate', numerator, denominator, ...defined('target', target) };
}

function timeIn(status: StatusSums, of: 'on-queue' | 'interacting'): number {
  return of === 'on-queue' ? status.onQueueMs : status.interactingMs;
}

function asMedia(mediaType: string | undefined): Media {
  return MEDIA.find((media) => media === mediaType) ?? 'unknown';
}

function metricsIn(sums: Sums): readonly ConversationMetric[] {
  return CONVERSATION_METRICS.filter((metric) => sums[metric] !== undefined);
}

function plus(a: number, b: number): number {
  return a + b;
}

function reduced(of: (a: number, b: number) => number, a: number | undefined, b: number | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return of(a, b);
}

function defined<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  const of: Partial<Record<K, number>> = {};
  if (value !== undefined) of[key] = value;
  return of;
}
