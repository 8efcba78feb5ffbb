import type { StoreLog } from './backend.ts';
import { StoreError, type StoreOperation, shortReason } from './store-error.ts';

const DEADLINE_MS = 1000;
const OPEN_MS = 2000;

/** Runs one operation of a database, or refuses at once while the database is known to be down. */
export type Breaker = <T>(operation: StoreOperation, work: () => Promise<T>) => Promise<T>;

/**
 * A question that meets a dead database waits for it once, not at every step: an operation that takes longer than a
 * second has failed, and for two seconds after a failure all others fail immediately. The first failure and the first
 * success after it are logged, nothing between.
 */
export function createBreaker({ now, log }: { readonly now: () => number; readonly log: StoreLog }): Breaker {
  let openUntil = Number.NEGATIVE_INFINITY;
  let down = false;
  return async (operation, work) => {
    if (now() < openUntil) throw new StoreError(operation, 'unavailable');
    try {
      const result = await withDeadline(work());
      if (down) log.info({}, 'the store answers again');
      down = false;
      return result;
    } catch (error) {
      openUntil = now() + OPEN_MS;
      const failure = new StoreError(operation, shortReason(error));
      if (!down) log.warn({ operation, reason: failure.message }, 'the store does not answer');
      down = true;
      throw failure;
    }
  };
}

class DeadlineError extends Error {
  readonly code = `no answer in ${DEADLINE_MS} ms`;
}

/** The driver's own timeout ends when a command is written, not when it is answered. */
async function withDeadline<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeadlineError()), DEADLINE_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
