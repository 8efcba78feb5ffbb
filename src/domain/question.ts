import type { PlaceKind } from './agent.ts';
import type { FigureId } from './figures/metrics.ts';
import type { Medium } from './media.ts';
import type { Split } from './split.ts';

/** Whom a question is about, as it was asked; resolved to agents in `reports/`. */
export type Target =
  | { readonly kind: 'me' }
  /** A Slack mention whose email Slack has confirmed (already looked up), or a typed address. */
  | { readonly kind: 'email'; readonly email: string; readonly slackUserId?: string | undefined }
  /** The asker's direct reports. */
  | { readonly kind: 'my-team' }
  /** By name as it was typed; with the id, exactly that one, whatever it is called by now. */
  | { readonly kind: PlaceKind; readonly name: string; readonly id?: string | undefined }
  | { readonly kind: 'name'; readonly name: string }
  /** Chosen from a pick list. */
  | { readonly kind: 'agent'; readonly agentId: string };

/** Whom an answer turned out to be about, as facts: whoever shows it finds the words. */
export type About =
  | { readonly kind: 'person'; readonly name: string }
  /** `inPart`: only the people of it whom the asker may see. */
  | { readonly kind: PlaceKind; readonly name: string; readonly inPart?: true | undefined }
  | { readonly kind: 'my-team' }
  | { readonly kind: 'several'; readonly of: readonly About[] }
  /** Everybody in sight: all there are, those of some divisions, or a list of people. */
  | { readonly kind: 'everybody' }
  | { readonly kind: 'divisions'; readonly names: readonly string[] }
  | { readonly kind: 'my-people' };

/**
 * Who is meant when nobody is named, as the configuration says it; nobody in particular is everybody in sight.
 *
 * @example readScope('queue:Billing') //=> [{ kind: 'queue', name: 'Billing' }]
 * @example readScope('visible') //=> []
 * @example readScope('queue:') //=> undefined
 */
export function readScope(text: string): readonly Target[] | undefined {
  const scope = text.trim();
  if (scope === 'visible') return [];
  if (scope === 'team') return [{ kind: 'my-team' }];
  const [, name] = /^queue:\s*(\S.*)$/.exec(scope) ?? [];
  return name === undefined ? undefined : [{ kind: 'queue', name }];
}

/** A question names at most so many: finding who is meant costs requests, before anything is answered. */
export const MOST_TARGETS = 30;

export const LIVE_FILTERS = ['active', 'alerting', 'held', 'after-call-work', 'queued', 'closed'] as const;
export type LiveFilter = (typeof LIVE_FILTERS)[number];

/** What somebody does as a whole, not one conversation of theirs. */
export const AVAILABILITIES = ['free', 'talking', 'on-queue', 'on-break', 'away', 'offline', 'not-responding'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** `/agent-live`: current state. */
export interface LiveQuestion {
  readonly kind: 'live';
  readonly who: readonly Target[];
  readonly media: readonly Medium[];
  readonly states: readonly LiveFilter[];
  /** Of several people only those of whom one of these is true. Absent: everybody. */
  readonly are?: readonly Availability[] | undefined;
}

/** `/agent-stats`: measured history. */
export interface StatsQuestion {
  readonly kind: 'stats';
  readonly who: readonly Target[];
  /** The period in the asker's words, already cut from the rest of the text; `domain/period/period.ts` reads them. */
  readonly period: string;
  /** `tz:Europe/Madrid`; otherwise the asker's own zone. */
  readonly timeZone?: string | undefined;
  readonly media: readonly Medium[];
  readonly skill?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** Absent: `day` when the range is longer than one. */
  readonly by?: Split | undefined;
  /** The words of the period that it is compared with; `before` is the one directly before. Absent: as is usual. */
  readonly compared?: string | undefined;
  /** What was asked for by name, which comes first. */
  readonly figures?: readonly FigureId[] | undefined;
  /** Of a split only so many rows, those with most or least of the first figure. */
  readonly top?: { readonly count: number; readonly most: boolean } | undefined;
}

/** Something that has a name, and that the asker may know of. */
export interface KnownName {
  readonly kind: 'agent' | PlaceKind;
  readonly id: string;
  readonly name: string;
}
