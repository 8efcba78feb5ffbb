import type { Instant } from '../domain/time.ts';

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
  /** Today so far; the share is `numerator / denominator` where Genesys gives both. */
  | {
      readonly kind: 'rate';
      readonly share: number;
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
