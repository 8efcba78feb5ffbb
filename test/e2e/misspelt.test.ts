import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

/** Names that are written wrong: what was probably meant is offered, of what the asker may know of, and never taken. */

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { ACCESS_POLICY: 'managers' } });
});
afterAll(() => house.stop());

describe('a name that is written wrong', () => {
  it.each([
    ['/agent-live', 'Anna Lopes', '/agent-live "Ana López"'],
    ['/agent-live', 'biling eu waiting', '/agent-live queue "Billing EU" waiting'],
    ['/agent-stats', 'last week biling eu', '/agent-stats last week queue "Billing EU"'],
    ['/agent-stats', 'serivce level last week queue Billing', '/agent-stats service level last week queue Billing'],
  ])('%s %s offers %s, which is answered', async (command, text, offer) => {
    const said = await house.answer('U0OMAR', command, text);
    expect(said).toMatch(/^I do not know “/);
    expect(/Did you mean `([^`]+)`\?/.exec(said)?.[1]).toBe(offer);
    expect(await house.answer('U0OMAR', command, offer.slice(command.length + 1))).toMatch(/^(Ana López|Billing)/);
  });

  it.each(['yesterday bilingEU', 'last week xyzzy'])('that is near to nothing offers nothing: %s', async (text) => {
    const said = await house.answer('U0OMAR', '/agent-stats', text);
    expect(said).toMatch(/^I do not know “/);
    expect(said).not.toContain('Did you mean');
  });

  it.each([
    ['/agent-live', 'queue "Biling EU"', 'Billing EU'],
    ['/agent-stats', 'last week queue "Biling EU"', 'Billing EU'],
    ['/agent-live', '"Ana Lopes"', 'Ana López'],
  ])('%s %s can be answered by a press', async (command, text, name) => {
    const [message] = await house.ask('U0OMAR', command, text);
    expect(message?.text).toContain(`Did you mean this one?\n${name}`);
    if (message === undefined) return;
    const pressed = await house.press('U0OMAR', message, `${command === '/agent-live' ? 'live' : 'stats'}_pick:0`);
    expect(pressed.at(-1)?.text).toMatch(new RegExp(`^${name}`));
  });

  it('is offered in an alert', async () => {
    const said = await house.answer('U0OMAR', '/agent-alert', 'on me when biling eu waiting > 5');
    expect(said).toContain('Did you mean `/agent-alert on me when queue "Billing EU" waiting &gt; 5`?');
  });

  it('offers nothing that is out of sight', async () => {
    const said = await house.answer('U0ANA', '/agent-live', '"Omar Hadad"');
    expect(said).not.toContain('Omar Haddad');
    expect(said).toMatch(/^(Nobody whom you may see is called|You)/);
  });
});
