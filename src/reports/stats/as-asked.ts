import type { MediaSums } from '../../domain/figures/agent-stats.ts';
import { numberOf } from '../../domain/figures/comparison.ts';
import type { Scope } from '../../domain/figures/figure.ts';
import { leadingMedium, measure } from '../../domain/figures/measured.ts';
import { figuresOfPart } from '../../domain/figures/metrics.ts';
import { isTimeUnit } from '../../domain/period/buckets.ts';
import { comparisonPeriod, previousPeriod, toTheSameTime } from '../../domain/period/compared-period.ts';
import { type Period, readPeriod } from '../../domain/period/period.ts';
import type { PeriodProblem } from '../../domain/period/problem.ts';
import type { StatsQuestion } from '../../domain/question.ts';
import type { SplitPart, StatsSplit } from './answer.ts';

const MINUTE_MS = 60_000;

/**
 * The period that a question names to be compared with, or the usual one. With one that is running, up to the same time.
 */
export function comparedWith(
  { compared }: StatsQuestion,
  period: Period,
): Period | { readonly problem: PeriodProblem } {
  if (isEmpty(period)) return period;
  const usual = comparisonPeriod(period);
  if (compared === undefined) return usual;
  if (compared === 'before') return previousPeriod(period);
  const reading = readPeriod(compared, { ...period, now: period.interval.end });
  if (reading.kind === 'problem') return { problem: reading.problem };
  const named = toTheMinute(reading.period);
  // Of a Sunday that is compared with last Sunday the one before is meant: nothing is compared with itself.
  const isUsual = [usual, period].some(({ interval }) => interval.start === named.interval.start);
  return isUsual && (period.running || named.interval.start === period.interval.start)
    ? usual
    : toTheSameTime(named, period);
}

/**
 * By the figure that was asked for, and of a ranking only so many.
 *
 * @param whole the sums of all: rows are told by its leading medium, and stand in that order
 */
export function ranked(split: StatsSplit, { top, figures }: StatsQuestion, scope: Scope, whole: MediaSums): StatsSplit {
  const [asked] = (figures ?? []).filter((id) => figuresOfPart(scope, split.by).includes(id));
  if (isTimeUnit(split.by) || (top === undefined && asked === undefined)) return split;
  const mediumOf = (byMedia: MediaSums) => leadingMedium(scope, split.by === 'media' ? byMedia : whole);
  const figureOf = ({ byMedia }: SplitPart) => measure(asked ?? 'handled', { sums: byMedia }, mediumOf(byMedia)).value;
  const sizeOf = (part: SplitPart) => numberOf(figureOf(part));
  const [unknown = [], known = []] = [true, false].map((none) =>
    split.parts.filter((part) => (figureOf(part).kind === 'none') === none),
  );
  const parts = known.toSorted((one, other) =>
    top?.most === false ? sizeOf(one) - sizeOf(other) : sizeOf(other) - sizeOf(one),
  );
  if (top === undefined) return { ...split, parts: [...parts, ...unknown] };
  // Who has no such figure has neither most nor least of it.
  return {
    ...split,
    parts: parts.slice(0, top.count),
    more: split.more + split.parts.length - Math.min(top.count, parts.length),
  };
}

/** A running period ends with the last full minute: the one that is passing has not reached the aggregates. */
export function toTheMinute(period: Period): Period {
  if (!period.running) return period;
  const { start, end } = period.interval;
  const late = end % MINUTE_MS;
  const interval = { start: period.unit === 'hours' ? start - late : start, end: end - late };
  return { ...period, interval };
}

export function isEmpty({ interval }: Period): boolean {
  return interval.end <= interval.start;
}
