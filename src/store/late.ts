import type { Tally } from './backend.ts';
import type { Shelf } from './shelf.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';

/** What is used of the store before it is open. */
export interface LateStore {
  /** One namespace. Until the store is open nothing is in it, and what is put there waits. */
  shelf(name: string): Pick<Shelf<unknown>, 'get' | 'set'>;
  /** Counts among processes; rejects until the store is open, and where it is one machine's own. */
  readonly tally: Tally;
  open(store: Store): Promise<void>;
}

/** Whose the store is has to be asked of Genesys Cloud, and who asks that needs a store. */
export function createLateStore(): LateStore {
  let opened: Store | undefined;
  const waiting: (() => Promise<void>)[] = [];
  return {
    shelf: (name) => ({
      get: async (key) => opened?.namespace<unknown>(name).get(key),
      set: async (key, value, ttlMs) => {
        const put = async () => opened?.namespace<unknown>(name).set(key, value, ttlMs);
        if (opened === undefined) waiting.push(put);
        else await put();
      },
    }),
    tally: {
      take: async (name, by) => {
        if (opened?.tally === undefined) throw new StoreError('count', 'nobody else counts');
        return opened.tally.take(name, by);
      },
    },
    open: async (store) => {
      opened = store;
      // What cannot be kept is asked for again.
      await Promise.allSettled(waiting.splice(0).map((put) => put()));
    },
  };
}
