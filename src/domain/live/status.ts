import type { Agent, Named } from '../agent.ts';
import type { Media } from '../media.ts';
import type { Instant } from '../time.ts';

/** The system presences of Genesys Cloud, spelled one way: its APIs write `On Queue`, `ON_QUEUE` and `OnQueue`. */
export const SYSTEM_PRESENCES = [
  'available',
  'away',
  'break',
  'busy',
  'idle',
  'meal',
  'meeting',
  'offline',
  'on-queue',
  'training',
  'unknown',
] as const;
export type SystemPresence = (typeof SYSTEM_PRESENCES)[number];

export const ROUTING_STATUSES = [
  'off-queue',
  'idle',
  'interacting',
  'not-responding',
  'communicating',
  'unknown',
] as const;
export type RoutingStatus = (typeof ROUTING_STATUSES)[number];

export interface Presence {
  readonly system: SystemPresence;
  /** The organisation's own presence definition, e.g. "Pre-break" under Busy. */
  readonly definitionId?: string | undefined;
  readonly since?: Instant | undefined;
}

export interface Routing {
  readonly status: RoutingStatus;
  readonly since?: Instant | undefined;
}

/** What an agent does in one conversation. */
export const CONVERSATION_STATES = [
  'alerting',
  'dialing',
  'interacting',
  'held',
  'parked',
  'after-call-work',
  'supervising',
  'scheduled',
  'ended',
  'other',
] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** One session of the agent status endpoint: an agent's part in one conversation, as Analytics sees it now. */
export interface AgentSession {
  readonly conversationId: string;
  readonly sessionId: string;
  readonly media: Media;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly queueId?: string | undefined;
  readonly state: ConversationState;
  /** When the agent came to this state. */
  readonly stateSince?: Instant | undefined;
  /** When the agent's part in it began. */
  readonly sessionStart?: Instant | undefined;
}

/** `GET /analytics/agents/{id}/status`: instantaneous; needs `analytics:agentState:view`. */
export interface AgentStatus {
  /** Withheld where the app may not see names: there is somebody all the same. */
  readonly agentId?: string | undefined;
  readonly agentName?: string | undefined;
  readonly divisionId?: string | undefined;
  readonly managerId?: string | undefined;
  readonly presence?: Presence | undefined;
  readonly routing?: Routing | undefined;
  readonly outOfOffice?: boolean | undefined;
  readonly sessions: readonly AgentSession[];
}

/** `GET /users/{id}?expand=…`: instantaneous; needs no permission; the expansions are best effort and may be missing. */
export interface UserStatus {
  readonly agent: Agent;
  readonly presence?: Presence | undefined;
  readonly routing?: Routing | undefined;
  readonly outOfOffice?: boolean | undefined;
  /**
   * This person's parts in conversations by the summary, contact-centre and enterprise, active and in after-call work
   * together. A part of each medium counts: a callback that is being carried out is a callback and a call.
   */
  readonly partCounts?: Readonly<Partial<Record<Media, number>>> | undefined;
}

/** One agent's communication (call, chat, …) in a conversation: what `GET /conversations/{id}` says beyond the session. */
export interface AgentCommunication {
  readonly agentId: string;
  readonly communicationId: string;
  readonly media: Media;
  /** Of a message: `whatsapp`, as Genesys writes it. */
  readonly messageType?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly purpose: 'agent' | 'user' | 'other';
  readonly role: 'agent' | 'consulted' | 'monitoring' | 'coaching' | 'barging';
  readonly queue?: { readonly id: string; readonly name?: string | undefined } | undefined;
  readonly state: ConversationState;
  readonly stateSince?: Instant | undefined;
  readonly connectedAt?: Instant | undefined;
  readonly wrapUp?: { readonly name: string; readonly provisional: boolean } | undefined;
}

/** A conversation as the Conversations API has it, with nothing of the customer in it. */
export interface ConversationNow {
  readonly conversationId: string;
  readonly startedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  readonly communications: readonly AgentCommunication[];
}

/** One conversation of an agent, ready to be told. */
export interface LiveConversation {
  readonly conversationId: string;
  readonly media: Media;
  readonly messageType?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly queue?: Named | undefined;
  readonly role: AgentCommunication['role'];
  readonly state: ConversationState;
  readonly stateSince?: Instant | undefined;
  readonly handlingSince?: Instant | undefined;
  readonly startedAt?: Instant | undefined;
  readonly wrapUp?: { readonly name: string; readonly provisional: boolean } | undefined;
  /** The Conversations API could not be read for it: state and times are those of the agent status alone. */
  readonly unread: boolean;
}

/** What one agent is doing now. */
export interface LiveStatus {
  readonly agent: Agent;
  readonly presence?: Presence | undefined;
  readonly routing?: Routing | undefined;
  readonly outOfOffice: boolean;
  readonly conversations: readonly LiveConversation[];
  /** Conversations that the summary counts and that this app may not see. */
  readonly hidden: number;
}
