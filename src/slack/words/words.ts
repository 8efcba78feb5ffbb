import { isPeriodAtAnyTime } from '../../domain/period/period.ts';
import { type KnownName, MOST_TARGETS } from '../../domain/question.ts';
import { asksWhy, type LiveWords, live, type Misunderstood, problem, type StatsWords, stats } from './asked.ts';
import type { Gathered } from './gathered.ts';
import { indexOf, type NameRun, runsOf } from './names.ts';
import { offering } from './offers.ts';
import { MOST_PERIOD_WORDS, type Spans, spansOf } from './spans.ts';
import { type Token, tokensOf } from './tokens.ts';
import type { WordProblem } from './word-problem.ts';
import { gather, withInstead } from './word-reader.ts';

/** Room for a hundred mentions; whatever is longer was pasted by mistake. */
const MOST_CHARACTERS = 2000;

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

function plainly(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(?<=.)[?!.]+$/, '');
}

function tooLong(text: string): Misunderstood {
  return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
}
