import type { Media, MessageType } from '../media.ts';
import type { Instant, Interval } from '../time.ts';
import type { ConversationMetric } from './figure.ts';

/** The dimensions that an answer may be grouped by, as Genesys names them. */
export const GROUPINGS = ['userId', 'queueId', 'mediaType', 'wrapUpCode', 'originatingDirection'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Buckets are cut on local boundaries of the query's zone; weeks are asked for as days and summed by us. */
export type Granularity = 'half-hour' | 'hour' | 'day' | 'month' | 'whole';

/** Which conversations count. Absent means no restriction. */
export interface StatsFilter {
  /** These agents; `everyone` is any agent at all (`userId exists`), which costs no list of people. */
  readonly agents?: readonly string[] | 'everyone' | undefined;
  readonly queueIds?: readonly string[] | undefined;
  readonly media?: readonly Media[] | undefined;
  /** Messages of these kinds, beside the media. */
  readonly messageTypes?: readonly MessageType[] | undefined;
  readonly skillId?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
}

/** One question to the aggregates endpoint. */
export interface StatsQuery {
  readonly interval: Interval;
  readonly timeZone: string;
  readonly granularity: Granularity;
  readonly groupBy: readonly Grouping[];
  readonly filter: StatsFilter;
  readonly metrics: readonly ConversationMetric[];
}

/** Sums of one metric. Times (`t*`) in milliseconds. Counts (`n*`) have only `count`. */
export interface MetricSums {
  readonly count: number;
  readonly sumMs: number;
  /** The longest of them, where a figure is made of it and Genesys told it. */
  readonly maxMs?: number | undefined;
  /** `oServiceLevel` only. */
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  readonly target?: number | undefined;
  /** `oServiceLevel` that came without the two: a share, 0 to 1, that cannot be added to another. */
  readonly ratio?: number | undefined;
  /** Of what was offered, how many were callbacks: nobody answers or abandons those in a queue. */
  readonly callbacks?: number | undefined;
  /** Genesys named the metric and gave no number for it: that is not a 0. */
  readonly unknown?: true | undefined;
}

/** One group and bucket. A metric without data is absent, as Genesys leaves it out. */
export interface StatsRow {
  readonly group: Readonly<Partial<Record<Grouping, string>>>;
  readonly start: Instant;
  readonly end: Instant;
  readonly metrics: Readonly<Partial<Record<ConversationMetric, MetricSums>>>;
}

/** Time in one routing status or presence: `/analytics/users/aggregates/query`. */
export interface StatusTimeRow {
  readonly agentId: string;
  readonly metric: 'tAgentRoutingStatus' | 'tSystemPresence';
  /** `INTERACTING`, `ON_QUEUE`, …, as Genesys writes it. */
  readonly qualifier: string;
  readonly sumMs: number;
}
