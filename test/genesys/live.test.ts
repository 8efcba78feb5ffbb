import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversationNow } from '../../src/genesys/conversation.ts';
import { conversation } from '../../src/genesys/schemas.ts';
import { presenceOf, routingOf, stateOfSegment } from '../../src/genesys/vocabulary.ts';
import { connect } from './scripted-server.ts';

const at = Date.parse;
const ANA = '11111111-aaaa-4bbb-8ccc-000000000001';

describe('words that Genesys spells in several ways', () => {
  it.each([
    ['On Queue', 'on-queue'],
    ['ON_QUEUE', 'on-queue'],
    ['OnQueue', 'on-queue'],
    ['AVAILABLE', 'available'],
    ['Available', 'available'],
    ['Meal', 'meal'],
    ['UNKNOWN', 'unknown'],
    ['Siesta', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('presence %j is %s', (spelling, expected) => {
    expect(presenceOf(spelling)).toBe(expected);
  });

  it.each([
    ['OFF_QUEUE', 'off-queue'],
    ['NOT_RESPONDING', 'not-responding'],
    ['IDLE', 'idle'],
    ['DAYDREAMING', 'unknown'],
  ])('routing status %s is %s', (spelling, expected) => {
    expect(routingOf(spelling)).toBe(expected);
  });

  it.each([
    ['alert', 'alerting'],
    ['dialing', 'dialing'],
    ['contacting', 'dialing'],
    ['interact', 'interacting'],
    ['hold', 'held'],
    ['parked', 'parked'],
    ['wrapup', 'after-call-work'],
    ['monitoring', 'supervising'],
    ['coaching', 'supervising'],
    ['barging', 'supervising'],
    ['callback', 'scheduled'],
    ['scheduled', 'scheduled'],
    ['ivr', 'other'],
    ['voicemail', 'other'],
    ['hologram', 'other'],
    [undefined, 'other'],
  ])('segment type %j is %s', (segmentType, expected) => {
    expect(stateOfSegment(segmentType)).toBe(expected);
  });
});

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
      conversationCount: 5,
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
      conversationCount: undefined,
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

  it('leaves out a person whose id Genesys withholds', async () => {
    const { statuses } = await board({ kind: 'queue', queueId: 'q1' });
    expect(statuses.map((status) => status.agentId)).toEqual(['ana']);
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

describe('a queue', () => {
  it('says how many wait, by media', async () => {
    const { genesys } = await connect({
      '/analytics/queues/observations/query': [
        {
          body: {
            results: [
              { group: { queueId: 'q1', mediaType: 'voice' }, data: [{ metric: 'oWaiting', stats: { count: 4 } }] },
              { group: { queueId: 'q1', mediaType: 'chat' }, data: [{ metric: 'oWaiting', stats: { count: 0 } }] },
              { group: { queueId: 'q1' }, data: [{ metric: 'oWaiting', stats: { count: 4 } }] },
              { group: { queueId: 'q1', mediaType: 'email' }, data: [{ metric: 'oInteracting', stats: { count: 9 } }] },
            ],
          },
        },
      ],
    });
    expect(await genesys.live.waiting('q1')).toEqual([{ media: 'voice', count: 4 }]);
  });
});

describe('a conversation', () => {
  const read = (body: object) => conversationNow('c1', conversation.parse(body)).communications;
  const agent = (part: object, call: object = {}) => ({
    id: 'p-agent',
    userId: ANA,
    purpose: 'agent',
    calls: [{ id: 's1', state: 'connected', ...call }],
    ...part,
  });
  const first = (part: object, call?: object) => read({ participants: [agent(part, call)] })[0];

  it.each([
    ['alerting', { startAlertingTime: '2026-11-22T09:00:00Z' }, 'alerting', '2026-11-22T09:00:00Z'],
    ['offering', {}, 'alerting', undefined],
    ['dialing', {}, 'dialing', undefined],
    ['contacting', {}, 'dialing', undefined],
    ['connected', { connectedTime: '2026-11-22T09:00:00Z' }, 'interacting', '2026-11-22T09:00:00Z'],
    ['connected', { held: true, startHoldTime: '2026-11-22T09:05:00Z' }, 'held', '2026-11-22T09:05:00Z'],
    ['connected', { confined: true, connectedTime: '2026-11-22T09:00:00Z' }, 'interacting', '2026-11-22T09:00:00Z'],
    ['parked', { parkTime: '2026-11-22T09:00:00Z' }, 'parked', '2026-11-22T09:00:00Z'],
    ['scheduled', {}, 'scheduled', undefined],
    ['transmitting', {}, 'other', undefined],
    ['disconnected', { disconnectedTime: '2026-11-22T09:00:00Z' }, 'ended', '2026-11-22T09:00:00Z'],
    ['terminated', {}, 'ended', undefined],
    ['levitating', {}, 'other', undefined],
  ])('that is %s %j is %s', (state, call, expected, since) => {
    expect(first({}, { state, ...call })).toMatchObject({
      state: expected,
      stateSince: since === undefined ? undefined : at(since),
    });
  });

  it.each([
    [
      'required, begun and not ended',
      { wrapupRequired: true, startAcwTime: '2026-11-22T09:10:00Z' },
      {},
      'after-call-work',
      '2026-11-22T09:10:00Z',
    ],
    [
      'pending by the communication itself',
      {},
      { afterCallWork: { state: 'pending', startTime: '2026-11-22T09:11:00Z' } },
      'after-call-work',
      '2026-11-22T09:11:00Z',
    ],
    ['required but not begun', { wrapupRequired: true }, {}, 'ended', '2026-11-22T09:09:00Z'],
    ['begun but not required', { startAcwTime: '2026-11-22T09:10:00Z' }, {}, 'ended', '2026-11-22T09:09:00Z'],
    [
      'ended',
      { wrapupRequired: true, startAcwTime: '2026-11-22T09:10:00Z', endAcwTime: '2026-11-22T09:12:00Z' },
      {},
      'ended',
      '2026-11-22T09:09:00Z',
    ],
    ['complete', {}, { afterCallWork: { state: 'complete' } }, 'ended', '2026-11-22T09:09:00Z'],
  ])('whose after-call work is %s', (_, part, call, state, since) => {
    const ended = { state: 'disconnected', disconnectedTime: '2026-11-22T09:09:00Z', ...call };
    expect(first(part, ended)).toMatchObject({ state, stateSince: at(since) });
  });

  it('has no after-call work as long as somebody talks', () => {
    expect(first({ wrapupRequired: true, startAcwTime: '2026-11-22T09:10:00Z' })?.state).toBe('interacting');
  });

  it.each([
    ['of the participant', { wrapup: { code: 'w1', name: 'Refund' } }, {}, { name: 'Refund', provisional: false }],
    [
      'provisional',
      { wrapup: { code: 'w1', name: 'Refund', provisional: true } },
      {},
      { name: 'Refund', provisional: true },
    ],
    [
      'of the communication, which is more exact',
      { wrapup: { name: 'Refund' } },
      { wrapup: { name: 'Complaint' } },
      { name: 'Complaint', provisional: false },
    ],
    [
      'without a name',
      { wrapup: { code: 'ININ-WRAP-UP-TIMEOUT' } },
      {},
      { name: 'ININ-WRAP-UP-TIMEOUT', provisional: false },
    ],
    ['not there yet', { wrapup: {} }, {}, undefined],
  ])('has the wrap-up code %s', (_, part, call, expected) => {
    expect(first(part, call)?.wrapUp).toEqual(expected);
  });

  it.each([
    ['their own', {}, 'agent', 'interacting'],
    ['a monitor', { monitoredParticipantId: 'p1' }, 'monitoring', 'supervising'],
    ['a coach', { coachedParticipantId: 'p1', monitoredParticipantId: 'p1' }, 'coaching', 'supervising'],
    ['a barger', { bargedParticipantId: 'p1', monitoredParticipantId: 'p1' }, 'barging', 'supervising'],
    ['a monitor, by the media', { mediaRoles: ['full', 'monitor'] }, 'monitoring', 'supervising'],
    ['a coach, by the media', { mediaRoles: ['coach'] }, 'coaching', 'supervising'],
    ['full media', { mediaRoles: ['full'] }, 'agent', 'interacting'],
  ])('in which somebody has %s', (_, part, role, state) => {
    expect(first(part)).toMatchObject({ role, state });
  });

  it('tells who was consulted from who asked for help', () => {
    const asking = { ...agent({ id: 'p1', consultParticipantId: 'p-customer' }), userId: 'ben' };
    const asked = agent({ id: 'p2', consultParticipantId: 'p-customer' });
    expect(read({ participants: [asking, asked] }).map((one) => one.role)).toEqual(['agent', 'consulted']);
  });

  it('belongs to the consulted once the other has left', () => {
    const gone = { ...agent({ id: 'p1', consultParticipantId: 'c' }, { state: 'terminated' }), userId: 'ben' };
    const stayed = agent({ id: 'p2', consultParticipantId: 'c' });
    expect(read({ participants: [gone, stayed] }).map((one) => one.role)).toEqual(['agent', 'agent']);
  });

  it.each([
    ['calls', 'voice'],
    ['callbacks', 'callback'],
    ['chats', 'chat'],
    ['emails', 'email'],
    ['messages', 'message'],
    ['videos', 'video'],
    ['cobrowsesessions', 'cobrowse'],
    ['screenshares', 'screenshare'],
    ['screenMonitorings', 'screenmonitoring'],
    ['internalMessages', 'internalmessage'],
    ['socialExpressions', 'unknown'],
  ])('keeps %s as media %s', (place, media) => {
    const participants = [{ userId: ANA, [place]: [{ id: 's1', state: 'connected' }] }];
    expect(read({ participants })).toMatchObject([{ communicationId: 's1', media }]);
  });

  it('that nobody ever closed shows every communication of the agent ended', () => {
    const participants = [agent({ calls: [{ state: 'disconnected' }, { state: 'terminated' }] })];
    expect(read({ participants }).map((one) => one.state)).toEqual(['ended', 'ended']);
  });

  it('has nothing of the customer in it', async () => {
    const canary = 'Canary Customer +15550199';
    const body = {
      id: 'c1',
      startTime: '2026-11-22T09:40:12.100Z',
      address: canary,
      externalTag: canary,
      participants: [
        {
          id: 'p-customer',
          purpose: 'customer',
          name: canary,
          address: canary,
          ani: canary,
          aniName: canary,
          attributes: { account: canary },
          calls: [{ id: 's0', state: 'connected', self: { name: canary }, other: { addressRaw: canary } }],
        },
        agent(
          {
            queueId: 'q1',
            queueName: 'Billing',
            attributes: { note: canary },
            wrapup: { name: 'Refund', notes: canary },
          },
          {
            direction: 'inbound',
            other: { name: canary },
            subject: canary,
            uuiData: canary,
            disconnectReasons: [canary],
          },
        ),
      ],
    };
    const { genesys } = await connect({ '/conversations/c1': [{ body }] });
    const now = await genesys.live.conversation('c1');
    expect(JSON.stringify(now)).not.toContain('Canary');
    expect(now).toMatchObject({
      conversationId: 'c1',
      startedAt: at('2026-11-22T09:40:12.100Z'),
      endedAt: undefined,
      communications: [
        {
          agentId: ANA,
          communicationId: 's1',
          purpose: 'agent',
          direction: 'inbound',
          queue: { id: 'q1', name: 'Billing' },
        },
      ],
    });
  });
});

describe('the fields that are read', () => {
  it('name nothing that could belong to a customer', () => {
    const fields = readFileSync('src/genesys/schemas.ts', 'utf8');
    expect(fields).not.toMatch(
      /\b(address\w*|ani|aniName|dnis|attributes|remote|subject|notes|self|other|participantName)\b:/i,
    );
  });
});
