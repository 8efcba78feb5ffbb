import { describe, expect, it } from 'vitest';
import type { LiveConversation, LiveStatus } from '../../../src/domain/live-status.ts';
import type { LiveAnswer, PersonAnswer } from '../../../src/reports/live-answer.ts';
import { liveMessage } from '../../../src/slack/messages/agent-live.ts';
import { minutesAgo, NOW } from '../../domain/live-people.ts';
import { conversation, person, VIEW } from './live-answers.ts';

/** How the answer about one person reads. */

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
