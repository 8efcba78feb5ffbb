/** Processes that are killed while they post, where the app may not look into the history of the channel. */
import { expect, test } from 'vitest';
import { manifestWith } from '../sandbox/slack/manifests.ts';
import { temporaryFolder } from '../store/open.ts';
import { killDuringPosts } from './summary-kills.ts';

test('nothing comes twice, and whatever is missing is told to be in doubt', { timeout: 90_000 }, async () => {
  const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
  const manifestPath = manifestWith({ without: ['channels:history', 'groups:history'] });
  const tally = await killDuringPosts({ storeUrl, processes: 2, kills: 5, posts: 20, manifestPath });
  expect(tally).toMatchObject({ duplicates: 0, untold: 0 });
  // Each process works in two channels at a time, and each of these may have a message under way.
  expect(tally.inDoubt).toBeLessThanOrEqual(2 * 2 * 5);
});
