import type { Waiting } from '../../src/reports/ports.ts';

/** What happens in the queues while processes are killed, so that every process sees the same: by the clock alone. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A minute of the story passes in so much time of the machine. */
export const TIMES_FASTER = 20;
/** Long enough for somebody to see it between two deaths, and shorter than the quiet time after it. */
export const LASTS_MS = 5 * MINUTE;

export const START = Date.UTC(2026, 10, 23, 8);
/** The first begins when all processes have come. */
const FIRST_MS = 40 * SECOND;

export const queueIdOf = (nth: number): string => `q-${nth}`;
export const channelOf = (nth: number): string => `C0FLOOR${nth}`;

/** Each queue has one episode; they begin one after the other. */
export function beginOf(nth: number, betweenMs: number): number {
  return START + FIRST_MS + nth * betweenMs;
}

/** How long it takes until the last is over and nobody waits for anything any more. */
export function lengthOf(episodes: number, betweenMs: number): number {
  return FIRST_MS + episodes * betweenMs + LASTS_MS;
}

/** More and less waits while it lasts, so that there is something to edit. */
export function waitingAt(queueIds: readonly string[], now: number, betweenMs: number): readonly Waiting[] {
  return queueIds.flatMap((queueId) => {
    const begin = beginOf(Number(queueId.slice(2)), betweenMs);
    if (now < begin || now >= begin + LASTS_MS) return [];
    const count = 6 + (Math.floor((now - begin) / (20 * SECOND)) % 5);
    return [{ queueId, media: 'voice' as const, count, longestSince: begin }];
  });
}
