import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../src/sandbox/genesys/centre/customer.ts';
import { namedIn } from './disclosure.ts';
import { tryEverything } from './everything.ts';
import { canariesIn, type House, openHouse } from './house.ts';

/** Somebody has used everything there is, with customers in every conversation. */
async function usedHouse(): Promise<House> {
  const house = await openHouse({ env: { LOG_LEVEL: 'trace', ADMINS: 'U0OMAR' } });
  await tryEverything(house, 'U0OMAR');
  return house;
}

describe('of customers', () => {
  it('nothing is shown, logged or kept, although Genesys sends it', async () => {
    const house = await usedHouse();
    const [token] = house.tokens();
    const path = house.genesys.requests.find((each) => /^\/api\/v2\/conversations\/[\w-]+$/.test(each.path))?.path;
    const sent = await fetch(`${house.genesys.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(canariesIn(await sent.text())).toEqual(['Canary', 'canary', '15550199']);
    // Closing the house looks through messages, log and store, as after every test of the whole app.
    await expect(house.stop()).resolves.toBeUndefined();
  });

  it('a trace is noticed in a message when the house is closed', async () => {
    const house = await openHouse();
    house.slack.say('U0OMAR', 'C0FLOOR', `Who is ${CANARY.name}?`);
    await expect(house.stop()).rejects.toThrow('something of a customer was shown, logged or kept: Canary');
  });

  it('a trace is noticed in the store when the house is closed', async () => {
    const house = await openHouse();
    house.genesys.organisation.people.forEach((person) => void Object.assign(person, { title: CANARY.attribute }));
    await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    await expect(house.stop()).rejects.toThrow('something of a customer was shown, logged or kept: canary');
  });
});

describe('of people', () => {
  let house: House;
  beforeAll(async () => {
    house = await usedHouse();
  });
  afterAll(() => house.stop());

  it('no name and no address stands in the log, whatever is used at its most talkative', () => {
    const log = JSON.stringify(house.log);
    const withoutIds = house.genesys.organisation.people.map((person) => ({ ...person, id: 'ids are logged' }));
    expect(namedIn(log, withoutIds)).toEqual([]);
    expect([...house.slack.people.values()].filter(({ name }) => log.includes(name))).toEqual([]);
  });

  it.each(['/healthz', '/readyz', '/metrics'])('nothing at all is told by %s', async (route) => {
    const response = await fetch(`${house.url}${route}`);
    const told = await response.text();
    expect(response.status).toBe(200);
    expect(namedIn(told, house.genesys.organisation.people)).toEqual([]);
    expect([...house.slack.people.keys()].filter((id) => told.includes(id))).toEqual([]);
  });

  it('these promises were put to every kind of question and button', () => {
    const used = new Set(house.log.flatMap(({ msg, name }) => (msg === 'answered' ? [name] : [])));
    const asked = ['/agent-live', '/agent-stats', '/agent-summary', 'agent_status', 'app_home_opened'];
    const ofLive = [
      'ask_live',
      'live_refresh',
      'live_pick',
      'live_share',
      'live_share_ask',
      'live_details',
      'live_offline',
      'live_stats_today',
      'live_follow',
      'live_stop',
    ];
    const ofStats = [
      'ask_stats',
      'stats_pick',
      'stats_before',
      'stats_details',
      'stats_by',
      'stats_refresh',
      'stats_share',
    ];
    const ofSummaries = ['summary_preview', 'summary_now', 'summary_edit', 'summary_pause', 'summary_off'];
    expect([...used]).toEqual(expect.arrayContaining([...asked, ...ofLive, ...ofStats, ...ofSummaries]));
  });
});
