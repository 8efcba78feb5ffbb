/** Cards of a process that has died: another one, or the next, says within a minute that they do not change any more. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../store/open.ts';
import { hasRedis, startRedis } from '../store/redis-server.ts';
import { type CardCrew, startCardCrew } from './card-crew.ts';

const PATIENCE_MS = 120_000;

async function lostCard(crew: CardCrew) {
  await crew.follow(0);
  await crew.settled(() => crew.live().length > 0);
  await crew.kill(0);
}

describe('a card of a process that was killed', () => {
  it('is ended by the next start at the embedded store', { timeout: PATIENCE_MS }, async () => {
    const crew = await startCardCrew({ storeUrl: `sqlite:${temporaryFolder()}/floorwalker.db`, size: 1 });
    await lostCard(crew);
    await crew.hire(0);
    const killedAt = Date.now();
    await crew.settled(() => crew.live().length === 0);
    expect(Date.now() - killedAt).toBeLessThan(60_000);
    expect(crew.cards().map(({ text }) => text)).toEqual([
      'This card ended when the app was restarted. What it showed may be long out of date.',
    ]);
    await crew.end();
  });

  it.skipIf(!hasRedis)(
    'is ended by another process at Redis, and its own go on',
    { timeout: PATIENCE_MS },
    async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const crew = await startCardCrew({ storeUrl: redis.url, size: 2 });
      await lostCard(crew);
      await crew.follow(1, 'U0ZOE');
      await crew.settled(() => crew.cards().length === 2 && crew.live().length === 1);
      expect(crew.live().map(({ text }) => text)).toEqual([expect.stringContaining('Zoë Müller')]);
      await crew.end();
      expect(crew.live()).toEqual([]);
    },
  );
});

it('10 kills around cards leave none that says it is live, unless what is said below it', {
  timeout: 4 * PATIENCE_MS,
}, async () => {
  const crew = await startCardCrew({ storeUrl: `sqlite:${temporaryFolder()}/floorwalker.db`, size: 1 });
  await crew.killAround(10);
  expect(crew.cards().length + crew.doubts().length).toBeGreaterThan(0);
  expect(crew.live().length).toBeLessThanOrEqual(crew.doubts().length);
});
