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
 * Those that are called exactly this, whatever the case and the accents; when nobody is, those whose name contains
 * each of the words.
 *
 * @example bestMatches([{ name: 'Billing' }, { name: 'Billing EU' }], 'billing') //=> [{ name: 'Billing' }]
 */
export function bestMatches<T extends { readonly name: string }>(items: readonly T[], name: string): readonly T[] {
  const wanted = fold(name);
  if (wanted === '') return [];
  const exact = items.filter((item) => fold(item.name) === wanted);
  if (exact.length > 0) return exact;
  const words = wanted.split(' ');
  return items.filter((item) => {
    const folded = fold(item.name);
    return words.every((word) => folded.includes(word));
  });
}
