import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, MANIFEST, openHouse } from './house.ts';

const numbers = (line = '') =>
  line
    .split(',')
    .map(Number)
    .filter((number) => Number.isFinite(number));

describe('the whole answer as a file', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  it('comes into the direct messages of whoever asks for it, and nowhere else', async () => {
    const [answer] = await house.ask('U0OMAR', '/agent-stats', 'last week queue "Billing EU"');
    if (answer === undefined) throw new Error('no answer');
    const told = await house.press('U0OMAR', answer, 'stats_csv');
    expect(told.map(({ text, channel }) => `${channel}: ${text.split('\n')[0]}`)).toEqual([
      expect.stringMatching(/^D0OMAR: The whole answer, and by agent and day: Billing EU/),
      expect.stringMatching(/^D0OMAR: queue-billing-eu-.*-by-day\.csv$/),
      expect.stringMatching(/^C\w+: The CSV is in your direct messages/),
    ]);
    expect(house.log.some(({ log, what }) => log === 'audit' && String(what).startsWith('stats_csv'))).toBe(true);
  });

  it('has what the answer says: a week is the sum of its days, by agent too', () => {
    const files = Object.entries(house.slack.files());
    const sumOf = (part: string, head: string) => {
      const content = files.find(([name]) => name.includes(part))?.[1] ?? '';
      const [heads = '', ...rows] = content.trimEnd().split('\r\n');
      const column = heads.split(',').indexOf(head);
      return rows.reduce((sum, row) => sum + Number(row.split(',')[column] ?? 0), 0);
    };
    expect(sumOf('by-day', 'Handled (count)')).toBeGreaterThan(100);
    expect(sumOf('by-agent-and-day', 'Handled (count)')).toBe(sumOf('by-day', 'Handled (count)'));
    expect(numbers(files[0]?.[1].split('\r\n')[1]).length).toBeGreaterThan(5);
  });
});

describe('without the scope for files', () => {
  let folder: string;
  let house: House;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'floorwalker-manifest-'));
    const manifestPath = join(folder, 'manifest.yml');
    writeFileSync(manifestPath, readFileSync(MANIFEST, 'utf8').replace(/^ +- files:write\n/m, ''));
    house = await openHouse({ slack: { manifestPath } });
  });
  afterAll(async () => {
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('there is no button for it', async () => {
    const [answer] = await house.ask('U0OMAR', '/agent-stats', 'last week queue "Billing EU"');
    expect(JSON.stringify(answer?.blocks)).toContain('stats_details');
    expect(JSON.stringify(answer?.blocks)).not.toContain('stats_csv');
  });
});
