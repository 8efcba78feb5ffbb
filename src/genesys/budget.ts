import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Instant } from '../domain/time.ts';
import { SourceError } from '../reports/ports.ts';

/** The app's share of the requests that the organisation may make: other integrations need the rest. */
export interface Budget {
  /**
   * Takes one request from the share. When it is used up, waits for the next window if that opens before `deadline`,
   * else rejects with a `SourceError` (`rate-limited`) that says how long it would have taken.
   */
  take(endpoint: string, deadline: Instant): Promise<void>;
}

/** Takes one, or says how many milliseconds to wait for the next. */
export type Allowance = () => Promise<{ readonly waitMs: number }>;

export function createBudget(parts: {
  readonly allowance: Allowance;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
}): Budget {
  const { allowance, now, sleep } = parts;
  return {
    async take(endpoint, deadline) {
      for (;;) {
        const { waitMs } = await allowance();
        if (waitMs <= 0) return;
        if (now() + waitMs >= deadline) {
          throw new SourceError({ kind: 'rate-limited', endpoint, retryAfterMs: waitMs });
        }
        await sleep(waitMs);
      }
    },
  };
}

/**
 * So many a minute, counted in fixed windows: at the seam of two windows twice as many may pass, which is why the
 * default share is 240 of Genesys's 300. With a Redis client all processes share one count; while Redis cannot be
 * reached each counts for itself.
 */
export function createAllowance(options: {
  readonly requestsPerMinute: number;
  /** Genesys counts per OAuth client. */
  readonly clientId: string;
  /** A connected client of the `redis` package. */
  readonly redis?: object | undefined;
  /** For tests: the length of the window, a minute otherwise. */
  readonly windowMs?: number | undefined;
}): Allowance {
  const share = {
    keyPrefix: 'genesys-budget',
    points: options.requestsPerMinute,
    duration: (options.windowMs ?? 60_000) / 1000,
  };
  const memory = new RateLimiterMemory(share);
  const limiter =
    options.redis === undefined
      ? memory
      : new RateLimiterRedis({ ...share, storeClient: options.redis, useRedisPackage: true, insuranceLimiter: memory });
  return async () => {
    try {
      await limiter.consume(options.clientId);
      return { waitMs: 0 };
    } catch (refused) {
      // A counter that cannot count must not silence the app: Genesys has its own.
      return { waitMs: refused instanceof RateLimiterRes ? Math.max(1, refused.msBeforeNext) : 0 };
    }
  };
}
