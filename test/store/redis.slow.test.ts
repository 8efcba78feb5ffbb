/** A real Redis: the same promises as the embedded store, and no waiting for one that is dead. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRemember } from '../../src/store/remember.ts';
import { collected, listeningLog, openForTest } from './open.ts';
import { hasRedis, startRedis } from './redis-server.ts';

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
  test('keeps, lists, expires and deletes as the embedded one does', async () => {
    const { url } = await redisForTest();
    const store = await openForTest(url, { key: Buffer.alloc(32, 7) });
    const shelf = store.namespace<number>('schedules');
    for (let i = 0; i < 250; i++) await shelf.set(`schedule ${i}`, i);
    await store.namespace('audit').set('other', 1);
    await shelf.set('short', 1, 60);
    expect(await shelf.get('short')).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await shelf.get('short')).toBeUndefined();
    expect(await shelf.delete('schedule 0')).toBe(true);
    expect(await shelf.delete('schedule 0')).toBe(false);
    const other = await openForTest(url, { key: Buffer.alloc(32, 7) });
    const listed = (await collected(other.namespace('schedules').entries())).map(([key]) => key);
    expect(new Set(listed).size).toBe(249);
    expect(listed).toHaveLength(249);
  });

  test('shows neither names nor values to somebody who looks at Redis, given a key', async () => {
    const { url } = await redisForTest();
    const store = await openForTest(url, { key: Buffer.alloc(32, 7) });
    await store.namespace('agent').set('ana.lopez@example.com', 'Ana canary');
    await store.claims.claim('canary', { owner: 'a', leaseMs: 1000 });
    const keys = (await store.redis?.keys('*')) ?? [];
    const dump = async (key: string) => store.redis?.dump(key);
    const values = await Promise.all(keys.map(dump));
    expect(keys.length).toBeGreaterThan(1);
    expect([...keys, ...values].join('\n')).not.toMatch(/ana\.lopez|canary/);
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
      const ready = store.ready();
      for (let i = 0; i < 5; i++) await shelf.get('ana').catch(() => undefined);
      await expect(store.claims.claim('day', { owner: 'a', leaseMs: 1000 })).rejects.toThrow('store: cannot claim');
      return ready;
    });
    expect(all.outcome).toBe(false);
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
    const answer = await timed(() => remember('live', 'ana', async () => 'after'));
    expect(answer.outcome).toMatchObject({ value: 'after', cached: false });
    expect(answer.ms).toBeLessThan(1500);
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
