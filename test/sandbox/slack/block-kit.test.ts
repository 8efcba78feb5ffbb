import { describe, expect, it } from 'vitest';
import { blockKitProblems, viewProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const x = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (id: string, more = {}) => ({ type: 'button', action_id: id, text: plain('Go'), ...more });
const section = (text: string, more = {}) => ({ type: 'section', text: mrkdwn(text), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, cells: number, characters = 1) => ({
  type: 'table',
  rows: times(rows, () => times(cells, () => cell(x(characters)))),
});
const chart = (change = {}) => ({
  type: 'data_visualization',
  title: 'Answered',
  chart: {
    type: 'bar',
    series: [
      {
        name: 'Calls',
        data: [
          { label: 'Mon', value: 1 },
          { label: 'Tue', value: 2 },
        ],
      },
    ],
    axis_config: { categories: ['Mon', 'Tue'] },
    ...change,
  },
});
const select = (options: number) => ({
  type: 'static_select',
  action_id: 'pick',
  options: times(options, (index) => ({ text: plain(`Option ${index}`), value: String(index) })),
});

describe('Slack takes', () => {
  it.each<[string, unknown[]]>([
    ['nothing but text', []],
    ['50 blocks', times(50, () => ({ type: 'divider' }))],
    ['a header of 150 characters', [{ type: 'header', text: plain(x(150)) }]],
    ['a section of 3,000 characters', [section(x(3000))]],
    ['ten fields of 2,000 characters', [{ type: 'section', fields: times(10, () => mrkdwn(x(2000))) }]],
    ['25 buttons in a row', [actions(...times(25, (index) => button(`b${index}`)))]],
    ['the same action in two blocks', [actions(button('pick')), actions(button('pick'))]],
    ['a button whose value is 2,000 characters', [actions(button('b', { value: x(2000) }))]],
    ['a menu of 100', [section('Pick', { accessory: select(100) })]],
    ['a table of 100 rows', [table(100, 20)]],
    ['a table of 10,000 characters', [table(10, 10, 100)]],
    [
      'a number in a table',
      [{ type: 'table', rows: [[cell('AHT'), { type: 'raw_number', value: 252, text: '4m 12s' }]] }],
    ],
    ['two charts', [chart(), chart()]],
    ['six series', [chart({ series: times(6, (index) => ({ ...chart().chart.series[0], name: `S${index}` })) })]],
    [
      'a pie',
      [chart({ type: 'pie', series: undefined, axis_config: undefined, segments: [{ label: 'Voice', value: 3 }] })],
    ],
    [
      'a question before a risky button',
      [actions(button('b', { confirm: { title: plain('Share?'), text: mrkdwn('All see it') } }))],
    ],
  ])('%s', (_, blocks) => {
    expect(blockKitProblems({ text: 'Answer', blocks: JSON.parse(JSON.stringify(blocks)) })).toEqual([]);
  });
});

describe('Slack refuses', () => {
  it.each<[string, unknown[], RegExp]>([
    ['51 blocks', times(51, () => ({ type: 'divider' })), /expected array to have <=50/],
    ['an unknown block', [{ type: 'banner' }], /Invalid/],
    ['a key that no block has', [{ type: 'divider', colour: 'red' }], /colour/],
    ['a header of 151 characters', [{ type: 'header', text: plain(x(151)) }], /<=150/],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('Hi') }], /0\.text/],
    ['an empty section', [section('')], />=1/],
    ['a section of 3,001 characters', [section(x(3001))], /<=3000/],
    ['a section of nothing', [{ type: 'section' }], /needs text or fields/],
    ['eleven fields', [{ type: 'section', fields: times(11, () => mrkdwn('x')) }], /<=10/],
    ['26 buttons in a row', [actions(...times(26, (index) => button(`b${index}`)))], /<=25/],
    ['the same action twice in a block', [actions(button('pick'), button('pick'))], /action_id "pick" appears twice/],
    [
      'the same block id twice',
      [section('a', { block_id: 'b' }), section('c', { block_id: 'b' })],
      /block_id "b" appears twice/,
    ],
    ['a label of 76 characters', [actions(button('b', { text: plain(x(76)) }))], /<=75/],
    ['a button whose value is 2,001 characters', [actions(button('b', { value: x(2001) }))], /<=2000/],
    ['a button whose value is nothing', [actions(button('b', { value: '' }))], />=1/],
    ['a menu of 101', [section('Pick', { accessory: select(101) })], /<=100/],
    ['an overflow menu of one', [section('Pick', { accessory: { ...select(1), type: 'overflow' } })], />=2/],
    ['eleven things in a context', [{ type: 'context', elements: times(11, () => mrkdwn('x')) }], /<=10/],
    ['two tables', [table(1, 1), table(1, 1)], /2 tables/],
    ['a table of 101 rows', [table(101, 1)], /<=100/],
    ['a table of 21 columns', [table(1, 21)], /<=20/],
    ['a table of 10,100 characters', [table(10, 10, 101)], /10100 characters in tables/],
    ['an empty cell', [{ type: 'table', rows: [[cell('')]] }], />=1/],
    ['three charts', [chart(), chart(), chart()], /3 charts/],
    ['a chart title of 51 characters', [{ ...chart(), title: x(51) }], /<=50/],
    [
      'a chart that misses a category',
      [chart({ axis_config: { categories: ['Mon', 'Tue', 'Wed'] } })],
      /every category exactly once/,
    ],
    ['two series of one name', [chart({ series: times(2, () => chart().chart.series[0]) })], /share a name/],
    ['an alert outside a modal', [{ type: 'alert', text: plain('Careful') }], /Invalid/],
    ['an image from nowhere', [{ type: 'image', alt_text: 'Chart', image_url: 'chart.png' }], /http/],
  ])('%s', (_, blocks, problem) => {
    expect(blockKitProblems({ text: 'Answer', blocks: JSON.parse(JSON.stringify(blocks)) }).join('\n')).toMatch(
      problem,
    );
  });
});

describe('a reader suffers from', () => {
  it.each([
    ['no text at all', undefined, /screen reader/],
    ['a text of spaces', '  ', /screen reader/],
    ['a text of 4,001 characters', x(4001), /4001 characters/],
    ['@channel in the text', 'Hi <!channel>', /@channel/],
    ['a user group that is woken up', 'Hi <!subteam^S0LEADS>', /@subteam/],
  ])('%s', (_, text, problem) => {
    expect(blockKitProblems({ text }).join('\n')).toMatch(problem);
  });

  it('@here in a block, and not from a name in which it is escaped', () => {
    expect(blockKitProblems({ text: 'Hi', blocks: [section('<!here>')] })).toEqual([expect.stringContaining('@here')]);
    expect(blockKitProblems({ text: 'Hi', blocks: [section('&lt;!here&gt;')] })).toEqual([]);
    expect(blockKitProblems({ text: 'Hi', blocks: [{ type: 'header', text: plain('<!here>') }] })).toEqual([]);
  });
});

describe('a modal', () => {
  const modal = (more = {}) => ({ type: 'modal', title: plain('Schedule'), blocks: [section('Hi')], ...more });
  const input = { type: 'input', label: plain('When'), element: { type: 'timepicker', action_id: 'at' } };

  it.each([
    ['is fine with a title of 24 characters', modal({ title: plain(x(24)) }), /^$/],
    ['has a title of at most 24 characters', modal({ title: plain(x(25)) }), /<=24/],
    ['needs a submit button when it asks something', modal({ blocks: [input] }), /needs submit/],
    ['is fine with a question and a submit button', modal({ blocks: [input], submit: plain('Save') }), /^$/],
    ['has no chart', modal({ blocks: [chart()] }), /Invalid/],
    ['has at most 100 blocks', modal({ blocks: times(101, () => ({ type: 'divider' })) }), /<=100/],
    ['keeps at most 3,000 characters for the app', modal({ private_metadata: x(3001) }), /<=3000/],
  ])('%s', (_, view, problem) => {
    expect(viewProblems(view).join('\n')).toMatch(problem);
  });
});
