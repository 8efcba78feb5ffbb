import { chmodSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backend, Rows, StoreLog } from '../backend.ts';
import { ABANDONED_CLAIM_KEPT_MS, type Claims } from '../claims.ts';
import { StoreError, tried } from '../store-error.ts';
import { META, newer } from '../whose.ts';
import { createSqliteClaims } from './sqlite-claims.ts';
import { createSteps, type Steps } from './sqlite-steps.ts';

/** At the start nobody waits for an answer. */
const OPEN_WITHIN_MS = 5000;
const SWEEP_EVERY_MS = 30_000;
const PAGE = 100;

/** Of the tables. A change of them gets the next number, and a step in `upgrade`; releases before it had none. */
const SCHEMA_VERSION = 2;

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

interface SqliteParts {
  readonly file: string;
  readonly now: () => number;
  readonly log: StoreLog;
}

/**
 * The embedded store: one file that any number of processes of one machine may share. A write that was acknowledged
 * survives the death of the process. `:memory:` keeps everything in this process only.
 */
export function openSqlite({ file, now, log }: SqliteParts): Backend {
  const { db, isThere } = tried('open', () => openDatabase(file));
  const steps = createSteps({ isThere, log });
  const sweep = createSweep(db, now);
  // What cannot be read any more is not on the disk for long either.
  const sweeping = setInterval(() => void steps.write('delete', sweep).catch(() => undefined), SWEEP_EVERY_MS).unref();
  void steps.write('delete', sweep).catch(() => undefined);
  return {
    ...ofDatabase({ db, now, steps }),
    close: async () => {
      clearInterval(sweeping);
      await steps.end();
      // Whoever copies the file alone has everything, and nothing that was deleted. Another process may go on with it.
      if (db.isOpen) ignoringTrouble(() => rewrite(db));
      if (db.isOpen) ignoringTrouble(() => checkpoint(db));
      if (db.isOpen) db.close();
    },
  };
}

/**
 * The same file for who only looks: nothing in it is changed, nothing is made where there is none.
 *
 * @throws StoreError when there is no such file
 */
export function readSqlite({ file, now, log }: SqliteParts): Backend {
  const db = tried('open', () => {
    if (file !== ':memory:' && !existsSync(file)) throw new StoreError('open', 'there is no such file');
    return new DatabaseSync(file, { timeout: OPEN_WITHIN_MS, readOnly: file !== ':memory:' });
  });
  tried('open', () => refuseNewer(db));
  const steps = createSteps({ isThere: () => true, log });
  return {
    ...ofDatabase({ db, now, steps }),
    dump: () => {
      // One transaction sees one moment, whatever is written meanwhile.
      db.exec('BEGIN');
      return dumpOf(db, now);
    },
    close: async () => {
      if (db.isOpen) db.close();
    },
  };
}

function ofDatabase({
  db,
  now,
  steps,
}: {
  readonly db: DatabaseSync;
  readonly now: () => number;
  readonly steps: Steps;
}): Omit<Backend, 'close'> {
  let made: Claims | undefined;
  // A file of an earlier release that is only looked at has no column for labels: nothing is prepared for it unasked.
  const claims = () => {
    made ??= createSqliteClaims(db, now, steps);
    return made;
  };
  return {
    rows: (namespace) => createRows(db, namespace, now, steps),
    claims: {
      claim: (...of) => claims().claim(...of),
      renew: (...of) => claims().renew(...of),
      done: (...of) => claims().done(...of),
      release: (...of) => claims().release(...of),
      look: (...of) => claims().look(...of),
    },
    about: () => createRows(db, META, now, steps),
    settle: () => undefined,
    refuse: () => undefined,
    dump: () => dumpOf(db, now),
    putClaim: ({ name, owner, leftMs, attempt, note, done, label }) =>
      steps.write('claim', () => {
        db.prepare(
          'INSERT OR REPLACE INTO claims (k, owner, until, attempt, note, done, label) VALUES (?,?,?,?,?,?,?)',
        ).run(name, owner, now() + leftMs, attempt, note ?? null, done ?? null, label ?? null);
      }),
    isShared: false,
    shred: () => steps.write('delete', () => rewrite(db)),
    risk: async () => undefined,
  };
}

/** The file belongs to its user alone: it may hold tokens and names. SQLite gives its side files the same mode. */
function openDatabase(file: string): { readonly db: DatabaseSync; readonly isThere: () => boolean } {
  if (file !== ':memory:') createFile(file);
  const db = new DatabaseSync(file, { timeout: OPEN_WITHIN_MS });
  refuseNewer(db);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(SCHEMA);
  upgrade(db);
  db.exec('PRAGMA busy_timeout = 0');
  const inode = file === ':memory:' ? undefined : statSync(file).ino;
  return { db, isThere: () => inode === undefined || statSync(file, { throwIfNoEntry: false })?.ino === inode };
}

function refuseNewer(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > SCHEMA_VERSION) throw new StoreError('open', newer(version, SCHEMA_VERSION));
}

function upgrade(db: DatabaseSync): void {
  if (!hasLabels(db)) db.exec('ALTER TABLE claims ADD COLUMN label TEXT');
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

function hasLabels(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info('claims') WHERE name = 'label'").get() !== undefined;
}

/**
 * `secure_delete` overwrites cells and pages, but not what is left of them between others where pages were made anew:
 * only a file that is written anew has nothing of it. A fifth of a second for 36 MB.
 */
function rewrite(db: DatabaseSync): void {
  db.exec('VACUUM');
  checkpoint(db);
}

/** What was deleted stands in the side file until that begins anew. Another process may be reading: then later. */
function checkpoint(db: DatabaseSync): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** A full disk, say: everything is in the two files together all the same. */
function ignoringTrouble(work: () => void): void {
  try {
    work();
  } catch {
    // It is done the next time.
  }
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

function dumpOf(db: DatabaseSync, now: () => number): ReturnType<Backend['dump']> {
  const label = hasLabels(db) ? 'label' : 'NULL AS label';
  return {
    async *entries() {
      let [ns, k] = ['', ''];
      const page = db.prepare(
        `SELECT ns, k, v, exp FROM entries WHERE (ns, k) > (?, ?) AND (exp IS NULL OR exp > ?) ORDER BY ns, k LIMIT ${PAGE}`,
      );
      for (;;) {
        const rows = page.all(ns, k, now());
        if (rows.length === 0) return;
        [ns, k] = [String(rows.at(-1)?.['ns']), String(rows.at(-1)?.['k'])];
        yield rows
          .filter((row) => row['ns'] !== META)
          .map((row) => ({
            namespace: String(row['ns']),
            name: String(row['k']),
            text: String(row['v']),
            expires: row['exp'] === null ? undefined : Number(row['exp']) - now() + Date.now(),
          }));
      }
    },
    async *claims() {
      let k = '';
      const page = db.prepare(
        `SELECT k, owner, until, attempt, note, done, ${label} FROM claims WHERE k > ? ORDER BY k LIMIT ${PAGE}`,
      );
      for (;;) {
        const rows = page.all(k);
        if (rows.length === 0) return;
        k = String(rows.at(-1)?.['k']);
        yield rows.map((row) => ({
          name: String(row['k']),
          owner: String(row['owner']),
          leftMs: Number(row['until']) - now(),
          attempt: Number(row['attempt']),
          note: textOf(row['note']),
          done: textOf(row['done']),
          label: textOf(row['label']),
        }));
      }
    },
  };
}

function createSweep(db: DatabaseSync, now: () => number): () => void {
  const entries = db.prepare('DELETE FROM entries WHERE exp <= ?');
  const claims = db.prepare('DELETE FROM claims WHERE until <= ? AND (done IS NOT NULL OR until <= ?)');
  return () => {
    const gone = [entries.run(now()), claims.run(now(), now() - ABANDONED_CLAIM_KEPT_MS)];
    if (gone.some(({ changes }) => changes > 0)) ignoringTrouble(() => checkpoint(db));
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
