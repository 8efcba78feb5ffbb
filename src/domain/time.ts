/** A moment: milliseconds since 1970-01-01T00:00:00Z. A number and not a Date, so that it survives JSON in the store. */
export type Instant = number;

/** Half open, `[start, end)`: the end belongs to the next interval, so neighbours neither overlap nor leave a gap. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/** When a period has ended for so long, nothing is counted into it any more. */
export const SETTLED_AFTER_MS = 2 * 3_600_000;

/** 0 is Sunday, as in date-fns. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;
