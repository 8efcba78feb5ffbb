import type { Agent } from '../../../src/domain/agent.ts';
import type {
  AgentCommunication,
  AgentSession,
  AgentStatus,
  ConversationNow,
  UserStatus,
} from '../../../src/domain/live/status.ts';

/** Somebody at work at 10:00, for tests of live state. Times are told as minutes before now. */

export const NOW = Date.UTC(2026, 10, 23, 9, 0);

export const minutesAgo = (minutes: number): number => NOW - minutes * 60_000;

export const ANA: Agent = { id: 'a-ana', name: 'Ana López', state: 'active' };

export function session(id: string, more: Partial<AgentSession> = {}): AgentSession {
  return {
    conversationId: id,
    sessionId: `s-${id}`,
    media: 'voice',
    direction: 'inbound',
    queueId: 'q-billing',
    state: 'interacting',
    stateSince: minutesAgo(4),
    sessionStart: minutesAgo(5),
    ...more,
  };
}

export function status(more: Partial<AgentStatus> = {}): AgentStatus {
  return {
    agentId: ANA.id,
    presence: { system: 'on-queue', definitionId: 'p-onqueue', since: minutesAgo(60) },
    routing: { status: 'interacting', since: minutesAgo(5) },
    outOfOffice: false,
    sessions: [],
    ...more,
  };
}

export function user(more: Partial<UserStatus> = {}): UserStatus {
  return {
    agent: ANA,
    presence: { system: 'on-queue', definitionId: 'p-onqueue', since: minutesAgo(61) },
    routing: { status: 'interacting', since: minutesAgo(6) },
    outOfOffice: false,
    partCounts: {},
    ...more,
  };
}

export function communication(id: string, more: Partial<AgentCommunication> = {}): AgentCommunication {
  return {
    agentId: ANA.id,
    communicationId: `s-${id}`,
    media: 'voice',
    direction: 'inbound',
    purpose: 'agent',
    role: 'agent',
    queue: { id: 'q-billing', name: 'Billing' },
    state: 'interacting',
    stateSince: minutesAgo(4),
    connectedAt: minutesAgo(5),
    ...more,
  };
}

export function conversation(
  id: string,
  communications: readonly AgentCommunication[] = [communication(id)],
): ConversationNow {
  return { conversationId: id, startedAt: minutesAgo(7), communications };
}
