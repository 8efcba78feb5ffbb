import type { Models } from 'purecloud-platform-client-v2';
import { segmentAt } from '../days/timeline.ts';
import { missingPermissions, notFound } from '../wire/refusal.ts';
import { type ApiRequest, type Route, readBody } from '../wire/route.ts';
import type { World } from '../world.ts';
import { agentStatusBody, analyticsPresence } from './agent-status-body.ts';
import {
  agentStateCounts,
  agentStateQuery,
  orderStates,
  type PersonState,
  selectStates,
} from './agent-status-query.ts';

/** The endpoint gives no more people than this, no total and no further page. */
const MOST_PEOPLE = 50;
const PERMISSION = 'analytics:agentState:view';
const NAMES_PERMISSION = 'analytics:agentStateNames:view';

/** What agents are doing now, as analytics sees it. */
export function agentStatusRoutes(world: World): readonly Route[] {
  const visibleStates = ({ client, now }: ApiRequest): readonly PersonState[] =>
    world.organisation.people
      .filter((person) => person.state === 'active' && client.sees(person.site.division.id))
      .map((person) => ({ person, state: world.live.stateOf(person, now) }));

  return [
    {
      method: 'GET',
      path: '/api/v2/analytics/agents/{userId}/status',
      needs: { any: [PERMISSION] },
      answer({ param, client, now }) {
        const person = world.organisation.personById.get(param('userId'));
        if (person === undefined || person.state !== 'active') throw notFound('user', param('userId'));
        if (!client.sees(person.site.division.id)) throw missingPermissions([PERMISSION]);
        return agentStatusBody(person, world.live.stateOf(person, now), client.may(NAMES_PERMISSION), now);
      },
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/agents/status/query',
      needs: { any: [PERMISSION] },
      answer(request) {
        const query = readBody(agentStateQuery, request.body ?? {});
        const named = request.client.may(NAMES_PERMISSION);
        const found = orderStates(selectStates(visibleStates(request), query, request.now), query, request.now);
        return {
          entities: found
            .slice(0, MOST_PEOPLE)
            .map(({ person, state }) => agentStatusBody(person, state, named, request.now)),
        } satisfies Models.AnalyticsAgentStateQueryResponse;
      },
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/agents/status/counts',
      needs: { any: [PERMISSION] },
      answer(request) {
        const query = readBody(agentStateCounts, request.body ?? {});
        return countsBody(selectStates(visibleStates(request), query, request.now), request.now);
      },
    },
  ];
}

function countsBody(states: readonly PersonState[], now: number): Models.AnalyticsAgentStateCountsResponse {
  const segments = states.flatMap(({ state }) => state.sessions.flatMap(({ leg }) => segmentAt(leg, now)?.type ?? []));
  const presences = states.map(({ state }) => state.presence);
  return {
    segmentCounts: counted(segments, (segmentType, count) => ({ segmentType, count })),
    presenceCounts: counted(
      presences.map((presence) => presence.id),
      (organizationPresenceId, count) => {
        const system =
          presences.find((presence) => presence.id === organizationPresenceId)?.systemPresence ?? 'Offline';
        return { systemPresence: analyticsPresence(system), organizationPresenceId, count };
      },
    ),
    routingStatusCounts: counted(
      states.map(({ state }) => state.routing),
      (routingStatus, count) => ({ routingStatus, count }),
    ),
    isOutOfOfficeCounts: counted(
      states.map(({ state }) => String(state.outOfOffice)),
      (value, count) => ({ isOutOfOffice: value === 'true', count }),
    ),
  } satisfies Models.AnalyticsAgentStateCountsResponse;
}

function counted<T>(values: readonly string[], write: (value: string, count: number) => T): T[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => write(value, count));
}
