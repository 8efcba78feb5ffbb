import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversationNow } from '../../src/genesys/conversation.ts';
import { conversation } from '../../src/genesys/schemas.ts';
import { connect } from './scripted-server.ts';

const at = Date.parse;
const ANA = '11111111-aaaa-4bbb-8ccc-000000000001';

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

  it.each([
    ['its state is complete', {}, { afterCallWork: { state: 'complete' } }],
    ['it was skipped', {}, { afterCallWork: { state: 'skipped' } }],
    ['there was none to do', {}, { afterCallWork: { state: 'notApplicable' } }],
    ['it has an end of its own', {}, { afterCallWork: { state: 'pending', endTime: '2026-11-22T09:12:00Z' } }],
    ['the participant skipped it', { wrapupSkipped: true }, {}],
  ])('has no after-call work any more when %s, though its end by the participant never came', (_, part, call) => {
    const begun = { wrapupRequired: true, startAcwTime: '2026-11-22T09:10:00Z', ...part };
    expect(first(begun, { state: 'disconnected', ...call })?.state).toBe('ended');
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
    ['without a name', { wrapup: { code: 'w1' } }, {}, { name: 'w1', provisional: false }],
    [
      'of Genesys itself',
      { wrapup: { code: 'ININ-WRAP-UP-SKIPPED' } },
      {},
      { name: 'After-call work skipped', provisional: false },
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
            uuiData: canary,
            disconnectReasons: [{ phrase: canary }],
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
