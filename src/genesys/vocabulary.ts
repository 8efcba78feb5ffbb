import {
  type ConversationState,
  ROUTING_STATUSES,
  type RoutingStatus,
  SYSTEM_PRESENCES,
  type SystemPresence,
} from '../domain/live/status.ts';
import { MEDIA, type Media } from '../domain/media.ts';

/**
 * A system presence, in whichever of its three spellings.
 *
 * @example presenceOf('On Queue') //=> 'on-queue'
 * @example presenceOf('ON_QUEUE') //=> 'on-queue'
 * @example presenceOf('OnQueue') //=> 'on-queue'
 * @example presenceOf('Siesta') //=> 'unknown'
 */
export function presenceOf(spelling: string | undefined): SystemPresence {
  return SYSTEM_PRESENCES.find((presence) => letters(presence) === letters(spelling)) ?? 'unknown';
}

/** @example routingOf('NOT_RESPONDING') //=> 'not-responding' */
export function routingOf(spelling: string | undefined): RoutingStatus {
  return ROUTING_STATUSES.find((status) => letters(status) === letters(spelling)) ?? 'unknown';
}

/** @example mediaOf('hologram') //=> 'unknown' */
export function mediaOf(mediaType: string | undefined): Media {
  return MEDIA.find((media) => media === mediaType) ?? 'unknown';
}

export function direction(spelling: string | undefined): 'inbound' | 'outbound' | undefined {
  return spelling === 'inbound' || spelling === 'outbound' ? spelling : undefined;
}

const STATE_OF_SEGMENT: ReadonlyMap<string, ConversationState> = new Map([
  ['alert', 'alerting'],
  ['dialing', 'dialing'],
  ['contacting', 'dialing'],
  ['interact', 'interacting'],
  ['hold', 'held'],
  ['parked', 'parked'],
  ['wrapup', 'after-call-work'],
  ['monitoring', 'supervising'],
  ['coaching', 'supervising'],
  ['barging', 'supervising'],
  ['callback', 'scheduled'],
  ['scheduled', 'scheduled'],
]);

/** The state of a conversation by Analytics' `segmentType`. */
export function stateOfSegment(segmentType: string | undefined): ConversationState {
  return STATE_OF_SEGMENT.get(segmentType ?? '') ?? 'other';
}

function letters(spelling: string | undefined): string {
  return (spelling ?? '').replace(/[^a-z]/gi, '').toLowerCase();
}
