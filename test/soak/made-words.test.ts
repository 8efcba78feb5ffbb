import { expect, it } from 'vitest';
import { madeTexts, wrongWith } from '../slack/words/made-texts.ts';

/** Another one tries other texts: `WORDS_SEED=7`. */
const SEED = Number(process.env['WORDS_SEED'] ?? 1);

it(`200,000 texts are read without an exception, and every period of them has a label that can be typed back (seed ${SEED})`, () => {
  const { wrong, periods } = wrongWith(madeTexts(200_000, SEED));
  expect(wrong).toEqual([]);
  expect(periods).toBeGreaterThan(10_000);
});
