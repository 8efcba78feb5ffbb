import { describe, expect, it } from 'vitest';
import { CANARY } from '../../../src/sandbox/genesys/centre/customer.ts';
import { personNamed, queueNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { legStart, segmentAt } from '../../../src/sandbox/genesys/days/timeline.ts';
import type { ScriptedConversation } from '../../../src/sandbox/genesys/live/script.ts';
import { type Answer, NOON, openSandbox, shareSandbox } from './sandbox.ts';

const organisation = createOrganisation();
const ana = personNamed(organisation, 'Ana López');
const omar = personNamed(organisation, 'Omar Haddad');
const billing = queueNamed(organisation, 'Billing EU');
const shared = shareSandbox();
const MINUTE = 60_000;

const statusPath = (id: string): string => `/api/v2/analytics/agents/${id}/status`;
const userPath = (id: string): string =>
  `/api/v2/users/${id}?expand=presence,routingStatus,conversationSummary,outOfOffice`;
const plain = (answer: Answer) => JSON.parse(JSON.stringify(answer.body));

describe('calls that pile up', () => {
  it('wait in their queue, more and more of them, and are gone again after a while', async () => {
    const { call, sandbox, clock } = await openSandbox({ load: 0 });
    const waiting = async (): Promise<number> => {
      const query = {
        filter: {
          type: 'and',
          predicates: [
            { type: 'dimension', dimension: 'queueId', value: billing.id },
            { type: 'dimension', dimension: 'mediaType', value: 'voice' },
          ],
        },
        metrics: ['oWaiting'],
      };
      const { results } = plain(await call('POST', '/api/v2/analytics/queues/observations/query', query));
      return results?.[0]?.data?.[0]?.stats?.count ?? 0;
    };
    expect(await waiting()).toBe(0);
    sandbox.live.pileUp(billing.id);
    const seen: number[] = [];
    for (const seconds of [5, 15, 15, 30, 30, 30]) {
      clock.now += seconds * 1000;
      seen.push(await waiting());
    }
    expect(seen).toEqual([3, 11, 14, 14, 3, 0]);
  });
});

describe('the live day', () => {
  it('tells the same of everybody, whichever endpoint is asked', async () => {
    const { call, sandbox } = shared();
    const agents = sandbox.organisation.people.filter(({ handles }) => handles).slice(0, 30);
    let sessions = 0;
    for (const { id } of agents) {
      const [status, user] = await Promise.all([call('GET', statusPath(id)), call('GET', userPath(id))]).then((both) =>
        both.map(plain),
      );
      expect(user.routingStatus).toMatchObject({ status: status.routingStatus, startTime: status.routingStatusDate });
      expect(user.presence.presenceDefinition.id).toBe(status.organizationPresenceId);
      expect(user.presence.modifiedDate).toBe(status.presenceDate);
      const counts = Object.values(user.conversationSummary).flatMap((media) => Object.values(Object(media)));
      const total = counts.reduce((sum: number, one) => sum + (Object(one).active ?? 0) + (Object(one).acw ?? 0), 0);
      const ringing = status.sessions.filter((one: { segmentType: string }) => one.segmentType === 'alert').length;
      expect(total).toBe(status.sessionCount - ringing);
      sessions += status.sessionCount;
    }
    expect(sessions).toBeGreaterThan(3);
  });

  it('has a conversation behind every session, with that session in it', async () => {
    const { call } = shared();
    const { entities } = plain(await call('POST', '/api/v2/analytics/agents/status/query', {}));
    const busy = entities.filter((one: { sessionCount: number }) => one.sessionCount > 0);
    expect(busy.length).toBeGreaterThan(3);
    for (const { userId, sessions } of busy) {
      for (const { conversationId, sessionId, segmentType, mediaType } of sessions) {
        const conversation = plain(await call('GET', `/api/v2/conversations/${conversationId}`));
        const own = conversation.participants.find((one: { userId?: string }) => one.userId === userId);
        const list = { voice: 'calls', chat: 'chats', email: 'emails', message: 'messages', callback: 'callbacks' }[
          String(mediaType)
        ];
        const communication = own[String(list)][0];
        expect(communication.id).toBe(sessionId);
        expect(communication.held).toBe(segmentType === 'hold');
        expect(communication.state === 'disconnected').toBe(segmentType === 'wrapup');
      }
    }
  });

  it('moves with the clock', async () => {
    const { clock, call, sandbox } = await openSandbox();
    const upcoming = [...sandbox.history.during({ start: NOON, end: NOON + 60 * MINUTE })]
      .flatMap(({ legs }) => legs)
      .find((leg) => leg.purpose === 'agent' && leg.media === 'voice' && legStart(leg) > NOON && leg.segments[2]);
    if (upcoming === undefined) throw new Error('nobody is called');
    const seen: string[] = [];
    for (const { start } of upcoming.segments) {
      clock.now = start;
      const { sessions } = plain(await call('GET', statusPath(upcoming.userId ?? '')));
      seen.push(
        ...sessions
          .filter((one: { mediaType: string }) => one.mediaType === 'voice')
          .map((one: { segmentType: string }) => one.segmentType),
      );
    }
    expect(seen).toEqual(upcoming.segments.map(({ type }) => type));
  });

  it('gives 50 people at most, and counts all of them', async () => {
    const { call, sandbox } = shared();
    const { entities } = plain(await call('POST', '/api/v2/analytics/agents/status/query', {}));
    expect(entities).toHaveLength(50);
    const { routingStatusCounts } = plain(await call('POST', '/api/v2/analytics/agents/status/counts', {}));
    const total = routingStatusCounts.reduce((sum: number, one: { count: number }) => sum + one.count, 0);
    expect(total).toBe(sandbox.organisation.people.filter(({ state }) => state === 'active').length);
  });

  it.each([
    ['teamId', () => ana.teamId ?? ''],
    ['managerId', () => omar.id],
    ['queueId', () => billing.id],
    ['divisionId', () => ana.site.division.id],
    ['userId', () => ana.id],
  ])('selects people by %s', async (dimension, value) => {
    const body = { userFilter: { type: 'and', predicates: [{ dimension, value: value() }] } };
    const { entities } = plain(await shared().call('POST', '/api/v2/analytics/agents/status/query', body));
    expect(entities.map((one: { userId: string }) => one.userId)).toContain(ana.id);
    expect(entities.length).toBeLessThan(50);
  });

  it('says how many wait in a queue', async () => {
    const { call, sandbox, clock } = await openSandbox();
    const waiting = [...sandbox.history.during({ start: NOON, end: NOON + 30 * MINUTE })]
      .flatMap(({ legs }) => legs)
      .find((leg) => leg.purpose === 'acd' && leg.media === 'voice' && legStart(leg) > NOON);
    if (waiting === undefined) throw new Error('nobody waits');
    const filter = { type: 'and', predicates: [{ dimension: 'queueId', value: waiting.queueId }] };
    const waitingAt = async (at: number): Promise<number> => {
      clock.now = at;
      const { results } = plain(
        await call('POST', '/api/v2/analytics/queues/observations/query', { filter, metrics: ['oWaiting'] }),
      );
      return results.find((one: { group: { mediaType: string } }) => one.group.mediaType === 'voice').data[0].stats
        .count;
    };
    expect(await waitingAt(legStart(waiting))).toBe((await waitingAt(legStart(waiting) - 1)) + 1);
  });
});

describe('a staged state', () => {
  it('is exactly what was staged, at every endpoint', async () => {
    const { sandbox, call } = await openSandbox();
    const since = NOON - 4 * MINUTE;
    sandbox.live.put(ana.id, {
      presence: { is: 'onQueue', since: NOON - 120 * MINUTE },
      routing: { is: 'INTERACTING', since: NOON - 9 * MINUTE },
      outOfOffice: true,
      conversations: [{ state: 'hold', since, queueId: billing.id }],
      hidden: 3,
    });
    const status = plain(await call('GET', statusPath(ana.id)));
    expect(status).toMatchObject({
      systemPresence: 'ON_QUEUE',
      presenceDate: new Date(NOON - 120 * MINUTE).toISOString(),
      routingStatus: 'INTERACTING',
      isOutOfOffice: true,
      sessionCount: 1,
      sessions: [
        {
          segmentType: 'hold',
          segmentStart: new Date(since).toISOString(),
          mediaType: 'voice',
          routedQueueId: billing.id,
        },
      ],
    });
    const user = plain(await call('GET', userPath(ana.id)));
    expect(user.presence.presenceDefinition.systemPresence).toBe('On Queue');
    expect(user.conversationSummary.call.contactCenter).toEqual({ active: 4, acw: 0 });
    const conversation = plain(await call('GET', `/api/v2/conversations/${status.sessions[0].conversationId}`));
    const [customer, own] = conversation.participants;
    expect(own.calls[0]).toMatchObject({
      state: 'connected',
      held: true,
      startHoldTime: new Date(since).toISOString(),
    });
    expect(customer.calls[0]).toMatchObject({ confined: true, held: false });
    sandbox.live.restore(ana.id);
    expect(plain(await call('GET', statusPath(ana.id))).isOutOfOffice).toBe(false);
  });

  it.each<[string, ScriptedConversation, string, object]>([
    ['ringing', { state: 'alert' }, 'alert', { calls: [{ state: 'alerting' }] }],
    [
      'dialing',
      { state: 'dialing', direction: 'outbound' },
      'dialing',
      { calls: [{ state: 'dialing', direction: 'outbound' }] },
    ],
    ['put aside', { media: 'email', state: 'parked' }, 'parked', { emails: [{ state: 'parked' }] }],
    [
      'after-call work',
      { state: 'wrapup', since: NOON - MINUTE },
      'wrapup',
      { wrapupRequired: true, startAcwTime: new Date(NOON - MINUTE).toISOString(), calls: [{ state: 'disconnected' }] },
    ],
    [
      'after-call work with a code not yet submitted',
      { state: 'wrapup', wrapUp: { codeId: organisation.wrapUpCodes[0]?.id ?? '', provisional: true } },
      'wrapup',
      { wrapup: { name: 'Resolved', provisional: true } },
    ],
    ['a call of no queue', { queueId: null }, 'interact', { purpose: 'user' }],
    ['giving advice', { role: 'consulted', other: omar }, 'interact', { consultParticipantId: expect.any(String) }],
    ['listening', { role: 'monitoring', other: omar }, 'monitoring', { monitoredParticipantId: expect.any(String) }],
    ['coaching', { role: 'coaching', other: omar }, 'coaching', { coachedParticipantId: expect.any(String) }],
    [
      'an orphan',
      { orphanedAt: NOON - 30 * MINUTE, since: NOON - 60 * MINUTE },
      'interact',
      { calls: [{ state: 'disconnected' }] },
    ],
  ])('can be %s', async (_, conversation, segmentType, participant) => {
    const { sandbox, call } = await openSandbox();
    sandbox.live.put(ana.id, { conversations: [conversation] });
    const { sessions } = plain(await call('GET', statusPath(ana.id)));
    expect(sessions).toMatchObject([{ segmentType }]);
    const { participants } = plain(await call('GET', `/api/v2/conversations/${sessions[0].conversationId}`));
    expect(participants.find((one: { userId?: string }) => one.userId === ana.id)).toMatchObject(participant);
  });
});

it('shows the customer, as the real one does, so that the app has something to drop', async () => {
  const { sandbox, call } = await openSandbox();
  const [staged] = sandbox.live.put(ana.id, { conversations: [{ media: 'email' }] });
  const text = JSON.stringify((await call('GET', `/api/v2/conversations/${staged?.id}`)).body);
  for (const word of Object.values(CANARY)) expect(text).toContain(word);
});

it('shows no conversation before it has begun, and its end once it has ended', async () => {
  const { sandbox, clock, call } = await openSandbox();
  const next = [...sandbox.history.during({ start: NOON, end: NOON + 60 * MINUTE })].find(
    ({ start, legs }) => start > NOON && legs.some((leg) => leg.purpose === 'agent' && segmentAt(leg, legStart(leg))),
  );
  if (next === undefined) throw new Error('nothing happens');
  expect((await call('GET', `/api/v2/conversations/${next.id}`)).status).toBe(404);
  clock.now = next.start;
  expect((await call('GET', `/api/v2/conversations/${next.id}`)).body).not.toHaveProperty('endTime');
  clock.now = next.end;
  expect((await call('GET', `/api/v2/conversations/${next.id}`)).body).toHaveProperty('endTime');
});
