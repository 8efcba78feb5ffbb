import type { FigureValue } from '../../src/domain/figures/agent-stats.ts';
import type { FigureId } from '../../src/domain/figures/metrics.ts';
import type { Person } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { History } from '../../src/sandbox/genesys/days/history.ts';
import type { Conversation, Leg, SegmentType } from '../../src/sandbox/genesys/days/timeline.ts';

/**
 * The figures a second time, slowly and from what happened alone: segments of timelines. It knows neither the metrics
 * of the API nor how they are counted, summed, cut, cached or merged on their way to an answer.
 */

type Happening =
  | 'offered'
  | 'answered'
  | 'handled'
  | 'talked'
  | 'held'
  | 'worked-after'
  | 'waited'
  | 'abandoned'
  | 'to-be-answered-in-time'
  | 'answered-in-time'
  | 'blind-transfer'
  | 'consult-transfer'
  | 'outbound'
  | 'missed';

/** Something that counts, at the moment at which it is over. */
export interface Fact {
  readonly what: Happening;
  readonly at: number;
  readonly ms: number;
  readonly conversation: Conversation;
  readonly leg: Leg;
  /** Known when the whole part is over, after-call work included. */
  readonly wrapUpCodeId?: string | undefined;
}

/** In how many milliseconds a conversation is to be answered; callbacks have no such promise. */
const PROMISED: Readonly<Record<string, number>> = { voice: 20_000, chat: 30_000, message: 120_000, email: 86_400_000 };

export function factsOf(conversations: readonly Conversation[]): readonly Fact[] {
  return conversations.flatMap((conversation) =>
    conversation.orphan ? [] : conversation.legs.flatMap((leg) => factsOfLeg(conversation, leg)),
  );
}

function factsOfLeg(conversation: Conversation, leg: Leg): readonly Fact[] {
  const fact = (what: Happening, at: number, ms = 0): Fact => ({ what, at, ms, conversation, leg });
  if (leg.purpose === 'acd') return factsOfQueue(leg, fact);
  // Whoever listens to a colleague handles nothing, and private calls are nobody's figures.
  if (leg.purpose !== 'agent' || leg.monitors !== undefined) return [];
  return factsOfAgent(conversation, leg, fact);
}

type NewFact = (what: Happening, at: number, ms?: number) => Fact;

function factsOfQueue(leg: Leg, fact: NewFact): readonly Fact[] {
  const [entered, left] = [leg.segments[0].start, endOf(leg)];
  const facts = [fact('offered', entered), fact('waited', left, left - entered)];
  const promised = PROMISED[leg.media];
  if (promised === undefined) return facts;
  const gone = leg.ending === 'abandoned';
  if (gone) facts.push(fact('abandoned', left));
  facts.push(fact('to-be-answered-in-time', left));
  if (!gone && left - entered <= promised) facts.push(fact('answered-in-time', left));
  return facts;
}

function factsOfAgent(conversation: Conversation, leg: Leg, fact: NewFact): readonly Fact[] {
  const facts: Fact[] = [];
  const whole = (what: Happening, at: number, ms = 0) => facts.push({ ...fact(what, at, ms), ...codeOf(leg) });
  const talk = leg.segments.find(({ type }) => type === 'interact');
  const after = leg.segments.find(({ type }) => type === 'wrapup');
  const parted = after?.start ?? endOf(leg);
  const rang = leg.segments.find(({ type }) => type === 'alert');
  if (rang !== undefined && leg.ending === 'no-answer') facts.push(fact('missed', rang.end));
  if (conversation.originatingDirection === 'outbound') facts.push(fact('outbound', leg.segments[0].start));
  if (talk !== undefined) {
    const fromQueue = leg.direction === 'inbound' && leg.media !== 'callback' && leg.queuedAt !== undefined;
    if (fromQueue) facts.push(fact('answered', talk.start, talk.start - (leg.queuedAt ?? 0)));
    whole('talked', parted, lengthOf(leg, 'interact'));
  }
  if (lengthOf(leg, 'hold') > 0) whole('held', parted, lengthOf(leg, 'hold'));
  if (after !== undefined) whole('worked-after', after.end, after.end - after.start);
  if (leg.ending === 'transfer') whole('blind-transfer', parted);
  if (leg.ending === 'consult-transfer') whole('consult-transfer', parted);
  const handled = lengthOf(leg, 'interact', 'hold', 'wrapup', 'dialing', 'contacting');
  if (handled > 0) whole('handled', endOf(leg), handled);
  return facts;
}

function codeOf({ wrapUp }: Leg): { readonly wrapUpCodeId?: string } {
  return wrapUp === undefined ? {} : { wrapUpCodeId: wrapUp.codeId };
}

function endOf(leg: Leg): number {
  return leg.segments.at(-1)?.end ?? leg.segments[0].end;
}

function lengthOf(leg: Leg, ...types: readonly SegmentType[]): number {
  return leg.segments.reduce((sum, { type, start, end }) => (types.includes(type) ? sum + end - start : sum), 0);
}

/** A figure of these facts, as a reader works it out on paper. */
export function figureOf(id: FigureId, facts: readonly Fact[], status?: StatusTimes): FigureValue {
  const count = (...what: readonly Happening[]) => facts.filter((fact) => what.includes(fact.what)).length;
  const counted = (what: Happening): FigureValue => ({ kind: 'count', count: count(what) });
  const average = (what: Happening): FigureValue => {
    const sum = facts.reduce((ms, fact) => (fact.what === what ? ms + fact.ms : ms), 0);
    return count(what) === 0 ? { kind: 'none' } : { kind: 'average', ms: sum / count(what), count: count(what) };
  };
  const rate = (numerator: number, denominator: number, target?: number): FigureValue =>
    denominator === 0
      ? { kind: 'none' }
      : { kind: 'rate', numerator, denominator, ...(target === undefined ? {} : { target }) };
  switch (id) {
    case 'offered':
      return counted('offered');
    case 'answered':
      return counted('answered');
    case 'handled':
      return counted('handled');
    case 'aht':
      return average('handled');
    case 'talk':
      return average('talked');
    case 'hold':
      return average('held');
    case 'acw':
      return average('worked-after');
    case 'asa':
      return average('answered');
    case 'wait':
      return average('waited');
    case 'longestWait': {
      const waits = facts.filter(({ what }) => what === 'waited').map(({ ms }) => ms);
      return waits.length === 0 ? { kind: 'none' } : { kind: 'longest', ms: Math.max(...waits), count: waits.length };
    }
    case 'abandoned':
      return rate(
        count('abandoned'),
        facts.filter(({ what, leg }) => what === 'offered' && leg.media !== 'callback').length,
      );
    case 'serviceLevel':
      return rate(count('answered-in-time'), count('to-be-answered-in-time'), 0.8);
    case 'transferred':
      return rate(count('blind-transfer', 'consult-transfer'), count('handled'));
    case 'blindTransfers':
      return counted('blind-transfer');
    case 'consultTransfers':
      return counted('consult-transfer');
    case 'outbound':
      return counted('outbound');
    case 'notResponding':
      return counted('missed');
    case 'onQueue':
      return status === undefined ? { kind: 'none' } : { kind: 'time', ms: status.onQueueMs };
    case 'occupancy':
      return status === undefined || status.readyMs === 0
        ? { kind: 'none' }
        : { kind: 'time-share', partMs: status.busyMs, wholeMs: status.readyMs };
    default:
      return id satisfies never;
  }
}

export interface StatusTimes {
  readonly onQueueMs: number;
  readonly busyMs: number;
  /** On queue and not refusing what rings. */
  readonly readyMs: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Time on queue, and what of it was spent in conversations: spans laid over each other. */
export function statusTimesOf(history: History, people: readonly Person[], interval: Span): StatusTimes {
  const times = people.map((person) => {
    const presences = history.presencesOf(person, interval);
    const onQueue = presences.flatMap(({ presence, at }, index) =>
      presence.systemPresence === 'OnQueue' ? [{ start: at, end: presences[index + 1]?.at ?? interval.end }] : [],
    );
    const busy = history
      .legsOf(person, interval)
      .filter(({ leg }) => leg.purpose === 'agent')
      .flatMap(({ leg }) => leg.segments.filter(({ type }) => !['alert', 'parked', 'monitoring'].includes(type)));
    const silent = history.notRespondingOf(person, interval);
    const within = [interval];
    return {
      onQueueMs: overlap([within, onQueue]),
      busyMs: overlap([within, onQueue, busy]) - overlap([within, onQueue, busy, silent]),
      readyMs: overlap([within, onQueue]) - overlap([within, onQueue, silent]),
    };
  });
  return {
    onQueueMs: times.reduce((sum, { onQueueMs }) => sum + onQueueMs, 0),
    busyMs: times.reduce((sum, { busyMs }) => sum + busyMs, 0),
    readyMs: times.reduce((sum, { readyMs }) => sum + readyMs, 0),
  };
}

/** For how long some span of each of the lists goes on at once. */
function overlap(lists: readonly (readonly Span[])[]): number {
  const moments = [...new Set(lists.flat().flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return moments.reduce((sum, at, index) => {
    const next = moments[index + 1] ?? at;
    const all = lists.every((spans) => spans.some(({ start, end }) => start <= at && at < end));
    return all ? sum + next - at : sum;
  }, 0);
}
