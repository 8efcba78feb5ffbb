import type { Backend, ClaimRow, Row } from './backend.ts';
import { type Cipher, CLEAR, createCipher } from './cipher.ts';
import { LABEL_SCOPE, SCOPE } from './claims.ts';
import { readBound } from './shelf.ts';
import { StoreError } from './store-error.ts';
import { placeOf, SHARED_VERSION, whoseOf } from './whose.ts';

/** A database, and whose entries in it are meant where several deployments share it. */
export interface CopyEnd {
  readonly url: string;
  readonly backend: Backend;
  readonly belongs: { readonly workspace: string; readonly organisation: string } | undefined;
}

/** What was copied, and what could not be. */
export interface Copied {
  readonly entries: number;
  readonly claims: number;
  /** Sealed with another key, or damaged. */
  readonly unreadable: number;
  /** Claims of an earlier release, whose names nobody can read: they cannot get another key. */
  readonly unnamed: number;
}

/**
 * Copies a store, entry by entry: to another file, to or from Redis, with another key, or all of that. What is in the
 * way is never overwritten; a copy that was not finished is made anew. In place, on Redis only, what was written with
 * the old key goes when everything is there with the new one.
 *
 * @param keys one of them is that of the source, if it has one
 * @param key that of the copy; absent, it is in clear
 * @throws StoreError
 */
export async function copyStore({
  from,
  to,
  keys,
  key,
}: {
  readonly from: CopyEnd;
  readonly to: CopyEnd;
  readonly keys: readonly Uint8Array[];
  readonly key: Uint8Array | undefined;
}): Promise<Copied> {
  const old = await cipherOf(from, keys);
  const anew = createCipher(key);
  const inPlace = from.url === to.url;
  if (inPlace && !from.backend.isShared) throw new StoreError('open', 'a file cannot be copied into itself');
  if (inPlace && !old.earlier && old.cipher.fingerprint === anew.fingerprint) {
    throw new StoreError('open', 'there is nothing to do: it is the same store with the same key');
  }
  const about = aboutOf(to);
  const unfinished = (await about.get('copying')) !== undefined;
  if (!inPlace && !unfinished && (await about.get('key')) !== undefined) {
    throw new StoreError('open', 'the copy would overwrite a store: name a new one');
  }
  enter(from, old.earlier ? undefined : old.cipher);
  enter(to, anew);
  await about.set('copying', 'since it began');
  const { copied, gone } = await copyAll(from.backend, to.backend, old.cipher, anew);
  await about.set('key', anew.fingerprint);
  if (to.backend.isShared) await about.set('version', String(SHARED_VERSION));
  await about.delete('copying');
  if (inPlace) await remove(from.backend, gone, old.earlier);
  return copied;
}

/** The names and values of the source, and whether it is one of an earlier release, in front of which nothing stands. */
interface Source {
  readonly cipher: Cipher;
  readonly earlier: boolean;
}

async function cipherOf(from: CopyEnd, keys: readonly Uint8Array[]): Promise<Source> {
  const now = await aboutOf(from).get('key');
  const fingerprint = now ?? (await from.backend.about('').get('key'));
  if (fingerprint === undefined) throw new StoreError('open', 'there is no store of this app, or it was never used');
  const ciphers = fingerprint === CLEAR ? [createCipher(undefined)] : keys.map(createCipher);
  const cipher = ciphers.find((each) => each.fingerprint === fingerprint);
  if (cipher === undefined) {
    throw new StoreError('open', 'it was written with a key that is neither STORE_KEY nor STORE_KEY_OLD');
  }
  return { cipher, earlier: now === undefined };
}

function aboutOf({ backend, belongs }: CopyEnd) {
  const whose = backend.isShared && belongs !== undefined ? whoseOf(belongs.workspace, belongs.organisation) : '';
  return backend.about(whose);
}

/** @param cipher absent for a store of an earlier release */
function enter({ backend, belongs }: CopyEnd, cipher: Cipher | undefined): void {
  const isOfSome = backend.isShared && belongs !== undefined && cipher !== undefined;
  backend.settle(isOfSome ? placeOf(cipher, belongs.workspace, belongs.organisation) : '');
}

type Gone = readonly [namespace: string, name: string];

async function copyAll(from: Backend, to: Backend, old: Cipher, anew: Cipher) {
  const copied = { entries: 0, claims: 0, unreadable: 0, unnamed: 0 };
  const gone: Gone[] = [];
  // A database that is scanned may give something twice.
  const seen = new Set<string>();
  const isFirst = (namespace: string, name: string): boolean => {
    if (seen.has(`${namespace} ${name}`)) return false;
    seen.add(`${namespace} ${name}`);
    gone.push([namespace, name]);
    return true;
  };
  const source = from.dump();
  for await (const rows of source.entries()) {
    for (const row of rows.filter(({ namespace, name }) => isFirst(namespace, name))) {
      const moved = movedEntry(row, old, anew);
      if (moved !== undefined) await to.rows(row.namespace).set(moved.name, moved.text, row.expires);
      copied[moved === undefined ? 'unreadable' : 'entries'] += 1;
    }
  }
  for await (const rows of source.claims()) {
    for (const row of rows.filter(({ name }) => isFirst(SCOPE, name))) {
      const moved = movedClaim(row, old, anew);
      if (moved === undefined) continue;
      if (moved !== 'unnamed') await to.putClaim(moved);
      copied[moved === 'unnamed' ? 'unnamed' : 'claims'] += 1;
    }
  }
  return { copied, gone };
}

async function remove(from: Backend, gone: readonly Gone[], earlier: boolean): Promise<void> {
  for (const [namespace, name] of gone) await from.rows(namespace).delete(name);
  if (earlier) for (const word of ['key', 'version']) await from.about('').delete(word);
}

function movedEntry(row: Row, old: Cipher, anew: Cipher): Pick<Row, 'name' | 'text'> | undefined {
  const text = old.open(row.namespace, row.text);
  if (text === undefined) return undefined;
  const key = readBound(text)?.key;
  // It was moved there by somebody, and is nobody's.
  if (key === undefined || old.hide(row.namespace, key) !== row.name) return undefined;
  return { name: anew.hide(row.namespace, key), text: anew.seal(row.namespace, text) };
}

/** @returns nothing for one whose time is over and that nobody needs to know of */
function movedClaim(row: ClaimRow, old: Cipher, anew: Cipher): ClaimRow | 'unnamed' | undefined {
  if (row.done !== undefined && row.leftMs <= 0) return undefined;
  const isNamed = old.fingerprint === CLEAR || old.fingerprint === anew.fingerprint;
  const name = isNamed && row.label === undefined ? row.name : row.label && old.open(LABEL_SCOPE, row.label);
  if (name === undefined) return 'unnamed';
  const again = (text: string | undefined) => {
    const clear = text === undefined ? undefined : old.open(SCOPE, text);
    return clear === undefined ? undefined : anew.seal(SCOPE, clear);
  };
  const same = old.fingerprint === anew.fingerprint;
  return {
    ...row,
    name: same ? row.name : anew.hide(SCOPE, name),
    label: same ? row.label : anew.label(SCOPE, name),
    note: again(row.note),
    done: again(row.done),
  };
}
