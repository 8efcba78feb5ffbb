import { figureValue, isEmpty, totalOf } from '../../domain/figures/agent-stats.ts';
import { changeInWords } from '../../domain/figures/comparison.ts';
import { figureInCell, figureInWords } from '../../domain/figures/figure-text.ts';
import type { Headline, HeadlineFigure, TracedChange } from '../../domain/figures/headline.ts';
import { FIGURES } from '../../domain/figures/metrics.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import { daysLabel } from '../../domain/period/date-label.ts';
import type { StatsReport } from '../../reports/stats/answer.ts';
import type { DailySummary } from '../../summaries/daily-summary.ts';
import type { Postable, Run } from '../../summaries/run.ts';
import { type ChartBlock, clip, clock, LIMITS, type Message, timeToken } from '../kit/message.ts';
import { section, smallPrint } from '../kit/paragraphs.ts';
import { definitionsOnly } from '../stats/buttons.ts';
import { statsCharts } from '../stats/charts.ts';
import { notesOf } from '../stats/notes.ts';
import { lengthOf, partsTable } from '../stats/table.ts';
import { scopeLabel } from './scope.ts';

/** What a post has to say of itself. */
export interface PostMarks {
  /** It is made so late that its time is named. */
  readonly late: boolean;
  /** It was brought up to date when its figures had settled. */
  readonly edited?: boolean | undefined;
}

/** Slack draws at most so many, and their labels must still be readable. */
const MOST_BARS = 12;
const LONGEST_BAR_LABEL = 20;

type PostedRun = Pick<Run, 'schedule' | 'coverage'>;

/** The message that everybody reads: at most six lines, the most important first. */
export function headlineMessage({ schedule, coverage }: PostedRun, summary: Postable, marks: PostMarks): Message {
  const { report } = summary;
  const title = `${scopeLabel(schedule, summary).spoken} · ${daysLabel(coverage.days)}`;
  const notes = marksOf(report.filling, marks, schedule.time);
  const lines =
    summary.kind === 'quiet'
      ? ['No conversations.']
      : [figuresLine(summary.headline), ...changeLines(summary.headline)];
  const source = (time: string) =>
    `Genesys Cloud Analytics (conversation aggregates) · ${comparedWith(summary)}${schedule.timeZone} · as of ${time}`;
  const { asOf } = report;
  return {
    text: [[title, ...notes].join(' · '), ...lines, source(clock(asOf, schedule.timeZone, 'day-and-time'))].join('\n'),
    blocks: [
      section([[`*${title}*`, ...notes].join(' · '), ...lines].join('\n')),
      ...smallPrint([source(timeToken(asOf, schedule.timeZone, 'day-and-time'))]),
    ],
  };
}

/** What stands in the thread of the headline: every agent or queue, as a chart and as a table. */
export function detailsMessage(
  { schedule }: PostedRun,
  { report, named }: Extract<DailySummary, { kind: 'summary' }>,
): Message {
  const shown: StatsReport = named ? report : { ...report, split: { ...report.split, silent: [] } };
  const table = partsTable(shown.split, shown.scope);
  const title = `By ${shown.split.by}`;
  const notes = [...notesOf(shown, table.left), ...(named ? [] : [unnamedNote(schedule.names)])];
  return {
    text: [title, ...table.linesWithin(LIMITS.text - lengthOf([title, ...notes])), ...notes].join('\n'),
    blocks: [
      section(`*${title}*`),
      ...table.blocks,
      ...chartsOf(shown),
      ...smallPrint(notes),
      ...definitionsOnly(shown.scope),
    ],
  };
}

/** What makes this post different from one in time and settled. */
function marksOf(filling: boolean, { late, edited }: PostMarks, time: string): readonly string[] {
  return [
    ...(late ? [`due ${time}`] : []),
    ...(filling ? ['partial: what is still open is not in it'] : []),
    ...(edited ? ['updated when the figures had settled'] : []),
  ];
}

function figuresLine({ figures }: Headline): string {
  return figures
    .map((figure) => `${FIGURES[figure.figure].short} ${figureInCell(figure.value)}${split(figure)}`)
    .join(' · ');
}

function split({ byMedia }: HeadlineFigure): string {
  if (byMedia.length === 0) return '';
  return ` (${byMedia.map(({ media, value }) => `${mediaLabel(media)} ${figureInCell(value)}`).join(', ')})`;
}

function changeLines({ changes }: Headline): readonly string[] {
  return changes.map(
    (change) =>
      `${nameOf(change)} ${changeInWords(change)}: ${figureInWords(change.now)}, was ${figureInWords(change.before)}`,
  );
}

function nameOf({ figure, media }: TracedChange): string {
  return media === undefined ? FIGURES[figure].short : `${FIGURES[figure].short} ${mediaLabel(media)}`;
}

function comparedWith(summary: Postable): string {
  if (summary.kind === 'quiet' || summary.headline.changes.length === 0) return '';
  const { before } = summary.report;
  return before === undefined ? '' : `compared with ${before.period.label} · `;
}

function unnamedNote(names: 'members-only' | 'always'): string {
  return names === 'always'
    ? 'By queue.'
    : 'Without names: this channel has guests or people of other organisations, or I cannot read who is in it.';
}

/** How the days went, where there are enough of them; otherwise who did how much. */
function chartsOf(report: StatsReport): readonly ChartBlock[] {
  const charts = statsCharts(report);
  return charts.length > 0 ? charts : handledByPart(report);
}

function handledByPart({ split: { by, parts } }: StatsReport): readonly ChartBlock[] {
  const bars = parts
    .filter(({ byMedia }) => !isEmpty(totalOf(byMedia)))
    .slice(0, MOST_BARS)
    .map(({ label, byMedia }) => {
      const handled = figureValue(FIGURES.handled.computation, totalOf(byMedia));
      return { label: clip(label, LONGEST_BAR_LABEL), value: handled.kind === 'count' ? handled.count : 0 };
    });
  const labels = bars.map(({ label }) => label);
  if (bars.length < 2 || new Set(labels).size < labels.length) return [];
  return [
    {
      type: 'data_visualization',
      title: `Handled by ${by}`,
      chart: {
        type: 'bar',
        series: [{ name: 'Handled', data: bars }],
        axis_config: { categories: labels, y_label: 'conversations' },
      },
    },
  ];
}
