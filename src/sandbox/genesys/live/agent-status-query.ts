import { z } from 'zod';
import type { Instant } from '../../../domain/time.ts';
import type { Person } from '../centre/organisation.ts';
import type { LegOf } from '../days/history.ts';
import { legStart, segmentAt } from '../days/timeline.ts';
import { SESSION_DIMENSIONS, USER_DIMENSIONS, USER_ORDERS } from '../wire/enums.ts';
import { analyticsPresence } from './agent-status-body.ts';
import type { State } from './live.ts';

const type = z.enum(['and', 'or']);
const userPredicate = z.strictObject({ dimension: z.enum(USER_DIMENSIONS), value: z.string() });
const sessionPredicate = z.strictObject({ dimension: z.enum(SESSION_DIMENSIONS), value: z.string() });
const filterOf = <P extends z.ZodType>(predicate: P) =>
  z.strictObject({
    type,
    clauses: z.array(z.strictObject({ type, predicates: z.array(predicate) })).optional(),
    predicates: z.array(predicate).optional(),
  });

/** The body of `POST /analytics/agents/status/counts`. */
export const agentStateCounts = z.strictObject({
  userFilter: filterOf(userPredicate).optional(),
  sessionFilter: filterOf(sessionPredicate).optional(),
});
/** The body of `POST /analytics/agents/status/query`. */
export const agentStateQuery = z.strictObject({
  ...agentStateCounts.shape,
  userOrderBy: z.enum(USER_ORDERS).optional(),
  userOrder: z.enum(['asc', 'desc']).optional(),
  sessionOrderBy: z.enum(['segmentStart', 'sessionStart']).optional(),
  sessionOrder: z.enum(['asc', 'desc']).optional(),
});

export interface PersonState {
  readonly person: Person;
  readonly state: State;
}

interface Filter<P> {
  readonly type: 'and' | 'or';
  readonly clauses?: readonly { readonly type: 'and' | 'or'; readonly predicates: readonly P[] }[] | undefined;
  readonly predicates?: readonly P[] | undefined;
}

/** Those who fit the filter of persons and, when there is one, have a session that fits the other. */
export function selectStates(
  states: readonly PersonState[],
  query: z.infer<typeof agentStateCounts>,
  now: Instant,
): readonly PersonState[] {
  const { userFilter, sessionFilter } = query;
  return states.filter((entry) => {
    const fits = passes(userFilter, ({ dimension, value }) => USER_VALUES[dimension]?.(entry).includes(value) === true);
    if (!fits || sessionFilter === undefined) return fits;
    return entry.state.sessions.some((part) =>
      passes(sessionFilter, ({ dimension, value }) => sessionValues(part, dimension, now).includes(value)),
    );
  });
}

function passes<P>(filter: Filter<P> | undefined, test: (predicate: P) => boolean): boolean {
  if (filter === undefined) return true;
  const join = (kind: 'and' | 'or', results: readonly boolean[]): boolean =>
    kind === 'and' ? results.every(Boolean) : results.some(Boolean);
  const own = (filter.predicates ?? []).map(test);
  const clauses = (filter.clauses ?? []).map((clause) => join(clause.type, clause.predicates.map(test)));
  return join(filter.type, [...own, ...clauses]);
}

/** The dimensions that the sandbox has data for; nobody fits a value of the others. */
const USER_VALUES: Readonly<
  Partial<Record<(typeof USER_DIMENSIONS)[number], (entry: PersonState) => readonly (string | undefined)[]>>
> = {
  userId: ({ person }) => [person.id],
  divisionId: ({ person }) => [person.site.division.id],
  teamId: ({ person }) => [person.teamId],
  managerId: ({ person }) => [person.managerId],
  queueId: ({ person }) => person.queueIds,
  activeQueueId: ({ person, state }) => (state.routing === 'OFF_QUEUE' ? [] : person.queueIds),
  inactiveQueueId: ({ person, state }) => (state.routing === 'OFF_QUEUE' ? person.queueIds : []),
  assignedSkillId: ({ person }) => person.skillIds,
  systemPresence: ({ state }) => [analyticsPresence(state.presence.systemPresence)],
  organizationPresenceId: ({ state }) => [state.presence.id],
  routingStatus: ({ state }) => [state.routing],
  isOutOfOffice: ({ state }) => [String(state.outOfOffice)],
  online: ({ state }) => [String(state.presence.systemPresence !== 'Offline')],
};

function sessionValues(
  { conversation, leg }: LegOf,
  dimension: (typeof SESSION_DIMENSIONS)[number],
  now: Instant,
): readonly string[] {
  switch (dimension) {
    case 'mediaType':
      return [leg.media];
    case 'originatingDirection':
      return [conversation.originatingDirection];
    case 'requestedRoutingSkillId':
      return leg.skillIds;
    case 'routedQueueId':
      return leg.queueId === undefined ? [] : [leg.queueId];
    case 'segmentType':
      return [segmentAt(leg, now)?.type ?? 'unknown'];
    case 'requestedLanguageId':
      return [];
    default:
      return dimension satisfies never;
  }
}

/** In the order that was asked for; by name when none was. */
export function orderStates(
  states: readonly PersonState[],
  { userOrderBy = 'userName', userOrder = 'asc' }: z.infer<typeof agentStateQuery>,
  now: Instant,
): readonly PersonState[] {
  const key = orderKey(userOrderBy, now);
  const sign = userOrder === 'asc' ? 1 : -1;
  return [...states].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? (a.person.id < b.person.id ? -1 : 1) : left < right ? -sign : sign;
  });
}

function orderKey(by: (typeof USER_ORDERS)[number], now: Instant): (entry: PersonState) => string | number {
  switch (by) {
    case 'userName':
      return ({ person }) => person.name;
    case 'presenceDate':
      return ({ state }) => state.presenceSince;
    case 'routingStatusDate':
      return ({ state }) => state.routingSince;
    case 'systemPresence':
      return ({ state }) => analyticsPresence(state.presence.systemPresence);
    case 'routingStatus':
      return ({ state }) => state.routing;
    case 'organizationPresenceId':
      return ({ state }) => state.presence.id;
    case 'segmentStart':
      return ({ state }) => Math.min(...state.sessions.map(({ leg }) => segmentAt(leg, now)?.start ?? Infinity));
    case 'sessionStart':
      return ({ state }) => Math.min(...state.sessions.map(({ leg }) => legStart(leg)));
    case 'adherenceDate':
      return () => 0;
    default:
      return by satisfies never;
  }
}
