/** A real Redis: the same promises as the embedded store, and no waiting for one that is dead. */
import { createClient } from '@redis/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRemember } from '../../src/store/remember.ts';
import { listeningLog, openForTest } from './open.ts';
import { everythingIn, hasRedis, startRedis } from './redis-server.ts';

async function redisForTest() {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  return server;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly outcome: T | 'rejected' }> {
  const start = performance.now();
  const outcome = await work().catch((): 'rejected' => 'rejected');
  return { ms: performance.now() - start, outcome };
}

describe.skipIf(!hasRedis)('the store on Redis', () => {
  test('shows neither names nor values to somebody who looks at Redis, given a key', async () => {
    const { url } = await redisForTest();
    const store = await openForTest(url, { key: Buffer.alloc(32, 7) });
    await store.namespace('agent').set('ana.lopez@example.com', 'Ana canary');
    await store.claims.claim('canary', { owner: 'a', leaseMs: 1000 });
    const { keys, text } = await everythingIn(url);
    expect(keys.length).toBeGreaterThan(1);
    expect(text).not.toMatch(/ana\.lopez|canary/);
  });

  test('starts within a second and a half when Redis is not there', async () => {
    const server = await redisForTest();
    await server.signal('SIGKILL');
    const opened = await timed(() => openForTest(server.url));
    expect(opened.outcome).not.toBe('rejected');
    expect(opened.ms).toBeLessThan(1500);
  });

  test.each(['SIGKILL', 'SIGSTOP'] as const)('never hangs when Redis dies of %s, and says it once', async (signal) => {
    const server = await redisForTest();
    const log = listeningLog();
    const store = await openForTest(server.url, { log });
    const shelf = store.namespace<string>('agent');
    await shelf.set('ana', 'x');
    await server.signal(signal);
    const all = await timed(async () => {
      const trouble = store.trouble();
      for (let i = 0; i < 5; i++) await shelf.get('ana').catch(() => undefined);
      await expect(store.claims.claim('day', { owner: 'a', leaseMs: 1000 })).rejects.toThrow('store: cannot claim');
      return trouble;
    });
    expect(all.outcome).toMatch(/^store: cannot set: Redis: /);
    expect(all.ms).toBeLessThan(1500);
    expect(log.lines.map((line) => line.message)).toEqual(['the store does not answer']);
    expect(JSON.stringify(log.lines)).not.toContain('ana');
  });

  test('a question is still answered while Redis is dead', async () => {
    const server = await redisForTest();
    const store = await openForTest(server.url);
    const { remember } = createRemember({ store, lifetimes: { live: { ttlMs: 7000, staleMs: 0 } }, now: Date.now });
    await remember('live', 'ana', async () => 'before');
    await server.signal('SIGKILL');
    const answer = await timed(() => remember('live', 'omar', async () => 'after'));
    expect(answer.outcome).toMatchObject({ value: 'after', cached: false });
    expect(answer.ms).toBeLessThan(1500);
  });

  test('reads on where it takes no writes, and says in a word why it does not', async () => {
    const server = await redisForTest();
    const log = listeningLog();
    const store = await openForTest(server.url, { log });
    const shelf = store.namespace<string>('agent');
    await shelf.set('ana', 'x');
    const other = await createClient({ url: server.url }).connect();
    onTestFinished(() => other.destroy());
    await other.configSet('maxmemory', '1');
    await expect(shelf.set('ana', 'y')).rejects.toThrow('store: cannot set: Redis: OOM');
    expect(await shelf.get('ana')).toBe('x');
    expect(await store.trouble()).toBe('store: cannot set: Redis: OOM: give Redis more memory');
    await other.configSet('maxmemory', '0');
    await shelf.set('ana', 'y');
    expect(log.lines.map((line) => line.message)).toEqual(['the store does not answer', 'the store answers again']);
  });

  test('opens all the same with a wrong password, and names it', async () => {
    const { url } = await redisForTest();
    const other = await createClient({ url }).connect();
    onTestFinished(() => other.destroy());
    await other.configSet('requirepass', 'right');
    const store = await openForTest(url.replace('redis://', 'redis://:canary@'));
    expect(await store.trouble()).toBe('store: cannot set: Redis: WRONGPASS: check the user and password in STORE_URL');
  });

  test.each([
    ['allkeys-lru', [expect.stringContaining('eviction policy allkeys-lru, which drops schedules')]],
    ['noeviction', []],
    ['volatile-lru', []],
  ])('warns at the start of what it would lose with the eviction policy %s', async (policy, warnings) => {
    const { url } = await redisForTest();
    const other = await createClient({ url }).connect();
    onTestFinished(() => other.destroy());
    await other.configSet('maxmemory-policy', policy);
    const log = listeningLog();
    const store = await openForTest(url, { log });
    expect(log.lines.map((line) => line.message)).toEqual(warnings);
    expect([await store.risk()].flatMap((risk) => risk ?? [])).toEqual(warnings);
  });

  test('opens all the same where nobody listens, and says so', async () => {
    const store = await openForTest('redis://127.0.0.1:9');
    expect(await store.trouble()).toMatch(/^store: cannot set: Redis: ECONNREFUSED: is it running/);
  });

  test('is found again when it is back, and that is said once', async () => {
    const server = await redisForTest();
    const log = listeningLog();
    const store = await openForTest(server.url, { log });
    const shelf = store.namespace<string>('agent');
    await server.signal('SIGSTOP');
    await shelf.get('ana').catch(() => undefined);
    await server.signal('SIGCONT');
    await expect
      .poll(
        () =>
          shelf
            .set('ana', 'y')
            .then(() => shelf.get('ana'))
            .catch(() => 'down'),
        { timeout: 6000 },
      )
      .toBe('y');
    expect(log.lines.map((line) => line.message)).toEqual(['the store does not answer', 'the store answers again']);
  });
});
