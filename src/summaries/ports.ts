import type { Day } from '../domain/period/calendar.ts';
import type { Posting, PostRefusal } from '../domain/posting.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { DailySummary } from './daily-summary.ts';
import type { Run } from './run.ts';

/** Works the summary out as its owner may see it at this moment. Rejects with SourceError when Genesys Cloud fails. */
export type Prepare = (run: Run) => Promise<DailySummary>;

export interface ScheduleLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The messages of a run, as Slack names them. */
export interface PostedSummary {
  readonly ts: string;
  readonly detailsTs?: string | undefined;
}

/** What the owner of a schedule is told in a direct message. */
export type OwnerNews =
  | { readonly kind: 'post-refused'; readonly why: PostRefusal }
  | { readonly kind: 'summary-refused'; readonly summary: Extract<DailySummary, { kind: 'refused' }> }
  /** These posts were not made, and will not be. */
  | { readonly kind: 'skipped'; readonly days: readonly Day[]; readonly because: SkipReason }
  /** Slack did not say whether it took this part of a post, and it could not be looked for. It is not sent again. */
  | { readonly kind: 'in-doubt'; readonly day: Day; readonly part: 'headline' | 'details' };

export const SKIP_REASONS = ['late', 'genesys-unavailable', 'slack-unavailable'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Slack, as far as a run needs it. None of these tries again by itself, or one post could become two. */
export interface Poster {
  headline(run: Run, summary: Postable, how: { readonly late: boolean }): Promise<Posting>;
  details(run: Run, summary: Postable, headlineTs: string): Promise<Posting>;
  /** Brings both messages up to date after the figures have settled. */
  edit(run: Run, summary: Postable, posted: PostedSummary): Promise<Posting>;
  /** Looks for the messages of a run by their metadata. `cannot-look`: the app has no scope for history, or no access. */
  find(run: Run): Promise<PostedSummary | 'absent' | 'cannot-look'>;
  /** A direct message to the owner. Rejects when it cannot be delivered. */
  tell(schedule: Schedule, news: OwnerNews): Promise<void>;
}

export type Postable = Exclude<DailySummary, { kind: 'refused' }>;
