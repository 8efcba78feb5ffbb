import { nearest } from '../../domain/nearest.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { readDays, readTime } from '../../domain/schedule/words.ts';
import type { Weekday } from '../../domain/time.ts';
import type { AskedTarget, Gathered } from '../words/gathered.ts';
import { indexOf } from '../words/names.ts';
import { spansOf } from '../words/spans.ts';
import { type Token, tokensOf } from '../words/tokens.ts';
import { SUGGESTIONS } from '../words/vocabulary.ts';
import type { WordProblem } from '../words/word-problem.ts';
import { gather } from '../words/word-reader.ts';

/** What the words of a schedule say; what they leave open is asked for in a form. */
export interface AskedSchedule {
  readonly channel?: string | undefined;
  readonly time?: string | undefined;
  readonly days?: readonly Weekday[] | undefined;
  readonly timeZone?: string | undefined;
  readonly who: readonly AskedTarget[];
  readonly quietDays?: Schedule['quietDays'] | undefined;
  readonly names?: Schedule['names'] | undefined;
}

/** Which of the schedules is meant: by its id, by its channel, or the only one there is. */
export interface Which {
  readonly id?: string | undefined;
  readonly channel?: string | undefined;
}

export const SCHEDULE_VERBS = ['off', 'pause', 'resume', 'edit', 'now', 'preview'] as const;
export type ScheduleVerb = (typeof SCHEDULE_VERBS)[number];

export type SummaryProblem =
  | WordProblem
  | { readonly kind: 'unknown-verb'; readonly word: string; readonly nearest?: string | undefined }
  | { readonly kind: 'unknown-zone'; readonly word: string }
  /** A summary is about whole days and all media: it has no such words. */
  | { readonly kind: 'not-in-summaries'; readonly words: string }
  | { readonly kind: 'no-such-time'; readonly word: string }
  | { readonly kind: 'nobody-to-hand-over-to' };

export type SummaryWords =
  | { readonly kind: 'help' | 'list' }
  | { readonly kind: 'on'; readonly asked: AskedSchedule }
  | { readonly kind: 'do'; readonly verb: ScheduleVerb; readonly which: Which; readonly asked: AskedSchedule }
  | { readonly kind: 'hand-over'; readonly which: Which; readonly to: string }
  | { readonly kind: 'problem'; readonly problem: SummaryProblem };

const MOST_CHARACTERS = 2000;

const VERBS: ReadonlyMap<string, 'help' | 'list' | 'on' | 'hand-over' | ScheduleVerb> = new Map([
  ['help', 'help'],
  ['?', 'help'],
  ['list', 'list'],
  ['ls', 'list'],
  ['show', 'list'],
  ['on', 'on'],
  ['add', 'on'],
  ['new', 'on'],
  ['create', 'on'],
  ['off', 'off'],
  ['delete', 'off'],
  ['remove', 'off'],
  ['stop', 'off'],
  ['pause', 'pause'],
  ['resume', 'resume'],
  ['continue', 'resume'],
  ['edit', 'edit'],
  ['change', 'edit'],
  ['now', 'now'],
  ['post', 'now'],
  ['preview', 'preview'],
  ['hand', 'hand-over'],
  ['handover', 'hand-over'],
  ['hand-over', 'hand-over'],
  ['give', 'hand-over'],
]);

/** Between the parts of a sentence they say nothing. */
const SMALL_WORDS = ['at', 'in', 'over', 'to', 'for', 'of', 'on', 'every', 'the', 'and', 'schedule', 'summary'];
const LOOKS_LIKE_TIME = /^\d{1,2}[:.]\d{2}/;
const SCHEDULE_ID = /^(?:configuration|[0-9a-z]{12})$/;

/**
 * Reads what was typed behind `/agent-summary`.
 *
 * @param text as Slack sends it with `should_escape`
 * @example readSummary('on <#C1> 08:30 weekdays queue Billing') //=> on: C1, 08:30, Monday to Friday, queue Billing
 */
export function readSummary(text: string): SummaryWords {
  if (text.trim() === '') return { kind: 'help' };
  if (text.length > MOST_CHARACTERS) {
    return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
  }
  const [first, ...rest] = tokensOf(text);
  const verb = first?.kind === 'word' ? VERBS.get(first.text.toLowerCase()) : undefined;
  if (verb === undefined) return readWithoutVerb(first === undefined ? rest : [first, ...rest]);
  if (verb === 'help' || verb === 'list') return { kind: verb };
  if (verb === 'hand-over') return readHandOver(rest);
  const { asked, which } = scan(rest);
  if ('problem' in asked) return problem(asked.problem);
  return verb === 'on' ? { kind: 'on', asked } : { kind: 'do', verb, which, asked };
}

/** A channel or a time says that a schedule is meant; anything else was a word that is not known. */
function readWithoutVerb(tokens: readonly Token[]): SummaryWords {
  const isSchedule = tokens.some(
    (token) => token.kind === 'channel' || (token.kind === 'word' && readTime(token.text)),
  );
  const [first] = tokens;
  if (!isSchedule && first?.kind === 'word') {
    const { text: word } = first;
    return problem({ kind: 'unknown-verb', word, nearest: nearest(word.toLowerCase(), [...VERBS.keys()]) });
  }
  const { asked } = scan(tokens);
  return 'problem' in asked ? problem(asked.problem) : { kind: 'on', asked };
}

function readHandOver(tokens: readonly Token[]): SummaryWords {
  const to = tokens.find((token) => token.kind === 'user');
  if (to === undefined) return problem({ kind: 'nobody-to-hand-over-to' });
  const { asked, which } = scan(tokens.filter((token) => token !== to));
  return 'problem' in asked ? problem(asked.problem) : { kind: 'hand-over', which, to: to.userId };
}

interface Scanned {
  readonly asked: AskedSchedule | { readonly problem: SummaryProblem };
  readonly which: Which;
}

/** Takes out what only schedules have; the rest is whom it is about, as in every other command. */
function scan(tokens: readonly Token[]): Scanned {
  let found: Omit<AskedSchedule, 'who'> = {};
  let id: string | undefined;
  const rest: Token[] = [];
  const days = new Set<Weekday>();
  for (let at = 0; at < tokens.length; at++) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (token === undefined) break;
    if (token.kind === 'channel') {
      found = { ...found, channel: token.channelId };
      continue;
    }
    const word = token.kind === 'word' ? token.text.toLowerCase() : undefined;
    const option = word === undefined ? undefined : optionOf(word, next);
    const time = word === undefined ? undefined : timeOf(word, next);
    const isName = beginsName(tokens[at - 1]);
    const someDays = word === undefined || isName ? undefined : daysOf(word, next);
    if (option !== undefined) found = { ...found, ...option };
    else if (time !== undefined) found = { ...found, time: time.value };
    else if (someDays !== undefined) for (const day of someDays.value) days.add(day);
    else if (word !== undefined && !isName && SCHEDULE_ID.test(word) && id === undefined) id = word;
    else if (word === undefined || isName || !SMALL_WORDS.includes(word)) rest.push(token);
    if (option !== undefined || time?.pair || someDays?.pair) at += 1;
  }
  const which = { id, channel: found.channel };
  const gathered = gather({ tokens: rest, spans: spansOf(rest), names: [], index: indexOf([]), runs: [] });
  if ('kind' in gathered) return { asked: { problem: gathered }, which };
  const asked = { ...found, ...(days.size > 0 && { days: [...days].sort((a, b) => a - b) }) };
  return { asked: withWho(asked, gathered), which };
}

function withWho(asked: Omit<AskedSchedule, 'who'>, gathered: Gathered): Scanned['asked'] {
  const { who, zone, media, states, figures, by, skill, direction, periods, unknown } = gathered;
  const foreign = [...states, ...figures, ...by, ...skill, ...direction].map(({ words }) => words);
  const [word] = unknown;
  if (word !== undefined) {
    return { problem: { kind: 'unknown-word', word, nearest: nearest(word.toLowerCase(), SUGGESTIONS) } };
  }
  const [unfit] = [...foreign, ...media, ...periods];
  if (unfit !== undefined && LOOKS_LIKE_TIME.test(unfit)) return { problem: { kind: 'no-such-time', word: unfit } };
  if (unfit !== undefined) return { problem: { kind: 'not-in-summaries', words: unfit } };
  const [said] = zone;
  if (said === undefined) return { ...asked, who };
  const timeZone = timeZoneNamed(said.value);
  return timeZone === undefined ? { problem: { kind: 'unknown-zone', word: said.value } } : { ...asked, who, timeZone };
}

/** `quiet:skip`, `quiet:line`, `names:always`, `names:members`; the tokenizer has cut them at the colon. */
function optionOf(word: string, next: Token | undefined): Partial<AskedSchedule> | undefined {
  if (next?.kind !== 'word') return undefined;
  switch (`${word}:${next.text.toLowerCase()}`) {
    case 'quiet:skip':
      return { quietDays: 'skip' };
    case 'quiet:line':
      return { quietDays: 'line' };
    case 'names:always':
      return { names: 'always' };
    case 'names:members':
      return { names: 'members-only' };
    default:
      return undefined;
  }
}

/** In one word, or in two: `8:30 am`. */
function timeOf(word: string, next: Token | undefined) {
  return oneOrTwo(word, next, readTime);
}

/** In one word, or in two: `every day`. */
function daysOf(word: string, next: Token | undefined) {
  return oneOrTwo(word, next, readDays);
}

function oneOrTwo<T>(
  word: string,
  next: Token | undefined,
  read: (words: string) => T | undefined,
): { readonly value: T; readonly pair: boolean } | undefined {
  const both = next?.kind === 'word' ? read(`${word} ${next.text}`) : undefined;
  if (both !== undefined) return { value: both, pair: true };
  const one = read(word);
  return one === undefined ? undefined : { value: one, pair: false };
}

/** What follows is a name, even where it looks like a day; a team may stand alone. */
function beginsName(token: Token | undefined): boolean {
  return token?.kind === 'word' && ['queue', 'group'].includes(token.text.toLowerCase());
}

function problem(of: SummaryProblem): SummaryWords {
  return { kind: 'problem', problem: of };
}
