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
    ['Ana López is on a call since 09:55 CET (4m 12s).', doing({})],
    ['Ana López is on a call, on hold since 09:55 CET (4m 12s).', doing({ state: 'held' })],
    ['Ana López has a call ringing since 09:55 CET (4m 12s).', doing({ state: 'alerting' })],
    ['Ana López is being offered a chat since 09:55 CET (4m 12s).', doing({ media: 'chat', state: 'alerting' })],
    ['Ana López is placing a callback since 09:55 CET (4m 12s).', doing({ media: 'callback', state: 'dialing' })],
    ['Ana López is in after-call work since 09:55 CET (4m 12s).', doing({ state: 'after-call-work' })],
    [
      'Ana López is in after-call work on a chat since 09:55 CET (4m 12s).',
      doing({ media: 'chat', state: 'after-call-work' }),
    ],
    ['Ana López is monitoring a call since 09:55 CET (4m 12s).', doing({ state: 'supervising', role: 'monitoring' })],
    ['Ana López is coaching on a call since 09:55 CET (4m 12s).', doing({ state: 'supervising', role: 'coaching' })],
    ['Ana López is consulted on a call since 09:55 CET (4m 12s).', doing({ role: 'consulted' })],
    ['Ana López is on a call.', doing({ stateSince: undefined })],
    ['Ana López is on a call since 10:00 CET (0s).', doing({ stateSince: NOW + 3000 })],
    [
      'Ana López is on a call, on hold since 09:55 CET (4m 12s), and in 1 other conversation.',
      person({ conversations: [held, talking] }),
    ],
    [
      'Ana López is on a call since 09:55 CET (4m 12s); 1 conversation put aside.',
      person({ conversations: [talking, parked] }),
    ],
    [
      'Ana López is on a call since 09:55 CET (4m 12s); off queue, on a break (Coffee).',
      person({ ...offQueue, conversations: [talking] }, { presenceLabel: 'Coffee' }),
    ],
    ['Ana López is on queue and free since 09:58 CET (2m 0s), ready for a conversation.', resting({})],
    ['Ana López is on queue and free since 09:58 CET (2m 0s), but in no queue.', resting({}, { inNoQueue: true })],
    ['Ana López is on queue and free since 09:58 CET (2m 0s).', resting({ hidden: 1 })],
    [
      'Ana López is on queue and free since 09:58 CET (2m 0s), ready for a conversation; 1 conversation put aside.',
      person({ conversations: [parked] }),
    ],
    [
      'Ana López is available, but off queue since 09:48 CET (12m 0s); no conversation.',
      presence('available', 'Available'),
    ],
    ['Ana López is away since 09:48 CET (12m 0s); no conversation.', presence('away')],
    ['Ana López is on a break since 09:48 CET (12m 0s); no conversation.', presence('break', 'Break')],
    ['Ana López is on a break (Coffee) since 09:48 CET (12m 0s); no conversation.', presence('break', 'Coffee')],
    [
      'Ana López is on a break since 09:48 CET (12m 0s); 1 conversation put aside.',
      presence('break', 'Break', { conversations: [parked] }),
    ],
    ['Ana López is on a meal break since 09:48 CET (12m 0s); no conversation.', presence('meal', 'MEAL')],
    ['Ana López is in a meeting since 09:48 CET (12m 0s); no conversation.', presence('meeting')],
    ['Ana López is in training since 09:48 CET (12m 0s); no conversation.', presence('training')],
    ['Ana López is busy (Pre-break) since 09:48 CET (12m 0s); no conversation.', presence('busy', 'Pre-break')],
    ['Ana López is idle since 09:48 CET (12m 0s); no conversation.', presence('idle')],
    ['Ana López is Sabbatical since 09:48 CET (12m 0s); no conversation.', presence('unknown', 'Sabbatical')],
    ['Ana López is offline since 09:48 CET (12m 0s).', presence('offline', 'Offline')],
    [
      'Ana López is offline since 09:48 CET (12m 0s); out of office.',
      presence('offline', 'Offline', { outOfOffice: true }),
    ],
    [
      'Ana López is offline since Sun 22 Nov, 11:00 CET (23h 0m).',
      presence('offline', 'Offline', { presence: { system: 'offline', since: minutesAgo(23 * 60) } }),
    ],
    [
      'Ana López is offline since Fri 20 Nov, 18:12 CET.',
      presence('offline', 'Offline', { presence: { system: 'offline', since: minutesAgo(63 * 60 + 48) } }),
    ],
    [
      'Ana López is not responding since 09:59 CET (1m 0s): nothing new reaches them until they are back.',
      resting({ routing: { status: 'not-responding', since: minutesAgo(1) } }),
    ],
    [
      'Ana López is not responding since 09:59 CET (1m 0s): nothing new reaches them until they are back; also in 1 conversation.',
      person({ routing: { status: 'not-responding', since: minutesAgo(1) }, conversations: [email] }),
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
      'Ana López has no presence that this app can see; no conversation.',
      resting({ presence: undefined, routing: undefined }),
    ],
  ])('%s', (line, answer) => {
    expect(firstLine(answer)).toBe(line);
  });

  it('is about what was asked, though something else is more urgent', () => {
    const answer = person(
      { routing: { status: 'not-responding' }, conversations: [parked] },
      { question: { kind: 'live', who: [], media: ['email'], states: [] } },
    );
    expect(firstLine(answer)).toBe('Ana López has an email parked since 09:55 CET (4m 12s).');
  });

  it('says when nothing is as was asked, and that there is something else', () => {
    const answer = person(
      { conversations: [talking] },
      { shown: [], question: { kind: 'live', who: [], media: ['voice'], states: ['held'] } },
    );
    expect(firstLine(answer)).toBe('Ana López has no conversation now that fits Voice · on hold.');
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

  it('a time of another day names the day, which says more than its hours', () => {
    const answer = person(
      { presence: { system: 'offline', since: minutesAgo(3 * 1440) } },
      { presenceLabel: 'Offline' },
    );
    expect(text(answer)).toContain('Presence: Offline since Fri 20 Nov, 10:00 CET\n');
  });

  it('each conversation is told with media, direction, queue, state and its times', () => {
    const wrapUp = { name: 'Refund', provisional: true };
    expect(text(person({ conversations: [{ ...held, wrapUp }] }))).toContain(
      [
        'Voice, inbound · queue Billing',
        'On hold since 09:55 CET (4m 12s)',
        'Handling it since 09:55 CET (5m 0s) · began 09:53 CET (7m 0s ago)',
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
    expect(text(read, { now: NOW + 7000 }).split('\n')[0]).toBe('Ana López is on a call since 09:55 CET (4m 12s).');
  });
});
