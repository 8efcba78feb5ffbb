import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import type { Card, Table } from '../../../src/slack/kit/card.ts';
import { type BlockType, REFUSABLE } from '../../../src/slack/kit/message.ts';
import { render, textAlone, without } from '../../../src/slack/kit/render.ts';
import {
  channel,
  code,
  join,
  link,
  mention,
  moment,
  name,
  say,
  shortened,
  strong,
} from '../../../src/slack/kit/say.ts';

const AT = Date.UTC(2026, 10, 22, 9, 41);
const typesOf = (card: Card, ...refused: BlockType[]) =>
  without(render(card), new Set(refused)).blocks.map(({ type }) => type);

const days: Table = {
  caption: 'Billing EU by day',
  of: 'time',
  columns: ['Day', 'Offered', 'AHT voice'],
  rows: [
    ['Mon 16', { value: 146, text: '146' }, { value: 305, text: '5m 5s' }],
    ['Tue 17', { value: 1150, text: '1,150' }, '–'],
  ],
};
const people: Table = { ...days, of: 'names', columns: ['Agent', 'Handled', 'AHT voice'] };

const whole: Card = {
  head: [say`${strong('Billing EU')}, last week: ${strong('service level voice 45.7 %')}, target 80 %.`],
  figures: [
    { value: '45.7 %', name: 'service level voice', change: '+1.7 points, better' },
    { value: '1,049', name: 'offered' },
  ],
  charts: [
    {
      title: 'Offered per day',
      type: 'bar',
      labels: ['Mon 16', 'Tue 17'],
      series: [{ name: 'Offered', values: [146, 1150] }],
      unit: 'conversations',
    },
  ],
  table: people,
  notes: [say`Madrid time · as of ${moment(AT, 'Europe/Madrid')} · Genesys Analytics`],
  buttons: {
    row: [{ action: 'stats_by:hour', label: 'By hour', value: 'q', style: 'primary' }],
    more: {
      value: 'q',
      options: [
        { label: 'Refresh', action: 'stats_refresh' },
        { label: 'Genesys', url: 'https://apps.mypurecloud.de/' },
      ],
    },
  },
};

describe('a sentence', () => {
  it('is bold and ages where it is seen, and is plain words where it is heard', () => {
    const line = say`${strong(name('Ana López'))} has been on hold since ${moment(AT, 'Europe/Madrid')}, 2nd of ${3}.`;
    expect(line).toEqual({
      shown: '*Ana López* has been on hold since <!date^1795340460^{time}|10:41 CET>, 2nd of 3.',
      spoken: 'Ana López has been on hold since 10:41 CET, 2nd of 3.',
    });
  });

  it.each([
    ['pings nobody', '<!channel>', '&lt;!channel&gt;'],
    ['keeps what is around it bold', 'Red*Team', 'Red\u200C*\u200CTeam'],
    ['stays on its line', 'Ana\nLópez', 'Ana López'],
    ['keeps numbers where they are', 'נועה', '\u2068נועה\u2069'],
  ])('with a name from elsewhere %s', (_what, from, shown) => {
    expect(say`${strong(from)} 12`.shown).toBe(`*${shown}* 12`);
  });

  it('can hold people, channels, links and things to type', () => {
    const line = join(
      [mention('U1'), channel('C1'), link('https://x.example/?a&b', 'x'), code('/agent-live help')],
      ' ',
    );
    expect(line.shown).toBe('<@U1> <#C1> <https://x.example/?a&amp;b|x> `/agent-live help`');
    expect(line.spoken).toBe('<@U1> <#C1> x `/agent-live help`');
    expect(shortened(line, 6).spoken).toBe('<@U1>…');
  });
});

describe('a card', () => {
  it('is shown from its verdict to its buttons, the picture above the table', () => {
    expect(typesOf(whole)).toEqual(['section', 'section', 'data_visualization', 'data_table', 'context', 'actions']);
  });

  it('tells the same in a text, each figure with its name', () => {
    expect(render(whole).text).toBe(
      [
        'Billing EU, last week: service level voice 45.7 %, target 80 %.',
        'service level voice: 45.7 % (+1.7 points, better)',
        'offered: 1,049',
        'Mon 16: Handled 146 · AHT voice 5m 5s',
        'Tue 17: Handled 1,150 · AHT voice –',
        'Madrid time · as of 10:41 CET · Genesys Analytics',
      ].join('\n'),
    );
  });

  it('says its spoken answer beside blocks, and the whole where a block is refused', () => {
    const card: Card = { ...whole, aloud: { lines: [say`Service level 45.7 %.`], most: 600 } };
    expect(render(card).text).toBe('Service level 45.7 %.');
    expect(without(render(card), new Set(['table'])).text).toContain('Mon 16: Handled 146');
    expect(textAlone(render(card)).text).toContain('Mon 16: Handled 146');
  });

  it.each([
    [['data_visualization'], ['section', 'section', 'data_table', 'context', 'actions']],
    [['data_table'], ['section', 'section', 'data_visualization', 'table', 'context', 'actions']],
    [
      ['data_table', 'table'],
      ['section', 'section', 'data_visualization', 'section', 'context', 'actions'],
    ],
  ] as const)('does without %s and keeps its rows', (refused, types) => {
    expect(typesOf(whole, ...refused)).toEqual(types);
    expect(JSON.stringify(without(render(whole), new Set(refused)).blocks)).toContain('1,150');
  });

  it('shows up to ten rows of time at once, and pages more', () => {
    const hours = Array.from({ length: 11 }, (_, hour) => [`${hour}:00`, '1', '2']);
    expect(typesOf({ head: [], table: days })).toEqual(['table']);
    expect(typesOf({ head: [], table: { ...days, rows: hours } })).toEqual(['data_table']);
  });

  it('puts the rest behind ⋯ as Slack takes it', () => {
    expect(blockKitProblems(render(whole))).toEqual([]);
    expect(render(whole).blocks.at(-1)).toMatchObject({ elements: [{ type: 'button' }, { type: 'overflow' }] });
  });

  it('counts the rows for which there is no room: the earliest of time, the last of names', () => {
    const rows = Array.from({ length: 120 }, (_, n) => [`row ${n}.`, '1', '2']);
    const shown = (of: Table['of']) =>
      JSON.stringify(render({ head: [], table: { ...days, of, rows, left: 2 } }).blocks);
    expect(shown('names')).toContain('23 more rows are not shown.');
    expect([shown('names').includes('row 0.'), shown('names').includes('row 119.')]).toEqual([true, false]);
    expect([shown('time').includes('row 0.'), shown('time').includes('row 119.')]).toEqual([false, true]);
  });

  it('puts what does not fit behind ⋯ into buttons', () => {
    const long: Card = {
      head: [],
      buttons: {
        row: [],
        more: { ...whole.buttons?.more, value: 'q'.repeat(300), options: [{ label: 'Refresh', action: 'r' }] },
      },
    };
    expect(render(long).blocks).toMatchObject([{ type: 'actions', elements: [{ type: 'button', action_id: 'r' }] }]);
    const single: Card = {
      ...long,
      buttons: { row: [], more: { value: 'q', options: [{ label: 'Refresh', action: 'r' }] } },
    };
    expect(render(single).blocks).toMatchObject([{ type: 'actions', elements: [{ type: 'button', action_id: 'r' }] }]);
  });

  const words = fc.string({ maxLength: 400 });
  const table = fc.record({
    caption: words,
    of: fc.constantFrom('time' as const, 'names' as const),
    columns: fc.constant(['A', 'B', 'C']),
    rows: fc.array(fc.tuple(words, words, fc.record({ value: fc.integer(), text: fc.constant('5m 5s') })), {
      maxLength: 130,
    }),
  });
  it('of any length keeps to the limits of Slack, whatever is refused', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 80 }),
        table,
        fc.subarray([...REFUSABLE]),
        words,
        (lines, of, refused, label) => {
          const card: Card = {
            head: [say`x`, ...lines.slice(0, 2).map((line) => say`x${line}`)],
            figures: lines.slice(0, 12).map((line) => ({ value: `v${line}`, name: line })),
            body: lines.map((line) => ({ kind: 'lines', lines: [say`x${line}`] })),
            table: of,
            notes: lines.map((line) => say`x${line}`),
            buttons: { row: [{ action: 'a', label: `x${label}`, about: label, value: `v${label}` }] },
          };
          const message = without(render(card), new Set(refused));
          expect(blockKitProblems(message)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
