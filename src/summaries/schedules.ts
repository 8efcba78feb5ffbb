import type { Schedule } from '../domain/schedule/schedule.ts';

/** What a person decides about a schedule. */
export type ScheduleDraft = Omit<Schedule, 'id' | 'state' | 'activeSince' | 'origin'>;
export type ScheduleChange = Partial<ScheduleDraft>;

export interface Schedules {
  /** By channel, then in the order in which they were made. */
  all(): Promise<readonly Schedule[]>;
  get(id: string): Promise<Schedule | undefined>;
  add(draft: ScheduleDraft): Promise<Schedule>;
  /** Nothing: there is no such schedule any more. What was due before the change is not made up for. */
  change(id: string, change: ScheduleChange): Promise<Schedule | undefined>;
  pause(id: string): Promise<Schedule | undefined>;
  resume(id: string): Promise<Schedule | undefined>;
  remove(id: string): Promise<boolean>;
}
