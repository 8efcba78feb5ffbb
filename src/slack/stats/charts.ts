import {
  type FigureValue,
  figureValue,
  mediaIn,
  mergeMediaSums,
  type Sums,
  totalOf,
} from '../../domain/figures/agent-stats.ts';
import type { FigureId } from '../../domain/figures/figure.ts';
import { FIGURES } from '../../domain/figures/metrics.ts';
import type { Media } from '../../domain/media.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { StatsReport, Trend } from '../../reports/stats/answer.ts';
import { type ChartBlock, clip } from '../kit/message.ts';

/** Two points are a comparison, and the figures say it already. */
const FEWEST_POINTS = 3;
const MOST_SERIES = 6;
const LONGEST_LABEL = 20;

interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** How the period went, in at most two charts. Their numbers all stand in the table or in the figures as well. */
export function statsCharts({ trend, scope }: Pick<StatsReport, 'trend' | 'scope'>): readonly ChartBlock[] {
  if (trend === undefined || trend.points.length < FEWEST_POINTS) return [];
  const per = `per ${trend.unit}`;
  const charts = scope === 'queue' ? queueCharts(trend, per) : agentCharts(trend, per);
  return charts.filter((chart) => chart !== undefined);
}

function queueCharts(trend: Trend, per: string): readonly (ChartBlock | undefined)[] {
  return [
    chart('bar', `Offered and answered ${per}`, 'conversations', trend, [
      { name: 'Offered', values: valuesOf(trend, 'offered') },
      { name: 'Answered', values: valuesOf(trend, 'answered') },
    ]),
    chart('line', `Service level ${per}`, '%', trend, [
      { name: 'Service level', values: valuesOf(trend, 'serviceLevel') },
    ]),
  ];
}

function agentCharts(trend: Trend, per: string): readonly (ChartBlock | undefined)[] {
  const media = mediaIn(trend.points.map(({ byMedia }) => byMedia).reduce(mergeMediaSums, {}));
  const apart = (id: FigureId): readonly Series[] =>
    media.map((one) => ({ name: mediaLabel(one), values: valuesOf(trend, id, one) }));
  const handled =
    media.length <= MOST_SERIES ? apart('handled') : [{ name: 'Handled', values: valuesOf(trend, 'handled') }];
  return [
    chart('bar', `Handled ${per}`, 'conversations', trend, handled),
    chart('line', `Average handle time ${per}`, 'minutes', trend, apart('aht').slice(0, MOST_SERIES)),
  ];
}

/** A chart of the series that have a value at each point: a gap can only be drawn as a zero, which it is not. */
function chart(
  type: 'bar' | 'line',
  title: string,
  unit: string,
  { points }: Trend,
  series: readonly Series[],
): ChartBlock | undefined {
  const labels = points.map(({ label }) => clip(label, LONGEST_LABEL));
  const drawn = series.flatMap(({ name, values }) => {
    const data = labels.flatMap((label, index) => {
      const value = values[index];
      return value === undefined ? [] : [{ label, value }];
    });
    return data.length === labels.length ? [{ name, data }] : [];
  });
  if (drawn.length === 0 || new Set(labels).size < labels.length) return undefined;
  return {
    type: 'data_visualization',
    title,
    chart: { type, series: drawn, axis_config: { categories: labels, y_label: unit } },
  };
}

function valuesOf(trend: Trend, id: FigureId, media?: Media): readonly (number | undefined)[] {
  return trend.points.map(({ byMedia }) => {
    const sums: Sums = media === undefined ? totalOf(byMedia) : (byMedia[media] ?? {});
    return drawnNumber(figureValue(FIGURES[id].computation, sums));
  });
}

/** Counts as they are, times in minutes and rates in per cent, with one decimal. */
function drawnNumber(value: FigureValue): number | undefined {
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'count':
      return value.count;
    case 'average':
    case 'time':
      return tenths(value.ms / 60_000);
    case 'rate':
      return tenths((100 * value.numerator) / value.denominator);
    case 'ratio':
      return tenths(100 * value.ratio);
    case 'time-share':
      return tenths((100 * value.partMs) / value.wholeMs);
    default:
      return value satisfies never;
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
