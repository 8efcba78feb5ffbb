import type { Cipher } from './cipher.ts';

/** The answer to "may I do this?". */
export type Claim =
  /**
   * It is ours until the lease ends. From the second attempt on, an earlier owner's lease ran out before it said
   * "done": `note` is the last that it wrote down, and it may have done the work.
   */
  | { readonly kind: 'won'; readonly attempt: number; readonly note?: string | undefined }
  /** Somebody else's for so long, by the database's clock: a span, since the clocks of machines differ. */
  | { readonly kind: 'taken'; readonly leftMs: number }
  | { readonly kind: 'done'; readonly value: string };

/**
 * Who may do a thing that is to be done once, among any number of processes. Times of leases are those of the
 * database's clock on Redis, and of `now` on SQLite, which serves one machine only. Every method rejects with a
 * StoreError when the database cannot answer: a claim that is not certain is not won.
 */
export interface Claims {
  claim(
    key: string,
    by: { readonly owner: string; readonly leaseMs: number; readonly label?: string | undefined },
  ): Promise<Claim>;
  /** Lengthens the lease and, when given, replaces the note. False: it is not ours any more. */
  renew(
    key: string,
    by: { readonly owner: string; readonly leaseMs: number; readonly note?: string | undefined },
  ): Promise<boolean>;
  /** Remembers for `keepMs` that it was done, with its result. False: it is not ours any more. */
  done(key: string, by: { readonly owner: string; readonly value: string; readonly keepMs: number }): Promise<boolean>;
  /** Gives it back undone. False: it was not ours. */
  release(key: string, owner: string): Promise<boolean>;
  /** The state without claiming it; undefined when nobody holds it. */
  look(key: string): Promise<Exclude<Claim, { kind: 'won' }> | undefined>;
}

/** An abandoned claim is kept this long after its lease, so that a late successor still learns of the attempt. */
export const ABANDONED_CLAIM_KEPT_MS = 30 * 86_400_000;

/** What belongs to claims is sealed for it, and what makes their names readable again for that. */
export const SCOPE = 'claims';
export const LABEL_SCOPE = `name of ${SCOPE}`;

/** The same claims with names hidden, and beside them sealed, as notes and results are. */
export function sealedClaims(claims: Claims, cipher: Cipher): Claims {
  const hide = (key: string) => cipher.hide(SCOPE, key);
  const seal = (text: string) => cipher.seal(SCOPE, text);
  const open = <C extends Claim>(claim: C): C => {
    if (claim.kind === 'done') return { ...claim, value: cipher.open(SCOPE, claim.value) ?? '' };
    if (claim.kind === 'won' && claim.note !== undefined) return { ...claim, note: cipher.open(SCOPE, claim.note) };
    return claim;
  };
  return {
    claim: async (key, by) => open(await claims.claim(hide(key), { ...by, label: cipher.label(SCOPE, key) })),
    renew: (key, by) => claims.renew(hide(key), { ...by, note: by.note === undefined ? undefined : seal(by.note) }),
    done: (key, by) => claims.done(hide(key), { ...by, value: seal(by.value) }),
    release: (key, owner) => claims.release(hide(key), owner),
    look: async (key) => {
      const claim = await claims.look(hide(key));
      return claim === undefined ? undefined : open(claim);
    },
  };
}
