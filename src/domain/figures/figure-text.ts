import { formatCount, formatDuration, formatPercent, NOT_COMPUTABLE } from '../format.ts';
import { mediaWord } from '../media-label.ts';
import type { FigureValue } from './agent-stats.ts';
import type { MeasuredFigure } from './measured.ts';
import { FIGURES } from './metrics.ts';

/**
 * A figure as short as it may be.
 *
 * @example figureInCell({ kind: 'average', ms: 252_000, count: 1200 }) //=> '4m 12s'
 * @example figureInCell({ kind: 'rate', numerator: 70, denominator: 80 }) //=> '87.5 %'
 */
export function figureInCell(value: FigureValue): string {
  switch (value.kind) {
    case 'none':
      return NOT_COMPUTABLE;
    case 'count':
      return formatCount(value.count);
    case 'average':
    case 'longest':
    case 'time':
      return formatDuration(value.ms);
    case 'rate':
      return formatPercent(value.numerator, value.denominator);
    case 'ratio':
      return formatPercent(value.ratio, 1);
    case 'time-share':
      return formatPercent(value.partMs, value.wholeMs);
    default:
      return value satisfies never;
  }
}

/**
 * A figure with what it rests on: an average says over how many, a rate shows its counts.
 *
 * @example figureInWords({ kind: 'average', ms: 252_000, count: 1200 }) //=> '4m 12s over 1,200'
 * @example figureInWords({ kind: 'rate', numerator: 70, denominator: 80 }) //=> '87.5 % (70 of 80)'
 */
export function figureInWords(value: FigureValue): string {
  const told = figureInCell(value);
  if (value.kind === 'longest') return `${told} among ${formatCount(value.count)}`;
  if (value.kind === 'average') return `${told} over ${formatCount(value.count)}`;
  if (value.kind === 'rate') return `${told} (${formatCount(value.numerator)} of ${formatCount(value.denominator)})`;
  return told;
}

/**
 * What a figure is called in a sentence; a time or a rate says of which medium it is.
 *
 * @example figureName({ figure: 'aht', medium: 'voice' }) //=> 'AHT voice'
 */
export function figureName({ figure, medium }: Pick<MeasuredFigure, 'figure' | 'medium'>): string {
  return withMedium(FIGURES[figure].name, medium);
}

/** The same for the head of a column. */
export function columnName({ figure, medium }: Pick<MeasuredFigure, 'figure' | 'medium'>): string {
  return withMedium(FIGURES[figure].short, medium);
}

function withMedium(name: string, medium: MeasuredFigure['medium']): string {
  return medium === undefined ? name : `${name} ${mediaWord(medium)}`;
}

/**
 * What a service level aims at.
 *
 * @example targetOf({ kind: 'rate', numerator: 70, denominator: 80, target: 0.8 }) //=> '80 %'
 */
export function targetOf(value: FigureValue): string | undefined {
  if ((value.kind !== 'rate' && value.kind !== 'ratio') || value.target === undefined) return undefined;
  return `${Number((value.target * 100).toFixed(1))} %`;
}
