import { randomUUID } from 'node:crypto';
import type { Backend, Rows, StoreLog, Tally } from './backend.ts';
import { type Cipher, createCipher } from './cipher.ts';
import { type Claims, sealedClaims } from './claims.ts';
import { openRedis } from './redis.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { openSqlite } from './sqlite.ts';
import { StoreError } from './store-error.ts';
import { readStoreUrl } from './store-url.ts';

/** The layout of what is stored. Another layout gets another number, and never reads this one's entries wrongly. */
const LAYOUT = 'v1';

/** What the app remembers beyond its own life. */
export interface Store {
  /** The entries of one name, apart from those of all others. The caller says what it keeps there. */
  namespace<T>(name: string): Shelf<T>;
  readonly claims: Claims;
  /** What several machines count together; absent when the store is one machine's own. */
  readonly tally?: Tally | undefined;
  /** Why nothing can be kept at this moment, if so; never an exception, never longer than two seconds. */
  trouble(): Promise<string | undefined>;
  /** Why what was confirmed may be lost, as the database is configured. */
  risk(): Promise<string | undefined>;
  close(): Promise<void>;
}

/**
 * Opens the store. A Redis that is down at this moment is no error: it is found when it comes.
 *
 * @param key 32 bytes: values are sealed with AES-256-GCM and the names of entries hashed. Absent: all is in clear.
 * @throws StoreError when the url is none (its sentence is for the person who wrote it) or the file cannot be opened
 */
export async function openStore({
  url,
  key,
  now,
  log,
  mark = true,
}: {
  readonly url: string;
  readonly key?: Uint8Array | undefined;
  readonly now: () => number;
  readonly log: StoreLog;
  /** False for who only looks: a wrong key there is no reason to tell the app that it has another one. */
  readonly mark?: boolean | undefined;
}): Promise<Store> {
  const place = readStoreUrl(url);
  if (place.kind === 'problem') throw new StoreError('open', place.sentence);
  const backend =
    place.kind === 'sqlite' ? openSqlite({ file: place.file, now, log }) : await openRedis({ ...place, log });
  const cipher = createCipher(key);
  const probes = backend.rows(`${LAYOUT}:probe`);
  const onUnreadable = once(() => log.warn({}, 'entries that this STORE_KEY cannot read are ignored'));
  await compareKey(backend, cipher, log, mark);
  const risk = await backend.risk();
  if (risk !== undefined) log.warn({}, risk);
  return {
    namespace: <T>(name: string) => {
      const namespace = `${LAYOUT}:${name}`;
      return createShelf<T>({ namespace, rows: backend.rows(namespace), cipher, onUnreadable });
    },
    claims: sealedClaims(backend.claims, cipher),
    tally: backend.tally && hiddenTally(backend.tally, cipher),
    trouble: () => troubleOf(probes),
    risk: () => backend.risk(),
    close: () => backend.close(),
  };
}

const PROBE_MS = 60_000;

/** Writes and reads back: a database that only reads keeps nothing. */
async function troubleOf(rows: Rows): Promise<string | undefined> {
  const probe = randomUUID();
  try {
    await rows.set(probe, probe, Date.now() + PROBE_MS);
    return (await rows.get(probe)) === probe ? undefined : 'what was written is not there';
  } catch (error) {
    return error instanceof StoreError ? error.message : 'unknown';
  }
}

function hiddenTally(tally: Tally, cipher: Cipher): Tally {
  return { take: (name, by) => tally.take(cipher.hide('tally', name), by) };
}

/** With another key nothing is found any more: that is said once, and not left to be wondered at. */
async function compareKey(backend: Backend, cipher: Cipher, log: StoreLog, mark: boolean): Promise<void> {
  const meta = backend.rows(`${LAYOUT}:meta`);
  try {
    const before = await meta.get('key');
    if (before === cipher.fingerprint) return;
    if (before !== undefined) log.warn({}, 'STORE_KEY is not the one this store was written with: it begins empty');
    if (mark) await meta.set('key', cipher.fingerprint);
  } catch (error) {
    log.warn(
      { reason: error instanceof StoreError ? error.message : 'unknown' },
      'the store could not be read at start',
    );
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
