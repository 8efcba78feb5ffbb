/** What was remembered lately, as it was decoded: what is asked again and again is not read from the database each time. */
export interface Recall {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
  clear(): void;
}

/** Numbers and words; a megabyte or so for each 10,000. */
const MOST_FACTS = 200_000;

/** Keeps what was used last, so many numbers and words in all. */
export function createRecall(most = MOST_FACTS): Recall {
  const entries = new Map<string, { readonly value: unknown; readonly facts: number }>();
  let facts = 0;

  function drop(key: string): void {
    facts -= entries.get(key)?.facts ?? 0;
    entries.delete(key);
  }

  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      // A map keeps the order of insertion: what is used goes to its end.
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value) => {
      drop(key);
      const own = factsIn(value);
      if (own > most / 4) return;
      entries.set(key, { value, facts: own });
      facts += own;
      for (const oldest of entries.keys()) {
        if (facts <= most) return;
        drop(oldest);
      }
    },
    delete: drop,
    clear: () => {
      entries.clear();
      facts = 0;
    },
  };
}

function factsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + factsIn(part), 1);
}
