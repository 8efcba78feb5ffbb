import { localDay } from '../../domain/period/zone.ts';
import { coverageOf, type Due, runName, type Schedule } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { DailySummaries, DailySummary } from '../../summaries/daily-summary.ts';
import type { Run } from '../../summaries/run.ts';
import type { Audience } from '../people/audience.ts';
import type { People } from '../people/people.ts';

/** Works out posts as their owner may see them and their readers may read them. */
export interface SummaryShow {
  /** What a run posts. Rejects with SourceError when Genesys Cloud fails. */
  readonly prepare: (run: Run) => Promise<DailySummary>;
  /** The run that would be posted at this moment. */
  readonly runNow: (schedule: Schedule) => Run;
}

export function createSummaryShow(parts: {
  readonly summaries: DailySummaries;
  readonly people: Pick<People, 'asker'>;
  readonly audience: (channelId: string) => Promise<Audience>;
  readonly now: () => Instant;
}): SummaryShow {
  const { summaries, people, audience, now } = parts;
  return {
    prepare: async ({ schedule, coverage }) => {
      const { slackUserId: userId, slackTeamId: teamId } = schedule.owner;
      const [owner, named] = await Promise.all([people.asker({ userId, teamId }), mayName(schedule)]);
      return summaries.prepare({ schedule, coverage, owner, named });
    },
    runNow: (schedule) => {
      const due: Due = { at: now(), day: localDay(now(), schedule.timeZone) };
      return { name: runName(schedule, due), schedule, due, coverage: coverageOf(schedule, due) };
    },
  };

  async function mayName({ names, channel }: Schedule): Promise<boolean> {
    return names === 'always' || (await audience(channel)) === 'members-only';
  }
}
