import type { types } from '@slack/bolt';
import { figureValue, isEmpty, mediaIn, totalOf } from '../../domain/agent-stats.ts';
import type { Figure, Scope } from '../../domain/figure.ts';
import { figureInCell } from '../../domain/figure-text.ts';
import { NOT_COMPUTABLE } from '../../domain/format.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import { FIGURES } from '../../domain/metrics.ts';
import type { Split } from '../../domain/question.ts';
import { columnsOf } from '../../domain/stats-plan.ts';
import type { SplitPart, StatsSplit } from '../../reports/stats-answer.ts';
import { plainName, shownName } from './live-names.ts';
import { type Block, LIMITS } from './message.ts';

/** Names longer than this push the figures off a phone. */
const LONGEST_LABEL = 40;
const NOTHING = 'no conversations';

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
  /** The same as lines of harmless mrkdwn, each with the names of its figures. */
  readonly lines: readonly string[];
  /** The same for many parts: the names of the figures once, in the first line. */
  readonly denseLines: readonly string[];
  readonly left: number;
}

/** One row for each part; parts of time keep the latest where not all have room, other parts the largest. */
export function partsTable({ by, parts, more }: StatsSplit, scope: Scope): PartsTable {
  const figures = columnsOf(scope, by).map((id) => FIGURES[id]);
  const head = [HEADS[by], ...figures.map(({ short }) => short)];
  const rows = parts.map((part) => [plainName(part.label, LONGEST_LABEL), ...cellsOf(part, figures)]);
  const kept = fitting(head, isTime(by) ? rows.toReversed() : rows);
  const shown = isTime(by) ? kept.toReversed() : kept;
  return {
    blocks: shown.length === 0 ? [] : [tableOf([head, ...shown])],
    lines: parts.map((part) =>
      lineOf(part, (cells) => figures.map(({ short }, index) => `${short} ${cells[index]}`), figures),
    ),
    denseLines: [
      `${HEADS[by]}: ${figures.map(({ short }) => short).join(' · ')}`,
      ...parts.map((part) => lineOf(part, (cells) => cells, figures)),
    ],
    left: more + rows.length - shown.length,
  };
}

export function isTime(by: Split): boolean {
  return by === 'hour' || by === 'day' || by === 'week' || by === 'month';
}

function cellsOf({ byMedia }: SplitPart, figures: readonly Figure[]): readonly string[] {
  const sums = totalOf(byMedia);
  if (isEmpty(sums)) return figures.map((_, index) => (index === 0 ? NOTHING : NOT_COMPUTABLE));
  return figures.map((figure) =>
    figure.id === 'aht' ? handleTimes(byMedia) : figureInCell(figureValue(figure.computation, sums)),
  );
}

/** One figure when there is one medium, and one for each when there are several: never a blend of them alone. */
function handleTimes(byMedia: SplitPart['byMedia']): string {
  const each = mediaIn(byMedia).flatMap((media) => {
    const value = figureValue(FIGURES.aht.computation, byMedia[media] ?? {});
    return value.kind === 'none' ? [] : [{ media, text: figureInCell(value) }];
  });
  const [first, ...others] = each;
  if (first === undefined) return NOT_COMPUTABLE;
  return others.length === 0 ? first.text : each.map(({ media, text }) => `${mediaLabel(media)} ${text}`).join(', ');
}

function lineOf(
  part: SplitPart,
  put: (cells: readonly string[]) => readonly string[],
  figures: readonly Figure[],
): string {
  const told = isEmpty(totalOf(part.byMedia)) ? [NOTHING] : put(cellsOf(part, figures));
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

function tableOf(rows: readonly (readonly string[])[]): types.TableBlock {
  return {
    type: 'table',
    rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: (rows[0] ?? []).map((_, index) => (index === 0 ? { is_wrapped: true } : { align: 'right' })),
  };
}
