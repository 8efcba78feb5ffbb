import { conversationBody } from '../live/conversation-body.ts';
import { missingPermissions, notFound, noUser } from '../wire/refusal.ts';
import { type Route, readBody } from '../wire/route.ts';
import type { World } from '../world.ts';
import { aggregate, aggregationQuery } from './aggregates.ts';
import { detailsQuery, queryDetails } from './details.ts';
import { readInterval } from './interval.ts';
import { observeQueues, queueObservationQuery } from './queue-observations.ts';
import { aggregateUsers, userAggregationQuery } from './user-aggregates.ts';

const MEDIA_LISTS = ['calls', 'chats', 'emails', 'messages', 'callbacks'];

/** Conversations one by one, what they add up to, and how the time of people and queues was spent. */
export function conversationRoutes(world: World): readonly Route[] {
  const ofTheLoggedInUser: readonly Route[] = ['', ...MEDIA_LISTS.map((media) => `/${media}`)].map((list) => ({
    method: 'GET',
    path: `/api/v2/conversations${list}`,
    query: ['communicationType'],
    answer: () => {
      throw noUser();
    },
  }));
  const settled = createSettledAnswers(world);
  return [
    ...ofTheLoggedInUser,
    {
      method: 'GET',
      path: '/api/v2/conversations/{conversationId}',
      needs: { any: ['conversation:communication:view'] },
      answer(request) {
        const id = request.param('conversationId');
        const found = world.live.conversation(id, request.now);
        if (found === undefined) throw notFound('conversation', id);
        if (!found.divisionIds.some(request.client.sees)) throw missingPermissions(['conversation:communication:view']);
        return conversationBody(found, world.organisation, request.now);
      },
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/conversations/aggregates/query',
      needs: { any: ['analytics:conversationAggregate:view'] },
      answer(request) {
        const query = readBody(aggregationQuery, request.body);
        return settled(`${request.client.id} ${JSON.stringify(query)}`, readInterval(query.interval).end, () =>
          JSON.stringify(aggregate(query, request.client, world)),
        );
      },
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/conversations/details/query',
      needs: { any: ['analytics:conversationDetail:view', 'analytics:agentConversationDetail:view'] },
      answer: (request) => queryDetails(readBody(detailsQuery, request.body), request.client, world),
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/users/aggregates/query',
      needs: { any: ['analytics:userAggregate:view'] },
      answer: (request) => aggregateUsers(readBody(userAggregationQuery, request.body), request.client, world),
    },
    {
      method: 'POST',
      path: '/api/v2/analytics/queues/observations/query',
      needs: { any: ['analytics:queueObservation:view'] },
      answer: (request) => observeQueues(readBody(queueObservationQuery, request.body), request.client, world),
    },
  ];
}

/** What is over does not change any more: it is worked out once, since tests and benchmarks ask often. */
function createSettledAnswers(world: World): (key: string, end: number, answer: () => string) => string {
  const known = new Map<string, string>();
  return (key, end, answer) => {
    const found = known.get(key) ?? answer();
    known.delete(key);
    if (end <= world.now()) known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > 40 && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
