import { Keyv, keyvStorageCapability } from 'keyv';
import { z } from 'zod';
import type { Rows } from './backend.ts';
import type { Cipher } from './cipher.ts';
import { StoreError, type StoreOperation, shortReason } from './store-error.ts';

/**
 * The entries of one namespace. Values are plain JSON. Every method rejects with a StoreError when the database cannot
 * answer, so that "it is not there" is never said for "I could not look": who can live without an entry catches it.
 */
export interface Shelf<T> {
  get(key: string): Promise<T | undefined>;
  /** Without `ttlMs` the entry stays until it is deleted. */
  set(key: string, value: T, ttlMs?: number): Promise<void>;
  /** Whether there was one. */
  delete(key: string): Promise<boolean>;
  /** Every entry once, in no particular order. */
  entries(): AsyncGenerator<readonly [key: string, value: T], void>;
  /** How many are there that cannot be read: damaged, or sealed with another key. */
  unreadable(): Promise<number>;
}

/**
 * An entry carries its own key inside: names in the store may be hashed, and an entry that somebody moved to another
 * name is not taken for that one's.
 */
interface Bound<T> {
  readonly key: string;
  readonly value: T;
}

const written = z.object({ value: z.object({ key: z.string(), value: z.unknown() }) });

/** What stands in an entry, read from its text without Keyv; nothing when it is no entry of a shelf. */
export function readBound(text: string | undefined): { readonly key: string; readonly value: unknown } | undefined {
  try {
    return written.safeParse(JSON.parse(text ?? '')).data?.value;
  } catch {
    return undefined;
  }
}

/** What Keyv makes of a value; an entry that does not open reads as an empty one, which is a miss. */
const NOTHING = '{}';

export function createShelf<T>({
  namespace,
  rows,
  cipher,
  onUnreadable,
}: {
  readonly namespace: string;
  readonly rows: Rows;
  readonly cipher: Cipher;
  readonly onUnreadable: () => void;
}): Shelf<T> {
  const keyv = new Keyv<Bound<T>>({
    store: asKeyvStore(rows),
    // The databases enforce expiry themselves, by their own clock.
    checkExpired: false,
    encryption: {
      encrypt: (text: string) => cipher.seal(namespace, text),
      decrypt: (sealed: string) => {
        const text = cipher.open(namespace, sealed);
        if (text === undefined) onUnreadable();
        return text ?? NOTHING;
      },
    },
  });
  // Keyv answers "nothing" when a read fails; a listener that throws turns that into the rejection it should be.
  keyv.on('error', (error) => {
    throw error;
  });
  const nameOf = (key: string) => cipher.hide(namespace, key);
  return {
    get: async (key) => {
      const bound = await sure('get', () => keyv.get<Bound<T>>(nameOf(key)));
      return bound?.key === key ? bound.value : undefined;
    },
    set: async (key, value, ttlMs) => {
      const kept = await sure('set', () => keyv.set(nameOf(key), { key, value }, ttlMs));
      if (!kept) throw new StoreError('set', 'refused');
    },
    delete: (key) => sure('delete', () => keyv.delete(nameOf(key))),
    unreadable: async () => {
      const unread = new Set<string>();
      for await (const names of rows.pages()) {
        for (const name of names) {
          const text = await rows.get(name);
          const bound = readBound(text === undefined ? undefined : cipher.open(namespace, text));
          if (text !== undefined && (bound === undefined || nameOf(bound.key) !== name)) unread.add(name);
        }
      }
      return unread.size;
    },
    async *entries() {
      const seen = new Set<string>();
      for await (const names of rows.pages()) {
        const fresh = names.filter((name) => !seen.has(name));
        for (const [index, bound] of (await sure('list', () => keyv.getMany<Bound<T>>(fresh))).entries()) {
          const name = fresh[index];
          if (name === undefined || bound === undefined || nameOf(bound.key) !== name) continue;
          seen.add(name);
          yield [bound.key, bound.value];
        }
      }
    },
  };
}

async function sure<T>(operation: StoreOperation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError(operation, shortReason(error));
  }
}

/** Declares the contract of Keyv 6, expiry as an instant; without it Keyv takes the store for an older kind. */
function asKeyvStore(rows: Rows) {
  const store = {
    get: (name: string) => rows.get(name),
    set: (name: string, text: string, expires?: number) => rows.set(name, text, expires),
    delete: (name: string) => rows.delete(name),
  };
  return { ...store, capabilities: keyvStorageCapability(store) };
}
