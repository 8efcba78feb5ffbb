import { describe, expect, it, onTestFinished } from 'vitest';
import { openHouse } from './house.ts';

describe('the start of the app', () => {
  it.each([
    ['workspace', true],
    ['genesys', false],
  ])('under the policy %s warns that everybody sees everybody: %s', async (policy, warns) => {
    const house = await openHouse({ env: { ACCESS_POLICY: policy } });
    const warned = house.log.some(({ level, msg }) => level === 'warn' && String(msg).includes('sees everybody'));
    await house.stop();
    expect(warned).toBe(warns);
  });
});

describe('without its store', () => {
  it('starts all the same, answers, schedules nothing, and says why where an operator looks', async () => {
    const house = await openHouse({ storeUrl: 'redis://127.0.0.1:9' });
    onTestFinished(() => house.stop());
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    expect(await house.answer('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays')).toMatch(
      /^Floorwalker cannot reach what it keeps at the moment, so nothing was changed/,
    );
    const ready = await fetch(`${house.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      slack: true,
      genesys: true,
      store: false,
      why: { store: 'store: cannot set: Redis: ECONNREFUSED' },
    });
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
    const said = house.log.filter(({ msg }) => msg === 'the store does not answer');
    expect(said).toMatchObject([{ reason: expect.stringContaining('Redis: ECONNREFUSED') }]);
  });

  it('stays in while the budget is spent or the login refused: its answers explain those', async () => {
    const house = await openHouse({ env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10' } });
    onTestFinished(() => house.stop());
    for (const who of ['U0OMAR', 'U0ANA', 'U0GRACE', 'U0ZOE']) await house.ask(who, '/agent-live', '<@U0KIRAN>');
    for (const who of ['U0OMAR', 'U0ANA', 'U0GRACE', 'U0ZOE']) await house.ask(who, '/agent-live', `<@${who}>`);
    const ready = await fetch(`${house.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { slack: true, genesys: true, store: true }]);
  });
});
