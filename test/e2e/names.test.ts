import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const live = (text: string) => house.answer('U0OMAR', '/agent-live', text);
const stats = (text: string) => house.answer('U0OMAR', '/agent-stats', text);

describe('names as people type them', () => {
  it.each([
    ['billing eu last week', /Billing EU/],
    ['last week billing eu queue', /Billing EU/],
    ['how did Billing EU do last week?', /Billing EU/],
    ['ana lópez yesterday', /Ana López/],
    ['ana lopez’s calls yesterday', /Ana López/],
    ['"Lopez, Ana" yesterday', /Ana López/],
    ['sales eu team yesterday', /Sales EU/],
  ])('/agent-stats %s', async (text, about) => {
    expect(await stats(text)).toMatch(about);
  });

  it.each([
    ['is ana lópez free?', /Ana López/],
    ['billing eu', /Billing EU/],
    ['who is free in billing eu', /Billing EU/],
  ])('/agent-live %s', async (text, about) => {
    expect(await live(text)).toMatch(about);
  });

  it('cost at most four requests when nothing is remembered, and none when it is', async () => {
    const listed = () =>
      house.genesys.requests.filter(({ path }) => /\/(?:users|groups|teams|routing\/queues)(?:\?|$)/.test(path)).length;
    house.forget();
    const before = listed();
    await stats('unheard of');
    const cold = listed() - before;
    await stats('unheard of yesterday');
    expect(cold).toBeLessThanOrEqual(4);
    expect(listed() - before).toBe(cold);
  });
});
