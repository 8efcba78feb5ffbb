/** 300 kills and 60 take-overs around begins, edits and ends: each alert is told once, and to its end. */
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type AlertTally, killDuringEpisodes } from '../faults/alert-kills.ts';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';

const figures: string[] = [];
afterAll(() => console.info(figures.join('\n')));

const ENOUGH = { kills: 100, takeOvers: 20, episodes: 300 };

function tell(what: string, { episodes, missing, doubled, leftOpen }: AlertTally): void {
  figures.push(
    `${what}: ${ENOUGH.kills} kills, ${ENOUGH.takeOvers} take-overs, ${episodes} episodes: ${missing} missing, ${doubled} doubled, ${leftOpen} left open`,
  );
}

test.each([1, 2])('100 kills and 20 take-overs of %d processes at the embedded store', async (processes) => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const tally = await killDuringEpisodes({ storeUrl, processes, ...ENOUGH });
  tell(`SQLite, ${processes} processes`, tally);
  expect(tally).toEqual({ episodes: 300, missing: 0, doubled: 0, leftOpen: 0 });
});

test.skipIf(!hasRedis)('100 kills and 20 take-overs of three processes at a real Redis', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const tally = await killDuringEpisodes({ storeUrl: redis.url, processes: 3, ...ENOUGH });
  tell('Redis, 3 processes', tally);
  expect(tally).toEqual({ episodes: 300, missing: 0, doubled: 0, leftOpen: 0 });
});
