import { isMedia, type Media } from '../../domain/media.ts';
import { nearest } from '../../domain/nearest.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import type { KnownName } from '../../domain/question.ts';
import type { AskedTarget, Gathered } from '../words/gathered.ts';
import { indexOf, type NameRun, runsOf } from '../words/names.ts';
import { phraseAt, spansOf } from '../words/spans.ts';
import { type Token, tokensOf } from '../words/tokens.ts';
import { SUGGESTIONS } from '../words/vocabulary.ts';
import type { WordProblem } from '../words/word-problem.ts';
import { gather } from '../words/word-reader.ts';
import type { Amount } from './amount.ts';
import { conditionOf, type ThresholdProblem, thresholdOf, USUAL } from './condition.ts';
import { daysAt, windowOf } from './hours.ts';
import { IS_RATE, isOfQueue, MEASURES_BY_PHRASE, type Measure, SMALL, UNITS } from './phrases.ts';
import { piecesOf, type Scanned, type ScanProblem, scan } from './scan.ts';
import { type AskedAlert, alertAsTyped } from './typed.ts';

export type AlertVerb = 'off' | 'pause' | 'resume' | 'edit' | 'test';

export type AlertProblem = (
  | WordProblem
  | ScanProblem
  | ThresholdProblem
  | { readonly kind: 'unknown-verb'; readonly word: string; readonly nearest?: string | undefined }
  | { readonly kind: 'unknown-zone'; readonly word: string }
  /** Something that is measured, and that no alert watches. */
  | { readonly kind: 'not-watched'; readonly words: string }
  /** Another time than now, a split, a skill. */
  | { readonly kind: 'not-in-alerts'; readonly words: string }
  | { readonly kind: 'several-conditions'; readonly first: string; readonly second: string }
  | { readonly kind: 'several-targets' }
  /** Waiting and the like are of a queue. */
  | { readonly kind: 'not-a-queue'; readonly measure: Measure }
  | { readonly kind: 'several-media' }
  | { readonly kind: 'no-such-medium'; readonly words: string }
  | { readonly kind: 'only-rates'; readonly words: string }
  | { readonly kind: 'lasting'; readonly words: string; readonly why: 'no-unit' | 'wrong-unit' | 'too-long' }
  | { readonly kind: 'nobody-to-hand-over-to' }
) & {
  /** The whole of it as it is understood: what was probably meant. */
  readonly instead?: string | undefined;
};

/** Which of the alerts is meant: by its id, or by everything else that was said of it. */
export interface Which {
  readonly id?: string | undefined;
  readonly asked: AskedAlert;
}

export type AlertWords =
  | { readonly kind: 'help' | 'list' }
  /** Empty: small words alone, behind no verb. */
  | { readonly kind: 'on'; readonly asked: AskedAlert; readonly isEmpty?: boolean }
  | { readonly kind: 'do'; readonly verb: AlertVerb; readonly which: Which }
  | { readonly kind: 'hand-over'; readonly which: Which; readonly to: string }
  | { readonly kind: 'problem'; readonly problem: AlertProblem };

const MOST_CHARACTERS = 2000;
/** Whoever waits longer than this before they are told wants a figure, and no alert. */
const LONGEST_FOR_MS = 4 * 3_600_000;
const RULE_ID = /^[0-9a-z]{12}$/;

const VERBS: ReadonlyMap<string, 'help' | 'list' | 'on' | 'hand-over' | AlertVerb> = new Map([
  ['help', 'help'],
  ['?', 'help'],
  ['list', 'list'],
  ['ls', 'list'],
  ['show', 'list'],
  ['on', 'on'],
  ['add', 'on'],
  ['new', 'on'],
  ['create', 'on'],
  ['make', 'on'],
  ['set', 'on'],
  ['off', 'off'],
  ['delete', 'off'],
  ['remove', 'off'],
  ['stop', 'off'],
  ['pause', 'pause'],
  ['resume', 'resume'],
  ['continue', 'resume'],
  ['edit', 'edit'],
  ['change', 'edit'],
  ['test', 'test'],
  ['try', 'test'],
  ['hand', 'hand-over'],
  ['handover', 'hand-over'],
  ['hand-over', 'hand-over'],
  ['give', 'hand-over'],
]);

/**
 * Reads what was typed behind `/agent-alert`.
 *
 * @param text as Slack sends it with `should_escape`
 * @param names what the asker may know of
 * @example readAlert('on <#C1> when queue Billing waiting &gt; 5 for 2m') //=> on: C1, queue Billing, waiting > 5, for 2 min
 */
export function readAlert(text: string, names: readonly KnownName[] = []): AlertWords {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/(?<=.)[?!.]+$/, '');
  if (plain === '' || VERBS.get(plain) === 'help') return { kind: 'help' };
  if (text.length > MOST_CHARACTERS) {
    return problem({ kind: 'text-too-long', length: text.length, most: MOST_CHARACTERS });
  }
  const tokens = tokensOf(text.replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, ' mention:$1 '));
  const [first, ...rest] = tokens;
  const verb = first?.kind === 'word' ? VERBS.get(first.text.toLowerCase()) : undefined;
  if (verb === 'list' || verb === 'help') return { kind: verb };
  if (verb === 'hand-over') return handOver(rest, names);
  // "On me" and "on hold" are words of the sentence.
  const words = verb === undefined || verb === 'on' ? tokens : rest;
  const read = understood(words, names);
  if ('problem' in read) return problem(offering(withVerb(read.problem, first, verb, words), text, names));
  if (verb === undefined || verb === 'on') {
    const isEmpty = verb === undefined && Object.keys(read.asked).length === 1 && read.asked.who.length === 0;
    return { kind: 'on', asked: read.asked, ...(isEmpty && { isEmpty }) };
  }
  return { kind: 'do', verb, which: whichOf(read) };
}

function handOver(tokens: readonly Token[], names: readonly KnownName[]): AlertWords {
  const to = tokens.findLast((token) => token.kind === 'user');
  if (to === undefined) return problem({ kind: 'nobody-to-hand-over-to' });
  const over = tokens.filter((token) => token !== to && !(token.kind === 'word' && /^(?:over|to)$/i.test(token.text)));
  const read = understood(over, names);
  return 'problem' in read ? problem(read.problem) : { kind: 'hand-over', which: whichOf(read), to: to.userId };
}

interface Understood {
  readonly asked: AskedAlert;
  readonly id?: string | undefined;
}

type Read = Understood | { readonly problem: AlertProblem };

function whichOf({ id, asked }: Understood): Which {
  return { id, asked };
}

/**
 * Reads with every name that is known. One that is also a word of ours is that word, unless the sentence makes no
 * sense so.
 */
function understood(tokens: readonly Token[], names: readonly KnownName[]): Read {
  const index = indexOf(names);
  const runs = runsOf(tokens, index);
  const certain = runs.filter((run) => !isWordOfOurs(tokens, run));
  const asWords = readWith(tokens, names, certain);
  if (certain.length === runs.length || !('problem' in asWords)) return asWords;
  const asNames = readWith(tokens, names, runs);
  return 'problem' in asNames ? asWords : asNames;
}

/** The whole of a name is one phrase of ours, and no kind beside it says that it is a name. */
function isWordOfOurs(tokens: readonly Token[], { at, taken, names }: NameRun): boolean {
  const spans = spansOf(tokens);
  const ours = [phraseAt(tokens, at, MEASURES_BY_PHRASE), phraseAt(tokens, at, SMALL), spans.entryAt(at)];
  const isOurs = ours.some((phrase) => phrase?.taken === taken) || daysAt(tokens, at)?.taken === taken;
  const isPlace = (place: number) => {
    const entry = spans.entryAt(place)?.value;
    return entry?.kind === 'place' && names.some(({ kind }) => kind === entry.place);
  };
  return isOurs && !isPlace(at - 1) && !isPlace(at + taken);
}

function readWith(tokens: readonly Token[], names: readonly KnownName[], runs: readonly NameRun[]): Read {
  const named = new Set(runs.flatMap(({ at, taken }) => Array.from({ length: taken }, (_, offset) => at + offset)));
  const scanned = scan(piecesOf(tokens, named));
  const ids = scanned.rest.flatMap((token) => (token.kind === 'word' && RULE_ID.test(token.text) ? [token.text] : []));
  const rest = scanned.rest.filter((token) => !(token.kind === 'word' && ids.includes(token.text)));
  const index = indexOf(names);
  const kept = runsOf(rest, index).filter(({ words }) => runs.some((run) => run.words === words));
  const spans = spansOf(rest);
  const asAnything = gather({ tokens: rest, spans, names, index, runs: kept });
  // A queue and a team may be called the same: what is measured says which is meant.
  const isSure = !('kind' in asAnything) || asAnything.kind !== 'several-names' || !isOnlyOfQueues(scanned);
  const gathered = isSure ? asAnything : gather({ tokens: rest, spans, ...onlyQueues(names, kept) });
  if ('kind' in gathered) return { problem: asOurs(gathered) };
  const read = together(scanned, gathered, names);
  return 'problem' in read ? read : { ...read, id: ids[0] };
}

function isOnlyOfQueues({ measures }: Scanned): boolean {
  return measures.length > 0 && measures.every(({ value }) => isOfQueue(value));
}

function onlyQueues(names: readonly KnownName[], runs: readonly NameRun[]) {
  const queues = names.filter(({ kind }) => kind === 'queue');
  const ofQueues = runs.map((run) => ({ ...run, names: run.names.filter(({ kind }) => kind === 'queue') }));
  return { names: queues, index: indexOf(queues), runs: ofQueues.filter((run) => run.names.length > 0) };
}

/** Splits and directions are nothing that an alert has, however they are written. */
function asOurs(wrong: WordProblem): AlertProblem {
  if (wrong.kind === 'unknown-split') return { kind: 'not-in-alerts', words: 'by' };
  return wrong.kind === 'unknown-direction' ? { kind: 'not-in-alerts', words: 'direction' } : wrong;
}

function together(scanned: Scanned, gathered: Gathered, names: readonly KnownName[]): Read {
  const wrong = foreignIn(gathered) ?? scanned.problems[0];
  const place = placeOf(scanned);
  if ('problem' in place) return place;
  const medium = mediumOf(gathered);
  if ('problem' in medium) return medium;
  const zone = gathered.zone[0]?.value;
  const timeZone = zone === undefined ? undefined : timeZoneNamed(zone);
  if (zone !== undefined && timeZone === undefined) return { problem: { kind: 'unknown-zone', word: zone } };
  const who = [...new Map(gathered.who.map((target) => [JSON.stringify(target), target])).values()];
  const when = windowOf(scanned.days, scanned.hours[0]?.value);
  const around: AskedAlert = { ...place, who, ...medium, ...(when && { when }), ...(timeZone && { timeZone }) };
  const instead = (asked: Partial<AskedAlert>) => alertAsTyped({ ...around, ...asked }, names);
  if (wrong !== undefined) return { problem: { ...wrong, instead: insteadOf(wrong, around, names) } };
  const [first, second] = scanned.hours;
  if (first !== undefined && second !== undefined) {
    return { problem: { kind: 'said-twice', first: first.words, second: second.words } };
  }
  const measured = measureOf(scanned);
  if ('problem' in measured) return measured;
  const { measure } = measured;
  if (who.length > 1)
    return { problem: { kind: 'several-targets', instead: instead({ who: who.slice(0, 1), measure }) } };
  const [target] = who;
  if (measure !== undefined && isOfQueue(measure) && target !== undefined && target.kind !== 'queue') {
    return { problem: { kind: 'not-a-queue', measure } };
  }
  const numbers = numbersOf(scanned, measured);
  if ('problem' in numbers) {
    return {
      problem: {
        ...numbers.problem,
        instead: alertAsTyped(likelyMeant(around, measured, numbers.problem, scanned), names),
      },
    };
  }
  return { asked: { ...around, ...(measure && { measure }), ...numbers } };
}

interface Measured {
  readonly measure?: Measure | undefined;
  readonly words?: string | undefined;
}

/** One measure. "Waiting longer than 3m" is the longest wait. */
function measureOf({ measures, amounts }: Scanned): Measured | { readonly problem: AlertProblem } {
  const [first, ...others] = [...new Map(measures.map((said) => [said.value, said])).values()];
  if (first === undefined) return {};
  const isWait = [first, ...others].every(({ value }) => value === 'waiting' || value === 'longest-wait');
  const [other] = others;
  if (other !== undefined && !isWait) {
    return { problem: { kind: 'several-conditions', first: first.words, second: other.words } };
  }
  const isLonger = amounts.some(({ longer, unit }) => longer && unit !== 'percent') || other !== undefined;
  if (first.value === 'waiting' && isLonger) return { measure: 'longest-wait', words: first.words };
  return { measure: first.value, words: first.words };
}

type Numbers = Pick<AskedAlert, 'compare' | 'threshold' | 'atLeastOffered' | 'forMs'>;

function numbersOf(scanned: Scanned, { measure, words = '' }: Measured): Numbers | { readonly problem: AlertProblem } {
  const isShare = measure !== undefined && UNITS[measure] === 'share';
  const { amounts, offered, fors } = assigned(scanned, measure);
  const [amount, another] = amounts;
  if (amount !== undefined && another !== undefined) {
    return { problem: { kind: 'said-twice', first: amount.words, second: another.words } };
  }
  const [least] = offered;
  if (least !== undefined && !isShare) {
    return {
      problem:
        measure === undefined
          ? { kind: 'not-watched', words: least.words }
          : { kind: 'only-rates', words: least.words },
    };
  }
  const [lasting, longer] = fors;
  if (lasting !== undefined && longer !== undefined) {
    return { problem: { kind: 'said-twice', first: lasting.words, second: longer.words } };
  }
  const lasts = lasting === undefined ? undefined : lastingOf(lasting);
  if (lasts !== undefined && 'problem' in lasts) return lasts;
  const rest = {
    ...lasts,
    ...(least && { atLeastOffered: least.sign === '>' ? least.value + 1 : least.value }),
  };
  if (amount === undefined || measure === undefined) return rest;
  const threshold = thresholdOf(measure, amount, IS_RATE.test(words.toLowerCase()));
  return 'kind' in threshold ? { problem: threshold } : { ...threshold, ...rest };
}

/** Which number is what: of people `for 5m` alone says how long; of a rate a number of its own is how many at least. */
function assigned({ amounts, offered, fors }: Scanned, measure: Measure | undefined) {
  const isPeople = measure !== undefined && !isOfQueue(measure);
  if (isPeople && amounts.length === 0 && fors.length > 0)
    return { amounts: fors.slice(0, 1), offered, fors: fors.slice(1) };
  const isRate = measure !== undefined && UNITS[measure] === 'share';
  const least = amounts.findIndex(({ sign, unit }) => sign === '>=' && unit === 'none');
  const hasShare = amounts.some(({ unit }) => unit === 'percent');
  if (isRate && hasShare && amounts.length === 2 && offered.length === 0 && least >= 0) {
    return { amounts: amounts.filter((_, nth) => nth !== least), offered: amounts.slice(least, least + 1), fors };
  }
  return { amounts, offered, fors };
}

function lastingOf({ value, unit, words }: Amount): { readonly forMs: number } | { readonly problem: AlertProblem } {
  if (unit !== 'time') {
    return { problem: { kind: 'lasting', words, why: unit === 'none' ? 'no-unit' : 'wrong-unit' } };
  }
  return value > LONGEST_FOR_MS ? { problem: { kind: 'lasting', words, why: 'too-long' } } : { forMs: value };
}

function placeOf({
  channels,
  destinations,
}: Scanned): Pick<AskedAlert, 'to' | 'mention'> | { readonly problem: AlertProblem } {
  const [channel, other] = [...new Set(channels)];
  const owner = destinations.find(({ value }) => value === 'owner');
  const here = destinations.find(({ value }) => value === 'here');
  if (channel !== undefined && other !== undefined) {
    return { problem: { kind: 'said-twice', first: 'one channel', second: 'another' } };
  }
  if (channel !== undefined && owner !== undefined) {
    return { problem: { kind: 'said-twice', first: 'a channel', second: owner.words } };
  }
  const ping = destinations.find(({ value }) => value === 'ping-here' || value === 'ping-channel');
  const mention =
    ping === undefined ? {} : { mention: ping.value === 'ping-here' ? ('here' as const) : ('channel' as const) };
  if (channel !== undefined) return { to: { kind: 'channel', id: channel }, ...mention };
  if (owner !== undefined) return { to: { kind: 'owner' }, ...mention };
  return here === undefined ? mention : { to: { kind: 'channel', id: HERE }, ...mention };
}

/** Stands for the channel in which it is said. */
export const HERE = 'here';

function mediumOf({ media }: Gathered): { readonly medium?: Media } | { readonly problem: AlertProblem } {
  const [medium, other] = [...new Set(media)];
  if (medium === undefined) return {};
  if (other !== undefined) return { problem: { kind: 'several-media' } };
  return isMedia(medium) ? { medium } : { problem: { kind: 'no-such-medium', words: medium } };
}

/** What other commands understand, and what nobody does. */
function foreignIn(gathered: Gathered): AlertProblem | undefined {
  const { states, figures, by, top, skill, direction, periods, versus, unknown } = gathered;
  const [word] = unknown;
  if (word !== undefined) return { kind: 'unknown-word', word };
  const [other] = [...figures, ...states];
  if (other !== undefined) return { kind: 'not-watched', words: other.words };
  const [unfit] = [...periods, ...versus, ...[...by, ...top, ...skill, ...direction].map(({ words }) => words)];
  return unfit === undefined ? undefined : { kind: 'not-in-alerts', words: unfit };
}

/** Of something that is not watched, the nearest that is. */
function insteadOf(wrong: AlertProblem, around: AskedAlert, names: readonly KnownName[]): string | undefined {
  if (wrong.kind !== 'not-watched') return undefined;
  const [target] = around.who;
  const ofQueue = target === undefined || target.kind === 'queue';
  const isSlow = /asa|answer|wait|speed/i.test(wrong.words);
  const measure: Measure = ofQueue ? (isSlow ? 'longest-wait' : 'waiting') : 'acw';
  return alertAsTyped(
    { ...around, who: ofQueue && target === undefined ? [BILLING] : around.who, measure, ...USUAL[measure] },
    names,
  );
}

const BILLING: AskedTarget = { kind: 'queue', name: 'Billing' };

/** The same with a number that makes sense. */
function likelyMeant(
  around: AskedAlert,
  { measure, words = '' }: Measured,
  wrong: AlertProblem,
  { amounts }: Scanned,
): AskedAlert {
  const places = around.who.length > 0 || measure === undefined || !isOfQueue(measure) ? around.who : [BILLING];
  const base = { ...around, who: places.length === 0 ? [{ kind: 'my-team' } as const] : places };
  if (measure === undefined) return { ...base, measure: 'waiting', ...USUAL.waiting };
  const number = 'words' in wrong ? Number.parseFloat(/\d+(?:\.\d+)?/.exec(wrong.words)?.[0] ?? '') : Number.NaN;
  const { compare } = USUAL[measure];
  switch (wrong.kind) {
    case 'no-unit':
      return { ...base, measure, compare, threshold: UNITS[measure] === 'time' ? number * 60_000 : number / 100 };
    case 'wrong-unit': {
      const [time] = amounts;
      return measure === 'waiting' && time?.unit === 'time'
        ? { ...base, measure: 'longest-wait', compare: '>', threshold: time.value }
        : { ...base, measure, ...USUAL[measure] };
    }
    case 'nonsense':
      if (wrong.why === 'fraction') return { ...base, measure, compare, threshold: number };
      if (wrong.why === 'exactly' && UNITS[measure] === 'count') {
        return { ...base, measure, compare: '>', threshold: number - 1 };
      }
      return { ...base, measure, ...USUAL[measure] };
    default: {
      const [first] = amounts;
      const said = first === undefined ? undefined : thresholdOf(measure, first, IS_RATE.test(words.toLowerCase()));
      const numbers = said === undefined || 'kind' in said || said.compare === undefined ? USUAL[measure] : said;
      const forMs =
        wrong.kind !== 'lasting' ? {} : { forMs: wrong.why === 'no-unit' && number <= 240 ? number * 60_000 : 120_000 };
      return { ...base, measure, ...numbers, ...forMs };
    }
  }
}

/** A first word that nobody knows may have been meant for what to do. */
function withVerb(wrong: AlertProblem, first: Token | undefined, verb: unknown, words: readonly Token[]): AlertProblem {
  if (verb !== undefined || wrong.kind !== 'unknown-word' || first?.kind !== 'word' || first.text !== wrong.word)
    return wrong;
  const meant = nearest(wrong.word.toLowerCase(), [...VERBS.keys()]);
  return words.length > 1 && meant === undefined ? wrong : { kind: 'unknown-verb', word: wrong.word, nearest: meant };
}

/** Offers the whole sentence that was probably meant, and only if it is understood as it stands. */
function offering(wrong: AlertProblem, text: string, names: readonly KnownName[]): AlertProblem {
  const instead = insteadIn(wrong, text);
  if (instead === undefined) return wrong;
  const read = understood(tokensOf(instead), names);
  const isWhole = !('problem' in read) && conditionOf(read.asked) !== undefined && read.asked.who.length === 1;
  return { ...wrong, instead: isWhole ? instead : undefined };
}

function insteadIn(wrong: AlertProblem, text: string): string | undefined {
  if (wrong.kind === 'unknown-word') return withNearest(wrong.word, text);
  return wrong.kind === 'several-names' ? withTheFirst(wrong, text) : wrong.instead;
}

/** Of several things of a name, the first. */
function withTheFirst({ words, meant }: Extract<WordProblem, { kind: 'several-names' }>, text: string) {
  const [first] = meant.filter(({ what }) => what !== 'word');
  if (first === undefined || !text.includes(words)) return undefined;
  return text.replace(words, first.what === 'agent' ? `"${first.name}"` : `${first.what} "${first.name}"`).trim();
}

function withNearest(word: string, text: string): string | undefined {
  const meant = nearest(word.toLowerCase(), [...MEASURES_BY_PHRASE.keys(), ...SUGGESTIONS, 'when', 'weekdays']);
  return meant === undefined ? undefined : text.replace(word, meant).trim();
}

function problem(of: AlertProblem): AlertWords {
  return { kind: 'problem', problem: of };
}
