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

/** An entry as it lies in the database. `expires` is as in `Rows.set`. */
export interface Row {
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly expires?: number | undefined;
}

/** A claim as it lies in the database. */
export interface ClaimRow {
  readonly name: string;
  readonly owner: string;
  /** Of its lease, or of its life when it is done; below nothing for one that was abandoned. */
  readonly leftMs: number;
  readonly attempt: number;
  readonly note?: string | undefined;
  readonly done?: string | undefined;
  /** Its name once more, so that it can be read with the key. */
  readonly label?: string | undefined;
}

export interface Backend {
  rows(namespace: string): Rows;
  readonly claims: Claims;
  /**
   * What says whose the store is, of which key and layout. Of a database that many share, that of one of them.
   *
   * @param whose tells one from another without telling who it is
   */
  about(whose: string): Rows;
  /** From now on the entries of this one are meant. Before, a database that many share refuses everything. */
  settle(place: string): void;
  /** Why everything is refused until then. */
  refuse(because: string): void;
  /** Everything there is, some at a time; on SQLite as it is at one moment. */
  dump(): { entries(): AsyncGenerator<readonly Row[], void>; claims(): AsyncGenerator<readonly ClaimRow[], void> };
  putClaim(row: ClaimRow): Promise<void>;
  /** Whether several deployments may be in it. */
  readonly isShared: boolean;
  /** Present on Redis, which several machines share. */
  readonly tally?: Tally | undefined;
  /**
   * Leaves nothing of what was deleted: SQLite overwrites cells and pages, and what stood between them stays where pages
   * were made anew. Rejects when somebody else holds the file.
   */
  shred?(): Promise<void>;
  /** Why it may lose what was confirmed, as it is configured; nothing when it does not, or will not say. */
  risk(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** The part of the logger that the store needs. */
export interface StoreLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
