import type { types } from '@slack/bolt';
import type { Button, Buttons, Card, CardFigure, Cell, Chart, Confirm, Menu, Option, Part, Table } from './card.ts';
import { inParts } from './lines.ts';
import { type Block, type BlockType, type ChartBlock, LIMITS } from './message.ts';
import { clip } from './mrkdwn.ts';
import { plainName } from './names.ts';
import { type Line, lineOf } from './say.ts';
import { tableLines, textOf } from './text.ts';

/** The action of the menu behind `⋯`: the value that its options share stands behind the colon. */
export const MORE_ACTION = 'more';

/** A table of rows of time is short enough to be read whole; more rows are paged. */
const SHORT_TABLE = 10;
const PAGE = 10;

/** A card as blocks, without those that Slack has refused here. */
export function blocksOf(card: Card, refused: ReadonlySet<BlockType>): readonly Block[] {
  const { rows, left } = fittingTable(card.table);
  const blocks = [
    ...sections(card.head),
    ...figureBlocks(card.figures ?? []),
    ...(refused.has('data_visualization') ? [] : chartBlocks(card.charts ?? [])),
    ...(card.body ?? []).flatMap(partBlocks),
    ...(card.table === undefined ? [] : tableBlocks({ ...card.table, rows }, refused)),
    ...smallPrint([...leftLine(left), ...(card.notes ?? [])]),
    ...(card.buttons === undefined ? [] : buttonBlocks(card.buttons)),
  ];
  return withinBlocks(blocks);
}

/** The Home tab of one person. */
export function homeView(blocks: readonly Block[]): types.HomeView {
  return { type: 'home', blocks: [...blocks] };
}

/** What a Home shows, as far as it holds it. */
export function homeBlocks(parts: readonly Part[]): readonly Block[] {
  return parts.flatMap(partBlocks).slice(0, LIMITS.viewBlocks);
}

/** Beyond what a message holds the middle is cut, never the buttons at its end. */
function withinBlocks(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length <= LIMITS.blocks) return blocks;
  const cut = section('… more than fits into one message.');
  return [...blocks.slice(0, LIMITS.blocks - 3), cut, ...blocks.slice(-2)];
}

/** Text from elsewhere is never searched for links and channels: `verbatim`. */
function section(mrkdwn: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: mrkdwn, verbatim: true } };
}

function sections(lines: readonly Line[]): readonly Block[] {
  return inParts(lines.map(({ shown }) => shown)).map(section);
}

/** One line each; of nothing there is no block. */
function smallPrint(lines: readonly Line[]): readonly Block[] {
  return inParts(lines.map(({ shown }) => shown))
    .slice(0, LIMITS.contextElements)
    .map((text) => ({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }));
}

function figureBlocks(figures: readonly CardFigure[]): readonly Block[] {
  if (figures.length === 0) return [];
  const fields = figures.slice(0, LIMITS.fields).map(({ value, name, change }) => ({
    type: 'mrkdwn' as const,
    text: clip(
      [`*${lineOf(value).shown}* ${lineOf(name).shown}`, ...(change === undefined ? [] : [lineOf(change).shown])].join(
        '\n',
      ),
      LIMITS.fieldText,
    ),
    verbatim: true,
  }));
  return [{ type: 'section', fields }];
}

function partBlocks(part: Part): readonly Block[] {
  switch (part.kind) {
    case 'title':
      return [{ type: 'header', text: plain(part.title, LIMITS.headerText) }];
    case 'divider':
      return [{ type: 'divider' }];
    case 'lines':
      return sections(part.lines);
    case 'small':
      return smallPrint(part.lines);
    case 'row': {
      const text = clip(part.lines.map(({ shown }) => shown).join('\n'), LIMITS.sectionText);
      return [
        { type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, accessory: buttonElement(part.button) },
      ];
    }
    case 'item':
      return itemBlocks(part);
    case 'choice':
      return actionBlocks(part.buttons);
    default:
      return part satisfies never;
  }
}

/** The menu beside its lines; where its value is too long for one, buttons below them. */
function itemBlocks({ lines, more }: Extract<Part, { kind: 'item' }>): readonly Block[] {
  const menu = menuElement(more);
  if (menu === undefined) return [...sections(lines), ...actionBlocks(more.options.map((of) => buttonOf(of, more)))];
  const text = clip(lines.map(({ shown }) => shown).join('\n'), LIMITS.sectionText);
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, accessory: menu }];
}

function chartBlocks(charts: readonly Chart[]): readonly ChartBlock[] {
  return charts.flatMap(chartBlock).slice(0, LIMITS.charts);
}

function chartBlock({ title, type, labels, series, unit }: Chart): readonly ChartBlock[] {
  const categories = labels.map((label) => clip(label, LIMITS.chartLabel));
  const drawn = series.slice(0, LIMITS.chartSeries).flatMap(({ name, values }) => {
    const data = categories.flatMap((label, index) => {
      const value = values[index];
      return value === undefined ? [] : [{ label, value }];
    });
    return data.length === categories.length ? [{ name: clip(name, LIMITS.chartLabel), data }] : [];
  });
  const unique = new Set(categories).size === categories.length;
  if (drawn.length === 0 || !unique || categories.length > LIMITS.chartPoints) return [];
  return [
    {
      type: 'data_visualization',
      title: clip(title, LIMITS.chartTitle),
      chart: { type, series: drawn, axis_config: { categories, y_label: unit } },
    },
  ];
}

/** Rows until the table is full: time keeps the latest rows, names keep the first. */
function fittingTable(table: Table | undefined): { readonly rows: Table['rows']; readonly left: number } {
  if (table === undefined) return { rows: [], left: 0 };
  const rows = table.of === 'time' ? table.rows.toReversed() : table.rows;
  const length = (row: readonly Cell[]) => row.reduce((sum, cell) => sum + textOf(cell).length, 0);
  let room = LIMITS.tableCharacters - length(table.columns);
  const kept: (readonly Cell[])[] = [];
  for (const row of rows.slice(0, LIMITS.tableRows - 1)) {
    room -= length(row);
    if (room < 0) break;
    kept.push(row);
  }
  const left = (table.left ?? 0) + table.rows.length - kept.length;
  return { rows: table.of === 'time' ? kept.toReversed() : kept, left };
}

function leftLine(left: number): readonly Line[] {
  if (left === 0) return [];
  const words = `${left} more ${left === 1 ? 'row is' : 'rows are'} not shown.`;
  return [{ shown: words, spoken: words }];
}

/** `data_table`, or `table` where that is refused or all rows are in sight, or lines where both are. */
function tableBlocks(table: Table, refused: ReadonlySet<BlockType>): readonly Block[] {
  if (table.rows.length === 0) return [];
  const paged = table.of === 'names' || table.rows.length > SHORT_TABLE;
  if (paged && !refused.has('data_table')) return [dataTable(table)];
  if (!refused.has('table')) return [plainTable(table)];
  return inParts(tableLines(table).map(({ shown }) => shown))
    .slice(0, LIMITS.contextElements)
    .map(section);
}

function dataTable({ caption, columns, rows }: Table): Block {
  return {
    type: 'data_table',
    caption: plainName(caption, 200),
    page_size: PAGE,
    row_header_column_index: 0,
    rows: [columns.map(rawText), ...rows.map((row) => row.map(rawCell))],
  };
}

function plainTable({ columns, rows }: Table): Block {
  return {
    type: 'table',
    rows: [columns, ...rows].map((row) => row.map((cell) => rawText(textOf(cell)))),
    column_settings: columns.map((_, index) => {
      if (index === 0) return { is_wrapped: true };
      return { align: rows.some((row) => isWords(row[index])) ? ('left' as const) : ('right' as const) };
    }),
  };
}

/** Words stand to the left, figures (and their absence) to the right. */
function isWords(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && /^\p{L}/u.test(cell);
}

function rawCell(cell: Cell): types.RawTextElement | types.RawNumberElement {
  return typeof cell === 'string' ? rawText(cell) : { type: 'raw_number', value: cell.value, text: cell.text };
}

function rawText(text: string): types.RawTextElement {
  return { type: 'raw_text', text: text === '' ? ' ' : text };
}

/** The buttons, and behind `⋯` the rest; where their value is too long for a menu, they become buttons too. */
function buttonBlocks({ row, more }: Buttons): readonly Block[] {
  if (more === undefined || more.options.length === 0) return actionBlocks(row);
  const menu = menuElement(more);
  if (menu === undefined) {
    return actionBlocks([...row, ...more.options.map((option) => buttonOf(option, more))]);
  }
  return [{ type: 'actions', elements: [...fitting(row).map(buttonElement), menu] }];
}

function buttonOf(option: Option, more: Menu): Button {
  const { label } = option;
  return 'url' in option
    ? { label, url: option.url, action: `link:${label}`, about: more.about }
    : { label, action: option.action, value: more.value, about: more.about };
}

/** Slack takes two to five options, and no label of the menu itself. */
function menuElement({ value, options }: Menu): types.Overflow | undefined {
  const actionId = `${MORE_ACTION}:${value}`;
  const tooLong = options.some((option) => 'action' in option && option.action.length > LIMITS.optionValue);
  if (actionId.length > LIMITS.actionId || tooLong) return undefined;
  if (options.length < LIMITS.leastOptions || options.length > LIMITS.options) return undefined;
  return {
    type: 'overflow',
    action_id: actionId,
    options: options.map((option) => ({
      text: plain(option.label, LIMITS.buttonText),
      ...('url' in option ? { value: 'link', url: option.url } : { value: option.action }),
    })),
  };
}

/** A button whose value does not fit is no use: it is left out. */
function fitting(buttons: readonly Button[]): readonly Button[] {
  return buttons.filter(({ value = '' }) => value.length <= LIMITS.buttonValue);
}

function actionBlocks(buttons: readonly Button[]): readonly Block[] {
  const elements = fitting(buttons).slice(0, LIMITS.actions).map(buttonElement);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function buttonElement({ action, label, about, value, url, style, confirm }: Button): types.Button {
  return {
    type: 'button',
    action_id: action,
    text: plain(label, LIMITS.buttonText),
    ...(about === undefined
      ? {}
      : { accessibility_label: clip(`${label}: ${plainName(about, 60)}`, LIMITS.buttonText) }),
    ...(value === undefined ? {} : { value }),
    ...(url === undefined ? {} : { url }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
  };
}

function confirmation({ title, text, yes }: Confirm): types.ConfirmationDialog {
  return {
    title: plain(title, LIMITS.confirmTitle),
    text: plain(text, LIMITS.confirmText),
    confirm: plain(yes, LIMITS.confirmButton),
    deny: plain('Cancel', LIMITS.confirmButton),
  };
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, most) };
}
