import type { Models } from 'purecloud-platform-client-v2';
import type { Person } from '../centre/organisation.ts';
import { invalidValue, notFound, noUser } from '../wire/refusal.ts';
import { type ApiRequest, pageOf, type Query, type Route, readBody } from '../wire/route.ts';
import type { World } from '../world.ts';
import { presenceBody, routingStatusBody, USER_EXPANSIONS, userBody } from './user-body.ts';
import { searchPage, searchUsers, userSearch } from './user-search.ts';

const STATES = ['active', 'inactive', 'deleted', 'any'] as const;

/** Who is who, and what they are at. */
export function userRoutes(world: World): readonly Route[] {
  const { organisation, live } = world;
  const person = (request: ApiRequest): Person => {
    const found = organisation.personById.get(request.param('userId'));
    if (found === undefined) throw notFound('user', request.param('userId'));
    return found;
  };
  const body = (who: Person, expand: readonly string[], { now }: ApiRequest): Models.User =>
    userBody(who, expand, () => live.stateOf(who, now), now);

  return [
    { method: 'GET', path: '/api/v2/users/me', answer: () => refuse() },
    {
      method: 'GET',
      path: '/api/v2/users/{userId}',
      query: ['expand', 'state', 'integrationPresenceSource'],
      answer(request) {
        const who = person(request);
        const state = request.query.oneOf('state', STATES, 'active');
        if (state !== 'any' && who.state !== state) throw notFound('user', who.id);
        return body(who, expansions(request.query), request);
      },
    },
    {
      method: 'GET',
      path: '/api/v2/users',
      query: ['id', 'pageSize', 'pageNumber', 'expand', 'state', 'sortOrder'],
      answer(request) {
        const ids = request.query.list('id');
        const state = request.query.oneOf('state', STATES, 'active');
        const expand = expansions(request.query);
        const found = organisation.people.filter(
          (who) => (state === 'any' || who.state === state) && (ids.length === 0 || ids.includes(who.id)),
        );
        const page = pageOf(found, '/api/v2/users', request.query, 500);
        const entities = page.entities.map((who) => body(who, expand, request));
        return { ...page, entities } satisfies Models.UserEntityListing;
      },
    },
    {
      method: 'POST',
      path: '/api/v2/users/search',
      needs: { any: ['directory:user:view'] },
      answer(request) {
        const query = readBody(userSearch, request.body);
        const expand = (query.expand ?? []).filter(isExpansion);
        const visible = organisation.people.filter(
          (who) => query.enforcePermissions !== true || request.client.sees(who.site.division.id),
        );
        const page = searchPage(searchUsers(visible, query), query, 'users');
        const results = page.results.map((who) => body(who, expand, request));
        return { ...page, results } satisfies Models.UsersSearchResponse;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/users/{userId}/directreports',
      query: ['expand'],
      answer(request) {
        const manager = person(request);
        const expand = expansions(request.query);
        return organisation.people
          .filter((who) => who.managerId === manager.id && who.state === 'active')
          .map((who) => body(who, expand, request)) satisfies Models.User[];
      },
    },
    {
      method: 'GET',
      path: '/api/v2/users/{userId}/routingstatus',
      answer(request) {
        const id = request.param('userId');
        const who = organisation.personById.get(id);
        // The real one answers so for a person who does not exist.
        if (who === undefined) return { userId: id, status: 'OFF_QUEUE' } satisfies Models.RoutingStatus;
        return routingStatusBody(who, live.stateOf(who, request.now));
      },
    },
    {
      method: 'GET',
      path: '/api/v2/users/{userId}/presences/purecloud',
      answer(request) {
        const who = person(request);
        return presenceBody(who, live.stateOf(who, request.now));
      },
    },
    {
      method: 'GET',
      path: '/api/v2/users/{userId}/queues',
      needs: { any: ['routing:queue:view'] },
      query: ['pageSize', 'pageNumber', 'joined', 'divisionId'],
      answer(request) {
        const who = person(request);
        const queues = organisation.queues.filter((queue) => who.queueIds.includes(queue.id));
        const page = pageOf(queues, `/api/v2/users/${who.id}/queues`, request.query);
        const entities = page.entities.map(({ id, name, site }) => ({
          id,
          name,
          division: { ...site.division },
          joined: true,
        }));
        return { ...page, entities } satisfies Models.UserQueueEntityListing;
      },
    },
  ];
}

function refuse(): never {
  throw noUser();
}

function isExpansion(name: string): boolean {
  return USER_EXPANSIONS.some((known) => known === name);
}

function expansions(query: Query): readonly string[] {
  const names = query.list('expand');
  for (const name of names) if (!isExpansion(name)) throw invalidValue(name, 'expand', USER_EXPANSIONS);
  return names;
}
