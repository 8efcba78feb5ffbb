import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { storeCommand } from '../../src/cli/store/store-command.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import { collected, openForTest } from '../store/open.ts';
import { clientWithout, deployed, type Environment, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);
const OLD = Buffer.alloc(32, 7);
const NEW = Buffer.alloc(32, 8);
const inBase64 = (key: Buffer | undefined) => key?.toString('base64') ?? '';

/** A store with one of each: an entry for good, one that ends, what was posted, and what somebody died over. */
async function used(url: string, key: Buffer | undefined): Promise<void> {
  const store = await openForTest(url, { key });
  await store.namespace('schedules').set('floor', { channel: 'C0FLOOR' });
  await store.namespace('audit').set('one', { who: 'canary of Ana' }, 3_600_000);
  await store.claims.claim('floor/2026-11-23', { owner: 'p1', leaseMs: 1000 });
  await store.claims.done('floor/2026-11-23', { owner: 'p1', value: 'ts 1', keepMs: 3_600_000 });
  await store.claims.claim('floor/2026-11-24', { owner: 'p2', leaseMs: 3_600_000 });
  await store.claims.renew('floor/2026-11-24', { owner: 'p2', leaseMs: 3_600_000, note: 'sent' });
  await store.close();
}

/** The same, as it is found. */
async function found(url: string, key: Buffer | undefined) {
  const store = await openForTest(url, { key });
  const entries = {
    schedules: await collected(store.namespace('schedules').entries()),
    audit: await collected(store.namespace('audit').entries()),
  };
  const posted = await store.claims.look('floor/2026-11-23');
  const begun = (await store.claims.look('floor/2026-11-24'))?.kind;
  await store.close();
  return { ...entries, posted, begun };
}

const ALL = {
  schedules: [['floor', { channel: 'C0FLOOR' }]],
  audit: [['one', { who: 'canary of Ana' }]],
  posted: { kind: 'done', value: 'ts 1' },
  begun: 'taken',
};

async function store(key: Buffer | undefined) {
  const { env, storeFile } = await deployed({ genesys: genesys() });
  await used(`sqlite:${storeFile}`, key);
  const folder = dirname(storeFile);
  const copy = (to: string, also: Environment = {}) =>
    run(storeCommand, ['copy', `sqlite:${storeFile}`, `sqlite:${folder}/${to}`], { ...env, ...also });
  return { storeFile, folder, copy };
}

const onDisk = (folder: string, name: string) =>
  readdirSync(folder)
    .filter((each) => each.startsWith(name))
    .map((each) => readFileSync(join(folder, each), 'latin1'))
    .join();

describe('a copy of the store', () => {
  it.each<[string, Buffer | undefined, Buffer | undefined]>([
    ['with the same key, as a backup', OLD, OLD],
    ['in clear as it was', undefined, undefined],
    ['with another key', OLD, NEW],
    ['sealed, of one in clear', undefined, NEW],
    ['in clear, of one that was sealed', OLD, undefined],
  ])('%s has everything, what was posted included', async (_, old, key) => {
    const { storeFile, folder, copy } = await store(old);
    const before = readFileSync(storeFile);
    const keys = { STORE_KEY: inBase64(key), STORE_KEY_OLD: inBase64(old) };
    const { code, out, err } = await copy('copy.db', keys);
    const how = key === undefined ? 'in clear, as STORE_KEY is not set' : 'sealed with STORE_KEY';
    expect({ code, out, err }).toEqual({ code: 0, out: `Copied 2 entries and 2 claims, ${how}.`, err: '' });
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
    expect(onDisk(folder, 'copy.db').includes('canary of Ana')).toBe(key === undefined);
    expect(await found(`sqlite:${folder}/copy.db`, key)).toEqual(ALL);
    expect(readFileSync(storeFile).equals(before)).toBe(true);
  });

  it('of one that was copied with another key can be copied once more', async () => {
    const { env, folder, copy } = { ...(await store(OLD)), ...(await deployed({ genesys: genesys() })) };
    await copy('second.db', { STORE_KEY: inBase64(NEW), STORE_KEY_OLD: inBase64(OLD) });
    const back = await run(storeCommand, ['copy', `sqlite:${folder}/second.db`, `sqlite:${folder}/third.db`], {
      ...env,
      STORE_KEY: inBase64(OLD),
      STORE_KEY_OLD: inBase64(NEW),
    });
    expect([back.code, await found(`sqlite:${folder}/third.db`, OLD)]).toEqual([0, ALL]);
  });

  it('needs neither Slack nor Genesys Cloud for files', async () => {
    const { copy } = await store(OLD);
    const slack = await startSlack({ now: Date.now, manifestPath: 'manifest.yml' });
    await slack.stop();
    const before = genesys().requests.length;
    const { code } = await copy('copy.db', { SLACK_API_URL: slack.apiUrl });
    expect([code, genesys().requests.length - before]).toEqual([0, 0]);
  });

  it.each<[string, Environment, string, string]>([
    ['without the key of the source', { STORE_KEY: inBase64(NEW) }, 'copy.db', 'neither STORE_KEY nor STORE_KEY_OLD'],
    ['over itself', {}, 'floorwalker.db', 'the copy would overwrite a file: name a new one'],
  ])('is not made %s', async (_, also, to, sentence) => {
    const { folder, copy } = await store(OLD);
    const { code, out, err } = await copy(to, also);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(existsSync(join(folder, 'copy.db'))).toBe(false);
    expect(await found(`sqlite:${folder}/floorwalker.db`, OLD)).toEqual(ALL);
  });

  it('says how many entries it could not read, and has the others', async () => {
    const { storeFile, folder, copy } = await store(OLD);
    const db = new DatabaseSync(storeFile);
    db.exec("UPDATE entries SET v = 'gcm1:AAAA' WHERE ns LIKE '%audit'");
    db.close();
    const { code, err } = await copy('copy.db');
    expect({ code, err }).toEqual({ code: 1, err: 'store: 1 entries could not be read and are not in the copy' });
    expect(await found(`sqlite:${folder}/copy.db`, OLD)).toMatchObject({ audit: [], posted: ALL.posted });
  });

  it.each([
    [[], 'what is to be done?'],
    [['copy'], 'copy what, and where to?'],
    [['copy', 'sqlite:a.db'], 'copy what, and where to?'],
    [['copy', 'sqlite:a.db', 'sqlite:b.db', 'sqlite:c.db'], 'copy takes two stores'],
    [['move', 'sqlite:a.db', 'sqlite:b.db'], '"move" is not something to do here'],
    [['purge'], 'purge whom?'],
    [['purge', 'ana'], '"ana" is no Slack id (U02ANA), no Genesys Cloud id and no email address'],
    [['purge', 'U0ANA', '--heir', 'omar'], 'the heir is a Slack id (U02ANA) or an email address, not "omar"'],
    [['copy', 'sqlite:a.db', 'sqlite:b.db', '--heir', 'U0ANA'], 'an heir is for a purge'],
    [['--all'], "Unknown option '--all'"],
  ])('%j is refused with a sentence and the usage', async (args, sentence) => {
    const { code, out, err } = await run(storeCommand, args, {});
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`store: ${sentence}`);
    expect(err).toContain('npm run store -- copy <from> <to>');
  });

  it.each([
    ['sqlite:/nowhere/at/all.db', 'there is no such file'],
    ['mysql://db', 'mysql: is not a store we know'],
  ])('of %s says what is wrong', async (from, sentence) => {
    const { env, storeFile } = await deployed({ genesys: genesys() });
    const { code, err } = await run(storeCommand, ['copy', from, `sqlite:${storeFile}`], env);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(sentence) });
  });
});
