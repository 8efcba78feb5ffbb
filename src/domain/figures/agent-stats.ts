import { MEDIA, type Media } from '../media.ts';
import type { Instant, Interval } from '../time.ts';
import {
  CONVERSATION_METRICS,
  type Computation,
  type ConversationMetric,
  metricsOf,
  type StatusTime,
} from './figure.ts';
import type { MetricSums, StatsRow, StatusTimeRow } from './stats-query.ts';

/** What was measured, by metric; a metric without data is absent. */
export type Sums = Readonly<Partial<Record<ConversationMetric, MetricSums>>>;

/** The same, kept apart by media: a handle time over several media is never shown without its split. */
export type MediaSums = Readonly<Partial<Record<Media, Sums>>>;

/** Time in the statuses that figures are made of, in milliseconds. */
export interface StatusSums {
  readonly onQueueMs: number;
  readonly interactingMs: number;
  readonly readyMs: number;
}

/** A figure, worked out. What cannot be computed (no status times read, a divisor of 0) is `none`. */
export type FigureValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'average'; readonly ms: number; readonly count: number }
  /** The longest of so many. */
  | { readonly kind: 'longest'; readonly ms: number; readonly count: number }
  | {
      readonly kind: 'rate';
      readonly numerator: number;
      readonly denominator: number;
      /** Of a service level: the share aimed at, 0 to 1, when all queues agree on it. */
      readonly target?: number | undefined;
    }
  /** A rate that came as such, without what it was made of; 0 to 1. */
  | { readonly kind: 'ratio'; readonly ratio: number; readonly target?: number | undefined }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'time-share'; readonly partMs: number; readonly wholeMs: number };

/**
 * Sums of one metric over two disjoint sets of conversations. Associative and commutative, so that it does not matter
 * how a period was cut. Targets that differ are none: a blend of targets is nobody's target. A ratio that came without
 * its parts cannot be added to anything. What is unknown is left out of what is known.
 */
export function mergeMetricSums(a: MetricSums, b: MetricSums): MetricSums {
  if (a.unknown || b.unknown) return a.unknown ? b : a;
  return {
    count: a.count + b.count,
    sumMs: a.sumMs + b.sumMs,
    // The longest of all is not known where it is not known of some.
    ...defined('maxMs', a.maxMs === undefined || b.maxMs === undefined ? undefined : Math.max(a.maxMs, b.maxMs)),
    ...defined('callbacks', reduced(plus, a.callbacks, b.callbacks)),
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
  for (const media of mediaIn(b)) {
    const [ours, theirs] = [a[media], b[media]];
    if (theirs !== undefined) merged[media] = ours === undefined ? theirs : mergeSums(ours, theirs);
  }
  return merged;
}

/** All media together: worked out once for each object, since every figure of an answer asks for it. */
export function totalOf(byMedia: MediaSums): Sums {
  const known = TOTALS.get(byMedia);
  if (known !== undefined) return known;
  const [first = {}, ...others] = mediaIn(byMedia).map((media) => byMedia[media] ?? {});
  const total = others.reduce(mergeSums, first);
  TOTALS.set(byMedia, total);
  return total;
}

/** Nothing in it changes: what is measured is readonly, and goes when nobody has it any more. */
const TOTALS = new WeakMap<MediaSums, Sums>();

/** All parts together, by media; once for each object, too. */
export function wholeOf(parts: Readonly<Record<string, MediaSums>>): MediaSums {
  const known = WHOLES.get(parts);
  if (known !== undefined) return known;
  const whole = Object.values(parts).reduce(mergeMediaSums, {});
  WHOLES.set(parts, whole);
  return whole;
}

const WHOLES = new WeakMap<Readonly<Record<string, MediaSums>>, MediaSums>();

/** The media that have any data, in the order of the product's own list. */
export function mediaIn(byMedia: MediaSums): readonly Media[] {
  return MEDIA.filter((media) => {
    const sums = byMedia[media];
    return sums !== undefined && !isEmpty(sums);
  });
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
    const metrics = media === 'callback' ? asCallbacks(row.metrics) : row.metrics;
    const group = reduced.get(key);
    if (group === undefined) {
      reduced.set(key, { [media]: metrics });
    } else {
      const sums = group[media];
      group[media] = sums === undefined ? metrics : mergeSums(sums, metrics);
    }
  }
  return Object.fromEntries(reduced);
}

/** Callbacks are offered and neither answered nor abandoned: how many they are is kept, also in a sum over media. */
function asCallbacks(sums: Sums): Sums {
  const { nOffered } = sums;
  return nOffered === undefined ? sums : { ...sums, nOffered: { ...nOffered, callbacks: nOffered.count } };
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
    if (bucket === undefined) continue;
    // Of one part alone the bucket has that very object, of which totals are known already.
    bucket.byMedia = mediaIn(bucket.byMedia).length === 0 ? byMedia : mergeMediaSums(bucket.byMedia, byMedia);
  }
  return filled;
}

/** Time of everybody in these rows; nothing when there are none: it is unknown, not 0. */
export function sumStatusTimes(rows: readonly StatusTimeRow[]): StatusSums | undefined {
  if (rows.length === 0) return undefined;
  const sumOf = (metric: StatusTimeRow['metric'], ...qualifiers: readonly string[]) =>
    rows.reduce((sum, row) => (row.metric === metric && qualifiers.includes(row.qualifier) ? sum + row.sumMs : sum), 0);
  return {
    onQueueMs: sumOf('tSystemPresence', 'ON_QUEUE'),
    interactingMs: sumOf('tAgentRoutingStatus', 'INTERACTING'),
    readyMs: sumOf('tAgentRoutingStatus', 'INTERACTING', 'COMMUNICATING', 'IDLE'),
  };
}

/**
 * A figure from what was measured. A metric that is absent counts 0: its group has others, so it was asked for. Where
 * those are unknown as well, nothing was said of it either.
 */
export function figureValue(computation: Computation, sums: Sums, status?: StatusSums): FigureValue {
  if (metricsOf(computation).some((metric) => sums[metric]?.unknown)) return { kind: 'none' };
  switch (computation.kind) {
    case 'count': {
      const { count = 0 } = sums[computation.metric] ?? {};
      const isTold = (metric: ConversationMetric) => sums[metric] !== undefined && sums[metric].unknown !== true;
      return isEmpty(sums) || CONVERSATION_METRICS.some(isTold) ? { kind: 'count', count } : { kind: 'none' };
    }
    case 'average': {
      const { count, sumMs } = sums[computation.metric] ?? { count: 0, sumMs: 0 };
      return count === 0 ? { kind: 'none' } : { kind: 'average', ms: sumMs / count, count };
    }
    case 'longest': {
      const { count, maxMs } = sums[computation.metric] ?? { count: 0 };
      return count === 0 || maxMs === undefined ? { kind: 'none' } : { kind: 'longest', ms: maxMs, count };
    }
    case 'share': {
      const { count, callbacks = 0 } = sums[computation.among] ?? { count: 0 };
      const among = computation.without === 'callbacks' ? count - callbacks : count;
      return rate(sums[computation.of]?.count ?? 0, among);
    }
    case 'service-level': {
      const { numerator = 0, denominator = 0, target, ratio } = sums[computation.metric] ?? {};
      return ratio === undefined
        ? rate(numerator, denominator, target)
        : { kind: 'ratio', ratio, ...defined('target', target) };
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

function timeIn(status: StatusSums, of: StatusTime): number {
  switch (of) {
    case 'on-queue':
      return status.onQueueMs;
    case 'interacting':
      return status.interactingMs;
    case 'ready':
      return status.readyMs;
    default:
      return of satisfies never;
  }
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
