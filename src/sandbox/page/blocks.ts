import { Fragment, createElement as h, type ReactNode } from 'react';
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
    case 'data_table':
      return table(block, reader);
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

/** A text object: mrkdwn through the library, plain words as they are. */
export function renderText(text: unknown, reader: Reader): ReactNode {
  if (!isObject(text)) return null;
  if (text['type'] !== 'mrkdwn') return h('p', { className: 'plain' }, wordsOf(text));
  return ofLibrary({ type: 'section', text: { type: 'mrkdwn', text: harmless(wordsOf(text)) } }, reader);
}

/**
 * The library decodes `&lt;` before it looks for mentions, so that an escaped one would be shown as a real one, and adds
 * a blank after `&gt;`. It leaves the same signs alone when they come as numbers.
 */
function harmless(text: string): string {
  return text.replaceAll('&lt;', '&#60;').replaceAll('&gt;', '&#62;').replaceAll('&amp;', '&#38;');
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
