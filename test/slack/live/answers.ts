import type { Agent } from '../../../src/domain/agent.ts';
import { type BoardRow, countRows } from '../../../src/domain/live/board.ts';
import type { LiveConversation, LiveStatus } from '../../../src/domain/live/status.ts';
import type { BoardAnswer, EndedAnswer, PersonAnswer, QueueNow } from '../../../src/reports/live/answer.ts';
import type { LiveView } from '../../../src/slack/live/times.ts';
import { ANA, minutesAgo, NOW } from '../../domain/live/people.ts';

/** Answers as the reports give them, for tests of how they read. It is 10:00 in Madrid. */

export const VIEW = { now: NOW, timeZone: 'Europe/Madrid', asker: { kind: 'member' } } as const satisfies LiveView & {
  asker: unknown;
};

const ABOUT_ANA = { kind: 'live', who: [{ kind: 'agent', agentId: ANA.id }], media: [], states: [] } as const;

export function conversation(more: Partial<LiveConversation> = {}): LiveConversation {
  return {
    conversationId: 'c1',
    media: 'voice',
    direction: 'inbound',
    queue: { id: 'q-billing', name: 'Billing' },
    role: 'agent',
    state: 'interacting',
    stateSince: minutesAgo(4.2),
    handlingSince: minutesAgo(5),
    startedAt: minutesAgo(7),
    unread: false,
    ...more,
  };
}

export function person(status: Partial<LiveStatus> = {}, more: Partial<PersonAnswer> = {}): PersonAnswer {
  const conversations = status.conversations ?? [];
  return {
    kind: 'person',
    question: ABOUT_ANA,
    status: {
      agent: ANA,
      presence: { system: 'on-queue', since: minutesAgo(65) },
      routing: { status: 'idle', since: minutesAgo(2) },
      outOfOffice: false,
      hidden: 0,
      ...status,
      conversations,
    },
    presenceLabel: 'On Queue',
    missing: [],
    shown: conversations,
    asOf: NOW,
    cached: false,
    ...more,
  };
}

export function row(name: string, more: Partial<BoardRow> = {}): BoardRow {
  const agent: Agent = { id: `a-${name}`, name, state: 'active' };
  return {
    agent,
    known: true,
    presence: { system: 'on-queue', since: minutesAgo(65) },
    routing: { status: 'idle', since: minutesAgo(2) },
    outOfOffice: false,
    conversations: [],
    ...more,
  };
}

export function board(rows: readonly BoardRow[], more: Partial<BoardAnswer> = {}): BoardAnswer {
  return {
    kind: 'board',
    question: { kind: 'live', who: [{ kind: 'team', name: 'Sales' }], media: [], states: [] },
    about: { kind: 'team', name: 'Sales' },
    byName: false,
    counts: countRows(rows),
    rows,
    onlyFirst: false,
    notCounted: 0,
    missing: [],
    asOf: NOW,
    cached: false,
    ...more,
  };
}

export function ended(conversations: EndedAnswer['conversations'], more: Partial<EndedAnswer> = {}): EndedAnswer {
  return {
    kind: 'ended',
    question: { ...ABOUT_ANA, states: ['closed'] },
    agent: ANA,
    within: { start: minutesAgo(60), end: NOW },
    conversations,
    missing: [],
    asOf: NOW,
    cached: false,
    ...more,
  };
}

/** Of the queue Billing, in which so much waits. */
export function queueBoard(
  rows: readonly BoardRow[],
  waiting: QueueNow['waiting'],
  more: Partial<BoardAnswer> = {},
): BoardAnswer {
  return board(rows, {
    question: { kind: 'live', who: [{ kind: 'queue', name: 'Billing' }], media: [], states: [] },
    about: { kind: 'queue', name: 'Billing' },
    queue: { id: 'q-billing', name: 'Billing', inPart: false, waiting },
    ...more,
  });
}
