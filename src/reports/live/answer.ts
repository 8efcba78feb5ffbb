import type { Agent, Named } from '../../domain/agent.ts';
import type { BoardCounts, BoardRow } from '../../domain/live/board.ts';
import type { LiveConversation, LiveStatus } from '../../domain/live/status.ts';
import type { Media } from '../../domain/media.ts';
import type { About, LiveQuestion } from '../../domain/question.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { WhoProblem } from '../people/who.ts';
import type { SourceErrorKind, Waiting } from '../ports.ts';

/** Something that an answer does without, and why: it is said, never passed over. */
export interface Missing {
  readonly what:
    | 'user'
    | 'agent-status'
    /** What several people do. */
    | 'agent-statuses'
    /** What waits in a queue. */
    | 'waiting'
    /** The list of conversations by the details query, which stands in for the agent status. */
    | 'conversation-list'
    /** Single conversations. */
    | 'conversations'
    | 'presence-labels'
    | 'queue-names'
    /** Who somebody is, of people whose state is told. */
    | 'agent-names'
    /** Of which kind a message is, of people of a team. */
    | 'message-types'
    | 'wrap-up-names';
  readonly why: SourceErrorKind;
  readonly missingPermissions: readonly string[];
}

/** One person, as plain JSON: it is kept in the store for some seconds. */
export interface PersonNow {
  readonly status: LiveStatus;
  /** The organisation's own word for the presence, e.g. "Pre-break". */
  readonly presenceLabel?: string | undefined;
  /** Absent when it is not known. */
  readonly inNoQueue?: boolean | undefined;
  readonly missing: readonly Missing[];
}

/** When the facts of an answer were read. */
export interface Freshness {
  readonly asOf: Instant;
  readonly cached: boolean;
}

export interface PersonAnswer extends Freshness, PersonNow {
  readonly kind: 'person';
  /** The same question about exactly this person, for its buttons. */
  readonly question: LiveQuestion;
  /** The conversations that the question asks for, of all that there are. */
  readonly shown: readonly LiveConversation[];
}

/** A queue beside the people in it. */
export interface QueueNow extends Named {
  /** A row for each medium in which somebody waits; absent when that is not known, or not for this asker to know. */
  readonly waiting?: readonly Omit<Waiting, 'queueId'>[] | undefined;
  /** The asker sees some of those who are in it, and so none of its totals. */
  readonly inPart: boolean;
}

export interface BoardAnswer extends Freshness {
  readonly kind: 'board';
  readonly question: LiveQuestion;
  readonly about: About;
  /** Set when one queue is all that was asked for. */
  readonly queue?: QueueNow | undefined;
  /** Each was asked for by name, so nobody is left out who is merely off. */
  readonly byName: boolean;
  readonly counts: BoardCounts;
  /** At most 50, those who need attention first, of those who fit the question. */
  readonly rows: readonly BoardRow[];
  /** More people than one query gives: the rows are the first of them and whoever needs attention. */
  readonly onlyFirst: boolean;
  /** How many the counts leave out, because the query takes no more people by name. */
  readonly notCounted: number;
  readonly missing: readonly Missing[];
}

export interface EndedAnswer extends Freshness {
  readonly kind: 'ended';
  readonly question: LiveQuestion;
  readonly agent: Agent;
  readonly within: Interval;
  readonly conversations: readonly {
    readonly conversationId: string;
    readonly media: Media;
    readonly direction?: 'inbound' | 'outbound' | undefined;
    readonly queue?: Named | undefined;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
    readonly wrapUps: readonly string[];
  }[];
  readonly missing: readonly Missing[];
}

export type LiveAnswer =
  | PersonAnswer
  | BoardAnswer
  | EndedAnswer
  | { readonly kind: 'problem'; readonly question: LiveQuestion; readonly problem: WhoProblem }
  /** `closed` and `queued` are questions of their own: beside another state there is no one answer. */
  | { readonly kind: 'states-apart'; readonly state: 'closed' | 'queued' }
  /** What waits is told of one queue at a time. */
  | { readonly kind: 'queued-without-queue'; readonly queues: readonly string[] }
  | { readonly kind: 'closed-for-several' };
