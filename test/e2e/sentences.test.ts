import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const blocksOf = async (command: string, text: string) => {
  const [message] = await house.ask('U0OMAR', command, text);
  return { text: message?.text ?? '', blocks: JSON.stringify(message?.blocks ?? []) };
};

describe('what a sentence asks for is what the answer tells', () => {
  it('a figure that is named comes first', async () => {
    const { blocks } = await blocksOf('/agent-stats', 'AHT last week billing eu queue');
    const figures = [...blocks.matchAll(/(AHT|service level|offered|abandoned)/gi)].map(([word]) => word.toLowerCase());
    expect(figures[0]).toBe('aht');
  });

  it('a ranking has as many rows as were asked for, the greatest first', async () => {
    const [message] = await house.ask('U0OMAR', '/agent-stats', 'top 3 agents by handled last week');
    const table = message?.blocks?.find((block) => block['type'] === 'data_table' || block['type'] === 'table');
    const rows: unknown = table?.['rows'];
    if (!Array.isArray(rows)) throw new Error('no table');
    const handled = rows.slice(1).map((row: unknown) => (Array.isArray(row) ? Number(row[1]?.value ?? Number.NaN) : 0));
    expect(handled).toHaveLength(3);
    expect(handled).toEqual(handled.toSorted((one, other) => other - one));
    expect(Math.min(...handled)).toBeGreaterThan(0);
  });

  it('named rows stand in the order of the figure that is named, those without it at the end', async () => {
    const [message] = await house.ask('U0OMAR', '/agent-stats', 'aht by agent last week team');
    const table = z
      .object({ rows: z.array(z.array(z.object({ value: z.number().optional(), text: z.string() }))) })
      .parse(message?.blocks.find(({ type }) => type === 'data_table'));
    const [head = [], ...rows] = table.rows;
    expect(head[1]?.text).toBe('AHT voice');
    const values = rows.map((row) => row[1]?.value ?? -1);
    expect(values.length).toBeGreaterThan(8);
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });

  it('the second of two periods is what the first is compared with', async () => {
    const { text, blocks } = await blocksOf('/agent-stats', 'last week vs 2026-10-12..2026-10-18');
    expect(`${text} ${blocks}`).toContain('12–18 Oct');
  });

  it('of a board only those who are free', async () => {
    const all = await blocksOf('/agent-live', 'team sales eu');
    const free = await blocksOf('/agent-live', 'who is free in team sales eu');
    expect(all.blocks).toMatch(/\*Busy \(|\*Away \(/);
    expect(free.blocks).not.toMatch(/\*Busy \(|\*Away \(/);
  });

  it.each(['who is in acw', 'everyone on hold right now', 'who is on lunch', 'all'])(
    '“%s” is about the team of whoever asks, or asks whom they mean',
    async (text) => {
      expect((await blocksOf('/agent-live', text)).text).toMatch(/^Your team/);
      expect(await house.answer('U0ANA', '/agent-live', text)).toMatch(/^Say whom you mean/);
    },
  );
});
