import type { LiveQuestion, StatsQuestion } from '../../domain/question.ts';
import { type Token, tokensOf } from './tokens.ts';
import { LIVE_SUGGESTIONS, STATS_SUGGESTIONS } from './vocabulary.ts';
import type { WordProblem } from './word-problem.ts';
import { type AskedTarget, type Gathered, gather, type Said } from './word-reader.ts';

export type { AskedTarget } from './word-reader.ts';

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

const HELP = ['', 'help', '--help', '-h', 'usage', '?'];
const WHO_AM_I = ['whoami', 'who am i', 'who am i?'];

/** Between the parts of a sentence they say nothing, inside a period they may. */
const SMALL_WORDS = ['for', 'in', 'on', 'of', 'from', 'during', 'and'];

/**
 * Reads what was typed behind `/agent-live`.
 *
 * @param text as Slack sends it with `should_escape`
 * @example readLive('<@U1> calls on hold') //=> { kind: 'live', who: [U1], media: ['voice'], states: ['held'] }
 */
export function readLive(text: string): LiveWords {
  const plain = text.trim().toLowerCase();
  if (HELP.includes(plain)) return { kind: 'help' };
  if (WHO_AM_I.includes(plain)) return { kind: 'whoami' };
  if (text.length > MOST_CHARACTERS) return tooLong(text);
  const tokens = tokensOf(text);
  const [first] = tokens;
  if (first?.kind === 'word' && first.text.toLowerCase() === 'why') return readWhy(tokens.slice(1));
  const gathered = gather(tokens, LIVE_SUGGESTIONS);
  if ('kind' in gathered) return problem(gathered);
  const foreign = onlyInStats(gathered);
  if (foreign !== undefined) return problem({ kind: 'only-stats', words: foreign });
  const { who, media, states } = gathered;
  return { kind: 'live', who: distinct(who), media: distinct(media), states: distinct(valuesOf(states)) };
}

/**
 * Reads what was typed behind `/agent-stats`. What is left when everything else is understood is the period; without
 * any it is today.
 *
 * @param text as Slack sends it with `should_escape`
 * @example readStats('last week <@U1> by day') //=> { kind: 'stats', who: [U1], period: 'last week', media: [], by: 'day' }
 */
export function readStats(text: string): StatsWords {
  if (HELP.includes(text.trim().toLowerCase())) return { kind: 'help' };
  if (text.length > MOST_CHARACTERS) return tooLong(text);
  const gathered = gather(tokensOf(text), STATS_SUGGESTIONS);
  if ('kind' in gathered) return problem(gathered);
  const { who, media, states, by, skill, direction, zone } = gathered;
  const [state] = states;
  if (state !== undefined) return problem({ kind: 'only-live', words: state.words });
  const twice = [by, skill, direction, zone].map(contradiction).find((each) => each !== undefined);
  if (twice !== undefined) return problem(twice);
  return {
    kind: 'stats',
    who: distinct(who),
    period: periodIn(gathered.period),
    media: distinct(media),
    by: by[0]?.value,
    skill: skill[0]?.value,
    direction: direction[0]?.value,
    timeZone: zone[0]?.value,
  };
}

function readWhy(tokens: readonly Token[]): LiveWords {
  const gathered = gather(tokens, LIVE_SUGGESTIONS);
  if ('kind' in gathered) return problem(gathered);
  const [who, ...others] = distinct(gathered.who);
  if (who === undefined) return problem({ kind: 'missing-name', after: 'why' });
  return others.length > 0 ? problem({ kind: 'one-at-a-time' }) : { kind: 'why', who };
}

/** The first words that ask for history. */
function onlyInStats({ by, skill, direction, zone, period }: Gathered): string | undefined {
  const words = period.filter((word) => !isSmall(word));
  const said = [...by, ...skill, ...direction, ...zone].map((each) => each.words);
  return words.length > 0 ? words.join(' ') : said[0];
}

/** Two values where there is room for one. */
function contradiction(said: readonly Said<unknown>[]): WordProblem | undefined {
  const [first] = said;
  const second = said.find(({ value }) => value !== first?.value);
  if (first === undefined || second === undefined) return undefined;
  return { kind: 'said-twice', first: first.words, second: second.words };
}

/** Without the small words at its ends, which joined it to the rest of the sentence. */
function periodIn(words: readonly string[]): string {
  const start = words.findIndex((word) => !isSmall(word));
  const end = words.findLastIndex((word) => !isSmall(word));
  return start === -1 ? 'today' : words.slice(start, end + 1).join(' ');
}

function isSmall(word: string): boolean {
  return SMALL_WORDS.includes(word.toLowerCase());
}

function valuesOf<T>(said: readonly Said<T>[]): readonly T[] {
  return said.map(({ value }) => value);
}

/** Each once, in the order they were first said. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function tooLong(text: string): Misunderstood {
  return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
}

function problem(of: WordProblem): Misunderstood {
  return { kind: 'problem', problem: of };
}
