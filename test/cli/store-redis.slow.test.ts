/** Moves between SQLite and Redis, another key in place, an earlier release's Redis, and two deployments on one. */
import { createClient } from '@redis/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeCommand } from '../../src/cli/store/store-command.ts';
import { ORGANISATION_ID } from '../../src/sandbox/genesys/centre/ids.ts';
import type { Deployment } from '../../src/store/whose.ts';
import { collected, openForTest } from '../store/open.ts';
import { everythingIn, hasRedis, type RedisServer, startRedis } from '../store/redis-server.ts';
import { clientWithout, deployed, type Environment, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);
const OLD = Buffer.alloc(32, 7);
const NEW = Buffer.alloc(32, 8);
const inBase64 = (key: Buffer | undefined) => key?.toString('base64') ?? '';

let server: RedisServer | undefined;
beforeAll(async () => {
  if (hasRedis) server = await startRedis();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  if (server === undefined) return;
  const client = await createClient({ url: server.url }).connect();
  await client.flushAll();
  client.destroy();
});

const acme: Deployment = {
  workspace: 'T0ACME',
  client: 'login one',
  organisation: async () => ORGANISATION_ID,
};
const other: Deployment = { ...acme, client: 'login two', organisation: async () => 'another organisation' };

async function used(url: string, deployment: Deployment | undefined, key?: Buffer): Promise<void> {
  const store = await openForTest(url, { deployment, key });
  await store.namespace('schedules').set('floor', { channel: 'C0FLOOR' });
  await store.namespace('audit').set('one', { who: 'canary' }, 3_600_000);
  await store.claims.claim('floor/2026-11-23', { owner: 'p1', leaseMs: 1000 });
  await store.claims.done('floor/2026-11-23', { owner: 'p1', value: 'ts 1', keepMs: 3_600_000 });
  await store.claims.claim('floor/2026-11-24', { owner: 'p2', leaseMs: 1 });
  await store.claims.renew('floor/2026-11-24', { owner: 'p2', leaseMs: 1, note: 'sent' });
  await store.close();
}

async function found(url: string, deployment: Deployment | undefined, key?: Buffer) {
  const store = await openForTest(url, { deployment, key });
  const entries = {
    schedules: await collected(store.namespace('schedules').entries()),
    audit: await collected(store.namespace('audit').entries()),
  };
  const posted = await store.claims.look('floor/2026-11-23');
  // Whose process died over it.
  const begun = await store.claims.claim('floor/2026-11-24', { owner: 'p3', leaseMs: 1 });
  await store.close();
  return { ...entries, posted, begun: { ...begun, attempt: undefined } };
}

const ALL = {
  schedules: [['floor', { channel: 'C0FLOOR' }]],
  audit: [['one', { who: 'canary' }]],
  posted: { kind: 'done', value: 'ts 1' },
  begun: { kind: 'won', note: 'sent', attempt: undefined },
};

describe.skipIf(!hasRedis)('the store command with Redis', () => {
  const copy = async (from: string, to: string, also: Environment = {}) => {
    const { env } = await deployed({ genesys: genesys() });
    return run(storeCommand, ['copy', from, to], { ...env, ...also });
  };
  const redis = () => server?.url ?? '';

  it('moves from SQLite to Redis, and with another key back, with everything', async () => {
    const { storeFile } = await deployed({ genesys: genesys() });
    await used(`sqlite:${storeFile}`, undefined, OLD);
    const there = await copy(`sqlite:${storeFile}`, redis(), { STORE_KEY: inBase64(OLD) });
    expect(there).toMatchObject({ code: 0, err: '' });
    expect(await found(redis(), acme, OLD)).toEqual(ALL);
    const back = await copy(redis(), `sqlite:${storeFile}.back`, {
      STORE_KEY: inBase64(NEW),
      STORE_KEY_OLD: inBase64(OLD),
    });
    expect(back).toMatchObject({ code: 0, err: '' });
    expect(await found(`sqlite:${storeFile}.back`, undefined, NEW)).toEqual(ALL);
  });

  it.each<[string, Buffer | undefined, Buffer | undefined]>([
    ['gives another key', OLD, NEW],
    ['seals what was in clear', undefined, NEW],
    ['takes the key away', OLD, undefined],
  ])('%s in place, and leaves nothing of the old one', async (_, old, key) => {
    await used(redis(), acme, old);
    await used(redis(), other, old);
    const before = (await everythingIn(redis())).keys.length;
    const keys = { STORE_KEY: inBase64(key), STORE_KEY_OLD: inBase64(old) };
    expect(await copy(redis(), redis(), keys)).toMatchObject({ code: 0, err: '' });
    expect((await everythingIn(redis())).keys).toHaveLength(before);
    expect(await found(redis(), acme, key)).toEqual(ALL);
    expect(await found(redis(), other, old)).toEqual(ALL);
  });

  it('brings a Redis of an earlier release to this one in place; before, that is refused', async () => {
    await used(redis(), undefined, OLD);
    await expect(openForTest(redis(), { deployment: acme, key: OLD })).rejects.toThrow(
      'it was written by an earlier release. npm run store -- copy',
    );
    expect(await copy(redis(), redis(), { STORE_KEY: inBase64(OLD) })).toMatchObject({ code: 0, err: '' });
    expect(await found(redis(), acme, OLD)).toEqual(ALL);
    expect((await everythingIn(redis())).keys.filter((name) => name.startsWith('floorwalker:v1:'))).toEqual([]);
  });

  it('overwrites no store in Redis, but makes anew a copy that was not finished, which nobody starts with', async () => {
    const { storeFile } = await deployed({ genesys: genesys() });
    await used(`sqlite:${storeFile}`, undefined, OLD);
    await used(redis(), acme, OLD);
    const again = await copy(`sqlite:${storeFile}`, redis(), { STORE_KEY: inBase64(OLD) });
    expect(again).toEqual({
      code: 1,
      out: '',
      err: 'store: cannot open: the copy would overwrite a store: name a new one',
    });
    const client = await createClient({ url: redis() }).connect();
    const [about = ''] = await client.keys('floorwalker:about:*::key');
    await client.set(about.replace(/key$/, 'copying'), 'since it began');
    client.destroy();
    await expect(openForTest(redis(), { deployment: acme, key: OLD })).rejects.toThrow(
      'a copy into it was not finished',
    );
    expect(await copy(`sqlite:${storeFile}`, redis(), { STORE_KEY: inBase64(OLD) })).toMatchObject({ code: 0 });
    expect(await found(redis(), acme, OLD)).toEqual(ALL);
  });

  it('says when nobody tells whose entries are meant', async () => {
    const { code, err } = await copy(redis(), 'sqlite:/tmp/never.db', { SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'store: Slack does not say which workspace this is (invalid_auth)',
    });
  });
});

describe.skipIf(!hasRedis)('two deployments on one Redis', () => {
  const redis = () => server?.url ?? '';

  it.each([
    ['of another organisation', other],
    ['of another workspace', { ...acme, workspace: 'T0OTHER' }],
  ])('one %s finds nothing of the first, keeps its own and claims its own', async (_, second) => {
    const [one, two] = [
      await openForTest(redis(), { deployment: acme }),
      await openForTest(redis(), { deployment: second }),
    ];
    await one.namespace('agent').set('ana', 'of one');
    expect(await two.namespace('agent').get('ana')).toBeUndefined();
    expect(await collected(two.namespace('agent').entries())).toEqual([]);
    await two.namespace('agent').set('ana', 'of two');
    expect(await one.namespace('agent').get('ana')).toBe('of one');
    const claim = { owner: 'p', leaseMs: 1000 };
    expect((await one.claims.claim('day', claim)).kind).toBe('won');
    expect((await two.claims.claim('day', claim)).kind).toBe('won');
    const take = { amount: 10, most: 10, windowMs: 60_000 };
    expect([await one.tally?.take('requests', take), await two.tally?.take('requests', take)]).toMatchObject([
      { taken: true },
      { taken: true },
    ]);
  });

  it('two clients of one organisation share everything', async () => {
    const one = await openForTest(redis(), { deployment: acme, key: OLD });
    const two = await openForTest(redis(), { deployment: { ...acme, client: 'its successor' }, key: OLD });
    await one.namespace('schedules').set('floor', 'kept');
    expect(await two.namespace('schedules').get('floor')).toBe('kept');
  });

  it('with a key, nothing tells which workspace or organisation it is', async () => {
    await used(redis(), acme, OLD);
    const { text } = await everythingIn(redis());
    expect([acme.workspace, await acme.organisation(), acme.client].filter((word) => text.includes(word))).toEqual([]);
  });

  it('another key is refused to the same deployment, and welcome to another one', async () => {
    await used(redis(), acme, OLD);
    await expect(openForTest(redis(), { deployment: acme, key: NEW })).rejects.toThrow(
      'written with another STORE_KEY',
    );
    await used(redis(), other, NEW);
    expect(await found(redis(), acme, OLD)).toEqual(ALL);
  });

  it('nothing is read or written before it is known whose it is; then it is found', async () => {
    let known = false;
    const store = await openForTest(redis(), {
      deployment: {
        ...acme,
        organisation: async () => {
          if (!known) throw new Error('organization: timeout');
          return acme.organisation();
        },
      },
    });
    const why = 'Genesys Cloud does not say which organisation the client belongs to (organization: timeout)';
    await expect(store.namespace('schedules').get('floor')).rejects.toThrow(`store: cannot get: ${why}`);
    expect(await store.trouble()).toBe(`store: cannot set: ${why}`);
    known = true;
    await expect.poll(() => store.trouble(), { timeout: 10_000 }).toBeUndefined();
    await store.namespace('schedules').set('floor', 'kept');
    expect(await (await openForTest(redis(), { deployment: acme })).namespace('schedules').get('floor')).toBe('kept');
  });
});
