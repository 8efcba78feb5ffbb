import type { Memory, Remember } from '../../src/reports/ports.ts';

/** A memory of the tests: keeps what was fetched until told to forget, and shares a fetch among callers. */
export function remembering(now: () => number = () => 0): Remember & {
  readonly keys: () => readonly string[];
  readonly forget: (memory: Memory) => void;
} {
  const kept = new Map<string, { readonly value: Promise<string>; asOf: number }>();
  const remember: Remember = async <T>(memory: Memory, key: string, fetch: () => Promise<T>) => {
    const name = `${memory} ${key}`;
    const known = kept.get(name);
    const entry = known ?? { value: fetch().then((value) => JSON.stringify(value)), asOf: now() };
    if (known === undefined) kept.set(name, entry);
    try {
      // As through a real store: what is not plain JSON does not survive.
      const value: T = JSON.parse(await entry.value);
      return { value, asOf: entry.asOf, cached: known !== undefined, stale: false };
    } catch (error) {
      kept.delete(name);
      throw error;
    }
  };
  return Object.assign(remember, {
    keys: () => [...kept.keys()],
    forget: (memory: Memory) => {
      for (const name of kept.keys()) if (name.startsWith(`${memory} `)) kept.delete(name);
    },
  });
}
