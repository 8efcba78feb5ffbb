import type { Instant } from '../../domain/time.ts';

/** How many requests were made for alerts in the last minute, and how many more may be. */
export interface Ledger {
  readonly perMinute: number;
  note(requests: number, at: Instant): void;
  left(now: Instant): number;
  /** When so many may be made again. */
  freeAt(requests: number, now: Instant): Instant;
}

const MINUTE_MS = 60_000;
/** Of what the app may ask, in any minute. */
const SHARE = 1 / 5;

/** @param requestsPerMinute what the app may ask in all */
export function createLedger(requestsPerMinute: number): Ledger {
  const perMinute = Math.max(1, Math.floor(requestsPerMinute * SHARE));
  let spent: readonly { readonly at: Instant; readonly requests: number }[] = [];

  function counting(now: Instant): typeof spent {
    spent = spent.filter(({ at }) => at > now - MINUTE_MS);
    return spent;
  }

  const left = (now: Instant) => perMinute - counting(now).reduce((sum, { requests }) => sum + requests, 0);

  return {
    perMinute,
    left,
    note: (requests, at) => {
      if (requests > 0) spent = [...spent, { at, requests }];
    },
    freeAt: (requests, now) => {
      let free = left(now);
      if (free >= requests) return now;
      for (const each of counting(now)) {
        free += each.requests;
        if (free >= requests) return each.at + MINUTE_MS;
      }
      return now + MINUTE_MS;
    },
  };
}
