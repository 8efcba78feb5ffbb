/** Decides what is taken on, and when its turn is. */
export interface Admission {
  /** A place among those being answered; nothing when all are taken. */
  readonly enter: () => Place | undefined;
  /** How many are being answered, or wait for their turn. */
  readonly taken: () => number;
}

export interface Place {
  /** Resolves when this one's turn has come. */
  readonly turn: () => Promise<void>;
  readonly leave: () => void;
}

/** More at once would only make all of them late. */
const MOST_AT_ONCE = 300;

/**
 * Acknowledging comes before answering: answers begin one in each turn of the event loop, so that whatever has arrived
 * meanwhile is acknowledged in between.
 */
export function createAdmission(most = MOST_AT_ONCE): Admission {
  const waiting: (() => void)[] = [];
  let taken = 0;
  let armed = false;

  function arm(): void {
    if (armed || waiting.length === 0) return;
    armed = true;
    setImmediate(() => {
      armed = false;
      waiting.shift()?.();
      arm();
    });
  }

  return {
    taken: () => taken,
    enter: () => {
      if (taken >= most) return undefined;
      taken += 1;
      return {
        turn: () =>
          new Promise((resolve) => {
            waiting.push(resolve);
            arm();
          }),
        leave: () => {
          taken -= 1;
        },
      };
    },
  };
}
