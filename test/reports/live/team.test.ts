import { describe, expect, it } from 'vitest';
import type { AgentStatus } from '../../../src/domain/live/status.ts';
import type { LiveQuestion, Target } from '../../../src/domain/question.ts';
import type { AgentDirectory, StatusFilter, StatusRestriction } from '../../../src/reports/ports.ts';
import { SourceError } from '../../../src/reports/ports.ts';
import { minutesAgo, session } from '../../domain/live/people.ts';
import { ANA, accessTo, agent, GRACE } from '../small-centre.ts';
import { idle, scene } from './sources.ts';

/** A board of several people: what it costs, whom it shows first, and whom never. */

const team: Partial<LiveQuestion> = { who: [{ kind: 'team', name: 'Sales' }] };
const queue: Partial<LiveQuestion> = { who: [{ kind: 'queue', name: 'Billing' }] };

/** A team Sales of so many people, and a live source that knows a status of each, with Genesys's limit of 50. */
function crowd(size: number, statusOf: (agentId: string) => AgentStatus = idle) {
  const people = Array.from({ length: size }, (_, nth) => agent(`Person ${String(nth).padStart(3, '0')}`));
  const queries: { readonly filter: StatusFilter; readonly only: StatusRestriction | undefined }[] = [];
  const directory: Partial<AgentDirectory> = { members: async () => people };
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

describe('a board', () => {
  it('of up to 50 people is one request', async () => {
    const { directory, live } = crowd(50);
    const { ask, asked } = scene({ directory, live });
    expect(await ask(team)).toMatchObject({
      kind: 'board',
      about: { kind: 'team', name: 'Sales' },
      rows: { length: 50 },
      counts: { people: 50, onQueue: 50 },
      onlyFirst: false,
    });
    expect(asked).toEqual(['statuses agents']);
  });

  it.each([51, 500])('of %i people is five requests, and shows the first 50', async (size) => {
    const { directory, live } = crowd(size);
    const { ask, asked } = scene({ directory, live });
    expect(await ask(team)).toMatchObject({ rows: { length: 50 }, counts: { people: size }, onlyFirst: true });
    expect(asked.toSorted()).toEqual(['counts team', ...Array.from({ length: 4 }, () => 'statuses team')]);
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

  it('keeps all of what somebody does, though a query for holds tells of the hold alone', async () => {
    const busy = agent('Person 007').id;
    const hold = session('c', { state: 'held', stateSince: minutesAgo(4) });
    const sessions = [session('mail', { media: 'email' }), hold];
    const { directory, live } = crowd(60, (id) => (id === busy ? { ...idle(id), sessions } : idle(id)));
    const { ask } = scene({
      directory,
      live: {
        ...live,
        agentStatuses: async (filter, only) =>
          only !== undefined && 'segmentType' in only && only.segmentType === 'hold'
            ? [{ ...idle(busy), sessions: [hold] }]
            : live.agentStatuses(filter, only),
      },
    });
    expect(await ask(team)).toHaveProperty(
      'rows.0.conversations',
      expect.arrayContaining([expect.objectContaining({ media: 'email' }), expect.objectContaining({ state: 'held' })]),
    );
  });

  it('names nobody and counts nobody whom the asker may not see', async () => {
    const { directory, live, queries } = crowd(90);
    const { ask } = scene({ directory, live, access: accessTo(({ name }) => name >= 'Person 030') });
    const answer = await ask(team);
    expect(answer).toMatchObject({ counts: { people: 60 } });
    expect(JSON.stringify(answer)).not.toContain('Person 029');
    expect(queries).toHaveLength(4);
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
      about: {
        kind: 'several',
        of: [
          { kind: 'person', name: 'Grace O’Neill' },
          { kind: 'person', name: 'Ana López' },
        ],
      },
      rows: [{ agent: { name: 'Ana López' } }, { agent: { name: 'Grace O’Neill' } }],
      question: { who: [GRACE, ANA].map(({ id }) => ({ kind: 'agent', agentId: id })) },
    });
    expect(asked).toEqual(['statuses agents']);
  });

  it('is a board too when the queue has one person in it', async () => {
    const { ask } = scene({ directory: { members: async () => [ANA] } });
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
      counts: { people: 2, onCalls: 2 },
    });
    expect(await ask({ ...team, states: ['active'] })).toMatchObject({ rows: { length: 2 } });
    expect(await ask({ ...team, media: ['email'] })).toMatchObject({ rows: [] });
    expect(await ask({ ...team, are: ['talking'] })).toMatchObject({ rows: { length: 2 } });
    expect(await ask({ ...team, are: ['free', 'on-break'] })).toMatchObject({ rows: [], counts: { people: 2 } });
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
