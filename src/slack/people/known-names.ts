import type { Subject } from '../../domain/access.ts';
import type { Asker } from '../../domain/asker.ts';
import type { KnownName } from '../../domain/question.ts';
import type { Names } from '../../reports/people/names.ts';
import { notUnderstood } from '../words/offers.ts';
import { mayName } from '../words/words.ts';

/**
 * Reads a text with the names that its asker may know of. Where a word of it is neither, it is read once more with those
 * that are written nearly so, to be offered.
 *
 * @param isSettled whether names would change nothing: who stops or lists what is theirs waits for no directory
 */
export async function readWithNames<T extends object>(
  read: (text: string, names: readonly KnownName[], near?: readonly KnownName[]) => T,
  text: string,
  names: Names,
  asker: Asker,
  about: Subject,
  isSettled?: (words: T) => boolean,
): Promise<T> {
  const plain = isSettled === undefined ? undefined : read(text, []);
  if (plain !== undefined && isSettled?.(plain) === true) return plain;
  const known = mayName(text) ? await names.in(text, asker, about) : [];
  const words = read(text, known);
  const left = notUnderstood(words);
  return left === undefined ? words : read(text, known, await names.near(left, asker, about));
}
