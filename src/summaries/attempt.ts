import type { Instant } from '../domain/time.ts';
import { type Holder, whileHeld } from './held.ts';
import type { MakePost, Refusal, Turn } from './make-post.ts';
import { type Finish, readFinish, readNote } from './progress.ts';
import type { Run } from './run.ts';

/** What is known of a run after this process tried it. */
export type Attempted =
  | {
      readonly kind: 'finished';
      /** Nothing: by a later release, which wrote it in a way that this one does not know. */
      readonly finish: Finish | undefined;
      /** By this process, just now: then it is also the one that tells the owner. */
      readonly here: boolean;
      readonly refusal?: Refusal | undefined;
    }
  /** Somebody else is at it, or it is to be tried again. */
  | { readonly kind: 'wait'; readonly until: Instant };

/** A finished run is remembered for so long; no run is looked for that is older. */
const FINISHED_KEPT_MS = 35 * 86_400_000;

export type Attempt = (run: Run, how: Pick<Turn, 'paced' | 'stopping'>) => Promise<Attempted>;

/** Claims a run, makes its post, and writes down how it ended. Rejects when the claim is not certain. */
export function createAttempt(holder: Holder, makePost: MakePost, now: () => Instant): Attempt {
  const { claims, owner, leaseMs } = holder;
  return async (run, { paced, stopping }) => {
    const claim = await claims.claim(run.name, { owner, leaseMs });
    if (claim.kind === 'taken') return { kind: 'wait', until: now() + claim.leftMs };
    if (claim.kind === 'done') return { kind: 'finished', finish: readFinish(claim.value), here: false };
    const end = await whileHeld(holder, run.name, () =>
      makePost(run, {
        attempt: claim.attempt,
        note: readNote(claim.note),
        mark: (note) => claims.renew(run.name, { owner, leaseMs, note: JSON.stringify(note) }),
        paced,
        stopping,
      }),
    );
    switch (end.kind) {
      case 'finished': {
        const value = JSON.stringify(end.finish);
        const ours = await claims.done(run.name, { owner, value, keepMs: FINISHED_KEPT_MS });
        return { kind: 'finished', finish: end.finish, here: ours, refusal: end.refusal };
      }
      case 'again':
        // The lease is the waiting time: no other process tries before it is over.
        await claims.renew(run.name, { owner, leaseMs: end.afterMs, note: JSON.stringify(end.note) });
        return { kind: 'wait', until: now() + end.afterMs };
      case 'given-back':
        await claims.release(run.name, owner);
        return { kind: 'wait', until: now() };
      case 'lost':
        return { kind: 'wait', until: now() + leaseMs };
      default:
        return end satisfies never;
    }
  };
}
