import { formatCount, formatDuration, formatPercent, formatRate, NOT_COMPUTABLE } from '../format.ts';
import type { FigureValue } from './agent-stats.ts';
import { type ComparedFigure, changeInWords } from './comparison.ts';

/**
 * A figure with what it rests on: an average says over how many, a rate shows its counts and its target.
 *
 * @example figureInWords({ kind: 'average', ms: 252_000, count: 1200 }) //=> '4m 12s (over 1,200)'
 * @example figureInWords({ kind: 'rate', numerator: 70, denominator: 80, target: 0.8 }) //=> '87.5 % (70/80), target 80 %'
 */
export function figureInWords(value: FigureValue): string {
  if (value.kind === 'average') return `${formatDuration(value.ms)} (over ${formatCount(value.count)})`;
  if ((value.kind === 'rate' || value.kind === 'ratio') && value.target !== undefined) {
    return `${figureInCell(value)}, target ${Number((value.target * 100).toFixed(1))} %`;
  }
  return figureInCell(value);
}

/**
 * A figure among others in one line, with its name. Its change is told where there is one.
 *
 * @example figureInLine({ figure: FIGURES.hold, value: { kind: 'average', ms: 62_000, count: 23 } }) //=> 'Hold 1m 2s per held conversation (23)'
 */
export function figureInLine({ figure: { brief, per }, value, change }: ComparedFigure): string {
  const over = value.kind === 'average' && per !== undefined ? ` per ${per} (${formatCount(value.count)})` : '';
  const changed = change === undefined ? '' : `, ${changeInWords(change)}`;
  return `${brief} ${figureInCell(value)}${over}${changed}`;
}

/**
 * A figure as short as it may be: a rate never stands without its counts.
 *
 * @example figureInCell({ kind: 'average', ms: 252_000, count: 1200 }) //=> '4m 12s'
 */
export function figureInCell(value: FigureValue): string {
  switch (value.kind) {
    case 'none':
      return NOT_COMPUTABLE;
    case 'count':
      return formatCount(value.count);
    case 'average':
    case 'time':
      return formatDuration(value.ms);
    case 'rate':
      return formatRate(value.numerator, value.denominator);
    case 'ratio':
      return formatPercent(value.ratio, 1);
    case 'time-share':
      return formatPercent(value.partMs, value.wholeMs);
    default:
      return value satisfies never;
  }
}
