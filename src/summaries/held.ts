import type { ClaimStore } from '../domain/claim.ts';
import type { ScheduleLog } from './ports.ts';

/** A claim as this process holds it. */
export interface Holder {
  /** Unique among all processes. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly claims: ClaimStore;
  readonly log: ScheduleLog;
}

/**
 * Works while a claim is held: its lease is renewed three times as often as it would end. When that fails the work goes
 * on, since the step that matters asks for the claim itself before it acts.
 */
export async function whileHeld<T>(
  { claims, owner, leaseMs, log }: Holder,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  let renewing: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = claims
      .renew(key, { owner, leaseMs })
      .catch((error: unknown) => log.warn({ claim: key, err: error }, 'a claim could not be renewed'));
  }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // A renewal that is still under way must not shorten what is written next.
    await renewing;
  }
}
