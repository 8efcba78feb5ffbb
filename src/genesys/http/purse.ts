/** The requests of one question: what it will need, what it has taken and not made yet. */
export interface Purse {
  /** Who asks: one person has a share of their own. */
  readonly person: string | undefined;
  /** What others of its kind needed, lately. */
  readonly estimate: () => number;
  /** So many in all, when the question said so itself. */
  planned: number | undefined;
  used: number;
  left: number;
  /** Nobody waits for it. */
  background: boolean;
  ended: boolean;
  filling: Promise<void> | undefined;
  settle: (() => void) | undefined;
}

/** What a question of a kind that was never asked before is taken to need. */
const AT_FIRST = 6;
const SLOWLY = 0.7;

/** So many more will be needed: they are taken as a whole. */
export function expectOf(purse: Purse, requests: number): void {
  purse.planned = Math.max(purse.planned ?? 0, purse.used + requests);
}

/** The purses of questions. What one of a kind needed, the next one is expected to need. */
interface Purses {
  open(kind: string, person: string | undefined): Purse;
  /** Gives back what was not used. */
  close(kind: string, purse: Purse): void;
}

export function createPurses(): Purses {
  const expected = new Map<string, number>();
  return {
    open: (kind, person) => ({
      person,
      estimate: () => Math.round(expected.get(kind) ?? AT_FIRST),
      planned: undefined,
      used: 0,
      left: 0,
      background: false,
      ended: false,
      filling: undefined,
      settle: undefined,
    }),
    close: (kind, purse) => {
      purse.ended = true;
      purse.settle?.();
      // An answer from the cache tells nothing, and a plan only of its own question.
      if (purse.used === 0 || purse.planned !== undefined) return;
      expected.set(kind, Math.max(purse.used, (expected.get(kind) ?? AT_FIRST) * SLOWLY));
    },
  };
}
