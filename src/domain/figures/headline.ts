import type { Media } from '../media.ts';
import {
  type FigureValue,
  figureValue,
  type MediaSums,
  mediaIn,
  type StatusSums,
  type Sums,
  totalOf,
} from './agent-stats.ts';
import { type Change, compareFigure } from './comparison.ts';
import type { FigureId, Scope } from './figure.ts';
import { FIGURES } from './metrics.ts';

/** One figure of the headline. */
export interface HeadlineFigure {
  readonly figure: FigureId;
  readonly value: FigureValue;
  /** What the value is a blend of, where media differ much and there are several; otherwise empty. */
  readonly byMedia: readonly { readonly media: Media; readonly value: FigureValue }[];
}

/** A change that is worth a line, with the two figures that it was computed from. */
export interface TracedChange extends Change {
  readonly now: FigureValue;
  readonly before: FigureValue;
  /** Set for an average, where there are several media. */
  readonly media?: Media | undefined;
}

/** What a summary says in its first lines. */
export interface Headline {
  readonly figures: readonly HeadlineFigure[];
  /** The largest first, at most three; none where too little is known. */
  readonly changes: readonly TracedChange[];
}

/** What was measured in one period. */
export interface MeasuredByMedia {
  readonly sums: MediaSums;
  readonly status?: StatusSums | undefined;
}

const MOST_CHANGES = 3;

/** A change below these is an ordinary day, and nothing to read about. */
const NOTICEABLE = { percent: 5, points: 1 } as const;

/** A change from nothing has no per cent; it ranks with a doubling. */
const FROM_NONE = 100;

/**
 * Which figures may make a line: one volume, since offered, answered and handled move together, and no figure that is
 * a part of another one and of nothing else.
 */
const TOLD_CHANGES: Readonly<Record<Scope, readonly FigureId[]>> = {
  agents: ['handled', 'aht', 'asa', 'acw', 'hold', 'transferred', 'notResponding', 'occupancy'],
  queue: ['offered', 'aht', 'asa', 'acw', 'abandoned', 'serviceLevel', 'transferred', 'notResponding'],
};

/** The headline of a period against the one before. */
export function headlineOf(scope: Scope, now: MeasuredByMedia, before: MeasuredByMedia | undefined): Headline {
  return {
    figures: headlineFigures(scope, now),
    changes: before === undefined ? [] : largestChanges(scope, now, before),
  };
}

function headlineFigures(scope: Scope, { sums }: MeasuredByMedia): readonly HeadlineFigure[] {
  const total = totalOf(sums);
  const worked = (figure: FigureId) => figureValue(FIGURES[figure].computation, total);
  const told: readonly FigureId[] =
    scope === 'agents'
      ? ['answered', 'handled', 'aht']
      : ['answered', 'handled', 'aht', worked('serviceLevel').kind === 'none' ? 'abandoned' : 'serviceLevel'];
  return told.map((figure) => ({ figure, value: worked(figure), byMedia: figure === 'aht' ? ahtByMedia(sums) : [] }));
}

function ahtByMedia(sums: MediaSums): HeadlineFigure['byMedia'] {
  const parts = mediaIn(sums)
    .map((media) => ({ media, value: figureValue(FIGURES.aht.computation, sums[media] ?? {}) }))
    .filter(({ value }) => value.kind !== 'none');
  return parts.length > 1 ? parts : [];
}

/**
 * The largest changes by the number that is shown, per cent or points, of those with enough conversations behind them.
 */
export function largestChanges(scope: Scope, now: MeasuredByMedia, before: MeasuredByMedia): readonly TracedChange[] {
  return TOLD_CHANGES[scope]
    .flatMap((figure) => changesOf(figure, now, before))
    .filter(isNoticeable)
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MOST_CHANGES);
}

/** Of an average over several media one for each: their mix alone would move the blend. */
function changesOf(figure: FigureId, now: MeasuredByMedia, before: MeasuredByMedia): readonly TracedChange[] {
  const isAverage = FIGURES[figure].computation.kind === 'average';
  const media = new Set([...mediaIn(now.sums), ...mediaIn(before.sums)]);
  if (!isAverage || media.size < 2) {
    return traced(figure, [totalOf(now.sums), now.status], [totalOf(before.sums), before.status]);
  }
  return [...media].flatMap((each) =>
    traced(figure, [now.sums[each] ?? {}], [before.sums[each] ?? {}]).map((change) => ({ ...change, media: each })),
  );
}

type Side = readonly [sums: Sums, status?: StatusSums | undefined];

function traced(figure: FigureId, now: Side, before: Side): readonly TracedChange[] {
  const { computation } = FIGURES[figure];
  const values = { now: figureValue(computation, ...now), before: figureValue(computation, ...before) };
  const change = compareFigure(FIGURES[figure], values.now, values.before);
  return change === undefined ? [] : [{ ...change, ...values }];
}

function isNoticeable({ direction, amount }: Change): boolean {
  if (direction === 'same') return false;
  return amount === undefined || Math.abs(amount.value) >= NOTICEABLE[amount.unit];
}

function sizeOf({ amount }: Change): number {
  return amount === undefined ? FROM_NONE : Math.abs(amount.value);
}
