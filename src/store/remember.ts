import { type Cache, cachified } from '@epic-web/cachified';
import type { Lifetime } from './lifetimes.ts';
import { createRecall, type Recall } from './recall.ts';
import type { Shelf } from './shelf.ts';

/** A value that may have come from the store. `asOf` is the epoch millisecond at which its source gave it. */
export interface Remembered<T> {
  readonly value: T;
  readonly asOf: number;
  /** It was not fetched for this question, nor for one that was being answered at the same time. */
  readonly cached: boolean;
  /** It is past its lifetime, and a fresh one is being fetched. */
  readonly stale: boolean;
  /** Of a stale one: resolves when that fetch is over, however it ended. */
  readonly refreshed?: Promise<void> | undefined;
}

/** @template M the names of the lifetimes */
export interface Memories<M extends string> {
  /**
   * Gives what is kept under `key`, or fetches and keeps it. Callers at the same time share one fetch; a rejected fetch
   * is kept for nobody. A store that cannot be read costs a fetch, never the answer. Values are plain JSON.
   */
  readonly remember: <T>(memory: M, key: string, fetch: () => Promise<T>) => Promise<Remembered<T>>;
  /** Resolves when all that was fetched is kept, and no fetch goes on behind a stale answer. */
  readonly idle: () => Promise<void>;
}

interface Kept<T> {
  readonly value: T;
  readonly asOf: number;
}

/** How long ago is what counts: cachified asks the machine's clock, so ages by `now` are moved onto it. */
export function createRemember<M extends string>({
  store,
  lifetimes,
  now,
  recall = createRecall(),
}: {
  readonly store: { namespace<T>(name: string): Shelf<T> };
  readonly lifetimes: Readonly<Record<M, Lifetime>>;
  readonly now: () => number;
  readonly recall?: Recall | undefined;
}): Memories<M> {
  const caches = new Map<M, Cache>();
  const atWork = new Set<Promise<unknown>>();
  const behind = (work: Promise<unknown>): void => {
    atWork.add(work);
    void work.finally(() => atWork.delete(work));
  };
  const cacheOf = (memory: M): Cache => {
    const known = caches.get(memory);
    if (known !== undefined) return known;
    const cache = createCache(store.namespace<Kept<unknown>>(memory), lifetimes[memory], now, behind);
    caches.set(memory, cache);
    return cache;
  };
  return {
    remember: async <T>(memory: M, key: string, fetch: () => Promise<T>) => {
      const { ttlMs, staleMs } = lifetimes[memory];
      const name = `${memory} ${key}`;
      // Only what cachified has put there, under the same name.
      const lately = recall.get(name) as Kept<T> | undefined;
      if (lately !== undefined && now() - lately.asOf <= ttlMs) {
        return { value: lately.value, asOf: lately.asOf, cached: true, stale: false };
      }
      let cached = false;
      let refreshed: Promise<void> | undefined;
      const kept = await cachified<Kept<T>>(
        {
          key,
          cache: cacheOf(memory),
          ttl: ttlMs,
          swr: staleMs,
          getFreshValue: async () => {
            const fresh = { value: await fetch(), asOf: now() };
            recall.set(name, fresh);
            return fresh;
          },
          waitUntil: (work) => {
            refreshed = work.then(() => undefined);
            behind(work);
          },
        },
        () => (event) => {
          if (event.name === 'getCachedValueSuccess') cached = true;
        },
      );
      if (cached) recall.set(name, kept);
      const stale = cached && now() - kept.asOf > ttlMs;
      return { value: kept.value, asOf: kept.asOf, cached, stale, ...(stale ? { refreshed } : {}) };
    },
    idle: async () => {
      await Promise.allSettled(atWork);
    },
  };
}

/** A shelf as cachified sees it. A failure of the store has been logged by the store: here it is a miss. */
function createCache(
  shelf: Shelf<Kept<unknown>>,
  { ttlMs, staleMs }: Lifetime,
  now: () => number,
  behind: (work: Promise<unknown>) => void,
): Cache {
  return {
    get: async (key) => {
      const kept = await shelf.get(key).catch(() => undefined);
      if (kept === undefined) return undefined;
      return { value: kept, metadata: { createdTime: Date.now() - (now() - kept.asOf), ttl: ttlMs, swr: staleMs } };
    },
    // No answer waits until it is kept.
    set: (key, { value }) => behind(shelf.set(key, value, ttlMs + staleMs).catch(() => undefined)),
    delete: (key) => shelf.delete(key).catch(() => false),
  };
}
