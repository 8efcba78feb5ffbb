import type { Granularity, StatsQuery } from '../domain/figures/stats-query.ts';
import type { StatsSource } from '../reports/ports.ts';
import { aggregatesSchema, mergeRows } from './analytics/aggregates.ts';
import { createAsking } from './analytics/asking.ts';
import { bucketOf, isoInterval } from './analytics/intervals.ts';
import {
  type AnalyticsLimits,
  conversationParts,
  LIMITS,
  type Part,
  partsOf,
  plannedRequests,
} from './analytics/parts.ts';
import { mergeStatusTimes, STATUS_METRICS, statusTimes } from './analytics/status-times.ts';
import type { Client } from './http/client.ts';

/** Measured history: the aggregates queries, cut to what one request may ask for and put together again. */
export function createStatsSource(client: Client, limits: AnalyticsLimits = LIMITS): StatsSource {
  const conversations = createAsking(limits, { inHalfHours: false });
  const users = createAsking(limits, { inHalfHours: true });
  return {
    plan: (query) => plannedRequests(query, conversations.limits()),

    async conversationSums(query) {
      const schema = aggregatesSchema(query.groupBy, (answered) => bucketOf(answered, query.interval, query));
      const parts = conversationParts(query, conversations.limits());
      const answers = await conversations.all(parts, query, (part, patienceMs) =>
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
      const cut = { timeZone: query.timeZone, granularity: 'whole' } as const;
      const parts = partsOf({ ...query, ...cut }, users.limits());
      const answers = await users.all(parts, cut, (part, patienceMs) =>
        client.request({
          endpoint: 'user-aggregates',
          method: 'POST',
          path: '/analytics/users/aggregates/query',
          body: {
            ...timeOf(cut, part),
            groupBy: ['userId'],
            filter: { type: 'or', predicates: (part.agentIds ?? []).map((id) => matches('userId', id)) },
            metrics: STATUS_METRICS,
          },
          repeatable: true,
          patienceMs,
          schema: statusTimes,
        }),
      );
      return mergeStatusTimes(answers);
    },
  };
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

const PERIODS: Readonly<Record<Granularity, string | undefined>> = {
  'half-hour': 'PT30M',
  hour: 'PT1H',
  day: 'P1D',
  month: undefined,
  whole: undefined,
};

/** Without a granularity Genesys makes one bucket of the interval: what a whole question needs, and a month. */
function timeOf(query: { readonly timeZone: string; readonly granularity: Granularity }, part: Part): object {
  const { timeZone, granularity } = query;
  const period = PERIODS[granularity];
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
  const clauses = [...anyOf('userId', part.agentIds), ...anyOf('queueId', part.queueIds), ...anyMedium(filter)];
  const predicates = [
    ...(filter.agents === 'everyone' ? [{ type: 'dimension', dimension: 'userId', operator: 'exists' }] : []),
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

/** Media and kinds of messages are alternatives of each other. */
function anyMedium({ media = [], messageTypes = [] }: StatsQuery['filter']): readonly object[] {
  const predicates = [
    ...media.map((value) => matches('mediaType', value)),
    ...messageTypes.map((value) => matches('messageType', value)),
  ];
  return predicates.length === 0 ? [] : [{ type: 'or', predicates }];
}

function matches(dimension: string, value: string): object {
  return { type: 'dimension', dimension, operator: 'matches', value };
}
