/** Where everything is kept, or why the text does not say it. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'problem'; readonly sentence: string };

const EXPECTED = 'expected sqlite:<file>, redis://<host> or rediss://<host>';

/**
 * Reads a store url. The sentence of a problem never repeats the text: it may hold a password.
 *
 * @example
 * readStoreUrl('sqlite:data/floorwalker.db'); //=> { kind: 'sqlite', file: 'data/floorwalker.db' }
 * readStoreUrl('mysql://db'); //=> { kind: 'problem', sentence: 'mysql: is not a store we know: expected …' }
 */
export function readStoreUrl(text: string): StorePlace {
  const url = text.trim();
  if (url.startsWith('sqlite:')) return sqlitePlace(url.slice('sqlite:'.length));
  if (/^rediss?:/.test(url)) return redisPlace(url);
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return problem(scheme === undefined ? 'this is not a store' : `${scheme} is not a store we know`);
}

function sqlitePlace(rest: string): StorePlace {
  const file = rest.replace(/^\/\/(?=\/)/, '');
  if (file === '' || file.startsWith('//')) return problem('the file of the SQLite store is missing');
  return { kind: 'sqlite', file };
}

function redisPlace(url: string): StorePlace {
  if (!URL.canParse(url) || new URL(url).hostname === '') return problem('the Redis address has no host');
  return { kind: 'redis', url };
}

function problem(what: string): StorePlace {
  return { kind: 'problem', sentence: `${what}: ${EXPECTED}` };
}
