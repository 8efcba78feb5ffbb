import { expect, it } from 'vitest';
import { madeTexts, wrongWith } from './made-texts.ts';

/** Others each day; which ones is in the name. `npm run soak` reads 200,000. */
const SEED = Number(process.env['WORDS_SEED'] ?? Math.floor(Date.now() / 86_400_000));

it(`10,000 texts are read without an exception, and every period of them has a label that can be typed back (seed ${SEED})`, () => {
  const { wrong, periods } = wrongWith(madeTexts(10_000, SEED));
  expect(wrong).toEqual([]);
  expect(periods).toBeGreaterThan(500);
});
