import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, parseJson } from '../../../src/sandbox/slack/json.ts';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { call } from './api.ts';
import { manifestWith } from './manifests.ts';

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ now: Date.now, manifestPath: manifestWith() });
});
afterEach(() => slack.stop());

const address = async () => {
  const { body } = await call(slack, 'apps.connections.open', {}, slack.appToken);
  return typeof body['url'] === 'string' ? body['url'] : String(body['error']);
};

/** An app's end of the line: what it hears, and what it answers to an envelope. */
async function connect(answer: (envelope: Readonly<Record<string, unknown>>) => unknown = () => undefined) {
  const socket = new WebSocket(await address());
  const heard: Readonly<Record<string, unknown>>[] = [];
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
  const hello = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const message = parseJson(String(data));
      if (!isObject(message)) return;
      heard.push(message);
      if (message['type'] === 'hello') resolve();
      if (message['envelope_id'] === undefined) return;
      const payload = answer(message);
      if (payload !== 'silence') socket.send(JSON.stringify({ envelope_id: message['envelope_id'], payload }));
    });
  });
  await hello;
  return { socket, heard, closed };
}

const ask = (text = '') => slack.command({ user: 'U0ANA', command: '/ask', text });

describe('a connection', () => {
  it('is greeted, and is handed commands that it acknowledges by their id', async () => {
    const { socket, heard } = await connect(() => ({ text: 'Here you are' }));
    expect(await ask('please')).toMatchObject({ over: 'socket', status: 200, body: { text: 'Here you are' } });
    expect(heard).toMatchObject([
      { type: 'hello', num_connections: 1 },
      { type: 'slash_commands', accepts_response_payload: true, payload: { command: '/ask', text: 'please' } },
    ]);
    expect(slack.messages()).toMatchObject([{ text: 'Here you are', onlyFor: 'U0ANA' }]);
    socket.close();
  });

  it('shares the work with the others', async () => {
    const one = await connect();
    const two = await connect();
    for (let command = 0; command < 4; command += 1) await ask();
    expect([one.heard.length, two.heard.length]).toEqual([3, 3]);
    one.socket.close();
    two.socket.close();
  });

  it('is good for one ticket only', async () => {
    const url = await address();
    const first = new WebSocket(url);
    await new Promise((resolve) => first.addEventListener('open', resolve));
    const second = new WebSocket(url);
    await new Promise((resolve) => second.addEventListener('error', resolve));
    expect(slack.socketMode.connected()).toBe(1);
    first.close();
  });

  it('that dies with a command in hand leaves it unanswered', async () => {
    await connect(() => {
      slack.socketMode.drop();
      return 'silence';
    });
    expect(await ask()).toMatchObject({ over: 'socket', problem: 'dispatch_failed' });
  });

  it('that says nothing for three seconds has not acknowledged', async () => {
    const { socket } = await connect(() => 'silence');
    expect(await ask()).toMatchObject({ over: 'socket', problem: 'operation_timeout' });
    socket.close();
  });

  it('takes a message larger than one small frame, in both directions', async () => {
    const text = 'é'.repeat(40_000);
    const { socket, heard } = await connect(() => ({ text }));
    expect((await ask('x'.repeat(3000))).body).toEqual({ text });
    expect(heard[1]).toMatchObject({ payload: { text: 'x'.repeat(3000) } });
    socket.close();
  });
});

describe('Slack', () => {
  it('asks for fresh connections and closes the old ones', async () => {
    const { heard, closed } = await connect();
    slack.socketMode.refresh();
    expect(await closed).toBe(1000);
    expect(heard.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });

  it('warns before it closes', async () => {
    const { socket, heard } = await connect();
    slack.socketMode.warn();
    await ask();
    expect(heard[1]).toMatchObject({ type: 'disconnect', reason: 'warning' });
    socket.close();
  });

  it('gives no more addresses once the link is disabled', async () => {
    const { heard, closed } = await connect();
    slack.socketMode.disable();
    await closed;
    expect(heard.at(-1)).toMatchObject({ reason: 'link_disabled' });
    expect(await address()).toBe('link_disabled');
  });

  it('wants the app-level token for a connection', async () => {
    const { body } = await call(slack, 'apps.connections.open');
    expect(body['error']).toBe('not_allowed_token_type');
  });
});
