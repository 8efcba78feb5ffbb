/** Processes that are killed, or give up their turn, while alerts begin, change and end: each is told once, to its end. */
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';
import { killDuringEpisodes } from './alert-kills.ts';

const NOTHING_WRONG = { missing: 0, doubled: 0, leftOpen: 0 };

test('10 kills and 2 take-overs of two processes at the embedded store', { timeout: 120_000 }, async () => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const tally = await killDuringEpisodes({
    storeUrl,
    processes: 2,
    kills: 10,
    takeOvers: 2,
    episodes: 20,
    betweenEndsMs: 1500,
  });
  expect(tally).toEqual({ episodes: 20, ...NOTHING_WRONG });
});

test.skipIf(!hasRedis)(
  '10 kills and 2 take-overs of three processes at a real Redis',
  { timeout: 120_000 },
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const tally = await killDuringEpisodes({
      storeUrl: redis.url,
      processes: 3,
      kills: 10,
      takeOvers: 2,
      episodes: 20,
      betweenEndsMs: 1500,
    });
    expect(tally).toEqual({ episodes: 20, ...NOTHING_WRONG });
  },
);
