import type { Instant } from '../../src/domain/time.ts';
import type { Later } from '../../src/reports/follow/turns.ts';
import { NOW } from '../domain/live/people.ts';

/** Lets everything that waits for nothing but promises go on. */
const promises = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A clock that goes only when told to: ten minutes of timers pass in some milliseconds, each at its own moment.
 *
 * @param settle lets everything go on that waits for no clock; the clock stands until it resolves
 */
export function simulatedTime(start: Instant = NOW, settle: () => Promise<void> = promises) {
  let now = start;
  const timers = new Set<{ readonly at: Instant; readonly work: () => void }>();
  const later: Later = (work, ms) => {
    const timer = { at: now + Math.max(0, ms), work };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const next = () => [...timers].reduce<Instant>((earliest, { at }) => Math.min(earliest, at), Infinity);

  return {
    now: () => now,
    later,
    sleep: (ms: number) => new Promise<void>((resolve) => void later(resolve, ms)),
    settle,
    /** How many timers wait. */
    waiting: () => timers.size,
    pass: async (ms: number): Promise<void> => {
      const end = now + ms;
      await settle();
      while (next() <= end) {
        now = Math.max(now, next());
        for (const timer of [...timers].filter(({ at }) => at <= now)) {
          if (timers.delete(timer)) timer.work();
        }
        await settle();
      }
      now = end;
    },
  };
}
