import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backend, Rows } from './backend.ts';
import { ABANDONED_CLAIM_KEPT_MS } from './claims.ts';
import { createSqliteClaims } from './sqlite-claims.ts';
import { tried } from './store-error.ts';

const BUSY_MS = 5000;
const PAGE = 100;
const WRITES_BETWEEN_SWEEPS = 1000;

const SCHEMA = `
  PRAGMA synchronous = NORMAL;
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
export function openSqlite({ file, now }: { readonly file: string; readonly now: () => number }): Backend {
  const db = tried('open', () => openDatabase(file));
  const sweep = tried('open', () => createSweep(db, now));
  sweep();
  return {
    rows: (namespace) => createRows(db, namespace, now, sweep),
    claims: createSqliteClaims(db, now),
    ready: async () => {
      try {
        return db.prepare('SELECT 1 AS one').get()?.['one'] === 1;
      } catch {
        return false;
      }
    },
    close: async () => {
      if (db.isOpen) db.close();
    },
  };
}

/** The file belongs to its user alone: it may hold tokens and names. SQLite gives its side files the same mode. */
function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(SCHEMA);
  return db;
}

/** Removes what nobody can read any more: when the store is opened, then every thousand writes. */
function createSweep(db: DatabaseSync, now: () => number): () => void {
  const entries = db.prepare('DELETE FROM entries WHERE exp <= ?');
  const claims = db.prepare('DELETE FROM claims WHERE until <= ? AND (done IS NOT NULL OR until <= ?)');
  let writes = 0;
  return () => {
    if (writes++ % WRITES_BETWEEN_SWEEPS !== 0) return;
    entries.run(now());
    claims.run(now(), now() - ABANDONED_CLAIM_KEPT_MS);
  };
}

function createRows(db: DatabaseSync, ns: string, now: () => number, sweep: () => void): Rows {
  const read = db.prepare('SELECT v FROM entries WHERE ns = ? AND k = ? AND (exp IS NULL OR exp > ?)');
  const write = db.prepare(
    'INSERT INTO entries (ns, k, v, exp) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET v = excluded.v, exp = excluded.exp',
  );
  const remove = db.prepare('DELETE FROM entries WHERE ns = ? AND k = ?');
  const page = db.prepare(
    `SELECT k FROM entries WHERE ns = ? AND k > ? AND (exp IS NULL OR exp > ?) ORDER BY k LIMIT ${PAGE}`,
  );
  return {
    get: async (name) => tried('get', () => textOf(read.get(ns, name, now())?.['v'])),
    set: async (name, text, expires) =>
      tried('set', () => {
        // Keyv counts lifetimes on the process's clock; ours may be another (a simulated one).
        const ends = expires === undefined ? null : expires - Date.now() + now();
        write.run(ns, name, text, ends);
        sweep();
        return true;
      }),
    delete: async (name) => tried('delete', () => remove.run(ns, name).changes > 0),
    async *pages() {
      let names = [''];
      for (;;) {
        const after = names.at(-1) ?? '';
        names = tried('list', () => page.all(ns, after, now())).flatMap((row) => textOf(row['k']) ?? []);
        if (names.length === 0) return;
        yield names;
      }
    },
  };
}

function textOf(column: unknown): string | undefined {
  return typeof column === 'string' ? column : undefined;
}
