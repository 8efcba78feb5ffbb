/** Processes at the embedded store that are killed while they post are succeeded: every summary comes, and comes once. */
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/open.ts';
import { killDuringPosts } from './summary-kills.ts';

test('10 kills of two processes', { timeout: 90_000 }, async () => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const { edits, ...tally } = await killDuringPosts({ storeUrl, processes: 2, kills: 10, posts: 30 });
  expect(tally).toEqual({ posts: 30, missing: 0, missingDetails: 0, duplicates: 0, untold: 0, inDoubt: 0 });
  expect(edits).toBeGreaterThan(20);
});
