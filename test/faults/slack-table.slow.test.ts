/** A tenth of all cells, another one with each seed: `FAULT_SEED=3`. The soak tries them all. */
import { describe, expect, it } from 'vitest';
import { CELLS, tenthOf } from './slack-cells.ts';
import { tryTable } from './slack-table.ts';

const SEED = Number(process.env['FAULT_SEED'] ?? 4);

describe('however Slack fails', () => {
  it('there is a cell for each way', () => {
    expect(CELLS.length).toBeGreaterThanOrEqual(400);
  });

  it(`nobody is left in silence, and nothing happens twice (seed ${SEED})`, { timeout: 600_000 }, async () => {
    expect(await tryTable(tenthOf(CELLS, SEED))).toEqual([]);
  });
});
