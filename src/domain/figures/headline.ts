import { mediaIn, totalOf } from './agent-stats.ts';
import { type ComparedFigure, compare } from './comparison.ts';
import type { Place, Scope } from './figure.ts';
import { leadingMedium, type Measured, measure } from './measured.ts';
import { type FigureId, figuresIn, VERDICTS } from './metrics.ts';

/** What an answer or a post says before anything else. */
export interface Headline {
  /** What its first sentence speaks about. */
  readonly verdict: ComparedFigure;
  /** The figures beside it, the most important first. */
  readonly figures: readonly ComparedFigure[];
}

const MOST_FIGURES = 4;

/**
 * The headline of a period against the one before: of times and rates always those of the leading medium.
 *
 * @param place the figures of an answer, or those of a posted summary
 * @param asked figures that were asked for by name: they come first
 */
export function headlineOf(
  scope: Scope,
  now: Measured,
  before: Measured | undefined,
  place: Extract<Place, 'opening' | 'post'>,
  asked: readonly FigureId[] = [],
): Headline {
  const medium = leadingMedium(scope, now.sums);
  const verdicts = [...asked, ...VERDICTS[scope]];
  const [first = VERDICTS[scope][0] ?? 'handled'] = verdicts.filter((id) => isKnown(id, now, medium));
  const others = [...new Set([...asked, ...figuresIn(place, scope)])].filter((id) => id !== first);
  return {
    verdict: compare(first, now, before, medium),
    figures: others
      .filter((id) => asked.includes(id) || isKnown(id, now, medium))
      .slice(0, place === 'post' ? MOST_FIGURES : MOST_FIGURES - 1)
      .map((id) => compare(id, now, before, medium)),
  };
}

function isKnown(id: FigureId, now: Measured, medium: ReturnType<typeof leadingMedium>): boolean {
  return measure(id, now, medium).value.kind !== 'none';
}

/** How many conversations stand behind a period: offered to a queue, handled by people. */
export function volumeOf(scope: Scope, { sums }: Measured): number {
  const total = totalOf(sums);
  return mediaIn(sums).length === 0 ? 0 : ((scope === 'queue' ? total.nOffered : total.tHandle)?.count ?? 0);
}
