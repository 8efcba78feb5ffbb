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
import { mediaRuleOf, type Scope } from './figure.ts';
import { FIGURES, type FigureId } from './metrics.ts';

/** What was measured in one period. */
export interface Measured {
  readonly sums: MediaSums;
  readonly status?: StatusSums | undefined;
}

/** A figure of a period, and of which medium it is where it is no count. */
export interface MeasuredFigure {
  readonly figure: FigureId;
  readonly medium?: Media | undefined;
  readonly value: FigureValue;
}

/**
 * The only way from what was measured to a figure that is shown: counts are sums over all media, and no time and no
 * rate is a blend of several.
 *
 * @param medium of which a time or a rate is told
 */
export function measure(figure: FigureId, { sums, status }: Measured, medium: Media | undefined): MeasuredFigure {
  const { computation } = FIGURES[figure];
  switch (mediaRuleOf(computation)) {
    case 'sum':
      return { figure, value: figureValue(computation, totalOf(sums)) };
    case 'people':
      return { figure, value: figureValue(computation, {}, status) };
    case 'one-medium': {
      const of = medium === undefined ? undefined : sums[medium];
      return { figure, medium, value: of === undefined ? { kind: 'none' } : figureValue(computation, of) };
    }
  }
}

/** The medium that an answer speaks of: most was offered or handled in it, and voice wins a tie. */
export function leadingMedium(scope: Scope, sums: MediaSums): Media | undefined {
  // In the order of the product's list, which voice begins: of equals the first stays.
  return mediaIn(sums).reduce<Media | undefined>(
    (leading, media) =>
      leading === undefined || volumeOf(scope, sums[media]) > volumeOf(scope, sums[leading]) ? media : leading,
    undefined,
  );
}

/** The media that also have this figure, each with it. */
export function besides(figure: FigureId, measured: Measured, leading: Media | undefined): readonly MeasuredFigure[] {
  return mediaIn(measured.sums)
    .filter((media) => media !== leading)
    .map((media) => measure(figure, measured, media))
    .filter(({ value }) => value.kind !== 'none');
}

function volumeOf(scope: Scope, sums: Sums = {}): number {
  return (scope === 'queue' ? sums.nOffered : sums.tHandle)?.count ?? 0;
}
