import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Claim, Claims } from '../claims.ts';
import type { Steps } from './sqlite-steps.ts';

/** Claims in one table: every step is one statement, so that SQLite's own lock makes it atomic between processes. */
export function createSqliteClaims(db: DatabaseSync, now: () => number, { read, write }: Steps): Claims {
  const take = db.prepare(`
    INSERT INTO claims (k, owner, until, attempt, label) VALUES (:k, :owner, :until, 1, :label)
    ON CONFLICT (k) DO UPDATE SET
      owner = excluded.owner, until = excluded.until, label = excluded.label,
      attempt = CASE WHEN done IS NULL THEN attempt + 1 ELSE 1 END,
      note = CASE WHEN done IS NULL THEN note END,
      done = NULL
    WHERE claims.until <= :now
    RETURNING attempt, note`);
  const hold = db.prepare(`
    UPDATE claims SET until = :until, note = coalesce(:note, note)
    WHERE k = :k AND owner = :owner AND done IS NULL`);
  const finish = db.prepare(`
    UPDATE claims SET until = :until, note = NULL, done = :value WHERE k = :k AND owner = :owner AND done IS NULL`);
  const free = db.prepare('DELETE FROM claims WHERE k = ? AND owner = ? AND done IS NULL');
  const see = db.prepare('SELECT until, done FROM claims WHERE k = ? AND until > ?');

  const look: Claims['look'] = (k) => read('claim', () => seen(see.get(k, now()), now()));
  return {
    claim: async (k, { owner, leaseMs, label }): Promise<Claim> => {
      const won = await write('claim', () =>
        take.get({ k, owner, until: now() + leaseMs, now: now(), label: label ?? null }),
      );
      if (won !== undefined) {
        const note = won['note'];
        return { kind: 'won', attempt: Number(won['attempt']), ...(typeof note === 'string' && { note }) };
      }
      // Given back between the two statements: as good as taken, the next question will find it free.
      return (await look(k)) ?? { kind: 'taken', leftMs: 0 };
    },
    renew: (k, { owner, leaseMs, note }) =>
      write('claim', () => hold.run({ k, owner, until: now() + leaseMs, note: note ?? null }).changes > 0),
    done: (k, { owner, value, keepMs }) =>
      write('claim', () => finish.run({ k, owner, value, until: now() + keepMs }).changes > 0),
    release: (k, owner) => write('claim', () => free.run(k, owner).changes > 0),
    look,
  };
}

function seen(
  row: Record<string, SQLOutputValue> | undefined,
  now: number,
): Exclude<Claim, { kind: 'won' }> | undefined {
  if (row === undefined) return undefined;
  const value = row['done'];
  return typeof value === 'string' ? { kind: 'done', value } : { kind: 'taken', leftMs: Number(row['until']) - now };
}
