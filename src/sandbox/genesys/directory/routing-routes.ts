import type { Models } from 'purecloud-platform-client-v2';
import type { Named } from '../../../domain/agent.ts';
import { TIMEOUT_WRAP_UP } from '../centre/catalogue.ts';
import type { Person, Queue } from '../centre/organisation.ts';
import { notFound } from '../wire/refusal.ts';
import { type ApiRequest, pageOf, type Route } from '../wire/route.ts';
import type { World } from '../world.ts';
import { routingStatusBody, userBody } from './user-body.ts';

const QUEUE_VIEW = ['routing:queue:view'];
const MEMBER_EXPANSIONS = ['presence', 'routingStatus', 'conversationSummary', 'outOfOffice'];

/** Queues, who serves them, and the words that go with the work: skills and wrap-up codes. */
export function routingRoutes(world: World): readonly Route[] {
  const { organisation } = world;
  const visibleQueues = ({ client, query }: ApiRequest): readonly Queue[] => {
    const [ids, divisions] = [query.list('id'), query.list('divisionId')];
    return organisation.queues.filter(
      (queue) =>
        client.sees(queue.site.division.id) &&
        (ids.length === 0 || ids.includes(queue.id)) &&
        (divisions.length === 0 || divisions.includes(queue.site.division.id)) &&
        fits(query.text('name'), queue.name),
    );
  };
  const queueOf = (request: ApiRequest): Queue => {
    const queue = organisation.queueById.get(request.param('queueId'));
    if (queue === undefined || !request.client.sees(queue.site.division.id)) {
      throw notFound('queue', request.param('queueId'));
    }
    return queue;
  };
  const membersOf = (queue: Queue): readonly Person[] =>
    organisation.people.filter((person) => person.queueIds.includes(queue.id) && person.state === 'active');
  const queueBody = (queue: Queue): Models.Queue => ({
    id: queue.id,
    name: queue.name,
    division: { ...queue.site.division },
    memberCount: membersOf(queue).length,
    selfUri: `/api/v2/routing/queues/${queue.id}`,
  });

  return [
    {
      method: 'GET',
      path: '/api/v2/routing/queues',
      needs: { any: QUEUE_VIEW },
      query: ['pageNumber', 'pageSize', 'sortOrder', 'name', 'id', 'divisionId', 'hasPeer', 'expand'],
      answer(request) {
        const page = pageOf(visibleQueues(request), '/api/v2/routing/queues', request.query, 500);
        return { ...page, entities: page.entities.map(queueBody) } satisfies Models.QueueEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/routing/queues/divisionviews',
      needs: { all: ['routing:queue:search'] },
      query: ['pageSize', 'pageNumber', 'sortBy', 'sortOrder', 'name', 'id', 'divisionId'],
      answer(request) {
        request.query.whole('pageNumber', 1, 5);
        const page = pageOf(visibleQueues(request), '/api/v2/routing/queues/divisionviews', request.query);
        return { ...page, entities: page.entities.map(queueBody) } satisfies Models.QueueEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/routing/queues/{queueId}',
      needs: { any: QUEUE_VIEW },
      query: ['expand'],
      answer: (request) => queueBody(queueOf(request)),
    },
    {
      method: 'GET',
      path: '/api/v2/routing/queues/{queueId}/members',
      needs: { any: [...QUEUE_VIEW, 'routing:queue:edit', 'routing:queue:readonly', 'routing:queueMember:manage'] },
      query: ['pageNumber', 'pageSize', 'sortOrder', 'expand', 'name', 'joined', 'memberBy'],
      answer(request) {
        const queue = queueOf(request);
        const joined = request.query.oneOf('joined', ['true', 'false'], 'true');
        const expand = request.query.list('expand').filter((name) => MEMBER_EXPANSIONS.includes(name));
        const members = joined === 'true' ? membersOf(queue) : [];
        const page = pageOf(members, `/api/v2/routing/queues/${queue.id}/members`, request.query);
        const state = (person: Person) => world.live.stateOf(person, request.now);
        const entities = page.entities.map((person) => ({
          id: person.id,
          name: person.name,
          user: userBody(person, expand, () => state(person), request.now),
          ringNumber: 1,
          joined: true,
          memberBy: 'user',
          ...(expand.includes('routingStatus') ? { routingStatus: routingStatusBody(person, state(person)) } : {}),
        }));
        // This list does not count its pages: it has a next one as long as there is more.
        const { total: _total, pageCount: _pages, ...rest } = page;
        return { ...rest, entities } satisfies Models.QueueMemberEntityListing;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/routing/skills',
      // No permission: every client may read the names of skills.
      query: ['pageSize', 'pageNumber', 'name', 'id'],
      answer: (request) =>
        namedPage(organisation.skills, '/api/v2/routing/skills', request, {
          state: 'active',
        }) satisfies Models.SkillEntityListing,
    },
    {
      method: 'GET',
      path: '/api/v2/routing/wrapupcodes',
      needs: { all: ['routing:wrapupCode:view'] },
      query: ['pageSize', 'pageNumber', 'sortBy', 'sortOrder', 'name', 'id', 'divisionId'],
      answer: (request) =>
        namedPage(
          [...organisation.wrapUpCodes, TIMEOUT_WRAP_UP],
          '/api/v2/routing/wrapupcodes',
          request,
          {},
        ) satisfies Models.WrapupCodeEntityListing,
    },
  ];
}

function namedPage<More extends object>(items: readonly Named[], path: string, { query }: ApiRequest, more: More) {
  const ids = query.list('id');
  const found = items.filter(
    (item) => (ids.length === 0 || ids.includes(item.id)) && fits(query.text('name'), item.name),
  );
  const page = pageOf(found, path, query, 500);
  return { ...page, entities: page.entities.map((item) => ({ ...item, ...more, selfUri: `${path}/${item.id}` })) };
}

/** Names are matched whole, without regard to case; `*` at either end stands for anything. */
function fits(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  const wanted = pattern.replaceAll('*', '').toLowerCase();
  const own = name.toLowerCase();
  if (pattern.startsWith('*')) return pattern.endsWith('*') ? own.includes(wanted) : own.endsWith(wanted);
  return pattern.endsWith('*') ? own.startsWith(wanted) : own === wanted;
}
