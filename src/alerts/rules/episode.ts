import type { Instant } from '../../domain/time.ts';
import { type AlertRule, LONGEST_CLEARING_MS, QUIET_AFTER_TAKEN_MS, QUIET_MS } from './rule.ts';

/** Somebody to whom a condition of people applies. */
export interface Affected {
  readonly agentId: string;
  readonly name: string;
  /** Since when they have been in that state. */
  readonly since: Instant;
}

/** What was measured, as it is told. */
export type Measured =
  /** Of `waiting` and `longest-wait`. */
  | { readonly kind: 'waiting'; readonly count: number; readonly longestSince?: Instant | undefined }
  /** Free, of those who are on queue and have joined this one. `inPart`: of those whom the owner may see. */
  | { readonly kind: 'free'; readonly free: number; readonly onQueue: number; readonly inPart: boolean }
  /** Today so far; the share is `numerator / denominator` where Genesys gives both, 0 to 1. */
  | {
      readonly kind: 'rate';
      /** Absent while nothing was offered that it could be a share of. */
      readonly share?: number | undefined;
      readonly numerator?: number | undefined;
      readonly denominator?: number | undefined;
      readonly offered: number;
    }
  /** Those to whom it applies, the longest first; nobody, once it is over. */
  | { readonly kind: 'people'; readonly affected: readonly Affected[] };

/** The same, with the number that is compared: a count, milliseconds, or a share; of people the longest time. */
export interface Moment {
  readonly at: Instant;
  readonly amount: number;
  readonly measured: Measured;
}

export const ENDINGS = ['back', 'outside-hours', 'changed', 'paused', 'deleted', 'out-of-sight', 'owner-left'] as const;
/** `back`: the condition is not true any more. Otherwise nobody watches any longer. */
export type Ending = (typeof ENDINGS)[number];

/** One time that a condition was true for long enough: one message. */
export interface Episode {
  /** Names it in claims and in its message. */
  readonly id: string;
  readonly ruleId: string;
  /** Since when the condition has been true. */
  readonly since: Instant;
  /** When that had lasted for long enough, and was told. */
  readonly begunAt: Instant;
  /** The last that is known. */
  readonly now: Moment;
  readonly worst: Moment;
  /** Since when it has not been true, while it is waited whether it stays so. */
  readonly clearingSince?: Instant | undefined;
  readonly taken?: { readonly by: string; readonly at: Instant } | undefined;
  readonly ended?: { readonly at: Instant; readonly why: Ending } | undefined;
}

/** What is known of a condition at one moment. */
export type Reading =
  /** Nobody could say: that changes nothing. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly holds: boolean;
      /** Since when it has been true, where what was measured tells it. */
      readonly since?: Instant | undefined;
      readonly amount: number;
      readonly measured: Measured;
    };

/** What is remembered of a rule between two readings. Plain JSON. */
export interface Track {
  /** When the last reading was made that said anything. */
  readonly seenAt?: Instant | undefined;
  /** Since when the condition has been true, while there is no episode. */
  readonly since?: Instant | undefined;
  /** When it was last seen not to be true. */
  readonly falseAt?: Instant | undefined;
  readonly quietUntil?: Instant | undefined;
  /** The one that lasts. */
  readonly episode?: Episode | undefined;
}

/** What a reading has brought about. */
export interface Step {
  readonly track: Track;
  readonly begun?: Episode | undefined;
  readonly ended?: Episode | undefined;
}

export type Watched = Pick<AlertRule, 'id' | 'condition' | 'forMs' | 'mutedUntil'>;

/** When nobody has seen anything for longer, what was true before is not taken to have lasted. */
export const GAP_MS = 5 * 60_000;

/**
 * What follows from one more reading. A condition that has been true for long enough begins an episode, unless the rule
 * is muted or still quiet after the one before; one that has not been true for as long (at most two minutes) ends it. A
 * reading that says nothing changes nothing.
 */
export function step(before: Track, rule: Watched, reading: Reading, at: Instant): Step {
  if (reading.kind === 'unknown') return { track: before };
  const track = {
    ...(before.seenAt !== undefined && at - before.seenAt > GAP_MS ? unseen(before) : before),
    seenAt: at,
  };
  const moment: Moment = { at, amount: reading.amount, measured: reading.measured };
  const { episode } = track;
  if (episode !== undefined) return goOn({ ...track, episode }, rule, reading.holds, moment);
  if (!reading.holds) return { track: { ...track, since: undefined, falseAt: at } };
  const told = Math.min(reading.since ?? at, at);
  const since = track.since ?? Math.max(told, track.falseAt ?? told);
  if (at < tellableAt({ ...track, since }, rule)) return { track: { ...track, since } };
  const begun: Episode = {
    id: `${rule.id}/${at.toString(36)}`,
    ruleId: rule.id,
    since,
    begunAt: at,
    now: moment,
    worst: moment,
  };
  return { track: { seenAt: at, episode: begun }, begun };
}

function goOn(track: Track & { readonly episode: Episode }, rule: Watched, holds: boolean, moment: Moment): Step {
  const { clearingSince, ...before } = track.episode;
  const worst = isWorse(moment.amount, before.worst.amount, rule) && holds ? moment : before.worst;
  if (holds) return { track: { ...track, falseAt: undefined, episode: { ...before, now: moment, worst } } };
  const since = clearingSince ?? moment.at;
  const episode: Episode = { ...before, now: moment, worst, clearingSince: since };
  if (moment.at - since < clearingMs(rule)) return { track: { ...track, falseAt: moment.at, episode } };
  const ended: Episode = { ...episode, ended: { at: since, why: 'back' } };
  const quietMs = ended.taken === undefined ? QUIET_MS : QUIET_AFTER_TAKEN_MS;
  return { track: { seenAt: moment.at, falseAt: moment.at, quietUntil: moment.at + quietMs }, ended };
}

/** Nobody watches any more: what lasts ends, and what was true so far is forgotten. */
export function cease(track: Track, why: Exclude<Ending, 'back'>, at: Instant): Step {
  const { quietUntil, episode } = track;
  if (episode === undefined) return { track: { quietUntil } };
  const { clearingSince: _open, ...rest } = episode;
  return { track: { quietUntil }, ended: { ...rest, ended: { at, why } } };
}

/** Somebody is on it: the first one counts. */
export function take(track: Track, by: string, at: Instant): Track {
  const { episode } = track;
  if (episode === undefined || episode.taken !== undefined) return track;
  return { ...track, episode: { ...episode, taken: { by, at } } };
}

/** When the next reading may bring something about, if what was seen stays so; nothing when only a change can. */
export function ripeAt(track: Track, rule: Watched): Instant | undefined {
  const { episode, since } = track;
  if (episode !== undefined) {
    return episode.clearingSince === undefined ? undefined : episode.clearingSince + clearingMs(rule);
  }
  return since === undefined ? undefined : tellableAt({ ...track, since }, rule);
}

/** When what has been true since then may be told. */
export function tellableAt({ since, quietUntil = 0 }: Track & { readonly since: Instant }, rule: Watched): Instant {
  return Math.max(since + rule.forMs, quietUntil, rule.mutedUntil ?? 0);
}

function clearingMs({ forMs }: Watched): number {
  return Math.min(forMs, LONGEST_CLEARING_MS);
}

/** What has not been looked at is not known to have lasted. */
function unseen({ episode, quietUntil }: Track): Track {
  if (episode === undefined) return { quietUntil };
  const { clearingSince: _unseen, ...rest } = episode;
  return { quietUntil, episode: rest };
}

/** A condition that asks for less is worse the less there is. */
function isWorse(amount: number, than: number, { condition }: Watched): boolean {
  return condition.kind === 'queue' && condition.compare === '<' ? amount < than : amount > than;
}
