import type { Media } from '../../domain/media.ts';
import type { About, Target } from '../../domain/question.ts';
import type { Window } from '../../domain/schedule/window.ts';
import type { Instant } from '../../domain/time.ts';

export const QUEUE_MEASURES = ['waiting', 'longest-wait', 'free', 'service-level', 'abandoned'] as const;
export type QueueMeasure = (typeof QUEUE_MEASURES)[number];

export const PEOPLE_MEASURES = ['acw', 'held', 'not-responding', 'break'] as const;
export type PeopleMeasure = (typeof PEOPLE_MEASURES)[number];

/** What must be true. */
export type Condition =
  | {
      readonly kind: 'queue';
      readonly measure: QueueMeasure;
      /** Voice unless one is named: an e-mail may wait for days. Of `free` it says nothing: people take all media. */
      readonly medium: Media;
      readonly compare: '>' | '<';
      /** A number; of `longest-wait` milliseconds; of the two rates of today a share, 0 to 1. */
      readonly threshold: number;
      /** The two rates of today are judged only when so many were offered. */
      readonly atLeastOffered?: number | undefined;
    }
  | { readonly kind: 'people'; readonly measure: PeopleMeasure; readonly longerThanMs: number };

/** Something that somebody wants to be told of. */
export interface AlertRule {
  readonly id: string;
  /** It tells what this person may see, at each beginning. */
  readonly owner: { readonly slackUserId: string; readonly slackTeamId: string };
  readonly to: { readonly kind: 'channel'; readonly id: string } | { readonly kind: 'owner' };
  /** One queue, by id, for a condition of a queue; a person, a team, a group or a queue's members otherwise. */
  readonly target: Target;
  /** Whom it is about, as it was called when the rule was made; its words are Slack's. */
  readonly about: About;
  readonly condition: Condition;
  /** For so long it must have been true. */
  readonly forMs: number;
  /** Always, when absent. */
  readonly when?: Window | undefined;
  /** IANA zone of the maker, in which `when` is read. */
  readonly zone: string;
  readonly mention: 'none' | 'here' | 'channel';
  /** `resting`: its owner has left; whoever administers the app may hand it over. */
  readonly state: 'on' | 'paused' | 'resting';
  /** No new message before this. */
  readonly mutedUntil?: Instant | undefined;
  readonly madeAt: Instant;
  /** When what it watches was changed last. */
  readonly changedAt: Instant;
}

/** What a person decides about a rule. */
export type RuleDraft = Omit<AlertRule, 'id' | 'state' | 'mutedUntil' | 'madeAt' | 'changedAt'>;

const MINUTE_MS = 60_000;

/**
 * For how long a condition must be true when nobody says so. Of people none: "on hold for more than 3m" has a time of its
 * own, and is told when that is over.
 */
export function usualFor(condition: Condition): number {
  if (condition.kind === 'people') return 0;
  return condition.measure === 'waiting' || condition.measure === 'longest-wait' ? MINUTE_MS / 2 : MINUTE_MS;
}

/** With fewer offered, a rate of today says little; when nobody says otherwise. */
export const USUAL_LEAST_OFFERED = 20;

/** What ended is over when it has been so for as long as it had to be true, and at most this. */
export const LONGEST_CLEARING_MS = 2 * MINUTE_MS;
/** After its end the same is not told again for so long. */
export const QUIET_MS = 15 * MINUTE_MS;
/** And for so long, when somebody had said that they were on it. */
export const QUIET_AFTER_TAKEN_MS = 60 * MINUTE_MS;
/** "Mute 1 h". */
export const MUTE_MS = 60 * MINUTE_MS;
