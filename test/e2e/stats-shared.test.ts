import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type House, MONDAY, openHouse } from './house.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => {
  house.clock.now = MONDAY;
  house.forget();
});

const ask = (user: string, text: string) => house.answer(user, '/agent-stats', text);
const withoutSource = (text: string): string => text.slice(0, text.lastIndexOf('\n'));
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

describe('figures that somebody else asked for before', () => {
  it('are told in the words of whoever asks now', async () => {
    await ask('U0OMAR', 'last week team "Sales EU"');
    const told = await ask('U0OMAR', '2026-W47 team "Sales EU"');
    expect(told).toMatch(/cached/);
    expect(told).toContain('16–22 Nov 2026');
    expect(firstLine(told)).not.toContain('last week');
  });

  it('say of no day that it was yesterday when it was not', async () => {
    house.clock.now = MONDAY + DAY;
    await ask('U0OMAR', 'yesterday team "Sales EU"');
    house.clock.now = MONDAY + 2 * DAY - HOUR;
    const told = await ask('U0OMAR', 'monday team "Sales EU"');
    expect(told).toMatch(/cached/);
    expect(told).toContain('23 Nov');
    expect(told).not.toContain('yesterday');
  });

  it('are cut by the weeks of whoever asks now', async () => {
    const question = '2026-11-02..2026-11-15 by week "Ana López" tz:Europe/Madrid';
    const ofMondays = await ask('U0OMAR', question);
    const ofSundays = await ask('U0GRACE', question);
    house.forget();
    const asked = await ask('U0GRACE', question);
    expect(ofSundays).toMatch(/cached/);
    expect(withoutSource(ofSundays)).toBe(withoutSource(asked));
    expect(withoutSource(ofSundays)).not.toBe(withoutSource(ofMondays));
  });

  it('reach as far as they were measured, also where the words name the times', async () => {
    house.clock.now = MONDAY + 30_000;
    await ask('U0OMAR', 'past 2 hours team "Sales EU"');
    house.clock.now = MONDAY + 70_000;
    const told = await ask('U0OMAR', 'past 2 hours team "Sales EU"');
    expect(told).toMatch(/cached/);
    expect(told).toContain('Mon 23 Nov 2026 08:00 – 10:00 · Madrid time');
  });
});
