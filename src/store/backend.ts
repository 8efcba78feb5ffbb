import type { Claims } from './claims.ts';

/** The rows of one namespace, as a database keeps them. Every method rejects when the database cannot answer. */
export interface Rows {
  get(name: string): Promise<string | undefined>;
  /** `expires` is an instant of the machine's clock, as Keyv computes it; absent, the row stays. */
  set(name: string, text: string, expires?: number): Promise<boolean>;
  delete(name: string): Promise<boolean>;
  /** All names, some at a time; a name may come twice when the database changes meanwhile. */
  pages(): AsyncGenerator<readonly string[], void>;
}

/** What all processes count together, in windows that begin with the first count. */
export interface Tally {
  /**
   * Takes `amount` of `most` as a whole or not at all; a negative one gives back.
   *
   * @returns how long the window still lasts, and whether it was taken
   */
  take(
    name: string,
    by: { readonly amount: number; readonly most: number; readonly windowMs: number },
  ): Promise<{ readonly taken: boolean; readonly leftMs: number }>;
}

export interface Backend {
  rows(namespace: string): Rows;
  readonly claims: Claims;
  /** Present on Redis, which several machines share. */
  readonly tally?: Tally | undefined;
  /** Why it may lose what was confirmed, as it is configured; nothing when it does not, or will not say. */
  risk(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** The part of the logger that the store needs. */
export interface StoreLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
