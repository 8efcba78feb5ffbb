import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../../src/domain/agent.ts';
import { ATTENTION } from '../../../src/domain/live/attention.ts';
import { boardRows, countRouting, countRows, isOne } from '../../../src/domain/live/board.ts';
import type { AgentStatus } from '../../../src/domain/live/status.ts';
import { AVAILABILITIES, type Availability } from '../../../src/domain/question.ts';
import { minutesAgo, NOW, session, status } from './people.ts';

/** Who of a team needs a look, and how many do what. */

const names = { queues: { 'q-billing': 'Billing' }, presences: { 'p-onqueue': 'On Queue' } };

const person = (name: string): Agent => ({ id: `a-${name}`, name, state: 'active' });

function of(name: string, more: Partial<AgentStatus> = {}): AgentStatus {
  return status({ agentId: `a-${name}`, routing: { status: 'idle', since: minutesAgo(1) }, ...more });
}

function order(statuses: readonly AgentStatus[]): readonly string[] {
  const people = statuses.map(({ agentId }) => person((agentId ?? '').replace('a-', '')));
  return boardRows(people, statuses, names, NOW).map((row) => row.agent.name);
}

const offQueue = { status: 'off-queue' } as const;
const wrappingUp = (minutes: number) => [session('c', { state: 'after-call-work', stateSince: minutesAgo(minutes) })];
const holding = (minutes: number) => [session('c', { state: 'held', stateSince: minutesAgo(minutes) })];

describe('the rows of a board', () => {
  it('are sorted by who needs attention, then by who works, waits and is away', () => {
    expect(
      order([
        of('offline', {
          presence: { system: 'offline' },
          routing: offQueue,
          sessions: [session('mail', { media: 'email', state: 'parked' })],
        }),
        of('away', { presence: { system: 'meeting' }, routing: offQueue }),
        of('free'),
        of('talking', { sessions: [session('c')] }),
        of('a call outside the queues', { routing: { status: 'communicating' } }),
        of('short hold', { sessions: holding(2) }),
        of('long hold', { sessions: holding(4) }),
        of('longer hold', { sessions: holding(9) }),
        of('wrapping up', { sessions: wrappingUp(6) }),
        of('not responding', { routing: { status: 'not-responding', since: NOW } }),
      ]),
    ).toEqual([
      'not responding',
      'wrapping up',
      'longer hold',
      'long hold',
      'a call outside the queues',
      'short hold',
      'talking',
      'free',
      'away',
      'offline',
    ]);
  });

  it('of the same need are in the order of the alphabet, accents or not', () => {
    expect(order([of('Zoë'), of('Émile'), of('Ana'), of('Eva')])).toEqual(['Ana', 'Émile', 'Eva', 'Zoë']);
  });

  it('keep somebody of whom no status came, at the end', () => {
    const rows = boardRows([person('unseen'), person('ana')], [of('ana')], names, NOW);
    expect(rows.map(({ agent, known }) => [agent.name, known])).toEqual([
      ['ana', true],
      ['unseen', false],
    ]);
  });

  it('say presence and queues in the words of the organisation', () => {
    const [row] = boardRows([person('ana')], [of('ana', { sessions: [session('c')] })], names, NOW);
    expect(row).toMatchObject({ presence: { label: 'On Queue' }, conversations: [{ queue: { name: 'Billing' } }] });
  });

  it('are everybody, once, whatever they do', () => {
    const state = fc.record({
      agentId: fc.nat(30).map((nth) => `a-${nth}`),
      routing: fc.constantFrom<AgentStatus['routing']>(undefined, { status: 'not-responding' }, offQueue),
      sessions: fc.constantFrom(holding(9), holding(1), wrappingUp(9), []),
    });
    fc.assert(
      fc.property(fc.uniqueArray(state, { selector: ({ agentId }) => agentId }), (statuses) => {
        const people = Array.from({ length: 31 }, (_, nth) => person(`${nth}`));
        const rows = boardRows(people, statuses, names, NOW);
        expect(rows.map(({ agent }) => agent.id).toSorted()).toEqual(people.map(({ id }) => id).toSorted());
        const needs = rows.map(({ attention }) => (attention ? ATTENTION.indexOf(attention.kind) : ATTENTION.length));
        expect(needs).toEqual(needs.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe('what somebody is, as a whole', () => {
  it.each<[string, Partial<AgentStatus>, readonly Availability[]]>([
    ['free', {}, ['free', 'on-queue']],
    ['on a call', { routing: { status: 'interacting' }, sessions: [session('c')] }, ['talking', 'on-queue']],
    ['in a chat, who does not talk', { sessions: [session('c', { media: 'chat' })] }, ['on-queue']],
    ['on a call outside the queues', { routing: { status: 'communicating' } }, ['on-queue']],
    ['not responding', { routing: { status: 'not-responding' } }, ['on-queue', 'not-responding']],
    ['at lunch', { presence: { system: 'meal' }, routing: offQueue }, ['on-break', 'away']],
    ['in a meeting', { presence: { system: 'meeting' }, routing: offQueue }, ['away']],
    ['offline', { presence: { system: 'offline' }, routing: offQueue }, ['offline']],
  ])('is %s', (_what, state, expected) => {
    const [row] = boardRows([person('ana')], [of('ana', state)], names, NOW);
    expect(AVAILABILITIES.filter((each) => row !== undefined && isOne(row, each))).toEqual(expected);
  });

  it('is nothing of whom nothing is known', () => {
    const [row] = boardRows([person('ana')], [], names, NOW);
    expect(AVAILABILITIES.filter((each) => row !== undefined && isOne(row, each))).toEqual([]);
  });
});

describe('the header', () => {
  it('counts what everybody does', () => {
    const statuses = [
      of('1', { sessions: [session('c')] }),
      of('2', { sessions: holding(1) }),
      of('3', { sessions: [...wrappingUp(1), session('email', { media: 'email', state: 'parked' })] }),
      of('4', { routing: { status: 'not-responding' }, sessions: [session('c', { state: 'alerting' })] }),
      of('5'),
      of('6', { routing: offQueue }),
      of('7', { routing: { status: 'unknown' } }),
      of('8', { sessions: [session('c', { media: 'chat' })] }),
      of('9', { routing: { status: 'communicating' } }),
    ];
    const people = statuses.map(({ agentId }) => person((agentId ?? '').replace('a-', '')));
    expect(countRows(boardRows(people, statuses, names, NOW))).toEqual({
      people: 9,
      unknown: 0,
      onQueue: 7,
      free: 1,
      busy: 6,
      onCalls: 2,
      afterCall: { count: 1, atLeast: false },
      onHold: { count: 1, atLeast: false },
      notResponding: 1,
    });
  });

  it('counts people whose names are withheld, and knows nothing of whom Genesys told nothing', () => {
    const people = ['1', '2', '3'].map(person);
    const nameless = [of('', { agentId: undefined }), of('', { agentId: undefined, routing: undefined })];
    const rows = boardRows(people, nameless, names, NOW);
    expect(countRows(rows, nameless)).toMatchObject({ people: 3, unknown: 2, onQueue: 1 });
    expect(countRows(rows)).toMatchObject({ people: 3, unknown: 3 });
    expect(countRouting([], { people: 60, afterCall: 0, onHold: 0 })).toMatchObject({ people: 60, unknown: 60 });
  });

  it('counts a large team by routing status, which does not tell a call from its after-call work', () => {
    const routing = [
      { routing: 'OFF_QUEUE', count: 300 },
      { routing: 'IDLE', count: 100 },
      { routing: 'INTERACTING', count: 90 },
      { routing: 'communicating', count: 3 },
      { routing: 'not-responding', count: 7 },
      { routing: 'SOMETHING_NEW', count: 1 },
    ];
    expect(countRouting(routing, { people: 501, afterCall: 50, onHold: 12 })).toEqual({
      people: 501,
      unknown: 0,
      onQueue: 200,
      free: 100,
      busy: 93,
      afterCall: { count: 50, atLeast: true },
      onHold: { count: 12, atLeast: false },
      notResponding: 7,
    });
  });
});
