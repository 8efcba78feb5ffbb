import type { Instant } from '../../../domain/time.ts';

/** Calls a minute of each method: "1+", "20+", "50+" and "100+" in Slack's words, taken at their word. */
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
/** `chat.postMessage`: one a second and channel with short bursts, and several hundred a minute in the workspace. */
const POST_BURST = 3;
const POSTS_PER_MINUTE = 600;
const MINUTE_MS = 60_000;

export type Tier = keyof typeof PER_MINUTE | 'post' | 'unlimited';

/**
 * Slack's limits over a sliding minute. A call that is refused does not count.
 *
 * @returns a function that answers with the seconds to wait, or 0 when the call may go on
 */
export function createRates(now: () => Instant): (method: string, tier: Tier, channel?: string) => number {
  const calls = new Map<string, Instant[]>();

  const wait = (key: string, most: number, windowMs: number): number => {
    const since = now() - windowMs;
    const recent = (calls.get(key) ?? []).filter((at) => at > since);
    calls.set(key, recent);
    const oldest = recent[recent.length - most];
    return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest - since) / 1000));
  };
  const count = (...keys: readonly string[]) => {
    for (const key of keys) calls.set(key, [...(calls.get(key) ?? []), now()]);
  };

  return (method, tier, channel = '') => {
    if (tier === 'unlimited') return 0;
    const inChannel = `${method} ${channel}`;
    const seconds =
      tier === 'post'
        ? Math.max(wait(inChannel, POST_BURST, POST_BURST * 1000), wait(method, POSTS_PER_MINUTE, MINUTE_MS))
        : wait(method, PER_MINUTE[tier], MINUTE_MS);
    if (seconds > 0) return seconds;
    count(method, ...(tier === 'post' ? [inChannel] : []));
    return 0;
  };
}
