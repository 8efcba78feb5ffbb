/** 200 kills and 40 take-overs around begins, edits and ends: each alert is told once, and to its end. */
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { killDuringEpisodes } from '../faults/alert-kills.ts';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';

const figures: string[] = [];
afterAll(() => console.info(figures.join('\n')));

async function killed(what: string, of: Parameters<typeof killDuringEpisodes>[0]) {
  const tally = await killDuringEpisodes(of);
  const { episodes, missing, doubled, leftOpen } = tally;
  figures.push(
    `${what}: ${of.kills} kills, ${of.takeOvers} take-overs, ${episodes} episodes: ${missing} missing, ${doubled} doubled, ${leftOpen} left open`,
  );
  return tally;
}

const NOTHING_WRONG = { missing: 0, doubled: 0, leftOpen: 0 };

// Alone, a process has to wait until the lease of the one before it is over.
test.each([
  { processes: 1, kills: 40, takeOvers: 8, episodes: 100, betweenEndsMs: 4000 },
  { processes: 2, kills: 60, takeOvers: 12, episodes: 200, betweenEndsMs: 2500 },
])('$kills kills and $takeOvers take-overs at the embedded store, processes: $processes', async (of) => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const tally = await killed(`SQLite, processes: ${of.processes}`, { storeUrl, ...of });
  expect(tally).toEqual({ episodes: of.episodes, ...NOTHING_WRONG });
});

test.skipIf(!hasRedis)('100 kills and 20 take-overs of three processes at a real Redis', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const of = { storeUrl: redis.url, processes: 3, kills: 100, takeOvers: 20, episodes: 300, betweenEndsMs: 2500 };
  expect(await killed('Redis, processes: 3', of)).toEqual({ episodes: 300, ...NOTHING_WRONG });
});
