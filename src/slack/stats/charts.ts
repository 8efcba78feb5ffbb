import type { FigureValue } from '../../domain/figures/agent-stats.ts';
import { numberOf } from '../../domain/figures/comparison.ts';
import { unitOf } from '../../domain/figures/figure.ts';
import { columnName } from '../../domain/figures/figure-text.ts';
import { leadingMedium, measure } from '../../domain/figures/measured.ts';
import { FIGURES, type FigureId } from '../../domain/figures/metrics.ts';
import type { StatsReport } from '../../reports/stats/answer.ts';
import type { Chart } from '../kit/card.ts';

/** Two points are a comparison, and the figures say it already. */
const FEWEST_POINTS = 3;

const UNITS = { count: 'conversations', duration: 'minutes', rate: '%' } as const;

type ChartReport = Pick<StatsReport, 'trend' | 'scope' | 'now'>;

/** How the period went, in one picture of what the verdict speaks about. Its numbers stand in the table as well. */
export function statsCharts(report: ChartReport, asked: readonly FigureId[] = []): readonly Chart[] {
  const [first] = asked;
  if (report.trend === undefined || report.trend.points.length < FEWEST_POINTS) return [];
  const labels = chartLabels(report.trend.points.map(({ label }) => label));
  if (labels === undefined) return [];
  const figures: readonly FigureId[] = report.scope === 'queue' ? ['offered', 'answered'] : ['handled'];
  return [{ ...chartOf(report, report.trend, first === undefined ? figures : [first]), labels }];
}

function chartOf(
  { scope, now }: ChartReport,
  { unit, points }: NonNullable<ChartReport['trend']>,
  figures: readonly FigureId[],
): Omit<Chart, 'labels'> {
  const medium = leadingMedium(scope, now);
  const series = figures.map((figure) => ({
    name: columnName(measure(figure, { sums: now }, medium)),
    values: points.map(({ byMedia }) => drawn(measure(figure, { sums: byMedia }, medium).value)),
  }));
  const [first = 'handled'] = figures;
  const of = unitOf(FIGURES[first].computation);
  const names = series.map(({ name }, index) => (index === 0 ? name : name.toLowerCase())).join(' and ');
  return {
    title: `${names} per ${unit}`,
    type: of === 'count' ? 'bar' : 'line',
    series,
    unit: UNITS[of],
  };
}

/** So many characters stand side by side under a chart of Slack's width. */
const ROOM = 72;

/**
 * The longest form of the labels that does not run into its neighbours: `Mon 16 Nov`, `Mon 16`, `16`; `09:00`, `09`;
 * `16–22 Nov`, `16 Nov`. Nothing where none is short enough.
 */
function chartLabels(labels: readonly string[]): readonly string[] | undefined {
  const forms = [
    labels,
    labels.map((label) => label.replace(/^(\w{3} \d{1,2}) \w{3}\b/, '$1')),
    labels.map((label) => label.replace(/^\w{3} (\d{1,2}) \w{3}\b/, '$1').replace(/^(\d\d):00$/, '$1')),
    labels.map((label) => label.replace(/ \d{4}$/, '')),
    labels.map((label) => label.replace(/^(\d{1,2})(?:–\d{1,2})? (\w{3}).*$/, '$1 $2')),
  ];
  const fits = (form: readonly string[]) => form.length * (Math.max(...form.map(({ length }) => length)) + 1) <= ROOM;
  return forms.find((form) => fits(form) && new Set(form).size === form.length);
}

/** Counts as they are, times in minutes and rates in per cent, with one decimal; a gap is no zero. */
function drawn(value: FigureValue): number | undefined {
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'count':
      return value.count;
    case 'average':
    case 'longest':
    case 'time':
      return tenths(numberOf(value) / 60_000);
    case 'rate':
    case 'ratio':
    case 'time-share':
      return tenths(100 * numberOf(value));
    default:
      return value satisfies never;
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
