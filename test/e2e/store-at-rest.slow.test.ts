import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ORGANISATION_ID } from '../../src/sandbox/genesys/centre/ids.ts';
import { HOME } from '../../src/sandbox/slack/people.ts';
import { openForTest, temporaryFolder } from '../store/open.ts';
import { everythingIn, hasRedis, startRedis } from '../store/redis-server.ts';
import { tryEverything } from './everything.ts';
import { filesOf, type House, openHouse } from './house.ts';

const KEY = Buffer.alloc(32, 7);

/** Everything is used once, and the store then looked at while the app still runs. */
async function usedHouse(storeUrl: string, key: Buffer | undefined): Promise<House> {
  const house = await openHouse({ storeUrl, env: key === undefined ? {} : { STORE_KEY: key.toString('base64') } });
  onTestFinished(() => house.stop());
  await tryEverything(house, 'U0OMAR');
  return house;
}

/** The kinds of things that can be read in what lies in the store, by somebody without the key. */
async function readableIn(raw: string, house: House, storeUrl: string, key: Buffer | undefined) {
  const { people } = house.genesys.organisation;
  const deployment = { workspace: HOME.teamId, client: 'the test', organisation: async () => ORGANISATION_ID };
  const store = await openForTest(storeUrl, { key, deployment, now: () => house.clock.now });
  const tokens = store.namespace<{ accessToken: string }>('token');
  const issued: string[] = [];
  for await (const [, { accessToken }] of tokens.entries()) issued.push(accessToken);
  expect(issued).toHaveLength(1);
  const secrets = {
    'the token of Genesys': issued,
    'addresses of people': [...people.map(({ email }) => email), '@example.com'],
    'names of people': people.map(({ name }) => name),
    'ids of people in Genesys': people.map(({ id }) => id),
    'ids of people in Slack': [...house.slack.people.keys()],
  };
  return Object.entries(secrets).flatMap(([kind, words]) => (words.some((word) => raw.includes(word)) ? [kind] : []));
}

const EVERY_KIND = [
  'the token of Genesys',
  'addresses of people',
  'names of people',
  'ids of people in Genesys',
  'ids of people in Slack',
];

describe('the embedded store after everything was used', () => {
  it.each([
    ['nothing of anybody can be read with STORE_KEY', KEY, []],
    ['all of it can be read without, which shows what was looked for', undefined, EVERY_KIND],
  ])('%s', async (_sentence, key, readable) => {
    const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const house = await usedHouse(storeUrl, key);
    const raw = filesOf(storeUrl)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(await readableIn(raw, house, storeUrl, key)).toEqual(readable);
  });

  it('belongs to its user alone, side files included', async () => {
    const storeUrl = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const house = await openHouse({ storeUrl });
    onTestFinished(() => house.stop());
    await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    const modes = filesOf(storeUrl).map((file) => (statSync(file).mode & 0o777).toString(8));
    expect(modes).toEqual(['600', '600', '600']);
  });
});

describe.skipIf(!hasRedis)('a Redis after everything was used', () => {
  it.each([
    ['nothing of anybody can be read with STORE_KEY', KEY, []],
    ['all of it can be read without', undefined, EVERY_KIND],
  ])('%s', async (_sentence, key, readable) => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const house = await usedHouse(server.url, key);
    const { keys, text } = await everythingIn(server.url);
    expect(keys.length).toBeGreaterThan(20);
    expect(await readableIn(text, house, server.url, key)).toEqual(readable);
  });
});
