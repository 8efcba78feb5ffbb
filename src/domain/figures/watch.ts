import type { Interval } from '../time.ts';
import { type Bucket, mergeMediaSums, type Sums } from './agent-stats.ts';
import { leadingMedium } from './measured.ts';

/** The hour of a day in which most of its abandons happened. */
export interface Watch extends Interval {
  readonly abandoned: number;
  readonly ofAll: number;
}

/** Fewer abandons than these are chance, and a smaller part of them is spread over the day. */
const FEWEST = 8;
const LARGEST_ORDINARY_PART = 1 / 5;

/** The hour to watch, where abandons of the leading medium crowd into one. */
export function watchOf(hours: readonly Bucket[]): Watch | undefined {
  const medium = leadingMedium('queue', hours.map(({ byMedia }) => byMedia).reduce(mergeMediaSums, {}));
  if (medium === undefined || hours.length < 3) return undefined;
  const abandonedIn = (sums: Sums = {}) => sums.tAbandon?.count ?? 0;
  const each = hours.map(({ start, end, byMedia }) => ({ start, end, abandoned: abandonedIn(byMedia[medium]) }));
  const ofAll = each.reduce((sum, { abandoned }) => sum + abandoned, 0);
  const [worst] = each.toSorted((a, b) => b.abandoned - a.abandoned);
  if (worst === undefined || ofAll < FEWEST || worst.abandoned < ofAll * LARGEST_ORDINARY_PART) return undefined;
  return { ...worst, ofAll };
}
