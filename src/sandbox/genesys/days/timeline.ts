import type { Instant } from '../../../domain/time.ts';
import type { QueueMedia } from '../centre/organisation.ts';

/**
 * A conversation as it was, or will have been: everything that the simulated APIs tell is derived from this, seen at
 * the clock. Segments may lie in the future; who asks sees only what has begun.
 */
export interface Conversation {
  readonly id: string;
  readonly start: Instant;
  /** `Infinity` while it has not been decided, and for ever for one that lost its end. */
  readonly end: Instant;
  readonly originatingDirection: Direction;
  readonly divisionIds: readonly string[];
  readonly legs: readonly Leg[];
  /** Every communication was disconnected long ago, but nobody told the conversation: Analytics thinks it goes on. */
  readonly orphan?: boolean;
}

export type Direction = 'inbound' | 'outbound';

/** One participant with one session: somebody's part in a conversation. */
export interface Leg {
  readonly purpose: 'customer' | 'ivr' | 'acd' | 'agent' | 'user';
  readonly media: QueueMedia | 'video';
  /** Of this leg; an agent who calls back is outbound in an inbound conversation. */
  readonly direction: Direction;
  readonly userId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly skillIds: readonly string[];
  readonly segments: readonly [Segment, ...Segment[]];
  /** How it ended: `transfer` is a blind one. */
  readonly ending: 'client' | 'peer' | 'transfer' | 'consult-transfer' | 'no-answer' | 'abandoned';
  /** When the wait in the queue began that this agent ended by answering. */
  readonly queuedAt?: Instant | undefined;
  /** Index of the leg whose agent asked this one for advice. */
  readonly consultOf?: number | undefined;
  /** Index of the leg that this one listens to. */
  readonly monitors?: number | undefined;
  readonly wrapUp?: WrapUp | undefined;
}

export interface WrapUp {
  readonly codeId: string;
  /** Chosen by the agent while after-call work goes on. */
  readonly provisionalFrom?: Instant | undefined;
}

export const SEGMENT_TYPES = [
  'alert',
  'barging',
  'callback',
  'coaching',
  'contacting',
  'converting',
  'delay',
  'dialing',
  'hold',
  'interact',
  'ivr',
  'monitoring',
  'parked',
  'scheduled',
  'screenmonitoring',
  'sharing',
  'system',
  'transmitting',
  'unknown',
  'uploading',
  'voicemail',
  'wrapup',
] as const;
export type SegmentType = (typeof SEGMENT_TYPES)[number];

/** Neighbouring segments of a leg touch. */
export interface Segment {
  readonly type: SegmentType;
  readonly start: Instant;
  readonly end: Instant;
}

/** The types in which the two sides are connected. */
export const CONNECTED: ReadonlySet<SegmentType> = new Set([
  'interact',
  'hold',
  'parked',
  'monitoring',
  'coaching',
  'barging',
]);

export function legStart(leg: Leg): Instant {
  return leg.segments[0].start;
}

export function legEnd(leg: Leg): Instant {
  return (leg.segments.at(-1) ?? leg.segments[0]).end;
}

/** The segment that goes on at this instant. */
export function segmentAt(leg: Leg, at: Instant): Segment | undefined {
  return leg.segments.find((segment) => segment.start <= at && at < segment.end);
}

/** When the two sides were connected: the first segment in which they were. */
export function connectedAt(leg: Leg): Instant | undefined {
  return leg.segments.find((segment) => CONNECTED.has(segment.type))?.start;
}

/** When the two sides parted: the end of the last segment that is not after-call work. */
export function disconnectedAt(leg: Leg): Instant {
  const last = leg.segments.findLast((segment) => segment.type !== 'wrapup');
  return (last ?? leg.segments[0]).end;
}

/** Lays segments end to end from an instant; those of no length are left out. */
export function layOut(
  start: Instant,
  parts: readonly (readonly [SegmentType, number])[],
): readonly [Segment, ...Segment[]] {
  const segments: Segment[] = [];
  let at = start;
  for (const [type, length] of parts) {
    if (length <= 0) continue;
    segments.push({ type, start: at, end: at + length });
    at += length;
  }
  const [first, ...rest] = segments;
  if (first === undefined) throw new Error('A leg needs a segment');
  return [first, ...rest];
}
