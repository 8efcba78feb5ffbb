import type { Instant } from '../domain/time.ts';
import { type Holder, whileHeld } from './held.ts';
import type { Poster, Prepare } from './ports.ts';
import type { Finish } from './progress.ts';
import type { Run } from './run.ts';

export type Posted = Extract<Finish, { kind: 'posted' }>;

/** When the figures of a partial post may be looked at again, or nothing when there is nothing more to do. */
export type Settle = (run: Run, posted: Posted) => Promise<{ readonly again: Instant } | undefined>;

const RETRY_MS = 10 * 60_000;
const GIVE_UP_AFTER_MS = 12 * 3_600_000;
const KEPT_MS = 35 * 86_400_000;

/** Edits a post once its figures have settled, if one of them changed: once, whichever process does it. */
export function createSettle(
  holder: Holder,
  parts: { readonly prepare: Prepare; readonly poster: Pick<Poster, 'edit'>; readonly now: () => Instant },
): Settle {
  const { claims, owner, leaseMs, log } = holder;
  const { prepare, poster, now } = parts;

  /** Whether the post says what is true now. */
  async function broughtUpToDate(run: Run, posted: Posted): Promise<boolean> {
    const summary = await prepare(run);
    if (summary.kind === 'refused' || summary.digest === posted.digest) return true;
    const editing = await poster.edit(run, summary, posted);
    if (editing.kind !== 'posted') {
      const why = editing.kind === 'refused' ? editing.why : editing.kind;
      log.warn({ run: run.name, why }, 'a summary could not be edited');
    }
    // An edit may safely be made twice, so that one without an answer is simply made again.
    return editing.kind === 'posted' || editing.kind === 'refused';
  }

  return async (run, posted) => {
    const key = `${run.name}/settled`;
    const claim = await claims.claim(key, { owner, leaseMs });
    if (claim.kind === 'done') return undefined;
    if (claim.kind === 'taken') return { again: now() + claim.leftMs };
    const done = await whileHeld(holder, key, () => broughtUpToDate(run, posted)).catch((error: unknown) => {
      log.warn({ run: run.name, err: error }, 'a summary could not be brought up to date yet');
      return false;
    });
    if (done || now() > run.coverage.settledAt + GIVE_UP_AFTER_MS) {
      await claims.done(key, { owner, value: '', keepMs: KEPT_MS });
      return undefined;
    }
    await claims.renew(key, { owner, leaseMs: RETRY_MS });
    return { again: now() + RETRY_MS };
  };
}
