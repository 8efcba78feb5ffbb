/** What is kept is kept alike, wherever it is kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collected, openForTest, temporaryFolder } from './open.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

let redis: RedisServer | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

/** Each test has its own of Redis's 16 databases. */
let database = 0;
const places = [
  { name: 'SQLite', here: true, url: () => `sqlite:${temporaryFolder()}/floorwalker.db` },
  { name: 'Redis', here: hasRedis, url: () => `${redis?.url}/${database++}` },
];
const KEY = Buffer.alloc(32, 7);

for (const { name, here, url } of places) {
  describe.skipIf(!here)(`a store on ${name}`, () => {
    test('gives back what was kept, also to another process and in place of what was there', async () => {
      const place = url();
      const shelf = (await openForTest(place)).namespace<{ name: string }>('agent');
      await shelf.set('ana', { name: 'Ana' });
      await shelf.set('ana', { name: 'Ana López 📞' });
      expect(await shelf.get('ana')).toEqual({ name: 'Ana López 📞' });
      expect(await (await openForTest(place)).namespace('agent').get('ana')).toEqual({ name: 'Ana López 📞' });
    });

    test('has nothing where nothing was kept', async () => {
      const shelf = (await openForTest(url())).namespace('agent');
      expect(await shelf.get('ana')).toBeUndefined();
      expect(await collected(shelf.entries())).toEqual([]);
    });

    test('keeps the same key of two namespaces apart', async () => {
      const store = await openForTest(url());
      await store.namespace('agent').set('1', 'Ana');
      await store.namespace('agent:x').set('1', 'Billing');
      expect(await store.namespace('agent').get('1')).toBe('Ana');
      expect(await collected(store.namespace('agent').entries())).toEqual([['1', 'Ana']]);
    });

    test('forgets at the end of a life, and what has none lives', async () => {
      const shelf = (await openForTest(url())).namespace('agent');
      await shelf.set('short', 1, 60);
      await shelf.set('long', 1, 60_000);
      await shelf.set('for ever', 1);
      expect(await shelf.get('short')).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await shelf.get('short')).toBeUndefined();
      expect((await collected(shelf.entries())).map(([key]) => key).toSorted()).toEqual(['for ever', 'long']);
    });

    test('says whether there was something to delete', async () => {
      const shelf = (await openForTest(url())).namespace('agent');
      await shelf.set('ana', 'x');
      expect([await shelf.delete('ana'), await shelf.delete('ana')]).toEqual([true, false]);
    });

    test('lists each of many once, with its own key and whatever letters it has', async () => {
      const shelf = (await openForTest(url(), { key: KEY })).namespace<number>('schedules');
      const names = ['*', 'Zoë:[x]', ...Array.from({ length: 250 }, (_, i) => `schedule ${i}`)];
      const kept = names.map((each, i) => [each, i] as const);
      await Promise.all(kept.map(([key, value]) => shelf.set(key, value)));
      const listed = await collected(shelf.entries());
      expect(listed).toHaveLength(252);
      expect(new Map(listed)).toEqual(new Map(kept));
    });

    test('has no trouble while it takes what is written', async () => {
      expect(await (await openForTest(url())).trouble()).toBeUndefined();
    });
  });
}

describe.skipIf(!hasRedis)('what several machines count together', () => {
  const by = (amount: number) => ({ amount, most: 10, windowMs: 300 });

  test('is taken as a whole or not at all, and given back', async () => {
    const place = `${redis?.url}/${database++}`;
    const [one, other] = [(await openForTest(place)).tally, (await openForTest(place)).tally];
    expect(await one?.take('requests', by(7))).toMatchObject({ taken: true });
    const refused = await other?.take('requests', by(4));
    expect(refused).toEqual({ taken: false, leftMs: expect.closeTo(300, -2) });
    await one?.take('requests', by(-1));
    expect(await other?.take('requests', by(4))).toMatchObject({ taken: true });
    await new Promise((resolve) => setTimeout(resolve, 320));
    expect(await other?.take('requests', by(10))).toMatchObject({ taken: true });
  });
});
