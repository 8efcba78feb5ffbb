import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../../src/domain/live-board.ts';
import {
  CONVERSATION_STATES,
  type LiveConversation,
  type LiveStatus,
  ROUTING_STATUSES,
  SYSTEM_PRESENCES,
} from '../../../src/domain/live-status.ts';
import { MEDIA } from '../../../src/domain/media.ts';
import type { LiveAnswer, PersonAnswer } from '../../../src/reports/live-answer.ts';
import { SOURCE_ERROR_KINDS } from '../../../src/reports/ports.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit-problems.ts';
import { liveMessage } from '../../../src/slack/messages/agent-live.ts';
import { decodeLiveQuestion } from '../../../src/slack/messages/live-question.ts';
import { ANA, minutesAgo, NOW } from '../../domain/live-people.ts';
import { board, conversation, ended, person, row, VIEW, waiting } from './live-answers.ts';

/** How the answers of `/agent-live` read. `text` is what a notification and a screen reader have of them. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const blocks = (answer: LiveAnswer, more = {}) => JSON.stringify(liveMessage(answer, { ...VIEW, ...more }).blocks);
const firstLine = (answer: LiveAnswer) => text(answer).split('\n')[0];

const talking = conversation();
const held = conversation({ conversationId: 'c2', state: 'held', stateSince: minutesAgo(4.2) });

describe('the first line about a person', () => {
  const doing = (more: Partial<LiveConversation>) => person({ conversations: [conversation(more)] });
  const resting = (more: Partial<LiveStatus>, also: Partial<PersonAnswer> = {}) => person(more, also);
  it.each<[string, PersonAnswer]>([
    ['Ana López is on a call for 4m 12s.', doing({})],
    ['Ana López is on a call, on hold for 4m 12s.', doing({ state: 'held' })],
    ['Ana López has a call ringing for 4m 12s.', doing({ state: 'alerting' })],
    ['Ana López is placing a callback for 4m 12s.', doing({ media: 'callback', state: 'dialing' })],
    ['Ana López is in after-call work of a call for 4m 12s.', doing({ state: 'after-call-work' })],
    ['Ana López is on an email, parked for 4m 12s.', doing({ media: 'email', state: 'parked' })],
    ['Ana López is monitoring a call for 4m 12s.', doing({ state: 'supervising', role: 'monitoring' })],
    ['Ana López is coaching on a call for 4m 12s.', doing({ state: 'supervising', role: 'coaching' })],
    ['Ana López is consulted on a call for 4m 12s.', doing({ role: 'consulted' })],
    ['Ana López is on a call.', doing({ stateSince: undefined })],
    ['Ana López is on a call for 0s.', doing({ stateSince: NOW + 3000 })],
    [
      'Ana López is on a call, on hold for 4m 12s, and in 1 other conversation.',
      person({ conversations: [held, talking] }),
    ],
    ['Ana López is on queue and free for 2m 0s.', resting({})],
    [
      'Ana López is Busy · Pre-break for 12m 0s, with no conversation.',
      resting(
        { presence: { system: 'busy', since: minutesAgo(12) }, routing: { status: 'off-queue' } },
        { presenceLabel: 'Pre-break' },
      ),
    ],
    [
      'Ana López is Offline for 9h 0m.',
      resting(
        { presence: { system: 'offline', since: minutesAgo(540) }, routing: { status: 'off-queue' } },
        { presenceLabel: 'Offline' },
      ),
    ],
    [
      'Ana López is not responding for 1m 0s.',
      resting({ routing: { status: 'not-responding', since: minutesAgo(1) } }),
    ],
    ['Ana López is on a call outside the queues.', resting({ routing: { status: 'communicating' } })],
    [
      'Ana López is in a conversation that this app cannot see.',
      resting({ routing: { status: 'interacting' }, hidden: 1 }),
    ],
    [
      'Ana López is in a conversation that is just beginning or ending.',
      resting({ routing: { status: 'interacting' } }),
    ],
    [
      'Ana López has no presence that this app can see, with no conversation.',
      resting({ presence: undefined, routing: undefined }),
    ],
  ])('%s', (line, answer) => {
    expect(firstLine(answer)).toBe(line);
  });

  it('says when nothing is as was asked, and that there is something else', () => {
    const answer = person(
      { conversations: [talking] },
      { shown: [], question: { kind: 'live', who: [], media: ['voice'], states: ['held'] } },
    );
    expect(firstLine(answer)).toBe('Ana López has no conversation now that is Voice · on hold.');
    expect(text(answer)).toContain('1 other conversation not asked for.');
  });
});

describe('about a person', () => {
  it('presence, routing and both times are told', () => {
    expect(text(person())).toContain('Presence: On queue since 08:55 CET (1h 5m)\n');
    expect(text(person())).toContain('Routing: on queue, free since 09:58 CET (2m 0s)\n');
  });

  it('times are those of the reader in the blocks, with a fallback in the zone of the asker', () => {
    const at = minutesAgo(65) / 1000;
    expect(blocks(person())).toContain(`Presence: *On queue* since <!date^${at}^{time}|08:55 CET> (1h 5m)`);
  });

  it('a time of another day names the day', () => {
    const answer = person({ presence: { system: 'offline', since: minutesAgo(3 * 1440) } });
    expect(text(answer)).toContain('since Fri 20 Nov, 10:00 CET (72h 0m)');
  });

  it('each conversation is told with media, direction, queue, state and its times', () => {
    const wrapUp = { name: 'Refund', provisional: true };
    expect(text(person({ conversations: [{ ...held, wrapUp }] }))).toContain(
      [
        'Voice, inbound · queue Billing',
        'On hold since 09:55 CET (4m 12s) · in it since 09:55 CET (5m 0s) · started 09:53 CET (7m 0s ago)',
        'Wrap-up code: Refund (provisional)',
      ].join('\n'),
    );
  });

  it('a wrap-up code that is final is not called provisional', () => {
    const wrapUp = { name: 'Refund', provisional: false };
    expect(text(person({ conversations: [{ ...talking, wrapUp }] }))).toContain('Wrap-up code: Refund\n');
  });

  it('an email is worked on, nobody talks to it', () => {
    expect(text(person({ conversations: [conversation({ media: 'email' })] }))).toContain('Working on it since');
  });

  it('out of office and no queue are said, and only then', () => {
    expect(text(person({ outOfOffice: true }, { inNoQueue: true }))).toMatch(/Out of office.*\nIn no queue/u);
    expect(text(person({}, { inNoQueue: false }))).not.toMatch(/Out of office|In no queue/u);
  });

  it('what this app may not see is counted', () => {
    expect(text(person({ hidden: 3 }))).toContain('3 more not visible to this app');
    expect(text(person())).not.toContain('not visible');
  });

  it('what is missing is said, with the permission that would give it', () => {
    const answer = person(
      { conversations: [talking] },
      {
        missing: [
          { what: 'agent-status', why: 'forbidden', missingPermissions: ['analytics:agentState:view'] },
          { what: 'presence-labels', why: 'timeout', missingPermissions: [] },
        ],
      },
    );
    expect(text(answer)).toContain('may be incomplete: the app lacks `analytics:agentState:view`.');
    expect(text(answer)).toContain('The names of presences could not be read: Genesys Cloud did not answer in time.');
    expect(text(answer)).toContain('Genesys Cloud live state (user, conversation details query, Conversations API)');
  });

  it('a conversation that could not be read is told as far as it is known', () => {
    expect(text(person({ conversations: [conversation({ unread: true })] }))).toContain('the agent status alone');
  });

  it('the source, its age and the question are told', () => {
    expect(text(person({ conversations: [talking] }))).toContain(
      'Asked: Ana López · Genesys Cloud live state (agent status, user, Conversations API) · as of 10:00 CET · fresh',
    );
    expect(text(person({}, { cached: true, asOf: NOW - 6000 }))).toContain('as of 09:59 CET · cached, 6s old');
  });

  it('durations are those of the facts, not of the moment of reading', () => {
    const read = person({ conversations: [talking] }, { asOf: NOW, cached: true });
    expect(text(read, { now: NOW + 7000 }).split('\n')[0]).toBe('Ana López is on a call for 4m 12s.');
  });
});

interface Button {
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
  readonly confirm?: unknown;
}

function buttonsOf(answer: LiveAnswer, more = {}): readonly Button[] {
  const all: { readonly type: string; readonly elements?: readonly Button[] }[] = JSON.parse(blocks(answer, more));
  return all.filter(({ type }) => type === 'actions').flatMap(({ elements }) => elements ?? []);
}

describe('the buttons', () => {
  const appUrl = 'https://apps.mypurecloud.de/';

  it('of a person ask the same question again', () => {
    const answer = person(
      {},
      { question: { kind: 'live', who: [{ kind: 'agent', agentId: ANA.id }], media: ['voice'], states: [] } },
    );
    const buttons = buttonsOf(answer, { appUrl });
    expect(buttons.map((each) => each.action_id)).toEqual([
      'live_refresh',
      'live_follow',
      'live_stats_today',
      'live_open',
      'live_share',
    ]);
    const values = buttons.flatMap(({ value }) => value ?? []);
    expect(values.map(decodeLiveQuestion)).toEqual(values.map(() => answer.question));
    expect(values).toHaveLength(4);
  });

  it('open the person in the app of the region', () => {
    expect(buttonsOf(person(), { appUrl }).find((each) => each.url !== undefined)).toMatchObject({
      action_id: 'live_open',
      url: 'https://apps.mypurecloud.de/directory/#/person/a-ana',
    });
    expect(buttonsOf(person()).map((each) => each.action_id)).not.toContain('live_open');
  });

  it('ask before they share, and only then', () => {
    const asking = buttonsOf(person(), { appUrl }).filter((each) => each.confirm !== undefined);
    expect(asking.map((each) => each.action_id)).toEqual(['live_share']);
  });

  it.each<[string, LiveAnswer]>([
    ['a team', board([row('Ana')])],
    ['what is closed', ended([])],
    ['a queue', waiting([])],
  ])('of %s follow nobody', (_what, answer) => {
    expect(buttonsOf(answer, { appUrl }).map((each) => each.action_id)).toEqual([
      'live_refresh',
      'live_stats_today',
      'live_share',
    ]);
  });

  it('are none in a shared copy, which says who shared it', () => {
    for (const answer of [person(), board([row('Ana')]), ended([]), waiting([])]) {
      expect(buttonsOf(answer, { appUrl, sharedBy: 'U0OMAR' })).toEqual([]);
      expect(text(answer, { sharedBy: 'U0OMAR' })).toContain('Shared by <@U0OMAR>');
      expect(blocks(answer, { sharedBy: 'U0OMAR' })).toContain('Shared by <@U0OMAR>');
    }
  });
});

describe('a board', () => {
  const rows: readonly BoardRow[] = [
    row('Nora', { attention: { kind: 'not-responding', since: minutesAgo(1) }, routing: { status: 'not-responding' } }),
    row('Hugo', {
      attention: { kind: 'hold', since: minutesAgo(4) },
      conversations: [
        { media: 'email', state: 'parked' },
        { media: 'voice', state: 'held', stateSince: minutesAgo(4), queue: { id: 'q', name: 'Billing' } },
      ],
    }),
    row('Bea', {
      attention: { kind: 'break', since: minutesAgo(24) },
      presence: { system: 'break', label: 'Coffee', since: minutesAgo(24) },
      routing: { status: 'off-queue' },
    }),
    row('Tia', { conversations: [{ media: 'voice', state: 'interacting', stateSince: minutesAgo(2) }] }),
    row('Free'),
    row('Away', { presence: { system: 'meeting' }, routing: { status: 'off-queue' }, outOfOffice: true }),
    row('Gone', { presence: { system: 'offline' }, routing: { status: 'off-queue' } }),
    row('Unseen', { known: false, presence: undefined, routing: undefined }),
  ];

  it('begins with the counts', () => {
    expect(text(board(rows)).split('\n').slice(0, 2)).toEqual([
      'team Sales: 8 people',
      '4 on queue · 2 talking · 0 after-call · 1 on hold · 1 not responding',
    ]);
  });

  it('has a line for each person, in groups', () => {
    expect(text(board(rows)).split('\n').slice(3)).toEqual([
      'Needs attention (3)',
      'Nora · not responding for 1m 0s',
      'Hugo · on hold for 4m 0s · voice · Billing · and 1 more',
      'Bea · Break · Coffee for 24m 0s',
      'In conversations (1)',
      'Tia · talking for 2m 0s · voice',
      'On queue, free (1)',
      'Free · free for 2m 0s',
      'Away from the queue (1)',
      'Away · Meeting · out of office',
      'Offline (1)',
      'Gone · Offline',
      'Not visible to this app (1)',
      'Unseen',
    ]);
  });

  it('of more than 50 says that it is the first of them, and what its counts mean', () => {
    const fifty = Array.from({ length: 50 }, (_, nth) => row(`Person ${nth}`));
    const counts = {
      people: 1500,
      onQueue: 1200,
      talking: { count: 900, withAfterCall: true },
      afterCall: { count: 50, atLeast: true },
      onHold: { count: 3, atLeast: false },
      notResponding: 4,
    };
    const answer = board(fifty, { onlyFirst: true, counts, notCounted: 20 });
    expect(text(answer)).toContain(
      '1,200 on queue · 900 talking or in after-call work · 50 or more after-call · 3 on hold · 4 not responding',
    );
    expect(text(answer)).toContain('First 50 of 1,500:');
    expect(text(answer)).toContain('20 more people not asked about');
  });

  it('with nobody who fits says so', () => {
    const answer = board([], { question: { kind: 'live', who: [], media: ['email'], states: ['held'] } });
    expect(text(answer)).toContain('Nobody is Email · on hold now.');
  });
});

describe('what is closed', () => {
  const one = {
    conversationId: 'c1',
    media: 'voice',
    direction: 'inbound',
    queue: { id: 'q', name: 'Billing' },
    startedAt: minutesAgo(50),
    endedAt: minutesAgo(40),
    wrapUps: ['Refund', 'Follow-up'],
  } as const;

  it('is a line each, and the answer says that Analytics gave it and for which hour', () => {
    expect(text(ended([one]))).toMatch(/^Ana López finished 1 conversation in the last hour\.\n/u);
    expect(text(ended([one]))).toContain(
      'Ended 09:20 CET · Voice, inbound · Billing · lasted 10m 0s · wrap-up Refund, Follow-up',
    );
    expect(text(ended([one]))).toContain(
      'Genesys Cloud Analytics (conversation details) · 09:00 CET to 10:00 CET · as of 10:00 CET · fresh',
    );
  });

  it('is said in words when there is nothing', () => {
    expect(firstLine(ended([]))).toBe('Ana López finished no conversation in the last hour.');
  });
});

describe('who waits', () => {
  it.each([
    [[], 'Nobody is waiting in queue Billing.'],
    [[{ media: 'voice', count: 0 }], 'Nobody is waiting in queue Billing.'],
    [[{ media: 'voice', count: 1 }], '1 conversation waits in queue Billing: 1 voice.'],
    [
      [
        { media: 'voice', count: 7 },
        { media: 'chat', count: 2 },
      ],
      '9 conversations wait in queue Billing: 7 voice, 2 chat.',
    ],
  ] as const)('%j reads: %s', (counts, line) => {
    expect(firstLine(waiting(counts))).toBe(line);
  });
});

describe('a question that cannot be answered as asked', () => {
  it.each<[LiveAnswer, RegExp]>([
    [{ kind: 'states-apart', state: 'closed' }, /`closed` is a question of its own.*`\/agent-live @ana closed`/u],
    [{ kind: 'states-apart', state: 'queued' }, /`queued`.*`\/agent-live queue Billing queued`/u],
    [{ kind: 'queued-without-queue' }, /name one.*`\/agent-live queue Billing queued`/u],
    [{ kind: 'closed-for-several' }, /one person at a time.*`\/agent-stats today team`/u],
  ])('says what to type: %j', (answer, sentence) => {
    expect(text(answer)).toMatch(sentence);
  });
});

describe('every message', () => {
  const nasty = fc.oneof(
    fc.constantFrom('<!channel>', 'Ana & <@U1>', 'x'.repeat(300), '&'.repeat(300), 'عمر حداد', '\u202Eana', '*_~`'),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  );
  const at = fc.option(fc.integer({ min: NOW - 10 ** 9, max: NOW + 5000 }), { nil: undefined });
  const conversations = fc.array(
    fc.record({
      conversationId: fc.uuid(),
      media: fc.constantFrom(...MEDIA),
      direction: fc.constantFrom('inbound' as const, 'outbound' as const, undefined),
      queue: fc.option(fc.record({ id: fc.uuid(), name: nasty }), { nil: undefined }),
      role: fc.constantFrom('agent' as const, 'consulted' as const, 'barging' as const),
      state: fc.constantFrom(...CONVERSATION_STATES),
      stateSince: at,
      handlingSince: at,
      startedAt: at,
      wrapUp: fc.option(fc.record({ name: nasty, provisional: fc.boolean() }), { nil: undefined }),
      unread: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  const missing = fc.array(
    fc.record({
      what: fc.constantFrom(
        'user' as const,
        'agent-status' as const,
        'conversation-list' as const,
        'queue-names' as const,
      ),
      why: fc.constantFrom(...SOURCE_ERROR_KINDS),
      missingPermissions: fc.array(nasty, { maxLength: 2 }),
    }),
    { maxLength: 4 },
  );

  it('about a person keeps within what Slack takes, pings nobody, and answers in its text', () => {
    const arbitrary = fc.record({
      name: nasty,
      conversations,
      missing,
      label: nasty,
      presence: fc.record({ system: fc.constantFrom(...SYSTEM_PRESENCES), since: at }),
      routing: fc.record({ status: fc.constantFrom(...ROUTING_STATUSES), since: at }),
    });
    fc.assert(
      fc.property(arbitrary, ({ name, missing: without, label, ...status }) => {
        const agent = { ...ANA, name };
        const answer = person({ ...status, agent, hidden: 2 }, { missing: without, presenceLabel: label });
        const message = liveMessage(answer, { ...VIEW, appUrl: 'https://apps.mypurecloud.de' });
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text).toContain('Presence:');
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 3, 50, 500])('about %i people keeps within what Slack takes and names who needs attention', (size) => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 5, maxLength: 5 }), conversations, (names, having) => {
        const rows = Array.from({ length: Math.min(size, 50) }, (_, nth) =>
          row(names[nth % 5] ?? '', {
            conversations: having,
            ...(nth === 0 ? { attention: { kind: 'not-responding' as const, since: minutesAgo(1) } } : {}),
          }),
        );
        const counts = { ...board(rows).counts, people: size };
        const message = liveMessage(board(rows, { label: names[0] ?? '', onlyFirst: size > 50, counts }), VIEW);
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text).toContain(size === 1 ? '1 person' : `${size} people`);
        expect(message.text.includes('Needs attention (1)')).toBe(size > 0);
      }),
      { numRuns: 15 },
    );
  });

  it('about what is closed keeps within what Slack takes', () => {
    const one = fc.record({
      conversationId: fc.uuid(),
      media: fc.constantFrom(...MEDIA),
      queue: fc.record({ id: fc.uuid(), name: nasty }),
      startedAt: fc.constant(minutesAgo(50)),
      endedAt: fc.constant(minutesAgo(40)),
      wrapUps: fc.array(nasty, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(nasty, fc.array(one, { maxLength: 60 }), (name, list) => {
        const message = liveMessage(ended(list, { agent: { ...ANA, name } }), VIEW);
        expect(blockKitProblems(message)).toEqual([]);
        expect(message.text).toContain('in the last hour.');
      }),
      { numRuns: 30 },
    );
  });
});
