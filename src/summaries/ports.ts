import type { DailySummary } from './daily-summary.ts';
import type { Run } from './run.ts';

/** Works the summary out as its owner may see it at this moment. Rejects with SourceError when Genesys Cloud fails. */
export type Prepare = (run: Run) => Promise<DailySummary>;

export interface ScheduleLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
