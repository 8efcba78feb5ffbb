import type { Agent, Named } from '../agent.ts';
import type { Media } from '../media.ts';
import type { Instant } from '../time.ts';
import { mainSessions } from './conversations.ts';
import type { AgentSession, AgentStatus, ConversationState, Presence, Routing } from './status.ts';

/** Why somebody needs a look, the most urgent first. */
export const ATTENTION = ['not-responding', 'after-call-work', 'hold', 'break'] as const;
export type AttentionKind = (typeof ATTENTION)[number];

const MINUTE = 60_000;

/** From how long on a state needs attention, in milliseconds. */
export const ATTENTION_AFTER_MS = {
  'not-responding': 0,
  'after-call-work': 5 * MINUTE,
  hold: 3 * MINUTE,
  break: 20 * MINUTE,
} as const satisfies Record<AttentionKind, number>;

export interface Attention {
  readonly kind: AttentionKind;
  readonly since?: Instant | undefined;
}

/** One conversation of a row, by the agent status alone. */
export interface BoardConversation {
  readonly media: Media;
  readonly state: ConversationState;
  readonly stateSince?: Instant | undefined;
  readonly queue?: Named | undefined;
}

export interface BoardRow {
  readonly agent: Agent;
  /** Genesys gave a status; it gives none of people whom the app may not see. */
  readonly known: boolean;
  readonly presence?: (Presence & { readonly label?: string | undefined }) | undefined;
  readonly routing?: Routing | undefined;
  readonly outOfOffice: boolean;
  readonly conversations: readonly BoardConversation[];
  readonly attention?: Attention | undefined;
}

/** What the names in a status stand for. */
export interface BoardNames {
  readonly queues: Readonly<Record<string, string>>;
  readonly presences: Readonly<Record<string, string>>;
}

/** One row for each agent, those who need attention first. */
export function boardRows(
  agents: readonly Agent[],
  statuses: readonly AgentStatus[],
  names: BoardNames,
  now: Instant,
): readonly BoardRow[] {
  const byAgent = new Map(
    statuses.flatMap((status) => (status.agentId === undefined ? [] : [[status.agentId, status]])),
  );
  return agents.map((agent) => row(agent, byAgent.get(agent.id), names, now)).toSorted(byNeed);
}

function row(agent: Agent, status: AgentStatus | undefined, names: BoardNames, now: Instant): BoardRow {
  if (status === undefined) return { agent, known: false, outOfOffice: false, conversations: [] };
  const { presence, routing } = status;
  const label = presence?.definitionId === undefined ? undefined : names.presences[presence.definitionId];
  return {
    agent,
    known: true,
    presence: presence === undefined ? undefined : { ...presence, label },
    routing,
    outOfOffice: status.outOfOffice ?? false,
    conversations: [...mainSessions(status.sessions).values()].map((session) => conversation(session, names)),
    attention: attentionTo(status, now),
  };
}

function conversation(session: AgentSession, { queues }: BoardNames): BoardConversation {
  const { media, state, stateSince, queueId } = session;
  const name = queueId === undefined ? undefined : queues[queueId];
  return {
    media,
    state,
    stateSince,
    queue: queueId === undefined || name === undefined ? undefined : { id: queueId, name },
  };
}

/** The most urgent reason to look at somebody, if there is one; of two of a kind, the one that lasts longer. */
export function attentionTo(status: AgentStatus, now: Instant): Attention | undefined {
  const candidates: Attention[] = [];
  if (status.routing?.status === 'not-responding') {
    candidates.push({ kind: 'not-responding', since: status.routing.since });
  }
  for (const session of status.sessions) {
    if (session.state === 'after-call-work') candidates.push({ kind: 'after-call-work', since: session.stateSince });
    if (session.state === 'held') candidates.push({ kind: 'hold', since: session.stateSince });
  }
  if (status.presence?.system === 'break') candidates.push({ kind: 'break', since: status.presence.since });
  return candidates
    .filter(({ kind, since }) => kind === 'not-responding' || now - (since ?? now) > ATTENTION_AFTER_MS[kind])
    .toSorted(byUrgency)
    .at(0);
}

function byUrgency(one: Attention, other: Attention): number {
  return ATTENTION.indexOf(one.kind) - ATTENTION.indexOf(other.kind) || (one.since ?? 0) - (other.since ?? 0);
}

function byNeed(one: BoardRow, other: BoardRow): number {
  if (one.attention !== undefined && other.attention !== undefined) return byUrgency(one.attention, other.attention);
  return (
    ROW_GROUPS.indexOf(rowGroup(one)) - ROW_GROUPS.indexOf(rowGroup(other)) ||
    one.agent.name.localeCompare(other.agent.name, 'en')
  );
}

/** The parts of a board from top to bottom. */
export const ROW_GROUPS = ['attention', 'working', 'free', 'away', 'offline', 'unknown'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

/** An email may rest for days, while whoever has it is on the phone, or at home. */
export function isResting(state: ConversationState): boolean {
  return state === 'parked' || state === 'scheduled';
}

/** Where on the board somebody is found. */
export function rowGroup({ attention, known, conversations, presence, routing }: BoardRow): RowGroup {
  if (attention !== undefined) return 'attention';
  if (!known) return 'unknown';
  if (conversations.some(({ state }) => !isResting(state))) return 'working';
  if (routing !== undefined && isOnQueue(routing.status)) return 'free';
  return presence?.system === 'offline' ? 'offline' : 'away';
}

/** Somebody is on queue in every routing status but one. */
function isOnQueue(status: Routing['status']): boolean {
  return status !== 'off-queue' && status !== 'unknown';
}

/** The header of a board. A number that is only a lower bound has its `atLeast`. */
export interface BoardCounts {
  readonly people: number;
  /** Of how many of them Genesys told nothing. When that is everybody, the other numbers are unknown, and not 0. */
  readonly unknown: number;
  readonly onQueue: number;
  /** With a conversation that is not after-call work; with `afterCall` together when they cannot be told apart. */
  readonly talking: { readonly count: number; readonly withAfterCall: boolean };
  readonly afterCall: { readonly count: number; readonly atLeast: boolean };
  readonly onHold: { readonly count: number; readonly atLeast: boolean };
  readonly notResponding: number;
}

/**
 * Counts of a board that shows everybody.
 *
 * @param nameless statuses of people among them whose ids were withheld: they count, without a row of their own
 */
export function countRows(rows: readonly BoardRow[], nameless: readonly AgentStatus[] = []): BoardCounts {
  const withRows = rows.map(({ known, routing, conversations }) => ({
    known: known && (routing !== undefined || conversations.length > 0),
    routing,
    states: conversations.map(({ state }) => state),
  }));
  const others = nameless.map(({ routing, sessions }) => ({
    known: routing !== undefined || sessions.length > 0,
    routing,
    states: [...mainSessions(sessions).values()].map(({ state }) => state),
  }));
  const all = [...withRows, ...others];
  const number = (fits: (one: (typeof all)[number]) => boolean) => all.filter(fits).length;
  const known = number((one) => one.known);
  return {
    people: rows.length,
    unknown: Math.max(0, rows.length - known),
    onQueue: number(({ routing }) => routing !== undefined && isOnQueue(routing.status)),
    talking: { count: number(({ states }) => states.some((state) => ENGAGED.has(state))), withAfterCall: false },
    afterCall: { count: number(({ states }) => states.includes('after-call-work')), atLeast: false },
    onHold: { count: number(({ states }) => states.includes('held')), atLeast: false },
    notResponding: number(({ routing }) => routing?.status === 'not-responding'),
  };
}

const ENGAGED: ReadonlySet<ConversationState> = new Set(['interacting', 'held', 'dialing', 'supervising']);

/** What a query gives at most; a list of that many may have more behind it. */
export const MOST_STATUSES = 50;

/**
 * Counts of a board that shows only some: by the counts endpoint, whose `interacting` lasts through after-call work,
 * and by the lists of those in after-call work and on hold.
 */
export function countRouting(
  routing: readonly { readonly routing: string; readonly count: number }[],
  lists: { readonly people: number; readonly afterCall: number; readonly onHold: number },
): BoardCounts {
  const of = (...statuses: readonly Routing['status'][]) =>
    routing
      .filter((each) => statuses.some((status) => status === spelled(each.routing)))
      .reduce((sum, each) => sum + each.count, 0);
  return {
    people: lists.people,
    unknown: routing.length === 0 ? lists.people : 0,
    onQueue: of('idle', 'interacting', 'communicating', 'not-responding'),
    talking: { count: of('interacting', 'communicating'), withAfterCall: true },
    afterCall: { count: lists.afterCall, atLeast: lists.afterCall >= MOST_STATUSES },
    onHold: { count: lists.onHold, atLeast: lists.onHold >= MOST_STATUSES },
    notResponding: of('not-responding'),
  };
}

/** `NOT_RESPONDING` and `not-responding` are the same. */
function spelled(status: string): string {
  return status.toLowerCase().replaceAll('_', '-');
}
