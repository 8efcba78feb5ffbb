import { createHash } from 'node:crypto';
import { boardRows, countRouting, countRows, MOST_STATUSES } from '../../domain/live/board.ts';
import { matching } from '../../domain/live/conversations.ts';
import type { AgentStatus } from '../../domain/live/status.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { Whom } from '../people/who.ts';
import type { AgentDirectory, LiveSource, Remember, StatusFilter, StatusRestriction } from '../ports.ts';
import type { BoardAnswer } from './answer.ts';
import { attempt } from './person.ts';

/** How many people a query takes by id: what Genesys documents for the user aggregates, and it is never more than that. */
const MOST_BY_ID = 100;

/** One query for each reason to look at somebody; with the counts and the first 50 they are six requests. */
const ATTENTION_QUERIES = {
  notResponding: { routingStatus: 'not-responding' },
  afterCall: { segmentType: 'wrapup' },
  onHold: { segmentType: 'hold' },
  onBreak: { systemPresence: 'break' },
} as const satisfies Record<string, StatusRestriction>;

/** Genesys does not say which permission that is by its name: the words for it are those of its documentation. */
const NAMELESS = { what: 'agent-names', why: 'forbidden', missingPermissions: [] } as const;

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
 * What several people are doing: one request for up to 50, six for any number beyond, never one for each person.
 *
 * @throws SourceError when the status query is refused or down
 */
export async function readBoard(parts: TeamParts, whom: Whom, question: LiveQuestion): Promise<BoardAnswer> {
  const { directory, remember, now } = parts;
  const { agents, filter } = askable(whom);
  const [team, labels] = await Promise.all([
    remember('live', `board:${digest(filter)}`, () => readTeam(parts.live, filter, agents.length)),
    attempt('presence-labels', directory.presenceLabels()),
  ]);
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
    label: whom.label,
    counts:
      beyond === undefined
        ? countRows(rows, nameless)
        : countRouting(beyond.routing, { ...beyond, people: agents.length }),
    rows: rows.filter((row) => fits(row.conversations, question)).slice(0, MOST_STATUSES),
    onlyFirst: beyond !== undefined,
    notCounted: whom.agents.length - agents.length,
    missing: [labels.missing, queues.missing, nameless.length > 0 ? NAMELESS : undefined].flatMap((each) => each ?? []),
    asOf: team.asOf,
    cached: team.cached,
  };
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

async function readTeam(live: LiveSource, filter: StatusFilter, people: number): Promise<TeamNow> {
  // Without anybody there is nothing to ask, and a filter of nobody would be one of everybody.
  if (people === 0) return { statuses: [] };
  if (people <= MOST_STATUSES) return { statuses: await live.agentStatuses(filter) };
  const [first, routing, notResponding, afterCall, onHold, onBreak] = await Promise.all([
    live.agentStatuses(filter),
    live.statusCounts(filter),
    live.agentStatuses(filter, ATTENTION_QUERIES.notResponding),
    live.agentStatuses(filter, ATTENTION_QUERIES.afterCall),
    live.agentStatuses(filter, ATTENTION_QUERIES.onHold),
    live.agentStatuses(filter, ATTENTION_QUERIES.onBreak),
  ]);
  return {
    statuses: eachOnce([...first, ...notResponding, ...afterCall, ...onHold, ...onBreak]),
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

/** With a medium or a state asked for, only those who are in such a conversation. */
function fits(conversations: Parameters<typeof matching>[0], question: LiveQuestion): boolean {
  const anything = question.media.length === 0 && question.states.every((state) => state === 'active');
  return anything || matching(conversations, question).length > 0;
}

function digest(filter: StatusFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url');
}
