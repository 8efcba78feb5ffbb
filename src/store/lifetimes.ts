/** How long something is kept. Milliseconds. */
export interface Lifetime {
  /** An answer younger than this is given as it is. */
  readonly ttlMs: number;
  /** For this long after that it is still given at once, marked as stale, while a fresh one is fetched. */
  readonly staleMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * What is remembered, and for how long: the one table. What a permission depends on is never given stale, and what
 * says who somebody is lives at most 15 minutes, so that a leaver loses access within that time. Tokens, schedules and
 * the audit are no memories: whoever keeps them says how long each entry lives.
 */
export const LIFETIMES = {
  agent: { ttlMs: 15 * MINUTE, staleMs: 0 },
  names: { ttlMs: HOUR, staleMs: HOUR },
  members: { ttlMs: 5 * MINUTE, staleMs: 0 },
  grants: { ttlMs: 5 * MINUTE, staleMs: 0 },
  'slack-user': { ttlMs: 15 * MINUTE, staleMs: 0 },
  live: { ttlMs: 7 * SECOND, staleMs: 0 },
  'stats-closed': { ttlMs: 24 * HOUR, staleMs: 0 },
  // Whether a service level is met is decided by settings that also apply backwards.
  'stats-levels': { ttlMs: HOUR, staleMs: 0 },
  'stats-running': { ttlMs: MINUTE, staleMs: 10 * MINUTE },
} as const satisfies Readonly<Record<string, Lifetime>>;
