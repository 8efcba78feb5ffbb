import type { Agent } from '../../domain/agent.ts';
import { liveStatus, mainSessions } from '../../domain/live/conversations.ts';
import type { AgentStatus, ConversationNow } from '../../domain/live/status.ts';
import type { Instant } from '../../domain/time.ts';
import { type AgentDirectory, type LiveSource, SourceError, type SourceErrorKind } from '../ports.ts';
import type { Missing, PersonNow } from './answer.ts';

/** An agent seldom has more than five; each one costs a request. */
const MOST_CONVERSATIONS = 10;

/** How far back the fallback looks for what is still open: the range that the details query takes under any filter. */
const FALLBACK_RANGE_MS = 7 * 24 * 3_600_000;

/**
 * What one person is doing now: user and agent status together, then each conversation at once. When the names of
 * presences and queues are remembered that is two round trips and no request more than 2 and one a conversation.
 *
 * @throws SourceError when neither user nor agent status can be read, or Genesys wants no more requests
 */
export async function readPerson(
  parts: { readonly live: LiveSource; readonly directory: AgentDirectory; readonly now: () => Instant },
  agent: Agent,
): Promise<PersonNow> {
  const { live, directory } = parts;
  const [user, status, labels, queues] = await Promise.all([
    attempt('user', live.userStatus(agent.id)),
    attempt('agent-status', live.agentStatus(agent.id)),
    attempt('presence-labels', directory.presenceLabels()),
    isInNoQueue(directory, agent.id),
  ]);
  for (const { error } of [user, status]) if (error !== undefined && ENDS_THE_QUESTION.has(error.kind)) throw error;
  if (user.error !== undefined && status.error !== undefined) throw user.error;

  const list = await conversationIds(parts, agent, status.value);
  const asked = list.value.slice(0, MOST_CONVERSATIONS);
  const [conversations, queueNames] = await Promise.all([
    Promise.all(asked.map((id) => attempt('conversations', live.conversation(id)))),
    attempt('queue-names', directory.queueNames(queueIds(status.value))),
  ]);
  const found = conversations.flatMap(({ value }): ConversationNow[] => (value === undefined ? [] : [value]));
  const read = new Set(found.map((each) => each.conversationId));
  const known = liveStatus({
    agent,
    user: user.value,
    status: status.value,
    conversations: found,
    unreadable: list.value.filter((id) => !read.has(id)),
    queueNames: queueNames.value ?? {},
  });
  const definition = known.presence?.definitionId;
  return {
    status: known,
    presenceLabel: definition === undefined ? undefined : labels.value?.[definition],
    inNoQueue: queues,
    missing: each([user, status, labels, list, ...conversations, queueNames]),
  };
}

/** From the agent status; without it by the details query, which also finds orphans. */
async function conversationIds(
  { live, now }: { readonly live: LiveSource; readonly now: () => Instant },
  agent: Agent,
  status: AgentStatus | undefined,
): Promise<Attempt<readonly string[]> & { readonly value: readonly string[] }> {
  if (status !== undefined) return { value: [...mainSessions(status.sessions).keys()] };
  const end = now();
  const open = await attempt(
    'conversation-list',
    live.openConversations(agent.id, { start: end - FALLBACK_RANGE_MS, end }),
  );
  return { ...open, value: [...new Set(open.value)] };
}

async function isInNoQueue(directory: AgentDirectory, agentId: string): Promise<boolean | undefined> {
  const queues = await attempt('queue-names', directory.queuesOf(agentId));
  return queues.value === undefined ? undefined : queues.value.length === 0;
}

function queueIds(status: AgentStatus | undefined): readonly string[] {
  return [...new Set((status?.sessions ?? []).flatMap(({ queueId }) => queueId ?? []))];
}

/** To go on asking would not help: the answer is the error. */
const ENDS_THE_QUESTION: ReadonlySet<SourceErrorKind> = new Set(['rate-limited', 'unauthorised']);

interface Attempt<T> {
  readonly value?: T | undefined;
  readonly missing?: Missing | undefined;
  readonly error?: SourceError | undefined;
}

/** What a source gives, or what the answer has to do without. */
export async function attempt<T>(what: Missing['what'], asked: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await asked };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { error, missing: { what, why: error.kind, missingPermissions: error.missingPermissions } };
  }
}

/** What is missing, each thing once. */
function each(attempts: readonly Attempt<unknown>[]): readonly Missing[] {
  const missing = attempts.flatMap((attempted) => attempted.missing ?? []);
  return [...new Map(missing.map((one) => [`${one.what} ${one.why}`, one])).values()];
}
