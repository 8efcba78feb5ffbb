/** 200 kills around cards that follow somebody: each that is left says that it ended, or a message below it does. */
import { expect, test } from 'vitest';
import { startCardCrew } from '../e2e/card-crew.ts';
import { temporaryFolder } from '../store/open.ts';

test('200 kills of the process that has the cards', async () => {
  const crew = await startCardCrew({ storeUrl: `sqlite:${temporaryFolder()}/floorwalker.db`, size: 1 });
  await crew.killAround(200);
  const [live, told] = [crew.live().length, crew.doubts().length];
  console.info(`${crew.cards().length} cards, ${live} left live of ${told} in doubt, as was told below them`);
  expect(crew.cards().length).toBeGreaterThan(20);
  expect(live).toBeLessThanOrEqual(told);
});
