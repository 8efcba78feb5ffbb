import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backend, Rows, StoreLog } from './backend.ts';
import { ABANDONED_CLAIM_KEPT_MS } from './claims.ts';
import { createSqliteClaims } from './sqlite-claims.ts';
import { createSteps, type Steps } from './sqlite-steps.ts';
import { StoreError, tried } from './store-error.ts';

/** At the start nobody waits for an answer. */
const OPEN_WITHIN_MS = 5000;
const SWEEP_EVERY_MS = 30_000;
const PAGE = 100;

const SCHEMA = `
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (
    ns TEXT NOT NULL, k TEXT NOT NULL, v TEXT NOT NULL, exp INTEGER, PRIMARY KEY (ns, k)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entries_exp ON entries (exp) WHERE exp IS NOT NULL;
  CREATE TABLE IF NOT EXISTS claims (
    k TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL, attempt INTEGER NOT NULL, note TEXT, done TEXT
  ) WITHOUT ROWID;
`;

/**
 * The embedded store: one file that any number of processes of one machine may share. A write that was acknowledged
 * survives the death of the process. `:memory:` keeps everything in this process only.
 */
export function openSqlite({
  file,
  now,
  log,
}: {
  readonly file: string;
  readonly now: () => number;
  readonly log: StoreLog;
}): Backend {
  const { db, isThere } = tried('open', () => openDatabase(file));
  const steps = createSteps({ isThere, log });
  const sweep = createSweep(db, now);
  // What cannot be read any more is not on the disk for long either.
  const sweeping = setInterval(() => void steps.write('delete', sweep).catch(() => undefined), SWEEP_EVERY_MS).unref();
  void steps.write('delete', sweep).catch(() => undefined);
  return {
    rows: (namespace) => createRows(db, namespace, now, steps),
    claims: createSqliteClaims(db, now, steps),
    risk: async () => undefined,
    close: async () => {
      clearInterval(sweeping);
      await steps.end();
      if (db.isOpen) db.close();
    },
  };
}

/** The file belongs to its user alone: it may hold tokens and names. SQLite gives its side files the same mode. */
function openDatabase(file: string): { readonly db: DatabaseSync; readonly isThere: () => boolean } {
  if (file !== ':memory:') createFile(file);
  const db = new DatabaseSync(file, { timeout: OPEN_WITHIN_MS });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(SCHEMA);
  db.exec('PRAGMA busy_timeout = 0');
  const inode = file === ':memory:' ? undefined : statSync(file).ino;
  return { db, isThere: () => inode === undefined || statSync(file, { throwIfNoEntry: false })?.ino === inode };
}

/** A link would lead to a file of somebody else's, whose mode and content would be changed. */
function createFile(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new StoreError('open', 'the file is a symbolic link: name the file itself');
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

function createSweep(db: DatabaseSync, now: () => number): () => void {
  const entries = db.prepare('DELETE FROM entries WHERE exp <= ?');
  const claims = db.prepare('DELETE FROM claims WHERE until <= ? AND (done IS NOT NULL OR until <= ?)');
  return () => {
    entries.run(now());
    claims.run(now(), now() - ABANDONED_CLAIM_KEPT_MS);
  };
}

function createRows(db: DatabaseSync, ns: string, now: () => number, { read, write }: Steps): Rows {
  const get = db.prepare('SELECT v FROM entries WHERE ns = ? AND k = ? AND (exp IS NULL OR exp > ?)');
  const set = db.prepare(
    'INSERT INTO entries (ns, k, v, exp) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET v = excluded.v, exp = excluded.exp',
  );
  const remove = db.prepare('DELETE FROM entries WHERE ns = ? AND k = ?');
  const page = db.prepare(
    `SELECT k FROM entries WHERE ns = ? AND k > ? AND (exp IS NULL OR exp > ?) ORDER BY k LIMIT ${PAGE}`,
  );
  return {
    get: (name) => read('get', () => textOf(get.get(ns, name, now())?.['v'])),
    set: (name, text, expires) => {
      // Keyv counts lifetimes on the process's clock; ours may be another (a simulated one).
      const ends = expires === undefined ? null : expires - Date.now() + now();
      return write('set', () => {
        set.run(ns, name, text, ends);
        return true;
      });
    },
    delete: (name) => write('delete', () => remove.run(ns, name).changes > 0),
    async *pages() {
      let names = [''];
      for (;;) {
        const after = names.at(-1) ?? '';
        names = (await read('list', () => page.all(ns, after, now()))).flatMap((row) => textOf(row['k']) ?? []);
        if (names.length === 0) return;
        yield names;
      }
    },
  };
}

function textOf(column: unknown): string | undefined {
  return typeof column === 'string' ? column : undefined;
}
