import type { Interval } from '../domain/time.ts';
import type { EndedConversation } from '../reports/ports.ts';
import type { Client } from './http/client.ts';
import { collect, everyItem } from './paging.ts';
import { type DetailedConversation, detailsPage } from './schemas.ts';
import { direction, mediaOf } from './vocabulary.ts';

const DAY_MS = 86_400_000;
/** The longest interval that the details query takes when it is filtered. */
const MAX_DAYS = 31;
const LOOK_BACK_DAYS = 7;
const PER_PAGE = 100;

/** Ids of conversations in which a segment of this agent has no end. Orphans are among them: nobody ever closed those. */
export async function openConversations(client: Client, agentId: string, within: Interval): Promise<readonly string[]> {
  const found = await collect(
    details(client, within, (page) => page.length === PER_PAGE, {
      orderBy: 'conversationStart',
      conversationFilters: [{ type: 'and', predicates: [missing('conversationEnd')] }],
      segmentFilters: [{ type: 'and', predicates: [isUser(agentId), missing('segmentEnd')] }],
    }),
  );
  return found.map((one) => one.id);
}

/**
 * What this agent finished within the interval: the agent's own part in it, which may end before the conversation does
 * and begins when it first reached them. The query finds conversations by the day they began, and an email may have
 * begun days ago: it is asked for the week before, no further than needed. The latest segments come first, and not the
 * latest ends: what the agent handed over and others still work on has none.
 */
export async function endedConversations(
  client: Client,
  agentId: string,
  within: Interval,
): Promise<readonly EndedConversation[]> {
  const lookBack = { start: within.start - LOOK_BACK_DAYS * DAY_MS, end: within.end };
  const notAllBefore = (page: readonly DetailedConversation[]) =>
    page.length === PER_PAGE && page.some((one) => latestEnd(one) >= within.start);
  const found = await collect(
    details(client, lookBack, notAllBefore, {
      orderBy: 'segmentEnd',
      segmentFilters: [{ type: 'and', predicates: [isUser(agentId), present('segmentEnd')] }],
    }),
  );
  return found
    .flatMap((one) => partOf(agentId, one))
    .filter(({ endedAt }) => endedAt >= within.start && endedAt < within.end);
}

function latestEnd({ participants }: DetailedConversation): number {
  const segments = participants.flatMap(({ sessions }) => sessions.flatMap((session) => session.segments));
  return Math.max(...segments.map(({ segmentEnd = Number.POSITIVE_INFINITY }) => segmentEnd));
}

/** Conversations page by page, the latest first, for as long as `more` asks for the next page. */
function details(
  client: Client,
  within: Interval,
  more: (page: readonly DetailedConversation[]) => boolean,
  query: object,
) {
  const start = Math.max(within.start, within.end - MAX_DAYS * DAY_MS);
  const interval = `${new Date(start).toISOString()}/${new Date(within.end).toISOString()}`;
  return everyItem({
    endpoint: 'conversation-details',
    first: 1,
    ask: async (pageNumber) => {
      const { conversations } = await client.request({
        endpoint: 'conversation-details',
        method: 'POST',
        path: '/analytics/conversations/details/query',
        body: { interval, order: 'desc', paging: { pageSize: PER_PAGE, pageNumber }, ...query },
        repeatable: true,
        schema: detailsPage,
      });
      return {
        items: conversations.map((one) => ({ ...one, id: one.conversationId })),
        next: more(conversations) ? pageNumber + 1 : undefined,
      };
    },
  });
}

function partOf(agentId: string, body: DetailedConversation): readonly EndedConversation[] {
  const sessions = body.participants.filter((one) => one.userId === agentId).flatMap((one) => one.sessions);
  const segments = sessions.flatMap((session) => session.segments);
  const starts = segments.flatMap((segment) => segment.segmentStart ?? []);
  const ends = segments.flatMap((segment) => segment.segmentEnd ?? []);
  if (starts.length === 0 || ends.length < segments.length) return [];
  return [
    {
      conversationId: body.conversationId,
      media: mediaOf(sessions[0]?.mediaType),
      messageType: sessions[0]?.messageType,
      direction: direction(body.originatingDirection),
      queueId: segments.find((segment) => segment.queueId !== undefined)?.queueId,
      startedAt: Math.min(...starts),
      endedAt: Math.max(...ends),
      wrapUpCodeIds: [...new Set(segments.flatMap((segment) => segment.wrapUpCode ?? []))],
    },
  ];
}

function isUser(agentId: string): object {
  return { type: 'dimension', dimension: 'userId', operator: 'matches', value: agentId };
}

function missing(dimension: string): object {
  return { type: 'dimension', dimension, operator: 'notExists' };
}

function present(dimension: string): object {
  return { type: 'dimension', dimension, operator: 'exists' };
}
