import type { StoreLog } from './backend.ts';
import { StoreError, type StoreOperation, shortReason } from './store-error.ts';

const OPEN_MS = 2000;

/** Runs one operation of a database, or refuses at once while the database is known to be down. */
export type Breaker = <T>(operation: StoreOperation, work: () => Promise<T>) => Promise<T>;

/**
 * A question that meets a dead database waits for it once, not at every step: an operation that takes longer than
 * `deadlineMs` has failed, and for two seconds after a failure all others fail immediately. A database that answers
 * with a refusal (it is read-only, or full) is not dead: what it does not refuse goes on. The first failure and the
 * first success after it are logged, nothing between.
 *
 * @param now a clock that nobody sets, in milliseconds
 * @param deadlineMs absent for what keeps to a deadline by itself
 * @param isRefusal whether the database itself answered so
 * @param reasonOf why it does not answer, in a word
 */
export function createBreaker({
  now,
  log,
  deadlineMs,
  isRefusal = () => false,
  reasonOf = shortReason,
}: {
  readonly now: () => number;
  readonly log: StoreLog;
  readonly deadlineMs?: number | undefined;
  readonly isRefusal?: ((error: unknown) => boolean) | undefined;
  readonly reasonOf?: ((error: unknown) => string) | undefined;
}): Breaker {
  let openUntil = Number.NEGATIVE_INFINITY;
  let down: string | undefined;
  const refused = new Set<StoreOperation>();

  function succeeded(operation: StoreOperation): void {
    const again = refused.delete(operation) && refused.size === 0;
    if (down !== undefined || again) log.info({}, 'the store answers again');
    down = undefined;
  }

  function failed(operation: StoreOperation, error: unknown): StoreError {
    const reason = reasonOf(error);
    const failure = new StoreError(operation, reason);
    const known = down !== undefined || refused.has(operation);
    if (isRefusal(error)) refused.add(operation);
    else {
      openUntil = now() + OPEN_MS;
      down = reason;
    }
    if (!known) log.warn({ operation, reason: failure.message }, 'the store does not answer');
    return failure;
  }

  return async (operation, work) => {
    if (now() < openUntil) throw new StoreError(operation, down ?? 'unavailable');
    try {
      const result = await (deadlineMs === undefined ? work() : withDeadline(work(), deadlineMs));
      succeeded(operation);
      return result;
    } catch (error) {
      throw failed(operation, error);
    }
  };
}

/** The driver's own timeout ends when a command is written, not when it is answered. */
async function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = Object.assign(new Error('late'), { code: `no answer in ${deadlineMs} ms` });
  const timer = setTimeout(() => reject(late), deadlineMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
