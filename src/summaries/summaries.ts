import type { ClaimAnswer, ClaimStore } from '../domain/claim.ts';
import type { Instant } from '../domain/time.ts';
import { createAttempt } from './attempt.ts';
import type { Holder } from './held.ts';
import { createSchedules, type KeptSchedules, type ScheduleShelf } from './kept-schedules.ts';
import type { LastRunOf } from './last-run.ts';
import { createLastRun } from './last-run.ts';
import { createMakePost } from './make-post.ts';
import type { Poster, Prepare, ScheduleLog } from './ports.ts';
import { createRunner, type OnDone, type Runner } from './runner.ts';
import { createSettle } from './settle.ts';

export interface Summaries {
  readonly schedules: KeptSchedules;
  readonly runner: Runner;
  readonly lastRunOf: LastRunOf;
}

/** Longer than a request to Slack may take: whoever takes over does so when nothing is under way any more. */
const LEASE_MS = 30_000;
/** The timeout of one request to Slack, and some time for it to be accepted late. */
const FLIGHT_MS = 15_000;
const FIRST_RETRY_MS = 30_000;

/**
 * Daily summaries: the schedules that are kept and the process's part in posting them.
 *
 * @param parts.owner names this process, unlike any other
 * @param parts.leaseMs how long a dead process keeps others from its work
 * @param parts.flightMs how long a request to Slack may be under way
 * @param parts.firstRetryMs when to try again after a first failure
 */
export function createSummaries(parts: {
  readonly shelf: ScheduleShelf;
  readonly claims: ClaimStore & { look(key: string): Promise<Exclude<ClaimAnswer, { kind: 'won' }> | undefined> };
  readonly prepare: Prepare;
  readonly poster: Poster;
  readonly owner: string;
  readonly catchUpMs: number;
  readonly leaseMs?: number | undefined;
  readonly flightMs?: number | undefined;
  readonly firstRetryMs?: number | undefined;
  readonly betweenPostsMs?: number | undefined;
  readonly parallel?: number | undefined;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly log: ScheduleLog;
  readonly onDone?: OnDone | undefined;
}): Summaries {
  const { claims, owner, log, now, leaseMs = LEASE_MS, flightMs = FLIGHT_MS, firstRetryMs = FIRST_RETRY_MS } = parts;
  const holder: Holder = { claims, owner, leaseMs, log };
  const schedules = createSchedules(parts);
  const makePost = createMakePost({ ...parts, flightMs, firstRetryMs });
  const attempt = createAttempt(holder, makePost, now);
  const settle = createSettle(holder, parts);
  return {
    schedules,
    runner: createRunner(holder, { ...parts, schedules, attempt, settle }),
    lastRunOf: createLastRun(parts),
  };
}
