import { describe, expect, it } from 'vitest';
import type { LiveConversation, LiveStatus, SystemPresence } from '../../../src/domain/live/status.ts';
import type { LiveAnswer, PersonAnswer } from '../../../src/reports/live/answer.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { minutesAgo, NOW } from '../../domain/live/people.ts';
import { conversation, person, VIEW } from './answers.ts';

/** How the answer about one person reads. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const blocks = (answer: LiveAnswer, more = {}) => JSON.stringify(liveMessage(answer, { ...VIEW, ...more }).blocks);
const firstLine = (answer: LiveAnswer) => text(answer).split('\n')[0];

const talking = conversation();
const held = conversation({ conversationId: 'c2', state: 'held', stateSince: minutesAgo(4.2) });

describe('the first line about a person', () => {
  const doing = (more: Partial<LiveConversation>) => person({ conversations: [conversation(more)] });
  const resting = (more: Partial<LiveStatus>, also: Partial<PersonAnswer> = {}) => person(more, also);
  const presence = (system: SystemPresence, label?: string, more: Partial<LiveStatus> = {}) =>
    resting(
      { presence: { system, since: minutesAgo(12) }, routing: { status: 'off-queue' }, ...more },
      { presenceLabel: label },
    );
  const offQueue = { presence: { system: 'break' }, routing: { status: 'off-queue' } } as const;
  const parked = conversation({ media: 'email', state: 'parked' });
  const email = conversation({ media: 'email' });
  it.each<[string, PersonAnswer]>([
    ['has been on a call for 4m 12s', doing({})],
    ['has had a caller on hold for 4m 12s', doing({ state: 'held' })],
    ['has had a call on hold for 4m 12s', doing({ state: 'held', direction: 'outbound' })],
    ['has had a chat on hold for 4m 12s', doing({ state: 'held', media: 'chat' })],
    ['has had a call ringing for 4m 12s', doing({ state: 'alerting' })],
    ['has been offered a chat for 4m 12s', doing({ media: 'chat', state: 'alerting' })],
    ['has been placing a callback for 4m 12s', doing({ media: 'callback', state: 'dialing' })],
    ['has been in after-call work for 4m 12s', doing({ state: 'after-call-work' })],
    ['has been in after-call work for 11m', doing({ state: 'after-call-work', stateSince: minutesAgo(11.4) })],
    ['has been in after-call work on a chat for 4m 12s', doing({ media: 'chat', state: 'after-call-work' })],
    ['has been working on an e-mail for 4m 12s', doing({ media: 'email' })],
    ['has been monitoring a call for 4m 12s', doing({ state: 'supervising', role: 'monitoring' })],
    ['has been coaching on a call for 4m 12s', doing({ state: 'supervising', role: 'coaching' })],
    ['has been consulted on a call for 4m 12s', doing({ role: 'consulted' })],
    ['is on a call', doing({ stateSince: undefined })],
    ['has been on a call for 0s', doing({ stateSince: NOW + 3000 })],
    ['has had a caller on hold for 4m 12s', person({ conversations: [held, talking] })],
    ['has been on a call for 4m 12s', person({ conversations: [talking, parked] })],
    ['has been on a call for 4m 12s', person({ ...offQueue, conversations: [talking] }, { presenceLabel: 'Coffee' })],
    ['has been on queue and free for 2m 0s', resting({})],
    ['has been on queue and free, but in no queue for 2m 0s', resting({}, { inNoQueue: true })],
    ['has been on queue and free for 2m 0s', person({ conversations: [parked] })],
    ['has been available, but off queue for 12m', presence('available', 'Available')],
    ['has been away for 12m', presence('away')],
    ['has been on a break for 12m', presence('break', 'Break')],
    ['has been on a break (Coffee) for 12m', presence('break', 'Coffee')],
    ['has been on a meal break for 12m', presence('meal', 'MEAL')],
    ['has been in a meeting for 12m', presence('meeting')],
    ['has been in training for 12m', presence('training')],
    ['has been busy (Pre-break) for 12m', presence('busy', 'Pre-break')],
    ['has been idle for 12m', presence('idle')],
    ['has been Sabbatical for 12m', presence('unknown', 'Sabbatical')],
    ['has been offline for 12m', presence('offline', 'Offline')],
    [
      'has been offline for 23h 0m',
      presence('offline', 'Offline', { presence: { system: 'offline', since: minutesAgo(23 * 60) } }),
    ],
    [
      'has been offline since Fri 20 Nov, 18:12 CET',
      presence('offline', 'Offline', { presence: { system: 'offline', since: minutesAgo(63 * 60 + 48) } }),
    ],
    ['has not responded for 1m 0s', resting({ routing: { status: 'not-responding', since: minutesAgo(1) } })],
    ['is not responding', person({ routing: { status: 'not-responding' }, conversations: [email] })],
    ['is on a call outside the queues', resting({ routing: { status: 'communicating' } })],
    ['is in a conversation that this app cannot see', resting({ routing: { status: 'interacting' }, hidden: 1 })],
    ['is in a conversation that is just beginning or ending', resting({ routing: { status: 'interacting' } })],
    ['has no presence that this app can see', resting({ presence: undefined, routing: undefined })],
  ])('%s', (line, answer) => {
    expect(firstLine(answer)).toBe(`Ana López ${line}`);
  });

  it('is about what was asked, though something else is more urgent', () => {
    const answer = person(
      { routing: { status: 'not-responding' }, conversations: [parked] },
      { question: { kind: 'live', who: [], media: ['email'], states: [] } },
    );
    expect(firstLine(answer)).toBe('Ana López has had an e-mail parked for 4m 12s');
  });

  it('says when nothing is as was asked, and that there is something else', () => {
    const answer = person(
      { conversations: [talking] },
      { shown: [], question: { kind: 'live', who: [], media: ['voice'], states: ['held'] } },
    );
    expect(firstLine(answer)).toBe('Ana López is not on hold (voice)');
    expect(text(answer)).toContain('1 other conversation not asked for.');
  });
});

describe('about a person', () => {
  const lines = (answer: LiveAnswer) => text(answer).split('\n').slice(1);
  const source = 'as of 10:00 CET · Genesys live state';

  it('on one conversation it is three lines, and no fact stands twice', () => {
    const call = conversation({ state: 'held', handlingSince: minutesAgo(9.1) });
    expect(lines(person({ conversations: [call] }))).toEqual([
      'Voice, inbound · Billing · 9m on this call · on queue since 08:55 CET',
      source,
    ]);
  });

  it('in several conversations each has a line, the first without what was said already', () => {
    const chat = conversation({ conversationId: 'c3', media: 'chat', stateSince: minutesAgo(12) });
    expect(lines(person({ conversations: [held, talking, chat] }))).toEqual([
      'Voice, inbound · Billing · 5m on this call',
      'Voice, inbound · Billing · talking 4m 12s',
      'Chat, inbound · Billing · working on it 12m',
      'On queue since 08:55 CET',
      source,
    ]);
  });

  it.each<[string, PersonAnswer, readonly string[]]>([
    ['who is free', person(), ['On queue since 08:55 CET']],
    [
      'who is free in no queue',
      person({}, { inNoQueue: true }),
      ['On queue since 08:55 CET', 'No conversation of a queue is routed to them.'],
    ],
    [
      'who is on a break',
      person({ presence: { system: 'break', since: minutesAgo(3) }, routing: { status: 'off-queue' } }),
      [],
    ],
    [
      'who gets nothing new after this call',
      person(
        { presence: { system: 'break' }, routing: { status: 'off-queue' }, conversations: [held] },
        { presenceLabel: 'Coffee' },
      ),
      ['Voice, inbound · Billing · 5m on this call · off queue, on a break (Coffee)'],
    ],
    [
      'who does not respond',
      person({ routing: { status: 'not-responding', since: minutesAgo(1) }, conversations: [talking] }),
      [
        'Voice, inbound · Billing · talking 4m 12s · on queue since 08:55 CET',
        'Nothing new reaches them until they are back on queue.',
      ],
    ],
    [
      'whose presence and routing do not agree',
      person({ presence: { system: 'meeting', since: minutesAgo(12) } }, { presenceLabel: 'Meeting' }),
      ['Presence: in a meeting since 09:48 CET'],
    ],
    [
      'who is called on queue and is not',
      person({ routing: { status: 'off-queue' } }),
      ['Off queue: no conversation is routed to them'],
    ],
    [
      'who is out of office',
      person({ outOfOffice: true }),
      ['On queue since 08:55 CET', 'Out of office is switched on.'],
    ],
  ])('%s it says what explains the first line, and only that', (_who, answer, expected) => {
    expect(lines(answer)).toEqual([...expected, source]);
  });

  it('moments are those of the reader in the blocks, with a fallback in the zone of the asker', () => {
    expect(blocks(person())).toContain(`On queue since <!date^${minutesAgo(65) / 1000}^{time}|08:55 CET>`);
  });

  it('a copy in a channel says since when, which does not age', () => {
    const copy = text(person({ conversations: [held] }), { sharedBy: 'U0OMAR' });
    expect(copy.split('\n')).toEqual([
      'Ana López has had a caller on hold since 09:55 CET',
      'Voice, inbound · Billing · on it since 09:55 CET · on queue since 08:55 CET',
      'as of 10:00 CET · Genesys live state · shared by <@U0OMAR>',
    ]);
  });

  it('a role that is not the agent’s, and a wrap-up code, are said', () => {
    const wrapUp = { name: 'Refund', provisional: true };
    expect(text(person({ conversations: [{ ...talking, role: 'consulted', wrapUp }] }))).toContain(
      'Voice, inbound · Billing · consulted · 5m on this call · wrap-up Refund (provisional)',
    );
    expect(text(person({ conversations: [{ ...talking, wrapUp: { ...wrapUp, provisional: false } }] }))).not.toContain(
      'provisional',
    );
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
  });

  it('the age of facts from memory is told, and durations are those of the facts', () => {
    const read = person({ conversations: [talking] }, { asOf: NOW, cached: true });
    expect(text(read, { now: NOW + 7000 })).toMatch(
      /^Ana López has been on a call for 4m 12s\n.+\nas of 10:00 CET · cached 7s ago · Genesys live state$/,
    );
  });
});
