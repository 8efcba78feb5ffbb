import pLimit from 'p-limit';
import type { Granularity, StatsQuery } from '../domain/figures/stats-query.ts';
import type { StatsSource } from '../reports/ports.ts';
import { aggregatesSchema, mergeRows } from './aggregates.ts';
import type { Client } from './client.ts';
import { TooMuchAsked } from './errors.ts';
import { bucketOf, isoInterval } from './intervals.ts';
import {
  type AnalyticsLimits,
  conversationParts,
  halvesOf,
  LIMITS,
  type Part,
  partsOf,
  plannedRequests,
} from './parts.ts';
import { mergeStatusTimes, STATUS_METRICS, statusTimesSchema } from './status-times.ts';

/** Requests of one question at the same time: others ask as well. */
const PARALLEL = 3;
/** From so many requests on, the asker has been told that it takes longer: it may wait for the budget's next window. */
const LARGE = 60;
const LARGE_PATIENCE_MS = 90_000;

/** Measured history: the aggregates queries, cut to what one request may ask for and put together again. */
export function createStatsSource(client: Client, limits: AnalyticsLimits = LIMITS): StatsSource {
  return {
    plan: (query) => plannedRequests(query, limits),

    async conversationSums(query) {
      const schema = aggregatesSchema(query.groupBy, (answered) => bucketOf(answered, query.interval, query));
      const answers = await askAll(conversationParts(query, limits), query.timeZone, (part, patienceMs) =>
        client.request({
          endpoint: 'conversation-aggregates',
          method: 'POST',
          path: '/analytics/conversations/aggregates/query',
          body: conversationBody(query, part),
          repeatable: true,
          patienceMs,
          schema,
        }),
      );
      return mergeRows(answers, query.groupBy);
    },

    async statusTimes(query) {
      const schema = statusTimesSchema((answered) => bucketOf(answered, query.interval, query));
      const answers = await askAll(partsOf(query, limits), query.timeZone, (part, patienceMs) =>
        client.request({
          endpoint: 'user-aggregates',
          method: 'POST',
          path: '/analytics/users/aggregates/query',
          body: {
            ...timeOf(query, part),
            groupBy: ['userId'],
            filter: { type: 'or', predicates: (part.agentIds ?? []).map((id) => matches('userId', id)) },
            metrics: STATUS_METRICS,
          },
          repeatable: true,
          patienceMs,
          schema,
        }),
      );
      return mergeStatusTimes(answers);
    },
  };
}

/** Asks for every part, and once more in halves for one that was too much. When one fails, no further one is asked. */
async function askAll<T>(
  parts: readonly Part[],
  timeZone: string,
  ask: (part: Part, patienceMs: number | undefined) => Promise<T>,
): Promise<readonly T[]> {
  const limit = pLimit(PARALLEL);
  const patienceMs = parts.length > LARGE ? LARGE_PATIENCE_MS : undefined;
  const askOne = (part: Part) =>
    limit(async () => {
      try {
        return await ask(part, patienceMs);
      } catch (error) {
        if (!(error instanceof TooMuchAsked)) limit.clearQueue();
        throw error;
      }
    });
  const answers = parts.map(async (part) => {
    try {
      return [await askOne(part)];
    } catch (error) {
      const smaller = error instanceof TooMuchAsked ? halvesOf(part, error.because, timeZone) : [];
      if (smaller.length > 1) return Promise.all(smaller.map(askOne));
      limit.clearQueue();
      throw error;
    }
  });
  return (await Promise.all(answers)).flat();
}

function conversationBody(query: StatsQuery, part: Part): object {
  const filter = conversationFilter(query.filter, part);
  return {
    ...timeOf(query, part),
    ...(query.groupBy.length === 0 ? {} : { groupBy: query.groupBy }),
    ...(filter === undefined ? {} : { filter }),
    metrics: query.metrics,
  };
}

/** Without a granularity Genesys makes one bucket of the interval: what a whole question needs, and a month. */
function timeOf(query: { readonly timeZone: string; readonly granularity: Granularity }, part: Part): object {
  const { timeZone, granularity } = query;
  const period = granularity === 'hour' ? 'PT1H' : granularity === 'day' ? 'P1D' : undefined;
  return {
    interval: isoInterval(part.interval, timeZone),
    ...(period === undefined ? {} : { granularity: period }),
    timeZone,
  };
}

/** The shape that Genesys's own screens send: all of several alternatives. */
function conversationFilter(filter: StatsQuery['filter'], part: Part): object | undefined {
  const anyOf = (dimension: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [{ type: 'or', predicates: values.map((value) => matches(dimension, value)) }];
  const one = (dimension: string, value: string | undefined) =>
    value === undefined ? [] : [matches(dimension, value)];
  const clauses = [
    ...anyOf('userId', part.agentIds),
    ...anyOf('queueId', part.queueIds),
    ...anyOf('mediaType', filter.media),
  ];
  const predicates = [
    ...(filter.agents === 'everyone' ? [{ type: 'dimension', dimension: 'userId', operator: 'exists' }] : []),
    ...one('teamId', filter.teamId),
    ...one('requestedRoutingSkillId', filter.skillId),
    ...one('originatingDirection', filter.direction),
  ];
  if (clauses.length + predicates.length === 0) return undefined;
  return {
    type: 'and',
    ...(clauses.length === 0 ? {} : { clauses }),
    ...(predicates.length === 0 ? {} : { predicates }),
  };
}

function matches(dimension: string, value: string): object {
  return { type: 'dimension', dimension, operator: 'matches', value };
}
