/** 240 kills. No post comes twice; with the history scope none is missing, without it each that is was told to be in doubt. */
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { killDuringPosts, type Tally } from '../faults/summary-kills.ts';
import { manifestWith } from '../sandbox/slack/manifests.ts';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';

const figures: string[] = [];
afterAll(() => console.info(figures.join('\n')));

function tell(
  what: string,
  kills: number,
  edits: number,
  { posts, missing, missingDetails, duplicates, inDoubt, untold }: Omit<Tally, 'edits'>,
): void {
  const gaps = `${missing} missing, ${missingDetails} without details, ${inDoubt} told to be in doubt, ${untold} untold`;
  figures.push(`${what}: ${kills} kills, ${edits} edits, ${posts} posts, ${gaps}, ${duplicates} messages too many`);
}

test('100 kills of two processes at the embedded store', async () => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const { edits, ...tally } = await killDuringPosts({ storeUrl, processes: 2, kills: 100, posts: 300 });
  tell('SQLite, with history', 100, edits, tally);
  expect(tally).toEqual({ posts: 300, missing: 0, missingDetails: 0, duplicates: 0, untold: 0, inDoubt: 0 });
});

test.skipIf(!hasRedis)('100 kills of three processes at a real Redis', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const { edits, ...tally } = await killDuringPosts({ storeUrl: redis.url, processes: 3, kills: 100, posts: 400 });
  tell('Redis, with history', 100, edits, tally);
  expect(tally).toEqual({ posts: 400, missing: 0, missingDetails: 0, duplicates: 0, untold: 0, inDoubt: 0 });
});

test('40 kills, when the app may not look into the history: nothing comes twice, and what is missing is told', async () => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const manifestPath = manifestWith({ without: ['channels:history', 'groups:history'] });
  const { edits, ...tally } = await killDuringPosts({ storeUrl, processes: 2, kills: 40, posts: 150, manifestPath });
  tell('SQLite, without history', 40, edits, tally);
  expect(tally).toMatchObject({ duplicates: 0, untold: 0 });
  // Each process works in two channels at a time, and each of these may have a message under way.
  expect(tally.inDoubt).toBeLessThanOrEqual(2 * 2 * 40);
});
