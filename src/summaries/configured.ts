import type { Target } from '../domain/question.ts';
import type { Weekday } from '../domain/time.ts';
import type { ScheduleDraft } from './kept-schedules.ts';

/** The `SUMMARY_…` variables, read one by one. */
export interface ConfiguredSummary {
  readonly channel?: string | undefined;
  readonly owner?: string | undefined;
  readonly time: string;
  readonly timeZone: string;
  readonly days: readonly Weekday[];
  /** Whose figures; empty is the default scope. */
  readonly scope: readonly Target[];
}

/**
 * The schedule that the configuration asks for, if it asks for one.
 *
 * @param slackTeamId the workspace that the app is installed in
 */
export function configuredSummary(
  { channel, owner, time, timeZone, days, scope }: ConfiguredSummary,
  slackTeamId: string,
): ScheduleDraft | undefined {
  if (channel === undefined || owner === undefined) return undefined;
  return {
    channel,
    owner: { slackUserId: owner, slackTeamId },
    time,
    timeZone,
    days,
    who: scope,
    quietDays: 'line',
    names: 'members-only',
  };
}
