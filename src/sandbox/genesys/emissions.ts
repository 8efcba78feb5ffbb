import type { Instant } from '../../domain/time.ts';
import type { QueueMedia } from './organisation.ts';
import { type Conversation, connectedAt, disconnectedAt, type Leg, legEnd, legStart } from './timeline.ts';
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
      return [{ metric: 'tIvr', at: legEnd(leg), value: legEnd(leg) - legStart(leg), complete: false }];
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
  const emissions: Emission[] = [
    { metric: 'nOffered', at: entered, complete: false },
    { metric: 'tAcd', at: left, value, complete: false },
    { metric: 'tWait', at: left, value, complete: false },
  ];
  // Callbacks have metrics of their own for being given up and for their service level.
  if (leg.media === 'callback') return emissions;
  const abandoned = leg.ending === 'abandoned';
  emissions.push({ metric: 'oServiceLevel', at: left, met: !abandoned && inTime, complete: false });
  if (abandoned) emissions.push({ metric: 'tAbandon', at: left, value, complete: false });
  if (abandoned && value < SHORT_ABANDON_MS)
    emissions.push({ metric: 'tShortAbandon', at: left, value, complete: false });
  if (!abandoned && !inTime) emissions.push({ metric: 'nOverSla', at: left, complete: false });
  return emissions;
}

function agentEmissions(conversation: Conversation, leg: Leg): readonly Emission[] {
  const emissions: Emission[] = [];
  const during = (metric: AggregateMetric, at: Instant, value?: number): void => {
    emissions.push(value === undefined ? { metric, at, complete: false } : { metric, at, value, complete: false });
  };
  const complete = (metric: AggregateMetric, at: Instant, value?: number): void => {
    emissions.push(value === undefined ? { metric, at, complete: true } : { metric, at, value, complete: true });
  };
  const total = { talk: 0, held: 0, other: 0, parked: 0 };
  for (const { type, start, end } of leg.segments) {
    const value = end - start;
    if (type === 'alert') {
      during('tAlert', end, value);
      if (leg.ending === 'no-answer') during('tNotResponding', end, value);
    } else if (type === 'interact') {
      during('tTalk', end, value);
      total.talk += value;
    } else if (type === 'hold') {
      during('tHeld', end, value);
      total.held += value;
    } else if (type === 'parked') {
      during('tPark', end, value);
      total.parked += value;
    } else if (type === 'dialing' || type === 'contacting') {
      during(type === 'dialing' ? 'tDialing' : 'tContacting', end, value);
      total.other += value;
    } else if (type === 'wrapup') {
      complete('tAcw', end, value);
      total.other += value;
    }
  }
  const connected = connectedAt(leg);
  const parted = disconnectedAt(leg);
  if (connected !== undefined) {
    during('nConnected', connected);
    const answers = leg.direction === 'inbound' && leg.media !== 'callback' && leg.queuedAt !== undefined;
    if (answers) during('tAnswered', connected, connected - (leg.queuedAt ?? connected));
    complete('tTalkComplete', parted, total.talk);
    if (total.held > 0) complete('tHeldComplete', parted, total.held);
    if (total.parked > 0) complete('tParkComplete', parted, total.parked);
  }
  if (conversation.originatingDirection === 'outbound') {
    during('nOutbound', legStart(leg));
    during('nOutboundAttempted', legStart(leg));
    if (connected !== undefined) during('nOutboundConnected', connected);
  }
  if (leg.ending === 'transfer' || leg.ending === 'consult-transfer') {
    complete('nTransferred', parted);
    complete(leg.ending === 'transfer' ? 'nBlindTransferred' : 'nConsultTransferred', parted);
    if (leg.ending === 'consult-transfer') complete('nConsult', parted);
  }
  if (total.talk + total.other > 0) complete('tHandle', legEnd(leg), total.talk + total.held + total.other);
  return emissions;
}

function listeningEmissions(leg: Leg): readonly Emission[] {
  const value = legEnd(leg) - legStart(leg);
  const metric = leg.segments[0].type === 'coaching' ? 'tCoaching' : 'tMonitoring';
  return [
    { metric, at: legEnd(leg), value, complete: false },
    { metric: `${metric}Complete`, at: legEnd(leg), value, complete: true },
  ];
}
