/** What people type behind /agent-alert. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Condition, PEOPLE_MEASURES, QUEUE_MEASURES } from '../../../src/alerts/rules/rule.ts';
import type { About, KnownName } from '../../../src/domain/question.ts';
import type { Weekday } from '../../../src/domain/time.ts';
import { ALERT } from '../../../src/slack/alert/usage.ts';
import { plainText } from '../../../src/slack/kit/say.ts';
import { conditionOf } from '../../../src/slack/rules/condition.ts';
import { ruleInWords } from '../../../src/slack/rules/in-words.ts';
import { type AskedAlert, alertAsTyped } from '../../../src/slack/rules/typed.ts';
import { readAlert } from '../../../src/slack/rules/words.ts';

const NAMES: readonly KnownName[] = [
  { kind: 'queue', id: 'q1', name: 'Billing' },
  { kind: 'queue', id: 'q2', name: 'Billing EU' },
  { kind: 'queue', id: 'q3', name: 'Free Trial' },
  { kind: 'queue', id: 'q4', name: 'VIP <Escalations>' },
  { kind: 'queue', id: 'q5', name: 'Break' },
  { kind: 'team', id: 't1', name: 'Sales' },
  { kind: 'team', id: 't2', name: 'Sales EU' },
  { kind: 'queue', id: 'q6', name: 'Sales EU' },
  { kind: 'agent', id: 'a1', name: 'Ana López' },
  { kind: 'group', id: 'g1', name: 'Tier 2' },
];
const billing = { kind: 'queue', name: 'Billing', id: 'q1' } as const;
const billingEu = { kind: 'queue', name: 'Billing EU', id: 'q2' } as const;
const ana = { kind: 'slack-user', slackUserId: 'U0ANA' } as const;
const floor = { kind: 'channel', id: 'C1' } as const;
const [MINUTE, HOUR] = [60_000, 3_600_000];
const WORKING = [1, 2, 3, 4, 5] as const;
const EVERY = [0, 1, 2, 3, 4, 5, 6] as const;

const around = ({ to, who, forMs, when, timeZone, mention }: AskedAlert) => [to, who, forMs, when, timeZone, mention];

/** What an alert was understood as, or what was wrong. */
function alert(typed: string, names = NAMES): AskedAlert | string {
  const words = readAlert(escaped(typed), names);
  if (words.kind === 'on') return words.asked;
  return words.kind === 'problem' ? words.problem.kind : words.kind;
}

/** As Slack sends what was typed; mentions are written as it sends them. */
function escaped(typed: string): string {
  return typed.replace(/<(?![@#!])|(?<!<[@#!][^<>]*)>/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
}

describe('a whole alert', () => {
  test.each<[string, AskedAlert]>([
    [
      'on <#C1|floor> when queue Billing waiting > 5 for 2m',
      { to: floor, who: [billing], measure: 'waiting', compare: '>', threshold: 5, forMs: 2 * MINUTE },
    ],
    [
      'on me when <@U0ANA> acw > 5m',
      { to: { kind: 'owner' }, who: [ana], measure: 'acw', compare: '>', threshold: 5 * MINUTE },
    ],
    [
      'on <#C1> when team not responding > 1m',
      { to: floor, who: [{ kind: 'my-team' }], measure: 'not-responding', compare: '>', threshold: MINUTE },
    ],
    [
      'on <#C1> when queue “Billing EU” longest wait > 3m mon-fri 8-18',
      {
        to: floor,
        who: [billingEu],
        measure: 'longest-wait',
        compare: '>',
        threshold: 3 * MINUTE,
        when: { days: WORKING, fromMinute: 480, toMinute: 1080 },
      },
    ],
    [
      'when queue Billing service level today < 70 % (at least 20 offered)',
      { who: [billing], measure: 'service-level', compare: '<', threshold: 0.7, atLeastOffered: 20 },
    ],
    ['when queue Billing free < 2', { who: [billing], measure: 'free', compare: '<', threshold: 2 }],
    [
      'when queue Billing abandoned today > 10 %',
      { who: [billing], measure: 'abandoned', compare: '>', threshold: 0.1 },
    ],
  ])('%j', (typed, asked) => {
    expect(alert(typed)).toEqual(asked);
  });
});

describe('what help shows', () => {
  test.each(ALERT.examples.map(({ typed }) => typed.replace('/agent-alert ', '')))('%s is a whole alert', (typed) => {
    const words = readAlert(escaped(typed.replace('@ana', '<@U0ANA>').replace('#floor', '<#C1>')), NAMES);
    const asked = words.kind === 'on' ? words.asked : { who: [] };
    expect([conditionOf(asked) === undefined, asked.who.length]).toEqual([false, 1]);
  });
});

describe('the condition in other words', () => {
  const waiting5 = { who: [billing], measure: 'waiting', compare: '>', threshold: 5 } as const;
  const voice = { medium: 'voice' } as const;
  test.each<[string, Partial<AskedAlert>]>([
    ['more than 5 calls waiting in queue Billing', { ...waiting5, ...voice }],
    ['more than five calls waiting in billing', { ...waiting5, ...voice }],
    ['billing queue waiting over 5', waiting5],
    ['Billing waiting>5', waiting5],
    ['billing waiting > 5', waiting5],
    ['queue billing has more than 5 waiting', waiting5],
    ['if there are over 5 calls waiting in the billing queue', { ...waiting5, ...voice }],
    ['tell me when queue Billing waiting exceeds 5', waiting5],
    ['queue Billing waiting >= 6', waiting5],
    ['at least 6 waiting in queue Billing', waiting5],
    ['6 or more waiting in queue Billing', waiting5],
    ['6+ calls waiting in queue Billing', { ...waiting5, ...voice }],
    ['queue Billing waiting 6 or more', waiting5],
    ['queue: Billing, waiting > 5', waiting5],
    ['queue billing eu waiting > 5', { who: [billingEu], measure: 'waiting', threshold: 5 }],
    ['queue "Free Trial" free < 2', { who: [{ kind: 'queue', name: 'Free Trial', id: 'q3' }], measure: 'free' }],
    ['free trial waiting > 5', { who: [{ kind: 'queue', name: 'Free Trial', id: 'q3' }], measure: 'waiting' }],
    ['queue VIP <Escalations> waiting > 5', { who: [{ kind: 'queue', name: 'VIP <Escalations>', id: 'q4' }] }],
    ['tell me when more than 5 calls wait in billing', { ...waiting5, ...voice }],
    ['if billing has more than 5 callers', waiting5],
    ['billing more than 5 in queue', waiting5],
    ['billing more than 5 in the queue for 1m', { ...waiting5, forMs: MINUTE }],
    ['calls in queue billing > 5', { ...waiting5, ...voice }],
    ['when the queue billing is longer than 5', waiting5],
    ['when 6 or more are waiting in billing', waiting5],
    ['queue billing longer than 3m', { measure: 'longest-wait', compare: '>', threshold: 3 * MINUTE }],
    [
      'when the longest call in billing has been waiting for more than 3 minutes',
      { measure: 'longest-wait', threshold: 3 * MINUTE },
    ],
    ['calls waiting for 3 minutes in billing', { measure: 'longest-wait', compare: '>', threshold: 3 * MINUTE }],
    ['emails older than 2h in billing', { measure: 'longest-wait', medium: 'email', threshold: 2 * HOUR }],
    ['only 1 free in billing', { measure: 'free', compare: '<', threshold: 2 }],
    ['0 free in billing', { measure: 'free', compare: '<', threshold: 1 }],
    ['when i am in acw for more than 10m', { who: [{ kind: 'me' }], measure: 'acw', threshold: 10 * MINUTE }],
    ["when i'm on hold > 2m", { who: [{ kind: 'me' }], measure: 'held' }],
    ['turn on billing waiting > 5', waiting5],
    ['sales eu waiting > 5', { who: [{ kind: 'queue', name: 'Sales EU', id: 'q6' }] }],
    ['queue break waiting > 5', { who: [{ kind: 'queue', name: 'Break', id: 'q5' }], measure: 'waiting' }],
    ['queue Billing emails longest wait > 1h', { measure: 'longest-wait', medium: 'email', threshold: HOUR }],
    [
      'email longest wait > 1h in billing',
      { who: [billing], measure: 'longest-wait', medium: 'email', threshold: HOUR },
    ],
    ['queue Billing chats waiting > 3', { measure: 'waiting', medium: 'chat', threshold: 3 }],
    ['queue Billing longest wait over 1m 30s', { measure: 'longest-wait', compare: '>', threshold: 90_000 }],
    ['queue Billing longest wait > 90 seconds', { measure: 'longest-wait', threshold: 90_000 }],
    ['queue Billing longest wait > 1.5 min', { measure: 'longest-wait', threshold: 90_000 }],
    ['queue Billing longest wait > 1h30m', { measure: 'longest-wait', threshold: 90 * MINUTE }],
    ['queue Billing longest wait > half an hour', { measure: 'longest-wait', threshold: 30 * MINUTE }],
    ['queue Billing longest wait more than a minute', { measure: 'longest-wait', threshold: MINUTE }],
    ['a call is waiting longer than 3 minutes in queue Billing', { measure: 'longest-wait', threshold: 3 * MINUTE }],
    ['queue Billing longest wait 3m', { measure: 'longest-wait', compare: '>', threshold: 3 * MINUTE }],
    ['fewer than 2 free in queue Billing', { measure: 'free', compare: '<', threshold: 2 }],
    ['fewer than 2 agents free in billing', { measure: 'free', compare: '<', threshold: 2 }],
    ['at most 1 agent available in billing', { measure: 'free', compare: '<', threshold: 2 }],
    ['nobody free in queue Billing', { measure: 'free', compare: '<', threshold: 1 }],
    ['no agents are available in billing', { measure: 'free', compare: '<', threshold: 1 }],
    ['no one is free in queue Billing for 2 minutes', { measure: 'free', threshold: 1, forMs: 2 * MINUTE }],
    ['no calls waiting in billing', { measure: 'waiting', compare: '<', threshold: 1 }],
    ['queue Billing SL < 70', { measure: 'service-level', compare: '<', threshold: 0.7 }],
    ['service level below 70 in billing', { who: [billing], measure: 'service-level', compare: '<', threshold: 0.7 }],
    ['queue Billing service level drops below 69.5%', { measure: 'service-level', threshold: 0.695 }],
    ['queue Billing sla under 70 percent', { measure: 'service-level', compare: '<', threshold: 0.7 }],
    ['queue Billing service level at most 70 per cent', { measure: 'service-level', compare: '<', threshold: 0.7 }],
    ['queue Billing SL < 70 % with at least 50 calls offered', { threshold: 0.7, atLeastOffered: 50 }],
    ['queue Billing SL < 70 % and 50 offered', { threshold: 0.7, atLeastOffered: 50 }],
    ['queue Billing SL < 70 % at least 50', { threshold: 0.7, atLeastOffered: 50 }],
    ['queue Billing abandon rate > 10', { measure: 'abandoned', threshold: 0.1 }],
    ['more than 10 % abandoned today in queue Billing', { measure: 'abandoned', compare: '>', threshold: 0.1 }],
    ['<@U0ANA> wrap-up > 5m', { who: [ana], measure: 'acw', threshold: 5 * MINUTE }],
    ['<@U0ANA> in after-call work for more than 5 minutes', { measure: 'acw', threshold: 5 * MINUTE }],
    ["<@U0ANA>'s after-call 5m", { who: [ana], measure: 'acw', threshold: 5 * MINUTE }],
    ['ana lópez acw over 5m', { who: [{ kind: 'agent', agentId: 'a1' }], measure: 'acw' }],
    ['my team on hold > 3m', { who: [{ kind: 'my-team' }], measure: 'held', threshold: 3 * MINUTE }],
    ['someone in my team has had a caller on hold for 3m', { who: [{ kind: 'my-team' }], measure: 'held' }],
    ['my people not answering > 1m', { who: [{ kind: 'my-team' }], measure: 'not-responding' }],
    [
      'somebody of team Sales is not responding for 1m',
      { who: [{ kind: 'team', name: 'Sales', id: 't1' }], threshold: MINUTE },
    ],
    ["team sales doesn't respond longer than 1m", { measure: 'not-responding', threshold: MINUTE }],
    ['group tier 2 on break > 20m', { who: [{ kind: 'group', name: 'Tier 2', id: 'g1' }], measure: 'break' }],
    ['ana lópez has not responded for more than 1m', { measure: 'not-responding', threshold: MINUTE }],
    ['<@U0ANA> on a break longer than 20 min', { measure: 'break', threshold: 20 * MINUTE }],
    ['me on lunch > 1h', { who: [{ kind: 'me' }], measure: 'break', threshold: HOUR }],
    ['queue Billing acw > 5m', { who: [billing], measure: 'acw', threshold: 5 * MINUTE }],
    ['anybody in queue Billing acw > 5m for 30s', { measure: 'acw', threshold: 5 * MINUTE, forMs: 30_000 }],
    ['ana@example.com acw > 5m', { who: [{ kind: 'email', email: 'ana@example.com' }] }],
  ])('%j', (typed, asked) => {
    expect(alert(typed)).toMatchObject(asked);
  });
});

describe('how long, when and where', () => {
  const base = 'queue Billing waiting > 5';
  const hours = (from: number, to: number, days: readonly Weekday[] = EVERY) => ({
    when: { days, fromMinute: from * 60, toMinute: to * 60 },
  });
  test.each<[string, Partial<AskedAlert>]>([
    [`${base} for 2 minutes`, { forMs: 2 * MINUTE }],
    [`${base} for at least 2 min`, { forMs: 2 * MINUTE }],
    [`${base} for 30s`, { forMs: 30_000 }],
    [`${base} for a minute`, { forMs: MINUTE }],
    [`for 2m ${base}`, { forMs: 2 * MINUTE }],
    [`${base} weekdays 8:00-18:00`, hours(8, 18, WORKING)],
    [`${base} on weekdays from 8 to 18`, hours(8, 18, WORKING)],
    [`${base} monday to friday 8am-6pm`, hours(8, 18, WORKING)],
    [`${base} mon-fri between 9 and 5`, hours(9, 17, WORKING)],
    [`${base} between 9 and 5`, hours(9, 17)],
    [`${base} between 8:00 and 18:00`, hours(8, 18)],
    [`${base} 9-5`, hours(9, 17)],
    [`${base} 9am to 5pm`, hours(9, 17)],
    [`${base} 9 am to 5 pm`, hours(9, 17)],
    [`${base} 22:00-06:00`, hours(22, 6)],
    [`${base} after 18:00`, hours(18, 24)],
    [`${base} until noon`, hours(0, 12)],
    [`${base} weekends`, hours(0, 24, [0, 6])],
    [`${base} mon, wed 8-18`, hours(8, 18, [1, 3])],
    [`weekdays 8-18 ${base}`, hours(8, 18, WORKING)],
    [`${base} on <#C1>`, { to: floor }],
    [`${base} <#C1>`, { to: floor }],
    [`on me ${base}`, { to: { kind: 'owner' } }],
    [`me when ${base}`, { to: { kind: 'owner' }, who: [billing] }],
    [`dm me when ${base}`, { to: { kind: 'owner' } }],
    [`tell me on <#C1> when ${base}`, { to: floor }],
    [`in this channel when ${base}`, { to: { kind: 'channel', id: 'here' } }],
    [`on <#C1> ${base} mention:here`, { to: floor, mention: 'here' }],
    [`on <#C1> ${base} <!here>`, { to: floor, mention: 'here' }],
    [`on <#C1> ${base} <!channel>`, { to: floor, mention: 'channel' }],
    [`${base} 8-18 tz:europe/madrid`, { timeZone: 'Europe/Madrid' }],
    [`${base} 8-18 New York time`, { timeZone: 'America/New_York' }],
  ])('%j', (typed, asked) => {
    expect(alert(typed)).toMatchObject({ who: [billing], measure: 'waiting', threshold: 5, ...asked });
  });
});

describe('what is left open is asked for', () => {
  test.each<[string, AskedAlert]>([
    ['on', { who: [] }],
    ['on <#C1>', { to: floor, who: [] }],
    ['queue Billing', { who: [billing] }],
    ['queue Billing waiting', { who: [billing], measure: 'waiting' }],
    ['more than 5 in queue billing', { who: [billing], compare: '>', threshold: 5 }],
    ['queue Billing waiting 5', { who: [billing], measure: 'waiting', threshold: 5 }],
    ['5 calls waiting in queue Billing', { who: [billing], measure: 'waiting', threshold: 5, medium: 'voice' }],
    ['waiting > 5', { who: [], measure: 'waiting', compare: '>', threshold: 5 }],
    ['queue Billing service level 70%', { who: [billing], measure: 'service-level', threshold: 0.7 }],
    ['team not responding', { who: [{ kind: 'my-team' }], measure: 'not-responding' }],
  ])('%j', (typed, asked) => {
    expect(alert(typed)).toEqual(asked);
  });
});

describe('what is wrong is named, with a sentence that is understood', () => {
  test.each<[string, string, string | undefined]>([
    ['queue Billing waiting > 5m', 'wrong-unit', 'when queue "Billing" longest wait > 5m'],
    ['queue Billing waiting > 5%', 'wrong-unit', 'when queue "Billing" waiting > 5'],
    ['queue Billing longest wait > 5', 'no-unit', 'when queue "Billing" longest wait > 5m'],
    ['<@U0ANA> acw > 5', 'no-unit', 'when <@U0ANA> acw > 5m'],
    ['queue Billing longest wait > 5%', 'wrong-unit', 'when queue "Billing" longest wait > 3m'],
    ['queue Billing service level < 5m', 'wrong-unit', 'when queue "Billing" service level < 70%'],
    ['queue Billing service level < 0.7', 'nonsense', 'when queue "Billing" service level < 70%'],
    ['queue Billing service level < 120%', 'nonsense', 'when queue "Billing" service level < 70%'],
    ['queue Billing service level > 100%', 'nonsense', 'when queue "Billing" service level < 70%'],
    ['queue Billing abandoned > 10', 'no-unit', 'when queue "Billing" abandoned > 10%'],
    ['queue Billing waiting < 0', 'nonsense', 'when queue "Billing" waiting > 5'],
    ['queue Billing waiting at least 0', 'nonsense', 'when queue "Billing" waiting > 5'],
    ['queue Billing waiting > 2.5', 'nonsense', 'when queue "Billing" waiting > 5'],
    ['queue Billing waiting > 99999', 'nonsense', 'when queue "Billing" waiting > 5'],
    ['queue Billing waiting = 5', 'nonsense', 'when queue "Billing" waiting > 4'],
    ['<@U0ANA> acw < 5m', 'nonsense', 'when <@U0ANA> acw > 5m'],
    ['<@U0ANA> acw > 30h', 'nonsense', 'when <@U0ANA> acw > 5m'],
    ['queue Billing waiting > 5ms', 'unknown-unit', undefined],
    ['queue Billing longest wait > 2 days', 'unknown-unit', undefined],
    ['queue Billing longest wait > 2:30', 'unknown-unit', undefined],
    ['queue Billing waiting > 5 for 2', 'lasting', 'when queue "Billing" waiting > 5 for 2m'],
    ['queue Billing waiting > 5 for 9h', 'lasting', 'when queue "Billing" waiting > 5 for 2m'],
    ['queue Billing asa > 30s', 'not-watched', 'when queue "Billing" longest wait > 3m'],
    ['queue Billing aht > 5m', 'not-watched', 'when queue "Billing" waiting > 5'],
    ['<@U0ANA> talking > 30m', 'not-watched', 'when <@U0ANA> acw > 5m'],
    ['queue Billing offered > 100', 'not-watched', 'when queue "Billing" waiting > 5'],
    ['queue Billing service level yesterday < 70%', 'not-in-alerts', undefined],
    ['queue Billing service level tomorrow < 70%', 'not-in-alerts', undefined],
    ['queue Billing waiting > 5 by agent', 'not-in-alerts', undefined],
    ['queue Billing inbound waiting > 5', 'not-in-alerts', undefined],
    ['queue Billing waiting > 5 or free < 2', 'several-conditions', undefined],
    ['queue Billing waiting > 7 < 9', 'said-twice', 'when queue "Billing" waiting > 7'],
    ['queue Billing waiting > 7 and at least 20 offered', 'only-rates', 'when queue "Billing" waiting > 7'],
    ['<@U0ANA> <@U0ZOE> acw > 5m', 'several-targets', undefined],
    ['team waiting > 5', 'not-a-queue', undefined],
    ['<@U0ANA> free < 2', 'not-a-queue', undefined],
    ['queue Billing calls and chats waiting > 5', 'several-media', undefined],
    ['queue Billing whatsapp waiting > 5', 'no-such-medium', undefined],
    ['queue Billing waiting > 5 8-25', 'no-such-hours', undefined],
    ['queue Billing waiting > 5 8:00-8:00', 'no-such-hours', undefined],
    ['queue Billing waiting > 5 8-18 9-17', 'said-twice', undefined],
    ['queue Billing waiting > 5 tz:Mars/Olympus', 'unknown-zone', undefined],
    ['queue Billing waitng > 5', 'unknown-word', 'queue Billing waiting &gt; 5'],
    ['queue Billing zzzzqq > 5', 'unknown-word', undefined],
    ['sales eu on break > 20m', 'several-names', 'team "Sales EU" on break &gt; 20m'],
    ['queue Billing waiting > 5 #floor', 'unknown-word', undefined],
    ['queue "Billing waiting > 5', 'open-quote', undefined],
    ['@ana acw > 5m', 'plain-mention', undefined],
    ['on <#C1> <#C2> queue Billing waiting > 5', 'said-twice', undefined],
    ['on <#C1> dm me when queue Billing waiting > 5', 'said-twice', undefined],
    ['queue waiting > 5', 'missing-name', undefined],
    ['lits', 'unknown-verb', undefined],
  ])('%j has the problem %s', (typed, kind, instead) => {
    const words = readAlert(escaped(typed), NAMES);
    expect(words).toMatchObject({ kind: 'problem', problem: { kind } });
    const offered = words.kind === 'problem' ? words.problem.instead : undefined;
    expect(offered).toBe(instead);
    expect(readAlert(offered ?? 'on', NAMES).kind).toBe('on');
  });
});

describe('one of the alerts', () => {
  test.each([
    ['off <#C1>', 'off', { asked: { to: floor } }],
    ['delete mhx3k2ab0001', 'off', { id: 'mhx3k2ab0001' }],
    ['turn off billing', 'off', { asked: { who: [billing] } }],
    ['mute billing for 2h', 'mute', { asked: { who: [billing], forMs: 2 * HOUR } }],
    ['unmute', 'resume', { asked: { who: [] } }],
    ['pause', 'pause', { asked: { who: [] } }],
    ['resume queue Billing', 'resume', { asked: { who: [billing] } }],
    ['off waiting queue Billing', 'off', { asked: { who: [billing], measure: 'waiting' } }],
    ['test queue Billing waiting > 5', 'test', { asked: { measure: 'waiting', threshold: 5 } }],
    ['edit <#C1>', 'edit', { asked: { to: floor } }],
  ])('%j', (typed, verb, which) => {
    expect(readAlert(escaped(typed), NAMES)).toMatchObject({ kind: 'do', verb, which });
  });

  test('is handed over to somebody', () => {
    expect(readAlert('hand over queue Billing to <@U0GRACE>', NAMES)).toMatchObject({
      kind: 'hand-over',
      which: { asked: { who: [billing] } },
      to: 'U0GRACE',
    });
    expect(readAlert('hand over <#C1>', NAMES)).toEqual({
      kind: 'problem',
      problem: { kind: 'nobody-to-hand-over-to' },
    });
  });

  test.each([
    ['', 'help'],
    ['help', 'help'],
    ['?', 'help'],
    ['list', 'list'],
    ['LIST', 'list'],
    ['my alerts', 'list'],
  ])('%j asks for %s', (typed, kind) => {
    expect(readAlert(typed)).toEqual({ kind });
  });
});

/** Whom a target is, as an answer tells it. */
function aboutOf(target: AskedAlert['who'][number]): About {
  if (target.kind === 'queue') return { kind: 'queue', name: target.name };
  return target.kind === 'agent' ? { kind: 'person', name: 'Ana López' } : { kind: 'my-team' };
}

/** From an hour on seconds are not told. */
const roundedAsTold = (ms: number) => (ms >= HOUR ? Math.round(ms / MINUTE) * MINUTE : ms);

function roundedTimes(condition: Condition): Condition {
  if (condition.kind === 'people') return { ...condition, longerThanMs: roundedAsTold(condition.longerThanMs) };
  return condition.measure === 'longest-wait'
    ? { ...condition, threshold: roundedAsTold(condition.threshold) }
    : condition;
}

describe('the reader', () => {
  const target = fc.constantFrom<AskedAlert['who'][number]>(billing, billingEu);
  const person = fc.constantFrom<AskedAlert['who'][number]>(ana, { kind: 'my-team' }, billing, {
    kind: 'agent',
    agentId: 'a1',
  });
  const places = {
    to: fc.constantFrom(floor, { kind: 'owner' } as const),
    forMs: fc.integer({ min: 1, max: 14_400 }).map((seconds) => seconds * 1000),
    when: fc.option(
      fc
        .record({
          days: fc.subarray([...EVERY], { minLength: 1 }),
          fromMinute: fc.integer({ min: 0, max: 1439 }),
          toMinute: fc.integer({ min: 1, max: 1440 }),
        })
        .filter(({ fromMinute, toMinute }) => fromMinute !== toMinute),
      { nil: undefined },
    ),
    timeZone: fc.constantFrom(undefined, 'Europe/Madrid', 'America/New_York'),
    mention: fc.constantFrom(undefined, 'here' as const, 'channel' as const),
  };
  const ofQueue = fc.record({
    ...places,
    who: target.map((one) => [one]),
    medium: fc.constantFrom(
      'voice' as const,
      'email' as const,
      'chat' as const,
      'callback' as const,
      'message' as const,
    ),
    compare: fc.constantFrom('>' as const, '<' as const),
    number: fc.integer({ min: 1, max: 99 }),
    measure: fc.constantFrom(...QUEUE_MEASURES),
    least: fc.integer({ min: 1, max: 500 }),
  });
  const asAsked = ({
    number,
    least,
    medium,
    ...rest
  }: typeof ofQueue extends fc.Arbitrary<infer T> ? T : never): AskedAlert => {
    const isRate = rest.measure === 'service-level' || rest.measure === 'abandoned';
    return {
      ...rest,
      medium,
      threshold: rest.measure === 'longest-wait' ? number * 7000 : isRate ? number / 100 : number,
      ...(isRate && { atLeastOffered: least }),
    };
  };
  const ofPeople = fc.record({
    ...places,
    who: person.map((one) => [one]),
    measure: fc.constantFrom(...PEOPLE_MEASURES),
    compare: fc.constant('>' as const),
    threshold: fc.integer({ min: 1, max: 86_400 }).map((seconds) => seconds * 1000),
  });

  test('understands every alert that the app itself writes', () => {
    fc.assert(
      fc.property(fc.oneof(ofQueue.map(asAsked), ofPeople), (asked: AskedAlert) => {
        const words = readAlert(escaped(alertAsTyped(asked, NAMES)), NAMES);
        const read = words.kind === 'on' ? words.asked : { who: [] };
        expect(around(read)).toEqual(around(asked));
        expect(conditionOf(read)).toEqual(conditionOf(asked));
      }),
    );
  });

  test('understands every sentence in which the app tells of an alert', () => {
    fc.assert(
      fc.property(fc.oneof(ofQueue.map(asAsked), ofPeople), (asked: AskedAlert) => {
        const [target] = asked.who;
        const condition = conditionOf(asked);
        if (condition === undefined || target === undefined || target.kind === 'slack-user') return;
        const { forMs = 0, when } = asked;
        const zone = asked.timeZone ?? 'Europe/Madrid';
        const told = ruleInWords({ condition, about: aboutOf(target), forMs, when, zone });
        const words = readAlert(escaped(plainText(told)), NAMES);
        const read = words.kind === 'on' ? words.asked : { who: [] };
        expect({ condition: conditionOf(read), who: read.who, forMs: read.forMs, when: read.when }).toEqual({
          condition: roundedTimes(condition),
          who: [target],
          forMs: roundedAsTold(forMs),
          when,
        });
      }),
    );
  });

  test('understands or names whatever is typed, and never throws', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...'on off when queue Billing waiting > 5 for 2m mon-fri 8-18 free < 2 % 70% at least 20 offered me my team acw to from between and longest wait longer than <#C1> <@U1> , __proto__ constructor'.split(
          ' ',
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        expect(['help', 'list', 'on', 'do', 'hand-over', 'problem']).toContain(readAlert(pieces.join(' '), NAMES).kind);
      }),
    );
  });
});
