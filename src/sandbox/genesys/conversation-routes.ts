import { aggregate, aggregationQuery } from './aggregates.ts';
import { conversationBody } from './conversation-body.ts';
import { missingPermissions, notFound, noUser } from './refusal.ts';
import { type Route, readBody } from './route.ts';
import type { World } from './world.ts';

const MEDIA_LISTS = ['calls', 'chats', 'emails', 'messages', 'callbacks'];

/** Conversations one by one, and what they add up to. */
export function conversationRoutes(world: World): readonly Route[] {
  const ofTheLoggedInUser: readonly Route[] = ['', ...MEDIA_LISTS.map((media) => `/${media}`)].map((list) => ({
    method: 'GET',
    path: `/api/v2/conversations${list}`,
    query: ['communicationType'],
    answer: () => {
      throw noUser();
    },
  }));
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
      answer: (request) => aggregate(readBody(aggregationQuery, request.body), request.client, world),
    },
  ];
}
