import type { Media } from '../media.ts';
import type { Instant } from '../time.ts';
import type { AgentStatus } from './status.ts';

/** Why somebody needs a look, the most urgent first. */
export const ATTENTION = ['not-responding', 'after-call-work', 'hold'] as const;
export type AttentionKind = (typeof ATTENTION)[number];

const MINUTE = 60_000;

/** From how long on something needs a look, in milliseconds: nowhere else is it said what is long. */
export const LONG_MS = {
  /** At once: nothing reaches them. */
  'not-responding': 0,
  'after-call-work': 5 * MINUTE,
  hold: 3 * MINUTE,
  /** Of the longest tenth in after-call work: less than this is long for nobody. */
  'longest-after-call-work': MINUTE,
  /** In a queue, while somebody is free; a queue's own target, where it is known, comes before it. */
  waiting: MINUTE,
  /** Nobody sits beside an email that they have sent. */
  'waiting-email': 240 * MINUTE,
} as const satisfies Record<AttentionKind | 'longest-after-call-work' | 'waiting' | 'waiting-email', number>;

/** How long something of a medium waits before it is worth a word that somebody is free. */
export function longWaitMs(media: Media): number {
  return media === 'email' ? LONG_MS['waiting-email'] : LONG_MS.waiting;
}

export interface Attention {
  readonly kind: AttentionKind;
  readonly since?: Instant | undefined;
}

/** The most urgent reason to look at each of these people, by agent id, of those for whom there is one. */
export function attentionTo(statuses: readonly AgentStatus[], now: Instant): ReadonlyMap<string, Attention> {
  const wrapUpMs = longWrapUpMs(statuses, now);
  return new Map(
    statuses.flatMap((status): [string, Attention][] => {
      const attention = mostUrgent(status, now, wrapUpMs);
      return attention === undefined || status.agentId === undefined ? [] : [[status.agentId, attention]];
    }),
  );
}

/** Of two of a kind, the one that lasts longer. */
function mostUrgent(status: AgentStatus, now: Instant, wrapUpMs: number): Attention | undefined {
  const candidates: Attention[] = [];
  if (status.routing?.status === 'not-responding') {
    candidates.push({ kind: 'not-responding', since: status.routing.since });
  }
  for (const { state, stateSince } of status.sessions) {
    const lastedMs = now - (stateSince ?? now);
    const isLongWrapUp = lastedMs > LONG_MS['after-call-work'] || lastedMs >= wrapUpMs;
    if (state === 'after-call-work' && isLongWrapUp) candidates.push({ kind: 'after-call-work', since: stateSince });
    if (state === 'held' && lastedMs > LONG_MS.hold) candidates.push({ kind: 'hold', since: stateSince });
  }
  return candidates.toSorted(byUrgency).at(0);
}

export function byUrgency(one: Attention, other: Attention): number {
  return ATTENTION.indexOf(one.kind) - ATTENTION.indexOf(other.kind) || (one.since ?? 0) - (other.since ?? 0);
}

/** From here on somebody is among the tenth that has been in after-call work the longest; of fewer than ten there is none. */
function longWrapUpMs(statuses: readonly AgentStatus[], now: Instant): number {
  const lasted = statuses
    .flatMap(({ sessions }) => sessions)
    .flatMap(({ state, stateSince }) =>
      state === 'after-call-work' && stateSince !== undefined ? [now - stateSince] : [],
    )
    .toSorted((one, other) => other - one);
  const tenth = lasted[Math.floor(lasted.length / 10) - 1] ?? Infinity;
  return Math.max(tenth, LONG_MS['longest-after-call-work']);
}
