import { zoneOfCity } from '../../domain/period/zone.ts';
import type { Weekday } from '../../domain/time.ts';
import { daysAt } from '../words/days.ts';
import type { Said } from '../words/gathered.ts';
import { phraseAt, type Spans, spansOf, wordAt } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';
import { VOCABULARY } from '../words/vocabulary.ts';
import { type Amount, amountAt, bareNumberAt } from './amount.ts';
import { type Hours, hoursAt } from './hours.ts';
import {
  DESTINATIONS_BY_PHRASE,
  type Destination,
  MEASURES_BY_PHRASE,
  type Measure,
  NOBODY,
  SMALL,
  THINGS,
} from './phrases.ts';

/** What of a sentence only alerts have; `rest` is whom it is about, read as in every other command. */
export interface Scanned {
  readonly channels: readonly string[];
  readonly destinations: readonly Said<Destination>[];
  readonly measures: readonly Said<Measure>[];
  readonly amounts: readonly Amount[];
  /** Behind `for`: how long it must last. */
  readonly fors: readonly Amount[];
  /** So many offered at least. */
  readonly offered: readonly Amount[];
  /** Callers, contacts: what waits in a queue. */
  readonly things: readonly string[];
  readonly days: ReadonlySet<Weekday>;
  readonly hours: readonly Said<Hours>[];
  readonly problems: readonly ScanProblem[];
  readonly rest: readonly Token[];
}

export type ScanProblem =
  | { readonly kind: 'no-such-hours'; readonly words: string }
  | { readonly kind: 'unknown-unit'; readonly words: string };

/** What some tokens say, and how many they are. */
interface Step {
  readonly taken: number;
  readonly adds?: Partial<Scanned>;
}

const NOTHING: Scanned = {
  channels: [],
  destinations: [],
  measures: [],
  amounts: [],
  fors: [],
  offered: [],
  things: [],
  days: new Set(),
  hours: [],
  problems: [],
  rest: [],
};

/** A token, and whether it is a part of a name. */
export interface Piece {
  readonly token: Token;
  readonly named: boolean;
}

/** `waiting>5` is three words; a name may have such signs in it. */
export function piecesOf(tokens: readonly Token[], named: ReadonlySet<number>): readonly Piece[] {
  return tokens.flatMap((token, at): readonly Piece[] => {
    if (token.kind !== 'word' || named.has(at) || !/[<>=≤≥]/.test(token.text)) return [{ token, named: named.has(at) }];
    const parts = token.text.split(/(=?[<>]=?|[≤≥]|==?)/).filter((part) => part !== '');
    return parts.map((text, nth) => ({
      token: { ...token, text, ends: token.ends && nth === parts.length - 1 },
      named: false,
    }));
  });
}

/** Takes out what only alerts have. Names are left as they are. */
export function scan(pieces: readonly Piece[]): Scanned {
  const tokens = pieces.map(({ token }) => token);
  const spans = spansOf(tokens);
  let found = NOTHING;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const step = pieces[at]?.named ? undefined : stepAt(tokens, spans, at, found);
    if (step === undefined) {
      found = { ...found, rest: [...found.rest, token] };
      at += 1;
      continue;
    }
    found = joined(found, step.adds ?? {});
    at += step.taken;
  }
  return found;
}

/** What was taken out has ended the name before it, if that was one. */
function joined(all: Scanned, adds: Partial<Scanned>): Scanned {
  const last = all.rest.at(-1);
  const rest = last?.kind === 'word' ? [...all.rest.slice(0, -1), { ...last, ends: true }] : all.rest;
  return {
    channels: [...all.channels, ...(adds.channels ?? [])],
    destinations: [...all.destinations, ...(adds.destinations ?? [])],
    measures: [...all.measures, ...(adds.measures ?? [])],
    amounts: [...all.amounts, ...(adds.amounts ?? [])],
    fors: [...all.fors, ...(adds.fors ?? [])],
    offered: [...all.offered, ...(adds.offered ?? [])],
    things: [...all.things, ...(adds.things ?? [])],
    days: new Set([...all.days, ...(adds.days ?? [])]),
    hours: [...all.hours, ...(adds.hours ?? [])],
    problems: [...all.problems, ...(adds.problems ?? [])],
    rest: [...rest, ...(adds.rest ?? [])],
  };
}

function stepAt(tokens: readonly Token[], spans: Spans, at: number, found: Scanned): Step | undefined {
  const token = tokens[at];
  if (token?.kind === 'channel') return { taken: 1, adds: { channels: [token.channelId] } };
  if (token?.kind !== 'word') return undefined;
  return (
    ownWords(tokens, spans, at) ??
    zoneAt(tokens, at) ??
    destinationAt(tokens, at) ??
    (isBehindPlace(spans, at) ? undefined : timesAt(tokens, at, found)) ??
    lastingAt(tokens, at) ??
    offeredAt(tokens, spans, at) ??
    inQueueAt(tokens, at) ??
    measureAt(tokens, spans, at) ??
    numberAt(tokens, at, found) ??
    thingAt(tokens, at) ??
    smallAt(tokens, at)
  );
}

/** `my people`, `tz:Europe/Madrid`: words of every command, which are longer than those of ours that begin them. */
function ownWords(tokens: readonly Token[], spans: Spans, at: number): Step | undefined {
  const mine =
    wordsFrom(tokens, at, 2).toLowerCase() === 'i am' ? 2 : /^i['’]?m$/i.test(wordAt(tokens, at) ?? '') ? 1 : 0;
  if (mine > 0) return { taken: mine, adds: { rest: [{ kind: 'word', text: 'me', ends: true }] } };
  const entry = spans.entryAt(at);
  if (entry === undefined) return undefined;
  const { kind } = entry.value;
  const taken = kind === 'zone' ? 2 : kind === 'my-team' ? entry.taken : 0;
  return taken === 0 ? undefined : { taken, adds: { rest: tokens.slice(at, at + taken) } };
}

/** `Madrid time`, `New York time`: the clock that hours are told by. */
function zoneAt(tokens: readonly Token[], at: number): Step | undefined {
  for (const taken of [1, 2, 3]) {
    if (wordAt(tokens, at + taken)?.toLowerCase() !== 'time') continue;
    const zone = zoneOfCity(wordsFrom(tokens, at, taken));
    if (zone === undefined) return undefined;
    const rest = ['tz', zone].map((text): Token => ({ kind: 'word', text, ends: false }));
    return { taken: taken + 1, adds: { rest } };
  }
  return undefined;
}

function destinationAt(tokens: readonly Token[], at: number): Step | undefined {
  const phrase = phraseAt(tokens, at, DESTINATIONS_BY_PHRASE);
  if (phrase === undefined) return undefined;
  // "Me" is somebody to watch, unless it is the first word.
  if (/^me (?:when|if)$/i.test(phrase.words) && at > 0) return undefined;
  return { taken: phrase.taken, adds: { destinations: [phrase] } };
}

/** What follows is a name, even where it looks like a day. */
function isBehindPlace(spans: Spans, at: number): boolean {
  const before = spans.entryAt(at - 1)?.value;
  return before?.kind === 'place' && before.place !== 'team';
}

function timesAt(tokens: readonly Token[], at: number, found: Scanned): Step | undefined {
  const days = daysAt(tokens, at);
  if (days !== undefined) return { taken: days.taken, adds: { days: new Set(days.value) } };
  const hours = hoursAt(tokens, at, found.days.size > 0);
  if (hours === undefined) return undefined;
  const words = wordsFrom(tokens, at, hours.taken);
  if (hours.value === 'no-such-hours') {
    return { taken: hours.taken, adds: { problems: [{ kind: 'no-such-hours', words }] } };
  }
  return { taken: hours.taken, adds: { hours: [{ value: hours.value, words }] } };
}

/** `for 2m`, `for more than 2 minutes`. */
function lastingAt(tokens: readonly Token[], at: number): Step | undefined {
  if (!/^(?:for|during|lasting|lasts)$/i.test(wordAt(tokens, at) ?? '')) return undefined;
  const more = /^(?:another|about|around)$/i.test(wordAt(tokens, at + 1) ?? '') ? 1 : 0;
  const from = at + 1 + more;
  const amount = amountAt(tokens, from);
  if (amount === undefined) {
    const bare = bareNumberAt(tokens, from);
    const words = wordsFrom(tokens, at, 2 + more);
    if (bare === undefined) return undefined;
    return { taken: 2 + more, adds: { fors: [{ value: bare, unit: 'none', longer: false, words }] } };
  }
  if ('unknownUnit' in amount) return unknownUnit(amount.unknownUnit, amount.taken + 1 + more);
  const words = wordsFrom(tokens, at, amount.taken + 1 + more);
  return { taken: amount.taken + 1 + more, adds: { fors: [{ ...amount.amount, words }] } };
}

/** `at least 20 offered`, `20 calls offered`, `offered at least 20`. */
function offeredAt(tokens: readonly Token[], spans: Spans, at: number): Step | undefined {
  const isOffered = (index: number) => /^offered$/i.test(wordAt(tokens, index) ?? '');
  if (isOffered(at)) {
    const behind = amountAt(tokens, at + 1);
    if (behind === undefined || 'unknownUnit' in behind || behind.amount.unit !== 'none') return undefined;
    return { taken: behind.taken + 1, adds: { offered: [behind.amount] } };
  }
  const opening = /^(?:with|from)$/i.test(wordAt(tokens, at) ?? '') ? 1 : 0;
  const amount = amountAt(tokens, at + opening);
  const bare = bareNumberAt(tokens, at + opening);
  if (amount !== undefined && 'unknownUnit' in amount) return undefined;
  const taken = amount?.taken ?? (bare === undefined ? 0 : 1);
  if (taken === 0) return undefined;
  const medium = spans.entryAt(at + opening + taken)?.value.kind === 'media' ? 1 : 0;
  const last = opening + taken + medium;
  if (!isOffered(at + last)) return undefined;
  const words = wordsFrom(tokens, at, last + 1);
  const said = amount?.amount ?? ({ sign: '>=', value: bare ?? 0, unit: 'none', longer: false } as const);
  return { taken: last + 1, adds: { offered: [{ ...said, words }] } };
}

/** A measure, and a number alone directly behind it: `waiting 5`. */
function measureAt(tokens: readonly Token[], spans: Spans, at: number): Step | undefined {
  const phrase = phraseAt(tokens, at, MEASURES_BY_PHRASE);
  if (phrase === undefined || spans.entryAt(at)?.value.kind === 'my-team') return undefined;
  const bare = amountAt(tokens, at + phrase.taken) === undefined ? bareNumberAt(tokens, at + phrase.taken) : undefined;
  if (bare === undefined) return { taken: phrase.taken, adds: { measures: [phrase] } };
  const amount: Amount = { value: bare, unit: 'none', longer: false, words: String(bare) };
  return { taken: phrase.taken + 1, adds: { measures: [phrase], amounts: [amount] } };
}

function numberAt(tokens: readonly Token[], at: number, found: Scanned): Step | undefined {
  const nobody = phraseAt(tokens, at, NOBODY);
  if (nobody !== undefined && measureSoon(tokens, at + nobody.taken)) {
    const amount: Amount = { sign: '<', value: 1, unit: 'none', longer: false, words: nobody.words };
    return { taken: nobody.taken, adds: { amounts: [amount] } };
  }
  const amount = amountAt(tokens, at);
  if (amount !== undefined) {
    if ('unknownUnit' in amount) return unknownUnit(amount.unknownUnit, amount.taken);
    return { taken: amount.taken, adds: { amounts: [amount.amount] } };
  }
  // `5 calls waiting`: a number that belongs to no name before it.
  const bare = isBehindName(found) ? undefined : bareNumberAt(tokens, at);
  const counts = isMedium(tokens, at + 1) || phraseAt(tokens, at + 1, THINGS) !== undefined;
  if (bare === undefined || !(counts || measureSoon(tokens, at + 1))) return undefined;
  return { taken: 1, adds: { amounts: [{ value: bare, unit: 'none', longer: false, words: String(bare) }] } };
}

/** A word that may be a name and goes on: the 2 of Tier 2. */
function isBehindName({ rest }: Scanned): boolean {
  const last = rest.at(-1);
  return last?.kind === 'word' && !last.ends && VOCABULARY.get(last.text.toLowerCase())?.kind !== 'filler';
}

function isMedium(tokens: readonly Token[], at: number): boolean {
  return VOCABULARY.get((wordAt(tokens, at) ?? '').toLowerCase().replaceAll('-', ' '))?.kind === 'media';
}

/** `calls waiting`, `people are free`: a measure within few words. */
function measureSoon(tokens: readonly Token[], at: number): boolean {
  for (let index = at; index < at + 3; index++) {
    if (phraseAt(tokens, index, MEASURES_BY_PHRASE) !== undefined) return true;
    const isBetween =
      isMedium(tokens, index) || [SMALL, THINGS].some((words) => phraseAt(tokens, index, words) !== undefined);
    if (!isBetween) return false;
  }
  return false;
}

function thingAt(tokens: readonly Token[], at: number): Step | undefined {
  const phrase = phraseAt(tokens, at, THINGS);
  return phrase === undefined ? undefined : { taken: phrase.taken, adds: { things: [phrase.words] } };
}

/** `5 in queue`: those who wait, where no name of a queue follows. */
function inQueueAt(tokens: readonly Token[], at: number): Step | undefined {
  const words = wordsFrom(tokens, at, 3).toLowerCase();
  const taken = words.startsWith('in the queue') ? 3 : /^in (?:queue|line)\b/.test(words) ? 2 : 0;
  if (taken === 0) return undefined;
  const next = tokens[at + taken];
  const isEnd = next === undefined || /^(?:for|lasting|when|if|on|at|during)$/i.test(wordAt(tokens, at + taken) ?? '');
  if (!isEnd && amountAt(tokens, at + taken) === undefined) return undefined;
  return { taken, adds: { measures: [{ value: 'waiting', words: wordsFrom(tokens, at, taken) }] } };
}

function smallAt(tokens: readonly Token[], at: number): Step | undefined {
  const phrase = phraseAt(tokens, at, SMALL);
  return phrase === undefined ? undefined : { taken: phrase.taken };
}

function unknownUnit(words: string, taken: number): Step {
  return { taken, adds: { problems: [{ kind: 'unknown-unit', words }] } };
}

function wordsFrom(tokens: readonly Token[], at: number, taken: number): string {
  return Array.from({ length: taken }, (_, offset) => wordAt(tokens, at + offset) ?? '').join(' ');
}
