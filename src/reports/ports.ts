import type { Grant } from '../domain/access.ts';
import type { Agent, Named, Place, PlaceKind } from '../domain/agent.ts';
import type { StatsQuery, StatsRow, StatusTimeRow } from '../domain/figures/stats-query.ts';
import type { AgentStatus, ConversationNow, UserStatus } from '../domain/live/status.ts';
import type { Media } from '../domain/media.ts';
import type { Instant, Interval } from '../domain/time.ts';

export type { Grant } from '../domain/access.ts';

/**
 * Who is who in the contact centre. Lists are whole: the source turns the pages. Nobody found is an empty list. The
 * source only finds what fits: who of them is meant is decided by `people/who.ts`, after what the asker may see.
 */
export interface AgentDirectory {
  /** Everybody with this address, in any state, compared without regard to case. */
  findByEmail(email: string): Promise<readonly Agent[]>;
  /** Active people whose name contains each of these words, without regard to order, case or accents. */
  findByName(name: string): Promise<readonly Agent[]>;
  byIds(agentIds: readonly string[]): Promise<readonly Agent[]>;
  /** Every active person of the organisation. */
  everyone(): Promise<readonly Agent[]>;
  directReports(managerId: string): Promise<readonly Agent[]>;
  /** Every queue, team or group. */
  places(kind: PlaceKind): Promise<readonly Place[]>;
  /** Empty for one that does not exist. */
  members(kind: PlaceKind, placeId: string): Promise<readonly Agent[]>;
  /** Every routing skill. */
  skills(): Promise<readonly Named[]>;
  /** Name by id; an id that Genesys does not know is left out. */
  queueNames(queueIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
  wrapUpCodeNames(codeIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** The label of each presence definition, deleted ones included, by id. */
  presenceLabels(): Promise<Readonly<Record<string, string>>>;
  /** The queues that send this person conversations: those they are a member of and have joined. */
  queuesOf(agentId: string): Promise<readonly Named[]>;
}

/** Whose statuses a team board asks for: one of these. */
export type StatusFilter =
  | { readonly kind: 'agents'; readonly agentIds: readonly string[] }
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'team'; readonly teamId: string }
  | { readonly kind: 'manager'; readonly managerId: string };

/** What is going on now. Never history. */
export interface LiveSource {
  userStatus(agentId: string): Promise<UserStatus>;
  agentStatus(agentId: string): Promise<AgentStatus>;
  conversation(conversationId: string): Promise<ConversationNow>;
  /** At most 50 people, no total and no paging: that is all the endpoint gives. */
  agentStatuses(filter: StatusFilter, only?: StatusRestriction): Promise<readonly AgentStatus[]>;
  /** How many people are in each routing status. */
  statusCounts(filter: StatusFilter): Promise<readonly { readonly routing: string; readonly count: number }[]>;
  /** Ids of conversations in which this agent has a part that has not ended, by the details query (the fallback). */
  openConversations(agentId: string, within: Interval): Promise<readonly string[]>;
  /** What this agent finished, by the details query. */
  endedConversations(agentId: string, within: Interval): Promise<readonly EndedConversation[]>;
  /**
   * Who waits in these queues at this moment, a row for each queue and medium in which somebody does. One request for
   * up to 100 queues; needs `analytics:queueObservation:view`.
   */
  waiting(queueIds: readonly string[]): Promise<readonly Waiting[]>;
}

/** The conversations of one medium that wait in one queue. */
export interface Waiting {
  readonly queueId: string;
  readonly media: Media;
  readonly count: number;
  /** Since when the one that came first has been waiting. */
  readonly longestSince?: Instant | undefined;
}

/** Narrows a status query to those who need attention. */
export type StatusRestriction =
  | { readonly routingStatus: 'not-responding' }
  | { readonly segmentType: 'hold' | 'wrapup' }
  | { readonly systemPresence: 'break' | 'meal' };

export interface EndedConversation {
  readonly conversationId: string;
  readonly media: Media;
  readonly messageType?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly queueId?: string | undefined;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly wrapUpCodeIds: readonly string[];
}

/** Measured history. Rows come in no particular order. */
export interface StatsSource {
  conversationSums(query: StatsQuery): Promise<readonly StatsRow[]>;
  /** How many requests `conversationSums` will make for this query, known before the first. */
  plan(query: StatsQuery): number;
  /** How long these people were in each status, over the whole interval. Whom Genesys does not show has no row. */
  statusTimes(query: {
    readonly interval: Interval;
    readonly timeZone: string;
    /** At most 100 in one request: the source batches. */
    readonly agentIds: readonly string[];
  }): Promise<readonly StatusTimeRow[]>;
}

/** The facts that the permission decision needs. */
export interface AccessSource {
  /** Needs `authorization:grant:view`. */
  grantsOf(agentId: string): Promise<readonly Grant[]>;
}

/** A pushed change; the receiver asks again for what it shows rather than trusting the event's body. */
export interface LiveEvent {
  readonly agentId: string;
  readonly about: 'presence' | 'routing-status' | 'conversation';
  readonly at: Instant;
}

export interface LiveEvents {
  /** Calls back on each change until `stop`; `state` tells whether changes are pushed at the moment. */
  follow(
    agentId: string,
    on: {
      readonly event: (event: LiveEvent) => void;
      readonly state: (state: 'live' | 'interrupted' | 'refused', missingPermissions: readonly string[]) => void;
    },
  ): { readonly stop: () => void };
}

export const SOURCE_ERROR_KINDS = [
  'unauthorised',
  'forbidden',
  'not-found',
  'rate-limited',
  'unavailable',
  'timeout',
  'invalid-request',
  'unexpected-response',
] as const;
export type SourceErrorKind = (typeof SOURCE_ERROR_KINDS)[number];

/** A shorter interval may pass, or a smaller question; or the client is of a kind that may never log in this way. */
export type SourceErrorCause =
  | 'interval'
  | 'size'
  | 'client-kind'
  /** It is a limit that this app sets itself, for all of its requests or for those of one person. */
  | 'app-share'
  | 'person-share';

/**
 * The one error that a source throws when it cannot answer. It carries what an operator needs and nothing that may not
 * be logged: no headers, bodies, tokens or addresses but a host, and no `cause` (an HTTP library's error holds all of them).
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  /** Our own name of the endpoint, e.g. `agent-status`, or `token` for the token request. */
  readonly endpoint: string;
  readonly status?: number | undefined;
  /** Genesys's own reference (`contextId`, `ININ-Correlation-Id`). */
  readonly correlationId?: string | undefined;
  readonly missingPermissions: readonly string[];
  readonly retryAfterMs?: number | undefined;
  /** What would have to be otherwise, where that is known. */
  readonly because?: SourceErrorCause | undefined;
  /** Why no answer came, and what to change: for the operator, never for whoever asked. */
  readonly reason?: string | undefined;

  constructor(facts: {
    readonly kind: SourceErrorKind;
    readonly endpoint: string;
    readonly status?: number | undefined;
    readonly correlationId?: string | undefined;
    readonly missingPermissions?: readonly string[] | undefined;
    readonly retryAfterMs?: number | undefined;
    readonly because?: SourceErrorCause | undefined;
    readonly reason?: string | undefined;
  }) {
    super(`${facts.endpoint}: ${facts.kind}${facts.status === undefined ? '' : ` (${facts.status})`}`);
    this.kind = facts.kind;
    this.endpoint = facts.endpoint;
    this.status = facts.status;
    this.correlationId = facts.correlationId;
    this.missingPermissions = facts.missingPermissions ?? [];
    this.retryAfterMs = facts.retryAfterMs;
    this.because = facts.because;
    this.reason = facts.reason;
  }
}

/** How the requests of the question at hand are taken from what the app may make in a minute. */
export interface Spending {
  /** So many will be needed: they are taken as a whole with the first. */
  readonly expect: (requests: number) => void;
  /** Nobody waits for the answer, so that it may take as long as it takes to keep nobody waiting. */
  readonly inBackground: () => void;
}

/** A value that may have come from the store, and how old it is. */
export interface Remembered<T> {
  readonly value: T;
  /** When the source gave it. */
  readonly asOf: Instant;
  /** It was not fetched for this question. */
  readonly cached: boolean;
  /** It is past its lifetime and a fresh one is being fetched. */
  readonly stale: boolean;
  /** Of a stale one: resolves when that fetch is over, however it ended. */
  readonly refreshed?: Promise<void> | undefined;
}

/** What is kept, each with its own lifetime in the table of `store/lifetimes.ts`. */
export type Memory =
  | 'agent'
  | 'names'
  | 'members'
  | 'grants'
  | 'slack-user'
  | 'live'
  | 'stats-closed'
  | 'stats-levels'
  | 'stats-running';

/**
 * Gives the value kept under `key`, or fetches and keeps it. Callers at the same time share one fetch. A rejected
 * fetch is kept for nobody. Values are plain JSON.
 */
export type Remember = <T>(memory: Memory, key: string, fetch: () => Promise<T>) => Promise<Remembered<T>>;
