import { FIGURES, type FigureId } from '../../domain/figures/metrics.ts';
import { isPeriod } from '../../domain/period/period.ts';
import type { Availability, LiveQuestion, StatsQuestion } from '../../domain/question.ts';
import type { Split } from '../../domain/split.ts';
import type { AskedTarget, Gathered, Ranking, Said } from './gathered.ts';
import type { WordProblem } from './word-problem.ts';
import { BEFORE } from './word-reader.ts';

/** A question whose mentions are still to be looked up in Slack. */
export type AskedLive = Omit<LiveQuestion, 'who'> & { readonly who: readonly AskedTarget[] };
export type AskedStats = Omit<StatsQuestion, 'who'> & { readonly who: readonly AskedTarget[] };

interface Help {
  readonly kind: 'help';
}

export interface Misunderstood {
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

/** What words say of now. */
export function live(gathered: Gathered): AskedLive | Misunderstood {
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

/** About whom it is asked why they may be seen or not. */
export function asksWhy(gathered: Gathered): LiveWords {
  const unread = unreadIn(gathered);
  if (unread !== undefined) return problem(unread);
  const [who, ...others] = distinct(gathered.who);
  if (who === undefined) return problem({ kind: 'missing-name', after: 'why' });
  return others.length > 0 ? problem({ kind: 'one-at-a-time' }) : { kind: 'why', who };
}

/** What words say of a period. */
export function stats(gathered: Gathered): AskedStats | Misunderstood {
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
    by: by[0]?.value ?? (ranking !== undefined || asksForEach(gathered) ? 'agent' : splitOfSides(gathered)),
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

/** `who missed calls`. */
function asksForEach({ asksWho, who, figures }: Gathered): boolean {
  return asksWho.length > 0 && figures.length > 0 && !who.some(isPerson);
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

/** Each once, in the order they were first said. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

export function problem(of: WordProblem): Misunderstood {
  return { kind: 'problem', problem: of };
}
