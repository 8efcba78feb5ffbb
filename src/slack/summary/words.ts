import { nearest } from '../../domain/nearest.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import type { KnownName } from '../../domain/question.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Weekday } from '../../domain/time.ts';
import { daysAt, type Found } from '../words/days.ts';
import type { AskedTarget, Gathered } from '../words/gathered.ts';
import { indexOf, type NameRun, runsOf } from '../words/names.ts';
import { withNames } from '../words/offers.ts';
import { spansOf, wordAt } from '../words/spans.ts';
import { type Token, tokensOf } from '../words/tokens.ts';
import type { WordProblem } from '../words/word-problem.ts';
import { gather } from '../words/word-reader.ts';
import { timeAt } from './clock.ts';

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
const SMALL_WORDS = new Set(
  'a an at in over to for of on from every each the and please me us post send schedule summary report weekly with about'.split(
    ' ',
  ),
);
const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const LOOKS_LIKE_TIME = /^\d{1,2}(?:[:.]\d{2}|$)/;
const SCHEDULE_ID = /^(?:configuration|[0-9a-z]{12})$/;
/** What a word that nobody knows may have been meant for. */
const SUGGESTED = ['team', 'queue', 'group', 'weekdays', 'daily', 'every', ...VERBS.keys()];

/**
 * Reads what was typed behind `/agent-summary`.
 *
 * @param text as Slack sends it with `should_escape`
 * @param names what the asker may know of
 * @param near of that, what a word that was not understood may have been meant for
 * @example readSummary('on <#C1> 08:30 weekdays queue Billing') //=> on: C1, 08:30, Monday to Friday, queue Billing
 */
export function readSummary(
  text: string,
  names: readonly KnownName[] = [],
  near: readonly KnownName[] = [],
): SummaryWords {
  if (text.trim() === '') return { kind: 'help' };
  if (text.length > MOST_CHARACTERS) {
    return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
  }
  const read = understood(text, names);
  if (read.kind !== 'problem' || read.problem.kind !== 'unknown-word') return read;
  const { word } = read.problem;
  const meant = nearest(word.toLowerCase(), SUGGESTED);
  const may = [...(meant === undefined ? [] : [text.replace(word, meant).trim()]), ...withNames(text, word, near)];
  const offer = may.find((each) => understood(each, [...names, ...near]).kind !== 'problem');
  return problem({ ...read.problem, offer });
}

function understood(text: string, names: readonly KnownName[]): SummaryWords {
  const tokens = tokensOf(text);
  const [first, ...rest] = tokens;
  const verb = first?.kind === 'word' ? VERBS.get(first.text.toLowerCase()) : undefined;
  if (verb === undefined) return readWithoutVerb(tokens, names);
  if (verb === 'help' || verb === 'list') return { kind: verb };
  if (verb === 'hand-over') return readHandOver(rest);
  const { asked, which } = scan(rest, names);
  if ('problem' in asked) return problem(asked.problem);
  return verb === 'on' ? { kind: 'on', asked } : { kind: 'do', verb, which, asked };
}

/** A channel or a time says that a schedule is meant; anything else was a word that is not known. */
function readWithoutVerb(tokens: readonly Token[], names: readonly KnownName[]): SummaryWords {
  const isSchedule = tokens.some((token, at) => token.kind === 'channel' || timeAt(tokens, at) !== undefined);
  const [first] = tokens;
  if (!isSchedule && first?.kind === 'word') {
    const { text: word } = first;
    return problem({ kind: 'unknown-verb', word, nearest: nearest(word.toLowerCase(), [...VERBS.keys()]) });
  }
  const { asked } = scan(tokens, names);
  return 'problem' in asked ? problem(asked.problem) : { kind: 'on', asked };
}

function readHandOver(tokens: readonly Token[]): SummaryWords {
  const to = tokens.find((token) => token.kind === 'user');
  if (to === undefined) return problem({ kind: 'nobody-to-hand-over-to' });
  const { asked, which } = scan(
    tokens.filter((token) => token !== to),
    [],
  );
  return 'problem' in asked ? problem(asked.problem) : { kind: 'hand-over', which, to: to.userId };
}

interface Scanned {
  readonly asked: AskedSchedule | { readonly problem: SummaryProblem };
  readonly which: Which;
}

/** What of a sentence only schedules have. */
interface OfSchedule {
  readonly option?: Partial<AskedSchedule>;
  readonly days?: readonly Weekday[];
  readonly id?: string;
}

/** Takes out what only schedules have; the rest is whom it is about, as in every other command. */
function scan(tokens: readonly Token[], names: readonly KnownName[]): Scanned {
  const index = indexOf(names);
  const runs = runsOf(tokens, index).filter((run) => !isWordOfOurs(tokens, run));
  const inName = new Set(runs.flatMap(({ at, taken }) => Array.from({ length: taken }, (_, offset) => at + offset)));
  let found: Omit<AskedSchedule, 'who'> = {};
  let id: string | undefined;
  const rest: Token[] = [];
  const days = new Set<Weekday>();
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const step = inName.has(at) || beginsName(tokens[at - 1]) ? undefined : ofScheduleAt(tokens, at);
    if (token !== undefined && step === undefined) rest.push(token);
    found = { ...found, ...step?.value.option };
    for (const day of step?.value.days ?? []) days.add(day);
    id ??= step?.value.id;
    at += step?.taken ?? 1;
  }
  const which = { id, channel: found.channel };
  const kept = runsOf(rest, index).filter(({ words }) => runs.some((run) => run.words === words));
  const gathered = gather({ tokens: rest, spans: spansOf(rest), names, index, runs: kept });
  if ('kind' in gathered) return { asked: { problem: gathered }, which };
  if (days.size === 0 && tokens.some((token) => token.kind === 'word' && /^weekly$/i.test(token.text)))
    return { asked: { problem: { kind: 'not-in-summaries', words: 'weekly' } }, which };
  const asked = { ...found, ...(days.size > 0 && { days: [...days].sort((a, b) => a - b) }) };
  return { asked: withWho(asked, gathered, names), which };
}

/** The whole of a name is a word of schedules, and no kind beside it says that it is a name. */
function isWordOfOurs(tokens: readonly Token[], { at, taken }: NameRun): boolean {
  const isPlace = (place: number) => spansOf(tokens).entryAt(place)?.value.kind === 'place';
  return ofScheduleAt(tokens, at)?.taken === taken && !isPlace(at - 1) && !isPlace(at + taken);
}

function ofScheduleAt(tokens: readonly Token[], at: number): Found<OfSchedule> | undefined {
  const token = tokens[at];
  if (token?.kind === 'channel') return { value: { option: { channel: token.channelId } }, taken: 1 };
  const word = wordAt(tokens, at)?.toLowerCase();
  if (word === undefined) return undefined;
  const option = optionOf(word, tokens[at + 1]);
  if (option !== undefined) return { value: { option }, taken: 2 };
  const time = timeAt(tokens, at);
  if (time !== undefined) return { value: { option: { time: time.value } }, taken: time.taken };
  const isEachDay = /^(?:every|each) (?:morning|afternoon|evening|night)$/i.test(
    `${word} ${wordAt(tokens, at + 1) ?? ''}`,
  );
  if (isEachDay) return { value: { days: EVERY_DAY }, taken: 2 };
  const days = daysAt(tokens, at);
  if (days !== undefined) return { value: { days: days.value }, taken: days.taken };
  if (SCHEDULE_ID.test(word)) return { value: { id: word }, taken: 1 };
  return SMALL_WORDS.has(word) ? { value: {}, taken: 1 } : undefined;
}

function withWho(asked: Omit<AskedSchedule, 'who'>, gathered: Gathered, names: readonly KnownName[]): Scanned['asked'] {
  const { zone, media, states, figures, by, top, skill, direction, periods, versus, unknown } = gathered;
  const [word] = unknown;
  if (word !== undefined) return { problem: { kind: 'unknown-word', word } };
  const foreign = [...states, ...figures, ...by, ...top, ...skill, ...direction].map(({ words }) => words);
  const [unfit] = [...foreign, ...media, ...periods, ...versus];
  if (unfit !== undefined && LOOKS_LIKE_TIME.test(unfit)) return { problem: { kind: 'no-such-time', word: unfit } };
  if (unfit !== undefined) return { problem: { kind: 'not-in-summaries', words: unfit } };
  const who = gathered.who.map((target) => byName(target, names));
  const [said] = zone;
  if (said === undefined) return { ...asked, who };
  const timeZone = timeZoneNamed(said.value);
  return timeZone === undefined ? { problem: { kind: 'unknown-zone', word: said.value } } : { ...asked, who, timeZone };
}

/** What is kept can be read and typed again: of a person the name. */
function byName(target: AskedTarget, names: readonly KnownName[]): AskedTarget {
  if (target.kind !== 'agent') return target;
  const name = names.find(({ kind, id }) => kind === 'agent' && id === target.agentId)?.name;
  return name === undefined ? target : { kind: 'name', name };
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

/** What follows is a name, even where it looks like a day; a team may stand alone. */
function beginsName(token: Token | undefined): boolean {
  return token?.kind === 'word' && ['queue', 'group'].includes(token.text.toLowerCase());
}

function problem(of: SummaryProblem): SummaryWords {
  return { kind: 'problem', problem: of };
}
