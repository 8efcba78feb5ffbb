/** What is kept is there again after a restart, for every process, and for nobody without the key. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { createCipher } from '../../src/store/cipher.ts';
import { createShelf, readBound } from '../../src/store/shelf.ts';
import { openStore } from '../../src/store/store.ts';
import type { Deployment } from '../../src/store/whose.ts';
import { collected, listeningLog, openForTest, temporaryFolder } from './open.ts';
import { startWorker } from './processes.ts';

const KEY = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 8);

/** Every byte that the store has put on disk. */
function onDisk(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}

describe('the embedded store', () => {
  test('gives back after a restart what was kept before', async () => {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const before = await openForTest(url);
    await before.namespace<{ ana: number[] }>('agent').set('ana', { ana: [1, 2] }, 60_000);
    await before.close();
    const after = await openForTest(url);
    expect(await after.namespace('agent').get('ana')).toEqual({ ana: [1, 2] });
  });

  test('forgets an entry at the end of its life, not before', async () => {
    let now = Date.UTC(2026, 10, 22, 10);
    const store = await openForTest('sqlite::memory:', { now: () => now });
    const shelf = store.namespace<string>('agent');
    await shelf.set('short', 'x', 1000);
    await shelf.set('for ever', 'y');
    now += 990;
    expect(await shelf.get('short')).toBe('x');
    now += 1000;
    expect(await shelf.get('short')).toBeUndefined();
    expect(await shelf.get('for ever')).toBe('y');
  });

  test('lists every living entry of a namespace with its own key, also beyond one page', async () => {
    const store = await openForTest('sqlite::memory:', { key: KEY });
    const shelf = store.namespace<number>('schedules');
    const kept = Array.from({ length: 250 }, (_, i) => [`schedule ${i}`, i] as const);
    for (const [key, value] of kept) await shelf.set(key, value);
    await store.namespace('audit').set('other', 1);
    const listed = new Map(await collected(shelf.entries()));
    expect(listed).toEqual(new Map(kept));
  });

  test('makes its folder, and a file that only its user may read', async () => {
    const folder = join(temporaryFolder(), 'data', 'here');
    const store = await openForTest(`sqlite:${folder}/floorwalker.db`);
    await store.namespace('token').set('t', 'secret');
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).not.toEqual([]);
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  test('loses nothing when four processes write at the same time', async () => {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const workers = ['a', 'b', 'c', 'd'].map((owner) => startWorker(url, 'write', owner, 100));
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0, 0, 0]);
    const store = await openForTest(url);
    expect(await collected(store.namespace('written').entries())).toHaveLength(400);
  });

  test('has every acknowledged write after its process was killed', async () => {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const worker = startWorker(url, 'write', 'a', 1_000_000);
    await worker.spoken;
    worker.kill();
    await worker.ended;
    const shelf = (await openForTest(url)).namespace('written');
    expect(worker.lines.length).toBeGreaterThan(0);
    const kept = new Set((await collected(shelf.entries())).map(([key]) => key));
    expect(worker.lines.filter((key) => !kept.has(key))).toEqual([]);
  });

  test('is ready while it is open, and not after it was closed', async () => {
    const store = await openForTest('sqlite::memory:');
    expect(await store.trouble()).toBeUndefined();
    await store.close();
    expect(await store.trouble()).toMatch(/^store: cannot set/);
  });

  test('says that it could not look, and not that there is nothing', async () => {
    const store = await openForTest('sqlite::memory:');
    const shelf = store.namespace('schedules');
    await store.close();
    await expect(shelf.get('a')).rejects.toThrow('store: cannot get');
    await expect(shelf.set('a', 1)).rejects.toThrow('store: cannot set');
    await expect(collected(shelf.entries())).rejects.toThrow('store: cannot list');
  });

  test('never stops the process for a lock of another one: reading goes on, and writing ends with a word', async () => {
    const file = `${temporaryFolder()}/floorwalker.db`;
    const store = await openForTest(`sqlite:${file}`);
    const shelf = store.namespace<string>('agent');
    await shelf.set('ana', 'x');
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const turns = monitorEventLoopDelay({ resolution: 5 });
    turns.enable();
    const writes = Promise.allSettled(Array.from({ length: 20 }, () => shelf.set('ana', 'y')));
    expect(await shelf.get('ana')).toBe('x');
    const reasons = (await writes).map((write) => write.status === 'rejected' && String(write.reason));
    expect(new Set(reasons)).toEqual(new Set(['StoreError: store: cannot set: locked by another process']));
    expect(turns.max / 1e6).toBeLessThan(500);
    expect(await store.trouble()).toBe('store: cannot set: locked by another process');
    other.exec('COMMIT');
  });

  test('waits for a lock that is soon given back, and keeps everything', async () => {
    const file = `${temporaryFolder()}/floorwalker.db`;
    const shelf = (await openForTest(`sqlite:${file}`)).namespace<number>('agent');
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    setTimeout(() => other.exec('COMMIT'), 200);
    await Promise.all(Array.from({ length: 20 }, (_, i) => shelf.set(`${i}`, i)));
    expect(await collected(shelf.entries())).toHaveLength(20);
  });

  test('confirms nothing that goes into a file which has been deleted', async () => {
    const folder = temporaryFolder();
    const store = await openForTest(`sqlite:${folder}/floorwalker.db`);
    rmSync(folder, { recursive: true });
    await expect(store.namespace('schedules').set('a', 1)).rejects.toThrow(
      'store: cannot set: the file of the store is gone',
    );
    expect(await store.trouble()).toMatch('the file of the store is gone');
  });

  test('leaves nothing readable of what has expired or was deleted', async () => {
    let now = Date.UTC(2026, 10, 22, 10);
    const folder = temporaryFolder();
    const url = `sqlite:${folder}/floorwalker.db`;
    const before = await openForTest(url, { now: () => now });
    await before.namespace('agent').set('short', 'canary-expired '.repeat(500), 1000);
    await before.namespace('agent').set('gone', 'canary-deleted '.repeat(500));
    await before.namespace('agent').delete('gone');
    now += 2000;
    await before.close();
    await (await openForTest(url, { now: () => now })).close();
    expect(onDisk(folder)).not.toContain('canary');
  });

  test('does not follow a link to a file of somebody else', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'theirs'), '', { mode: 0o644 });
    symlinkSync(join(folder, 'theirs'), join(folder, 'link.db'));
    const opened = openStore({ url: `sqlite:${folder}/link.db`, now: Date.now, log: listeningLog() });
    await expect(opened).rejects.toThrow('store: cannot open: the file is a symbolic link');
    expect(statSync(join(folder, 'theirs')).mode & 0o777).toBe(0o644);
  });

  test.each([
    ['a folder in place of the file', 'folder'],
    ['a file that is no database', 'text.db'],
  ])('refuses %s with a sentence', async (_, name) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(
      join(folder, 'text.db'),
      'not a database, and long enough to be taken for the header of one'.repeat(20),
    );
    const opened = openStore({ url: `sqlite:${folder}/${name}`, now: Date.now, log: listeningLog() });
    await expect(opened).rejects.toThrow(/^store: cannot open: /);
  });
});

describe('whose the store is', () => {
  const acme = { workspace: 'T0ACME', client: 'login one', organisation: async () => 'organisation-a' };
  const silent = () => Promise.reject(new Error('organization: timeout'));

  async function usedBy(deployment: Deployment, key?: Buffer) {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const store = await openForTest(url, { deployment, key });
    await store.namespace('schedules').set('a', 'kept');
    await store.close();
    return url;
  }

  test.each<[string, Deployment, string]>([
    ['another workspace', { ...acme, workspace: 'T0OTHER' }, 'it belongs to another Slack workspace'],
    [
      'another organisation',
      { ...acme, client: 'login two', organisation: async () => 'organisation-b' },
      'it belongs to another organisation of Genesys Cloud',
    ],
    [
      'another client, while nobody says of which organisation,',
      { ...acme, client: 'login two', organisation: silent },
      'Genesys Cloud does not say which organisation the client belongs to (organization: timeout)',
    ],
  ])('a file is refused to %s', async (_, other, sentence) => {
    const url = await usedBy(acme, KEY);
    await expect(openForTest(url, { deployment: other, key: KEY })).rejects.toThrow(`store: cannot open: ${sentence}`);
  });

  test('another client of the same organisation goes on with the file, and is asked once', async () => {
    const url = await usedBy(acme);
    let asked = 0;
    const replaced = { ...acme, client: 'login two', organisation: async () => `organisation-${['a'][asked++]}` };
    for (let start = 0; start < 3; start += 1) {
      const store = await openForTest(url, { deployment: replaced });
      expect(await store.namespace('schedules').get('a')).toBe('kept');
      await store.close();
    }
    expect(asked).toBe(1);
  });

  test('a first start goes on while nobody says which organisation it is, and the next one finds out', async () => {
    const url = await usedBy({ ...acme, organisation: silent });
    const store = await openForTest(url, { deployment: acme });
    await store.close();
    await expect(openForTest(url, { deployment: { ...acme, workspace: 'T0OTHER' } })).rejects.toThrow('workspace');
  });
});

describe('a file', () => {
  test('of a later release is left as it is', async () => {
    const folder = temporaryFolder();
    const url = `sqlite:${folder}/floorwalker.db`;
    await (await openForTest(url)).close();
    const db = new DatabaseSync(`${folder}/floorwalker.db`);
    db.exec('PRAGMA user_version = 99');
    db.close();
    for (const as of ['work', 'visit', 'look'] as const) {
      await expect(openForTest(url, { as })).rejects.toThrow('its layout is 99, this release knows 2');
    }
  });

  test('alone has everything after a clean stop, while another process has it open', async () => {
    const folder = temporaryFolder();
    const file = `${folder}/floorwalker.db`;
    const store = await openForTest(`sqlite:${file}`);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.prepare('SELECT count(*) FROM entries').get();
    for (let i = 0; i < 50; i += 1) await store.namespace('schedules').set(`${i}`, 'x'.repeat(1000));
    await store.close();
    copyFileSync(file, `${folder}/alone.db`);
    const alone = await openForTest(`sqlite:${folder}/alone.db`);
    expect(await collected(alone.namespace('schedules').entries())).toHaveLength(50);
  });

  test('that is only looked at is not changed, and none is made', async () => {
    const folder = temporaryFolder();
    const file = `${folder}/floorwalker.db`;
    const store = await openForTest(`sqlite:${file}`);
    await store.namespace('audit').set('a', 'kept', 60_000);
    await store.close();
    const before = readFileSync(file);
    const looking = await openForTest(`sqlite:${file}`, { as: 'look', now: () => Date.now() + 120_000 });
    expect(await looking.namespace('audit').get('a')).toBeUndefined();
    await expect(looking.namespace('audit').set('b', 'new')).rejects.toThrow(
      'store: cannot set: the file is read-only',
    );
    await looking.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    const missing = openForTest(`sqlite:${folder}/none.db`, { as: 'look' });
    await expect(missing).rejects.toThrow('store: cannot open: there is no such file');
    expect(readdirSync(folder)).not.toContain('none.db');
  });
});

describe('with a key', () => {
  test('neither names nor values are on the disk in clear', async () => {
    const folder = temporaryFolder();
    const store = await openForTest(`sqlite:${folder}/floorwalker.db`, { key: KEY });
    await store.namespace('agent').set('ana.lopez@example.com', { name: 'Ana López', token: 'xoxb-canary' });
    await store.claims.claim('schedule-canary', { owner: 'p1', leaseMs: 1000 });
    await store.claims.done('schedule-canary', { owner: 'p1', value: 'ts-canary', keepMs: 1000 });
    const bytes = onDisk(folder);
    expect(bytes).not.toMatch(/ana\.lopez|L.{1,2}pez|canary/);
    expect(await store.namespace('agent').get('ana.lopez@example.com')).toMatchObject({ token: 'xoxb-canary' });
  });

  test('without one they are, so that the test above means something', async () => {
    const folder = temporaryFolder();
    const store = await openForTest(`sqlite:${folder}/floorwalker.db`);
    await store.namespace('agent').set('ana.lopez@example.com', 'canary');
    expect(onDisk(folder)).toMatch(/ana\.lopez.*canary/s);
  });

  test.each([
    ['another key', KEY, OTHER, 'it was written with another STORE_KEY. With that one in STORE_KEY_OLD, npm run store'],
    ['no key', KEY, undefined, 'it was written with a STORE_KEY, and none is set.'],
    [
      'a key, when it was in clear,',
      undefined,
      KEY,
      'it was written without STORE_KEY, and what is in it stays in clear.',
    ],
  ])('%s is refused with a sentence that names the way, and changes nothing', async (_, first, second, sentence) => {
    const url = `sqlite:${temporaryFolder()}/floorwalker.db`;
    const before = await openForTest(url, { key: first });
    await before.namespace('schedules').set('a', 'kept');
    await before.close();
    for (const as of ['work', 'visit', 'look'] as const) {
      await expect(openForTest(url, { key: second, as })).rejects.toThrow(`store: cannot open: ${sentence}`);
    }
    const after = await openForTest(url, { key: first });
    expect(await after.namespace('schedules').get('a')).toBe('kept');
  });

  test('an entry that was moved to the place of another is refused', async () => {
    const file = `${temporaryFolder()}/floorwalker.db`;
    const store = await openForTest(`sqlite:${file}`, { key: KEY });
    const grants = store.namespace<string>('grants');
    await grants.set('ana', 'supervisor');
    await grants.set('omar', 'agent');
    await store.namespace('names').set('omar', 'Omar');
    const db = new DatabaseSync(file);
    db.exec("UPDATE entries SET v = (SELECT max(v) FROM entries WHERE ns = 'v1:grants') WHERE ns <> 'v1:meta'");
    db.close();
    const [ana, omar] = [await grants.get('ana'), await grants.get('omar')];
    expect([ana, omar].filter((value) => value !== undefined)).toHaveLength(1);
    expect([undefined, 'supervisor']).toContain(ana);
    expect([undefined, 'agent']).toContain(omar);
    expect(await store.namespace('names').get('omar')).toBeUndefined();
  });

  test('an entry of which one character was changed is a miss', async () => {
    const file = `${temporaryFolder()}/floorwalker.db`;
    const store = await openForTest(`sqlite:${file}`, { key: KEY });
    await store.namespace('grants').set('ana', 'supervisor');
    const db = new DatabaseSync(file);
    db.exec(`UPDATE entries SET v = substr(v, 1, 30) || CASE substr(v, 31, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(v, 32)
      WHERE ns = 'v1:grants'`);
    db.close();
    expect(await store.namespace('grants').get('ana')).toBeUndefined();
  });
});

describe('an entry that cannot be read', () => {
  const damages = {
    'cut off': '{"value":{"ke',
    'no entry at all': '[1,2]',
    'another key’s': '{"value":{"key":"b","value":1}}',
  };

  it.each(Object.entries(damages))('which is %s is a miss that loses none of the others', async (_what, text) => {
    const rows = new Map<string, string>();
    const shelf = createShelf<number>({
      namespace: 'schedules',
      rows: {
        get: async (name) => rows.get(name),
        set: async (name, kept) => Boolean(rows.set(name, kept)),
        delete: async (name) => rows.delete(name),
        async *pages() {
          yield [...rows.keys()];
        },
      },
      cipher: createCipher(undefined),
      onUnreadable: () => {},
    });
    await shelf.set('a', 1);
    await shelf.set('c', 3);
    rows.set('a', text);
    expect(await shelf.get('a')).toBeUndefined();
    expect(await collected(shelf.entries())).toEqual([['c', 3]]);
    expect(await shelf.unreadable()).toBe(1);
  });

  it('written by an earlier release is none of them: a text that begins with a colon stays as it was', async () => {
    expect(readBound('{"value":{"key":":a","value":["::b","c"]}}')).toEqual({ key: 'a', value: [':b', 'c'] });
    expect(readBound('{"value":{"key":":a","value":["::b","c"]},"form":2}')).toEqual({
      key: ':a',
      value: ['::b', 'c'],
    });
  });
});
