import type { Instant } from '../../../domain/time.ts';
import { TIMEOUT_WRAP_UP, WRAP_UP_CODES } from '../centre/catalogue.ts';
import type { Person, Queue, QueueMedia } from '../centre/organisation.ts';
import type { Random } from '../centre/random.ts';
import { type Direction, disconnectedAt, type Leg, layOut, type SegmentType, type WrapUp } from './timeline.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An agent to whom a conversation of a queue comes, and when. */
export type Cast = { readonly agent: Person; readonly queue: Queue; readonly at: Instant };
/** Segments by type and length in milliseconds. */
export type Parts = readonly (readonly [SegmentType, number])[];

/** The legs before the agent's: the customer, the menu, the queue. */
export type Before = (answeredAt: Instant, customerLeftAt: Instant, abandoned?: boolean) => readonly Leg[];

export function waiting(media: QueueMedia, queue: Queue, queuedAt: Instant): Before {
  const menu = media === 'voice' ? 11_250 : 0;
  const start = queuedAt - menu;
  return (answeredAt, customerLeftAt, abandoned = false) => [
    customerLeg(media, 'inbound', start, [['interact', customerLeftAt - start]], 'client'),
    ...(menu > 0 ? [ivrLeg(start, menu)] : []),
    acdLeg(media, queue, queuedAt, answeredAt, abandoned),
  ];
}

function ivrLeg(start: Instant, length: number): Leg {
  return {
    purpose: 'ivr',
    media: 'voice',
    direction: 'inbound',
    skillIds: [],
    segments: layOut(start, [['ivr', length]]),
    ending: 'transfer',
  };
}

export function acdLeg(media: QueueMedia, queue: Queue, start: Instant, end: Instant, abandoned: boolean): Leg {
  return {
    purpose: 'acd',
    media,
    direction: 'inbound',
    queueId: queue.id,
    skillIds: queue.skillIds,
    segments: layOut(start, [['interact', Math.max(1, end - start)]]),
    ending: abandoned ? 'abandoned' : 'transfer',
  };
}

export function customerLeg(
  media: QueueMedia,
  direction: Direction,
  start: Instant,
  parts: Parts,
  ending: Leg['ending'],
): Leg {
  return { purpose: 'customer', media, direction, skillIds: [], segments: layOut(start, parts), ending };
}

export function agentLeg(
  { agent, queue, at }: Cast,
  media: QueueMedia,
  direction: Direction,
  parts: Parts,
  random: Random,
  more: Partial<Pick<Leg, 'queuedAt' | 'ending' | 'consultOf'>>,
): Leg {
  const segments = layOut(at, parts);
  const wrapUp = segments.some((segment) => segment.type === 'wrapup')
    ? codeFor(random, segments.at(-1)?.start)
    : undefined;
  return {
    purpose: 'agent',
    media,
    direction,
    userId: agent.id,
    teamId: agent.teamId,
    queueId: queue.id,
    skillIds: queue.skillIds,
    segments,
    ending: 'client',
    ...more,
    ...(wrapUp === undefined ? {} : { wrapUp }),
  };
}

export function monitoring(supervisor: Person, leg: Leg, index: number, random: Random): Leg {
  const from = leg.segments[0].end + random.whole(5, 20) * SECOND;
  return {
    purpose: 'agent',
    media: 'voice',
    direction: 'outbound',
    userId: supervisor.id,
    teamId: supervisor.teamId,
    queueId: leg.queueId,
    skillIds: [],
    segments: layOut(from, [['monitoring', Math.max(SECOND, disconnectedAt(leg) - from)]]),
    ending: 'peer',
    monitors: index,
  };
}

function codeFor(random: Random, wrapUpStart: Instant | undefined): WrapUp {
  const codeId = random.chance(0.04)
    ? TIMEOUT_WRAP_UP.id
    : (WRAP_UP_CODES[random.whole(0, WRAP_UP_CODES.length - 1)]?.id ?? TIMEOUT_WRAP_UP.id);
  const provisional = wrapUpStart !== undefined && random.chance(0.3);
  return provisional ? { codeId, provisionalFrom: wrapUpStart + 3 * SECOND } : { codeId };
}

export function talkParts(random: Random): Parts {
  const talk = random.duration(4 * MINUTE);
  if (!random.chance(0.28)) return [['interact', talk]];
  const first = Math.floor(talk * (0.3 + 0.4 * random.next()));
  const hold = random.duration(55 * SECOND);
  if (!random.chance(0.2))
    return [
      ['interact', first],
      ['hold', hold],
      ['interact', talk - first],
    ];
  const again = random.duration(30 * SECOND);
  return [
    ['interact', first],
    ['hold', hold],
    ['interact', 9 * SECOND],
    ['hold', again],
    ['interact', talk - first],
  ];
}

export function afterCall(random: Random): number {
  return random.chance(0.03) ? 0 : random.duration(65 * SECOND);
}

/** How long these parts take together. */
export function total(parts: Parts): number {
  return parts.reduce((sum, [, length]) => sum + length, 0);
}
