import { FIGURES, type FigureId } from '../../domain/figures/metrics.ts';
import { nearlyCalled } from '../../domain/matching.ts';
import { nearest } from '../../domain/nearest.ts';
import { isPeriod, isPeriodAtAnyTime } from '../../domain/period/period.ts';
import {
  type Availability,
  type KnownName,
  type LiveQuestion,
  MOST_TARGETS,
  type StatsQuestion,
} from '../../domain/question.ts';
import type { Split } from '../../domain/split.ts';
import type { AskedTarget, Gathered, Ranking, Said } from './gathered.ts';
import { indexOf, type NameRun, runsOf } from './names.ts';
import { MOST_PERIOD_WORDS, type Spans, spansOf } from './spans.ts';
import { type Token, tokensOf } from './tokens.ts';
import { SUGGESTED_PARTS, SUGGESTIONS } from './vocabulary.ts';
import type { WordProblem } from './word-problem.ts';
import { BEFORE, gather, withInstead } from './word-reader.ts';

export type { AskedTarget } from './gathered.ts';

/** A question whose mentions are still to be looked up in Slack. */
export type AskedLive = Omit<LiveQuestion, 'who'> & { readonly who: readonly AskedTarget[] };
export type AskedStats = Omit<StatsQuestion, 'who'> & { readonly who: readonly AskedTarget[] };

interface Help {
  readonly kind: 'help';
}

interface Misunderstood {
  readonly kind: 'problem';
  readonly problem: WordProblem;
}

export type LiveWords =
  | AskedLive
  | Help
  | Misunderstood
  | { readonly kind: 'whoami' }
  | { readonly kind: 'why'; readonly who: AskedTarget };

export type StatsWords = AskedStats | Help | Misunderstood;

/** Room for a hundred mentions; whatever is longer was pasted by mistake. */
const MOST_CHARACTERS = 2000;

/** Nobody writes a longer name wrong without quotes. */
const MOST_OF_A_NAME = 4;

const HELP = ['', 'help', 'help me', '--help', '-h', 'usage', '?', 'help please', 'commands'];
const WHO_AM_I = ['whoami', 'who am i'];

/**
 * Reads what was typed behind `/agent-live`.
 *
 * @param text as Slack sends it with `should_escape`
 * @param names what the asker may know of
 * @param near of that, what a word that was not understood may have been meant for
 * @example readLive('<@U1> calls on hold') //=> { kind: 'live', who: [U1], media: ['voice'], states: ['held'] }
 */
export function readLive(text: string, names: readonly KnownName[] = [], near: readonly KnownName[] = []): LiveWords {
  const plain = plainly(text);
  if (HELP.includes(plain)) return { kind: 'help' };
  if (WHO_AM_I.includes(plain)) return { kind: 'whoami' };
  if (text.length > MOST_CHARACTERS) return tooLong(text);
  const why =
    /^why\b(?:\s+(?:can['\u2019]?t|cannot|don['\u2019]?t|can|do|may)?\s*(?:i|we)?\s*(?:not)?\s*(?:see|know))?/i.exec(
      text.trim(),
    );
  const read = (gathered: Gathered): LiveWords => (why === null ? live(gathered) : asksWhy(gathered));
  const known = [...names, ...near];
  const again = (asked: string) => understood(why === null ? asked : asked.trim().slice(why[0].length), known, read);
  return elsewhere(offering(again(text), text, again, near), 'only-stats', text, () => understood(text, known, stats));
}

/**
 * Reads what was typed behind `/agent-stats`. What is left when everything else is understood is the period; without
 * any it is today.
 *
 * @param text as Slack sends it with `should_escape`
 * @param names what the asker may know of
 * @param near of that, what a word that was not understood may have been meant for
 * @example readStats('last week <@U1> by day') //=> { kind: 'stats', who: [U1], period: 'last week', media: [], by: 'day' }
 */
export function readStats(text: string, names: readonly KnownName[] = [], near: readonly KnownName[] = []): StatsWords {
  if (HELP.includes(plainly(text))) return { kind: 'help' };
  if (text.length > MOST_CHARACTERS) return tooLong(text);
  const known = [...names, ...near];
  const again = (asked: string) => understood(asked, known, stats);
  return elsewhere(offering(again(text), text, again, near), 'only-live', text, () => understood(text, known, live));
}

/** What is a question for the other command as it stands, is offered to it. */
function elsewhere<T extends LiveWords | StatsWords>(
  read: T,
  only: 'only-stats' | 'only-live',
  text: string,
  readOther: () => LiveWords | StatsWords,
): T | Misunderstood {
  if (read.kind !== 'problem' || read.problem.kind !== only) return read;
  const other = readOther();
  if (other.kind === 'problem') return read;
  if (other.kind === 'stats' && ![other.period, other.compared ?? 'today'].every(isPeriodAtAnyTime)) return read;
  return problem({ ...read.problem, offer: text.trim() });
}

/** Whether words that could be about now say that they are about what is over: `Ana's numbers`, `how did Ana do`. */
export function speaksOfThePast(text: string, names: readonly KnownName[]): boolean {
  const read = understood(text, names, ({ past, states }) => ({
    kind: 'tense',
    over: past.length > 0 && states.length === 0,
  }));
  return 'over' in read && read.over;
}

/** Words of the commonest questions, which nothing is called after: no names are looked up for them. */
const NO_NAMES = new Set(
  'me my team today yesterday now help whoami last this week month by day hour for and on in of the'.split(' '),
);

/** Dates and times are none either. */
function isNoName(word: string): boolean {
  return NO_NAMES.has(word.toLowerCase()) || /^[\d./:-]+$/.test(word);
}

/** Whether names are worth looking up: something may be one, and the question is not refused for their number. */
export function mayName(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  const tokens = tokensOf(text);
  const quoted = tokens.filter(({ kind }) => kind === 'quoted').length;
  const mayBeOne = tokens.some((token) => token.kind === 'word' && !isNoName(token.text));
  return quoted <= MOST_TARGETS && (quoted > 0 || mayBeOne);
}

/**
 * Reads with every name that is known. A name that is also a word of ours may be either: the reading that makes a
 * question counts, and when both do the asker is asked.
 */
function understood<T extends { readonly kind: string }>(
  text: string,
  names: readonly KnownName[],
  toQuestion: (gathered: Gathered) => T | Misunderstood,
): T | Misunderstood {
  const tokens = tokensOf(text);
  const spans = spansOf(tokens);
  if (spans.periodWords > MOST_PERIOD_WORDS) return problem({ kind: 'unknown-word', word: text.slice(0, 80) });
  const index = indexOf(names);
  const runs = runsOf(tokens, index).filter(
    (run) => !isWordOfOurs(spans, run) || !(isLabelled(tokens, run.at) || isCommonest(run)),
  );
  const read = (taken: readonly NameRun[]): T | Misunderstood => {
    const gathered = gather({ tokens, spans, names, index, runs: taken });
    return 'kind' in gathered ? problem(gathered) : toQuestion(gathered);
  };
  const doubtful = runs.filter((run) => isWordOfOurs(spans, run));
  const asNames = read(runs);
  const [run] = doubtful;
  if (run === undefined) return asNames;
  const asWords = read(runs.filter((each) => !doubtful.includes(each)));
  if (asNames.kind === 'problem') return asWords.kind === 'problem' ? asNames : asWords;
  if (asWords.kind === 'problem') return asNames;
  return problem({ kind: 'several-names', words: run.words, meant: bothReadings(spans, run) });
}

/** The whole of it is one word or period of ours, and no kind beside it says that it is a name. */
function isWordOfOurs(spans: Spans, { at, taken }: NameRun): boolean {
  const isOurs = spans.entryAt(at)?.taken === taken || spans.periodAt(at)?.taken === taken;
  const before = spans.entryAt(at - 1)?.value.kind === 'place';
  return isOurs && !before && spans.entryAt(at + taken)?.value.kind !== 'place';
}

/** Whatever is called Today: of the commonest questions no word is a name without its kind or quotes. */
function isCommonest({ words }: NameRun): boolean {
  return words.split(' ').every(isNoName);
}

/** `media calls`, `period may`: the word before says that it is one of ours. */
function isLabelled(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === 'word' && /^(?:media|state|period)$/i.test(before.text);
}

function bothReadings(
  spans: Spans,
  run: NameRun,
): readonly Extract<WordProblem, { readonly kind: 'several-names' }>['meant'][number][] {
  const { at, taken, words } = run;
  const { tokens } = spans;
  const label = spans.periodAt(at)?.taken === taken ? 'period' : 'state';
  const ours = { what: 'word' as const, name: words, text: withInstead(tokens, at, taken, `${label} ${words}`) };
  const named = run.names.map(({ kind, name }) => ({
    what: kind,
    name,
    text: withInstead(tokens, at, taken, kind === 'agent' ? `"${name}"` : `${kind} "${name}"`),
  }));
  return [...named, ours];
}

function live(gathered: Gathered): AskedLive | Misunderstood {
  const { who, media, states } = gathered;
  const [state] = states;
  const { periods, by } = gathered;
  if (state !== undefined && periods.length > 0 && periods.every((words) => A_LENGTH.test(words))) {
    return problem({ kind: 'no-threshold', words: periods.join(' '), state: state.words });
  }
  if (by.some(({ value, words }) => value === 'queue' && !/^by\b/i.test(words))) {
    return problem({ kind: 'missing-name', after: 'queue' });
  }
  const foreign = onlyInStats(gathered);
  if (foreign !== undefined) return problem({ kind: 'only-stats', words: foreign });
  const unread = unreadIn(gathered);
  if (unread !== undefined) return problem(unread);
  const are = distinct(states.flatMap(({ value }) => value.are ?? []));
  return {
    kind: 'live',
    who: distinct(who),
    media: are.some((each) => WITHOUT_CONVERSATION.has(each)) ? [] : distinct(media),
    states: distinct(states.flatMap(({ value }) => value.state ?? [])),
    ...(are.length > 0 && { are }),
  };
}

/** `over 3 minutes`, `5m`: how long something has been going on. */
const A_LENGTH = /\d\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)$/i;

const A_LIMIT = /^(?:over|under|above|below|more|less|longer|at least|at most)\b/i;

/** Who is free for calls has none: a medium beside these says what for, and picks nobody. */
const WITHOUT_CONVERSATION: ReadonlySet<Availability> = new Set(['free', 'away', 'on-break', 'not-responding']);

function asksWhy(gathered: Gathered): LiveWords {
  const unread = unreadIn(gathered);
  if (unread !== undefined) return problem(unread);
  const [who, ...others] = distinct(gathered.who);
  if (who === undefined) return problem({ kind: 'missing-name', after: 'why' });
  return others.length > 0 ? problem({ kind: 'one-at-a-time' }) : { kind: 'why', who };
}

function stats(gathered: Gathered): AskedStats | Misunderstood {
  const { who, media, states, by, skill, direction, zone, top } = gathered;
  const wrong = unreadIn(gathered) ?? notInStats(gathered) ?? limitIn(gathered);
  if (wrong !== undefined) return problem(wrong);
  const periods = periodsIn(gathered);
  if ('kind' in periods) return problem(periods);
  const unlike = comparisonProblem(gathered);
  if (unlike !== undefined) return problem(unlike);
  const ways = distinct(direction.map(({ value }) => value));
  const named = distinct([
    ...gathered.figures.map(({ value }) => value),
    ...states.flatMap(({ value }) => value.figure ?? []),
  ]);
  const [first] = top;
  const figures = named.length === 0 && first?.value.figure !== undefined ? [first.value.figure] : named;
  const ranking = first && { count: first.value.count, most: isMost(first.value, figures[0]) };
  return {
    kind: 'stats',
    who: distinct(who),
    period: periods.period,
    media: distinct(media),
    by: by[0]?.value ?? (ranking === undefined ? splitOfSides(gathered) : 'agent'),
    skill: skill[0]?.value,
    // Both ways are all there are: they are told apart.
    direction: ways.length > 1 ? undefined : ways[0],
    timeZone: zone[0]?.value,
    ...(periods.compared !== undefined && { compared: periods.compared }),
    ...(figures.length > 0 && { figures }),
    ...(ranking !== undefined && { top: ranking }),
  };
}

/** States of now, and two values where there is room for one. */
function notInStats({ states, by, skill, zone }: Gathered): WordProblem | undefined {
  const state = states.find(({ value }) => value.figure === undefined && value.state !== 'active');
  if (state !== undefined) return { kind: 'only-live', words: state.words };
  return [by, skill, zone].map(contradiction).find((each) => each !== undefined);
}

/** `AHT over 6 min`. */
function limitIn({ periods, figures }: Gathered): WordProblem | undefined {
  const limit = periods.find((words) => A_LIMIT.test(words) && A_LENGTH.test(words));
  const [measured] = figures;
  return limit === undefined || measured === undefined
    ? undefined
    : { kind: 'no-threshold', words: limit, state: measured.words };
}

/** A comparison of one thing, or of things that no answer sets side by side. */
function comparisonProblem({ versus, periods, who, media, direction, figures }: Gathered): WordProblem | undefined {
  const words = versus.find((each) => /^(?:vs\.?|versus|against|compared (?:to|with))$/i.test(each));
  if (words === undefined) return undefined;
  const whom = distinct(who);
  const sides = [periods, whom, distinct(media), distinct(direction.map(({ value }) => value)), figures];
  if (sides.every(({ length }) => length < 2)) return { kind: 'one-sided', words };
  const isSideBySide = whom.length < 2 || whom.every(isPerson) || areQueues(whom);
  return isSideBySide ? undefined : { kind: 'not-side-by-side', words };
}

/** What is told apart when two of a kind are named that one answer has side by side: `inbound vs outbound`. */
function splitOfSides({ direction, media, versus, who }: Gathered): Split | undefined {
  if (versus.length > 0 && distinct(who).length > 1 && areQueues(who)) return 'queue';
  if (distinct(direction.map(({ value }) => value)).length > 1) return 'direction';
  return versus.length > 0 && distinct(media).length > 1 ? 'media' : undefined;
}

function areQueues(who: readonly AskedTarget[]): boolean {
  return who.every(({ kind }) => kind === 'queue');
}

function isPerson({ kind }: AskedTarget): boolean {
  return ['me', 'slack-user', 'email', 'name', 'agent'].includes(kind);
}

/** Whether the greatest come first: the best of times and of what is lost are the smallest. */
function isMost({ most, judged }: Ranking, figure: FigureId | undefined): boolean {
  const smallIsGood = figure !== undefined && FIGURES[figure].good === 'lower';
  return judged === true && smallIsGood ? !most : most;
}

/** One period, or two that are compared; pieces that other words have torn apart are one. */
function periodsIn({
  periods,
  versus,
}: Gathered): { readonly period: string; readonly compared?: string } | WordProblem {
  const [first, second, ...more] = periods;
  if (first === undefined) return { period: 'today' };
  if (second === undefined) {
    return first === BEFORE ? { kind: 'unknown-word', word: 'before' } : { period: first };
  }
  if (versus.length > 0 && more.length === 0 && first !== BEFORE) return { period: first, compared: second };
  const whole = periods.join(' ');
  if (isPeriod(whole)) return { period: whole };
  return { kind: 'said-twice', first, second };
}

/** The first word that means nothing; a piece of a period that makes none with the others is one. */
function unreadIn({ periods, unknown }: Gathered): WordProblem | undefined {
  const [word] = unknown;
  if (word !== undefined) return { kind: 'unknown-word', word };
  const [piece] = periods.filter((words) => words !== BEFORE && !isPeriod(words));
  if (piece === undefined || isPeriod(periods.join(' '))) return undefined;
  return { kind: 'unknown-word', word: piece, ofPeriod: true };
}

/** The first words that ask for history. */
function onlyInStats({ by, skill, direction, zone, periods, figures, top, versus }: Gathered): string | undefined {
  const splits = by.filter(({ words, value }) => value !== 'agent' || words.startsWith('by'));
  const said = [...figures, ...top, ...splits, ...skill, ...direction, ...zone].map((each) => each.words);
  return periods.length > 0 ? periods.join(' ') : (said[0] ?? versus[0]);
}

/** Two values where there is room for one. */
function contradiction(said: readonly Said<unknown>[]): WordProblem | undefined {
  const [first] = said;
  const second = said.find(({ value }) => value !== first?.value);
  if (first === undefined || second === undefined) return undefined;
  return { kind: 'said-twice', first: first.words, second: second.words };
}

/** An unknown word is told with the whole question that was probably meant, if that is understood as it stands. */
function offering<T extends { readonly kind: string }>(
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

/** Each once, in the order they were first said. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function plainly(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(?<=.)[?!.]+$/, '');
}

function tooLong(text: string): Misunderstood {
  return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
}

function problem(of: WordProblem): Misunderstood {
  return { kind: 'problem', problem: of };
}
