import type { types } from '@slack/bolt';
import { figureValue, isEmpty, type MediaSums, mediaIn, totalOf } from '../../domain/figures/agent-stats.ts';
import type { Scope } from '../../domain/figures/figure.ts';
import { figureInCell } from '../../domain/figures/figure-text.ts';
import { FIGURES } from '../../domain/figures/metrics.ts';
import { columnsOf } from '../../domain/figures/stats-plan.ts';
import { NOT_COMPUTABLE } from '../../domain/format.ts';
import { MEDIA, type Media } from '../../domain/media.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { Split } from '../../domain/question.ts';
import type { SplitPart, StatsSplit } from '../../reports/stats/answer.ts';
import { fittingLines } from '../kit/lines.ts';
import { type Block, LIMITS } from '../kit/message.ts';
import { plainName, shownName } from '../kit/names.ts';

/** Names longer than this push the figures off a phone. */
const LONGEST_LABEL = 40;
/** So many media have a column each for their handle time; more would push the others off the screen. */
const MOST_MEDIA_COLUMNS = 3;

const HEADS: Readonly<Record<Split, string>> = {
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  agent: 'Agent',
  queue: 'Queue',
  media: 'Media',
  wrapup: 'Wrap-up',
  direction: 'Direction',
};

/** A table of the parts of an answer, and how many of them found no room in it. */
export interface PartsTable {
  readonly blocks: readonly Block[];
  /** The same as lines of harmless mrkdwn, each figure with its name. */
  readonly lines: readonly string[];
  /** The same with figures where there are too many parts for that many characters. */
  readonly linesWithin: (room: number) => readonly string[];
  readonly left: number;
}

interface Column {
  readonly head: string;
  readonly cell: (byMedia: MediaSums) => string;
  /** It may be long, and is then broken into lines. */
  readonly wrapped: boolean;
}

/** One row for each part; parts of time keep the latest where not all have room, other parts the largest. */
export function partsTable({ by, parts, more }: StatsSplit, scope: Scope): PartsTable {
  const columns = columnsOf(scope, by).flatMap((id): readonly Column[] =>
    id === 'aht' ? handleTimeColumns(parts) : [figureColumn(id)],
  );
  const head = [HEADS[by], ...columns.map((column) => column.head)];
  const rows = parts.map((part) => rowOf(part, columns));
  const kept = fitting(head, isTime(by) ? rows.toReversed() : rows);
  const shown = isTime(by) ? kept.toReversed() : kept;
  const lines = parts.map((part) => lineOf(part, columns, ({ head: name, cell }) => `${name} ${cell(part.byMedia)}`));
  return {
    lines,
    blocks: shown.length === 0 ? [] : [tableOf([head, ...shown], columns)],
    linesWithin: (room) => (lengthOf(lines) <= room ? lines : denseLines(room, parts, columns, HEADS[by])),
    left: more + rows.length - shown.length,
  };
}

export function isTime(by: Split): boolean {
  return by === 'hour' || by === 'day' || by === 'week' || by === 'month';
}

export function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function figureColumn(id: keyof typeof FIGURES): Column {
  const { short, computation } = FIGURES[id];
  return {
    head: short,
    cell: (byMedia) => figureInCell(figureValue(computation, totalOf(byMedia))),
    wrapped: false,
  };
}

/** Never a blend of media alone: one column where each part has one medium, else one for each medium, or a list. */
function handleTimeColumns(parts: readonly SplitPart[]): readonly Column[] {
  const { short } = FIGURES.aht;
  const each = parts.map(({ byMedia }) => mediaWithHandleTime(byMedia));
  const all = MEDIA.filter((media) => each.some((some) => some.includes(media)));
  if (all.length < 2 || each.every((some) => some.length < 2)) return [figureColumn('aht')];
  if (all.length > MOST_MEDIA_COLUMNS) return [{ head: short, cell: handleTimes, wrapped: true }];
  return all.map((media) => ({
    head: `${short} ${mediaLabel(media)}`,
    cell: (byMedia) => handleTimeOf(byMedia, media),
    wrapped: false,
  }));
}

function handleTimes(byMedia: MediaSums): string {
  const told = mediaWithHandleTime(byMedia).map((media) => `${mediaLabel(media)} ${handleTimeOf(byMedia, media)}`);
  return told.length === 0 ? NOT_COMPUTABLE : told.join(', ');
}

function handleTimeOf(byMedia: MediaSums, media: Media): string {
  return figureInCell(figureValue(FIGURES.aht.computation, byMedia[media] ?? {}));
}

function mediaWithHandleTime(byMedia: MediaSums): readonly Media[] {
  return mediaIn(byMedia).filter((media) => handleTimeOf(byMedia, media) !== NOT_COMPUTABLE);
}

/** A part without anything says so in its first cell. */
function rowOf({ label, byMedia }: SplitPart, columns: readonly Column[]): readonly string[] {
  const name = plainName(label, LONGEST_LABEL);
  if (isEmpty(totalOf(byMedia))) return [`${name}: no conversations`, ...columns.map(() => NOT_COMPUTABLE)];
  return [name, ...columns.map(({ cell }) => cell(byMedia))];
}

/** The names of the figures once, in a first line; and as many figures as there is room for. */
function denseLines(
  room: number,
  parts: readonly SplitPart[],
  columns: readonly Column[],
  first: string,
): readonly string[] {
  for (let count = columns.length; ; count -= 1) {
    const shown = columns.slice(0, count);
    const dense = [
      `${first}: ${shown.map(({ head }) => head).join(' · ')}`,
      ...parts.map((part) => lineOf(part, shown, ({ cell }) => cell(part.byMedia))),
    ];
    if (lengthOf(dense) <= room) return dense;
    if (count === 1) return [fittingLines(dense, room)];
  }
}

function lineOf(part: SplitPart, columns: readonly Column[], tell: (column: Column) => string): string {
  const told = isEmpty(totalOf(part.byMedia)) ? ['no conversations'] : columns.map(tell);
  return `${shownName(part.label, LONGEST_LABEL)}: ${told.join(' · ')}`;
}

function fitting(head: readonly string[], rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const length = (row: readonly string[]) => row.reduce((sum, cell) => sum + cell.length, 0);
  let room = LIMITS.tableCharacters - length(head);
  const kept: (readonly string[])[] = [];
  for (const row of rows.slice(0, LIMITS.tableRows - 1)) {
    room -= length(row);
    if (room < 0) break;
    kept.push(row);
  }
  return kept;
}

function tableOf(rows: readonly (readonly string[])[], columns: readonly Column[]): types.TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: [
      { is_wrapped: true },
      ...columns.map(({ wrapped }) => (wrapped ? { is_wrapped: true } : { align: 'right' as const })),
    ],
  };
}
