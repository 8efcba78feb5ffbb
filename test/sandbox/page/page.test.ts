import { createServer, request, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPage } from '../../../src/sandbox/page/page.ts';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { manifestWith } from '../slack/manifests.ts';

let slack: Slack;
let page: Awaited<ReturnType<typeof startPage>>;
let app: Server;
let heard: URLSearchParams[];

beforeEach(async () => {
  heard = [];
  slack = await startSlack({ now: Date.now, manifestPath: manifestWith() });
  page = await startPage({ slack, now: Date.now });
  app = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (chunk) => (body += String(chunk)));
    incoming.on('end', () => {
      heard.push(new URLSearchParams(body));
      response.end(heard.at(-1)?.get('text') === 'whisper' ? 'Only for you' : '');
    });
  });
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  if (typeof address === 'object' && address !== null) slack.connect(`http://127.0.0.1:${address.port}`);
});
afterEach(async () => {
  await page.stop();
  await slack.stop();
  await new Promise((resolve) => app.close(resolve));
});

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${page.url}/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const type = (text: string, mentions = {}) =>
  post({ as: 'U0ANA', in: 'C0FLOOR', act: { kind: 'send', text, mentions } });
const seenBy = async (user: string) => (await fetch(`${page.url}/timeline?as=${user}&in=C0FLOOR`)).text();

describe('the page', () => {
  it('sends a command with the person who was picked', async () => {
    await type('/ask  about @Omar Haddad', { '@Omar Haddad': 'U0OMAR' });
    expect(heard[0]?.get('command')).toBe('/ask');
    expect(heard[0]?.get('text')).toBe('about <@U0OMAR>');
    expect(heard[0]?.get('user_id')).toBe('U0ANA');
  });

  it('shows an answer to the one who asked and to nobody else', async () => {
    await type('/ask whisper');
    expect(await seenBy('U0ANA')).toMatch(/Only visible to you.*Only for you/);
    expect(await seenBy('U0OMAR')).not.toContain('Only for you');
  });

  it('says so when Slack does not know the command', async () => {
    expect(await (await type('/shout')).json()).toMatchObject({ problem: expect.stringContaining('/shout') });
  });

  it('says so when the app cannot be reached', async () => {
    slack.connect('http://127.0.0.1:9/');
    expect(await (await type('/ask')).json()).toEqual({ problem: 'Floorwalker cannot be reached (dispatch_failed).' });
  });

  it('takes the next port when its own is busy', async () => {
    const another = await startPage({ slack, now: Date.now, port: page.port });
    expect(another.port).toBeGreaterThan(page.port);
    expect((await fetch(another.url)).status).toBe(200);
    await another.stop();
  });

  it('lets people talk', async () => {
    await type('Lunch?');
    expect(await seenBy('U0OMAR')).toContain('Lunch?');
  });

  it('makes the trouble that was chosen, and none that nobody knows', async () => {
    const made: string[] = [];
    const other = await startPage({ slack, now: Date.now, makeTrouble: (trouble) => made.push(trouble) });
    const choose = async (trouble: string) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${other.url}/trouble`, { method: 'POST', headers, body: JSON.stringify({ trouble }) }))
        .status;
    };
    expect([await choose('slow'), await choose('fire'), await choose('none')]).toEqual([200, 400, 200]);
    expect(made).toEqual(['slow', 'none']);
    expect(await (await fetch(other.url)).text()).toContain('What if');
    expect(await (await fetch(page.url)).text()).not.toContain('What if');
    await other.stop();
  });

  it('loads nothing from elsewhere, and may not be framed or guessed at', async () => {
    const { headers } = await fetch(page.url);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('another site that is open in the same browser', () => {
  it('cannot press anything here', async () => {
    const act = { as: 'U0ANA', in: 'C0FLOOR', act: { kind: 'send', text: '/ask', mentions: {} } };
    expect((await post(act, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(act, { 'content-type': 'text/plain' })).status).toBe(403);
    expect(heard).toEqual([]);
  });

  it('cannot read it through a name of its own that points here', async () => {
    const status = await new Promise((resolve) => {
      request(page.url, { headers: { host: 'evil.example' } }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(403);
  });
});
