/** 200 kills around cards that follow somebody: none is left that says it is live. */
import { expect, test } from 'vitest';
import { startCardCrew } from '../e2e/card-crew.ts';
import { temporaryFolder } from '../store/open.ts';

test('200 kills of the process that has the cards', async () => {
  const crew = await startCardCrew({ storeUrl: `sqlite:${temporaryFolder()}/floorwalker.db`, size: 1 });
  const asked = await crew.killAround(200);
  console.info(`${asked} kills, ${crew.cards().length} cards, ${crew.live().length} left live`);
  expect(crew.cards().length).toBeGreaterThan(20);
  expect(crew.live()).toEqual([]);
});
