import { expect, it } from 'vitest';
import { CELLS } from '../faults/slack-cells.ts';
import { tryTable } from '../faults/slack-table.ts';

it('however Slack fails, nobody is left in silence, and nothing happens twice', async () => {
  expect(await tryTable(CELLS)).toEqual([]);
});
