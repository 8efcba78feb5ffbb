import { formatCount } from '../format.ts';
import type { Media } from '../media.ts';
import type { FigureValue } from './agent-stats.ts';
import { type Measured, type MeasuredFigure, measure } from './measured.ts';
import { FIGURES, type FigureId } from './metrics.ts';

/** How a figure changed against the period before. */
export interface Change {
  readonly figure: FigureId;
  readonly direction: 'up' | 'down' | 'same';
  /** Signed: per cent of the value before, or percentage points between two rates. Absent when it was 0 before. */
  readonly amount?: { readonly unit: 'percent' | 'points'; readonly value: number } | undefined;
  /** What the direction means for this figure; nothing for a volume. */
  readonly judgement: 'better' | 'worse' | 'neither';
}

/** A figure of a period, and how it changed. */
export interface ComparedFigure extends MeasuredFigure {
  readonly change?: Change | undefined;
  /** The same of the period before. */
  readonly before?: FigureValue | undefined;
}

/** A figure beside that of the period before, of the same medium. */
export function compare(
  id: FigureId,
  now: Measured,
  before: Measured | undefined,
  medium: Media | undefined,
): ComparedFigure {
  const measured = measure(id, now, medium);
  if (before === undefined) return measured;
  const { value } = measure(id, before, medium);
  return { ...measured, change: compareFigure(id, measured.value, value), before: value };
}

/**
 * The change of a figure, or nothing where too few conversations stand behind it to mean anything.
 *
 * A volume is compared as soon as one of the two is large enough: a fall from 200 to 0 is no chance. An average or a
 * rate needs enough under the fraction line on both sides.
 */
export function compareFigure(id: FigureId, now: FigureValue, before: FigureValue): Change | undefined {
  if (now.kind !== before.kind || now.kind === 'none' || before.kind === 'none') return undefined;
  const isVolume = now.kind === 'count' || now.kind === 'time';
  const weight = isVolume ? Math.max(weightOf(now), weightOf(before)) : Math.min(weightOf(now), weightOf(before));
  if (weight < FIGURES[id].minimum) return undefined;
  const isRate = now.kind === 'rate' || now.kind === 'ratio' || now.kind === 'time-share';
  return isRate
    ? changeOf(id, { unit: 'points', value: tenths(100 * (numberOf(now) - numberOf(before))) })
    : changeOf(id, relative(numberOf(now), numberOf(before)));
}

/**
 * The change in words, which carry it without any colour.
 *
 * @example changeInWords({ figure: 'aht', direction: 'up', amount: { unit: 'percent', value: 12 }, judgement: 'worse' }) //=> 'up 12 %, worse'
 */
export function changeInWords({ direction, amount, judgement }: Change): string {
  if (direction === 'same') return 'about the same';
  const verdict = judgement === 'neither' ? '' : `, ${judgement}`;
  return `${direction} ${amountInWords(amount)}${verdict}`;
}

/**
 * The change as it stands under its figure, with a sign; what is the same says nothing.
 *
 * @example changeWithSign({ figure: 'aht', direction: 'up', amount: { unit: 'percent', value: 12 }, judgement: 'worse' }) //=> '+12 %, worse'
 */
export function changeWithSign({ direction, amount, judgement }: Change): string {
  if (direction === 'same') return 'unchanged';
  const verdict = judgement === 'neither' ? '' : `, ${judgement}`;
  if (amount === undefined) return `from none${verdict}`;
  return `${direction === 'up' ? '+' : '−'}${amountInWords(amount)}${verdict}`;
}

function amountInWords(amount: Change['amount']): string {
  if (amount === undefined) return 'from none';
  const size = Math.abs(amount.value);
  return amount.unit === 'percent' ? `${formatCount(size)} %` : `${size.toFixed(1)} points`;
}

function changeOf(figure: FigureId, amount: NonNullable<Change['amount']> | 'from-none'): Change {
  if (amount === 'from-none') return { figure, direction: 'up', judgement: judge(figure, 'up') };
  if (amount.value === 0) return { figure, direction: 'same', amount, judgement: 'neither' };
  const direction = amount.value > 0 ? 'up' : 'down';
  return { figure, direction, amount, judgement: judge(figure, direction) };
}

function judge(figure: FigureId, direction: 'up' | 'down'): Change['judgement'] {
  const { good } = FIGURES[figure];
  if (good === 'neither') return 'neither';
  return (good === 'higher') === (direction === 'up') ? 'better' : 'worse';
}

function relative(now: number, before: number): NonNullable<Change['amount']> | 'from-none' {
  if (before === 0) return now === 0 ? { unit: 'percent', value: 0 } : 'from-none';
  return { unit: 'percent', value: Math.round((100 * (now - before)) / before) };
}

/** What stands under the fraction line, or the volume itself. */
export function weightOf(value: FigureValue): number {
  switch (value.kind) {
    // How much stands behind a ratio that came alone is unknown.
    case 'none':
    case 'ratio':
      return 0;
    case 'count':
    case 'average':
    case 'longest':
      return value.count;
    case 'rate':
      return value.denominator;
    case 'time':
      return value.ms;
    case 'time-share':
      return value.wholeMs;
    default:
      return value satisfies never;
  }
}

/** The figure as a number: a count, milliseconds, or a part of 1. */
export function numberOf(value: FigureValue): number {
  switch (value.kind) {
    case 'none':
      return 0;
    case 'count':
      return value.count;
    case 'average':
    case 'longest':
    case 'time':
      return value.ms;
    case 'rate':
      return value.numerator / value.denominator;
    case 'ratio':
      return value.ratio;
    case 'time-share':
      return value.partMs / value.wholeMs;
    default:
      return value satisfies never;
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
