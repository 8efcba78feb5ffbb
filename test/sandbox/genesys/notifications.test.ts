import { describe, expect, it, onTestFinished } from 'vitest';
import { personNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { type Answer, NOON, openSandbox } from './sandbox.ts';

const CHANNELS = '/api/v2/notifications/channels';
const ana = personNamed(createOrganisation(), 'Ana López');
const topics = ['presence', 'routingStatus', 'conversations'].map((about) => ({ id: `v2.users.${ana.id}.${about}` }));
const plain = (answer: Answer) => JSON.parse(JSON.stringify(answer.body));

interface Told {
  readonly topicName: string;
  readonly eventBody: Record<string, unknown>;
}

/** A client that listens, and can wait for the next thing it is told. */
async function listen(uri: string) {
  const socket = new WebSocket(uri);
  onTestFinished(() => socket.close());
  const told: Told[] = [];
  const waiting: ((event: Told) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const event: Told = JSON.parse(String(data));
    const next = waiting.shift();
    if (next === undefined) told.push(event);
    else next(event);
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  const next = (): Promise<Told> => {
    const first = told.shift();
    return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
  };
  return { socket, told, next, closed };
}

async function subscribed(wanted: readonly object[] = topics) {
  const opened = await openSandbox();
  const channel = plain(await opened.call('POST', CHANNELS));
  const listing = plain(await opened.call('PUT', `${CHANNELS}/${channel.id}/subscriptions`, wanted));
  return { ...opened, channel, listing, client: await listen(channel.connectUri) };
}

describe('a channel', () => {
  it('lives for a day and connects over a socket', async () => {
    const { call } = await openSandbox();
    const channel = plain(await call('POST', CHANNELS));
    expect(channel.connectUri).toMatch(/^ws:\/\/127\.0\.0\.1:/);
    expect(Date.parse(channel.expires)).toBe(NOON + 24 * 3_600_000);
    expect(plain(await call('GET', CHANNELS)).entities).toEqual([channel]);
  });

  it('is gone after its day', async () => {
    const { call, clock } = await openSandbox();
    const channel = plain(await call('POST', CHANNELS));
    clock.now += 24 * 3_600_000;
    await expect(listen(channel.connectUri)).rejects.toThrow('refused');
  });

  it('is one of 20 at most: the oldest that nobody listens to makes place', async () => {
    const { sandbox, call } = await openSandbox();
    const first = plain(await call('POST', CHANNELS));
    const kept = await listen(first.connectUri);
    const second = plain(await call('POST', CHANNELS));
    for (let count = 0; count < 20; count += 1) await call('POST', CHANNELS);
    const ids = sandbox.notifications.channels().map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(ids).toContain(first.id);
    expect(ids).not.toContain(second.id);
    kept.socket.close();
  });

  it('has one socket: the newer one wins', async () => {
    const { client, channel } = await subscribed();
    const newer = await listen(channel.connectUri);
    await client.closed;
    expect(newer.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('a subscription', () => {
  it('lists what is permitted, and can be replaced, added to and ended', async () => {
    const { call, channel, listing } = await subscribed(topics.slice(0, 1));
    const path = `${CHANNELS}/${channel.id}/subscriptions`;
    expect(listing.entities).toEqual([{ ...topics[0], state: 'Permitted' }]);
    expect(plain(await call('POST', path, topics.slice(1))).entities).toHaveLength(3);
    expect(plain(await call('PUT', path, topics.slice(2))).entities).toHaveLength(1);
    await call('DELETE', path);
    expect(plain(await call('GET', path)).entities).toEqual([]);
  });

  it('says which permission a topic lacks: as a refusal, or in the list when errors are ignored', async () => {
    const { sandbox, call } = await openSandbox();
    const { id } = plain(await call('POST', CHANNELS));
    sandbox.notifications.refuse({ match: 'routingStatus', missingPermissions: ['routing:status:view'] });
    const path = `${CHANNELS}/${id}/subscriptions`;
    expect(await call('PUT', path, topics)).toMatchObject({ status: 403, body: { code: 'missing.permissions' } });
    const { entities } = plain(await call('PUT', `${path}?ignoreErrors=true`, topics));
    expect(entities).toContainEqual({
      ...topics[1],
      state: 'Rejected',
      rejectionReason: 'Missing permissions',
      missingPermissions: ['routing:status:view'],
    });
    expect(entities.filter((one: { state: string }) => one.state === 'Permitted')).toHaveLength(2);
  });

  it('needs the permission that conversations need', async () => {
    const clients = [{ id: 'c', secret: 's', permissions: ['analytics:agentState:view'] }];
    const { call } = await openSandbox({ clients });
    const { id } = plain(await call('POST', CHANNELS));
    const answer = await call('PUT', `${CHANNELS}/${id}/subscriptions`, topics);
    expect(answer.body).toMatchObject({ messageParams: { permissions: 'conversation:communication:view' } });
  });

  it('is to 1,000 topics at most', async () => {
    const { sandbox, call } = await openSandbox({ agents: 1100 });
    const { id } = plain(await call('POST', CHANNELS));
    const many = sandbox.organisation.people.map((person) => ({ id: `v2.users.${person.id}.presence` }));
    const path = `${CHANNELS}/${id}/subscriptions`;
    expect((await call('PUT', path, many.slice(0, 1000))).status).toBe(200);
    expect((await call('POST', path, many.slice(1000, 1001))).status).toBe(400);
  });
});

describe('a listener', () => {
  it('is told of a changed presence, routing status and conversation, as it changes', async () => {
    const { sandbox, client } = await subscribed();
    sandbox.live.put(ana.id, {
      presence: { is: 'meal', since: NOON - 1 },
      routing: { is: 'NOT_RESPONDING', since: NOON - 1 },
      conversations: [{ state: 'hold' }],
    });
    const told = [await client.next(), await client.next(), await client.next()];
    expect(told.map(({ topicName }) => topicName)).toEqual(topics.map(({ id }) => id));
    expect(told.map(({ eventBody }) => eventBody)).toMatchObject([
      { presenceDefinition: { systemPresence: 'MEAL' } },
      { routingStatus: { status: 'NOT_RESPONDING' } },
      { participants: [{}, { userId: ana.id, calls: [{ state: 'connected', held: true }] }] },
    ]);
    sandbox.live.put(ana.id, { conversations: [] });
    const after = [await client.next(), await client.next(), await client.next()];
    const ended = after.find(({ topicName }) => topicName.endsWith('conversations'));
    expect(ended?.eventBody).toMatchObject({ participants: [{}, { calls: [{ state: 'disconnected' }] }] });
  });

  it('is told of what the clock brings', async () => {
    const { client, clock, sandbox } = await subscribed([{ id: `v2.users.${ana.id}?presence&routingStatus` }]);
    const next = sandbox.history.presencesOf(ana, { start: NOON, end: NOON + 8 * 3_600_000 })[1];
    clock.now = next?.at ?? NOON;
    const { topicName, eventBody } = await client.next();
    expect(topicName).toBe(`v2.users.${ana.id}.presence`);
    expect(eventBody['modifiedDate']).toBe(new Date(clock.now).toISOString());
  });

  it('is told nothing of somebody else, and nothing of what was before', async () => {
    const { sandbox, client } = await subscribed();
    const other = personNamed(sandbox.organisation, 'Zoë Müller-<&>');
    sandbox.live.put(other.id, { presence: { is: 'away' } });
    client.socket.send(JSON.stringify({ message: 'ping' }));
    expect(await client.next()).toMatchObject({ topicName: 'channel.metadata', eventBody: { message: 'pong' } });
  });

  it('is cut off, and may connect again', async () => {
    const { sandbox, client, channel } = await subscribed();
    expect(sandbox.notifications.drop()).toBe(1);
    await client.closed;
    const again = await listen(channel.connectUri);
    sandbox.live.put(ana.id, { presence: { is: 'away', since: NOON - 1 } });
    expect((await again.next()).topicName).toBe(topics[0]?.id);
  });

  it('hears nothing while the service is silent', async () => {
    const { sandbox, client } = await subscribed();
    sandbox.notifications.silence(true);
    sandbox.live.put(ana.id, { presence: { is: 'away', since: NOON - 1 } });
    sandbox.notifications.silence(false);
    sandbox.live.put(ana.id, { presence: { is: 'meeting', since: NOON - 1 } });
    expect((await client.next()).eventBody).toMatchObject({ presenceDefinition: { systemPresence: 'MEETING' } });
  });
});
