import type { KnownName } from '../../domain/question.ts';
import { calledSo, type NameIndex, type NameRun } from './names.ts';
import { type Spans, wordAt } from './spans.ts';

/** No name has more words than this. */
const LONGEST_NAME = 12;

/** A name and how many tokens it is. */
export interface FoundName {
  readonly name: string;
  readonly id?: string | undefined;
  readonly taken: number;
}

/** The name of a place or skill that stands behind its kind: in quotes, a known one, or the words up to the next that means something. */
export function nameBehind(
  spans: Spans,
  at: number,
  kind: KnownName['kind'] | undefined,
  runs: readonly NameRun[],
  index: NameIndex,
  several: boolean,
): FoundName | undefined {
  const first = spans.tokens[at];
  if (first?.kind === 'quoted') return { ...exactly(calledSo(index, first.text), kind, first.text), taken: 1 };
  const run = runs.find((each) => each.at === at);
  const known = run?.names.filter((each) => each.kind === kind) ?? [];
  if (run !== undefined && known.length > 0) return { ...exactly(known, kind, run.words), taken: run.taken };
  const name = unknownName(spans, at, several);
  // A team needs no name: "team Calls" is the calls of the asker's own.
  const own = kind === 'team' && name !== undefined && means(spans, at, name.taken);
  return own ? undefined : name;
}

/** Whether every one of these words means something by itself. */
function means(spans: Spans, at: number, taken: number): boolean {
  for (let index = at; index < at + taken; ) {
    const words = Math.max(spans.entryAt(index)?.taken ?? 0, spans.periodAt(index)?.taken ?? 0);
    if (words === 0) return false;
    index += words;
  }
  return true;
}

/** With the id of the only one; by name alone, where it is for others to find out which. */
function exactly(
  names: readonly KnownName[],
  kind: KnownName['kind'] | undefined,
  words: string,
): { readonly name: string; readonly id?: string | undefined } {
  const [only, ...others] = names.filter((each) => each.kind === kind);
  return only === undefined || others.length > 0 ? { name: words } : { name: only.name, id: only.id };
}

/**
 * A name that is not known. It ends before the next word that means something here, unless that word is written like a
 * part of a name, with a capital.
 */
function unknownName(spans: Spans, at: number, several: boolean): FoundName | undefined {
  const words: string[] = [];
  const capitals = spans.tokens.some((token) => token.kind === 'word' && /\p{Ll}/u.test(token.text));
  for (let index = at; index < Math.min(spans.tokens.length, at + LONGEST_NAME); index++) {
    const token = spans.tokens[index];
    if (token?.kind !== 'word') break;
    const isName = capitals && isCapital(token.text, wordAt(spans.tokens, index + 1)) && !isCommand(spans, index);
    const joins = words.length > 0 && !several && isJoint(spans, index, capitals);
    if (!isName && !joins && endsName(spans, index, words.length > 0)) break;
    words.push(token.text);
    if (token.ends) break;
  }
  return words.length === 0 ? undefined : { name: words.join(' '), taken: words.length };
}

/** Upper case throughout says nothing: it may be an abbreviation of ours. */
function isCapital(word: string, next = ''): boolean {
  return /^\p{Lu}(?:$|.*\p{Ll})/u.test(word) || (/^\p{Lu}+\d/u.test(word) && /^\p{Lu}\p{Ll}/u.test(next));
}

/** A period with a capital is still a period: `queue Billing Last week`. */
function isCommand(spans: Spans, at: number): boolean {
  return (spans.periodAt(at)?.taken ?? 0) > 1;
}

/** `Sales and Service`, `Billing - EU`: what joins two parts of a name. */
function isJoint(spans: Spans, at: number, capitals: boolean): boolean {
  const [word = '', next = ''] = [wordAt(spans.tokens, at), wordAt(spans.tokens, at + 1)];
  if (!/^(?:and|&|-|\u2013)$/i.test(word) || next === '') return false;
  return (capitals && isCapital(next)) || (spans.entryAt(at + 1) === undefined && spans.periodAt(at + 1) === undefined);
}

/** Whether a word means something of its own and so belongs to no name without quotes. */
function endsName(spans: Spans, at: number, begun: boolean): boolean {
  const word = wordAt(spans.tokens, at) ?? '';
  if (word.startsWith('@') && word.length > 1) return true;
  if (/^\d{1,3}$/.test(word)) {
    // The 2 of `Tier 2`, unlike that of `2 weeks`, `2 nov` and `2 to 5 nov`.
    return !begun || (spans.periodAt(at)?.taken ?? 0) > 1;
  }
  return spans.entryAt(at) !== undefined || spans.periodAt(at) !== undefined;
}

/** How many words from here on are a name whose kind stands behind it: `billing queue`, `tier 2 group`. */
export function wordsBeforeKind(spans: Spans, at: number, kind: 'place' | 'skill'): number | undefined {
  for (let index = at; index < Math.min(spans.tokens.length, at + 6); index++) {
    const entry = spans.entryAt(index)?.value;
    if (entry?.kind === kind && index > at) return isFree(spans, index + 1) ? index - at : undefined;
    const isName = entry === undefined && spans.periodAt(index) === undefined;
    const isNumber = /^\d{1,3}$/.test(wordAt(spans.tokens, index) ?? '') && index > at;
    const token = spans.tokens[index];
    if (token?.kind !== 'word' || token.ends || (!isName && !isNumber)) return undefined;
  }
  return undefined;
}

/** No name stands here that the kind before could be of. */
function isFree(spans: Spans, at: number): boolean {
  const token = spans.tokens[at];
  if (token === undefined) return true;
  if (token.kind === 'quoted') return false;
  return token.kind !== 'word' || spans.entryAt(at) !== undefined || spans.periodAt(at) !== undefined;
}
