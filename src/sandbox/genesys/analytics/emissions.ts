import type { Instant } from '../../../domain/time.ts';
import type { QueueMedia } from '../centre/organisation.ts';
import {
  type Conversation,
  connectedAt,
  disconnectedAt,
  type Leg,
  legEnd,
  legStart,
  type SegmentType,
} from '../days/timeline.ts';
import type { AggregateMetric } from './vocabulary.ts';

/**
 * Analytics stamps a metric when it completes, and counts it in the interval of that stamp: the handle time of a call
 * at 23:50 whose after-call work ends at 00:10 is tomorrow's. `value` in milliseconds; absent for a count.
 */
export interface Emission {
  readonly metric: AggregateMetric;
  readonly at: Instant;
  readonly value?: number;
  /** For `oServiceLevel`: whether it was answered in time. */
  readonly met?: boolean;
  /** It comes when the part is complete, so it knows the wrap-up code. */
  readonly complete: boolean;
}

/** How soon each media should be answered, and in which share of cases. */
export const SERVICE_TARGET = 0.8;
const SERVICE_LEVEL_MS: Readonly<Record<QueueMedia | 'video', number>> = {
  voice: 20_000,
  callback: 900_000,
  chat: 30_000,
  message: 120_000,
  email: 86_400_000,
  video: 20_000,
};
/** Who hangs up this soon had called by mistake. */
const SHORT_ABANDON_MS = 5000;

/** All that one part in a conversation emits; nothing for private calls, and nothing for what lost its end. */
export function emissionsOf(conversation: Conversation, leg: Leg): readonly Emission[] {
  if (conversation.orphan) return [];
  switch (leg.purpose) {
    case 'acd':
      return queueEmissions(leg);
    case 'agent':
      return leg.monitors === undefined ? agentEmissions(conversation, leg) : listeningEmissions(leg);
    case 'ivr':
      return [emission('tIvr', legEnd(leg), legEnd(leg) - legStart(leg))];
    case 'customer':
    case 'user':
      return [];
    default:
      return leg.purpose satisfies never;
  }
}

/** The queue's metrics: no user has them. */
function queueEmissions(leg: Leg): readonly Emission[] {
  const entered = legStart(leg);
  const left = legEnd(leg);
  const value = left - entered;
  const inTime = value <= SERVICE_LEVEL_MS[leg.media];
  const always = [emission('nOffered', entered), emission('tAcd', left, value), emission('tWait', left, value)];
  // Callbacks have metrics of their own for being given up and for their service level.
  if (leg.media === 'callback') return always;
  const abandoned = leg.ending === 'abandoned';
  return [
    ...always,
    { ...emission('oServiceLevel', left), met: !abandoned && inTime },
    ...(abandoned ? [emission('tAbandon', left, value)] : []),
    ...(abandoned && value < SHORT_ABANDON_MS ? [emission('tShortAbandon', left, value)] : []),
    ...(!abandoned && !inTime ? [emission('nOverSla', left)] : []),
  ];
}

/** What each segment of an agent's part emits when it ends. */
const OF_SEGMENT: Readonly<Partial<Record<SegmentType, AggregateMetric>>> = {
  alert: 'tAlert',
  interact: 'tTalk',
  hold: 'tHeld',
  parked: 'tPark',
  dialing: 'tDialing',
  contacting: 'tContacting',
  wrapup: 'tAcw',
};
/** What counts as handling: what is put aside, or rings, does not. */
const HANDLING: readonly SegmentType[] = ['interact', 'hold', 'dialing', 'contacting', 'wrapup'];

function agentEmissions(conversation: Conversation, leg: Leg): readonly Emission[] {
  const handled = lengthOf(leg, HANDLING);
  const missed = leg.ending === 'no-answer' ? leg.segments.filter(({ type }) => type === 'alert') : [];
  return [
    ...leg.segments.flatMap(({ type, start, end }) => {
      const metric = OF_SEGMENT[type];
      return metric === undefined ? [] : [{ metric, at: end, value: end - start, complete: type === 'wrapup' }];
    }),
    ...missed.map(({ start, end }) => emission('tNotResponding', end, end - start)),
    ...connectionEmissions(conversation, leg),
    ...transferEmissions(leg),
    ...(handled > 0 ? [whole('tHandle', legEnd(leg), handled)] : []),
  ];
}

/** What comes of being connected, or of trying to be. */
function connectionEmissions(conversation: Conversation, leg: Leg): readonly Emission[] {
  const connected = connectedAt(leg);
  const outbound = conversation.originatingDirection === 'outbound';
  const tried = outbound ? [emission('nOutbound', legStart(leg)), emission('nOutboundAttempted', legStart(leg))] : [];
  if (connected === undefined) return tried;
  const parted = disconnectedAt(leg);
  const [held, parked] = [lengthOf(leg, ['hold']), lengthOf(leg, ['parked'])];
  // A callback is not answered, and who is asked for advice answers nobody's wait.
  const answers = leg.direction === 'inbound' && leg.media !== 'callback' && leg.queuedAt !== undefined;
  return [
    ...tried,
    ...(outbound ? [emission('nOutboundConnected', connected)] : []),
    emission('nConnected', connected),
    ...(answers ? [emission('tAnswered', connected, connected - leg.queuedAt)] : []),
    whole('tTalkComplete', parted, lengthOf(leg, ['interact'])),
    ...(held > 0 ? [whole('tHeldComplete', parted, held)] : []),
    ...(parked > 0 ? [whole('tParkComplete', parted, parked)] : []),
  ];
}

function transferEmissions(leg: Leg): readonly Emission[] {
  const parted = disconnectedAt(leg);
  if (leg.ending === 'transfer') return [whole('nTransferred', parted), whole('nBlindTransferred', parted)];
  if (leg.ending !== 'consult-transfer') return [];
  return [whole('nTransferred', parted), whole('nConsultTransferred', parted), whole('nConsult', parted)];
}

function lengthOf(leg: Leg, types: readonly SegmentType[]): number {
  let sum = 0;
  for (const { type, start, end } of leg.segments) if (types.includes(type)) sum += end - start;
  return sum;
}

function emission(metric: AggregateMetric, at: Instant, value?: number): Emission {
  return value === undefined ? { metric, at, complete: false } : { metric, at, value, complete: false };
}

/** One that comes when the part is complete. */
function whole(metric: AggregateMetric, at: Instant, value?: number): Emission {
  return { ...emission(metric, at, value), complete: true };
}

function listeningEmissions(leg: Leg): readonly Emission[] {
  const value = legEnd(leg) - legStart(leg);
  const metric = leg.segments[0].type === 'coaching' ? 'tCoaching' : 'tMonitoring';
  return [emission(metric, legEnd(leg), value), whole(`${metric}Complete`, legEnd(leg), value)];
}
