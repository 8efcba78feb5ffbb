/** What was deleted is nowhere in the file, however its pages were filled and made anew. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder } from './open.ts';

const NAME = 'Somebody Forgotten';

/** Entries with a name in them or not, and what happens to them. */
const entries = fc.array(
  fc.record({
    key: fc.stringMatching(/^[a-z]{1,12}$/),
    named: fc.boolean(),
    length: fc.nat(900),
    after: fc.constantFrom('deleted', 'written anew'),
  }),
  { minLength: 20, maxLength: 200 },
);

const inFolder = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

it.each(['shredded', 'closed'])('a name that was deleted is not in a file in clear that was %s', async (how) => {
  await fc.assert(
    fc.asyncProperty(entries, async (all) => {
      const folder = temporaryFolder();
      const log = { info() {}, warn() {} };
      const store = await openStore({ url: `sqlite:${folder}/floorwalker.db`, now: Date.now, log });
      const shelf = store.namespace<string>('remembered');
      for (const { key, named, length } of all) await shelf.set(key, `${named ? NAME : 'x'} ${'y'.repeat(length)}`);
      for (const { key, after } of all) {
        if (after === 'deleted') await shelf.delete(key);
        else await shelf.set(key, 'short');
      }
      if (how === 'shredded') await store.shred();
      else await store.close();
      expect(inFolder(folder).includes(NAME)).toBe(false);
      if (how === 'shredded') await store.close();
    }),
    { numRuns: 25 },
  );
});
