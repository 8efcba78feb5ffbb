/** Runs and summaries to post. */

import { coverageOf, runName, type Schedule } from '../../../src/domain/schedule/schedule.ts';
import type { StatsReport } from '../../../src/reports/stats/answer.ts';
import { createDailySummaries } from '../../../src/summaries/daily-summary.ts';
import type { Postable } from '../../../src/summaries/ports.ts';
import type { Run } from '../../../src/summaries/run.ts';
import { nothing, provenance } from '../stats/report.ts';

export const schedule: Schedule = {
  id: 'mhx3k2ab',
  channel: 'C0FLOOR',
  owner: { slackUserId: 'U0OMAR', slackTeamId: 'T0ACME' },
  time: '08:30',
  timeZone: 'Europe/Madrid',
  days: [1, 2, 3, 4, 5],
  who: [{ kind: 'queue', name: 'Billing' }],
  quietDays: 'line',
  names: 'members-only',
  state: 'active',
  activeSince: 0,
  origin: 'slack',
};

/** The post that is due on Monday 23 November 2026 at 08:30 in Madrid, about Friday to Sunday. */
export function mondayRun(changes: Partial<Schedule> = {}): Run {
  const changed = { ...schedule, ...changes };
  const due = { at: Date.UTC(2026, 10, 23, 7, 30), day: Date.UTC(2026, 10, 23) };
  return { name: runName(changed, due), schedule: changed, due, coverage: coverageOf(changed, due) };
}

/** What is posted when this is what the figures say. */
export async function summaryOf(report: StatsReport, named = true): Promise<Extract<Postable, { kind: 'summary' }>> {
  const summaries = createDailySummaries({ stats: { answer: async () => report } });
  const owner = {
    slackUserId: 'U0OMAR',
    slackTeamId: 'T0ACME',
    kind: 'member',
    name: 'Omar',
    timeZone: 'Europe/Madrid',
    weekStart: 1,
  } as const;
  const summary = await summaries.prepare({ schedule, coverage: mondayRun().coverage, owner, named });
  if (summary.kind !== 'summary') throw new Error(summary.kind);
  return summary;
}

export const quiet: Postable = { kind: 'quiet', report: { ...nothing(), ...provenance() }, digest: 'nothing' };
