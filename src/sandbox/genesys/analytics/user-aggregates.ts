import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import type { Interval } from '../../../domain/time.ts';
import type { Person } from '../centre/organisation.ts';
import { cutBuckets, isTimeZone } from '../days/calendar.ts';
import { routingChanges } from '../days/status-timeline.ts';
import { analyticsPresence } from '../live/agent-status-body.ts';
import type { Client } from '../wire/clients.ts';
import { USER_METRICS } from '../wire/enums.ts';
import { badRequest } from '../wire/refusal.ts';
import type { World } from '../world.ts';
import { readInterval, writeInterval } from './interval.ts';

type StatusMetric = (typeof USER_METRICS)[number];
const MOST_PEOPLE = 100;

const predicate = z.strictObject({
  type: z.enum(['dimension', 'property', 'metric']).optional(),
  dimension: z.enum(['userId']),
  operator: z.enum(['matches', 'exists', 'notExists']).optional(),
  value: z.string().optional(),
});
const type = z.enum(['and', 'or']);

/** The body of `POST /analytics/users/aggregates/query`. */
export const userAggregationQuery = z.strictObject({
  interval: z.string(),
  granularity: z.string().optional(),
  timeZone: z.string().optional(),
  groupBy: z.array(z.enum(['userId'])).optional(),
  filter: z
    .strictObject({
      type,
      clauses: z.array(z.strictObject({ type, predicates: z.array(predicate) })).optional(),
      predicates: z.array(predicate).optional(),
    })
    .optional(),
  metrics: z.array(z.enum(USER_METRICS)).min(1),
  flattenMultivaluedDimensions: z.boolean().optional(),
  alternateTimeDimension: z.enum(['eventTime']).optional(),
});
type UserAggregationQuery = z.infer<typeof userAggregationQuery>;

/**
 * How long each person was in which status, up to the clock.
 *
 * @throws Refusal for more than 100 people, or none: the endpoint is for people who are named
 */
export function aggregateUsers(
  query: UserAggregationQuery,
  client: Client,
  world: World,
): Models.UserAggregateQueryResponse {
  const interval = readInterval(query.interval);
  const timeZone = query.timeZone ?? 'UTC';
  if (!isTimeZone(timeZone)) throw badRequest(`The time zone [${timeZone}] is not known`);
  const buckets = cutBuckets(interval, query.granularity, timeZone);
  if (buckets === undefined) throw badRequest(`The granularity [${query.granularity ?? ''}] is not valid`);
  const people = namedPeople(query).flatMap((id) => world.organisation.personById.get(id) ?? []);
  const visible = people.filter((person) => client.sees(person.site.division.id));
  const grouped = query.groupBy?.includes('userId') === true;
  const results = (grouped ? visible.map((person) => [person]) : [visible]).flatMap((group) => {
    const data = buckets.flatMap((bucket) => bucketBody(group, bucket, query.metrics, world));
    if (data.length === 0) return [];
    const [first] = group;
    return [{ group: grouped && first !== undefined ? { userId: first.id } : {}, data }];
  });
  return { systemToOrganizationMappings: mappings(world), results } satisfies Models.UserAggregateQueryResponse;
}

function namedPeople({ filter }: UserAggregationQuery): readonly string[] {
  const predicates = [...(filter?.predicates ?? []), ...(filter?.clauses ?? []).flatMap((clause) => clause.predicates)];
  if (predicates.length === 0) throw badRequest('A filter on userId is required');
  if (predicates.length > MOST_PEOPLE) {
    throw badRequest(`The query has ${predicates.length} userId predicates; no more than ${MOST_PEOPLE} are allowed`);
  }
  return predicates.map(({ operator = 'matches', value }) => {
    if (operator !== 'matches' || value === undefined) throw badRequest('Only userId matches is supported');
    return value;
  });
}

function bucketBody(
  people: readonly Person[],
  bucket: Interval,
  metrics: readonly StatusMetric[],
  world: World,
): readonly Models.StatisticalResponse[] {
  const lived = { start: bucket.start, end: Math.min(bucket.end, world.now()) };
  if (lived.end <= lived.start) return [];
  const sums = new Map<string, { readonly metric: StatusMetric; readonly qualifier: string; sum: number }>();
  for (const person of people) {
    for (const { metric, qualifier, span } of statusSpans(person, lived, world)) {
      if (!metrics.includes(metric)) continue;
      const key = `${metric} ${qualifier}`;
      const found = sums.get(key) ?? { metric, qualifier, sum: 0 };
      found.sum += span;
      sums.set(key, found);
    }
  }
  const written = [...sums.values()]
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => (`${a.metric} ${a.qualifier}` < `${b.metric} ${b.qualifier}` ? -1 : 1))
    .map(({ metric, qualifier, sum }) => ({ metric, qualifier, stats: { sum } }));
  return written.length === 0 ? [] : [{ interval: writeInterval(bucket), metrics: written }];
}

interface StatusSpan {
  readonly metric: StatusMetric;
  readonly qualifier: string;
  readonly span: number;
}

function statusSpans(person: Person, interval: Interval, world: World): readonly StatusSpan[] {
  const presences = world.history.presencesOf(person, interval);
  const legs = world.history.legsOf(person, interval).map(({ leg }) => leg);
  const notResponding = world.history.notRespondingOf(person, interval);
  const routing = routingChanges({ presences, legs, notResponding }, interval);
  return [
    ...lengths(routing, interval).map(([{ status }, span]) => ({
      metric: 'tAgentRoutingStatus' as const,
      qualifier: status,
      span,
    })),
    ...lengths(presences, interval).flatMap(([{ presence }, span]) => [
      { metric: 'tSystemPresence' as const, qualifier: analyticsPresence(presence.systemPresence), span },
      { metric: 'tOrganizationPresence' as const, qualifier: presence.id, span },
    ]),
  ];
}

/** How long each change ruled within the interval, in milliseconds. */
function lengths<Change extends { readonly at: number }>(
  changes: readonly Change[],
  { start, end }: Interval,
): readonly (readonly [Change, number])[] {
  return changes.map((change, index) => {
    const until = Math.min(end, changes[index + 1]?.at ?? end);
    return [change, Math.max(0, until - Math.max(start, change.at))] as const;
  });
}

function mappings({ organisation }: World): Record<string, string[]> {
  const systems = [...new Set(organisation.presences.map(({ systemPresence }) => systemPresence))];
  return Object.fromEntries(
    systems.map((system) => [
      analyticsPresence(system),
      organisation.presences.filter(({ systemPresence }) => systemPresence === system).map(({ id }) => id),
    ]),
  );
}
