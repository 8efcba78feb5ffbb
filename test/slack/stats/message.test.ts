import { describe, expect, it } from 'vitest';
import type { StatsReport } from '../../../src/reports/stats/answer.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { type Message, withoutCharts } from '../../../src/slack/kit/message.ts';
import { decodeStatsQuestion } from '../../../src/slack/kit/stats-question.ts';
import { statsMessage } from '../../../src/slack/stats/message.ts';
import { handled, inQueue, metric, NOW, period, question, report } from './report.ts';

const view = { now: NOW, timeZone: 'Europe/Madrid' };

function shown(answer: StatsReport, more = {}): Message & { readonly all: string } {
  const message = statsMessage(answer, { ...view, ...more });
  return { ...message, all: JSON.stringify(message.blocks) };
}

/** What the buttons of a message ask, by action id. */
function asked({ blocks }: Message): Readonly<Record<string, string>> {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return Object.fromEntries(
    elements.flatMap((each) =>
      each.type === 'button' && each.value !== undefined ? [[each.action_id, each.value]] : [],
    ),
  );
}

function rowsOf({ blocks }: Message): readonly (readonly string[])[] {
  const table = blocks.find((block) => block.type === 'table');
  return table?.type === 'table'
    ? table.rows.map((row) => row.map((cell) => (cell?.type === 'raw_text' ? cell.text : '')))
    : [];
}

describe('an answer about one person', () => {
  it('says all of it in its text', () => {
    const lines = shown(report()).text.split('\n');
    expect(lines.at(-1)).toMatch(
      /^Genesys Cloud Analytics \(conversation aggregates\) · Mon,? 9 Nov,? 00:00 CET – Mon,? 16 Nov,? 00:00 CET \(Europe\/Madrid\) · as of 09:59 CET · fresh$/,
    );
    expect(lines.slice(0, -1)).toEqual([
      'Ana López: last week · 9–15 Nov 2026 · Europe/Madrid',
      'Answered: 120, up 20 %',
      'Handled: 120, up 20 %',
      'Average handle time (AHT): 4m 6s (over 120), down 20 %, better',
      'Time to answer, average (ASA): 8s (over 120), about the same',
      'After-call work, average: 1m 0s (over 120), about the same',
      'Transferred: 10.0 % (12/120), about the same',
      'Talk 3m 0s, down 25 % · Hold 1m 0s per held conversation (12)',
      'Blind transfers 0 · Consult transfers 0',
      'Outbound 0 · Not responding 0',
      'Mon 9 Nov: Answered 40 · Handled 40 · AHT 4m 6s · Talk 3m 0s · Hold (held) 1m 0s · ACW 1m 0s · Transferred 10.0 % (4/40)',
      'Tue 10 Nov: Answered 40 · Handled 40 · AHT 4m 6s · Talk 3m 0s · Hold (held) 1m 0s · ACW 1m 0s · Transferred 10.0 % (4/40)',
      'Wed 11 Nov: Answered 40 · Handled 40 · AHT 4m 6s · Talk 3m 0s · Hold (held) 1m 0s · ACW 1m 0s · Transferred 10.0 % (4/40)',
      'Compared with 2–8 Nov 2026.',
    ]);
  });

  it('opens with six figures, each with its change in words', () => {
    const [, figures] = shown(report()).blocks;
    expect(figures).toMatchObject({ type: 'section', fields: { length: 6 } });
    expect(JSON.stringify(figures)).toContain('*Average handle time (AHT)*\\n4m 6s (over 120)\\ndown 20 %, better');
  });

  it('has a row for each day, and says where there was nothing', () => {
    const parts = [
      { label: 'Mon 9 Nov', byMedia: { voice: handled(20) } },
      { label: 'Tue 10 Nov', byMedia: {} },
    ];
    const message = shown(report({ split: { by: 'day', parts, more: 0, silent: [] } }));
    expect(rowsOf(message)).toEqual([
      ['Day', 'Answered', 'Handled', 'AHT', 'Talk', 'Hold (held)', 'ACW', 'Transferred'],
      ['Mon 9 Nov', '20', '20', '4m 6s', '3m 0s', '1m 0s', '1m 0s', '10.0 % (2/20)'],
      ['Tue 10 Nov: no conversations', '–', '–', '–', '–', '–', '–', '–'],
    ]);
    expect(message.text).toContain('Tue 10 Nov: no conversations');
  });

  it('has all 31 days of a month in its text', () => {
    const parts = Array.from({ length: 31 }, (_, day) => ({
      label: `Mon ${day} Oct`,
      byMedia: { voice: handled(40) },
    }));
    const { text } = shown(report({ split: { by: 'day', parts, more: 0, silent: [] } }));
    expect(text).toContain('Day: Answered · Handled · AHT · Talk · Hold (held) · ACW · Transferred');
    expect(text).toContain('Mon 30 Oct: 40 · 40 · 4m 6s · 3m 0s · 1m 0s · 1m 0s · 10.0 % (4/40)');
    expect(text).not.toContain('more lines');
  });

  it('has all 92 days of a quarter in its text, with fewer figures each', () => {
    const parts = Array.from({ length: 92 }, (_, day) => ({
      label: `Mon ${day} Oct`,
      byMedia: { voice: handled(40) },
    }));
    const { text } = shown(report({ split: { by: 'day', parts, more: 0, silent: [] } }));
    expect(text).toMatch(/^Day: Answered · Handled · AHT/m);
    expect(text).toMatch(/^Mon 0 Oct: 40 · 40 · 4m 6s/m);
    expect(text).toMatch(/^Mon 91 Oct: 40 · 40 · 4m 6s/m);
  });

  it('says why it is by week when nobody asked for that', () => {
    const split = { ...report().split, by: 'week' } as const;
    expect(shown(report({ split })).text).toContain('no room for so many days');
    expect(shown(report({ split, question: question({ by: 'week' }) })).text).not.toContain('no room for so many days');
  });

  it('has time on queue and occupancy where they were measured', () => {
    const status = { kind: 'known', now: { onQueueMs: 36e6, interactingMs: 27e6, readyMs: 36e6 } } as const;
    const { text } = shown(report({ status }));
    expect(text).toContain('On queue 10h 0m · Occupancy 75.0 %');
    expect(text).toContain('(conversation and user aggregates)');
  });

  it.each([
    [
      { kind: 'forbidden', missingPermissions: ['analytics:userAggregate:view'] },
      'lacks `analytics:userAggregate:view`',
    ],
    [{ kind: 'failed' }, 'Genesys Cloud did not tell them'],
  ] as const)('says why they are missing: %j', (status, reason) => {
    const { text } = shown(report({ status }));
    expect(text).toContain(reason);
    expect(text).not.toContain('On queue');
  });
});

describe('an answer over several media', () => {
  const media = { voice: handled(100), email: handled(30, 600_000) };

  it('never shows a handle time without its split', () => {
    const { text, all } = shown(report({ now: media, before: undefined }));
    for (const told of [text, all])
      expect(told).toContain('AHT by media: Voice 4m 6s (over 100) · Email 11m 6s (over 30)');
  });

  it('never shows one in a row without its split either', () => {
    const parts = [{ label: 'Ana López', byMedia: media }];
    const message = shown(report({ split: { by: 'agent', parts, more: 0, silent: [] } }));
    expect(rowsOf(message)[0]?.slice(3, 5)).toEqual(['AHT Voice', 'AHT Email']);
    expect(rowsOf(message)[1]?.slice(3, 5)).toEqual(['4m 6s', '11m 6s']);
    expect(message.text).toContain('AHT Voice 4m 6s · AHT Email 11m 6s');
  });

  it('lists more of them than a screen has room for in one cell, which is wrapped', () => {
    const four = { ...media, chat: handled(10), message: handled(10) };
    const parts = [{ label: 'Ana López', byMedia: four }];
    const message = shown(report({ now: four, split: { by: 'agent', parts, more: 0, silent: [] } }));
    expect(rowsOf(message)[1]?.[3]).toBe('Voice 4m 6s, Chat 4m 6s, Email 11m 6s, Message 4m 6s');
    const table = message.blocks.find((block) => block.type === 'table');
    expect(table).toMatchObject({ column_settings: { 3: { is_wrapped: true } } });
  });

  it('needs one column where each row has one medium', () => {
    const parts = [
      { label: 'Voice', byMedia: { voice: handled(100) } },
      { label: 'Email', byMedia: { email: handled(30, 600_000) } },
    ];
    const rows = rowsOf(shown(report({ now: media, split: { by: 'media', parts, more: 0, silent: [] } })));
    expect(rows.map((row) => row[3])).toEqual(['AHT', '4m 6s', '11m 6s']);
  });

  it('compares each medium with itself', () => {
    const before = {
      period: period('2026-11-02..2026-11-08'),
      sums: { voice: handled(100), email: handled(30, 300_000) },
    };
    expect(shown(report({ now: media, before })).text).toContain(
      'Voice 4m 6s (over 100) · Email 11m 6s (over 30), up 82 %, worse',
    );
  });
});

describe('an answer about a queue', () => {
  const queue = report({
    scope: 'queue',
    about: 'queue Billing',
    people: 12,
    now: { voice: inQueue(200) },
    before: undefined,
    split: { by: 'media', parts: [{ label: 'Voice', byMedia: { voice: inQueue(200) } }], more: 0, silent: [] },
  });

  it('has what was offered, abandoned and answered in time, with its target', () => {
    const { text } = shown(queue);
    expect(text).toContain('Offered: 200');
    expect(text).toContain('Abandoned: 10.0 % (20/200)');
    expect(text).toContain('Service level: 70.0 % (140/200), target 80 %');
    expect(text).toContain('Not compared: no conversations in the period before.');
  });

  it('by agent has the columns of agents', () => {
    const [head] = rowsOf(shown({ ...queue, split: { ...queue.split, by: 'agent' } }));
    expect(head).toEqual(['Agent', 'Answered', 'Handled', 'AHT', 'Talk', 'Hold (held)', 'ACW', 'Transferred']);
  });
});

describe('what an answer says of itself', () => {
  it('echoes what was asked, with its filters', () => {
    const asking = question({ media: ['voice', 'email'], direction: 'inbound', skill: 'spanish' });
    const { text } = shown(report({ question: asking, skill: { id: 's-1', name: 'Spanish <b>' } }));
    expect(text.split('\n')[0]).toBe(
      'Ana López: last week · 9–15 Nov 2026 · only Voice, Email, skill Spanish &lt;b&gt;, inbound · Europe/Madrid',
    );
  });

  it.each([
    [{ cached: false, stale: false }, '· fresh'],
    [{ cached: true, stale: false, asOf: NOW - 252_000 }, '· cached, 4m 12s old'],
    [{ cached: true, stale: true, asOf: NOW - 252_000 }, '· 4m 12s old, a fresh answer is on its way'],
  ])('%j reads %s', (freshness, words) => {
    expect(shown(report(freshness)).text).toContain(words);
  });

  it('speaks of conversations that are still being finished only while there may be some', () => {
    expect(shown(report()).text).not.toContain('Still filling');
    expect(shown(report({ filling: true })).text).toContain('Still filling');
  });

  it('says which zone its days are in, and shows the moment in the reader’s own', () => {
    const kathmandu = period('last week', 'Asia/Kathmandu');
    const { text, all } = shown(report({ period: kathmandu, measured: kathmandu.interval }));
    expect(text).toContain('00:00 GMT+5:45 (Asia/Kathmandu) · as of 09:59 CET');
    expect(all).toContain('<!date^');
  });

  it('says who had nothing, and what is not in the table', () => {
    const split = { ...report().split, by: 'agent', more: 151, silent: ['Grace & Co', 'Luis'] } as const;
    const { text } = shown(report({ split }));
    expect(text).toContain('No conversations: Grace &amp; Co, Luis.');
    expect(text).toContain('+151 more agents are in the figures but not in the table.');
  });
});

describe('the buttons', () => {
  it('ask the same again, the period before, and other splits', () => {
    const buttons = asked(shown(report()));
    expect(Object.keys(buttons)).toEqual([
      'stats_previous',
      'stats_by:queue',
      'stats_by:media',
      'stats_by:wrapup',
      'stats_refresh',
      'stats_share',
      'stats_definitions',
    ]);
    const same = { who: question().who, timeZone: 'Europe/Madrid', period: '2026-11-09..2026-11-15' };
    expect(decodeStatsQuestion(buttons['stats_refresh'] ?? '')).toMatchObject(same);
    expect(decodeStatsQuestion(buttons['stats_share'] ?? '')).toMatchObject(same);
    expect(decodeStatsQuestion(buttons['stats_by:queue'] ?? '')).toMatchObject({ ...same, by: 'queue' });
    expect(decodeStatsQuestion(buttons['stats_previous'] ?? '')).toMatchObject({
      ...same,
      period: '2026-11-02..2026-11-08',
    });
    expect(buttons['stats_definitions']).toBe('agents');
  });

  it.each([
    [{ people: 12 }, ['agent', 'queue', 'media']],
    [{ people: undefined }, ['agent', 'queue', 'media']],
    [{ people: 12, scope: 'queue' }, ['agent', 'media', 'wrapup']],
    [{ people: 1, period: period('yesterday'), measured: period('yesterday').interval }, ['hour', 'queue', 'media']],
  ] as const)('of %j offer splits that tell something', (more, splits) => {
    const ids = Object.keys(asked(shown(report(more)))).filter((id) => id.startsWith('stats_by'));
    expect(ids).toEqual(splits.map((split) => `stats_by:${split}`));
  });

  it('are left out where a question with dozens of people is too long for them', () => {
    const who = Array.from(
      { length: 60 },
      (_, index) => ({ kind: 'email', email: `agent-${index}@example.com` }) as const,
    );
    const message = shown(report({ question: question({ who }) }));
    expect(Object.keys(asked(message))).toEqual(['stats_definitions']);
    expect(blockKitProblems(message)).toEqual([]);
  });

  it('of a copy in a channel ask nothing about anybody, and it says who shared it', () => {
    const message = shown(report(), { sharedBy: 'U0OMAR' });
    expect(asked(message)).toEqual({ stats_definitions: 'agents' });
    expect(message.text).toContain('Shared by <@U0OMAR>');
  });
});

describe('the charts', () => {
  const charts = (message: Message) => message.blocks.filter((block) => block.type === 'data_visualization');

  it('are two, and can be left out without losing a number', () => {
    const message = shown(report());
    expect(charts(message).map(({ title }) => title)).toEqual(['Handled per day', 'Average handle time per day']);
    expect(charts(withoutCharts(message))).toEqual([]);
    expect(rowsOf(withoutCharts(message))).toHaveLength(4);
  });

  it('never draw a gap as a zero', () => {
    const points = [40, 0, 20].map((count, index) => ({
      label: `day ${index}`,
      byMedia: count === 0 ? {} : { voice: handled(count) },
    }));
    const message = shown(report({ trend: { unit: 'day', points } }));
    expect(charts(message).map(({ title }) => title)).toEqual(['Handled per day']);
    expect(JSON.stringify(charts(message))).toContain('{"label":"day 1","value":0}');
  });

  it('keep the media apart', () => {
    const points = [1, 2, 3].map((day) => ({
      label: `day ${day}`,
      byMedia: { voice: handled(10 * day), email: handled(10) },
    }));
    const drawn = charts(shown(report({ trend: { unit: 'day', points } })));
    for (const each of drawn) expect(JSON.stringify(each)).toMatch(/"name":"Voice".*"name":"Email"/);
    expect(drawn).toHaveLength(2);
  });

  it('are left out where there is nothing to see', () => {
    expect(charts(shown(report({ trend: undefined })))).toEqual([]);
    const points = report().split.parts.slice(0, 2);
    expect(charts(shown(report({ trend: { unit: 'day', points } })))).toEqual([]);
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
      const split = {
        by,
        parts: some(count, (index) => `${index} ${evil}`),
        more: 401,
        silent: Array(30).fill('&'.repeat(300)),
      };
      const message = shown(report({ about: '&'.repeat(300), split, scope: by === 'queue' ? 'queue' : 'agents' }));
      expect(blockKitProblems(message)).toEqual([]);
      expect(message.text).toMatch(/Handled:? 120/);
      expect(message.text).toContain('as of');
      expect(message.text).toMatch(/\+4\d\d /);
    }
  });

  it('keeps to Slack’s limits with a chart of 20 points whose labels are long', () => {
    const points = some(20, (index) => `${index + 10} Dec 2025 – ${index + 17} Jan 2026`);
    expect(blockKitProblems(shown(report({ trend: { unit: 'week', points } })))).toEqual([]);
  });

  it('keeps the latest days and the largest agents, when not all have room', () => {
    const parts = some(99, (index) => `${index} ${evil}`);
    const first = (by: 'day' | 'agent') => rowsOf(shown(report({ split: { by, parts, more: 0, silent: [] } })));
    expect(first('agent')[1]?.[0]).toMatch(/^0 /);
    expect(first('day').at(-1)?.[0]).toMatch(/^98 /);
    expect(first('day').length).toBeLessThan(100);
  });

  it('with a divisor of 0 has a dash', () => {
    const { text } = shown(report({ now: { voice: { nOutbound: metric(3) } }, before: undefined }));
    expect(text).toContain('Average handle time (AHT): –');
    expect(text).toContain('Transferred: –');
    expect(text).toContain('Outbound 3');
  });
});
