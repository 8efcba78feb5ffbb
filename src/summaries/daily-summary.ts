import { createHash } from 'node:crypto';
import type { Asker } from '../domain/asker.ts';
import { type Headline, headlineOf } from '../domain/figures/headline.ts';
import { largestChanges, type TracedChange } from '../domain/figures/ranking.ts';
import { isoDate } from '../domain/period/calendar.ts';
import type { Coverage, Schedule } from '../domain/schedule/schedule.ts';
import type { AgentStats } from '../reports/stats/agent-stats.ts';
import type { NothingMeasured, StatsAnswer, StatsReport } from '../reports/stats/answer.ts';
import type { Run } from './run.ts';

/** What one post of a summary is made of. */
export type DailySummary =
  | {
      readonly kind: 'summary';
      readonly report: StatsReport;
      readonly headline: Headline;
      /** The changes that mattered most; none on an ordinary day. */
      readonly changes: readonly TracedChange[];
      /** Whether people may be named in it. */
      readonly named: boolean;
      /** The same figures, the same digest. */
      readonly digest: string;
    }
  /** No conversations in these days. */
  | { readonly kind: 'quiet'; readonly report: NothingMeasured; readonly digest: string }
  /** The owner may not see it any more, or it is about nobody. */
  | { readonly kind: 'refused'; readonly answer: Refusal };

export type Refusal = Exclude<StatsAnswer, { readonly kind: 'report' | 'nothing' | 'large' }>;

export interface DailySummaries {
  /**
   * Works out what the owner may see at this moment.
   *
   * @param named people may be named: the details are by agent, otherwise by queue
   * @throws SourceError when Genesys Cloud does not answer
   */
  prepare(of: {
    readonly schedule: Pick<Schedule, 'who' | 'timeZone'>;
    readonly coverage: Coverage;
    readonly owner: Asker;
    readonly named: boolean;
  }): Promise<DailySummary>;
}

/** The summary is the answer to `/agent-stats` for its days, asked by its owner; nothing is counted a second way. */
export function createDailySummaries({ stats }: { readonly stats: Pick<AgentStats, 'answer'> }): DailySummaries {
  return {
    prepare: async ({ schedule, coverage, owner, named }) => {
      const { first, last } = coverage.days;
      const answer = await stats.answer(
        {
          kind: 'stats',
          who: schedule.who,
          period: first === last ? isoDate(first) : `${isoDate(first)}..${isoDate(last)}`,
          timeZone: schedule.timeZone,
          media: [],
          by: named ? 'agent' : 'queue',
        },
        owner,
      );
      // Nobody waits for a summary: a large one is made, only not at once.
      const report = answer.kind === 'large' ? await answer.proceed(() => undefined) : answer;
      if (report.kind === 'report') return summaryOf(report, named);
      if (report.kind === 'nothing') return { kind: 'quiet', report, digest: 'nothing' };
      return { kind: 'refused', answer: report };
    },
  };
}

function summaryOf(report: StatsReport, named: boolean): DailySummary {
  const status = report.status.kind === 'known' ? report.status : undefined;
  const before = report.before && { sums: report.before.sums, status: status?.before };
  const now = { sums: report.now, status: status?.now };
  const headline = headlineOf(report.scope, now, before, 'post');
  const changes = before === undefined ? [] : largestChanges(report.scope, now, before);
  return { kind: 'summary', report, headline, changes, named, digest: digestOf([headline, changes], report) };
}

function digestOf(told: readonly unknown[], { split, trend }: StatsReport): string {
  return createHash('sha256')
    .update(JSON.stringify([told, split, trend]))
    .digest('base64url')
    .slice(0, 22);
}

/** What a run posts: as its owner may see it at this moment, and as its readers may read it. */
export function createPrepare(parts: {
  readonly summaries: DailySummaries;
  readonly askerOf: (from: { readonly userId: string; readonly teamIds: readonly string[] }) => Promise<Asker>;
  /** Whether people may be named to those who read this channel. */
  readonly mayName: (channelId: string) => Promise<boolean>;
}): (run: Run) => Promise<DailySummary> {
  const { summaries, askerOf, mayName } = parts;
  return async ({ schedule, coverage }) => {
    const { owner, names, channel } = schedule;
    const [asker, named] = await Promise.all([
      askerOf({ userId: owner.slackUserId, teamIds: [owner.slackTeamId] }),
      names === 'always' || mayName(channel),
    ]);
    return summaries.prepare({ schedule, coverage, owner: asker, named });
  };
}
