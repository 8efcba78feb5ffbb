import type { Target } from '../domain/question.ts';
import { readDays } from '../domain/schedule/words.ts';
import type { ScheduleDraft } from './schedules.ts';

/** The `SUMMARY_…` variables, checked one by one. */
export interface ConfiguredSummary {
  readonly channel?: string | undefined;
  readonly owner?: string | undefined;
  readonly time: string;
  readonly timeZone: string;
  readonly days: string;
}

/**
 * The schedule that the configuration asks for, if it asks for one.
 *
 * @param who whose figures; empty is the default scope
 * @param slackTeamId the workspace that the app is installed in
 */
export function configuredSummary(
  { channel, owner, time, timeZone, days }: ConfiguredSummary,
  who: readonly Target[],
  slackTeamId: string,
): ScheduleDraft | undefined {
  const weekdays = readDays(days);
  if (channel === undefined || owner === undefined || weekdays === undefined) return undefined;
  return {
    channel,
    owner: { slackUserId: owner, slackTeamId },
    time,
    timeZone,
    days: weekdays,
    who,
    quietDays: 'line',
    names: 'members-only',
  };
}
