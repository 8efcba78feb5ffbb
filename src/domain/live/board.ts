import type { Agent, Named } from '../agent.ts';
import { type Media, SPOKEN_MEDIA } from '../media.ts';
import type { Availability } from '../question.ts';
import type { Instant } from '../time.ts';
import { type Attention, attentionTo, byUrgency } from './attention.ts';
import { mainSessions } from './conversations.ts';
import type { AgentSession, AgentStatus, ConversationState, Presence, Routing } from './status.ts';

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
  const attention = attentionTo(statuses, now);
  return agents.map((agent) => row(agent, byAgent.get(agent.id), names, attention.get(agent.id))).toSorted(byNeed);
}

function row(
  agent: Agent,
  status: AgentStatus | undefined,
  names: BoardNames,
  attention: Attention | undefined,
): BoardRow {
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
    attention,
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

function byNeed(one: BoardRow, other: BoardRow): number {
  if (one.attention !== undefined && other.attention !== undefined) return byUrgency(one.attention, other.attention);
  return (
    ROW_GROUPS.indexOf(rowGroup(one)) - ROW_GROUPS.indexOf(rowGroup(other)) ||
    one.agent.name.localeCompare(other.agent.name, 'en')
  );
}

/** The parts of a board from top to bottom. */
export const ROW_GROUPS = ['attention', 'busy', 'free', 'away', 'offline', 'unknown'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

/** An email may rest for days, while whoever has it is on the phone, or at home. */
export function isResting(state: ConversationState): boolean {
  return state === 'parked' || state === 'scheduled';
}

/** Where on the board somebody is found. Free is who would get the next conversation, and nobody else. */
export function rowGroup(row: BoardRow): RowGroup {
  if (row.attention !== undefined) return 'attention';
  if (!row.known) return 'unknown';
  if (isBusy(row)) return 'busy';
  if (row.routing?.status === 'idle') return 'free';
  return row.presence?.system === 'offline' ? 'offline' : 'away';
}

function isBusy({ conversations, routing }: Pick<BoardRow, 'conversations' | 'routing'>): boolean {
  const occupied = routing?.status === 'interacting' || routing?.status === 'communicating';
  return occupied || conversations.some(({ state }) => !isResting(state));
}

/** Whether somebody is what was asked for. Of whom nothing is known, nothing is true. */
export function isOne(row: BoardRow, availability: Availability): boolean {
  const { known, routing, presence, conversations } = row;
  const onQueue = routing !== undefined && isOnQueue(routing.status);
  switch (availability) {
    case 'free':
      return routing?.status === 'idle' && !isBusy(row);
    case 'talking':
      return conversations.some(isOnTheLine);
    case 'on-queue':
      return onQueue;
    case 'on-break':
      return presence?.system === 'break' || presence?.system === 'meal';
    case 'away':
      return known && !onQueue && presence?.system !== 'offline';
    case 'offline':
      return known && presence?.system === 'offline' && !onQueue;
    case 'not-responding':
      return routing?.status === 'not-responding';
    default:
      return availability satisfies never;
  }
}

/** With somebody who talks, or who waits on the line. */
function isOnTheLine({ media, state }: Pick<BoardConversation, 'media' | 'state'>): boolean {
  return SPOKEN_MEDIA.has(media) && ON_THE_LINE.has(state);
}

/** Somebody is on queue in every routing status but one. */
function isOnQueue(status: Routing['status']): boolean {
  return status !== 'off-queue' && status !== 'unknown';
}

/** How many do what. A number that is only a lower bound has its `atLeast`. */
export interface BoardCounts {
  readonly people: number;
  /** Of how many of them Genesys told nothing. When that is everybody, the other numbers are unknown, and not 0. */
  readonly unknown: number;
  readonly onQueue: number;
  readonly free: number;
  /** With a conversation of any medium, after-call work included, or on a call outside the queues. */
  readonly busy: number;
  /** Of those, with somebody on the line; absent where the medium is not known. */
  readonly onCalls?: number | undefined;
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
  const others = nameless.map(({ routing, sessions }) => ({
    known: true,
    routing,
    conversations: [...mainSessions(sessions).values()],
  }));
  const told = [...rows, ...others].filter(
    ({ known, routing, conversations }) => known && (routing !== undefined || conversations.length > 0),
  );
  const number = (fits: (one: (typeof told)[number]) => boolean) => told.filter(fits).length;
  const has = (state: ConversationState) =>
    number(({ conversations }) => conversations.some((each) => each.state === state));
  return {
    people: rows.length,
    unknown: Math.max(0, rows.length - told.length),
    onQueue: number(({ routing }) => routing !== undefined && isOnQueue(routing.status)),
    free: number((one) => one.routing?.status === 'idle' && !isBusy(one)),
    busy: number(isBusy),
    onCalls: number(({ conversations }) => conversations.some(isOnTheLine)),
    afterCall: { count: has('after-call-work'), atLeast: false },
    onHold: { count: has('held'), atLeast: false },
    notResponding: number(({ routing }) => routing?.status === 'not-responding'),
  };
}

const ON_THE_LINE: ReadonlySet<ConversationState> = new Set(['interacting', 'held', 'dialing', 'supervising']);

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
    free: of('idle'),
    busy: of('interacting', 'communicating'),
    afterCall: { count: lists.afterCall, atLeast: lists.afterCall >= MOST_STATUSES },
    onHold: { count: lists.onHold, atLeast: lists.onHold >= MOST_STATUSES },
    notResponding: of('not-responding'),
  };
}

/** `NOT_RESPONDING` and `not-responding` are the same. */
function spelled(status: string): string {
  return status.toLowerCase().replaceAll('_', '-');
}
