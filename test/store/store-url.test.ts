/** Where the store is, as an operator writes it. */
import { describe, expect, test } from 'vitest';
import { readStoreUrl } from '../../src/store/store-url.ts';

describe('a store url', () => {
  test.each([
    ['sqlite:data/floorwalker.db', { kind: 'sqlite', file: 'data/floorwalker.db' }],
    ['sqlite:/var/lib/floorwalker.db', { kind: 'sqlite', file: '/var/lib/floorwalker.db' }],
    ['sqlite:///var/lib/floorwalker.db', { kind: 'sqlite', file: '/var/lib/floorwalker.db' }],
    ['sqlite::memory:', { kind: 'sqlite', file: ':memory:' }],
    [' redis://127.0.0.1:6379 ', { kind: 'redis', url: 'redis://127.0.0.1:6379' }],
    ['rediss://user:pw@cache.example:6380/2', { kind: 'redis', url: 'rediss://user:pw@cache.example:6380/2' }],
  ])('%j is a place', (text, place) => {
    expect(readStoreUrl(text)).toEqual(place);
  });

  test.each([
    ['', 'this is not a store'],
    ['data/floorwalker.db', 'this is not a store'],
    ['sqlite:', 'the file of the SQLite store is missing'],
    ['sqlite://', 'the file of the SQLite store is missing'],
    ['mysql://root:secret@db/x', 'mysql: is not a store we know'],
    ['redis://', 'the Redis address has no host'],
    ['redis://user:secret@', 'the Redis address has no host'],
  ])('%j is refused with a sentence that never repeats it', (text, sentence) => {
    expect(readStoreUrl(text)).toEqual({
      kind: 'problem',
      sentence: `${sentence}: expected sqlite:<file>, redis://<host> or rediss://<host>`,
    });
  });
});
