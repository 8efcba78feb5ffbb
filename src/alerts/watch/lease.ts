import type { ClaimStore } from '../../domain/claim.ts';
import type { AlertLog } from '../ports.ts';

/**
 * The right to watch, which one process has at a time, with what it leaves to the next one: what is kept with it is
 * kept only by whoever still has it, so that a process that was thought dead overwrites nothing.
 */
export interface Lease {
  /** What the one before has left, `''` when nobody did; or for how long somebody else has it, in milliseconds. */
  acquire(): Promise<{ readonly left: string } | { readonly takenForMs: number }>;
  /** Keeps this for a successor. False: it is somebody else's by now, and nothing more may be done. */
  keep(text: string): Promise<boolean>;
  /** Goes on holding it. */
  renew(): Promise<boolean>;
  /** Lets another process have it at once. */
  pass(text: string): Promise<void>;
}

const KEY = 'alerts/watch';
const AT_ONCE_MS = 1;

export function createLease({
  claims,
  owner,
  leaseMs,
  log,
}: {
  readonly claims: ClaimStore;
  /** Unique among all processes. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly log: AlertLog;
}): Lease {
  let before: Promise<unknown> = Promise.resolve();
  /** One after the other: an older state must not be written over a newer one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = before.then(work, work);
    before = next.catch(() => undefined);
    return next;
  }

  return {
    acquire: async () => {
      const claim = await claims.claim(KEY, { owner, leaseMs });
      if (claim.kind === 'won') return { left: claim.note ?? '' };
      // Nobody ever finishes watching: whatever says so was not written by a release that is known here.
      return { takenForMs: claim.kind === 'taken' ? claim.leftMs : leaseMs };
    },
    keep: (note) => inTurn(() => claims.renew(KEY, { owner, leaseMs, note })),
    renew: () => inTurn(() => claims.renew(KEY, { owner, leaseMs })),
    pass: (note) =>
      inTurn(async () => {
        await claims.renew(KEY, { owner, leaseMs: AT_ONCE_MS, note }).catch((err: unknown) => {
          log.warn({ err }, 'another process watches the alerts only when the time of this one is over');
        });
      }),
  };
}
