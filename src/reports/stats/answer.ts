import type { Named } from '../../domain/agent.ts';
import type { MediaSums, StatusSums } from '../../domain/figures/agent-stats.ts';
import type { Scope } from '../../domain/figures/figure.ts';
import type { Watch } from '../../domain/figures/watch.ts';
import type { TimeUnit } from '../../domain/period/buckets.ts';
import type { Period } from '../../domain/period/period.ts';
import type { PeriodProblem } from '../../domain/period/problem.ts';
import type { About, StatsQuestion } from '../../domain/question.ts';
import type { Split } from '../../domain/split.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { WhoProblem } from '../people/who.ts';

/** Every way in which a question about measured history ends, but for a source that fails (`SourceError`). */
export type StatsAnswer =
  | StatsReport
  /** Nothing was measured: "no conversations", not zeros. */
  | NothingMeasured
  | { readonly kind: 'period-problem'; readonly problem: PeriodProblem }
  | { readonly kind: 'unknown-zone'; readonly asked: string }
  | { readonly kind: 'who-problem'; readonly problem: WhoProblem }
  | { readonly kind: 'no-such-skill'; readonly asked: string }
  | { readonly kind: 'several-skills'; readonly asked: string; readonly candidates: readonly string[] }
  | LargeQuestion
  | TooLargeQuestion;

/** What every answer about a period says of itself. */
export interface Provenance {
  readonly question: StatsQuestion;
  readonly period: Period;
  /** What the figures cover: of a running period up to the minute in which they were asked. */
  readonly measured: Interval;
  readonly scope: Scope;
  readonly about: About;
  /** How many people that is, where they are known one by one. */
  readonly people?: number | undefined;
  readonly skill?: Named | undefined;
  /** The queues in which these people's conversations count. */
  readonly inQueues?: readonly Named[] | undefined;
  readonly asOf: Instant;
  readonly cached: boolean;
  readonly stale: boolean;
  /**
   * Of a stale answer: waits for the fetch that goes on behind it and answers again. Stale once more when that failed.
   *
   * @throws SourceError as `answer` does
   */
  readonly refreshed?: (() => Promise<StatsReport | NothingMeasured>) | undefined;
  /** Conversations of the period may still be finished and counted: it runs, or ended less than two hours ago. */
  readonly filling: boolean;
}

export interface StatsReport extends Provenance {
  readonly kind: 'report';
  readonly now: MediaSums;
  readonly before?: { readonly period: Period; readonly sums: MediaSums } | undefined;
  readonly status: StatusPart;
  readonly split: StatsSplit;
  /** How the period went, for a chart; absent when it is one bucket. */
  readonly trend?: Trend | undefined;
  /** Of a day: the hour in which most of its abandons happened, where that tells something. */
  readonly watch?: Watch | undefined;
}

export interface NothingMeasured extends Provenance {
  readonly kind: 'nothing';
  /** The period has begun less than a minute ago. */
  readonly justBegun: boolean;
}

/** Time on queue: from another endpoint with its own permission, so that it may be missing on its own. */
export type StatusPart =
  | {
      readonly kind: 'known';
      readonly now: StatusSums;
      /** Of the same people. */
      readonly before?: StatusSums | undefined;
      /** Of how many people it is known, where Genesys told nothing of the others. */
      readonly people?: { readonly told: number; readonly asked: number } | undefined;
    }
  /** A queue, a filter or more than 100 people: not a figure of this question. */
  | { readonly kind: 'not-asked' }
  /** Genesys had none of it for these people, whose conversations it counted: unknown, not 0. */
  | { readonly kind: 'untold' }
  | { readonly kind: 'forbidden'; readonly missingPermissions: readonly string[] }
  | { readonly kind: 'failed' };

export interface StatsSplit {
  readonly by: Split;
  readonly parts: readonly SplitPart[];
  /** Parts that are not among `parts`, because nobody reads so many. */
  readonly more: number;
  /** The parts could not be named: they are told by what is known of them. */
  readonly unnamed?: { readonly missingPermissions: readonly string[] } | undefined;
}

/** What one agent did on one day. */
export interface AgentDay {
  /** ISO date. */
  readonly day: string;
  readonly agent: string;
  readonly byMedia: MediaSums;
}

/** A row. One without any figure had no conversations. */
export interface SplitPart {
  readonly label: string | Unnamed;
  readonly byMedia: MediaSums;
}

/** What a row is about that has no name. */
export type Unnamed =
  | { readonly kind: 'no-queue' | 'no-wrap-up-code' | 'unknown-agent' | 'unknown-direction' }
  /** Genesys does not know it any more, or the app may not see it. */
  | { readonly kind: 'deleted-or-unseen' }
  /** The list of names could not be read. */
  | { readonly kind: 'unread'; readonly of: 'queue' | 'wrapup'; readonly id: string };

/** A stretch of time. */
export interface TimePart extends SplitPart {
  readonly label: string;
}

export interface Trend {
  readonly unit: TimeUnit | 'two hours';
  readonly points: readonly TimePart[];
}

/** Answered, but not at once: it is told how much it costs before the first request is made. */
export interface LargeQuestion {
  readonly kind: 'large';
  readonly plannedRequests: number;
  /** @throws SourceError as `answer` does */
  readonly proceed: (progress: (done: number, planned: number) => void) => Promise<StatsReport | NothingMeasured>;
}

export interface TooLargeQuestion {
  readonly kind: 'too-large';
  readonly plannedRequests: number;
  readonly mostRequests: number;
  /** The same with a shorter period that can be answered, when there is one. */
  readonly narrower?: StatsQuestion | undefined;
}
