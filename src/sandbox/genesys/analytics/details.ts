import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import type { Instant, Interval } from '../../../domain/time.ts';
import { DAY } from '../days/calendar.ts';
import { type Conversation, legStart } from '../days/timeline.ts';
import type { Client } from '../wire/clients.ts';
import { badRequest } from '../wire/refusal.ts';
import type { World } from '../world.ts';
import { detailsBody } from './details-body.ts';
import {
  conversationFilter,
  type DetailsTest,
  passesConversation,
  passesSegments,
  segmentFilter,
} from './details-filter.ts';
import { readInterval } from './interval.ts';

const MOST_PER_PAGE = 100;
/** Days that an interval may span without and with a filter. */
const MOST_DAYS = { unfiltered: 7, filtered: 31 } as const;

/** The body of `POST /analytics/conversations/details/query`. */
export const detailsQuery = z.strictObject({
  interval: z.string(),
  conversationFilters: z.array(conversationFilter).optional(),
  segmentFilters: z.array(segmentFilter).optional(),
  evaluationFilters: z.array(z.never()).optional(),
  surveyFilters: z.array(z.never()).optional(),
  resolutionFilters: z.array(z.never()).optional(),
  order: z.enum(['asc', 'desc', 'unordered']).optional(),
  orderBy: z.enum(['conversationStart', 'conversationEnd', 'segmentStart', 'segmentEnd']).optional(),
  aggregations: z.array(z.never()).optional(),
  paging: z.strictObject({ pageSize: z.number().int().min(1), pageNumber: z.number().int().min(1) }).optional(),
});
type DetailsQuery = z.infer<typeof detailsQuery>;

/**
 * Conversations that began on a (UTC) day that the interval touches, as they are at the clock.
 *
 * @throws Refusal for an interval that is too long, or a page that is too large
 */
export function queryDetails(
  query: DetailsQuery,
  client: Client,
  world: World,
): Models.AnalyticsConversationQueryResponse {
  const { pageSize = 25, pageNumber = 1 } = query.paging ?? {};
  if (pageSize > MOST_PER_PAGE) throw badRequest(`The page size must not be more than ${MOST_PER_PAGE}`);
  const interval = readInterval(query.interval);
  const tests = [...(query.conversationFilters ?? []), ...(query.segmentFilters ?? [])];
  const most = tests.length > 0 ? MOST_DAYS.filtered : MOST_DAYS.unfiltered;
  if (interval.end - interval.start > most * DAY + 3_600_000) {
    throw badRequest(`The interval must not be longer than ${most} days`);
  }
  const found = order(matchingConversations(query, interval, client, world), query, world.now());
  const page = found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  return {
    ...(page.length === 0 ? {} : { conversations: page.map((conversation) => detailsBody(conversation, world)) }),
    totalHits: found.length,
  } satisfies Models.AnalyticsConversationQueryResponse;
}

function matchingConversations(
  query: DetailsQuery,
  interval: Interval,
  client: Client,
  world: World,
): readonly Conversation[] {
  const now = world.now();
  const touched = { start: Math.floor(interval.start / DAY) * DAY, end: Math.ceil(interval.end / DAY) * DAY };
  const tests: readonly DetailsTest[] = [
    ...(query.conversationFilters ?? []).map(passesConversation),
    ...(query.segmentFilters ?? []).map(passesSegments),
  ];
  const found: Conversation[] = [];
  for (const conversation of world.live.during(touched, now)) {
    const began = conversation.start >= touched.start && conversation.start < touched.end && conversation.start <= now;
    if (!began || !conversation.divisionIds.some(client.sees)) continue;
    if (tests.every((test) => test(conversation, now))) found.push(conversation);
  }
  return found;
}

function order(
  conversations: readonly Conversation[],
  { order: direction = 'asc', orderBy = 'conversationStart' }: DetailsQuery,
  now: Instant,
): readonly Conversation[] {
  const sign = direction === 'desc' ? -1 : 1;
  const key = (conversation: Conversation): Instant => {
    switch (orderBy) {
      case 'conversationStart':
        return conversation.start;
      case 'segmentStart':
        return Math.min(...conversation.legs.map(legStart));
      case 'segmentEnd':
        return Math.max(
          ...conversation.legs.flatMap(({ segments }) => segments.map(({ end }) => (end <= now ? end : 0))),
        );
      case 'conversationEnd':
        // What goes on has none, and comes last when the latest come first.
        return conversation.end <= now ? conversation.end : 0;
      default:
        return orderBy satisfies never;
    }
  };
  return [...conversations].sort((a, b) => sign * (key(a) - key(b)) || (a.id < b.id ? -1 : 1));
}
