/** Among any number of processes one does it, and another finishes what a dead one began: on both stores alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openForTest, temporaryFolder } from './open.ts';
import { startWorker } from './processes.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

let redis: RedisServer | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

const places = [
  { name: 'SQLite', here: true, url: () => `sqlite:${temporaryFolder()}/floorwalker.db` },
  { name: 'Redis', here: hasRedis, url: () => `${redis?.url}/${database++}` },
];
/** Each test has its own of Redis's 16 databases. */
let database = 0;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const { name, here, url } of places) {
  describe.skipIf(!here)(`claims on ${name}`, () => {
    test('the first wins, everybody else is told until when it is taken', async () => {
      const { claims } = await openForTest(url());
      expect(await claims.claim('day', { owner: 'a', leaseMs: 60_000 })).toEqual({ kind: 'won', attempt: 1 });
      const second = await claims.claim('day', { owner: 'b', leaseMs: 60_000 });
      expect(second).toEqual({ kind: 'taken', leftMs: expect.closeTo(60_000, -4) });
      expect(await claims.claim('other day', { owner: 'b', leaseMs: 60_000 })).toMatchObject({ kind: 'won' });
    });

    test('once it is done everybody learns the result, until that is forgotten', async () => {
      const { claims } = await openForTest(url(), { key: Buffer.alloc(32, 1) });
      await claims.claim('day', { owner: 'a', leaseMs: 60_000 });
      expect(await claims.done('day', { owner: 'a', value: '1763802000.000100', keepMs: 150 })).toBe(true);
      const done = { kind: 'done', value: '1763802000.000100' };
      expect(await claims.claim('day', { owner: 'b', leaseMs: 1000 })).toEqual(done);
      expect(await claims.look('day')).toEqual(done);
      await pause(200);
      expect(await claims.look('day')).toBeUndefined();
      expect(await claims.claim('day', { owner: 'b', leaseMs: 1000 })).toEqual({ kind: 'won', attempt: 1 });
    });

    test('what one gave back another may have, as if nobody had tried', async () => {
      const { claims } = await openForTest(url());
      await claims.claim('day', { owner: 'a', leaseMs: 60_000 });
      expect(await claims.release('day', 'b')).toBe(false);
      expect(await claims.release('day', 'a')).toBe(true);
      expect(await claims.look('day')).toBeUndefined();
      expect(await claims.claim('day', { owner: 'b', leaseMs: 1000 })).toEqual({ kind: 'won', attempt: 1 });
    });

    test('a successor learns that there was an attempt, and its last note', async () => {
      const { claims } = await openForTest(url(), { key: Buffer.alloc(32, 1) });
      await claims.claim('day', { owner: 'a', leaseMs: 100 });
      await claims.renew('day', { owner: 'a', leaseMs: 100, note: 'about to post' });
      await claims.renew('day', { owner: 'a', leaseMs: 100 });
      await pause(150);
      expect(await claims.claim('day', { owner: 'b', leaseMs: 100 })).toEqual({
        kind: 'won',
        attempt: 2,
        note: 'about to post',
      });
    });

    test('who lost the lease can neither renew, finish nor give back', async () => {
      const { claims } = await openForTest(url());
      await claims.claim('day', { owner: 'a', leaseMs: 50 });
      await pause(100);
      await claims.claim('day', { owner: 'b', leaseMs: 60_000 });
      expect(await claims.renew('day', { owner: 'a', leaseMs: 1000 })).toBe(false);
      expect(await claims.done('day', { owner: 'a', value: 'x', keepMs: 1000 })).toBe(false);
      expect(await claims.release('day', 'a')).toBe(false);
      expect(await claims.look('day')).toMatchObject({ kind: 'taken' });
    });

    test('a lease that is renewed in time is not taken over', async () => {
      const { claims } = await openForTest(url());
      await claims.claim('day', { owner: 'a', leaseMs: 200 });
      expect(await claims.renew('day', { owner: 'a', leaseMs: 60_000 })).toBe(true);
      await pause(250);
      expect(await claims.claim('day', { owner: 'b', leaseMs: 1000 })).toMatchObject({ kind: 'taken' });
    });

    test('three processes that want the same 100 days get each day once', async () => {
      const place = url();
      await openForTest(place);
      const workers = ['a', 'b', 'c'].map((owner) => startWorker(place, 'claim', owner, 100));
      expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0, 0]);
      const won = workers.flatMap((worker) => worker.lines);
      expect(won).toHaveLength(100);
      expect(new Set(won).size).toBe(100);
    });

    test('a killed process is succeeded by exactly one other', async () => {
      const place = url();
      const { claims } = await openForTest(place);
      const victim = startWorker(place, 'hold', 'victim');
      await victim.spoken;
      expect(await claims.claim('post', { owner: 'early', leaseMs: 1000 })).toMatchObject({ kind: 'taken' });
      victim.kill();
      await victim.ended;
      await pause(1100);
      const heirs = await Promise.all(['x', 'y', 'z'].map((owner) => claims.claim('post', { owner, leaseMs: 60_000 })));
      expect(heirs.filter((claim) => claim.kind === 'won')).toEqual([
        { kind: 'won', attempt: 2, note: 'about to post' },
      ]);
    });
  });
}
