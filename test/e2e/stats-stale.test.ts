import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type House, MONDAY, openHouse } from './house.ts';

const MINUTE = 60_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => {
  house.clock.now = MONDAY;
  house.forget();
});

const ask = (text: string) => house.ask('U0OMAR', '/agent-stats', text);

describe('a running period that was asked about some minutes ago', () => {
  it('is told at once from memory, and again when a figure has changed', async () => {
    await ask('today team "Sales EU"');
    house.clock.now += 9 * MINUTE;
    const told = await ask('today team "Sales EU"');
    expect(told.map(({ text }) => text.split(' · ').at(-1))).toEqual([
      '9m 0s old, a fresh answer is on its way',
      'still filling',
    ]);
    expect(told[1]?.text).toContain('as of 10:09 CET');
  });

  it('is told once when nothing has changed', async () => {
    await ask('today "Nora Quint"');
    house.clock.now += 9 * MINUTE;
    const told = await ask('today "Nora Quint"');
    expect(told.map(({ text }) => text.split(' · ').at(-1))).toEqual(['9m 0s old, a fresh answer is on its way']);
  });

  it('is replaced in its place by Refresh', async () => {
    const [message] = await ask('today team "Sales EU"');
    if (message === undefined) throw new Error('no answer');
    house.clock.now += 9 * MINUTE;
    const [refreshed, ...others] = await house.press('U0OMAR', message, 'stats_refresh');
    expect(others).toEqual([]);
    expect(refreshed?.ts).toBe(message.ts);
    expect(refreshed?.text).toMatch(/as of 10:09 CET · Genesys Analytics · still filling$/);
  });

  it('says so when Genesys Cloud gives nothing fresher', async () => {
    await ask('today team "Sales EU"');
    house.clock.now += 9 * MINUTE;
    house.genesys.faults.next({ match: '/aggregates/query', fault: { kind: 'status', status: 403 }, times: 10 });
    const told = await ask('today team "Sales EU"');
    house.genesys.faults.clear();
    expect(told.map(({ text }) => text).at(-1)).toMatch(/^Genesys Cloud did not give fresher figures/);
  });
});
