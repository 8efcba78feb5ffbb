import type { DailySummary } from './daily-summary.ts';
import type { Run } from './run.ts';

/** Who may do what is to be done once, among any number of processes. Every method rejects when that is not certain. */
export interface ClaimStore {
  claim(key: string, by: { readonly owner: string; readonly leaseMs: number }): Promise<ClaimAnswer>;
  renew(
    key: string,
    by: { readonly owner: string; readonly leaseMs: number; readonly note?: string | undefined },
  ): Promise<boolean>;
  done(key: string, by: { readonly owner: string; readonly value: string; readonly keepMs: number }): Promise<boolean>;
  release(key: string, owner: string): Promise<boolean>;
}

export type ClaimAnswer =
  | { readonly kind: 'won'; readonly attempt: number; readonly note?: string | undefined }
  | { readonly kind: 'taken'; readonly leftMs: number }
  | { readonly kind: 'done'; readonly value: string };

/** Works the summary out as its owner may see it at this moment. Rejects with SourceError when Genesys Cloud fails. */
export type Prepare = (run: Run) => Promise<DailySummary>;

export interface ScheduleLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
