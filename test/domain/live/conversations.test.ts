import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type LiveFacts, liveStatus, matching } from '../../../src/domain/live/conversations.ts';
import { CONVERSATION_STATES, type ConversationState } from '../../../src/domain/live/status.ts';
import { MEDIA } from '../../../src/domain/media.ts';
import type { LiveFilter } from '../../../src/domain/question.ts';
import { ANA, communication, conversation, minutesAgo, session, status, user } from './people.ts';

/** What somebody is doing, put together from sources that each know a part. */

function now(facts: Partial<LiveFacts>) {
  return liveStatus({
    agent: ANA,
    conversations: [],
    unreadable: [],
    queueNames: { 'q-billing': 'Billing' },
    ...facts,
  });
}

describe('presence and routing', () => {
  it('are those of the agent status', () => {
    const offQueue = status({ presence: { system: 'break' }, routing: { status: 'off-queue' } });
    expect(now({ user: user(), status: offQueue })).toMatchObject({
      presence: { system: 'break' },
      routing: { status: 'off-queue' },
    });
  });

  it('are filled from the user where the agent status has none', () => {
    const bare = status({ presence: undefined, routing: undefined, outOfOffice: undefined });
    expect(now({ user: user({ outOfOffice: true }), status: bare })).toMatchObject({
      presence: { system: 'on-queue', since: minutesAgo(61) },
      routing: { status: 'interacting', since: minutesAgo(6) },
      outOfOffice: true,
    });
  });

  it('may be unknown', () => {
    const known = now({ status: status({ presence: undefined, routing: undefined }) });
    expect(known.presence).toBeUndefined();
    expect(known.outOfOffice).toBe(false);
  });
});

describe('a conversation', () => {
  it('is told by the communication of the same session, with the times of both', () => {
    const known = now({ status: status({ sessions: [session('c1')] }), conversations: [conversation('c1')] });
    expect(known.conversations).toEqual([
      {
        conversationId: 'c1',
        media: 'voice',
        direction: 'inbound',
        queue: { id: 'q-billing', name: 'Billing' },
        role: 'agent',
        state: 'interacting',
        stateSince: minutesAgo(4),
        handlingSince: minutesAgo(5),
        startedAt: minutesAgo(7),
        wrapUp: undefined,
        unread: false,
      },
    ]);
  });

  it('is on hold when the Conversations API says so, though the session does not yet', () => {
    const held = communication('c1', { state: 'held', stateSince: minutesAgo(1) });
    const known = now({ status: status({ sessions: [session('c1')] }), conversations: [conversation('c1', [held])] });
    expect(known.conversations).toMatchObject([{ state: 'held', stateSince: minutesAgo(1) }]);
  });

  it('does not borrow the time of another state', () => {
    const held = communication('c1', { state: 'held', stateSince: undefined });
    const known = now({ status: status({ sessions: [session('c1')] }), conversations: [conversation('c1', [held])] });
    expect(known.conversations[0]).toMatchObject({ state: 'held', stateSince: undefined });
  });

  it('is read from the newest communication that goes on when none is of the session', () => {
    const known = now({
      status: status({ sessions: [session('c1', { sessionId: 's-other' })] }),
      conversations: [
        conversation('c1', [
          communication('ended', { state: 'ended', connectedAt: minutesAgo(1) }),
          communication('newer', { state: 'held', connectedAt: minutesAgo(2) }),
          communication('older', { connectedAt: minutesAgo(6) }),
        ]),
      ],
    });
    expect(known.conversations).toMatchObject([{ state: 'held' }]);
  });

  it('takes nothing from the part of somebody else', () => {
    const theirs = communication('c1', { agentId: 'a-grace', state: 'held' });
    const mine = communication('mine', { role: 'monitoring', state: 'supervising' });
    const known = now({
      status: status({ sessions: [session('c1')] }),
      conversations: [conversation('c1', [theirs, mine])],
    });
    expect(known.conversations).toMatchObject([{ role: 'monitoring', state: 'supervising' }]);
  });

  it('in after-call work has its wrap-up code, provisional or not', () => {
    const wrapUp = { name: 'Refund', provisional: true };
    const acw = communication('c1', { state: 'after-call-work', wrapUp });
    const known = now({ status: status({ sessions: [session('c1')] }), conversations: [conversation('c1', [acw])] });
    expect(known.conversations).toMatchObject([{ state: 'after-call-work', wrapUp }]);
  });

  it('of which every part has ended is over, or an orphan, and not shown as live', () => {
    const over = conversation('c1', [communication('c1', { state: 'ended' }), communication('b', { state: 'ended' })]);
    expect(now({ status: status({ sessions: [session('c1')] }), conversations: [over] }).conversations).toEqual([]);
    expect(now({ conversations: [over] }).conversations).toEqual([]);
  });

  it('that cannot be read is told by the agent status, and marked', () => {
    const known = now({
      status: status({ sessions: [session('c1', { state: 'held' }), session('c2', { media: 'email' })] }),
      conversations: [conversation('c2', [communication('c2', { media: 'email' })])],
      unreadable: ['c1'],
    });
    expect(known.conversations).toMatchObject([
      { conversationId: 'c1', state: 'held', queue: { name: 'Billing' }, unread: true },
      { conversationId: 'c2', media: 'email', unread: false },
    ]);
  });

  it('that only the fallback found and nobody can read is still there', () => {
    expect(now({ unreadable: ['c9'] }).conversations).toEqual([
      { conversationId: 'c9', media: 'unknown', role: 'agent', state: 'other', unread: true },
    ]);
  });

  it('is one, however many sessions somebody has in it: the call, not the shared screen', () => {
    const sessions = [
      session('c1', { sessionId: 's-screen', media: 'screenshare', stateSince: minutesAgo(1) }),
      session('c1', { sessionId: 's-consult', stateSince: minutesAgo(1) }),
      session('c1', { sessionId: 's-held', state: 'held', stateSince: minutesAgo(2) }),
    ];
    expect(now({ status: status({ sessions }) }).conversations).toMatchObject([{ media: 'voice', state: 'held' }]);
  });

  it('that is held or rings comes before one that waits in the mailbox', () => {
    const sessions = [
      session('parked', { media: 'email', state: 'parked' }),
      session('talking'),
      session('held', { state: 'held' }),
      session('ringing', { state: 'alerting' }),
    ];
    expect(now({ status: status({ sessions }) }).conversations.map((each) => each.conversationId)).toEqual([
      'held',
      'ringing',
      'talking',
      'parked',
    ]);
  });

  it('has no queue when nobody knows its name', () => {
    const sessions = [session('c1', { queueId: 'q-unknown' })];
    expect(now({ status: status({ sessions }) }).conversations[0]?.queue).toBeUndefined();
  });
});

describe('conversations that this app may not see', () => {
  it.each([
    ['more counted than listed', { voice: 3 }, ['voice'], 2],
    ['as many', { voice: 1 }, ['voice'], 0],
    ['of another medium', { voice: 1, chat: 1 }, ['voice'], 1],
    ['fewer counted, as for a shared screen', {}, ['screenshare'], 0],
    ['none but the call of a callback', { callback: 1, voice: 1 }, ['callback'], 0],
    ['a callback and its call, which are one', { callback: 1, voice: 1 }, [], 1],
  ] as const)('are those that the summary counts and nobody lists: %s', (_what, partCounts, listed, hidden) => {
    const sessions = listed.map((media, nth) => session(`c${nth}`, { media }));
    expect(now({ user: user({ partCounts }), status: status({ sessions }) }).hidden).toBe(hidden);
  });

  it('are none for the second call of a consultation', () => {
    const consulting = conversation('c1', [
      communication('c1', { state: 'held' }),
      communication('c1', { state: 'interacting', communicationId: 'second' }),
    ]);
    const facts = { user: user({ partCounts: { voice: 2 } }), status: status({ sessions: [session('c1')] }) };
    expect(now({ ...facts, conversations: [consulting] }).hidden).toBe(0);
  });

  it('are none when one has just ended between two looks', () => {
    const over = conversation('c1', [communication('c1', { state: 'ended' })]);
    const facts = { user: user({ partCounts: { voice: 1 } }), status: status({ sessions: [session('c1')] }) };
    expect(now({ ...facts, conversations: [over] })).toMatchObject({ conversations: [], hidden: 0 });
  });

  it('are not known without the summary', () => {
    expect(now({ user: user({ partCounts: undefined }) }).hidden).toBe(0);
  });
});

describe('kinds of messages', () => {
  const of = (messageType: string | undefined) => ({
    media: 'message' as const,
    state: 'interacting' as const,
    messageType,
  });
  const all = [of('whatsapp'), of('sms'), of(undefined), { media: 'voice' as const, state: 'interacting' as const }];

  it('are not all messages: who asks for one is shown that one', () => {
    expect(matching(all, { media: ['whatsapp'], states: [] })).toEqual([of('whatsapp')]);
    expect(matching(all, { media: ['sms', 'voice'], states: [] })).toEqual([all[1], all[3]]);
    expect(matching(all, { media: ['message'], states: [] })).toHaveLength(3);
  });
});

describe('filters', () => {
  const all = CONVERSATION_STATES.map((state) => ({ media: 'voice' as const, state }));
  const states = (...wanted: LiveFilter[]) => matching(all, { media: [], states: wanted }).map((each) => each.state);

  it.each<[LiveFilter, ConversationState[]]>([
    ['alerting', ['alerting']],
    ['held', ['held']],
    ['after-call-work', ['after-call-work']],
    ['active', CONVERSATION_STATES.filter((state) => state !== 'ended')],
    ['queued', []],
    ['closed', []],
  ])('%s keeps its own states', (wanted, kept) => {
    expect(states(wanted)).toEqual(kept);
  });

  it('of two states keep both', () => {
    expect(states('held', 'alerting').toSorted()).toEqual(['alerting', 'held']);
  });

  it('of media and state keep what is both, and nothing asked for is everything', () => {
    const arbitrary = fc.array(
      fc.record({ media: fc.constantFrom(...MEDIA), state: fc.constantFrom(...CONVERSATION_STATES) }),
    );
    fc.assert(
      fc.property(arbitrary, fc.subarray([...MEDIA]), (conversations, media) => {
        expect(matching(conversations, { media: [], states: [] })).toEqual(conversations);
        const both = matching(conversations, { media, states: ['held'] });
        const oneByOne = matching(matching(conversations, { media, states: [] }), { media: [], states: ['held'] });
        expect(both).toEqual(oneByOne);
        expect(both.every((each) => each.state === 'held')).toBe(true);
      }),
    );
  });
});
