import { fold } from '../../domain/matching.ts';
import type { KnownName } from '../../domain/question.ts';
import type { Token } from './tokens.ts';

/** No name has more words than this. */
const LONGEST_NAME = 8;

/** A run of words that is a name, or names of several kinds. */
export interface NameRun {
  readonly at: number;
  readonly taken: number;
  readonly words: string;
  readonly names: readonly KnownName[];
}

/** Names by every way in which they may be typed. */
export interface NameIndex {
  readonly bySpelling: ReadonlyMap<string, readonly KnownName[]>;
  /** Those in whose names a word stands. */
  readonly byWord: ReadonlyMap<string, ReadonlySet<KnownName>>;
}

export function indexOf(names: readonly KnownName[]): NameIndex {
  const bySpelling = new Map<string, KnownName[]>();
  const byWord = new Map<string, Set<KnownName>>();
  for (const name of names) {
    for (const key of new Set(spellings(name))) {
      const known = bySpelling.get(key);
      if (known === undefined) bySpelling.set(key, [name]);
      else known.push(name);
      for (const word of key.split(' ')) byWord.set(word, (byWord.get(word) ?? new Set()).add(name));
    }
  }
  return { bySpelling, byWord };
}

/** Those that are called exactly this. */
export function calledSo(index: NameIndex, words: string): readonly KnownName[] {
  return index.bySpelling.get(nameKey(words)) ?? [];
}

/**
 * The runs of words that are a name. Of two that overlap the longer one counts, of equally long ones the first.
 *
 * @example runsOf(tokensOf('sales outbound yesterday'), indexOf([queue Sales Outbound])) //=> sales outbound, at 0
 */
export function runsOf(tokens: readonly Token[], index: NameIndex): readonly NameRun[] {
  if (index.bySpelling.size === 0) return [];
  const all = tokens.flatMap((_, at) => runsAt(tokens, at, index));
  const taken = new Set<number>();
  return all
    .toSorted((one, other) => other.taken - one.taken || one.at - other.at)
    .filter((run) => {
      const places = Array.from({ length: run.taken }, (_, offset) => run.at + offset);
      if (places.some((place) => taken.has(place))) return false;
      for (const place of places) taken.add(place);
      return true;
    });
}

function runsAt(tokens: readonly Token[], at: number, index: NameIndex): readonly NameRun[] {
  const runs: NameRun[] = [];
  let words = '';
  for (let taken = 1; taken <= LONGEST_NAME; taken++) {
    const token = tokens[at + taken - 1];
    if (token?.kind !== 'word') break;
    words = taken === 1 ? token.text : `${words} ${token.text}`;
    const names = calledSo(index, words);
    // Ana's calls
    const found = names.length > 0 ? names : calledSo(index, words.replace(/['\u2019]s$/i, ''));
    if (found.length > 0) runs.push({ at, taken, words, names: found });
    if (token.ends) break;
  }
  return runs;
}

/**
 * The names that contain these words, each as a word of its own or the beginning of one.
 *
 * @example containing(indexOf([queue Billing EU]), 'billing') //=> [queue Billing EU]
 */
export function containing({ byWord }: NameIndex, words: string): readonly KnownName[] {
  const [first = '', ...others] = nameKey(words.replace(/['\u2019]s$/i, '')).split(' ');
  if ([first, ...others].every((word) => word.length < 2)) return [];
  return [...(byWord.get(first) ?? [])].filter((name) => others.every((word) => byWord.get(word)?.has(name)));
}

/** A name as its words are compared: without case, accents and signs between them. */
function nameKey(name: string): string {
  const key = fold(name)
    .replace(/['\u2019]/g, '')
    .replace(/[^\p{L}\p{N}\p{S}]+/gu, ' ')
    .trim();
  return key === '' ? fold(name) : key;
}

function spellings({ kind, name }: KnownName): readonly string[] {
  const keys = [nameKey(name), nameKey(withoutUmlauts(name))];
  if (kind !== 'agent') return keys;
  // López, Ana
  return keys.flatMap((key) => {
    const words = key.split(' ');
    return words.map((_, first) => [...words.slice(first), ...words.slice(0, first)].join(' '));
  });
}

/** Jürgen as it is typed without that key: Juergen. */
function withoutUmlauts(name: string): string {
  return name.normalize('NFC').replace(/[äÄ]/g, 'ae').replace(/[öÖ]/g, 'oe').replace(/[üÜ]/g, 'ue');
}
