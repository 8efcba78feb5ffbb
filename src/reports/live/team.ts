import { createHash } from 'node:crypto';
import { type BoardRow, boardRows, countRouting, countRows, isOne, MOST_STATUSES } from '../../domain/live/board.ts';
import { matching } from '../../domain/live/conversations.ts';
import type { AgentStatus } from '../../domain/live/status.ts';
import { isMessageType, isOfMedium } from '../../domain/media.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { Whom } from '../people/who.ts';
import type {
  AgentDirectory,
  LiveSource,
  Remember,
  Remembered,
  StatusFilter,
  StatusRestriction,
  Waiting,
} from '../ports.ts';
import type { BoardAnswer, Missing, QueueNow } from './answer.ts';
import { attempt } from './person.ts';

/** How many people a query takes by id: what Genesys documents for the user aggregates, and it is never more than that. */
const MOST_BY_ID = 100;

/** One query for each reason to look at somebody; with the counts and the first 50 they are five requests. */
const ATTENTION_QUERIES = {
  notResponding: { routingStatus: 'not-responding' },
  afterCall: { segmentType: 'wrapup' },
  onHold: { segmentType: 'hold' },
} as const satisfies Record<string, StatusRestriction>;

/** Genesys does not say which permission that is by its name: the words for it are those of its documentation. */
const NAMELESS: Missing = { what: 'agent-names', why: 'forbidden', missingPermissions: [] };

/** A status says that it is a message, and not of which kind. */
const UNTOLD_TYPES: Missing = { what: 'message-types', why: 'not-found', missingPermissions: [] };

/** What the board was made of, as plain JSON. */
interface TeamNow {
  readonly statuses: readonly AgentStatus[];
  /** Only of a team that one query cannot show. */
  readonly beyond?:
    | {
        readonly routing: readonly { readonly routing: string; readonly count: number }[];
        readonly afterCall: number;
        readonly onHold: number;
      }
    | undefined;
}

export interface TeamParts {
  readonly live: LiveSource;
  readonly directory: AgentDirectory;
  readonly remember: Remember;
  readonly now: () => Instant;
}

/**
 * What several people are doing: one request for up to 50, five for any number beyond, never one for each person; and one
 * more for what waits in a queue.
 *
 * @throws SourceError when the status query is refused or down, unless there is something else to tell
 */
export async function readBoard(parts: TeamParts, whom: Whom, question: LiveQuestion): Promise<BoardAnswer> {
  const { directory, now } = parts;
  const { agents, filter } = askable(whom);
  const [asked, waiting, labels] = await Promise.all([
    attempt('agent-statuses', readTeam(parts, filter, agents.length)),
    attempt('waiting', readWaiting(parts, whom)),
    attempt('presence-labels', directory.presenceLabels()),
  ]);
  // What waits is told even when nothing is known of the people.
  if (asked.error !== undefined && waiting.value === undefined) throw asked.error;
  const team = asked.value ?? { ...NOBODY_SEEN, asOf: now(), cached: false };
  const { beyond } = team.value;
  // A filter by queue or team may know of people whom the directory does not: they are nobody's to see.
  const seen = new Set(agents.map((agent) => agent.id));
  const statuses = team.value.statuses.filter(({ agentId }) => agentId !== undefined && seen.has(agentId));
  const nameless = team.value.statuses.filter(({ agentId }) => agentId === undefined);
  const queueIds = new Set(statuses.flatMap(({ sessions }) => sessions.flatMap(({ queueId }) => queueId ?? [])));
  const queues = await attempt('queue-names', directory.queueNames([...queueIds]));

  const withStatus = new Set(statuses.map(({ agentId }) => agentId));
  const names = { queues: queues.value ?? {}, presences: labels.value ?? {} };
  const listed = beyond === undefined ? agents : agents.filter(({ id }) => withStatus.has(id));
  const rows = boardRows(listed, statuses, names, now());
  return {
    kind: 'board',
    question,
    about: whom.about,
    queue: queueNow(whom, question, waiting.value?.value),
    byName: question.who.every(({ kind }) => kind === 'agent'),
    counts:
      beyond === undefined
        ? countRows(rows, nameless)
        : countRouting(beyond.routing, { ...beyond, people: agents.length }),
    rows: rows.filter((row) => fits(row, question)).slice(0, MOST_STATUSES),
    onlyFirst: beyond !== undefined,
    notCounted: whom.agents.length - agents.length,
    missing: [
      ...[asked, waiting, labels, queues].flatMap(({ missing }) => missing ?? []),
      ...(nameless.length > 0 ? [NAMELESS] : []),
      ...(question.media.some(isMessageType) ? [UNTOLD_TYPES] : []),
    ],
    asOf: Math.min(team.asOf, waiting.value?.asOf ?? team.asOf),
    cached: team.cached || waiting.value?.cached === true,
  };
}

const NOBODY_SEEN: { readonly value: TeamNow } = { value: { statuses: [] } };

function readTeam({ live, remember }: TeamParts, filter: StatusFilter, people: number): Promise<Remembered<TeamNow>> {
  return remember('live', `board:${digest(filter)}`, () => statusesOf(live, filter, people));
}

/** What waits is a total of the queue, for those who may see everybody in it. */
async function readWaiting(
  { live, remember }: TeamParts,
  { queue, whole }: Whom,
): Promise<Remembered<readonly Waiting[]> | undefined> {
  if (queue === undefined || !whole) return undefined;
  return remember('live', `waiting:${queue.id}`, () => live.waiting([queue.id]));
}

function queueNow(
  { queue, whole }: Whom,
  { media }: LiveQuestion,
  waiting: readonly Waiting[] | undefined,
): QueueNow | undefined {
  if (queue === undefined) return undefined;
  // What waits is not told by the kind of message: that is unknown then, and not nobody.
  const wanted = media.some(isMessageType) ? undefined : waiting?.filter((each) => isOfMedium(each, media));
  return { ...queue, inPart: !whole, waiting: wanted };
}

/**
 * The people that are asked about, and how. A queue or team is asked for as one only when the asker may see everybody
 * in it: its counts would tell of the others.
 */
function askable(whom: Whom): { readonly agents: Whom['agents']; readonly filter: StatusFilter } {
  const { agents, whole, queue, team, manager } = whom;
  if (whole && agents.length > MOST_STATUSES) {
    if (queue !== undefined) return { agents, filter: { kind: 'queue', queueId: queue.id } };
    if (team !== undefined) return { agents, filter: { kind: 'team', teamId: team.id } };
    if (manager !== undefined) return { agents, filter: { kind: 'manager', managerId: manager.id } };
  }
  const first = agents.toSorted((one, other) => one.name.localeCompare(other.name, 'en')).slice(0, MOST_BY_ID);
  return { agents: first, filter: { kind: 'agents', agentIds: first.map(({ id }) => id).toSorted() } };
}

async function statusesOf(live: LiveSource, filter: StatusFilter, people: number): Promise<TeamNow> {
  // Of nobody there is nothing to ask, and a filter of nobody would be one of everybody.
  if (people === 0) return { statuses: [] };
  if (people <= MOST_STATUSES) return { statuses: await live.agentStatuses(filter) };
  const [first, routing, notResponding, afterCall, onHold] = await Promise.all([
    live.agentStatuses(filter),
    live.statusCounts(filter),
    live.agentStatuses(filter, ATTENTION_QUERIES.notResponding),
    live.agentStatuses(filter, ATTENTION_QUERIES.afterCall),
    live.agentStatuses(filter, ATTENTION_QUERIES.onHold),
  ]);
  return {
    statuses: eachOnce([...first, ...notResponding, ...afterCall, ...onHold]),
    beyond: { routing, afterCall: afterCall.length, onHold: onHold.length },
  };
}

/** A query for one kind of session may leave out the others of the same person: what any of them says is kept. */
function eachOnce(statuses: readonly AgentStatus[]): readonly AgentStatus[] {
  const people = new Map<string, AgentStatus>();
  for (const status of statuses) {
    // Of those without an id nobody knows whether they are the same: the first list has each of them once.
    if (status.agentId === undefined) continue;
    const known = people.get(status.agentId);
    const added = status.sessions.filter(
      ({ sessionId }) => !known?.sessions.some((each) => each.sessionId === sessionId),
    );
    people.set(status.agentId, { ...(known ?? status), sessions: [...(known?.sessions ?? []), ...added] });
  }
  return [...people.values()];
}

/** With a medium or a state asked for, only those who are in such a conversation; what waits is beside everybody. */
function fits(row: BoardRow, question: LiveQuestion): boolean {
  const { media, states, are = [] } = question;
  if (are.length > 0 && !are.some((availability) => isOne(row, availability))) return false;
  const anything = states.includes('queued') || (media.length === 0 && states.every((state) => state === 'active'));
  return anything || matching(row.conversations, question).length > 0;
}

function digest(filter: StatusFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url');
}
