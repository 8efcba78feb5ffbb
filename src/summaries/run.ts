import type { Coverage, Due, Schedule } from '../domain/schedule/schedule.ts';

/** One post that is to be made, or was. */
export interface Run {
  /** `<schedule id>/<local date>`: the name of its claim, and what its message carries to be found again. */
  readonly name: string;
  readonly schedule: Schedule;
  readonly due: Due;
  readonly coverage: Coverage;
}
