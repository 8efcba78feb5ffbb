import { nearest } from '../../domain/nearest.ts';
import { isTimeUnit } from '../../domain/period/buckets.ts';
import { numberNamed } from '../../domain/period/words.ts';
import { isAbbreviatedZone, zoneOfCity } from '../../domain/period/zone.ts';
import type { KnownName } from '../../domain/question.ts';
import { type AskedTarget, type Gathered, joined, NOTHING } from './gathered.ts';
import { calledSo, containing, type NameIndex, type NameRun } from './names.ts';
import { nameBehind, wordsBeforeKind } from './place-names.ts';
import { type Phrase, phraseAt, type Spans, wordAt } from './spans.ts';
import type { Token } from './tokens.ts';
import { type Entry, SPLITS_BY_PHRASE } from './vocabulary.ts';
import type { WordProblem } from './word-problem.ts';

/** What the words are read with. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly spans: Spans;
  readonly names: readonly KnownName[];
  readonly index: NameIndex;
  /** The runs of words that are taken for names. */
  readonly runs: readonly NameRun[];
}

/** What some tokens say, and how many they are. */
interface Step {
  readonly taken: number;
  readonly adds: Partial<Gathered>;
}

type Place = Extract<Entry, { readonly kind: 'place' }>['place'];

const TOP_WITHOUT_NUMBER = 5;

/** Understands tokens in any order; what means nothing is among the unknown. */
export function gather(reading: Reading): Gathered | WordProblem {
  let gathered = NOTHING;
  for (let at = 0; at < reading.tokens.length; ) {
    const step = read(reading, at);
    if ('kind' in step) return step;
    gathered = joined(gathered, step.adds);
    at += step.taken;
  }
  return gathered;
}

function read(reading: Reading, at: number): Step | WordProblem {
  const token = reading.tokens[at];
  switch (token?.kind) {
    case undefined:
      return { taken: 1, adds: {} };
    case 'user':
      return { taken: 1, adds: { who: [{ kind: 'slack-user', slackUserId: token.userId }] } };
    case 'email':
      return { taken: 1, adds: { who: [{ kind: 'email', email: token.email }] } };
    case 'quoted':
      return readQuoted(reading, at, token.text);
    case 'channel':
      return { kind: 'not-a-person', what: 'channel' };
    case 'other':
      return { kind: 'not-a-person', what: token.what };
    case 'open-quote':
      return { kind: 'open-quote', rest: token.rest };
    case 'word':
      return readWord(reading, at, token.text);
    default:
      return token satisfies never;
  }
}

/** In quotes it is a name: of a person, or of what else is called so when nobody is. */
function readQuoted(reading: Reading, at: number, text: string): Step | WordProblem {
  const kind = kindBehind(reading.spans, at + 1);
  if (kind !== undefined) return { taken: 2, adds: { who: [placeTarget(kind, text, reading)] } };
  const called = calledSo(reading.index, text);
  if (new Set(called.map((each) => each.kind)).size > 1) return severalNames(reading, called, text, at, 1);
  return { taken: 1, adds: { who: [nameTarget(called, text)] } };
}

function readWord(reading: Reading, at: number, word: string): Step | WordProblem {
  const { spans, runs } = reading;
  if (word.startsWith('@') && word.length > 1) return { kind: 'plain-mention', text: word };
  const run = runs.find((each) => each.at === at);
  const ranking = countAt(reading.tokens, at) === undefined ? undefined : spans.entryAt(at + 1);
  if (ranking?.value.kind === 'top' && run === undefined) return readTop(reading, ranking, ranking.value, at + 1);
  const { entry: phrase, period } = meaningAt(reading, at);
  const longest = Math.max(phrase?.taken ?? 0, period?.taken ?? 0);
  if (run !== undefined && run.taken >= longest) return readRun(reading, run);
  if (period !== undefined && period.taken > (phrase?.taken ?? 0)) {
    return { taken: period.taken, adds: { periods: [period.value] } };
  }
  // "On queue" is where people are, "on queue Billing" is a queue.
  if (
    phrase !== undefined &&
    phrase.taken === 2 &&
    kindBehind(spans, at + 1) === undefined &&
    isPlace(reading, at + 1)
  ) {
    return { taken: 1, adds: {} };
  }
  if (phrase !== undefined) return readEntry(reading, phrase, at + phrase.taken);
  return readUnknown(reading, at, word);
}

/** What begins here and reaches into no name. */
function meaningAt({ spans, runs }: Reading, at: number): ReturnType<Spans['within']> {
  const [entry, period] = [spans.entryAt(at), spans.periodAt(at)];
  const end = at + Math.max(entry?.taken ?? 0, period?.taken ?? 0);
  const next = runs.find((run) => run.at > at && run.at < end && run.at + run.taken > end);
  return next === undefined ? { entry, period } : spans.within(at, next.at - at);
}

/** A run of words that is a name: of the kind that stands behind it, or of all that are called so. */
function readRun(reading: Reading, run: NameRun): Step | WordProblem {
  const behind = run.at + run.taken;
  const kind = kindBehind(reading.spans, behind);
  if (kind !== undefined) {
    const named = run.names.filter((each) => each.kind === kind);
    return { taken: run.taken + 1, adds: { who: [nameTarget(named, run.words, kind)] } };
  }
  const kinds = new Set(run.names.map((each) => each.kind));
  if (kinds.size > 1) return severalNames(reading, run.names, run.words, run.at, run.taken);
  return { taken: run.taken, adds: { who: [nameTarget(run.names, run.words)] } };
}

/** A word that means nothing by itself: a part of a name, a zone, a piece of a period that was torn apart. */
function readUnknown(reading: Reading, at: number, word: string): Step | WordProblem {
  const { tokens, spans, names, index } = reading;
  if (isAbbreviatedZone(word)) return { kind: 'zone-abbreviation', word };
  const skill = wordsBeforeKind(spans, at, 'skill');
  if (skill !== undefined) {
    const name = wordsFrom(tokens, at, skill);
    return { taken: skill + 1, adds: { skill: [{ value: name, words: `${name} skill` }] } };
  }
  const before = wordsBeforeKind(spans, at, 'place');
  const kind = before === undefined ? undefined : kindBehind(spans, at + before);
  if (before !== undefined && kind !== undefined) {
    const name = wordsFrom(tokens, at, before);
    return { taken: before + 1, adds: { who: [placeTarget(kind, name, reading)] } };
  }
  for (let taken = unknownFrom(reading, at); taken > 0 && names.length > 0; taken--) {
    const words = wordsFrom(tokens, at, taken);
    const found = containing(index, words);
    if (found.length === 0) continue;
    if (new Set(found.map((each) => each.kind)).size > 1) return severalNames(reading, found, words, at, taken);
    return { taken, adds: { who: [nameTarget(found, words.replace(/['\u2019]s$/i, ''))] } };
  }
  if (spans.isPeriodWord(at)) return { taken: 1, adds: { periods: [word] } };
  return { taken: 1, adds: { unknown: [word] } };
}

function severalNames(
  { tokens }: Reading,
  names: readonly KnownName[],
  words: string,
  at: number,
  taken: number,
): WordProblem {
  const distinct = [...new Map(names.map((each) => [`${each.kind} ${each.name}`, each])).values()];
  const meant = distinct.slice(0, 6).map(({ kind, name }) => {
    const named = kind === 'agent' ? `"${name}"` : `${kind} "${name}"`;
    return { what: kind, name, text: withInstead(tokens, at, taken, named) };
  });
  return { kind: 'several-names', words, meant };
}

/** The text of tokens, with something else in the place of some of them. */
export function withInstead(tokens: readonly Token[], at: number, taken: number, instead: string): string {
  const before = tokens.slice(0, at).map(typed);
  return [...before, instead, ...tokens.slice(at + taken).map(typed)].filter((part) => part !== '').join(' ');
}

function typed(token: Token): string {
  switch (token.kind) {
    case 'word':
      return token.ends ? `${token.text},` : token.text;
    case 'quoted':
      return `"${token.text}"`;
    case 'user':
      return `<@${token.userId}>`;
    case 'email':
      return token.email;
    case 'channel':
    case 'other':
    case 'open-quote':
      return '';
    default:
      return token satisfies never;
  }
}

/** @param next the token behind the phrase */
function readEntry(reading: Reading, phrase: Phrase<Entry>, next: number): Step | WordProblem {
  const { value: entry, words, taken } = phrase;
  switch (entry.kind) {
    case 'me':
      return { taken, adds: { who: [{ kind: 'me' }], past: entry.past === true ? [words] : [] } };
    case 'my-team':
      return { taken, adds: { who: [{ kind: 'my-team' }] } };
    case 'place':
      return readPlace(reading, phrase, entry, next);
    case 'media':
      return { taken, adds: { media: [entry.media] } };
    case 'state':
      return { taken, adds: { states: [{ value: entry, words }] } };
    case 'available':
      return { taken, adds: { states: [{ value: entry, words }] } };
    case 'figure':
      return { taken, adds: { figures: [{ value: entry.figure, words }] } };
    case 'by':
      return readSplit(reading, phrase, next);
    case 'split':
      return { taken, adds: { by: [{ value: entry.split, words }] } };
    case 'top':
      return readTop(reading, phrase, entry, next - taken);
    case 'skill':
      return readSkill(reading, phrase, next);
    case 'direction':
      return readDirection(reading, phrase, next);
    case 'way':
      return { taken, adds: { direction: [{ value: entry.way, words }] } };
    case 'city':
      return { taken, adds: { zone: [{ value: entry.timeZone, words }] } };
    case 'zone':
      return readZone(reading, phrase, next);
    case 'versus':
      return { taken, adds: { versus: [words] } };
    case 'before':
      return { taken, adds: { periods: [BEFORE] } };
    case 'elsewhere':
      return { kind: 'not-measured', words };
    case 'past':
      return { taken, adds: { past: [words] } };
    case 'who':
      return { taken, adds: { asksWho: [words] } };
    case 'label':
    case 'filler':
      return { taken, adds: {} };
    default:
      return entry satisfies never;
  }
}

/** Stands among the periods for the one directly before the other. */
export const BEFORE = 'before';

function readPlace(
  reading: Reading,
  { words, taken }: Phrase<Entry>,
  { place, several }: Extract<Entry, { readonly kind: 'place' }>,
  next: number,
): Step | WordProblem {
  const { tokens, spans, runs, index } = reading;
  const who: AskedTarget[] = [];
  let at = next;
  for (;;) {
    const name = nameBehind(spans, at, place, runs, index, several);
    if (name === undefined) break;
    who.push({ kind: place, name: name.name, ...(name.id !== undefined && { id: name.id }) });
    const comma = endsAt(tokens, at + name.taken - 1);
    at += name.taken;
    const joint = /^(?:and|or|&)$/i.test(wordAt(tokens, at) ?? '') ? 1 : 0;
    const goesOn = several || runs.some((run) => run.at === at + joint && run.names.some(({ kind }) => kind === place));
    if ((joint === 0 && !comma) || !goesOn || spans.entryAt(at + joint)?.value.kind === 'place') break;
    at += joint;
  }
  if (who.length > 0) return { taken: taken + at - next, adds: { who } };
  // A team without a name is the asker's own; queues without a name are a split, as in "top queues".
  if (place === 'team' && !several) return { taken, adds: { who: [{ kind: 'my-team' }] } };
  if (place === 'queue' && several) return { taken, adds: { by: [{ value: 'queue', words }] } };
  const open = tokens[next];
  return open?.kind === 'open-quote' ? { kind: 'open-quote', rest: open.rest } : { kind: 'missing-name', after: place };
}

function readSkill(reading: Reading, { words, taken }: Phrase<Entry>, next: number): Step | WordProblem {
  const name = nameBehind(reading.spans, next, undefined, [], reading.index, false);
  if (name === undefined) {
    const open = reading.tokens[next];
    return open?.kind === 'open-quote'
      ? { kind: 'open-quote', rest: open.rest }
      : { kind: 'missing-name', after: 'skill' };
  }
  return { taken: taken + name.taken, adds: { skill: [{ value: name.name, words: `${words} ${name.name}` }] } };
}

function readSplit(reading: Reading, by: Phrase<Entry>, next: number): Step | WordProblem {
  const { tokens, spans } = reading;
  const split = phraseAt(tokens, next, SPLITS_BY_PHRASE);
  if (split !== undefined) {
    const words = `${by.words} ${split.words}`;
    const and = /^(?:and|&)$/i.test(wordAt(tokens, next + split.taken) ?? '');
    const second = next + split.taken + 1;
    const other = and && !isSomethingElse(reading, second) ? phraseAt(tokens, second, SPLITS_BY_PHRASE) : undefined;
    if (other !== undefined) return { kind: 'said-twice', first: words, second: `by ${other.words}` };
    return { taken: by.taken + split.taken, adds: { by: [{ value: split.value, words }] } };
  }
  // Handled by Ana.
  if (isNameAt(reading, next)) return { taken: by.taken, adds: {} };
  // Sorted by a figure, or for each of somebody's: what stands there says it itself.
  const entry = spans.entryAt(next)?.value.kind;
  if (entry === 'figure' || entry === 'state' || entry === 'available') return { taken: by.taken, adds: {} };
  const word = wordAt(tokens, next);
  const minutes = minutesFrom(tokens, next);
  // The finest there is.
  if (minutes !== undefined) return { kind: 'unknown-split', word: minutes, nearest: 'half hour' };
  return { kind: 'unknown-split', word, nearest: word && nearest(word.toLowerCase(), [...SPLITS_BY_PHRASE.keys()]) };
}

/** Whether somebody or something that is known begins there, by its whole name or a word of it. */
function isNameAt({ tokens, runs, index, spans }: Reading, at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return token !== undefined && token.kind !== 'open-quote';
  const isOurs = spans.entryAt(at) !== undefined || spans.periodAt(at) !== undefined;
  return runs.some((run) => run.at === at) || (!isOurs && containing(index, token.text).length > 0);
}

/** @example minutesFrom(tokensOf('15 minutes'), 0) //=> '15 minutes' */
function minutesFrom(tokens: readonly Token[], at: number): string | undefined {
  const words = [wordAt(tokens, at) ?? '', wordAt(tokens, at + 1) ?? ''].join(' ');
  return /^\d+ ?m(?:in(?:ute)?s?)?(?=$| )/i.exec(words)?.[0];
}

/**
 * `top 10`, `ten worst`. The busiest hour is found in a table of hours, where each has its place; other things are
 * ranked.
 *
 * @param at where the phrase begins; the number may stand before it
 */
function readTop(
  { tokens }: Reading,
  { words, taken }: Phrase<Entry>,
  { most, figure, judged }: Extract<Entry, { readonly kind: 'top' }>,
  at: number,
): Step {
  const next = at + taken;
  const [before, behind] = [countAt(tokens, at - 1), countAt(tokens, next)];
  const counts = [before, behind].filter((count) => count !== undefined);
  const [count = TOP_WITHOUT_NUMBER] = counts;
  const split = phraseAt(tokens, next + (behind === undefined ? 0 : 1), SPLITS_BY_PHRASE);
  const top = [{ value: { count, most, figure, judged }, words }];
  if (split !== undefined && isTimeUnit(split.value)) {
    const by = [{ value: split.value, words: `${words} ${split.words}` }];
    return { taken: taken + counts.length + split.taken, adds: { by, top } };
  }
  return { taken: taken + counts.length, adds: { top } };
}

/** How many of a ranking: `5`, `five`. */
function countAt(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at)?.toLowerCase() ?? '';
  return /^\d{1,2}$/.test(word) ? Math.max(1, Number(word)) : numberNamed(word);
}

function readDirection({ tokens, spans }: Reading, direction: Phrase<Entry>, next: number): Step | WordProblem {
  const way = spans.entryAt(next);
  if (way?.value.kind !== 'way') return { kind: 'unknown-direction', word: wordAt(tokens, next) };
  const said = { value: way.value.way, words: `${direction.words} ${way.words}` };
  return { taken: direction.taken + way.taken, adds: { direction: [said] } };
}

function readZone({ tokens }: Reading, zone: Phrase<Entry>, next: number): Step | WordProblem {
  const token = tokens[next];
  const name = token?.kind === 'word' || token?.kind === 'quoted' ? token.text : undefined;
  if (name === undefined) return { kind: 'missing-name', after: 'tz' };
  if (isAbbreviatedZone(name)) return { kind: 'zone-abbreviation', word: name };
  return {
    taken: zone.taken + 1,
    adds: { zone: [{ value: zoneOfCity(name) ?? name, words: `${zone.words} ${name}` }] },
  };
}

/** Whom a name means: the one that is called so, or all of them for `who` to ask about. */
function nameTarget(names: readonly KnownName[], words: string, as?: Place): AskedTarget {
  const [first, ...others] = names;
  const kind = first?.kind ?? as ?? 'agent';
  if (kind === 'agent') {
    return first === undefined || others.length > 0
      ? { kind: 'name', name: words }
      : { kind: 'agent', agentId: first.id };
  }
  return first === undefined || others.length > 0 ? { kind, name: words } : { kind, name: first.name, id: first.id };
}

function placeTarget(kind: Place, words: string, { index }: Reading): AskedTarget {
  return nameTarget(
    calledSo(index, words).filter((each) => each.kind === kind),
    words,
    kind,
  );
}

/** `billing queue`: the kind behind a name, where no name of its own follows. */
function kindBehind(spans: Spans, at: number): Place | undefined {
  const entry = spans.entryAt(at)?.value;
  if (entry?.kind !== 'place' || entry.several) return undefined;
  const next = spans.tokens[at + 1];
  if (next?.kind === 'quoted') return undefined;
  const isName = next?.kind === 'word' && spans.entryAt(at + 1) === undefined && spans.periodAt(at + 1) === undefined;
  return isName ? undefined : entry.place;
}

/** `queue Billing`, `agent "Ana"`, `week 46`: no split. */
function isSomethingElse({ tokens, spans, runs, index }: Reading, at: number): boolean {
  const phrase = spans.entryAt(at);
  if (spans.periodAt(at) !== undefined || tokens[at + 1]?.kind === 'quoted') return true;
  if (phrase?.value.kind !== 'place') return false;
  const { place, several } = phrase.value;
  return nameBehind(spans, at + phrase.taken, place, runs, index, several) !== undefined;
}

function isPlace({ spans, runs }: Reading, at: number): boolean {
  const entry = spans.entryAt(at)?.value;
  if (entry?.kind !== 'place' || entry.several) return false;
  // Of "my team Billing EU" the name is a queue's.
  const named = runs.find((run) => run.at === at + 1);
  return named === undefined || named.names.some(({ kind }) => kind === entry.place);
}

/** How many words from here on mean nothing by themselves. */
function unknownFrom({ tokens, spans, runs }: Reading, at: number): number {
  let taken = 0;
  for (let index = at; index < tokens.length && taken < 5; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || runs.some((run) => run.at === index)) break;
    if (index > at && (spans.entryAt(index) !== undefined || spans.periodAt(index) !== undefined)) break;
    taken += 1;
    if (token.ends) break;
  }
  return taken;
}

function wordsFrom(tokens: readonly Token[], at: number, taken: number): string {
  return Array.from({ length: taken }, (_, offset) => wordAt(tokens, at + offset) ?? '').join(' ');
}

function endsAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'word' && token.ends;
}
