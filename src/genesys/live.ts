import type { AgentStatus, UserStatus } from '../domain/live/status.ts';
import type { Media } from '../domain/media.ts';
import type { Instant } from '../domain/time.ts';
import type { LiveSource, StatusFilter, StatusRestriction } from '../reports/ports.ts';
import { toAgent } from './agents.ts';
import { conversationNow } from './conversation.ts';
import { endedConversations, openConversations } from './details.ts';
import type { Client } from './http/client.ts';
import {
  type AgentSessionBody,
  type AgentStatusBody,
  agentCounts,
  agentStatus,
  agentStatuses,
  conversation,
  type UserStatusBody,
  userStatus,
} from './schemas.ts';
import { direction, mediaOf, presenceOf, routingOf, stateOfSegment } from './vocabulary.ts';
import { waitingIn } from './waiting.ts';

/** What is going on now: agent status, users, conversations and queue observations. */
export function createLiveSource(client: Client, now: () => Instant): LiveSource {
  return {
    async userStatus(agentId) {
      const body = await client.request({
        endpoint: 'user',
        method: 'GET',
        path: `/users/${encodeURIComponent(agentId)}`,
        query: { expand: ['presence', 'routingStatus', 'conversationSummary', 'outOfOffice'] },
        repeatable: true,
        schema: userStatus,
      });
      return toUserStatus({ ...body, id: body.id ?? agentId });
    },

    async agentStatus(agentId) {
      const body = await client.request({
        endpoint: 'agent-status',
        method: 'GET',
        path: `/analytics/agents/${encodeURIComponent(agentId)}/status`,
        repeatable: true,
        schema: agentStatus,
      });
      return toAgentStatus(body, agentId);
    },

    async conversation(conversationId) {
      const body = await client.request({
        endpoint: 'conversation',
        method: 'GET',
        path: `/conversations/${encodeURIComponent(conversationId)}`,
        repeatable: true,
        schema: conversation,
      });
      return conversationNow(conversationId, body);
    },

    async agentStatuses(filter, only) {
      const body = await client.request({
        endpoint: 'agent-statuses',
        method: 'POST',
        path: '/analytics/agents/status/query',
        body: { ...statusQuery(filter, only), userOrderBy: 'routingStatusDate', userOrder: 'asc' },
        repeatable: true,
        schema: agentStatuses,
      });
      return body.entities.map((one) => toAgentStatus(one, one.userId));
    },

    async statusCounts(filter) {
      const body = await client.request({
        endpoint: 'agent-status-counts',
        method: 'POST',
        path: '/analytics/agents/status/counts',
        body: statusQuery(filter),
        repeatable: true,
        schema: agentCounts,
      });
      return body.routingStatusCounts.map((one) => ({
        routing: routingOf(one.routingStatus),
        count: one.count ?? 0,
      }));
    },

    openConversations: (agentId, within) => openConversations(client, agentId, within),
    endedConversations: (agentId, within) => endedConversations(client, agentId, within),

    waiting: (queueIds) => waitingIn(client, queueIds, now),
  };
}

/** Several people are an `or` within the `and` of everything else. */
function statusQuery(filter: StatusFilter, only?: StatusRestriction): object {
  const is = (dimension: string, value: string) => ({ dimension, value });
  const predicates: object[] = [];
  const clauses: object[] = [];
  switch (filter.kind) {
    case 'agents':
      clauses.push({ type: 'or', predicates: filter.agentIds.map((id) => is('userId', id)) });
      break;
    case 'queue':
      predicates.push(is('queueId', filter.queueId));
      break;
    case 'team':
      predicates.push(is('teamId', filter.teamId));
      break;
    case 'manager':
      predicates.push(is('managerId', filter.managerId));
      break;
    default:
      filter satisfies never;
  }
  const sessionFilter =
    only !== undefined && 'segmentType' in only
      ? { sessionFilter: { type: 'and', predicates: [is('segmentType', only.segmentType)] } }
      : {};
  if (only !== undefined && 'routingStatus' in only) predicates.push(is('routingStatus', 'NOT_RESPONDING'));
  if (only !== undefined && 'systemPresence' in only) {
    predicates.push(is('systemPresence', only.systemPresence.toUpperCase()));
  }
  return {
    userFilter: {
      type: 'and',
      ...(predicates.length > 0 ? { predicates } : {}),
      ...(clauses.length > 0 ? { clauses } : {}),
    },
    ...sessionFilter,
  };
}

function toUserStatus(body: UserStatusBody & { readonly id: string }): UserStatus {
  const { presence, routingStatus, outOfOffice, conversationSummary } = body;
  const definition = presence?.presenceDefinition;
  return {
    agent: toAgent(body),
    presence:
      definition === undefined
        ? undefined
        : {
            system: presenceOf(definition.systemPresence),
            definitionId: definition.id,
            since: presence?.modifiedDate,
          },
    routing:
      routingStatus === undefined
        ? undefined
        : { status: routingOf(routingStatus.status), since: routingStatus.startTime },
    outOfOffice: outOfOffice?.active,
    partCounts: conversationSummary === undefined ? undefined : partCounts(conversationSummary),
  };
}

/** What the summary calls each medium. */
const SUMMARISED = [
  ['call', 'voice'],
  ['callback', 'callback'],
  ['email', 'email'],
  ['message', 'message'],
  ['chat', 'chat'],
  ['socialExpression', 'unknown'],
  ['video', 'video'],
] as const satisfies readonly (readonly [keyof ConversationSummary, Media])[];

type ConversationSummary = NonNullable<UserStatusBody['conversationSummary']>;

function partCounts(summary: ConversationSummary): UserStatus['partCounts'] {
  const counts = SUMMARISED.map(([key, media]) => {
    const parts = [summary[key]?.contactCenter, summary[key]?.enterprise];
    return [media, parts.reduce((sum, part) => sum + (part?.active ?? 0) + (part?.acw ?? 0), 0)] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function toAgentStatus(body: AgentStatusBody, agentId: string | undefined): AgentStatus {
  return {
    agentId,
    agentName: body.userName,
    divisionId: body.divisionId,
    managerId: body.managerId,
    presence:
      body.systemPresence === undefined
        ? undefined
        : {
            system: presenceOf(body.systemPresence),
            definitionId: body.organizationPresenceId,
            since: body.presenceDate,
          },
    routing:
      body.routingStatus === undefined
        ? undefined
        : { status: routingOf(body.routingStatus), since: body.routingStatusDate },
    outOfOffice: body.isOutOfOffice,
    sessions: body.sessions.flatMap(toSession),
  };
}

/** A session without a conversation is nothing that could be told. */
function toSession(body: AgentSessionBody): AgentStatus['sessions'] {
  if (body.conversationId === undefined || body.sessionId === undefined) return [];
  return [
    {
      conversationId: body.conversationId,
      sessionId: body.sessionId,
      media: mediaOf(body.mediaType),
      direction: direction(body.originatingDirection),
      queueId: body.routedQueueId,
      state: stateOfSegment(body.segmentType),
      stateSince: body.segmentStart,
      sessionStart: body.sessionStart,
    },
  ];
}
