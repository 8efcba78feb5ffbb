import { type Cache, cachified } from '@epic-web/cachified';
import type { Lifetime } from './lifetimes.ts';
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
  readonly forget: (memory: M, key: string) => Promise<void>;
  /** Resolves when no fetch goes on behind a stale answer. */
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
}: {
  readonly store: { namespace<T>(name: string): Shelf<T> };
  readonly lifetimes: Readonly<Record<M, Lifetime>>;
  readonly now: () => number;
}): Memories<M> {
  const caches = new Map<M, Cache>();
  const refreshing = new Set<Promise<unknown>>();
  const cacheOf = (memory: M): Cache => {
    const known = caches.get(memory);
    if (known !== undefined) return known;
    const cache = createCache(store.namespace<Kept<unknown>>(memory), lifetimes[memory], now);
    caches.set(memory, cache);
    return cache;
  };
  return {
    remember: async <T>(memory: M, key: string, fetch: () => Promise<T>) => {
      const { ttlMs, staleMs } = lifetimes[memory];
      let cached = false;
      let refreshed: Promise<void> | undefined;
      const kept = await cachified<Kept<T>>(
        {
          key,
          cache: cacheOf(memory),
          ttl: ttlMs,
          swr: staleMs,
          getFreshValue: async () => ({ value: await fetch(), asOf: now() }),
          waitUntil: (work) => {
            refreshed = work.then(() => undefined);
            refreshing.add(work);
            void work.finally(() => refreshing.delete(work));
          },
        },
        () => (event) => {
          if (event.name === 'getCachedValueSuccess') cached = true;
        },
      );
      const stale = cached && now() - kept.asOf > ttlMs;
      return { value: kept.value, asOf: kept.asOf, cached, stale, ...(stale ? { refreshed } : {}) };
    },
    forget: async (memory, key) => {
      await cacheOf(memory).delete(key);
    },
    idle: async () => {
      await Promise.allSettled(refreshing);
    },
  };
}

/** A shelf as cachified sees it. A failure of the store has been logged by the store: here it is a miss. */
function createCache(shelf: Shelf<Kept<unknown>>, { ttlMs, staleMs }: Lifetime, now: () => number): Cache {
  return {
    get: async (key) => {
      const kept = await shelf.get(key).catch(() => undefined);
      if (kept === undefined) return undefined;
      return { value: kept, metadata: { createdTime: Date.now() - (now() - kept.asOf), ttl: ttlMs, swr: staleMs } };
    },
    set: (key, { value }) => shelf.set(key, value, ttlMs + staleMs).catch(() => undefined),
    delete: (key) => shelf.delete(key).catch(() => false),
  };
}
