/** What was asked a moment ago is not asked again, and nobody is told that old is new. */
import { describe, expect, test } from 'vitest';
import { LIFETIMES } from '../../src/store/lifetimes.ts';
import { createRecall } from '../../src/store/recall.ts';
import { createRemember } from '../../src/store/remember.ts';
import { openForTest, temporaryFolder } from './open.ts';

const NINE = Date.UTC(2026, 10, 22, 9);
const lifetimes = { names: { ttlMs: 1000, staleMs: 500 }, live: { ttlMs: 1000, staleMs: 0 } };

async function setUp(url = 'sqlite::memory:') {
  let at = NINE;
  const store = await openForTest(url, { now: () => at });
  const memories = createRemember({ store, lifetimes, now: () => at });
  let asked = 0;
  return {
    ...memories,
    store,
    pass: (ms: number) => {
      at += ms;
    },
    asked: () => asked,
    source: async () => {
      asked += 1;
      return `answer ${asked}`;
    },
  };
}

describe('remember', () => {
  test('asks the source once and then gives the same answer with the time it was given', async () => {
    const { remember, source, pass } = await setUp();
    expect(await remember('live', 'ana', source)).toEqual({
      value: 'answer 1',
      asOf: NINE,
      cached: false,
      stale: false,
    });
    pass(900);
    expect(await remember('live', 'ana', source)).toEqual({
      value: 'answer 1',
      asOf: NINE,
      cached: true,
      stale: false,
    });
  });

  test('asks again when the lifetime is over', async () => {
    const { remember, source, pass } = await setUp();
    await remember('live', 'ana', source);
    pass(1001);
    expect(await remember('live', 'ana', source)).toEqual({
      value: 'answer 2',
      asOf: NINE + 1001,
      cached: false,
      stale: false,
    });
  });

  test('gives an old answer at once, marked as stale, and a fresh one to the next', async () => {
    const { remember, source, pass, idle } = await setUp();
    await remember('names', 'q1', source);
    pass(1200);
    const old = await remember('names', 'q1', source);
    expect(old).toMatchObject({ value: 'answer 1', asOf: NINE, cached: true, stale: true });
    await old.refreshed;
    await idle();
    expect(await remember('names', 'q1', source)).toEqual({
      value: 'answer 2',
      asOf: NINE + 1200,
      cached: true,
      stale: false,
    });
  });

  test('asks anew when even the time of grace is over', async () => {
    const { remember, source, pass } = await setUp();
    await remember('names', 'q1', source);
    pass(1501);
    expect(await remember('names', 'q1', source)).toMatchObject({ value: 'answer 2', cached: false });
  });

  test('keeps the old answer when the refresh behind it fails', async () => {
    const { remember, source, pass, idle } = await setUp();
    await remember('names', 'q1', source);
    pass(1200);
    expect(await remember('names', 'q1', () => Promise.reject(new Error('down')))).toMatchObject({ stale: true });
    await idle();
    expect(await remember('names', 'q1', source)).toMatchObject({ value: 'answer 1', stale: true });
  });

  test('lets 200 askers share one question, and tells none of them that it is cached', async () => {
    const { remember, source, asked } = await setUp();
    const answers = await Promise.all(Array.from({ length: 200 }, () => remember('live', 'ana', source)));
    expect(asked()).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ value: 'answer 1', asOf: NINE, cached: false, stale: false })]),
    );
  });

  test('keeps a failure for nobody: all who shared it get it, the next asks again', async () => {
    const { remember, source } = await setUp();
    const failing = () => remember('live', 'ana', () => Promise.reject(new Error('down')));
    const outcomes = await Promise.allSettled([failing(), failing()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(await remember('live', 'ana', source)).toMatchObject({ value: 'answer 1', cached: false });
  });

  test('keeps the keys of two memories apart', async () => {
    const { remember, source } = await setUp();
    await remember('live', 'ana', source);
    expect(await remember('names', 'ana', source)).toMatchObject({ value: 'answer 2' });
    expect(await remember('live', 'ana', source)).toMatchObject({ value: 'answer 1' });
    expect(await remember('names', 'ana', source)).toMatchObject({ value: 'answer 2' });
  });

  test('remembers across a restart', async () => {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const before = await setUp(url);
    await before.remember('live', 'ana', before.source);
    await before.idle();
    await before.store.close();
    const after = await setUp(url);
    expect(await after.remember('live', 'ana', after.source)).toMatchObject({ asOf: NINE, cached: true });
    expect(after.asked()).toBe(0);
  });

  test('a store that cannot be read costs a question, not the answer', async () => {
    const { remember, source, store, pass } = await setUp();
    await remember('live', 'ana', source);
    await store.close();
    expect(await remember('live', 'ana', source)).toMatchObject({ value: 'answer 1', cached: true });
    pass(1001);
    expect(await remember('live', 'ana', source)).toMatchObject({ value: 'answer 2', cached: false });
  });

  test('remembers that there is nothing', async () => {
    const { remember } = await setUp();
    await remember('live', 'nobody', async () => undefined);
    const again = remember('live', 'nobody', () => Promise.reject(new Error('asked again')));
    expect(await again).toMatchObject({ value: undefined, cached: true });
  });
});

describe('what was remembered lately', () => {
  test('is bounded by how much it holds: what was not used for longest goes first', () => {
    const recall = createRecall(40);
    for (const key of ['a', 'b', 'c'])
      recall.set(
        key,
        Array.from({ length: 9 }, () => key),
      );
    recall.get('a');
    for (const key of ['d', 'e'])
      recall.set(
        key,
        Array.from({ length: 9 }, () => key),
      );
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => recall.get(key) !== undefined)).toEqual(['a', 'c', 'd', 'e']);
  });

  test('is never one value that would drive out all others', () => {
    const recall = createRecall(40);
    recall.set('a', 1);
    recall.set(
      'large',
      Array.from({ length: 100 }, () => 1),
    );
    expect([recall.get('a'), recall.get('large')]).toEqual([1, undefined]);
  });
});

describe('the table of lifetimes', () => {
  test('lets nobody who left keep access for more than 15 minutes', () => {
    const { agent, 'slack-user': slackUser, grants, members } = LIFETIMES;
    const longest = [agent, slackUser, grants, members].map(({ ttlMs, staleMs }) => ttlMs + staleMs);
    expect(Math.max(...longest)).toBeLessThanOrEqual(15 * 60_000);
  });

  test('never shows what somebody does now from before ten seconds ago', () => {
    expect(LIFETIMES.live.ttlMs + LIFETIMES.live.staleMs).toBeLessThanOrEqual(10_000);
  });
});
