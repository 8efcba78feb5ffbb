import { localDay } from '../domain/period/zone.ts';
import type { Posting } from '../domain/posting.ts';
import { coverageOf, runName, type Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { DailySummary, Refusal } from './daily-summary.ts';
import type { Poster, Prepare } from './ports.ts';
import type { Run } from './run.ts';

/** What a schedule says at this moment, besides the posts that are due. */
export interface OutOfTurn {
  /** What it would post. Rejects with SourceError when Genesys Cloud fails. */
  preview(schedule: Schedule): Promise<{ readonly run: Run; readonly summary: DailySummary }>;
  /** @param reference makes the post's name its own, so that it is taken for none of those that are due */
  post(schedule: Schedule, reference: string): Promise<PostedOutOfTurn>;
}

export type PostedOutOfTurn = Posting | { readonly kind: 'summary-refused'; readonly answer: Refusal };

export function createOutOfTurn(parts: {
  readonly prepare: Prepare;
  readonly poster: Pick<Poster, 'headline' | 'details'>;
  readonly now: () => Instant;
}): OutOfTurn {
  const { prepare, poster, now } = parts;

  function runNow(schedule: Schedule, reference?: string): Run {
    const due = { at: now(), day: localDay(now(), schedule.timeZone) };
    const name = [runName(schedule, due), ...(reference === undefined ? [] : [reference])].join('/');
    return { name, schedule, due, coverage: coverageOf(schedule, due) };
  }

  return {
    preview: async (schedule) => {
      const run = runNow(schedule);
      return { run, summary: await prepare(run) };
    },
    post: async (schedule, reference) => {
      const run = runNow(schedule, reference);
      const summary = await prepare(run);
      if (summary.kind === 'refused') return { kind: 'summary-refused', answer: summary.answer };
      const headline = await poster.headline(run, summary, { late: false });
      if (headline.kind === 'posted') await poster.details(run, summary, headline.ts);
      return headline;
    },
  };
}
