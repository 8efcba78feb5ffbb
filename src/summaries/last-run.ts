import type { ClaimAnswer } from '../domain/claim.ts';
import type { Day } from '../domain/period/calendar.ts';
import { duesBetween, runName, type Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import { readFinish } from './progress.ts';

/** How the last post of a schedule went. */
export interface LastRun {
  readonly day: Day;
  readonly outcome: 'posted' | 'nothing-to-say' | 'in-doubt' | 'skipped' | 'refused' | 'under-way' | 'not-yet';
}

/** Nothing: none has been due since it was made or changed. */
export type LastRunOf = (schedule: Schedule) => Promise<LastRun | undefined>;

const LOOK_BACK_MS = 8 * 86_400_000;

/** Reads from the claims how the last post that was due has gone. */
export function createLastRun({
  claims,
  now,
}: {
  readonly claims: { look(key: string): Promise<Exclude<ClaimAnswer, { kind: 'won' }> | undefined> };
  readonly now: () => Instant;
}): LastRunOf {
  return async (schedule) => {
    const due = duesBetween(schedule, Math.max(schedule.activeSince, now() - LOOK_BACK_MS), now()).at(-1);
    if (due === undefined) return undefined;
    const claim = await claims.look(runName(schedule, due));
    if (claim === undefined) return { day: due.day, outcome: 'not-yet' };
    if (claim.kind === 'taken') return { day: due.day, outcome: 'under-way' };
    return { day: due.day, outcome: readFinish(claim.value)?.kind ?? 'posted' };
  };
}
