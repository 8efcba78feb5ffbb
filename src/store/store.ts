import { randomUUID } from 'node:crypto';
import type { Backend, Rows, StoreLog, Tally } from './backend.ts';
import { type Cipher, createCipher } from './cipher.ts';
import { SCOPE as CLAIMS, type Claims, sealedClaims } from './claims.ts';
import { createShelf, readBound, type Shelf } from './shelf.ts';
import { openSqlite, readSqlite } from './sqlite/sqlite.ts';
import { StoreError } from './store-error.ts';
import { readStoreUrl } from './store-url.ts';
import { type Deployment, LAYOUT, StoreRefused, settle } from './whose.ts';

/** What the app remembers beyond its own life. */
export interface Store {
  /** The entries of one name, apart from those of all others. The caller says what it keeps there. */
  namespace<T>(name: string): Shelf<T>;
  readonly claims: Claims;
  /** Every entry of every namespace that can be read. */
  all(): AsyncGenerator<{ readonly namespace: string; readonly key: string; readonly value: unknown }, void>;
  /**
   * Changes what processes have left to each other in claims: their notes and results.
   *
   * @returns how many were changed
   */
  rewriteClaims(change: (text: string) => string): Promise<number>;
  /** Names something for good without telling what it is. */
  digest(text: string): string;
  /**
   * Leaves nothing of what was deleted, in free parts of a file neither.
   *
   * @throws StoreError when another process holds the file
   */
  shred(): Promise<void>;
  /** What several machines count together; absent when the store is one machine's own. */
  readonly tally?: Tally | undefined;
  /** Why nothing can be kept at this moment, if so; never an exception, never longer than two seconds. */
  trouble(): Promise<string | undefined>;
  /** Why what was confirmed may be lost, as the database is configured. */
  risk(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Which store, and how it is used. */
export interface StoreUse {
  readonly url: string;
  readonly key?: Uint8Array | undefined;
  readonly now: () => number;
  readonly log: StoreLog;
  /** Whose entries are meant. Absent where nobody else's can be: one file, one test. */
  readonly deployment?: Deployment | undefined;
  /**
   * `work` is the app's; `visit` reads and writes entries and leaves what the store says of itself alone, as a key on the
   * command line is no reason to tell the app that it has another one; `look` changes nothing and makes nothing.
   */
  readonly as?: 'work' | 'visit' | 'look' | undefined;
}

/**
 * Opens the store. A Redis that is down at this moment is no error: it is found when it comes.
 *
 * @param key 32 bytes: values are sealed with AES-256-GCM and the names of entries hashed. Absent: all is in clear.
 * @throws StoreError when the url is none (its sentence is for the person who wrote it), the file cannot be opened, or
 *   the store is of another key, a later release or other people
 */
export async function openStore({ url, key, now, log, deployment, as = 'work' }: StoreUse): Promise<Store> {
  const backend = await openBackend({ url, now, log, as });
  const cipher = createCipher(key);
  const probes = backend.rows(`${LAYOUT}:probe`);
  const onUnreadable = once(() => log.warn({}, 'entries that this STORE_KEY cannot read are ignored'));
  // What ends with the process is nobody else's.
  const whose = url.endsWith(':memory:') ? undefined : deployment;
  const settled = await settling({ backend, cipher, deployment: whose, mark: as === 'work' }, log);
  const risk = await backend.risk();
  if (risk !== undefined) log.warn({}, risk);
  return {
    namespace: <T>(name: string) => {
      const namespace = `${LAYOUT}:${name}`;
      return createShelf<T>({ namespace, rows: backend.rows(namespace), cipher, onUnreadable });
    },
    claims: sealedClaims(backend.claims, cipher),
    all: () => everyEntry(backend, cipher),
    rewriteClaims: (change) => rewriteClaims(backend, cipher, change),
    digest: (text) => cipher.digest(text),
    shred: async () => backend.shred?.(),
    tally: backend.tally && hiddenTally(backend.tally, cipher),
    trouble: () => troubleOf(probes),
    risk: () => backend.risk(),
    close: () => {
      settled.end();
      return backend.close();
    },
  };
}

async function* everyEntry(backend: Backend, cipher: Cipher): ReturnType<Store['all']> {
  for await (const rows of backend.dump().entries()) {
    for (const row of rows) {
      const bound = readBound(cipher.open(row.namespace, row.text));
      if (bound !== undefined) yield { namespace: row.namespace.slice(LAYOUT.length + 1), ...bound };
    }
  }
}

async function rewriteClaims(backend: Backend, cipher: Cipher, change: (text: string) => string): Promise<number> {
  let count = 0;
  for await (const rows of backend.dump().claims()) {
    for (const row of rows) {
      const [note, done] = [row.note, row.done].map((text) => text && cipher.open(CLAIMS, text));
      const [newNote, newDone] = [note, done].map((text) => text && change(text));
      if (newNote === note && newDone === done) continue;
      const [sealedNote, sealedDone] = [newNote, newDone].map((text) => text && cipher.seal(CLAIMS, text));
      await backend.putClaim({ ...row, note: sealedNote ?? row.note, done: sealedDone ?? row.done });
      count += 1;
    }
  }
  return count;
}

/** The database alone: what is in it may be of any key and of anybody. */
export async function openBackend({
  url,
  now,
  log,
  as,
}: Pick<StoreUse, 'url' | 'now' | 'log'> & { readonly as: 'work' | 'visit' | 'look' }): Promise<Backend> {
  const place = readStoreUrl(url);
  if (place.kind === 'problem') throw new StoreError('open', place.sentence);
  if (place.kind === 'redis') {
    // Only where there is one: its client takes as much memory as all the rest of the store.
    const { openRedis } = await import('./redis/redis.ts');
    return openRedis({ ...place, log });
  }
  return (as === 'look' ? readSqlite : openSqlite)({ file: place.file, now, log });
}

const ASK_AGAIN_MS = 2000;
const ASK_AGAIN_AT_MOST_MS = 60_000;

/** Finds out whose the store is; while that cannot be, it is asked for again and again, and nothing is read or written. */
async function settling(of: Parameters<typeof settle>[0], log: StoreLog): Promise<{ end(): void }> {
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = ASK_AGAIN_MS;

  async function attempt(): Promise<StoreError | undefined> {
    try {
      await settle(of);
      return undefined;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      of.backend.refuse(error.reason);
      return error;
    }
  }

  async function again(): Promise<void> {
    const error = await attempt();
    if (error instanceof StoreRefused) log.warn({ reason: error.message }, 'the store is not used');
    else if (error !== undefined) later();
  }

  function later(): void {
    timer = setTimeout(() => void again(), pauseMs).unref();
    pauseMs = Math.min(2 * pauseMs, ASK_AGAIN_AT_MOST_MS);
  }

  const error = await attempt();
  if (error !== undefined && (error instanceof StoreRefused || !of.backend.isShared)) {
    await of.backend.close();
    throw error;
  }
  if (error !== undefined) {
    log.warn({ reason: error.message }, 'the store could not be read at start');
    later();
  }
  return { end: () => clearTimeout(timer) };
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
  // Who has asked how much is nobody's business, with a key or without.
  return { take: (name, by) => tally.take(cipher.digest(`tally ${name}`), by) };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
