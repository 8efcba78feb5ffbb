import type { types } from '@slack/bolt';
import { figureValue, mediaIn, totalOf } from '../../domain/figures/agent-stats.ts';
import { type ComparedFigure, changeInWords, compareFigures, type Measured } from '../../domain/figures/comparison.ts';
import type { FigureId } from '../../domain/figures/figure.ts';
import { figureInLine, figureInWords } from '../../domain/figures/figure-text.ts';
import { FIGURES, FIGURES_OF, LINES_OF_FIGURES } from '../../domain/figures/metrics.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { StatsReport } from '../../reports/stats/answer.ts';
import { fittingLines } from '../kit/lines.ts';
import { type Block, LIMITS, type Message } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';
import { section, sections, smallPrint } from '../kit/paragraphs.ts';
import { definitionsOnly, statsButtons } from './buttons.ts';
import { statsCharts } from './charts.ts';
import { askedFor, inBlocks, inText, notesOf, provenanceLine, type StatsView, sharedLines } from './notes.ts';
import { lengthOf, type PartsTable, partsTable } from './table.ts';

/** The figures that open an answer; the others follow, smaller. */
const OPENING = 6;
/** Figures that need the status times: nothing is said of them where those were not asked for. */
const OF_STATUS: readonly FigureId[] = ['onQueue', 'occupancy'];

/** An answer about measured history: six figures first, then what they are made of, where they come from, what next. */
export function statsMessage(report: StatsReport, view: StatsView): Message {
  const figures = figuresOf(report);
  const opening = figures.slice(0, OPENING);
  const others = [...linesOf(figures.slice(OPENING)), ...mediaLines(report)];
  const table = partsTable(report.split, report.scope);
  const notes = notesOf(report, table.left);
  const source = (time: (at: number) => string) => provenanceLine(report, report.status.kind, time, view.now);
  const about = shownName(report.about, 120);
  return {
    text: inOneText({
      first: [`${about}: ${askedFor(report)}`, ...opening.map(lineOf), ...others],
      table,
      last: [...notes, source(inText(view)), ...sharedLines(view)],
    }),
    blocks: [
      section(`*${about}* · ${askedFor(report)}`),
      { type: 'section', fields: opening.map(fieldOf) },
      ...sections(others),
      ...table.blocks,
      ...statsCharts(report),
      ...smallPrint(notes),
      ...smallPrint([source(inBlocks(view)), ...sharedLines(view)]),
      ...actionsOf(report, view),
    ],
  };
}

function figuresOf({ scope, now, before, status }: StatsReport): readonly ComparedFigure[] {
  const known = status.kind === 'known' ? status : undefined;
  const ids = FIGURES_OF[scope].filter((id) => known !== undefined || !OF_STATUS.includes(id));
  const earlier: Measured | undefined = before && { sums: totalOf(before.sums), status: known?.before };
  return compareFigures(ids, { sums: totalOf(now), status: known?.now }, earlier);
}

/** The figures behind the first six, a few to a line. */
function linesOf(figures: readonly ComparedFigure[]): readonly string[] {
  return LINES_OF_FIGURES.flatMap((ids) => {
    const line = ids.flatMap((id) =>
      figures
        .filter(({ figure }) => figure.id === id)
        .map(withoutSameness)
        .map(figureInLine),
    );
    return line.length === 0 ? [] : [line.join(' · ')];
  });
}

/** A handle time over several media is never shown alone. */
function mediaLines({ now, before }: StatsReport): readonly string[] {
  const media = mediaIn(now).filter((one) => figureValue(FIGURES.aht.computation, now[one] ?? {}).kind !== 'none');
  if (media.length < 2) return [];
  const each = media.flatMap((one) => {
    const measured = { sums: now[one] ?? {} };
    return compareFigures(['aht'], measured, before && { sums: before.sums[one] ?? {} }).map(
      (compared) => `${mediaLabel(one)} ${told(withoutSameness(compared))}`,
    );
  });
  return [`AHT by media: ${each.join(' · ')}`];
}

function lineOf(compared: ComparedFigure): string {
  return `${compared.figure.label}: ${told(compared)}`;
}

function fieldOf(compared: ComparedFigure): types.MrkdwnElement {
  const { figure, value, change } = compared;
  const words = change === undefined ? [] : [changeInWords(change)];
  return { type: 'mrkdwn', text: [`*${figure.label}*`, figureInWords(value), ...words].join('\n'), verbatim: true };
}

/** In a line of several figures only what has changed is told. */
function withoutSameness(compared: ComparedFigure): ComparedFigure {
  return compared.change?.direction === 'same' ? { ...compared, change: undefined } : compared;
}

function told({ value, change }: ComparedFigure): string {
  return change === undefined ? figureInWords(value) : `${figureInWords(value)}, ${changeInWords(change)}`;
}

/** The whole answer in one text: the parts get the room that the rest leaves them. */
function inOneText({
  first,
  table,
  last,
}: {
  readonly first: readonly string[];
  readonly table: PartsTable;
  readonly last: readonly string[];
}): string {
  const parts = table.linesWithin(LIMITS.text - lengthOf([...first, ...last]));
  return fittingLines([...first, ...parts, ...last]);
}

function actionsOf(report: StatsReport, { sharedBy }: StatsView): readonly Block[] {
  return sharedBy === undefined ? statsButtons(report, report.split.by) : definitionsOnly(report.scope);
}
