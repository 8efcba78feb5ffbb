import type { FigureValue } from '../../domain/figures/agent-stats.ts';
import { numberOf } from '../../domain/figures/comparison.ts';
import { columnName, figureInCell } from '../../domain/figures/figure-text.ts';
import { leadingMedium, measure } from '../../domain/figures/measured.ts';
import { columnsOf, FIGURES, type FigureId, figuresOfPart } from '../../domain/figures/metrics.ts';
import { NOT_COMPUTABLE } from '../../domain/format.ts';
import type { Split } from '../../domain/split.ts';
import type { SplitPart, StatsReport } from '../../reports/stats/answer.ts';
import { aboutWords } from '../kit/about.ts';
import type { Cell, Table } from '../kit/card.ts';
import { plainName } from '../kit/names.ts';

/** Names longer than this would break into two lines. */
const LONGEST_LABEL = 40;
const MOST_FIGURES = 4;

const HEADS: Readonly<Record<Split, string>> = {
  'half-hour': 'Half-hour',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  agent: 'Agent',
  queue: 'Queue',
  media: 'Medium',
  wrapup: 'Wrap-up code',
  direction: 'Direction',
};

type TableReport = Pick<StatsReport, 'split' | 'scope' | 'now' | 'about'>;

/** The figures of a table, those that were asked for by name before the others. */
export function tableFigures({ split, scope }: TableReport, asked: readonly FigureId[] = []): readonly FigureId[] {
  const askedHere = asked.filter((id) => figuresOfPart(scope, split.by).includes(id));
  return [...new Set([...askedHere, ...columnsOf(scope, split.by)])].slice(0, MOST_FIGURES);
}

/** One narrow row for each part: times and rates are those of the leading medium, or of its own where a row is one. */
export function partsTable(
  report: TableReport,
  asked: readonly FigureId[] = [],
  about = aboutWords(report.about),
): Table {
  const { split, scope, now } = report;
  const figures = tableFigures(report, asked);
  const leading = leadingMedium(scope, now);
  const mediumOf = ({ byMedia }: SplitPart) => (split.by === 'media' ? leadingMedium(scope, byMedia) : leading);
  const head = (figure: FigureId) =>
    split.by === 'media' ? FIGURES[figure].short : columnName(measure(figure, { sums: now }, leading));
  return {
    caption: `${about} by ${HEADS[split.by].toLowerCase()}`,
    of: isTime(split.by) ? 'time' : 'names',
    columns: [HEADS[split.by], ...figures.map(head)],
    rows: split.parts.map((part) => [
      plainName(partName(part), LONGEST_LABEL),
      ...figures.map((figure) => cellOf(part, measure(figure, { sums: part.byMedia }, mediumOf(part)).value)),
    ]),
    left: split.more,
  };
}

/** What a row is about. @example partName({ label: { kind: 'unread', of: 'queue', id: '…0000c0de' }, byMedia: {} }) //=> 'Queue 0000c0de' */
export function partName({ label }: SplitPart): string {
  if (typeof label === 'string') return label;
  switch (label.kind) {
    case 'no-queue':
      return 'No queue';
    case 'no-wrap-up-code':
      return 'No wrap-up code';
    case 'unknown-agent':
      return 'Unknown agent';
    case 'unknown-direction':
      return 'Unknown direction';
    case 'deleted-or-unseen':
      return 'Deleted or not visible to this app';
    case 'unread':
      return `${label.of === 'queue' ? 'Queue' : 'Code'} ${label.id.slice(-8)}`;
    default:
      return label satisfies never;
  }
}

export function isTime(by: Split): boolean {
  return by === 'half-hour' || by === 'hour' || by === 'day' || by === 'week' || by === 'month';
}

/** A part without conversations has no zeros: nothing was measured. */
function cellOf({ byMedia }: SplitPart, value: FigureValue): Cell {
  if (Object.keys(byMedia).length === 0 || value.kind === 'none') return NOT_COMPUTABLE;
  return { value: sortable(value), text: figureInCell(value) };
}

/** Seconds, counts or per cent: what the client sorts by. */
function sortable(value: FigureValue): number {
  const number = numberOf(value);
  switch (value.kind) {
    case 'none':
    case 'count':
      return number;
    case 'average':
    case 'longest':
    case 'time':
      return Math.round(number / 100) / 10;
    case 'rate':
    case 'ratio':
    case 'time-share':
      return Math.round(number * 1000) / 10;
    default:
      return value satisfies never;
  }
}
