/** Many summaries in the same minute, while a process leaves and the store is restarted: each comes once. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';
import { draft, FIRST_DUE, startCrew } from './summary-crew.ts';

const POSTS = 300;
const channels = Array.from({ length: POSTS }, (_, i) => ({
  id: `C0FLOOR${i}`,
  name: `floor-${i}`,
  kind: 'public' as const,
  members: ['U0OMAR', 'U0FLOOR'],
}));

test.skipIf(!hasRedis)(
  'three processes, 300 schedules, one process stopped and Redis restarted in between: 300 posts',
  { timeout: 120_000 },
  async () => {
    // What Redis has acknowledged, it still has after a crash: the append-only file is on.
    const dir = temporaryFolder();
    let redis = await startRedis({ dir });
    onTestFinished(() => redis.stop());
    const { url } = redis;
    const crew = await startCrew({
      storeUrl: url,
      size: 3,
      drafts: channels.map(({ id }) => ({ ...draft, channel: id })),
      channels,
      busy: true,
    });
    onTestFinished(() => crew.end());
    const landed = (count: number) =>
      crew.slack.until(() => (crew.landed().size >= count ? true : undefined), 90_000).catch(() => undefined);

    crew.setClock(FIRST_DUE - 100);
    await landed(100);
    await crew.retire(0);
    await redis.signal('SIGKILL');
    redis = await startRedis({ dir, port: Number(new URL(url).port) });
    await landed(2 * POSTS);
    await pause(1000);
    const counts = [...crew.landed()];
    expect(counts.filter(([name]) => name.endsWith(' headline'))).toHaveLength(POSTS);
    expect(counts.filter(([name]) => name.endsWith(' details'))).toHaveLength(POSTS);
    expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
  },
);
