import type { Medium } from '../../domain/media.ts';
import { nearest } from '../../domain/nearest.ts';
import { isPeriodWord } from '../../domain/period/forms.ts';
import { monthNamed, unitNamed } from '../../domain/period/words.ts';
import type { LiveFilter, Split, Target } from '../../domain/question.ts';
import type { Token } from './tokens.ts';
import { type Entry, LONGEST_PHRASE, SPLITS_BY_PHRASE, VOCABULARY } from './vocabulary.ts';
import type { NameAfter, WordProblem } from './word-problem.ts';

/** Somebody as asked for in Slack: a mention is still to be looked up there. */
export type AskedTarget =
  | Exclude<Target, { readonly kind: 'agent' }>
  | { readonly kind: 'slack-user'; readonly slackUserId: string };

/** A thing that words say, and the words. */
export interface Said<T> {
  readonly value: T;
  readonly words: string;
}

/** Everything that the words of a question say, whichever command they stand behind, in the order they were typed. */
export interface Gathered {
  readonly who: readonly AskedTarget[];
  readonly media: readonly Medium[];
  readonly states: readonly Said<LiveFilter>[];
  readonly by: readonly Said<Split>[];
  readonly skill: readonly Said<string>[];
  readonly direction: readonly Said<'inbound' | 'outbound'>[];
  readonly zone: readonly Said<string>[];
  /** The words that are left: those of a period, and small words between the rest. */
  readonly period: readonly string[];
}

/** What some tokens say, and how many they are. */
interface Step {
  readonly taken: number;
  readonly adds: Partial<Gathered>;
}

const NOTHING: Gathered = { who: [], media: [], states: [], by: [], skill: [], direction: [], zone: [], period: [] };

/**
 * Understands tokens in any order. A name without quotes behind `queue`, `team`, `group` or `skill` ends before the next
 * word that means something here; a name that contains such a word needs quotes.
 *
 * @param suggestions what a word that means nothing may have been meant for
 */
export function gather(tokens: readonly Token[], suggestions: readonly string[]): Gathered | WordProblem {
  let gathered = NOTHING;
  for (let at = 0; at < tokens.length; ) {
    const step = read(tokens, at);
    if ('kind' in step) return step.kind === 'unknown-word' ? withNearest(step, suggestions) : step;
    gathered = joined(gathered, step.adds);
    at += step.taken;
  }
  return gathered;
}

function withNearest<P extends { readonly word: string }>(problem: P, suggestions: readonly string[]): P {
  return { ...problem, nearest: nearest(problem.word.toLowerCase(), suggestions) };
}

function joined(all: Gathered, adds: Partial<Gathered>): Gathered {
  return {
    who: [...all.who, ...(adds.who ?? [])],
    media: [...all.media, ...(adds.media ?? [])],
    states: [...all.states, ...(adds.states ?? [])],
    by: [...all.by, ...(adds.by ?? [])],
    skill: [...all.skill, ...(adds.skill ?? [])],
    direction: [...all.direction, ...(adds.direction ?? [])],
    zone: [...all.zone, ...(adds.zone ?? [])],
    period: [...all.period, ...(adds.period ?? [])],
  };
}

function read(tokens: readonly Token[], at: number): Step | WordProblem {
  const token = tokens[at];
  switch (token?.kind) {
    case undefined:
      return { taken: 1, adds: {} };
    case 'user':
      return { taken: 1, adds: { who: [{ kind: 'slack-user', slackUserId: token.userId }] } };
    case 'email':
      return { taken: 1, adds: { who: [{ kind: 'email', email: token.email }] } };
    case 'quoted':
      return { taken: 1, adds: { who: [{ kind: 'name', name: token.text }] } };
    case 'channel':
      return { kind: 'not-a-person', what: 'channel' };
    case 'other':
      return { kind: 'not-a-person', what: token.what };
    case 'open-quote':
      return { kind: 'open-quote', rest: token.rest };
    case 'word':
      return readWord(tokens, at, token.text);
    default:
      return token satisfies never;
  }
}

function readWord(tokens: readonly Token[], at: number, word: string): Step | WordProblem {
  if (isPlainMention(word)) return { kind: 'plain-mention', text: word };
  const phrase = phraseAt(tokens, at, VOCABULARY);
  if (phrase !== undefined) return readEntry(phrase, tokens, at + phrase.taken);
  if (isPeriodWord(word)) return { taken: 1, adds: { period: [word] } };
  return { kind: 'unknown-word', word };
}

/** @param next the token behind the phrase */
function readEntry(phrase: Phrase<Entry>, tokens: readonly Token[], next: number): Step | WordProblem {
  const { value: entry, words, taken } = phrase;
  switch (entry.kind) {
    case 'me':
    case 'my-team':
      return { taken, adds: { who: [entry] } };
    case 'place':
      return readPlace(entry.place, tokens, next, taken);
    case 'media':
      return { taken, adds: { media: [entry.media] } };
    case 'state':
      return { taken, adds: { states: [{ value: entry.state, words }] } };
    case 'by':
      return readSplit(phrase, tokens, next);
    case 'split':
      return { taken, adds: { by: [{ value: entry.split, words }] } };
    case 'skill':
      return readNamed('skill', tokens, next, (name) => ({
        taken: taken + name.taken,
        adds: { skill: [{ value: name.value, words: `${words} ${name.value}` }] },
      }));
    case 'direction':
      return readDirection(phrase, tokens, next);
    case 'way':
      return { taken, adds: { direction: [{ value: entry.way, words }] } };
    case 'zone':
      return readZone(phrase, tokens, next);
    case 'label':
    case 'filler':
      return { taken, adds: {} };
    default:
      return entry satisfies never;
  }
}

function readPlace(
  place: 'team' | 'queue' | 'group',
  tokens: readonly Token[],
  next: number,
  taken: number,
): Step | WordProblem {
  const step = readNamed(place, tokens, next, (name) => ({
    taken: taken + name.taken,
    adds: { who: [{ kind: place, name: name.value }] },
  }));
  // A team without a name is the asker's own.
  return place === 'team' && 'kind' in step ? { taken, adds: { who: [{ kind: 'my-team' }] } } : step;
}

function readNamed(
  after: NameAfter,
  tokens: readonly Token[],
  at: number,
  step: (name: { readonly value: string; readonly taken: number }) => Step,
): Step | WordProblem {
  const first = tokens[at];
  if (first?.kind === 'quoted') return step({ value: first.text, taken: 1 });
  const words: string[] = [];
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || endsName(tokens, index, token.text)) break;
    words.push(token.text);
    if (token.ends) break;
  }
  if (words.length > 0) return step({ value: words.join(' '), taken: words.length });
  return first?.kind === 'open-quote' ? { kind: 'open-quote', rest: first.rest } : { kind: 'missing-name', after };
}

/** Whether a word means something of its own and so belongs to no name without quotes. */
function endsName(tokens: readonly Token[], at: number, word: string): boolean {
  if (isPlainMention(word)) return true;
  const entry = phraseAt(tokens, at, VOCABULARY)?.value;
  if (entry !== undefined && entry.kind !== 'filler') return true;
  return isPeriodWord(word) && !(isSmallNumber(word) && !countsWhatFollows(tokens[at + 1]));
}

/** The 2 of `Tier 2`, unlike that of `2 weeks`, `2 nov` and `2 to 5 nov`. */
function isSmallNumber(word: string): boolean {
  return /^\d{1,3}$/.test(word);
}

function countsWhatFollows(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return false;
  const word = token.text.toLowerCase();
  const joins = /^(?:to|until|till|through|-|[\u2012-\u2015]|\.{2,})$/.test(word);
  return joins || unitNamed(word) !== undefined || monthNamed(word) !== undefined;
}

function readSplit(by: Phrase<Entry>, tokens: readonly Token[], next: number): Step | WordProblem {
  const split = phraseAt(tokens, next, SPLITS_BY_PHRASE);
  if (split !== undefined) {
    const words = `${by.words} ${split.words}`;
    return { taken: by.taken + split.taken, adds: { by: [{ value: split.value, words }] } };
  }
  const word = wordAt(tokens, next);
  return { kind: 'unknown-split', word, nearest: word && nearest(word.toLowerCase(), [...SPLITS_BY_PHRASE.keys()]) };
}

function readDirection(direction: Phrase<Entry>, tokens: readonly Token[], next: number): Step | WordProblem {
  const way = phraseAt(tokens, next, VOCABULARY);
  if (way?.value.kind !== 'way') return { kind: 'unknown-direction', word: wordAt(tokens, next) };
  const said = { value: way.value.way, words: `${direction.words} ${way.words}` };
  return { taken: direction.taken + way.taken, adds: { direction: [said] } };
}

function readZone(zone: Phrase<Entry>, tokens: readonly Token[], next: number): Step | WordProblem {
  const token = tokens[next];
  const name = token?.kind === 'word' || token?.kind === 'quoted' ? token.text : undefined;
  if (name === undefined) return { kind: 'missing-name', after: 'tz' };
  return { taken: zone.taken + 1, adds: { zone: [{ value: name, words: `${zone.words} ${name}` }] } };
}

interface Phrase<T> {
  readonly value: T;
  readonly words: string;
  readonly taken: number;
}

/** The longest phrase of a vocabulary that begins at a token. */
function phraseAt<T>(tokens: readonly Token[], at: number, vocabulary: ReadonlyMap<string, T>): Phrase<T> | undefined {
  let longest: Phrase<T> | undefined;
  let words = '';
  for (let taken = 1; taken <= LONGEST_PHRASE; taken++) {
    const word = wordAt(tokens, at + taken - 1);
    if (word === undefined) break;
    words = taken === 1 ? word : `${words} ${word}`;
    const value = vocabulary.get(words.toLowerCase().replaceAll(/[-_]/g, ' '));
    if (value !== undefined) longest = { value, words, taken };
  }
  return longest;
}

function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : undefined;
}

function isPlainMention(word: string): boolean {
  return word.startsWith('@') && word.length > 1;
}
