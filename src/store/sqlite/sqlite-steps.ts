import { setTimeout as pause } from 'node:timers/promises';
import type { StoreLog } from '../backend.ts';
import { createBreaker } from '../breaker.ts';
import { isLocked, StoreError, type StoreOperation, shortReason } from '../store-error.ts';

/** So long may a lock of another process be waited for in all, and between two looks. */
const DEADLINE_MS = 1000;
const LOOK_AGAIN_MS = 10;

/** The statements of one file. */
export interface Steps {
  readonly read: <T>(operation: StoreOperation, step: () => T) => Promise<T>;
  /** One after the other. */
  readonly write: <T>(operation: StoreOperation, step: () => T) => Promise<T>;
  /** Resolves when all that was to be written is, or has failed. */
  readonly end: () => Promise<void>;
}

/**
 * SQLite works on the thread that acknowledges questions: it never waits there for the lock of another process. A write
 * that finds the file locked is tried again when others have had their turn, for a second; then, for a while, writes
 * fail at once and reading goes on. Nothing is written into a file that has been deleted.
 */
export function createSteps({ isThere, log }: { readonly isThere: () => boolean; readonly log: StoreLog }): Steps {
  const breaker = createBreaker({ now: () => performance.now(), log, reasonOf });
  let last: Promise<unknown> = Promise.resolve();

  async function patiently<T>(step: () => T, deadline: number): Promise<T> {
    for (;;) {
      if (!isThere()) throw new GoneError();
      try {
        return step();
      } catch (error) {
        if (!isLocked(error) || performance.now() >= deadline) throw error;
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  return {
    read: async (operation, step) => {
      try {
        return step();
      } catch (error) {
        throw new StoreError(operation, reasonOf(error));
      }
    },
    write: (operation, step) => {
      const deadline = performance.now() + DEADLINE_MS;
      const work = last.then(() => breaker(operation, () => patiently(step, deadline)));
      last = work.catch(() => undefined);
      return work;
    },
    end: async () => {
      await last;
    },
  };
}

class GoneError extends Error {}

const reasonOf = (error: unknown): string =>
  error instanceof GoneError ? 'the file of the store is gone' : shortReason(error);
