/** What people type behind /agent-summary. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type AskedSchedule, readSummary } from '../../../src/slack/summary/words.ts';

const billing = { kind: 'queue', name: 'Billing' } as const;
const WORKING = [1, 2, 3, 4, 5] as const;
const EVERY = [0, 1, 2, 3, 4, 5, 6] as const;

/** What a schedule was understood as, or what was wrong. */
function schedule(text: string): AskedSchedule | string {
  const words = readSummary(text);
  if (words.kind === 'on') return words.asked;
  return words.kind === 'problem' ? words.problem.kind : words.kind;
}

describe('a new schedule', () => {
  test.each<[string, AskedSchedule]>([
    [
      'on <#C1|floor> 08:30 weekdays queue Billing',
      { channel: 'C1', time: '08:30', days: [1, 2, 3, 4, 5], who: [billing] },
    ],
    ['on queue Billing weekdays 08:30 <#C1>', { channel: 'C1', time: '08:30', days: [1, 2, 3, 4, 5], who: [billing] }],
    ['<#C1> at 8:30 am every day', { channel: 'C1', time: '08:30', days: [0, 1, 2, 3, 4, 5, 6], who: [] }],
    [
      'ON <#C1> 17:00 Mon, Wed and Fri team',
      { channel: 'C1', time: '17:00', days: [1, 3, 5], who: [{ kind: 'my-team' }] },
    ],
    [
      'on <#C1> 5pm mon-thu tz:america/new_york',
      { channel: 'C1', time: '17:00', days: [1, 2, 3, 4], who: [], timeZone: 'America/New_York' },
    ],
    [
      'on <#C1> 08:30 quiet:skip names:always',
      { channel: 'C1', time: '08:30', quietDays: 'skip', names: 'always', who: [] },
    ],
    ['on <#C1> 08:30 <@U0ANA>', { channel: 'C1', time: '08:30', who: [{ kind: 'slack-user', slackUserId: 'U0ANA' }] }],
    ['on <#C1> 08:30 team “Sales EU”', { channel: 'C1', time: '08:30', who: [{ kind: 'team', name: 'Sales EU' }] }],
    ['on <#C1> 08:30 queue Weekend', { channel: 'C1', time: '08:30', who: [{ kind: 'queue', name: 'Weekend' }] }],
    ['on <#C1> team 08:30 weekdays', { channel: 'C1', time: '08:30', days: WORKING, who: [{ kind: 'my-team' }] }],
    [
      'on <#C1> 08:30 queue "Sunday Support"',
      { channel: 'C1', time: '08:30', who: [{ kind: 'queue', name: 'Sunday Support' }] },
    ],
    ['on <#C1> every weekday at 8:30 am', { channel: 'C1', time: '08:30', days: WORKING, who: [] }],
    ['every morning at 8 in <#C1>', { channel: 'C1', time: '08:00', days: EVERY, who: [] }],
    ['on <#C1> 0830 business days', { channel: 'C1', time: '08:30', days: WORKING, who: [] }],
    ['on <#C1> at 18 daily my team', { channel: 'C1', time: '18:00', days: EVERY, who: [{ kind: 'my-team' }] }],
    ['<#C1> weekly on monday 9am', { channel: 'C1', time: '09:00', days: [1], who: [] }],
    ['send <#C1> a report every monday and friday at noon', { channel: 'C1', time: '12:00', days: [1, 5], who: [] }],
    ['on <#C1> monday to thursday at 6 in the evening', { channel: 'C1', time: '18:00', days: [1, 2, 3, 4], who: [] }],
    ['on <#C1> 8h30 weekend', { channel: 'C1', time: '08:30', days: [0, 6], who: [] }],
    ['on', { who: [] }],
    ['on 08:30', { time: '08:30', who: [] }],
    ['on <#C1>', { channel: 'C1', who: [] }],
  ])('%j', (text, asked) => {
    expect(schedule(text)).toEqual(asked);
  });

  test.each([
    ['on <#C1> 08:30 tz:Europe/Atlantis', 'unknown-zone'],
    ['on <#C1> 08:30 last week', 'not-in-summaries'],
    ['on <#C1> 08:30 by day', 'not-in-summaries'],
    ['on <#C1> 08:30 calls', 'not-in-summaries'],
    ['on <#C1> 08:30 queue', 'missing-name'],
    ['on <#C1> 08:30 queue sunday support', 'missing-name'],
    ['on <#C1> 08:30 @ana', 'plain-mention'],
    ['on <#C1> 08:30 queeue Billing', 'unknown-word'],
    ['on <#C1> 25:30', 'no-such-time'],
    ['on <#C1> 08:30 weekly', 'not-in-summaries'],
    ['on <#C1> 08:30 top 5', 'not-in-summaries'],
    ['on <#C1> 8 weekdays', 'no-such-time'],
    ['on <#C1> 08:30 queue "Billing', 'open-quote'],
    [`on ${'x'.repeat(3000)}`, 'text-too-long'],
  ])('%j has the problem %s', (text, kind) => {
    expect(schedule(text)).toBe(kind);
  });
});

describe('a new schedule about something that is known', () => {
  const known = [
    { kind: 'queue', name: 'Billing EU', id: 'q1' },
    { kind: 'queue', name: 'Sunday Support', id: 'q2' },
    { kind: 'queue', name: 'Daily', id: 'q3' },
    { kind: 'team', name: 'Sales', id: 't1' },
    { kind: 'queue', name: 'Sales', id: 'q4' },
    { kind: 'agent', name: 'Ana López', id: 'a1' },
  ] as const;

  test.each<[string, AskedSchedule['who'], days?: AskedSchedule['days']]>([
    ['on <#C1> 08:30 billing eu', [{ kind: 'queue', name: 'Billing EU', id: 'q1' }]],
    ['on <#C1> every weekday at 8:30 am billing eu', [{ kind: 'queue', name: 'Billing EU', id: 'q1' }], WORKING],
    ['on <#C1> 08:30 queue billing eu mon', [{ kind: 'queue', name: 'Billing EU', id: 'q1' }], [1]],
    ['on <#C1> 08:30 the billing eu queue', [{ kind: 'queue', name: 'Billing EU', id: 'q1' }]],
    ['on <#C1> 08:30 sunday support', [{ kind: 'queue', name: 'Sunday Support', id: 'q2' }]],
    ['on <#C1> 08:30 daily', [], EVERY],
    ['on <#C1> 08:30 queue daily', [{ kind: 'queue', name: 'Daily', id: 'q3' }]],
    ['on <#C1> 08:30 team sales', [{ kind: 'team', name: 'Sales', id: 't1' }]],
    ['on <#C1> 08:30 ana lopez', [{ kind: 'name', name: 'Ana López' }]],
    ['preview billing eu', [{ kind: 'queue', name: 'Billing EU', id: 'q1' }]],
  ])('%j', (text, who, days) => {
    expect(readSummary(text, known)).toMatchObject({ asked: { who, ...(days && { days }) } });
  });

  test('of several things that are called so, is asked about', () => {
    expect(readSummary('on <#C1> 08:30 sales', known)).toMatchObject({ problem: { kind: 'several-names' } });
  });

  test('that is written nearly so, is offered', () => {
    const text = 'on <#C1> 08:30 biling eu';
    expect(readSummary(text, [], known)).toMatchObject({
      problem: { kind: 'unknown-word', word: 'biling', offer: 'on <#C1> 08:30 queue "Billing EU"' },
    });
  });
});

describe('one of the schedules', () => {
  test.each([
    ['off <#C1>', 'off', { channel: 'C1' }],
    ['delete mhx3k2ab0001', 'off', { id: 'mhx3k2ab0001' }],
    ['pause', 'pause', {}],
    ['resume the schedule in <#C1>', 'resume', { channel: 'C1' }],
    ['edit configuration', 'edit', { id: 'configuration' }],
    ['preview <#C1>', 'preview', { channel: 'C1' }],
    ['now', 'now', {}],
  ])('%j', (text, verb, which) => {
    expect(readSummary(text)).toMatchObject({ kind: 'do', verb, which });
  });

  test('is handed over to somebody', () => {
    expect(readSummary('hand over <#C1> to <@U0GRACE>')).toEqual({
      kind: 'hand-over',
      which: { id: undefined, channel: 'C1' },
      to: 'U0GRACE',
    });
    expect(readSummary('hand over <#C1>')).toEqual({ kind: 'problem', problem: { kind: 'nobody-to-hand-over-to' } });
  });

  test('may be previewed before there is one', () => {
    expect(readSummary('preview queue Billing weekdays')).toMatchObject({ asked: { who: [billing], days: WORKING } });
  });
});

describe('other words', () => {
  test.each([
    ['', 'help'],
    ['  ', 'help'],
    ['help', 'help'],
    ['list', 'list'],
    ['LIST', 'list'],
  ])('%j asks for %s', (text, kind) => {
    expect(readSummary(text)).toEqual({ kind });
  });

  test.each([
    ['lst', 'list'],
    ['prewiev', 'preview'],
    ['resum', 'resume'],
  ])('%j is not known, and the nearest is offered', (word, nearest) => {
    expect(readSummary(word)).toEqual({ kind: 'problem', problem: { kind: 'unknown-verb', word, nearest } });
  });

  test('of any kind are understood or named, never thrown at', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'on',
        'off',
        '<#C1>',
        '08:30',
        'every',
        'day',
        'mon-fri',
        'queue',
        '"Billing"',
        '<@U1>',
        'tz:UTC',
        ',',
        '__proto__',
        'constructor',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(['help', 'list', 'on', 'do', 'hand-over', 'problem']).toContain(readSummary(pieces.join(' ')).kind);
      }),
    );
  });
});
