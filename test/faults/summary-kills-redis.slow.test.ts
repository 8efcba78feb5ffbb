/** Processes at a real Redis that are killed while they post are succeeded: every summary comes, and comes once. */
import { expect, onTestFinished, test } from 'vitest';
import { hasRedis, startRedis } from '../store/redis-server.ts';
import { killDuringPosts } from './summary-kills.ts';

test.skipIf(!hasRedis)('10 kills of three processes', { timeout: 90_000 }, async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const { edits, ...tally } = await killDuringPosts({ storeUrl: redis.url, processes: 3, kills: 10, posts: 40 });
  expect(tally).toEqual({ posts: 40, missing: 0, missingDetails: 0, duplicates: 0, untold: 0, inDoubt: 0 });
  expect(edits).toBeGreaterThan(20);
});
