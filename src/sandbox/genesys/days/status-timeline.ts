import type { Instant, Interval } from '../../../domain/time.ts';
import { PRESENCES } from '../centre/catalogue.ts';
import type { PresenceDefinition } from '../centre/organisation.ts';
import { type Leg, legEnd, legStart } from './timeline.ts';

/** From this instant to the next change. */
export interface PresenceChange {
  readonly presence: PresenceDefinition;
  readonly at: Instant;
}

export const ROUTING_STATUS_NAMES = ['OFF_QUEUE', 'IDLE', 'INTERACTING', 'NOT_RESPONDING', 'COMMUNICATING'] as const;
export type RoutingStatusName = (typeof ROUTING_STATUS_NAMES)[number];

export interface RoutingChange {
  readonly status: RoutingStatusName;
  readonly at: Instant;
}

/** The change that rules at the start of the interval, and those within it, in order. */
export function changesWithin<Change extends { readonly at: Instant }>(
  changes: readonly Change[],
  interval: Interval,
): readonly Change[] {
  const sorted = changes.filter((change) => change.at < interval.end).sort((a, b) => a.at - b.at);
  const ruling = sorted.findLastIndex((change) => change.at <= interval.start);
  return sorted.slice(Math.max(0, ruling));
}

/**
 * The routing status that follows from presence and work: off queue unless the presence is On Queue; there, an alert
 * that was not answered wins over work, work of a queue (after-call work included) over a private call.
 */
export function routingChanges(
  facts: {
    readonly presences: readonly PresenceChange[];
    readonly legs: readonly Leg[];
    readonly notResponding: readonly Interval[];
  },
  interval: Interval,
): readonly RoutingChange[] {
  const onQueue = facts.presences.map((change, index) => ({
    start: change.at,
    end: facts.presences[index + 1]?.at ?? interval.end,
    is: change.presence.systemPresence === PRESENCES.onQueue.systemPresence,
  }));
  const queueWork = facts.legs.filter((leg) => leg.purpose === 'agent').flatMap(busySpans);
  const privateCalls = facts.legs.filter((leg) => leg.purpose === 'user').map(wholeSpan);
  const spans = [...onQueue, ...queueWork, ...privateCalls, ...facts.notResponding];
  const instants = [...new Set(spans.flatMap(({ start, end }) => [start, end]))]
    // What began before the first presence that is known says nothing of what it was then.
    .filter((at) => at < interval.end && at >= (facts.presences[0]?.at ?? interval.start))
    .sort((a, b) => a - b);
  const statusAt = (at: Instant): RoutingStatusName => {
    if (!onQueue.some((span) => span.is && covers(span, at))) return 'OFF_QUEUE';
    if (facts.notResponding.some((span) => covers(span, at))) return 'NOT_RESPONDING';
    if (queueWork.some((span) => covers(span, at))) return 'INTERACTING';
    return privateCalls.some((span) => covers(span, at)) ? 'COMMUNICATING' : 'IDLE';
  };
  const changes: RoutingChange[] = [];
  for (const at of instants) {
    const status = statusAt(at);
    if (changes.at(-1)?.status !== status) changes.push({ status, at });
  }
  return changesWithin(changes, interval);
}

function covers(span: Interval, at: Instant): boolean {
  return span.start <= at && at < span.end;
}

function wholeSpan(leg: Leg): Interval {
  return { start: legStart(leg), end: legEnd(leg) };
}

/** When a leg keeps its agent interacting: not while it rings, not while it is put aside. */
function busySpans(leg: Leg): readonly Interval[] {
  return leg.segments.filter((segment) => !['alert', 'parked', 'monitoring'].includes(segment.type));
}
