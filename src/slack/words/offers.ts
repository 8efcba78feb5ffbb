import { nearlyCalled } from '../../domain/matching.ts';
import { nearest } from '../../domain/nearest.ts';
import type { KnownName } from '../../domain/question.ts';
import { SUGGESTED_PARTS, SUGGESTIONS } from './vocabulary.ts';
import type { WordProblem } from './word-problem.ts';

/** Nobody writes a longer name wrong without quotes. */
const MOST_OF_A_NAME = 4;

/** An unknown word is told with the whole question that was probably meant, if that is understood as it stands. */
export function offering<T extends { readonly kind: string }>(
  first: T,
  text: string,
  again: (text: string) => T,
  near: readonly KnownName[],
): T {
  const read = isSeveralNames(first) ? withAnswered(first, again) : first;
  if (!isUnknownWord(read)) return read;
  const { word } = read.problem;
  const meant = [SUGGESTIONS, SUGGESTED_PARTS].flatMap((words) => nearest(word.toLowerCase(), words) ?? []);
  const ours = meant.map((each) => text.replace(word, each).trim());
  const offer = [...ours, ...withNames(text, word, near)].find((each) => again(each).kind !== 'problem');
  return offer === undefined ? read : { ...read, problem: { ...read.problem, offer } };
}

/**
 * A text with a name in the place of a word, and of those beside it that were probably meant for the same name.
 *
 * @example withNames('last week biling eu', 'biling', [{ kind: 'queue', name: 'Billing EU', … }]) //=> ['last week queue "Billing EU"', …]
 */
export function withNames(text: string, word: string, near: readonly KnownName[]): readonly string[] {
  const words = text.trim().split(/\s+/);
  const at = words.indexOf(word);
  if (near.length === 0 || at < 0) return [];
  const runs = Array.from({ length: MOST_OF_A_NAME }, (_, more) => MOST_OF_A_NAME - more).flatMap((length) =>
    Array.from({ length }, (_, before) => at - before)
      .filter((start) => start >= 0 && start + length <= words.length)
      .map((start) => ({ start, end: start + length })),
  );
  return runs.flatMap(({ start, end }) =>
    nearlyCalled(near, words.slice(start, end).join(' ')).map(({ kind, name }) => {
      const called = kind === 'agent' ? `"${name}"` : `${kind} "${name}"`;
      return [...words.slice(0, start), called, ...words.slice(end)].join(' ');
    }),
  );
}

/** The word that was not understood, where nothing could be offered for it: it may be a name that is written wrong. */
export function notUnderstood(read: object): string | undefined {
  if (!isUnknownWord(read)) return undefined;
  const { word, offer } = read.problem;
  return offer === undefined && !('instead' in read.problem && read.problem.instead !== undefined) ? word : undefined;
}

/** Only readings that would be answered; where none would, what is wrong with them. */
function withAnswered<T extends { readonly kind: string }>(
  read: T & { readonly problem: Extract<WordProblem, { kind: 'several-names' }> },
  again: (text: string) => T,
): T {
  const { problem: of } = read;
  const meant = of.meant.filter(({ text }) => again(text).kind !== 'problem');
  const [first] = of.meant;
  return meant.length === 0 && first !== undefined ? again(first.text) : { ...read, problem: { ...of, meant } };
}

function isSeveralNames(read: object): read is { readonly problem: Extract<WordProblem, { kind: 'several-names' }> } {
  return 'problem' in read && isOf(read.problem, 'several-names');
}

function isUnknownWord(read: object): read is { readonly problem: Extract<WordProblem, { kind: 'unknown-word' }> } {
  return 'problem' in read && isOf(read.problem, 'unknown-word');
}

function isOf(problem: unknown, kind: string): boolean {
  return typeof problem === 'object' && problem !== null && 'kind' in problem && problem.kind === kind;
}
