import { Keyv, keyvStorageCapability } from 'keyv';
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
    serialization: { stringify: written, parse: (text: string) => read(text) ?? NOTHING },
    encryption: {
      encrypt: (text: string) => cipher.seal(namespace, text),
      decrypt: (sealed: string) => {
        const text = cipher.open(namespace, sealed);
        if (readBound(text) === undefined) onUnreadable();
        return text ?? '';
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

/** What an entry that cannot be read is to Keyv: a miss, which loses none of the others. */
const NOTHING = {};
/** Releases before this form let Keyv write entries, which puts a colon before a text that begins with one. */
const FORM = 2;

function written(entry: unknown): string {
  return JSON.stringify(typeof entry === 'object' ? { ...entry, form: FORM } : entry);
}

/** What stands in the text of an entry, read without Keyv; nothing when it is no entry of a shelf. */
export function readBound(text: string | undefined): Bound<unknown> | undefined {
  const bound = read(text)?.value;
  if (typeof bound !== 'object' || bound === null || !('key' in bound) || typeof bound.key !== 'string')
    return undefined;
  return { key: bound.key, value: 'value' in bound ? bound.value : undefined };
}

function read(text: string | undefined): { readonly value: unknown } | undefined {
  try {
    const entry: unknown = JSON.parse(text ?? '');
    if (typeof entry !== 'object' || entry === null || !('value' in entry)) return undefined;
    return 'form' in entry ? { value: entry.value } : { value: withoutColons(entry.value) };
  } catch {
    return undefined;
  }
}

function withoutColons(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(':') ? value.slice(1) : value;
  if (Array.isArray(value)) return value.map(withoutColons);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutColons(part)]));
}
