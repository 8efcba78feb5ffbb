import type { Media } from '../media.ts';
import { type FigureValue, mediaIn } from './agent-stats.ts';
import { type Change, compareFigure, numberOf, weightOf } from './comparison.ts';
import { mediaRuleOf, type Scope } from './figure.ts';
import { volumeOf } from './headline.ts';
import { type Measured, measure } from './measured.ts';
import { FIGURES, type FigureId, figuresIn } from './metrics.ts';

/** A change that is worth a line, with the two figures that it was computed from. */
export interface TracedChange extends Change {
  readonly now: FigureValue;
  readonly before: FigureValue;
  readonly medium?: Media | undefined;
}

const MOST_CHANGES = 3;

/** Below these a change is an ordinary day: all that are named for its kind must be passed. */
const FLOORS = { timeMs: 15_000, percent: 10, points: 2, count: 5, conversations: 20 } as const;

/**
 * The changes that mattered most, at most three: how many conversations they touched times how much. None where nothing
 * passes the floors, or where either period has too few conversations to mean anything.
 */
export function largestChanges(scope: Scope, now: Measured, before: Measured): readonly TracedChange[] {
  const volumes = [now, before].map((each) => volumeOf(scope, each));
  if (Math.min(...volumes) < FLOORS.conversations) return [];
  return figuresIn('change', scope)
    .flatMap((figure) => changesOf(figure, now, before))
    .filter(passesFloors)
    .map((change) => ({ change, impact: impactOf(change, volumes[0] ?? 0) }))
    .sort((a, b) => b.impact - a.impact)
    .slice(0, MOST_CHANGES)
    .map(({ change }) => change);
}

/** Of a time or a rate one for each medium: their mix alone would move a blend. */
function changesOf(figure: FigureId, now: Measured, before: Measured): readonly TracedChange[] {
  const apart = mediaRuleOf(FIGURES[figure].computation) === 'one-medium';
  const media = apart ? mediaIn(now.sums) : [undefined];
  return media.flatMap((medium) => {
    const values = { now: measure(figure, now, medium).value, before: measure(figure, before, medium).value };
    const change = compareFigure(figure, values.now, values.before);
    return change === undefined ? [] : [{ ...change, ...values, medium }];
  });
}

function passesFloors({ direction, amount, now, before }: TracedChange): boolean {
  if (direction === 'same') return false;
  const by = Math.abs(numberOf(now) - numberOf(before));
  const percent = amount === undefined ? Number.POSITIVE_INFINITY : Math.abs(amount.value);
  switch (now.kind) {
    case 'none':
    // The longest of a day is one conversation: chance.
    case 'longest':
      return false;
    case 'count':
      return by >= FLOORS.count && percent >= FLOORS.percent;
    case 'average':
      return by >= FLOORS.timeMs && percent >= FLOORS.percent;
    case 'time':
      return percent >= FLOORS.percent;
    case 'rate':
    case 'ratio':
    case 'time-share':
      return 100 * by >= FLOORS.points;
    default:
      return now satisfies never;
  }
}

/** In conversations: those that there were more or fewer, those that went otherwise, or as many as took so much longer. */
function impactOf({ now, before }: TracedChange, volume: number): number {
  const by = Math.abs(numberOf(now) - numberOf(before));
  switch (now.kind) {
    case 'none':
    case 'longest':
      return 0;
    case 'count':
      return by;
    case 'average':
      return weightOf(now) * (by / Math.max(numberOf(before), 1));
    case 'time':
      return volume * (by / Math.max(numberOf(before), 1));
    case 'rate':
      return weightOf(now) * by;
    case 'ratio':
    case 'time-share':
      return volume * by;
    default:
      return now satisfies never;
  }
}
