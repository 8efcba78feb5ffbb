import { isPeriodWord } from '../../domain/period/forms.ts';
import { isPeriod } from '../../domain/period/period.ts';
import { zoneOfCity } from '../../domain/period/zone.ts';
import type { Token } from './tokens.ts';
import { type Entry, LONGEST_PHRASE, VOCABULARY } from './vocabulary.ts';

export interface Phrase<T> {
  readonly value: T;
  readonly words: string;
  readonly taken: number;
}

/** No period has more words than a label of ours. */
const LONGEST_PERIOD = 16;
/** Nobody asks with more words of time in one question: the rest is not looked at, which keeps the work small. */
export const MOST_PERIOD_WORDS = 48;

/** The longest phrase of a vocabulary that begins at a token. */
export function phraseAt<T>(
  tokens: readonly Token[],
  at: number,
  vocabulary: ReadonlyMap<string, T>,
  most = LONGEST_PHRASE,
): Phrase<T> | undefined {
  let longest: Phrase<T> | undefined;
  let words = '';
  for (let taken = 1; taken <= Math.min(most, LONGEST_PHRASE); taken++) {
    const token = tokens[at + taken - 1];
    if (token?.kind !== 'word') break;
    words = taken === 1 ? token.text : `${words} ${token.text}`;
    const typed = plain(words);
    const value = [typed, typed.replace(/'s\b/g, ''), typed.replaceAll("'", '')]
      .map((each) => vocabulary.get(each))
      .find((each) => each !== undefined);
    if (value !== undefined) longest = { value, words, taken };
    if (token.ends) break;
  }
  return longest;
}

/** The tokens of a text and what begins at each, found once. */
export interface Spans {
  readonly tokens: readonly Token[];
  /** The longest phrase of the vocabulary that begins at a token. */
  readonly entryAt: (at: number) => Phrase<Entry> | undefined;
  /** The longest run of words from a token on that is a period. */
  readonly periodAt: (at: number) => Phrase<string> | undefined;
  /** The same of so many words at most: what stands behind them is a name. */
  readonly within: (
    at: number,
    most: number,
  ) => { readonly entry?: Phrase<Entry> | undefined; readonly period?: Phrase<string> | undefined };
  readonly isPeriodWord: (at: number) => boolean;
  /** How many words could be of a period at all. */
  readonly periodWords: number;
}

export function spansOf(tokens: readonly Token[]): Spans {
  const periodWords = tokens.map((token) => token.kind === 'word' && isPeriodWord(token.text));
  const entries = tokens.map((_, at) => entryOf(tokens, at));
  const apart = entries.some((entry) => entry?.value.kind === 'versus');
  const periods = new Map<number, Phrase<string> | undefined>();
  return {
    tokens,
    entryAt: (at) => entries[at],
    periodAt: (at) => {
      if (!periods.has(at)) periods.set(at, longestPeriod(tokens, at, periodWords, apart));
      return periods.get(at);
    },
    within: (at, most) => ({
      entry: phraseAt(tokens, at, VOCABULARY, most),
      period: longestPeriod(tokens.slice(0, at + most), at, periodWords, apart),
    }),
    isPeriodWord: (at) => periodWords[at] ?? false,
    periodWords: periodWords.filter(Boolean).length,
  };
}

/** A phrase, unless it ends in the middle of `time zone`; or a city's time, which is in no list. */
function entryOf(tokens: readonly Token[], at: number): Phrase<Entry> | undefined {
  const entry = phraseAt(tokens, at, VOCABULARY);
  if (entry === undefined) return cityTime(tokens, at);
  const last = phraseAt(tokens, at + entry.taken - 1, VOCABULARY);
  const isCut = entry.taken > 1 && last !== undefined && last.taken > 1 && last.value.kind === 'zone';
  return isCut ? phraseAt(tokens, at, VOCABULARY, entry.taken - 1) : entry;
}

/** @example cityTime(tokensOf('New York time'), 0)?.value //=> { kind: 'city', timeZone: 'America/New_York' } */
function cityTime(tokens: readonly Token[], at: number): Phrase<Entry> | undefined {
  for (const count of [3, 2, 1]) {
    if (wordAt(tokens, at + count)?.toLowerCase() !== 'time') continue;
    const words = Array.from({ length: count }, (_, offset) => wordAt(tokens, at + offset) ?? '').join(' ');
    const timeZone = zoneOfCity(words);
    if (timeZone !== undefined) return { value: { kind: 'city', timeZone }, words: `${words} time`, taken: count + 1 };
  }
  return undefined;
}

/** In small letters, with spaces for hyphens and underscores, and one kind of apostrophe. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[-_]/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .trim();
}

/** Where two periods are compared, `to` and `and` stand between them and join none. */
function longestPeriod(
  tokens: readonly Token[],
  at: number,
  periodWords: readonly boolean[],
  apart: boolean,
): Phrase<string> | undefined {
  const words: string[] = [];
  for (let index = at; index < tokens.length && words.length < LONGEST_PERIOD; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || periodWords[index] !== true) break;
    if (apart && /^(?:to|and|&|-|\u2013)$/i.test(token.text)) break;
    words.push(token.ends ? `${token.text},` : token.text);
  }
  for (let taken = words.length; taken > 0; taken--) {
    const run = words.slice(0, taken).join(' ').replace(/,$/, '');
    if (isPeriod(run)) return { value: withoutPreposition(run), words: run, taken };
  }
  return undefined;
}

/** Small words that join a period to a sentence, and are no part of it. */
function withoutPreposition(words: string): string {
  const rest = words.replace(/^(?:for|of|during|on|and|the) (?=\S)/i, '');
  return rest !== words && isPeriod(rest) ? withoutPreposition(rest) : words;
}

export function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : undefined;
}
