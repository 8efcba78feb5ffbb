/** What all processes count together, in windows that begin with the first count; `store/` has it for Redis. */
export interface Tally {
  take(
    name: string,
    by: { readonly amount: number; readonly most: number; readonly windowMs: number },
  ): Promise<{ readonly taken: boolean; readonly leftMs: number }>;
}

/** Taken, or whose limit it was that did not allow it, and when its window ends. */
export type Taken =
  | { readonly kind: 'taken' }
  | { readonly kind: 'app-share' | 'person-share'; readonly leftMs: number };

export interface Share {
  take(amount: number, by: { readonly person: string | undefined; readonly background: boolean }): Promise<Taken>;
  giveBack(amount: number, person: string | undefined): Promise<void>;
  /** One person may use no more than this in a minute, and so no question can take more as a whole. */
  readonly mostAtOnce: number;
  /** How many of a minute's requests this process has taken in the last one. */
  readonly takenHere: () => number;
}

const MINUTE_MS = 60_000;
/** Below that a person could ask nothing at all. */
const LEAST_FOR_A_PERSON = 10;

/**
 * So many requests a minute, counted in fixed windows: at the seam of two windows twice as many may pass, which is why
 * the default is 240 of Genesys's 300. One person may use a quarter of it, and what works in the background leaves a
 * quarter to those who wait. While what all processes share cannot be counted, each counts for itself.
 */
export function createShare(options: {
  readonly requestsPerMinute: number;
  /** Genesys counts per OAuth client. */
  readonly clientId: string;
  readonly tally?: Tally | undefined;
  /** A clock that nobody sets, in milliseconds. */
  readonly elapsed?: (() => number) | undefined;
  /** For tests: the length of the window, a minute otherwise. */
  readonly windowMs?: number | undefined;
}): Share {
  const { requestsPerMinute, clientId, windowMs = MINUTE_MS, elapsed = () => performance.now() } = options;
  const quarter = Math.floor(requestsPerMinute / 4);
  const mostAtOnce = Math.min(requestsPerMinute, Math.max(LEAST_FOR_A_PERSON, quarter));
  const own = createOwnTally(elapsed);
  const count: Tally['take'] = async (name, by) => {
    if (options.tally === undefined) return own.take(name, by);
    try {
      return await options.tally.take(name, by);
    } catch {
      return own.take(name, by);
    }
  };
  const ofAll = `requests of ${clientId}`;
  const ofPerson = (person: string) => `requests of ${clientId} for ${person}`;

  const here = createOwnTally(elapsed);
  const note = (amount: number) => void here.take(ofAll, { amount, most: Number.POSITIVE_INFINITY, windowMs });

  return {
    mostAtOnce,
    takenHere: () => here.used(ofAll),
    async take(amount, { person, background }) {
      if (person !== undefined) {
        const { taken, leftMs } = await count(ofPerson(person), { amount, most: mostAtOnce, windowMs });
        if (!taken) return { kind: 'person-share', leftMs: Math.max(1, leftMs) };
      }
      const most = background ? requestsPerMinute - quarter : requestsPerMinute;
      const { taken, leftMs } = await count(ofAll, { amount, most, windowMs });
      if (taken) {
        note(amount);
        return { kind: 'taken' };
      }
      if (person !== undefined) await count(ofPerson(person), { amount: -amount, most: mostAtOnce, windowMs });
      return { kind: 'app-share', leftMs: Math.max(1, leftMs) };
    },
    async giveBack(amount, person) {
      const back = { amount: -amount, most: requestsPerMinute, windowMs };
      note(-amount);
      await count(ofAll, back);
      if (person !== undefined) await count(ofPerson(person), back);
    },
  };
}

/** The same count for one process. */
function createOwnTally(elapsed: () => number): Tally & { readonly used: (name: string) => number } {
  const windows = new Map<string, { used: number; readonly endsAt: number }>();
  const current = (name: string, windowMs: number) => {
    const known = windows.get(name);
    if (known !== undefined && elapsed() < known.endsAt) return known;
    for (const [other, { endsAt }] of windows) if (elapsed() >= endsAt) windows.delete(other);
    const fresh = { used: 0, endsAt: elapsed() + windowMs };
    windows.set(name, fresh);
    return fresh;
  };
  return {
    used: (name) => {
      const known = windows.get(name);
      return known !== undefined && elapsed() < known.endsAt ? known.used : 0;
    },
    take: async (name, { amount, most, windowMs }) => {
      const window = current(name, windowMs);
      const used = Math.max(0, window.used + amount);
      const taken = amount < 0 || used <= most;
      if (taken) window.used = used;
      return { taken, leftMs: window.endsAt - elapsed() };
    },
  };
}
