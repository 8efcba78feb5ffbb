import type { Card, CardFigure, Cell, Part, Table } from './card.ts';
import { fittingLines } from './lines.ts';
import { LIMITS } from './message.ts';
import { type Line, lineOf, say } from './say.ts';

/** The spoken answer that stands beside blocks; where none was made, the whole. */
export function aloudText(card: Card): string {
  if (card.aloud === undefined) return wholeText(card);
  return fittingLines(
    card.aloud.lines.map(({ spoken }) => spoken),
    card.aloud.most,
  );
}

/** The whole answer, every figure with its name: where blocks are refused, and under "Details". */
export function wholeText(card: Card): string {
  return fittingLines(wholeLines(card).map(({ spoken }) => spoken));
}

/** The same as lines, for a message that is about an answer. */
export function wholeLines(card: Card): readonly Line[] {
  const before = [...card.head, ...(card.figures ?? []).map(figureLine), ...(card.body ?? []).flatMap(partLines)];
  const notes = card.notes ?? [];
  const room = LIMITS.text - lengthOf([...before, ...notes].map(({ spoken }) => spoken));
  const rows = card.table === undefined ? [] : tableLinesWithin(card.table, room);
  return [...before, ...rows, ...notes];
}

function figureLine({ value, name, change }: CardFigure): Line {
  return say`${name}: ${value}${change === undefined ? '' : ` (${change})`}`;
}

function partLines(part: Part): readonly Line[] {
  switch (part.kind) {
    case 'title':
      return [lineOf(part.title)];
    case 'lines':
    case 'small':
    case 'row':
    case 'item':
      return part.lines;
    case 'divider':
    case 'choice':
      return [];
    default:
      return part satisfies never;
  }
}

/** A line a row, each figure with its name: `Mon 16: Offered 146 · Abandoned 4.1 %`. */
export function tableLines({ columns, rows }: Table): readonly Line[] {
  return rows.map(([first = '', ...cells]) => {
    const told = cells.map((cell, index) => `${columns[index + 1] ?? ''} ${textOf(cell)}`);
    return lineOf(`${textOf(first)}: ${told.join(' · ')}`);
  });
}

/** As many rows as fit, with as many of their figures as that takes: a row is worth more than its last column. */
function tableLinesWithin(table: Table, room: number): readonly Line[] {
  for (let columns = table.columns.length; columns > 1; columns -= 1) {
    const lines = tableLines({ ...table, rows: table.rows.map((row) => row.slice(0, columns)) });
    const spoken = lines.map((line) => line.spoken);
    if (lengthOf(spoken) <= room) return lines;
    if (columns === 2) {
      const fitting = fittingLines(spoken, Math.max(room, 0));
      return [{ shown: fitting, spoken: fitting }];
    }
  }
  return [];
}

export function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
