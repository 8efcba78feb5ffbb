import { describe, expect, it } from 'vitest';
import type { SplitPart, StatsReport } from '../../../src/reports/stats/answer.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import type { Card, Cell } from '../../../src/slack/kit/card.ts';
import { type BlockType, type Message, REFUSABLE } from '../../../src/slack/kit/message.ts';
import { decodeStatsQuestion } from '../../../src/slack/kit/question.ts';
import { textAlone, without } from '../../../src/slack/kit/render.ts';
import { statsMessage } from '../../../src/slack/stats/message.ts';
import { partName } from '../../../src/slack/stats/table.ts';
import { handled, inQueue, metric, NOW, period, question, report } from './report.ts';

const view = { now: NOW, timeZone: 'Europe/Madrid' };

interface Shown extends Message {
  readonly card: Card;
  readonly all: string;
  readonly head: string;
  readonly notes: readonly string[];
  /** Values and names, as they stand. */
  readonly figures: readonly string[];
  readonly table: readonly (readonly string[])[];
}

function shown(answer: StatsReport, more = {}): Shown {
  const message = statsMessage(answer, { ...view, ...more });
  const { card } = message;
  if (card === undefined) throw new Error('an answer is a card');
  const words = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text);
  return {
    ...message,
    card,
    all: JSON.stringify(message.blocks),
    head: card.head.map(({ spoken }) => spoken).join('\n'),
    notes: (card.notes ?? []).map(({ spoken }) => spoken),
    figures: (card.figures ?? []).map(({ value, name, change }) => [value, name, change].filter(Boolean).join(' | ')),
    table: card.table === undefined ? [] : [card.table.columns, ...card.table.rows.map((row) => row.map(words))],
  };
}

/** What the buttons ask, by action id: those in the row, and those behind the menu. */
function asked({ card: { buttons } }: Shown): Readonly<Record<string, string>> {
  const more = buttons?.more;
  return Object.fromEntries([
    ...(buttons?.row ?? []).map(({ action, value = '' }) => [action, value] as const),
    ...(more?.options ?? []).flatMap((option) => ('action' in option ? [[option.action, more?.value ?? '']] : [])),
  ]);
}

const parts = (count: number, of = (index: number) => handled(10 * index + 10)) =>
  Array.from({ length: count }, (_, index) => ({ label: `${index + 10} Oct`, byMedia: { voice: of(index) } }));

describe('an answer about one person', () => {
  it('says first how it went, against the same days before', () => {
    expect(shown(report()).head).toBe('Ana López, last week: 120 handled, up 20 % on 2–8 Nov. Most: Monday, 50.');
  });

  it('has at most four figures, each with its name and its change', () => {
    expect(shown(report()).figures).toEqual([
      '120 | handled | +20 %',
      '4m 6s | AHT voice | −20 %, better',
      '1m 0s | after-call work voice | unchanged',
      '10.0 % | transferred voice (12) | unchanged',
    ]);
  });

  it('has the time spent in conversations where it was measured', () => {
    const status = { kind: 'known', now: { onQueueMs: 36e6, interactingMs: 27e6, readyMs: 36e6 } } as const;
    expect(shown(report({ status })).figures[3]).toBe('75.0 % | occupancy');
  });

  it('has a row for each day, and dashes where there was nothing', () => {
    const days = [
      { label: 'Mon 9 Nov', byMedia: { voice: handled(20) } },
      { label: 'Tue 10 Nov', byMedia: {} },
    ];
    expect(shown(report({ split: { by: 'day', parts: days, more: 0 } })).table).toEqual([
      ['Day', 'Handled', 'AHT voice', 'ACW voice', 'Transferred voice'],
      ['Mon 9 Nov', '20', '4m 6s', '1m 0s', '10.0 %'],
      ['Tue 10 Nov', '–', '–', '–', '–'],
    ]);
  });

  it('is told to a screen reader in words', () => {
    expect(shown(report()).text.split('\n')).toEqual([
      'Ana López, last week: 120 handled, up 20 % on 2–8 Nov. Most: Monday, 50.',
      '4m 6s AHT voice, down 20 %, better.',
      '1m 0s after-call work voice.',
      '10.0 % transferred voice (12).',
      'Least: Wednesday, 30.',
      'The rows are under Details.',
      '9–15 Nov 2026 · Madrid time · as of 09:59 CET · Genesys Analytics',
    ]);
  });

  it('of two periods that were named says both, however few conversations there are', () => {
    const of = (sums: number, before: number) =>
      shown(
        report({
          question: question({ compared: 'september' }),
          now: { voice: handled(sums) },
          before: { period: period('2026-09'), sums: { voice: handled(before) } },
        }),
      );
    expect(of(120, 100).head).toContain('120 handled, up 20 % on Sep (100).');
    expect(of(8, 3).head).toContain('8 handled, was 3 in Sep.');
    expect(of(8, 3).figures).toContain('8 | handled | was 3');
    expect(of(120, 100).text).toContain('4m 6s AHT voice, was 4m 6s.');
  });

  it('names no day as the worst where all are alike', () => {
    const days = ['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov'].map((label) => ({ label, byMedia: { voice: handled(40) } }));
    const { head, text } = shown(report({ split: { by: 'day', parts: days, more: 0 } }));
    expect(head).toBe('Ana López, last week: 120 handled, up 20 % on 2–8 Nov.');
    expect(text).not.toMatch(/least|most/i);
  });

  it('says where it comes from in one line', () => {
    expect(shown(report()).notes).toEqual(['9–15 Nov 2026 · Madrid time · as of 09:59 CET · Genesys Analytics']);
  });

  it.each([
    [
      { kind: 'forbidden', missingPermissions: ['analytics:userAggregate:view'] },
      'Without occupancy: the app lacks `analytics:userAggregate:view`.',
    ],
    [{ kind: 'failed' }, 'Without occupancy: Genesys Cloud did not tell it.'],
  ] as const)('says why a figure is missing: %j', (status, reason) => {
    expect(shown(report({ status })).notes).toContain(reason);
  });
});

describe('an answer about several people', () => {
  const two = report({
    question: question({ who: ['a-ana', 'a-zoe'].map((agentId) => ({ kind: 'agent', agentId })), period: 'today' }),
    period: period('today'),
    about: {
      kind: 'several',
      of: [
        { kind: 'person', name: 'Ana López' },
        { kind: 'person', name: 'Zoë Müller' },
      ],
    },
    people: 2,
    split: {
      by: 'agent',
      parts: [
        { label: 'Ana López', byMedia: { voice: handled(20) } },
        { label: 'Zoë Müller', byMedia: {} },
      ],
      more: 0,
    },
  });

  it('names each of them, also who had nothing', () => {
    expect(shown(two).head).toBe('Ana López 20 handled · Zoë Müller none today');
  });

  it('has a row for each', () => {
    expect(shown(two).table.map(([name]) => name)).toEqual(['Agent', 'Ana López', 'Zoë Müller']);
    expect(shown(two).all).toContain('"type":"data_table"');
  });
});

describe('an answer over several media', () => {
  const media = { voice: handled(100), email: handled(30, 600_000) };

  it('takes times and rates of the leading one, and tells the others in one line', () => {
    const { figures, notes, table } = shown(report({ now: media, before: undefined }));
    expect(figures.slice(0, 2)).toEqual(['130 | handled', '4m 6s | AHT voice']);
    expect(notes[0]).toBe('AHT: e-mail 11m 6s');
    expect(table[0]).toEqual(['Day', 'Handled', 'AHT voice', 'ACW voice', 'Transferred voice']);
  });

  it('by media has each in a row of its own, without naming it twice', () => {
    const rows = [
      { label: 'Voice', byMedia: { voice: media.voice } },
      { label: 'E-mail', byMedia: { email: media.email } },
    ];
    const { table, notes } = shown(report({ now: media, split: { by: 'media', parts: rows, more: 0 } }));
    expect(table.map((row) => row.slice(0, 3))).toEqual([
      ['Medium', 'Handled', 'AHT'],
      ['Voice', '100', '4m 6s'],
      ['E-mail', '30', '11m 6s'],
    ]);
    expect(notes).toHaveLength(1);
  });

  it('compares each medium with itself', () => {
    const before = { period: period('2026-11-02..2026-11-08'), sums: { voice: handled(100), email: handled(900) } };
    expect(shown(report({ now: media, before })).figures[1]).toBe('4m 6s | AHT voice | unchanged');
  });
});

describe('an answer about a queue', () => {
  const queue = report({
    scope: 'queue',
    about: { kind: 'queue', name: 'Billing EU' },
    people: 12,
    now: { voice: inQueue(200), email: inQueue(20) },
    before: undefined,
    split: { by: 'day', parts: parts(7, (index) => inQueue(20 + 10 * index)), more: 0 },
  });

  it('says with what the changes are, where its first figure has none', () => {
    const before = { period: period('2026-11-02..2026-11-08'), sums: { voice: { nOffered: metric(100) } } };
    const { head, text, notes } = shown({ ...queue, before });
    expect(head).not.toContain(' on ');
    expect(notes).toContain('Compared with 2–8 Nov 2026.');
    expect(text).toContain('Compared with 2–8 Nov 2026.');
  });

  it('says its service level against its target, and which day was worst', () => {
    const days = [70, 60, 80].map((answered, index) => ({
      label: `${['Mon', 'Tue', 'Wed'][index] ?? ''} ${16 + index} Nov`,
      byMedia: {
        voice: { oServiceLevel: { count: 0, sumMs: 0, numerator: answered, denominator: 100, target: 0.8 } },
      },
    }));
    const before = { period: period('2026-11-02..2026-11-08'), sums: { voice: inQueue(100) } };
    expect(shown({ ...queue, before, split: { by: 'day', parts: days, more: 0 } }).head).toBe(
      'Billing EU, last week: service level voice 70.0 %, target 80 %, as on 2–8 Nov. Worst: Tuesday, 60.0 %.',
    );
  });

  it('has what was offered and abandoned, and how long it takes', () => {
    expect(shown(queue).figures).toEqual([
      '70.0 % | service level voice',
      '220 | offered',
      '10.0 % | abandoned voice (20)',
      '4m 6s | AHT voice',
    ]);
    expect(shown(queue).table[0]).toEqual(['Day', 'Offered', 'Abandoned voice', 'SL voice', 'AHT voice']);
  });

  it('says how many were neither answered nor abandoned, where it does not add up', () => {
    const leaky = { ...inQueue(200), nOffered: metric(207), tAnswered: metric(180) };
    expect(
      shown({ ...queue, now: { voice: leaky, callback: { nOffered: { ...metric(9), callbacks: 9 } } } }).notes[0],
    ).toBe('7 of the offered were neither answered nor abandoned: they flowed out.');
    expect(shown({ ...queue, now: { voice: leaky }, filling: true }).notes[0]).toBe(
      '7 of the offered were neither answered nor abandoned: still waiting, or flowed out.',
    );
    expect(shown(queue).notes.join()).not.toContain('flowed');
  });

  it('has no abandon rate of callbacks, which cannot be abandoned', () => {
    const callbacks = { callback: { nOffered: { ...metric(40), callbacks: 40 }, tHandle: metric(40, 60_000) } };
    expect(shown({ ...queue, now: callbacks, split: { by: 'day', parts: [], more: 0 } }).figures).toEqual([
      '40 | offered',
      '1m 0s | AHT callback',
    ]);
  });

  it('names the hour to watch', () => {
    const start = Date.UTC(2026, 10, 20, 12);
    const watch = { start, end: start + 3_600_000, abandoned: 10, ofAll: 40 };
    expect(shown({ ...queue, watch }).notes).toContain('Watch: 13:00–14:00 had 1 in 4 of all abandons.');
  });

  it('by agent has the columns of agents', () => {
    const [head] = shown({ ...queue, split: { ...queue.split, by: 'agent' } }).table;
    expect(head).toEqual(['Agent', 'Handled', 'AHT voice', 'ACW voice', 'Transferred voice']);
  });
});

describe('what an answer says of itself', () => {
  it('echoes what was asked, with its filters', () => {
    const asking = question({ media: ['voice', 'email'], direction: 'inbound', skill: 'spanish' });
    const { card } = shown(report({ question: asking, skill: { id: 's-1', name: 'Spanish <b>' } }));
    expect(card.head[0]?.shown).toContain(
      '*Ana López*, last week, only voice, e-mail, skill Spanish &lt;b&gt;, inbound: *120 handled*',
    );
  });

  it.each([
    [{ cached: false, stale: false }, 'Genesys Analytics'],
    [{ cached: true, stale: false, asOf: NOW - 252_000 }, 'cached 4m 12s ago'],
    [{ cached: true, stale: true, asOf: NOW - 252_000 }, '4m 12s old, a fresh answer is on its way'],
    [{ filling: true }, 'still filling'],
    [{ before: undefined }, 'nothing to compare with'],
  ])('%j ends with %s', (more, words) => {
    expect(shown(report(more)).notes.at(-1)?.split(' · ').at(-1)).toBe(words);
  });

  it('says which zone its days are in, and shows the moment in the reader’s own', () => {
    const kathmandu = period('last week', 'Asia/Kathmandu');
    const { notes, all } = shown(report({ period: kathmandu, measured: kathmandu.interval }));
    expect(notes.at(-1)).toContain('Kathmandu time · as of 09:59 CET');
    expect(all).toContain('<!date^');
  });

  it('says how many rows there is no room for', () => {
    const split = { ...report().split, by: 'agent', more: 151 } as const;
    expect(shown(report({ split })).all).toContain('151 more rows are not shown.');
  });
});

describe('the buttons', () => {
  it('are the two likeliest questions and sharing; the rest is behind the menu', () => {
    const { card } = shown(report(), { files: true });
    expect(card.buttons?.row.map(({ label, style }) => [label, style])).toEqual([
      ['By hour', 'primary'],
      ['By queue', undefined],
      ['Share', undefined],
    ]);
    expect(card.buttons?.more?.options.map(({ label }) => label)).toEqual([
      'Previous week',
      'By media',
      'Refresh',
      'Details',
      'CSV',
    ]);
  });

  it('have no file where the app may not upload one', () => {
    expect(asked(shown(report()))).not.toHaveProperty('stats_csv');
  });

  it('all ask about the question that is shown, pinned to its days', () => {
    const values = Object.values(asked(shown(report(), { files: true })));
    expect(new Set(values).size).toBe(1);
    expect(decodeStatsQuestion(values[0] ?? '')).toMatchObject({
      who: question().who,
      timeZone: 'Europe/Madrid',
      period: '2026-11-09..2026-11-15',
    });
  });

  it.each([
    [{ people: 12 }, ['hour', 'agent', 'queue']],
    [{ people: undefined }, ['hour', 'agent', 'queue']],
    [{ people: 12, scope: 'queue' }, ['hour', 'agent', 'media']],
    [{ people: 1, period: period('yesterday'), measured: period('yesterday').interval }, ['hour', 'queue', 'media']],
    [{ people: 12, period: period('last month'), measured: period('last month').interval }, ['week', 'agent', 'queue']],
  ] as const)('of %j offer splits that tell something', (more, splits) => {
    const ids = Object.keys(asked(shown(report(more)))).filter((id) => id.startsWith('stats_by'));
    expect(ids).toEqual(splits.map((split) => `stats_by:${split}`));
  });

  it('are left out where a question with dozens of people is too long for them', () => {
    const who = Array.from(
      { length: 60 },
      (_, index) => ({ kind: 'email', email: `somebody-with-a-long-name-${index}@example.com` }) as const,
    );
    const message = shown(report({ question: question({ who }) }));
    expect(Object.keys(asked(message))).toEqual(['stats_definitions']);
    expect(blockKitProblems(message)).toEqual([]);
  });

  it('of a copy in a channel ask nothing about anybody, and it says who shared it', () => {
    const message = shown(report(), { sharedBy: 'U0OMAR' });
    expect(asked(message)).toEqual({ stats_definitions: 'handled,aht,acw,transferred' });
    expect(message.notes).toContain('Shared by <@U0OMAR>');
  });
});

describe('the chart', () => {
  it('is one, above the table, of what the verdict speaks about', () => {
    const message = shown(report());
    expect(message.card.charts?.map(({ title }) => title)).toEqual(['Handled per day']);
    const kinds = message.blocks.map(({ type }) => type);
    expect(kinds.indexOf('data_visualization')).toBeLessThan(kinds.indexOf('table'));
    const queue = report({ scope: 'queue', now: { voice: inQueue(100) } });
    expect(shown(queue).card.charts?.map(({ title }) => title)).toEqual(['Offered and answered per day']);
  });

  it('sums media, and never has more than two series', () => {
    const points = [1, 2, 3].map((day) => ({
      label: `day ${day}`,
      byMedia: { voice: handled(10 * day), email: handled(10), chat: handled(5) },
    }));
    const [chart] = shown(report({ trend: { unit: 'day', points } })).card.charts ?? [];
    expect(chart?.series).toEqual([{ name: 'Handled', values: [25, 35, 45] }]);
  });

  it.each([
    ['day', ['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov'], ['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov']],
    [
      'day',
      ['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov', 'Thu 12 Nov', 'Fri 13 Nov', 'Sat 14 Nov', 'Sun 15 Nov'],
      ['Mon 9', 'Tue 10', 'Wed 11', 'Thu 12', 'Fri 13', 'Sat 14', 'Sun 15'],
    ],
    [
      'day',
      Array.from({ length: 20 }, (_, day) => `Mon ${day + 1} Nov`),
      Array.from({ length: 20 }, (_, day) => `${day + 1}`),
    ],
    ['hour', ['08:00', '09:00', '10:00'], ['08:00', '09:00', '10:00']],
    [
      'hour',
      Array.from({ length: 16 }, (_, hour) => `${hour + 10}:00`.replace(/^(\d{3})/, '$1')),
      Array.from({ length: 16 }, (_, hour) => `${hour + 10}`),
    ],
    ['week', ['1–4 Oct', '5–11 Oct', '12–18 Oct', '19–25 Oct'], ['1–4 Oct', '5–11 Oct', '12–18 Oct', '19–25 Oct']],
  ] as const)('per %s has labels that do not run into each other: %j', (unit, labels, drawn) => {
    const points = labels.map((label) => ({ label, byMedia: { voice: handled(10) } }));
    const [chart] = shown(report({ trend: { unit, points } })).card.charts ?? [];
    expect(chart?.labels).toEqual(drawn);
  });

  it.each<[SplitPart['label'], string]>([
    [{ kind: 'no-queue' }, 'No queue'],
    [{ kind: 'no-wrap-up-code' }, 'No wrap-up code'],
    [{ kind: 'unknown-agent' }, 'Unknown agent'],
    [{ kind: 'unknown-direction' }, 'Unknown direction'],
    [{ kind: 'deleted-or-unseen' }, 'Deleted or not visible to this app'],
    [{ kind: 'unread', of: 'queue', id: '8d1f5a90-0000-4000-8000-00000000c0de' }, 'Queue 0000c0de'],
    [{ kind: 'unread', of: 'wrapup', id: '8d1f5a90-0000-4000-8000-00000000c0de' }, 'Code 0000c0de'],
  ])('a row without a name %j is called %s', (label, called) => {
    expect(partName({ label, byMedia: {} })).toBe(called);
  });

  it('is left out where there is nothing to see', () => {
    expect(shown(report({ trend: undefined })).card.charts).toEqual([]);
    const points = report()
      .split.parts.slice(0, 2)
      .map(({ byMedia }, day) => ({ label: `Day ${day}`, byMedia }));
    expect(shown(report({ trend: { unit: 'day', points } })).card.charts).toEqual([]);
  });
});

describe('an answer whose blocks Slack refuses', () => {
  const refusals: readonly (readonly BlockType[])[] = [
    ['data_visualization'],
    ['data_visualization', 'data_table'],
    ['data_visualization', 'data_table', 'table'],
    [...REFUSABLE],
  ];
  it.each(refusals)('has the same figures in its text without %s %s %s', (...refused) => {
    const split = { by: 'agent', parts: parts(14), more: 0 } as const;
    const message = without(statsMessage(report({ split }), view), new Set(refused));
    for (const { type } of message.blocks) expect(refused).not.toContain(type);
    expect(message.text).toContain('handled: 120 (+20 %)');
    expect(message.text).toContain('AHT voice: 4m 6s (−20 %, better)');
    expect(message.text).toContain(
      '23 Oct: Handled 140 · AHT voice 4m 6s · ACW voice 1m 0s · Transferred voice 10.0 %',
    );
    expect(blockKitProblems(message)).toEqual([]);
  });

  it('is whole as text alone', () => {
    const message = textAlone(statsMessage(report(), view));
    expect(message.blocks).toEqual([]);
    expect(message.text).toContain('Wed 11 Nov: Handled 30 · AHT voice 4m 6s');
    expect(message.text).toContain('Madrid time · as of');
  });
});

describe('any answer', () => {
  const evil = `<!channel> & <@U1> ${'Ünïcödé \u202e name '.repeat(20)}`.slice(0, 300);
  const some = (count: number, label: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({
      label: label(index),
      byMedia: { voice: handled(10 * index + 10), email: handled(10), chat: handled(20), message: handled(5) },
    }));

  it.each([0, 1, 3, 50, 99])('keeps to Slack’s limits with %d parts', (count) => {
    for (const by of ['day', 'agent', 'queue'] as const) {
      const split = { by, parts: some(count, (index) => `${index} ${evil}`), more: 401 };
      const message = shown(
        report({ about: { kind: 'person', name: '&'.repeat(300) }, split, scope: by === 'queue' ? 'queue' : 'agents' }),
      );
      expect(blockKitProblems(message)).toEqual([]);
      expect(message.text.length).toBeLessThanOrEqual(600);
      expect(message.all).toMatch(/4\d\d more rows are not shown/);
      expect(blockKitProblems(textAlone(message))).toEqual([]);
    }
  });

  it('keeps to Slack’s limits with a chart of 20 points whose labels are long', () => {
    const points = some(20, (index) => `${index + 10} Dec 2025 – ${index + 17} Jan 2026`);
    expect(blockKitProblems(shown(report({ trend: { unit: 'week', points } })))).toEqual([]);
  });

  it('with a divisor of 0 has a dash', () => {
    const days = [{ label: 'Mon', byMedia: { voice: { nOutbound: metric(3) } } }];
    const { table } = shown(
      report({ now: { voice: { nOutbound: metric(3) } }, split: { by: 'day', parts: days, more: 0 } }),
    );
    expect(table[1]).toEqual(['Mon', '0', '–', '–', '–']);
  });
});

describe('an answer by name', () => {
  const people = [
    { label: 'Zoë Müller', byMedia: { voice: handled(60) } },
    { label: 'Ana López', byMedia: { voice: handled(50) } },
    { label: 'Kiran Rao', byMedia: { voice: handled(30) } },
    { label: { kind: 'unknown-agent' }, byMedia: { voice: handled(9) } },
  ] as const satisfies readonly SplitPart[];
  const by = (more: Partial<StatsReport['split']>, asked: Partial<StatsReport['question']> = {}) =>
    report({
      about: { kind: 'everybody' },
      people: 9,
      question: question(asked),
      split: { by: 'agent', parts: people, more: 0, ...more },
    });

  it.each<[why: string, answer: StatsReport, says: string]>([
    ['who did most', by({}), 'Most: Zoë Müller, 60.'],
    ['the first of a ranking', by({ more: 40 }, { top: { count: 3, most: true } }), 'Most: Zoë Müller, 60.'],
    [
      'the first of a ranking from its end',
      by({ parts: people.toReversed(), more: 40 }, { top: { count: 3, most: false } }),
      'Least: Kiran Rao, 30.',
    ],
    [
      'the only one of a ranking',
      by({ parts: people.slice(0, 1), more: 40 }, { top: { count: 1, most: true } }),
      'Most: Zoë Müller, 60.',
    ],
    [
      'the worst of a ranking of the worst',
      by({ more: 40 }, { top: { count: 3, most: true }, figures: ['aht'] }),
      'Worst: Zoë Müller, 4m 6s.',
    ],
    [
      'the best of a ranking of the best',
      by({ parts: people.slice(0, 1), more: 40 }, { top: { count: 3, most: false }, figures: ['aht'] }),
      'Best: Zoë Müller, 4m 6s.',
    ],
  ])('says %s', (_, answer, says) => {
    const { head, text } = shown(answer);
    expect(head).toContain(says);
    expect(text).toContain(head);
  });

  it.each([
    ['busiest', { count: 5, most: true }, 'Most: Monday, 50.'],
    ['quietest', { count: 5, most: false }, 'Least: Wednesday, 30.'],
  ])('says of days the %s that was asked for', (_, top, says) => {
    expect(shown(report({ question: question({ top, by: 'day' }) })).head).toContain(says);
  });

  it('says no worst where all are alike', () => {
    expect(shown(by({}, { figures: ['aht'] })).head).not.toMatch(/Most|Least|Best|Worst/);
  });
});
