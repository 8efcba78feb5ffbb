/** What a channel reads each day: the answer first, at most six lines, and nobody's name where it must not stand. */
import { describe, expect, test } from 'vitest';
import { comparisonPeriod } from '../../../src/domain/period/compared-period.ts';
import type { About } from '../../../src/domain/question.ts';
import type { Schedule } from '../../../src/domain/schedule/schedule.ts';
import type { StatsReport } from '../../../src/reports/stats/answer.ts';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { decodeStatsQuestion } from '../../../src/slack/kit/question.ts';
import { detailsMessage, headlineMessage } from '../../../src/slack/summary/post.ts';
import type { Postable } from '../../../src/summaries/ports.ts';
import { handled, inQueue, metric, period, report } from '../stats/report.ts';
import { mondayRun, quiet, summaryOf } from './runs.ts';

const weekend = period('2026-11-13..2026-11-15');
const agents = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ label: `Agent ${i + 1}`, byMedia: { voice: handled(100 - (i % 90)) } }));

/** A queue that was busier and slower than the week before. */
const busy: StatsReport = report({
  scope: 'queue',
  about: { kind: 'queue', name: 'Billing' },
  period: weekend,
  now: { voice: inQueue(200) },
  before: { period: comparisonPeriod(weekend), sums: { voice: { ...inQueue(100), ...handled(90, 120_000) } } },
  split: { by: 'agent', parts: [...agents(3), { label: 'Nora Quint', byMedia: {} }], more: 0 },
  trend: undefined,
});

async function headline(of: StatsReport | Postable = busy, marks = {}, changes: Partial<Schedule> = {}) {
  const summary = 'digest' in of ? of : await summaryOf(of);
  return headlineMessage(mondayRun(changes), summary, { late: false, ...marks });
}

describe('the headline', () => {
  test('says how it went against the target, the figures, and what mattered most', async () => {
    const { text } = await headline();
    expect(text.split('\n')).toEqual([
      'Billing · 20–22 Nov: service level voice 70.0 %, target 80 %',
      '200 offered (+100 %) · 10.0 % abandoned voice (20) · 8s ASA voice · 4m 6s AHT voice (+32 %, worse)',
      'Compared with 6–8 Nov · Madrid time · as of Sun 22 Nov, 09:59 CET · Genesys Analytics',
    ]);
  });

  test('tells a change beside no figure in a line of its own', async () => {
    const before = { voice: { ...inQueue(200), tAcw: metric(180, 20_000) } };
    const { text } = await headline({ ...busy, before: { period: comparisonPeriod(weekend), sums: before } });
    expect(text).toContain('\nAfter-call work voice up 200 %, worse: 1m 0s, was 20s\n');
  });

  test('of days like the others says just that', async () => {
    const usual = { period: comparisonPeriod(weekend), sums: busy.now };
    expect((await headline({ ...busy, before: usual })).text).toContain('\nOrdinary days.\n');
  });

  test('names the hour to watch', async () => {
    const start = Date.UTC(2026, 10, 20, 12);
    const { text } = await headline({ ...busy, watch: { start, end: start + 3_600_000, abandoned: 5, ofAll: 20 } });
    expect(text).toContain('\nWatch: 13:00–14:00 had 1 in 4 of all abandons.\n');
  });

  test('has at most six lines, whatever happened, and no blend of media', async () => {
    const media = { voice: handled(90, 300_000), email: handled(60, 900_000), chat: handled(40, 100_000) };
    const before = { voice: handled(30, 100_000), email: handled(30, 400_000), chat: handled(30, 300_000) };
    const { text, blocks } = await headline({
      ...busy,
      scope: 'agents',
      now: media,
      before: { period: comparisonPeriod(weekend), sums: before },
    });
    const lines = text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines[0]).toBe('Billing, the people its owner may see · 20–22 Nov: 190 handled');
    expect(lines[1]).toMatch(/^6m 6s AHT voice \(\+120 %, worse\) · 1m 0s after-call work voice/);
    expect(blockKitProblems({ text, blocks })).toEqual([]);
  });

  test.each([
    ['a post in time', {}, {}, ''],
    ['a late post', { late: true }, {}, ' · due 08:30'],
    ['a post before the figures have settled', {}, { filling: true }, ' · partial: what is still open is not in it'],
    ['an edited post', { edited: true }, {}, ' · updated when the figures had settled'],
  ])('of %s ends its first line with %j', async (_, marks, more, mark) => {
    const { text } = await headline({ ...busy, ...more }, marks);
    expect(text.split('\n')[0]).toBe(`Billing · 20–22 Nov: service level voice 70.0 %, target 80 %${mark}`);
  });

  test('tells no change where too little is known', async () => {
    const { text } = await headline({ ...busy, before: undefined });
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('Compared');
  });

  test('of days without conversations is one line and where it comes from', async () => {
    const { text } = await headline(quiet);
    expect(text).toMatch(/^Billing.* · 20–22 Nov: no conversations\.\nMadrid time/);
  });

  test.each([
    ['a queue', [{ kind: 'queue', name: 'Billing' }], 'Billing'],
    ['a queue with a dangerous name', [{ kind: 'queue', name: '<!channel>' }], '&lt;!channel&gt;'],
    [
      'two queues',
      [
        { kind: 'queue', name: 'Billing' },
        { kind: 'queue', name: 'Care' },
      ],
      'Billing and Care',
    ],
    ['a team of its owner', [{ kind: 'my-team' }], 'the team'],
    ['one person', [{ kind: 'agent', agentId: 'a-ana' }], 'one person'],
    ['several people', [{ kind: 'me' }, { kind: 'agent', agentId: 'a-ana' }], 'several people'],
    ['everybody', [], 'the team'],
  ] as const)('about %s names nobody where nobody may be named', async (_, who, label) => {
    const about: About = who.length === 0 ? { kind: 'my-people' } : { kind: 'person', name: 'Ana López' };
    const summary = await summaryOf({ ...busy, about }, false);
    const { text } = headlineMessage(mondayRun({ who }), summary, { late: false });
    expect(text.split(' · ')[0]).toBe(label);
    expect(text).not.toContain('López');
  });

  test('about a person names them where that is allowed', async () => {
    const summary = await summaryOf({ ...busy, scope: 'agents', about: { kind: 'person', name: 'Ana López' } });
    const run = mondayRun({ who: [{ kind: 'agent', agentId: 'a-ana' }] });
    expect(headlineMessage(run, summary, { late: false }).text).toMatch(/^Ana López · /);
  });
});

describe('the buttons under a post', () => {
  const buttonsOf = async (who: Schedule['who']) => {
    const summary = await summaryOf({ ...busy, question: { ...busy.question, who } });
    return headlineMessage(mondayRun({ who }), summary, { late: false }).card.buttons?.row ?? [];
  };

  test('ask for the rows of a queue’s post and what it rests on, with the rights of whoever presses them', async () => {
    const buttons = await buttonsOf([{ kind: 'queue', name: 'Billing' }]);
    expect(buttons.map(({ action, label }) => [action, label])).toEqual([
      ['stats_ask', 'Full table'],
      ['stats_details', 'Details'],
    ]);
    const [rows, details] = buttons.map(({ value }) => decodeStatsQuestion(value ?? ''));
    const asked = { who: [{ kind: 'queue', name: 'Billing' }], period: '2026-11-13..2026-11-15' };
    expect(rows).toMatchObject({ ...asked, by: busy.split.by });
    expect(details).toMatchObject(asked);
  });

  test.each([
    ['“my team” would be another team', [{ kind: 'my-team' }]],
    ['nobody would be the default of another', []],
    ['it would carry a person', [{ kind: 'agent', agentId: 'a-ana' }]],
    [
      'it would carry an address',
      [
        { kind: 'queue', name: 'Billing' },
        { kind: 'email', email: 'ana@example.com' },
      ],
    ],
  ] as const)('is not there where %s', async (_, who) => {
    expect(await buttonsOf(who)).toEqual([]);
  });
});

describe('the details', () => {
  test('name nobody in their caption either, and no team as the reader’s own', async () => {
    const captionOf = async (who: Schedule['who'], about: About) =>
      JSON.stringify(detailsMessage(mondayRun({ who }), await summaryOf({ ...busy, about }, false)).blocks);
    expect(await captionOf([{ kind: 'agent', agentId: 'a-ana' }], { kind: 'person', name: 'Ana López' })).not.toContain(
      'López',
    );
    expect(await captionOf([{ kind: 'my-team' }], { kind: 'my-team' })).not.toContain('your team');
  });

  test('are a table of the agents, also of who had nothing, and no chart of their names', async () => {
    const message = detailsMessage(mondayRun(), await summaryOf(busy));
    const kinds = message.blocks.map(({ type }) => type);
    expect(kinds).toContain('data_table');
    expect(kinds).not.toContain('data_visualization');
    expect(message.text).toContain('Agent 2: Handled 99 · AHT voice 4m 6s');
    expect(message.text).toContain('Nora Quint: Handled –');
    expect(blockKitProblems(message)).toEqual([]);
  });

  test('without names are by queue, and say why', async () => {
    const byQueue = {
      by: 'queue',
      parts: [{ label: 'Billing', byMedia: { voice: handled(9) } }],
      more: 0,
    } as const;
    const { text } = detailsMessage(mondayRun(), await summaryOf({ ...busy, split: byQueue }, false));
    expect(text).toContain('By queue\nBilling: Offered 0 · Abandoned voice –');
    expect(text).toContain('Without names: this channel has guests');
    expect(text).not.toContain('Nora');
  });

  test.each([0, 1, 2, 13, 99, 150])('of %i agents keep within the limits of Slack', async (count) => {
    const parts = agents(count).map((part) => ({ ...part, label: `${part.label} <!channel> ${'x'.repeat(300)}` }));
    const message = detailsMessage(mondayRun(), await summaryOf({ ...busy, split: { ...busy.split, parts } }));
    expect(blockKitProblems(message)).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(4000);
    expect(message.text).not.toContain('<!channel>');
  });
});
