import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDoor, type Door } from '../../src/slack/door.ts';

const acknowledging: RequestListener = (_request, response) => response.end('slack');

let door: Door | undefined;
afterEach(async () => {
  await door?.stop();
  door = undefined;
});

async function open(
  slack: RequestListener | undefined = acknowledging,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  door = createDoor({
    variable: 'PORT',
    slack,
    host: '127.0.0.1',
    routes: {
      '/healthz': async () => ({ status: 200, type: 'text/plain', body: 'ok' }),
      '/broken': () => Promise.reject(new Error('canary')),
    },
  });
  const port = await door.start(0);
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

describe('the web face of the app', () => {
  it.each([
    ['GET', '/healthz', 200],
    ['GET', '/healthz?from=probe', 200],
    ['HEAD', '/healthz', 200],
    ['POST', '/healthz', 405],
    ['GET', '/slack/events', 405],
    ['POST', '/slack/events', 200],
    ['POST', '/slack/events/', 404],
    ['GET', '/', 404],
    ['GET', '/../package.json', 404],
    ['GET', '/toString', 404],
  ])('answers %s %s with %d', async (method, path, status) => {
    const ask = await open();
    expect((await ask(path, { method })).status).toBe(status);
  });

  it('has no door for Slack in Socket Mode', async () => {
    door = createDoor({
      variable: 'PORT',
      slack: undefined,
      routes: {},
      host: '127.0.0.1',
    });
    const port = await door.start(0);
    expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  it('says only that a route failed', async () => {
    const response = await (await open())('/broken');
    expect([response.status, await response.text()]).toEqual([500, 'failed\n']);
  });

  it('says when its port is taken', async () => {
    const taken = createServer().listen(0);
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    door = createDoor({
      variable: 'PORT',
      slack: undefined,
      routes: {},
      host: '127.0.0.1',
    });
    await expect(door.start(port)).rejects.toThrow(`port ${port} is taken (EADDRINUSE)`);
    taken.close();
  });

  it('listens at the one address that it is told, and at no other', async () => {
    const ask = await open();
    expect((await ask('/healthz')).status).toBe(200);
    const port = new URL((await ask('/healthz')).url).port;
    await expect(fetch(`http://[::1]:${port}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('names the variable when this machine has no such address', async () => {
    // 192.0.2.0/24 is kept for documentation: no machine has it.
    door = createDoor({
      variable: 'PORT',
      slack: undefined,
      routes: {},
      host: '192.0.2.1',
    });
    await expect(door.start(0)).rejects.toThrow(
      'this machine has no address 192.0.2.1 to listen at (EADDRNOTAVAIL): change HOST',
    );
  });
});
