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
