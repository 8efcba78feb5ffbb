/** The conversation metrics that figures are made of; facts of `ConversationAggregationQuery.metrics`. */
export const CONVERSATION_METRICS = [
  'nBlindTransferred',
  'nConsultTransferred',
  'nOffered',
  'nOutbound',
  'nTransferred',
  'oServiceLevel',
  'tAbandon',
  'tAcw',
  'tAnswered',
  'tHandle',
  'tHeldComplete',
  'tNotResponding',
  'tTalkComplete',
  'tWait',
] as const;
export type ConversationMetric = (typeof CONVERSATION_METRICS)[number];

/** Whose figures: of agents (whatever queue it came from) or of a queue (whoever answered). */
export type Scope = 'agents' | 'queue';

/** How a figure is made of what Genesys measured. The code computes from it and the formula in words is made of it. */
export type Computation =
  /** How often it happened: Σ count. */
  | { readonly kind: 'count'; readonly metric: ConversationMetric }
  /** How long it took on average: Σ sum ÷ Σ count of the same metric, never an average of averages. */
  | { readonly kind: 'average'; readonly metric: ConversationMetric }
  /** How long the longest took: the greatest max of the metric. */
  | { readonly kind: 'longest'; readonly metric: LongestMetric }
  /** Which part of it: Σ count ÷ Σ count; `without` callbacks where those can have no part in it. */
  | {
      readonly kind: 'share';
      readonly of: ConversationMetric;
      readonly among: ConversationMetric;
      readonly without?: 'callbacks' | undefined;
    }
  /** Σ numerator ÷ Σ denominator, as Genesys counted them against the target of the queue. */
  | { readonly kind: 'service-level'; readonly metric: 'oServiceLevel' }
  /** How long the agents were in a status. */
  | { readonly kind: 'status-time'; readonly of: StatusTime }
  /** Which part of one status time the other is. */
  | { readonly kind: 'status-share'; readonly of: StatusTime; readonly among: StatusTime };

/** The metrics of which also the longest is read. */
export const LONGEST_METRICS = ['tWait'] as const satisfies readonly ConversationMetric[];
export type LongestMetric = (typeof LONGEST_METRICS)[number];

/** `ready`: on queue by the routing status, with a conversation or waiting for one; not responding is none of it. */
export type StatusTime = 'on-queue' | 'interacting' | 'ready';

export type Unit = 'count' | 'duration' | 'rate';

/**
 * Where a figure is shown by itself: among the four that open an answer, among the four of a posted summary, as a
 * change that is worth a line there, as a column of a table, or of a table by wrap-up code.
 */
export type Place = 'opening' | 'post' | 'change' | 'column' | 'code';

/** One entry of the catalogue: everything that is known about a figure, wherever it is shown. */
export interface Figure {
  readonly label: string;
  /** For the head of a table's column. */
  readonly short: string;
  /** In a sentence: `45.7 % service level`. */
  readonly name: string;
  readonly computation: Computation;
  /** What it tells, in a sentence. */
  readonly meaning: string;
  /** Which way is better; of a volume neither. */
  readonly good: 'higher' | 'lower' | 'neither';
  /**
   * What both periods must have under the fraction line before they are compared: conversations, or milliseconds where
   * time is divided. Below it the difference is chance.
   */
  readonly minimum: number;
  readonly caveat?: string | undefined;
  /** Where Genesys says so. */
  readonly source: string;
  /** Whose figure it is, and its places there; every figure stands in the details and in the file as well. */
  readonly shown: Readonly<Partial<Record<Scope, readonly Place[]>>>;
}

/**
 * What a figure may be taken over: counts are summed over media; a time or a rate is always of one medium, since a
 * blend misleads; time on queue is of people, whatever they did in it.
 */
export function mediaRuleOf(computation: Computation): 'sum' | 'one-medium' | 'people' {
  switch (computation.kind) {
    case 'count':
      return 'sum';
    case 'average':
    case 'longest':
    case 'share':
    case 'service-level':
      return 'one-medium';
    case 'status-time':
    case 'status-share':
      return 'people';
    default:
      return computation satisfies never;
  }
}

/** What a figure is measured in; its computation says so. */
export function unitOf(computation: Computation): Unit {
  switch (computation.kind) {
    case 'count':
      return 'count';
    case 'average':
    case 'longest':
    case 'status-time':
      return 'duration';
    case 'share':
    case 'service-level':
    case 'status-share':
      return 'rate';
    default:
      return computation satisfies never;
  }
}

/** The metrics of the conversation aggregates that a figure is made of. */
export function metricsOf(computation: Computation): readonly ConversationMetric[] {
  switch (computation.kind) {
    case 'count':
    case 'average':
    case 'longest':
    case 'service-level':
      return [computation.metric];
    case 'share':
      return [computation.of, computation.among];
    case 'status-time':
    case 'status-share':
      return [];
    default:
      return computation satisfies never;
  }
}

/**
 * The formula as a reader checks it against Genesys.
 *
 * @example formulaOf({ kind: 'average', metric: 'tHandle' }) //=> 'sum of tHandle ÷ count of tHandle'
 */
export function formulaOf(computation: Computation): string {
  switch (computation.kind) {
    case 'count':
      return `count of ${computation.metric}`;
    case 'average':
      return `sum of ${computation.metric} ÷ count of ${computation.metric}`;
    case 'longest':
      return `max of ${computation.metric}`;
    case 'share': {
      const without = computation.without === undefined ? '' : ` without ${computation.without}`;
      return `count of ${computation.of} ÷ count of ${computation.among}${without}`;
    }
    case 'service-level':
      return `numerator ÷ denominator of ${computation.metric}`;
    case 'status-time':
      return `sum of ${STATUS_TIMES[computation.of]}`;
    case 'status-share':
      return `sum of ${STATUS_TIMES[computation.of]} ÷ sum of ${STATUS_TIMES[computation.among]}`;
    default:
      return computation satisfies never;
  }
}

/** Metric and qualifier of the user aggregates, for each status time. */
const STATUS_TIMES: Readonly<Record<StatusTime, string>> = {
  'on-queue': 'tSystemPresence ON_QUEUE',
  interacting: 'tAgentRoutingStatus INTERACTING',
  ready: 'tAgentRoutingStatus INTERACTING, COMMUNICATING and IDLE',
};
