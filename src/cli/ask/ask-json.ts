import { type FigureValue, type MediaSums, mediaIn } from '../../domain/figures/agent-stats.ts';
import { numberOf } from '../../domain/figures/comparison.ts';
import { formulaOf, mediaRuleOf, unitOf } from '../../domain/figures/figure.ts';
import { type MeasuredFigure, measure } from '../../domain/figures/measured.ts';
import { FIGURES, FIGURES_OF, type FigureId, figuresOfPart } from '../../domain/figures/metrics.ts';
import type { Interval } from '../../domain/time.ts';
import type { NothingMeasured, StatsReport } from '../../reports/stats/answer.ts';
import type { Told } from '../../slack/live/message.ts';
import { periodsOf } from '../../slack/stats/message.ts';
import { partName } from '../../slack/stats/table.ts';

const UNITS = { count: 'count', duration: 'ms', rate: 'share' } as const;

/** A figure by itself: what is unknown is null, never 0. */
interface FigureAsJson {
  readonly figure: FigureId;
  readonly label: string;
  /** Of times and rates, which are never a blend. */
  readonly medium?: string | undefined;
  readonly unit: 'count' | 'ms' | 'share';
  readonly value: number | null;
  readonly formula?: string | undefined;
  readonly from?: FigureValue | undefined;
}

/**
 * A report for a program: figures in milliseconds, counts and shares of 1.
 *
 * @param explain with the formula of each figure, and what it was made of
 */
export function reportAsJson(report: StatsReport, explain: boolean) {
  const { now, before } = periodsOf(report);
  const all = FIGURES_OF[report.scope];
  const told = (figures: readonly MeasuredFigure[]) => figures.map((each) => figureAsJson(each, explain));
  return {
    ...provenance(report),
    figures: told(measured(all, now.sums, now.status)),
    ...(report.before !== undefined &&
      before !== undefined && {
        before: {
          ...periodAsJson(report.before.period),
          figures: told(measured(all, before.sums, before.status)),
        },
      }),
    by: report.split.by,
    rows: report.split.parts.map((part) => ({
      name: partName(part),
      figures: told(measured(figuresOfPart(report.scope, report.split.by), part.byMedia)),
    })),
    moreRows: report.split.more,
  };
}

export function nothingAsJson(nothing: NothingMeasured) {
  return { ...provenance(nothing), figures: [], rows: [] };
}

export function liveAsJson({ asOf, ...answer }: Told) {
  return { source: 'Genesys live state', asOf: iso(asOf), ...answer };
}

/** Each figure with what it was made of, a line each. */
export function explainedFigures(report: StatsReport): readonly string[] {
  const { now } = periodsOf(report);
  return measured(FIGURES_OF[report.scope], now.sums, now.status).map(({ figure, medium, value }) => {
    const { label, computation } = FIGURES[figure];
    const of = medium === undefined ? label : `${label}, ${medium}`;
    return `${of} = ${formulaOf(computation)} = ${madeOf(value)}`;
  });
}

/** @example madeOf({ kind: 'rate', numerator: 40, denominator: 50 }) //=> '40 ÷ 50' */
function madeOf(value: FigureValue): string {
  switch (value.kind) {
    case 'none':
      return 'unknown';
    case 'count':
      return String(value.count);
    case 'average':
      return `${Math.round(value.ms * value.count)} ms ÷ ${value.count}`;
    case 'longest':
      return `${value.ms} ms, among ${value.count}`;
    case 'rate':
      return `${value.numerator} ÷ ${value.denominator}`;
    case 'ratio':
      return `${value.ratio}, as Genesys Cloud told it`;
    case 'time':
      return `${value.ms} ms`;
    case 'time-share':
      return `${value.partMs} ms ÷ ${value.wholeMs} ms`;
    default:
      return value satisfies never;
  }
}

/** Counts once, times and rates for each medium, time on queue of the people. */
function measured(
  ids: readonly FigureId[],
  sums: MediaSums,
  status?: Parameters<typeof measure>[1]['status'],
): readonly MeasuredFigure[] {
  return ids.flatMap((id) =>
    mediaRuleOf(FIGURES[id].computation) === 'one-medium'
      ? mediaIn(sums).map((medium) => measure(id, { sums }, medium))
      : [measure(id, { sums, status }, undefined)],
  );
}

function figureAsJson({ figure, medium, value }: MeasuredFigure, explain: boolean): FigureAsJson {
  const { label, computation } = FIGURES[figure];
  return {
    figure,
    label,
    ...(medium !== undefined && { medium }),
    unit: UNITS[unitOf(computation)],
    value: value.kind === 'none' ? null : numberOf(value),
    ...(explain && { formula: formulaOf(computation), from: value }),
  };
}

function provenance(answer: StatsReport | NothingMeasured) {
  const { question, period, measured: covered, scope, about, people, asOf, cached, stale, filling } = answer;
  return {
    source: 'Genesys Analytics',
    question,
    ...periodAsJson(period),
    measured: between(covered),
    scope,
    about,
    ...(people !== undefined && { people }),
    asOf: iso(asOf),
    cached,
    stale,
    filling,
  };
}

function periodAsJson({ label, interval, timeZone }: StatsReport['period']) {
  return { label, timeZone, ...between(interval) };
}

/** The end is not in it. */
function between({ start, end }: Interval) {
  return { start: iso(start), end: iso(end) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
