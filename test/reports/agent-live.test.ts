import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/domain/agent.ts';
import type { AgentStatus } from '../../src/domain/live-status.ts';
import type { LiveQuestion, Target } from '../../src/domain/question.ts';
import type { AgentDirectory, StatusFilter, StatusRestriction } from '../../src/reports/ports.ts';
import { SourceError } from '../../src/reports/ports.ts';
import { minutesAgo, NOW, session } from '../domain/live-people.ts';
import { idle, scene } from './live-sources.ts';
import { ANA, ANA_MARIA, accessTo, agent, BILLING, GRACE } from './small-centre.ts';

/** The questions of `/agent-live` that are not about one person now, and what each costs. */

const team: Partial<LiveQuestion> = { who: [{ kind: 'team', name: 'Sales' }] };
const queue: Partial<LiveQuestion> = { who: [{ kind: 'queue', name: 'Billing' }] };

/** A team Sales of so many people, and a live source that knows a status of each, with Genesys's limit of 50. */
function crowd(size: number, statusOf: (agentId: string) => AgentStatus = idle) {
  const people = Array.from({ length: size }, (_, nth) => agent(`Person ${String(nth).padStart(3, '0')}`));
  const queries: { readonly filter: StatusFilter; readonly only: StatusRestriction | undefined }[] = [];
  const directory: Partial<AgentDirectory> = { teamMembers: async () => people, groupMembers: async () => people };
  const live = {
    agentStatuses: async (filter: StatusFilter, only?: StatusRestriction) => {
      queries.push({ filter, only });
      const ids = filter.kind === 'agents' ? filter.agentIds : people.map(({ id }) => id);
      return ids
        .map(statusOf)
        .filter((status) => matches(status, only))
        .slice(0, 50);
    },
    statusCounts: async () => [{ routing: 'IDLE', count: size }],
  };
  return { people, queries, directory, live };
}

function matches(status: AgentStatus, only: StatusRestriction | undefined): boolean {
  if (only === undefined) return true;
  if ('routingStatus' in only) return status.routing?.status === only.routingStatus;
  if ('systemPresence' in only) return status.presence?.system === only.systemPresence;
  const state = only.segmentType === 'hold' ? 'held' : 'after-call-work';
  return status.sessions.some((each) => each.state === state);
}

const everybody = accessTo(() => true);

describe('a board', () => {
  it('of up to 50 people is one request', async () => {
    const { directory, live } = crowd(50);
    const { ask, asked } = scene({ directory, live });
    expect(await ask(team)).toMatchObject({
      kind: 'board',
      label: 'team Sales',
      rows: { length: 50 },
      counts: { people: 50, onQueue: 50 },
      onlyFirst: false,
    });
    expect(asked).toEqual(['statuses agents']);
  });

  it.each([51, 500])('of %i people is six requests, and shows the first 50', async (size) => {
    const { directory, live } = crowd(size);
    const { ask, asked } = scene({ directory, live });
    expect(await ask(team)).toMatchObject({ rows: { length: 50 }, counts: { people: size }, onlyFirst: true });
    expect(asked.toSorted()).toEqual(['counts team', ...Array.from({ length: 5 }, () => 'statuses team')]);
  });

  it('shows whoever needs attention first, though they are the last of 500', async () => {
    const last = agent('Person 499').id;
    const { directory, live } = crowd(500, (id) =>
      id === last ? { ...idle(id), sessions: [session('c', { state: 'held', stateSince: minutesAgo(4) })] } : idle(id),
    );
    const answer = await scene({ directory, live }).ask(team);
    expect(answer).toMatchObject({ rows: { length: 50 }, counts: { onHold: { count: 1, atLeast: false } } });
    expect(answer).toHaveProperty('rows.0', expect.objectContaining({ agent: agent('Person 499') }));
    expect(answer).toHaveProperty('rows.1', expect.objectContaining({ agent: agent('Person 000') }));
  });

  it('names nobody and counts nobody whom the asker may not see', async () => {
    const { directory, live, queries } = crowd(90);
    const { ask } = scene({ directory, live, access: accessTo(({ name }) => name >= 'Person 030') });
    const answer = await ask(team);
    expect(answer).toMatchObject({ counts: { people: 60 } });
    expect(JSON.stringify(answer)).not.toContain('Person 029');
    expect(queries).toHaveLength(5);
    for (const { filter } of queries) {
      expect(filter).toMatchObject({ kind: 'agents', agentIds: { length: 60 } });
    }
  });

  it('shows nobody of a team whom Genesys knows and the directory does not', async () => {
    const { directory, live } = crowd(60);
    const stranger = { ...idle('a-stranger'), routing: { status: 'not-responding' } as const };
    const { ask } = scene({
      directory,
      live: { ...live, agentStatuses: async (...asked) => [stranger, ...(await live.agentStatuses(...asked))] },
    });
    expect(JSON.stringify(await ask(team))).not.toContain('a-stranger');
  });

  it('of more people by name than a query takes says how many it leaves out', async () => {
    const { directory, live, queries } = crowd(150);
    const { ask } = scene({ directory, live });
    const group: Target = { kind: 'group', name: 'Tier 2' };
    expect(await ask({ who: [group] })).toMatchObject({ notCounted: 50, counts: { people: 100 } });
    expect(queries.every(({ filter }) => filter.kind === 'agents' && filter.agentIds.length === 100)).toBe(true);
  });

  it('of several people asks for exactly them, and its buttons too', async () => {
    const { ask, asked } = scene();
    const who: Target[] = [
      { kind: 'name', name: 'Grace' },
      { kind: 'email', email: ANA.email ?? '' },
    ];
    expect(await ask({ who })).toMatchObject({
      label: 'Grace O’Neill and Ana López',
      rows: [{ agent: { name: 'Ana López' } }, { agent: { name: 'Grace O’Neill' } }],
      question: { who: [GRACE, ANA].map(({ id }) => ({ kind: 'agent', agentId: id })) },
    });
    expect(asked).toEqual(['statuses agents']);
  });

  it('is a board too when the queue has one person in it', async () => {
    const { ask } = scene({ directory: { queueMembers: async () => [ANA] } });
    expect(await ask(queue)).toMatchObject({ kind: 'board', question: queue, rows: { length: 1 } });
  });

  it('with a state asked for shows only those in it, and still counts everybody', async () => {
    const { ask } = scene({
      live: {
        agentStatuses: async () => [
          { ...idle(ANA.id), sessions: [session('c', { state: 'held' })] },
          { ...idle(GRACE.id), sessions: [session('d')] },
        ],
      },
    });
    expect(await ask({ ...team, states: ['held'] })).toMatchObject({
      rows: [{ agent: { name: 'Ana López' } }],
      counts: { people: 2, talking: { count: 2 } },
    });
    expect(await ask({ ...team, states: ['active'] })).toMatchObject({ rows: { length: 2 } });
    expect(await ask({ ...team, media: ['email'] })).toMatchObject({ rows: [] });
  });

  it('is kept for some seconds for the same people only', async () => {
    const { ask, asked } = scene();
    await ask(team);
    expect(await ask({ ...team, states: ['held'] })).toMatchObject({ cached: true });
    await ask({ who: [{ kind: 'my-team' }] });
    expect(asked).toHaveLength(2);
  });

  it('goes on without the names of queues and presences, and says so', async () => {
    const down = async () => {
      throw new SourceError({ kind: 'forbidden', endpoint: 'names' });
    };
    const { ask } = scene({
      directory: { presenceLabels: down, queueNames: down },
      live: { agentStatuses: async () => [{ ...idle(ANA.id), sessions: [session('c')] }] },
    });
    expect(await ask(team)).toMatchObject({ missing: [{ what: 'presence-labels' }, { what: 'queue-names' }] });
  });

  it('is no answer when the status query is refused', async () => {
    const { ask } = scene({
      live: {
        agentStatuses: async () => {
          throw new SourceError({ kind: 'forbidden', endpoint: 'agent-statuses' });
        },
      },
    });
    await expect(ask(team)).rejects.toThrow('agent-statuses: forbidden');
  });
});

describe('closed', () => {
  const conversations = [
    {
      conversationId: 'c1',
      media: 'voice',
      startedAt: minutesAgo(50),
      endedAt: minutesAgo(40),
      wrapUpCodeIds: ['w1', 'w2'],
    },
    {
      conversationId: 'c2',
      media: 'email',
      queueId: BILLING.id,
      startedAt: minutesAgo(20),
      endedAt: minutesAgo(2),
      wrapUpCodeIds: [],
    },
  ] as const;
  const directory = { wrapUpCodeNames: async () => ({ w1: 'Refund' }) };

  it('is what this person finished in the last hour, the latest first', async () => {
    const { ask, asked } = scene({ live: { endedConversations: async () => conversations }, directory });
    expect(await ask({ states: ['closed'] })).toMatchObject({
      kind: 'ended',
      agent: { name: 'Ana López' },
      within: { start: NOW - 3_600_000, end: NOW },
      conversations: [
        { conversationId: 'c2', queue: { name: 'Billing' }, wrapUps: [] },
        { conversationId: 'c1', wrapUps: ['Refund'] },
      ],
    });
    expect(asked).toEqual(['ended-conversations']);
  });

  it('of one medium leaves out the others', async () => {
    const { ask } = scene({ live: { endedConversations: async () => conversations }, directory });
    expect(await ask({ states: ['closed'], media: ['email'] })).toMatchObject({
      conversations: [{ conversationId: 'c2' }],
    });
  });

  it('is told without wrap-up codes when their names cannot be read', async () => {
    const { ask } = scene({
      live: { endedConversations: async () => conversations },
      directory: {
        wrapUpCodeNames: async () => {
          throw new SourceError({ kind: 'forbidden', endpoint: 'wrap-up-codes' });
        },
      },
    });
    expect(await ask({ states: ['closed'] })).toMatchObject({
      conversations: { length: 2 },
      missing: [{ what: 'wrap-up-names' }],
    });
  });

  it('is asked about one person at a time', async () => {
    const { ask, asked } = scene();
    expect(await ask({ ...team, states: ['closed'] })).toEqual({ kind: 'closed-for-several' });
    expect(asked).toEqual([]);
  });
});

describe('queued', () => {
  const live = {
    waiting: async () =>
      [
        { media: 'voice', count: 7 },
        { media: 'chat', count: 2 },
      ] as const,
  };

  it('is how many wait in a queue, by media', async () => {
    const { ask, asked } = scene({ live });
    expect(await ask({ ...queue, states: ['queued'] })).toMatchObject({
      kind: 'waiting',
      queue: BILLING,
      waiting: [
        { media: 'voice', count: 7 },
        { media: 'chat', count: 2 },
      ],
    });
    expect(await ask({ ...queue, states: ['queued'], media: ['chat'] })).toMatchObject({
      waiting: [{ media: 'chat' }],
      cached: true,
    });
    expect(asked).toEqual([`waiting ${BILLING.id}`]);
  });

  it('needs a queue', async () => {
    expect(await scene({ live }).ask({ states: ['queued'] })).toEqual({ kind: 'queued-without-queue' });
  });
});

describe('a question that has no one answer', () => {
  it.each<[LiveQuestion['states'], string]>([
    [['closed', 'held'], 'closed'],
    [['active', 'queued'], 'queued'],
    [['queued', 'closed'], 'closed'],
  ])('mixes %j', async (states, state) => {
    const { ask, asked } = scene();
    expect(await ask({ states })).toEqual({ kind: 'states-apart', state });
    expect(asked).toEqual([]);
  });

  it('is no mix when one state is typed twice', async () => {
    expect(await scene().ask({ states: ['closed', 'closed'] })).toMatchObject({ kind: 'ended' });
  });

  it('is about nobody whom the asker may see', async () => {
    const { ask, asked } = scene({ access: accessTo(({ id }) => id !== ANA.id) });
    expect(await ask()).toMatchObject({ kind: 'problem', problem: { kind: 'no-such-agent', words: 'ana lópez' } });
    expect(asked).toEqual([]);
  });
});

describe('a question that names nobody', () => {
  it('is about the reports of the asker', async () => {
    expect(await scene({ access: everybody }).ask({ who: [] })).toMatchObject({
      label: 'your team',
      rows: [{ agent: ANA }, { agent: ANA_MARIA }, { agent: GRACE }] satisfies { agent: Agent }[],
      question: { who: [{ kind: 'my-team' }] },
    });
  });

  it('is about whom the configuration says', async () => {
    const { ask } = scene({ whenNobodyNamed: [{ kind: 'queue', name: 'Billing' }] });
    expect(await ask({ who: [] })).toMatchObject({ label: 'queue Billing' });
  });
});
