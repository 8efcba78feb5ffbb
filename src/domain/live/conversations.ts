import type { Agent } from '../agent.ts';
import { isOfMedium, MEDIA, type Media, type Medium } from '../media.ts';
import { own } from '../own.ts';
import type { LiveFilter } from '../question.ts';
import type {
  AgentCommunication,
  AgentSession,
  AgentStatus,
  ConversationNow,
  ConversationState,
  LiveConversation,
  LiveStatus,
  UserStatus,
} from './status.ts';

/** Everything that was learnt about one agent; what could not be read is absent. */
export interface LiveFacts {
  readonly agent: Agent;
  readonly user?: UserStatus | undefined;
  readonly status?: AgentStatus | undefined;
  /** Those that the Conversations API gave, whichever list they were found on. */
  readonly conversations: readonly ConversationNow[];
  /** Ids of those that it was asked for and did not give. */
  readonly unreadable: readonly string[];
  readonly queueNames: Readonly<Record<string, string>>;
}

/**
 * What one agent is doing now, from what each source says of it. The agent status is believed before the user, which
 * is best effort, and the Conversations API before both: it alone knows of holds, wrap-up codes and ends.
 */
export function liveStatus(facts: LiveFacts): LiveStatus {
  const { agent, user, status } = facts;
  const read = new Map(facts.conversations.map((conversation) => [conversation.conversationId, conversation]));
  const sessions = mainSessions(status?.sessions ?? []);
  const ids = new Set([...sessions.keys(), ...read.keys(), ...facts.unreadable]);
  const conversations = [...ids].flatMap((id) => {
    const conversation = read.get(id);
    const session = sessions.get(id);
    if (conversation !== undefined) return fromConversation(conversation, session, facts) ?? [];
    return session === undefined ? unknownConversation(id) : fromSession(session, facts);
  });
  return {
    agent,
    presence: status?.presence ?? user?.presence,
    routing: status?.routing ?? user?.routing,
    outOfOffice: status?.outOfOffice ?? user?.outOfOffice ?? false,
    conversations: conversations.toSorted(mostTellingFirst),
    hidden: hiddenParts(facts),
  };
}

/**
 * How many conversations the summary counts that nobody lists. It counts parts by media, so the parts that are known
 * are counted alike: a consultation is a second call in the same conversation, and the call of a callback is part of
 * it. One that turned out to be over was still counted by the summary of the same moment. Of a conversation that could
 * not be read at all nothing is known but that it is one.
 */
function hiddenParts({ agent, user, status, conversations, unreadable }: LiveFacts): number {
  const counted = user?.partCounts ?? {};
  const listed = new Set(status?.sessions.map((each) => each.conversationId));
  const ids = new Set([...listed, ...conversations.map((each) => each.conversationId)]);
  const known = (media: Media) =>
    [...ids].reduce((sum, id) => {
      const read = conversations.find((each) => each.conversationId === id)?.communications ?? [];
      const mine = read.filter((each) => each.agentId === agent.id && each.media === media);
      const sessions = (status?.sessions ?? []).filter((each) => each.conversationId === id && each.media === media);
      return sum + Math.max(mine.length, sessions.length);
    }, 0);
  const beyond = MEDIA.map((media) => {
    const withCallback = media === 'voice' ? Math.max(known('callback'), counted.callback ?? 0) : 0;
    return Math.max(0, (counted[media] ?? 0) - known(media) - withCallback);
  });
  const unknown = unreadable.filter((id) => !listed.has(id)).length;
  return Math.max(0, beyond.reduce((sum, each) => sum + each, 0) - unknown);
}

/** Which state answers the question, when an agent is in several at once: whoever is on hold waits for them. */
const TELLING = [
  'held',
  'alerting',
  'interacting',
  'dialing',
  'after-call-work',
  'supervising',
  'parked',
  'scheduled',
  'other',
  'ended',
] as const satisfies readonly ConversationState[];

/** Companions of a call or chat, which alone say little. */
const SIDE_MEDIA: ReadonlySet<Media> = new Set(['cobrowse', 'screenshare', 'screenmonitoring', 'unknown']);

function mostTellingFirst(
  one: { readonly media: Media; readonly state: ConversationState; readonly stateSince?: number | undefined },
  other: typeof one,
): number {
  return (
    TELLING.indexOf(one.state) - TELLING.indexOf(other.state) ||
    Number(SIDE_MEDIA.has(one.media)) - Number(SIDE_MEDIA.has(other.media)) ||
    (one.stateSince ?? Infinity) - (other.stateSince ?? Infinity) ||
    0
  );
}

/**
 * One session for each conversation. A consult call or a shared screen gives an agent several in the same one: the
 * main one is that which is going on, of a medium of its own, and most telling.
 */
export function mainSessions(sessions: readonly AgentSession[]): ReadonlyMap<string, AgentSession> {
  const main = new Map<string, AgentSession>();
  for (const session of sessions.toSorted(ownMediaFirst)) {
    if (session.state !== 'ended' && !main.has(session.conversationId)) main.set(session.conversationId, session);
  }
  return main;
}

function ownMediaFirst(one: AgentSession, other: AgentSession): number {
  return Number(SIDE_MEDIA.has(one.media)) - Number(SIDE_MEDIA.has(other.media)) || mostTellingFirst(one, other);
}

function fromConversation(
  conversation: ConversationNow,
  session: AgentSession | undefined,
  { agent, queueNames }: LiveFacts,
): LiveConversation | undefined {
  const mine = conversation.communications.filter((each) => each.agentId === agent.id && each.state !== 'ended');
  const communication =
    mine.find((each) => each.communicationId === session?.sessionId) ?? mine.toSorted(newestFirst).at(0);
  // Over for this agent, or an orphan: one that nobody is in any more and Analytics has never seen end.
  if (communication === undefined) return undefined;
  const queueId = communication.queue?.id ?? session?.queueId;
  return {
    conversationId: conversation.conversationId,
    media: communication.media,
    messageType: communication.messageType,
    direction: session?.direction ?? communication.direction,
    queue: queueOf(queueId, communication.queue?.name, queueNames),
    role: communication.role,
    state: communication.state,
    stateSince: communication.stateSince ?? (session?.state === communication.state ? session.stateSince : undefined),
    handlingSince: session?.sessionStart ?? communication.connectedAt,
    startedAt: conversation.startedAt,
    wrapUp: communication.wrapUp,
    unread: false,
  };
}

function newestFirst(one: AgentCommunication, other: AgentCommunication): number {
  return (other.connectedAt ?? other.stateSince ?? 0) - (one.connectedAt ?? one.stateSince ?? 0);
}

function fromSession(session: AgentSession, { queueNames }: LiveFacts): LiveConversation {
  return {
    conversationId: session.conversationId,
    media: session.media,
    direction: session.direction,
    queue: queueOf(session.queueId, undefined, queueNames),
    role: session.state === 'supervising' ? 'monitoring' : 'agent',
    state: session.state,
    stateSince: session.stateSince,
    handlingSince: session.sessionStart,
    unread: true,
  };
}

/** All that is known of it is that it is going on. */
function unknownConversation(conversationId: string): LiveConversation {
  return { conversationId, media: 'unknown', role: 'agent', state: 'other', unread: true };
}

function queueOf(
  id: string | undefined,
  name: string | undefined,
  names: Readonly<Record<string, string>>,
): LiveConversation['queue'] {
  if (id === undefined) return undefined;
  const called = name ?? own(names, id);
  return called === undefined ? undefined : { id, name: called };
}

const FILTERED_STATES = {
  active: TELLING.filter((state) => state !== 'ended'),
  alerting: ['alerting'],
  held: ['held'],
  'after-call-work': ['after-call-work'],
  // Not about conversations that an agent has: other questions answer them.
  queued: [],
  closed: [],
} as const satisfies Record<LiveFilter, readonly ConversationState[]>;

/** Those of the asked media and states; nothing asked for is everything. */
export function matching<
  T extends { readonly media: Media; readonly messageType?: string | undefined; readonly state: ConversationState },
>(
  conversations: readonly T[],
  wanted: { readonly media: readonly Medium[]; readonly states: readonly LiveFilter[] },
): readonly T[] {
  const states = new Set<ConversationState>(wanted.states.flatMap((filter) => FILTERED_STATES[filter]));
  return conversations.filter(
    (each) => isOfMedium(each, wanted.media) && (wanted.states.length === 0 || states.has(each.state)),
  );
}
