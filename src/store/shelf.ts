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
interface Bound {
  readonly key: string;
  readonly value: unknown;
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
  const nameOf = (key: string) => cipher.hide(namespace, key);

  async function boundAt(name: string): Promise<Bound | 'unreadable' | undefined> {
    const text = await sure('get', () => rows.get(name));
    if (text === undefined) return undefined;
    const bound = readBound(cipher.open(namespace, text));
    if (bound !== undefined && nameOf(bound.key) === name) return bound;
    onUnreadable();
    return 'unreadable';
  }

  /** Every entry once: a database that changes meanwhile may give a name twice. */
  async function* each(): AsyncGenerator<Bound | 'unreadable', void> {
    const seen = new Set<string>();
    for await (const names of rows.pages()) {
      const fresh = names.filter((name) => !seen.has(name));
      for (const bound of await Promise.all(fresh.map(boundAt))) if (bound !== undefined) yield bound;
      for (const name of fresh) seen.add(name);
    }
  }

  return {
    get: async (key) => {
      const bound = await boundAt(nameOf(key));
      // Whoever keeps something here says what it is.
      return typeof bound === 'object' ? (bound.value as T) : undefined;
    },
    set: async (key, value, ttlMs) => {
      const text = cipher.seal(namespace, writeBound({ key, value }));
      const ends = ttlMs === undefined ? undefined : Date.now() + ttlMs;
      const kept = await sure('set', () => rows.set(nameOf(key), text, ends));
      if (!kept) throw new StoreError('set', 'refused');
    },
    delete: (key) => sure('delete', () => rows.delete(nameOf(key))),
    unreadable: async () => {
      let count = 0;
      for await (const bound of each()) if (bound === 'unreadable') count += 1;
      return count;
    },
    async *entries() {
      for await (const bound of each()) if (bound !== 'unreadable') yield [bound.key, bound.value as T];
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

/** How an entry is written. Releases before it wrote through Keyv, which puts a colon before a text that begins with one. */
const FORM = 2;

function writeBound(value: Bound): string {
  return JSON.stringify({ value, form: FORM });
}

/** What stands in the text of an entry, of this release or an earlier one; nothing when it is none. */
export function readBound(text: string | undefined): Bound | undefined {
  const entry = parsed(text);
  if (typeof entry !== 'object' || entry === null || !('value' in entry)) return undefined;
  const bound = 'form' in entry ? entry.value : withoutColons(entry.value);
  if (typeof bound !== 'object' || bound === null || !('key' in bound) || typeof bound.key !== 'string')
    return undefined;
  return { key: bound.key, value: 'value' in bound ? bound.value : undefined };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
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
