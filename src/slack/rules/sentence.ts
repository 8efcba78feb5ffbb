import { isMedia, type Media } from '../../domain/media.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import type { KnownName } from '../../domain/question.ts';
import { daysAt } from '../words/days.ts';
import type { Gathered } from '../words/gathered.ts';
import { indexOf, type NameRun, runsOf } from '../words/names.ts';
import { phraseAt, spansOf } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';
import type { WordProblem } from '../words/word-problem.ts';
import { gather } from '../words/word-reader.ts';
import type { AlertProblem } from './alert-problem.ts';
import type { Amount } from './amount.ts';
import { thresholdOf } from './condition.ts';
import { windowOf } from './hours.ts';
import { insteadOf, likelyMeant, type Measured } from './meant.ts';
import { IS_RATE, isOfQueue, MEASURES_BY_PHRASE, type Measure, SMALL, UNITS } from './phrases.ts';
import { piecesOf, type Scanned, scan } from './scan.ts';
import { type AskedAlert, alertAsTyped } from './typed.ts';

/** Whoever waits longer than this before they are told wants a figure, and no alert. */
const LONGEST_FOR_MS = 4 * 3_600_000;
const RULE_ID = /^[0-9a-z]{12}$/;

/** What a sentence says. `id`: it names one that is there. */
export interface Understood {
  readonly asked: AskedAlert;
  readonly id?: string | undefined;
}

export type Read = Understood | { readonly problem: AlertProblem };

/**
 * Reads with every name that is known. One that is also a word of ours is that word, unless the sentence makes no
 * sense so.
 */
export function understood(tokens: readonly Token[], names: readonly KnownName[]): Read {
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
  const measured = measureOf(scanned, gathered);
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
        instead: alertAsTyped(likelyMeant(around, measured, numbers.problem, scanned.amounts), names),
      },
    };
  }
  return { asked: { ...around, ...(measure && { measure }), ...numbers } };
}

/** One measure. "Waiting longer than 3m" is the longest wait. */
function measureOf(scanned: Scanned, gathered: Gathered): Measured | { readonly problem: AlertProblem } {
  const { measures, amounts } = scanned;
  const [first, ...others] = [...new Map(measures.map((said) => [said.value, said])).values()];
  if (first === undefined) return meantBy(scanned, gathered);
  // "5 calls wait" counts them.
  const isCount = amounts.some(({ unit }) => unit === 'none');
  if (/^waits?$/i.test(first.words) && isCount && others.length === 0)
    return { measure: 'waiting', words: first.words };
  const isWait = [first, ...others].every(({ value }) => value === 'waiting' || value === 'longest-wait');
  const [other] = others;
  if (other !== undefined && !isWait) {
    return { problem: { kind: 'several-conditions', first: first.words, second: other.words } };
  }
  // "Calls waiting for 3m", with no number of them.
  const isLonger =
    amounts.some(({ longer, unit }) => longer && unit !== 'percent') ||
    (amounts.length === 0 && scanned.fors.length > 0) ||
    other !== undefined;
  if (first.value === 'waiting' && isLonger) return { measure: 'longest-wait', words: first.words };
  return { measure: first.value, words: first.words };
}

/** What nobody named: more than five callers are five that wait, and a queue that is longer is one with more of them. */
function meantBy({ amounts, things }: Scanned, { who, media }: Gathered): Measured {
  const [amount] = amounts;
  const ofQueue = who.every(({ kind }) => kind === 'queue');
  if (amount?.sign === undefined || !ofQueue) return {};
  const counted = things[0] ?? media[0] ?? (amount.longer ? amount.words : undefined);
  if (amount.unit === 'none' && counted !== undefined) return { measure: 'waiting', words: counted };
  return amount.unit === 'time' && amount.longer ? { measure: 'longest-wait', words: amount.words } : {};
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
  if (amount === undefined) return rest;
  // A number alone: the form offers it as so many that wait.
  if (measure === undefined) return amount.unit === 'none' ? { ...rest, ...numberAlone(amount) } : rest;
  const threshold = thresholdOf(measure, amount, IS_RATE.test(words.toLowerCase()));
  return 'kind' in threshold ? { problem: threshold } : { ...threshold, ...rest };
}

function numberAlone(amount: Amount): Numbers {
  const read = thresholdOf('waiting', amount, false);
  return 'kind' in read ? {} : read;
}

/** Which number is what: of a length of time `for 5m` alone says how long; of a rate a number of its own is how many at least. */
function assigned({ amounts, offered, fors }: Scanned, measure: Measure | undefined) {
  const isTime = measure !== undefined && UNITS[measure] === 'time';
  if (isTime && amounts.length === 0 && fors.length > 0)
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
