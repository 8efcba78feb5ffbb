import { edits } from './nearest.ts';

/** Letters that do not come apart into a base letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
  '‘': "'",
};

/**
 * A name as somebody without its keyboard types it: no case, no accents, single spaces.
 *
 * @example fold('  Zoë  MÜLLER ') //=> 'zoe muller'
 */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı’‘]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Those whose name contains each of the words, in any order, whatever the case and the accents.
 *
 * @example fitting([{ name: 'Café' }, { name: 'Billing' }], 'cafe') //=> [{ name: 'Café' }]
 */
export function fitting<T extends { readonly name: string }>(items: readonly T[], words: string): readonly T[] {
  const wanted = fold(words).split(' ');
  if (wanted[0] === '') return [];
  return items.filter((item) => {
    const name = fold(item.name);
    return wanted.every((word) => name.includes(word));
  });
}

/**
 * Of those that fit, the ones that are called exactly this; all when nobody is. Who is meant is decided by this, and
 * only among what the asker may see: otherwise somebody unseen would show by their effect.
 *
 * @example meant([{ name: 'Billing' }, { name: 'Billing EU' }], 'billing') //=> [{ name: 'Billing' }]
 */
export function meant<T extends { readonly name: string }>(fit: readonly T[], words: string): readonly T[] {
  const exact = fit.filter(({ name }) => fold(name) === fold(words));
  return exact.length > 0 ? exact : fit;
}

/**
 * Those that are nearly called so, the closest first: each word is one of the name, but for one letter in three.
 *
 * @example nearlyCalled([{ name: 'Billing EU' }, { name: 'Sales' }], 'biling') //=> [{ name: 'Billing EU' }]
 */
export function nearlyCalled<T extends { readonly name: string }>(items: readonly T[], words: string): readonly T[] {
  const typed = fold(words).split(' ');
  const far = items.flatMap((item) => {
    const wrong = lettersWrong(fold(item.name).split(' '), typed);
    return wrong === undefined ? [] : [{ item, wrong }];
  });
  const closestFirst = far.toSorted(
    (one, other) => one.wrong - other.wrong || one.item.name.length - other.item.name.length,
  );
  return closestFirst.map(({ item }) => item);
}

/** How many letters of the typed words are wrong, each beside the word of the name that is closest to it. */
function lettersWrong(name: readonly string[], typed: readonly string[]): number | undefined {
  let sum = 0;
  for (const word of typed) {
    const most = Math.floor(word.length / 3);
    const close = name.filter((each) => Math.abs(each.length - word.length) <= most);
    const fewest = Math.min(...close.map((each) => edits(word, each)));
    if (fewest > most) return undefined;
    sum += fewest;
  }
  return sum;
}
