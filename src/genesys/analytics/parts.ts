import type { StatsQuery } from '../../domain/figures/stats-query.ts';
import type { Interval } from '../../domain/time.ts';
import { batches } from '../lists.ts';
import { type Cut, halves, pieces } from './intervals.ts';

/** What one request may ask for. */
export interface AnalyticsLimits {
  /** Local days in one interval. Genesys documents no limit for aggregates; months are known to pass. */
  readonly maxDays: number;
  /** Ids of one kind in one filter: documented for people in the user aggregates, taken to hold everywhere. */
  readonly maxIds: number;
  /** Intervals of status times begin and end with whole spans of this length; 0: as they are. */
  readonly alignMs: number;
}

export const LIMITS: AnalyticsLimits = { maxDays: 31, maxIds: 100, alignMs: 0 };

/** What one request asks of a question: a piece of its time, and some of its people and queues where it names any. */
export interface Part {
  readonly interval: Interval;
  readonly agentIds?: readonly string[] | undefined;
  readonly queueIds?: readonly string[] | undefined;
}

/**
 * A question cut into requests, each pair of a day and a person in exactly one. Nobody at all (an empty list) is asked
 * nothing: Genesys would take a filter without ids for no filter.
 */
export function partsOf(
  question: Cut & {
    readonly interval: Interval;
    readonly agentIds?: readonly string[] | undefined;
    readonly queueIds?: readonly string[] | undefined;
  },
  limits: AnalyticsLimits,
): readonly Part[] {
  const some = (ids: readonly string[] | undefined) => (ids === undefined ? [undefined] : batches(ids, limits.maxIds));
  return pieces(question.interval, question, limits.maxDays).flatMap((interval) =>
    some(question.agentIds).flatMap((agentIds) =>
      some(question.queueIds).map((queueIds) => ({ interval, agentIds, queueIds })),
    ),
  );
}

export function conversationParts(query: StatsQuery, limits: AnalyticsLimits): readonly Part[] {
  const { agents, queueIds, media } = query.filter;
  if (media?.length === 0) return [];
  return partsOf({ ...query, agentIds: agents === 'everyone' ? undefined : agents, queueIds }, limits);
}

/**
 * How many requests a question will cost, before the first is made. Halving a request that turns out to be too much
 * is not in it.
 */
export function plannedRequests(query: StatsQuery, limits: AnalyticsLimits = LIMITS): number {
  return conversationParts(query, limits).length;
}

/** A part that was too much, in two; itself when it cannot be cut. */
export function halvesOf(part: Part, because: 'size' | 'interval', timeZone: string): readonly Part[] {
  const { agentIds = [] } = part;
  if (because === 'size' && agentIds.length > 1) {
    return batches(agentIds, Math.ceil(agentIds.length / 2)).map((half) => ({ ...part, agentIds: half }));
  }
  return halves(part.interval, timeZone).map((interval) => ({ ...part, interval }));
}
