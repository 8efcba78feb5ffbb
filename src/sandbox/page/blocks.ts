import { Fragment, createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { isObject, type JsonObject } from '../slack/json.ts';
import { type Choices, control, textOf, wordsOf } from './controls.ts';
import { slackDate } from './slack-date.ts';

/** Through whose eyes it is seen. */
export interface Reader extends Choices {
  readonly timeZone: string;
  readonly now: number;
}

/**
 * Block Kit as Slack would show it to this reader. Markup, rich text, charts and cards come from the library; headers,
 * tables, plain words and whatever is pressed are made here: the library reads `*` in plain words as bold, breaks on
 * numbers in tables, and its buttons do nothing without a browser's React.
 */
export function renderBlocks(blocks: unknown, reader: Reader): ReactNode {
  if (!Array.isArray(blocks)) return null;
  return blocks.filter(isObject).map((block, index) => h(Fragment, { key: index }, renderBlock(block, reader)));
}

function renderBlock(block: JsonObject, reader: Reader): ReactNode {
  switch (block['type']) {
    case 'header':
      return h('h3', { className: 'header' }, wordsOf(block['text']));
    case 'divider':
      return h('hr');
    case 'section':
      return section(block, reader);
    case 'context':
      return h(
        'div',
        { className: 'context' },
        list(block['elements']).map((one, index) => small(one, reader, index)),
      );
    case 'actions':
      return h(
        'div',
        { className: 'actions' },
        list(block['elements']).map((one, index) => h(Fragment, { key: index }, control(one, reader))),
      );
    case 'input':
      return field(block, reader);
    case 'table':
      return table(block, reader);
    case 'data_table':
      return dataTable(block);
    default:
      return ofLibrary(block, reader);
  }
}

function list(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function section(block: JsonObject, reader: Reader): ReactNode {
  const { text, fields, accessory } = block;
  const words = [text === undefined ? null : renderText(text, reader)];
  const grid = list(fields).map((one, index) => h('div', { key: index }, renderText(one, reader)));
  return h(
    'div',
    { className: 'section' },
    h('div', { className: 'words' }, ...words, grid.length > 0 ? h('div', { className: 'fields' }, grid) : null),
    isObject(accessory) ? h('div', { className: 'accessory' }, image(accessory) ?? control(accessory, reader)) : null,
  );
}

function small(element: JsonObject, reader: Reader, key: number): ReactNode {
  return h('div', { key }, image(element) ?? renderText(element, reader));
}

function image(element: JsonObject): ReactNode {
  if (element['type'] !== 'image') return undefined;
  return h('span', { className: 'image', role: 'img', 'aria-label': String(element['alt_text']) }, '🖼');
}

function field(block: JsonObject, reader: Reader): ReactNode {
  const { label, hint, element, optional, block_id } = block;
  if (!isObject(element)) return null;
  const words = `${wordsOf(label)}${optional === true ? ' (optional)' : ''}`;
  return h(
    'div',
    { className: 'field', 'data-block': textOf(block_id) },
    h('div', { className: 'label', 'aria-hidden': true }, words),
    control(element, reader, words),
    hint === undefined ? null : h('p', { className: 'hint' }, wordsOf(hint)),
    h('p', { className: 'error', role: 'alert' }),
  );
}

/** A real table with headings, so that a screen reader can say which day a number belongs to. */
function table(block: JsonObject, reader: Reader): ReactNode {
  const rows = Array.isArray(block['rows']) ? block['rows'].map(list) : [];
  const styles = list(block['column_settings']).map((column) =>
    [textOf(column['align']), column['is_wrapped'] === true ? 'wrapped' : ''].filter(Boolean).join(' '),
  );
  const cell = (one: JsonObject, row: number, column: number) => {
    const heading = row === 0 || column === 0;
    const words = one['type'] === 'rich_text' ? ofLibrary(one, reader) : wordsOf(one);
    const scope = heading ? (row === 0 ? 'col' : 'row') : undefined;
    return h(heading ? 'th' : 'td', { key: column, scope, className: styles[column] || undefined }, words);
  };
  const row = (cells: readonly JsonObject[], index: number) =>
    h('tr', { key: index }, ...cells.map((one, column) => cell(one, index, column)));
  const [first = [], ...others] = rows;
  const { caption } = block;
  return h(
    'div',
    { className: 'wide', role: 'group', tabIndex: 0, 'aria-label': typeof caption === 'string' ? caption : 'Table' },
    h(
      'table',
      null,
      typeof caption === 'string' ? h('caption', null, caption) : null,
      h('thead', null, row(first, 0)),
      h('tbody', null, ...others.map((cells, index) => row(cells, index + 1))),
    ),
  );
}

/** Slack's own page of a `data_table` that names none. */
const PAGE_SIZE = 5;

/** A table that its reader sorts and pages, by the page's script: rows beyond the first page are there and hidden. */
function dataTable(block: JsonObject): ReactNode {
  const [head = [], ...rows] = Array.isArray(block['rows']) ? block['rows'].map(list) : [];
  const caption = textOf(block['caption']) ?? 'Table';
  const size = typeof block['page_size'] === 'number' ? block['page_size'] : PAGE_SIZE;
  const heading = Number(block['row_header_column_index'] ?? -1);
  const isNumber = (column: number) => rows.some((row) => row[column]?.['type'] === 'raw_number');
  const align = (column: number) => (isNumber(column) ? 'right' : undefined);
  const sorter = (cell: JsonObject, column: number) =>
    h(
      'th',
      { key: column, scope: 'col', className: align(column) },
      h('button', { type: 'button', className: 'sort', 'data-sort': column }, wordsOf(cell)),
    );
  const cellOf = (cell: JsonObject, column: number) =>
    h(
      column === heading ? 'th' : 'td',
      {
        key: column,
        scope: column === heading ? 'row' : undefined,
        className: align(column),
        'data-value': typeof cell['value'] === 'number' ? cell['value'] : undefined,
      },
      wordsOf(cell),
    );
  return h(
    'div',
    { className: 'data-table', 'data-size': size },
    h(
      'div',
      { className: 'wide', role: 'group', tabIndex: 0, 'aria-label': caption },
      h(
        'table',
        null,
        h('caption', null, caption),
        h('thead', null, h('tr', null, head.map(sorter))),
        h(
          'tbody',
          null,
          rows.map((row, index) => h('tr', { key: index, hidden: index >= size }, row.map(cellOf))),
        ),
      ),
    ),
    rows.length > size ? pager(rows.length, size) : null,
  );
}

function pager(rows: number, size: number): ReactNode {
  const turn = (by: number, words: string) =>
    h('button', { type: 'button', className: 'button', 'data-turn': by, disabled: by < 0 }, words);
  return h(
    'div',
    { className: 'pager' },
    h('span', { role: 'status' }, `1–${size} of ${rows}`),
    turn(-1, 'Back'),
    turn(1, 'Next'),
  );
}

/** A text object: mrkdwn through the library, plain words as they are. */
export function renderText(text: unknown, reader: Reader): ReactNode {
  if (!isObject(text)) return null;
  if (text['type'] !== 'mrkdwn') return h('p', { className: 'plain' }, wordsOf(text));
  return ofLibrary({ type: 'section', text: { type: 'mrkdwn', text: harmless(wordsOf(text)) } }, reader);
}

/**
 * The library decodes `&lt;` before it looks for mentions, so that an escaped one would be shown as a real one, adds a
 * blank after `&gt;`, and takes what stands between any two colons for an emoji, in code as well. Until it has drawn its
 * markup these signs are others, that nobody types; {@link markupOf} brings them back.
 */
const SIGNS: readonly (readonly [written: string, meanwhile: string])[] = [
  ['&lt;', '\uE000'],
  ['&gt;', '\uE001'],
  ['&amp;', '\uE002'],
];
const COLON = '\uE003';

function harmless(text: string): string {
  const signed = SIGNS.reduce((words, [written, meanwhile]) => words.replaceAll(written, meanwhile), text);
  // Tokens (`<!date^…|09:41>`) stay as they are, and so does the name of an emoji outside of code.
  return signed
    .split(/(`[^`\n]+`|<[^<>\n]*>)/)
    .map((piece, index) => {
      if (piece.startsWith('<') && index % 2 === 1) return piece;
      if (index % 2 === 1) return piece.replaceAll(':', COLON);
      return piece.replace(/(:[a-z0-9_+'-]+:)|:/g, (_, emoji: string | undefined) => emoji ?? COLON);
    })
    .join('');
}

/** What is drawn, as markup. */
export function markupOf(node: ReactNode): string {
  // Every piece of the library carries the same id, which may stand in a page only once.
  const drawn = renderToStaticMarkup(node).replaceAll('id="slack_blocks_to_jsx" ', '').replaceAll(COLON, ':');
  return SIGNS.reduce((markup, [written, meanwhile]) => markup.replaceAll(meanwhile, written), drawn);
}

function ofLibrary(block: JsonObject, reader: Reader): ReactNode {
  if (!isLibraryBlock(block)) return null;
  const nameOf = (id: string, among: Choices['people']) => among.find((one) => one.id === id)?.name ?? id;
  return h(Message, {
    blocks: [block],
    logo: '',
    name: '',
    theme: 'light',
    withoutWrapper: true,
    hooks: {
      user: ({ id }) => h('span', { className: 'mention' }, `@${nameOf(id, reader.people)}`),
      channel: ({ id }) => h('span', { className: 'mention' }, `#${nameOf(id, reader.channels)}`),
      date: ({ timestamp, format }) => slackDate(format, Number(timestamp), reader),
    },
  });
}

const LIBRARY_BLOCKS = [
  'section',
  'rich_text',
  'data_visualization',
  'markdown',
  'image',
  'video',
  'card',
  'carousel',
  'container',
  'context_actions',
  'alert',
  'plan',
  'task_card',
];

/** By its type alone: the shape was checked when the block arrived. */
function isLibraryBlock(block: unknown): block is Block {
  return isObject(block) && LIBRARY_BLOCKS.includes(String(block['type']));
}
