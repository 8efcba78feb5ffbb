import { describe, expect, it } from 'vitest';
import { connect } from './scripted-server.ts';

const at = Date.parse;
const ANA = '11111111-aaaa-4bbb-8ccc-000000000001';

describe('what a person does, by the directory', () => {
  const user = {
    id: ANA,
    name: 'Ana López',
    email: 'ana.lopez@example.com',
    state: 'active',
    division: { id: 'd1', name: 'Madrid' },
    manager: { id: 'omar' },
    presence: {
      presenceDefinition: { id: 'p1', systemPresence: 'On Queue' },
      modifiedDate: '2026-11-22T08:55:03.120Z',
    },
    routingStatus: { status: 'INTERACTING', startTime: '2026-11-22T09:41:10.004Z' },
    outOfOffice: { active: true },
    conversationSummary: {
      userId: ANA,
      call: { contactCenter: { active: 1, acw: 1 }, enterprise: { active: 1, acw: 0 } },
      message: { contactCenter: { active: 2, acw: 0 } },
      chat: null,
    },
  };

  it('is asked for with everything in one request', async () => {
    const { genesys, server } = await connect({ [`/users/${ANA}`]: [{ body: user }] });
    expect(await genesys.live.userStatus(ANA)).toEqual({
      agent: {
        id: ANA,
        name: 'Ana López',
        email: 'ana.lopez@example.com',
        title: undefined,
        division: { id: 'd1', name: 'Madrid' },
        managerId: 'omar',
        state: 'active',
      },
      presence: { system: 'on-queue', definitionId: 'p1', since: at('2026-11-22T08:55:03.120Z') },
      routing: { status: 'interacting', since: at('2026-11-22T09:41:10.004Z') },
      outOfOffice: true,
      partCounts: { voice: 3, message: 2 },
    });
    expect(server.seen.at(-1)?.query.get('expand')).toBe('presence,routingStatus,conversationSummary,outOfOffice');
  });

  it('has gaps where Genesys did not answer an expansion', async () => {
    const { genesys } = await connect({ [`/users/${ANA}`]: [{ body: { id: ANA, name: 'Ana', state: 'inactive' } }] });
    expect(await genesys.live.userStatus(ANA)).toMatchObject({
      agent: { state: 'inactive' },
      presence: undefined,
      routing: undefined,
      outOfOffice: undefined,
      partCounts: undefined,
    });
  });
});

describe('what an agent does, by the agent status', () => {
  it('names each session with its state and both its times', async () => {
    const { genesys } = await connect({
      [`/analytics/agents/${ANA}/status`]: [
        {
          body: {
            userId: ANA,
            userName: 'Ana López',
            divisionId: 'd1',
            systemPresence: 'ON_QUEUE',
            organizationPresenceId: 'p1',
            presenceDate: '2026-11-22T08:55:03.120Z',
            routingStatus: 'INTERACTING',
            routingStatusDate: '2026-11-22T09:41:10.004Z',
            isOutOfOffice: false,
            sessionCount: 3,
            adherenceState: 'Something new',
            sessions: [
              {
                conversationId: 'c1',
                sessionId: 's1',
                sessionStart: '2026-11-22T09:41:02.311Z',
                segmentStart: '2026-11-22T09:47:30.900Z',
                segmentType: 'hold',
                routedQueueId: 'q1',
                originatingDirection: 'inbound',
                mediaType: 'voice',
              },
              { conversationId: 'c2', sessionId: 's2', segmentType: 'telepathy', mediaType: 'hologram' },
              { segmentType: 'interact' },
            ],
          },
          strange: /is (telepathy|hologram|Something new)/,
        },
      ],
    });
    const status = await genesys.live.agentStatus(ANA);
    expect(status).toMatchObject({
      agentId: ANA,
      agentName: 'Ana López',
      divisionId: 'd1',
      presence: { system: 'on-queue', definitionId: 'p1', since: at('2026-11-22T08:55:03.120Z') },
      routing: { status: 'interacting', since: at('2026-11-22T09:41:10.004Z') },
      outOfOffice: false,
    });
    expect(status.sessions).toEqual([
      {
        conversationId: 'c1',
        sessionId: 's1',
        media: 'voice',
        direction: 'inbound',
        queueId: 'q1',
        state: 'held',
        stateSince: at('2026-11-22T09:47:30.900Z'),
        sessionStart: at('2026-11-22T09:41:02.311Z'),
      },
      expect.objectContaining({ conversationId: 'c2', media: 'unknown', state: 'other', stateSince: undefined }),
    ]);
  });

  it('knows whom was asked for even when Genesys withholds the name and the id', async () => {
    const { genesys } = await connect({ [`/analytics/agents/${ANA}/status`]: [{ body: { sessions: null } }] });
    expect(await genesys.live.agentStatus(ANA)).toEqual(expect.objectContaining({ agentId: ANA, sessions: [] }));
  });
});

describe('a team board', () => {
  const QUERY = '/analytics/agents/status/query';
  const board = async (...ask: Parameters<Awaited<ReturnType<typeof connect>>['genesys']['live']['agentStatuses']>) => {
    const { genesys, server } = await connect({ [QUERY]: [{ body: { entities: [{ userId: 'ana' }, {}] } }] });
    const statuses = await genesys.live.agentStatuses(...ask);
    return { statuses, body: server.seen.at(-1)?.body };
  };

  it.each([
    [{ kind: 'queue', queueId: 'q1' }, { predicates: [{ dimension: 'queueId', value: 'q1' }] }],
    [{ kind: 'team', teamId: 't1' }, { predicates: [{ dimension: 'teamId', value: 't1' }] }],
    [{ kind: 'manager', managerId: 'omar' }, { predicates: [{ dimension: 'managerId', value: 'omar' }] }],
    [
      { kind: 'agents', agentIds: ['ana', 'ben'] },
      {
        clauses: [
          {
            type: 'or',
            predicates: [
              { dimension: 'userId', value: 'ana' },
              { dimension: 'userId', value: 'ben' },
            ],
          },
        ],
      },
    ],
  ] as const)('asks for %j in one request', async (filter, userFilter) => {
    const { body } = await board(filter);
    expect(body).toEqual({
      userFilter: { type: 'and', ...userFilter },
      userOrderBy: 'routingStatusDate',
      userOrder: 'asc',
    });
  });

  it.each([
    [{ routingStatus: 'not-responding' }, 'userFilter', { dimension: 'routingStatus', value: 'NOT_RESPONDING' }],
    [{ systemPresence: 'break' }, 'userFilter', { dimension: 'systemPresence', value: 'BREAK' }],
    [{ systemPresence: 'meal' }, 'userFilter', { dimension: 'systemPresence', value: 'MEAL' }],
    [{ segmentType: 'hold' }, 'sessionFilter', { dimension: 'segmentType', value: 'hold' }],
    [{ segmentType: 'wrapup' }, 'sessionFilter', { dimension: 'segmentType', value: 'wrapup' }],
  ] as const)('narrows to those who need attention: %j', async (only, place, predicate) => {
    const { body } = await board({ kind: 'queue', queueId: 'q1' }, only);
    const predicates = expect.arrayContaining([predicate]);
    expect(body).toMatchObject({ [place]: { type: 'and', predicates } });
  });

  it('has somebody whose id Genesys withholds: they are there all the same', async () => {
    const { statuses } = await board({ kind: 'queue', queueId: 'q1' });
    expect(statuses.map((status) => status.agentId)).toEqual(['ana', undefined]);
  });

  it('counts people by routing status in our own words', async () => {
    const { genesys, server } = await connect({
      '/analytics/agents/status/counts': [
        {
          body: {
            routingStatusCounts: [
              { routingStatus: 'IDLE', count: 12 },
              { routingStatus: 'NOT_RESPONDING', count: 1 },
            ],
          },
        },
      ],
    });
    expect(await genesys.live.statusCounts({ kind: 'team', teamId: 't1' })).toEqual([
      { routing: 'idle', count: 12 },
      { routing: 'not-responding', count: 1 },
    ]);
    expect(server.seen.at(-1)?.body).toEqual({
      userFilter: { type: 'and', predicates: [{ dimension: 'teamId', value: 't1' }] },
    });
  });
});

describe('queues', () => {
  const waits = (queueId: string | undefined, mediaType: string | undefined, count: number, longest?: number) => ({
    group: { ...(queueId === undefined ? {} : { queueId }), ...(mediaType === undefined ? {} : { mediaType }) },
    data: [
      { metric: 'oWaiting', stats: { count } },
      ...(longest === undefined ? [] : [{ metric: 'oLongestWaiting', stats: { calculatedMetricValue: longest } }]),
    ],
  });

  it('say how many wait and since when, by media, in one request for many of them', async () => {
    const since = Date.parse('2026-11-22T09:58:00Z');
    const { genesys, server } = await connect({
      '/analytics/queues/observations/query': [
        {
          body: {
            results: [
              waits('q1', 'voice', 4, since),
              waits('q1', 'chat', 0),
              waits('q1', undefined, 4),
              waits('q2', 'email', 1),
              { group: { queueId: 'q2', mediaType: 'voice' }, data: [{ metric: 'oInteracting', stats: { count: 9 } }] },
              { group: { queueId: 'q2', mediaType: 'message' } },
            ],
          },
        },
      ],
    });
    expect(await genesys.live.waiting(['q1', 'q2'])).toEqual([
      { queueId: 'q1', media: 'voice', count: 4, longestSince: since },
      { queueId: 'q2', media: 'email', count: 1, longestSince: undefined },
    ]);
    expect(server.seen.at(-1)?.body).toEqual({
      filter: {
        type: 'and',
        clauses: [
          {
            type: 'or',
            predicates: [
              { type: 'dimension', dimension: 'queueId', value: 'q1' },
              { type: 'dimension', dimension: 'queueId', value: 'q2' },
            ],
          },
        ],
      },
      metrics: ['oWaiting', 'oLongestWaiting'],
    });
  });

  it('are not asked about when there are none', async () => {
    const { genesys, server } = await connect({});
    expect(await genesys.live.waiting([])).toEqual([]);
    expect(server.seen.filter(({ path }) => path.includes('observations'))).toEqual([]);
  });

  it('may say how long the longest has waited instead of since when', async () => {
    const { genesys, clock } = await connect({
      '/analytics/queues/observations/query': [{ body: { results: [waits('q1', 'voice', 1, 60_000)] } }],
    });
    const [voice] = await genesys.live.waiting(['q1']);
    expect(voice?.longestSince).toBe(clock.now - 60_000);
  });
});
