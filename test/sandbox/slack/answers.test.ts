/** What becomes of an answer: in the ack, or at the `response_url` afterwards. The app here is a plain HTTP server. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { call } from './api.ts';
import { manifestWith } from './manifests.ts';

let slack: Slack;
let app: Server;
let now: number;
let received: URLSearchParams;
let signed: { headers: IncomingHttpHeaders; body: string };
let ack: { body: string; afterMs: number };

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9);
  ack = { body: '', afterMs: 0 };
  slack = await startSlack({ now: () => now, manifestPath: manifestWith() });
  app = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received = new URLSearchParams(body);
      signed = { headers: request.headers, body };
      setTimeout(() => response.end(ack.body), ack.afterMs);
    });
  });
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  if (typeof address === 'object' && address !== null) slack.connect(`http://127.0.0.1:${address.port}/slack/events`);
});
afterEach(async () => {
  await slack.stop();
  await new Promise((resolve) => app.close(resolve));
});

const ask = () => slack.command({ user: 'U0ANA', command: '/ask' });
const respond = async (url: string, body: unknown) => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return `${response.status} ${await response.text()}`;
};
const responseUrl = () => received.get('response_url') ?? '';
const pressed = () => JSON.parse(received.get('payload') ?? '{}');

describe('a request', () => {
  const isSigned = () => {
    const { body, headers } = signed;
    const given = { 'x-slack-signature': '', 'x-slack-request-timestamp': Number.NaN };
    given['x-slack-signature'] = String(headers['x-slack-signature'] ?? '');
    given['x-slack-request-timestamp'] = Number(headers['x-slack-request-timestamp']);
    return isValidSlackRequest({ signingSecret: slack.signingSecret, body, headers: given });
  };
  const forged = async (signing: object) => {
    await slack.command({ user: 'U0ANA', command: '/ask', signing });
    return isSigned();
  };

  it('is signed as Bolt wants it', async () => {
    await ask();
    expect(isSigned()).toBe(true);
  });

  it('can be forged in every part', async () => {
    expect(await forged({ secret: 'guessed' })).toBe(false);
    expect(await forged({ timestamp: Math.floor(Date.now() / 1000) - 400 })).toBe(false);
    expect(await forged({ signature: 'v0=00' })).toBe(false);
    expect(await forged({ signature: null })).toBe(false);
    expect(signed.headers['x-slack-signature']).toBeUndefined();
  });
});

describe('an ack', () => {
  it('that says something is an ephemeral answer', async () => {
    ack.body = 'Try /ask help';
    await ask();
    expect(slack.messages()).toMatchObject([{ text: 'Try /ask help', onlyFor: 'U0ANA', via: 'ack' }]);
  });

  it('may say it to the whole channel', async () => {
    ack.body = JSON.stringify({ response_type: 'in_channel', text: 'Hello all' });
    await ask();
    expect(slack.messages({ user: 'U0OMAR' })).toMatchObject([{ text: 'Hello all' }]);
  });

  it('that comes after three seconds is no ack', async () => {
    ack = { body: 'Too late', afterMs: 3100 };
    const done = await ask();
    expect(done).toMatchObject({ problem: 'operation_timeout' });
    expect(done.ms).toBeGreaterThanOrEqual(2990);
    expect(slack.messages()).toEqual([]);
    expect(slack.violations).toMatchObject([{ where: '/ask', what: expect.stringContaining('3,000 ms') }]);
  });

  it('never comes from an app that is not there', async () => {
    slack.connect('http://127.0.0.1:9/slack/events');
    expect(await ask()).toMatchObject({ problem: 'dispatch_failed' });
  });
});

describe('a response_url', () => {
  it('takes five answers and no sixth', async () => {
    await ask();
    const answers = [];
    for (let answer = 0; answer < 6; answer += 1) answers.push(await respond(responseUrl(), { text: `${answer}` }));
    expect(answers).toEqual([...Array.from({ length: 5 }, () => '200 ok'), '404 used_url']);
    expect(slack.messages()).toHaveLength(5);
  });

  it('takes answers for half an hour', async () => {
    await ask();
    now += 30 * 60_000;
    expect(await respond(responseUrl(), { text: 'Just in time' })).toBe('200 ok');
    now += 1;
    expect(await respond(responseUrl(), { text: 'Too late' })).toBe('404 expired_url');
  });

  it('of a command cannot change what was said there before', async () => {
    await ask();
    await respond(responseUrl(), { text: 'Looking…' });
    await respond(responseUrl(), { text: 'Found', replace_original: true });
    expect(slack.messages().map((message) => message.text)).toEqual(['Looking…', 'Found']);
    expect(slack.violations).toMatchObject([
      { where: 'response_url', what: expect.stringContaining('replace_original') },
    ]);
  });

  it('refuses blocks that Slack does not know', async () => {
    await ask();
    expect(await respond(responseUrl(), { text: 'Hi', blocks: [{ type: 'banner' }] })).toBe('400 invalid_blocks');
    expect(slack.messages()).toEqual([]);
  });

  it('breaks when it is told to', async () => {
    await ask();
    slack.faults.next('response_url', { kind: 'status', status: 503 });
    expect(await respond(responseUrl(), { text: 'Hi' })).toMatch(/^503 /);
    expect(await respond(responseUrl(), { text: 'Hi' })).toBe('200 ok');
  });
});

describe('a pressed button', () => {
  const blocks = [
    {
      type: 'actions',
      block_id: 'choices',
      elements: [
        { type: 'button', action_id: 'go', value: 'ana', text: { type: 'plain_text', text: 'Ana' } },
        {
          type: 'static_select',
          action_id: 'pick',
          options: [
            { text: { type: 'plain_text', text: 'One' }, value: '1' },
            { text: { type: 'plain_text', text: 'Two' }, value: '2' },
          ],
        },
      ],
    },
  ];
  const posted = async () => {
    await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'Pick', blocks });
    const [message] = slack.messages();
    if (message === undefined) throw new Error('nothing was posted');
    return message;
  };
  const whispered = async () => {
    await call(slack, 'chat.postEphemeral', { channel: 'C0FLOOR', user: 'U0ANA', text: 'Pick', blocks });
    const [message] = slack.messages();
    if (message === undefined) throw new Error('nothing was posted');
    return message;
  };

  it('tells the app who pressed it where, with the message', async () => {
    const message = await posted();
    await slack.click({ user: 'U0OMAR', message, actionId: 'go' });
    expect(pressed()).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0OMAR', team_id: 'T0ACME' },
      channel: { id: 'C0FLOOR', name: 'floor' },
      container: { type: 'message', message_ts: message.ts, is_ephemeral: false },
      message: { ts: message.ts, text: 'Pick' },
      actions: [{ action_id: 'go', block_id: 'choices', value: 'ana' }],
    });
  });

  it('in an ephemeral message comes without the message, which Slack does not keep', async () => {
    await slack.click({ user: 'U0ANA', message: await whispered(), actionId: 'go' });
    expect(pressed()).toMatchObject({ container: { is_ephemeral: true } });
    expect(pressed()).not.toHaveProperty('message');
  });

  it('lets the app change, and delete, even an ephemeral message', async () => {
    const message = await whispered();
    await slack.click({ user: 'U0ANA', message, actionId: 'go' });
    await respond(pressed().response_url, { text: 'Changed', replace_original: true });
    expect(slack.messages()).toMatchObject([{ ts: message.ts, text: 'Changed', blocks: [], onlyFor: 'U0ANA' }]);
    await respond(pressed().response_url, { delete_original: true });
    expect(slack.messages()).toEqual([]);
    expect(slack.messages({ deleted: true })).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('cannot make an ephemeral message visible to all', async () => {
    const message = await whispered();
    await slack.click({ user: 'U0ANA', message, actionId: 'go' });
    await respond(pressed().response_url, { text: 'Look, all', replace_original: true, response_type: 'in_channel' });
    expect(slack.messages({ user: 'U0OMAR' })).toEqual([]);
    expect(slack.violations).toMatchObject([{ what: expect.stringContaining('cannot become visible') }]);
  });

  it('of a menu carries the option that was chosen', async () => {
    const message = await posted();
    await slack.click({ user: 'U0ANA', message, actionId: 'pick', value: '2' });
    expect(pressed().actions).toMatchObject([{ type: 'static_select', selected_option: { value: '2' } }]);
    expect(() => slack.click({ user: 'U0ANA', message, actionId: 'pick', value: '3' })).toThrow('has the value "3"');
  });

  it('must be there to be pressed', async () => {
    const message = await posted();
    expect(() => slack.click({ user: 'U0ANA', message, actionId: 'gone' })).toThrow('nothing to press');
  });

  it('may carry what an impostor put there', async () => {
    await slack.click({
      user: 'U0ANA',
      message: await posted(),
      actionId: 'go',
      value: 'omar',
      override: { team: { id: 'T0EVIL' } },
    });
    expect(pressed()).toMatchObject({ team: { id: 'T0EVIL' }, actions: [{ value: 'omar' }] });
  });
});

describe('a modal', () => {
  const view = { type: 'modal', title: { type: 'plain_text', text: 'Hi' }, blocks: [{ type: 'divider' }] };

  it('opens once for each thing that a person did', async () => {
    await ask();
    const trigger_id = received.get('trigger_id');
    expect((await call(slack, 'views.open', { trigger_id, view })).body['ok']).toBe(true);
    expect((await call(slack, 'views.open', { trigger_id, view })).body['error']).toBe('exchanged_trigger_id');
    expect((await call(slack, 'views.open', { trigger_id: 'mine', view })).body['error']).toBe('invalid_trigger_id');
  });

  it('changes only from what it last was', async () => {
    await ask();
    const opened = await call(slack, 'views.open', { trigger_id: received.get('trigger_id'), view });
    const { id, hash } = JSON.parse(JSON.stringify(opened.body)).view;
    expect((await call(slack, 'views.update', { view_id: id, hash, view })).body['ok']).toBe(true);
    expect((await call(slack, 'views.update', { view_id: id, hash, view })).body['error']).toBe('hash_conflict');
  });
});
