import type { Day } from '../domain/calendar.ts';
import type { Schedule } from '../domain/schedule.ts';

/** How the last post of a schedule went. */
export interface LastRun {
  readonly day: Day;
  readonly outcome: 'posted' | 'nothing-to-say' | 'skipped' | 'refused' | 'under-way' | 'not-yet';
}

/** Nothing: none has been due since it was made or changed. */
export type LastRunOf = (schedule: Schedule) => Promise<LastRun | undefined>;
