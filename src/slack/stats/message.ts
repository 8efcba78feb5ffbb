import { type ComparedFigure, changeInWords, changeWithSign } from '../../domain/figures/comparison.ts';
import { mediaRuleOf } from '../../domain/figures/figure.ts';
import { figureInCell, figureName } from '../../domain/figures/figure-text.ts';
import { type Headline, headlineOf } from '../../domain/figures/headline.ts';
import type { Measured } from '../../domain/figures/measured.ts';
import { FIGURES, FIGURES_OF, type FigureId } from '../../domain/figures/metrics.ts';
import { formatCount } from '../../domain/format.ts';
import type { StatsReport } from '../../reports/stats/answer.ts';
import type { Aloud, Card, CardFigure } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { type Line, say } from '../kit/say.ts';
import { definitionsOnly, statsButtons } from './buttons.ts';
import { statsCharts } from './charts.ts';
import { notesOf, notOfThese, type StatsView, sourceLine } from './notes.ts';
import { isTime, partsTable, tableFigures } from './table.ts';
import { type Extremes, extremes, verdictLine } from './verdict.ts';

/** What is read aloud in place of the blocks. */
const MOST_ALOUD = 600;

/** An answer about measured history: verdict, figures, picture, table, source. */
export function statsMessage(report: StatsReport, view: StatsView): Message {
  return render(statsCard(report, view));
}

export function statsCard(report: StatsReport, view: StatsView): Card {
  const asked = askedFigures(report);
  const headline = headlineFor(report);
  const rows = extremes(report, headline.verdict.figure);
  const head = verdictLine(report, headline, rows);
  const source = sourceLine(report, view);
  return {
    head: [head],
    figures: [headline.verdict, ...headline.figures].map((figure) => cardFigure(figure, isComparison(report))),
    charts: statsCharts(report, asked),
    table: partsTable(report, asked),
    notes: [...comparedNote(report, headline), ...notesOf(report, besideOthers(asked), view, source)],
    buttons:
      (view.sharedBy === undefined ? statsButtons(report, report.split.by, view) : undefined) ??
      definitionsOnly(shownFigures(report)),
    aloud: aloud(report, headline, { head, source, rows }),
  };
}

/** Every figure that this answer shows by its name, for their definitions. */
export function shownFigures(report: StatsReport): readonly FigureId[] {
  const { verdict, figures } = headlineFor(report);
  const asked = askedFigures(report);
  return [...new Set([verdict.figure, ...figures.map(({ figure }) => figure), ...tableFigures(report, asked)])];
}

/** The period that is told, and the one before, with the time on queue of both where it is known. */
export function periodsOf({ now, before, status }: StatsReport): {
  readonly now: Measured;
  readonly before: Measured | undefined;
} {
  const known = status.kind === 'known' ? status : undefined;
  return {
    now: { sums: now, status: known?.now },
    before: before && { sums: before.sums, status: known?.before },
  };
}

function headlineFor(report: StatsReport): Headline {
  const { now, before } = periodsOf(report);
  return headlineOf(report.scope, now, before, 'opening', askedFigures(report));
}

/** Figures that the question names, of those that such a question can have: they come first. */
function askedFigures({ question, scope }: StatsReport): readonly FigureId[] {
  return (question.figures ?? []).filter((id) => FIGURES_OF[scope].includes(id));
}

/** The figure that is told of the media beside the leading one: the time or rate that was asked for, or how long it takes. */
function besideOthers(asked: readonly FigureId[]): FigureId {
  return asked.find((id) => mediaRuleOf(FIGURES[id].computation) === 'one-medium') ?? 'aht';
}

/** Whoever names what is compared is told both, however few conversations stand behind them. */
function isComparison({ question, before }: StatsReport): boolean {
  return question.compared !== undefined && before !== undefined;
}

/**
 * A figure in bold with its name; a part of conversations says how many these are.
 *
 * @param asBefore says also what it was before
 */
export function cardFigure(compared: ComparedFigure, asBefore = false): CardFigure {
  const { figure, value, change, before } = compared;
  const was = asBefore && before !== undefined ? `was ${figureInCell(before)}` : undefined;
  const { computation } = FIGURES[figure];
  const count = computation.kind === 'share' && value.kind === 'rate' ? ` (${formatCount(value.numerator)})` : '';
  return {
    value: figureInCell(value),
    name: `${figureName(compared)}${count}`,
    change: [change && changeWithSign(change), was].filter((part) => part !== undefined).join(', ') || undefined,
  };
}

/** The spoken answer: verdict, figures by name, the best and the worst row, where rows are of time: others stand nowhere else. */
function aloud(
  report: StatsReport,
  headline: Headline,
  { head, source, rows }: { readonly head: Line; readonly source: Line; readonly rows: Extremes | undefined },
): Aloud {
  const isVolume = FIGURES[headline.verdict.figure].good === 'neither';
  return {
    most: MOST_ALOUD,
    lines: [
      head,
      ...notOfThese(report),
      ...headline.figures.map((figure) => figureAloud(figure, isComparison(report))),
      ...comparedNote(report, headline),
      ...(rows === undefined || !isTime(report.split.by)
        ? []
        : [isVolume ? say`Least: ${rows.least}.` : say`Best: ${rows.best}.`]),
      say`The rows are under Details.`,
      source,
    ],
  };
}

/** With what the changes are, where the first sentence has none to say it with. */
function comparedNote({ before, question }: StatsReport, { verdict, figures }: Headline): readonly Line[] {
  const isSaid = verdict.change !== undefined || question.compared !== undefined;
  const isUnchanged = figures.every(({ change }) => change === undefined);
  return before === undefined || isSaid || isUnchanged ? [] : [say`Compared with ${before.period.label}.`];
}

function figureAloud(compared: ComparedFigure, asBefore: boolean): Line {
  const { change, before } = compared;
  const { value, name } = cardFigure(compared);
  const changed = change === undefined || change.direction === 'same' ? '' : `, ${changeInWords(change)}`;
  const was = asBefore && before !== undefined ? `, was ${figureInCell(before)}` : '';
  return say`${value} ${name}${changed}${was}.`;
}
