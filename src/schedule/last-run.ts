import { duesBetween, runName } from '../domain/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { LastRunOf } from '../reports/last-run.ts';
import type { ClaimAnswer } from './ports.ts';
import { readFinish } from './progress.ts';

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
