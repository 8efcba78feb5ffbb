/** The one message of an episode. */
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/alerts/ports.ts';
import { ENDINGS } from '../../../src/alerts/rules/episode.ts';
import { alertMessage } from '../../../src/slack/alert/message.ts';
import { alertOf, MINUTE, momentOf, SINCE, waiting } from './episodes.ts';

const told = (alert: Alert, mentions: 'none' | 'here' | 'channel' = 'none') => alertMessage(alert, { mentions });
const headOf = (alert: Alert) => told(alert).text.split('\n')[0] ?? '';
const labels = (alert: Alert) => told(alert).card.buttons?.row.map(({ label }) => label);

const two = momentOf(
  3,
  {
    kind: 'people',
    affected: [
      { agentId: 'a1', name: 'Ana López', since: SINCE - 5 * MINUTE },
      { agentId: 'a2', name: 'Zoë Müller', since: SINCE - MINUTE },
    ],
  },
  8 * MINUTE,
);
const acw = {
  condition: { kind: 'people', measure: 'acw', longerThanMs: 5 * MINUTE },
  about: { kind: 'my-team' },
  target: { kind: 'my-team' },
} as const;

describe('the first line answers', () => {
  test('of calls that wait, with the rule and since when', () => {
    expect(headOf(alertOf())).toBe(
      'Billing EU: 8 calls waiting, longest 5m 2s · rule: > 5 for 2m · since 11:02 CET'.replace('>', '&gt;'),
    );
    expect(told(alertOf()).card.head[0]?.shown).toMatch(
      /^\*Billing EU: 8 calls waiting, longest 5m 2s\* · .* <!date\^/,
    );
  });

  test.each<[string, Alert]>([
    [
      'Billing EU: 1 e-mail waiting, longest 5m 2s',
      alertOf(
        { now: waiting(2, 1) },
        { condition: { kind: 'queue', measure: 'longest-wait', medium: 'email', compare: '>', threshold: MINUTE } },
      ),
    ],
    [
      'Billing EU: nobody free, 6 on queue',
      alertOf(
        { now: momentOf(2, { kind: 'free', free: 0, onQueue: 6, inPart: false }) },
        { condition: { kind: 'queue', measure: 'free', medium: 'voice', compare: '<', threshold: 2 } },
      ),
    ],
    [
      'Billing EU: 1 free, 6 on queue, of the people its owner may see',
      alertOf(
        { now: momentOf(2, { kind: 'free', free: 1, onQueue: 6, inPart: true }) },
        { condition: { kind: 'queue', measure: 'free', medium: 'voice', compare: '<', threshold: 2 } },
      ),
    ],
    [
      'Billing EU: service level of calls today 62.3 % (96/154)',
      alertOf(
        { now: momentOf(2, { kind: 'rate', share: 96 / 154, numerator: 96, denominator: 154, offered: 160 }) },
        { condition: { kind: 'queue', measure: 'service-level', medium: 'voice', compare: '<', threshold: 0.7 } },
      ),
    ],
    [
      'Billing EU: 12.5 % of calls abandoned today',
      alertOf(
        { now: momentOf(2, { kind: 'rate', share: 0.125, offered: 40 }) },
        { condition: { kind: 'queue', measure: 'abandoned', medium: 'voice', compare: '>', threshold: 0.1 } },
      ),
    ],
    ['The team: 2 people in after-call work, longest 8m 0s', alertOf({ now: two }, acw)],
    ['Your team: 2 people in after-call work, longest 8m 0s', alertOf({ now: two }, { ...acw, to: { kind: 'owner' } })],
    [
      'One person: in after-call work, 8m 0s',
      alertOf(
        {
          now: { ...two, measured: { kind: 'people', affected: [{ agentId: 'a1', name: 'Ana López', since: SINCE }] } },
        },
        { ...acw, about: { kind: 'person', name: 'Ana López' } },
        { named: false },
      ),
    ],
  ])('%s', (words, alert) => {
    expect(headOf(alert)).toContain(words);
  });
});

describe('people', () => {
  test('are named where those who read it may know them', () => {
    expect(told(alertOf({ now: two }, acw)).text).toContain('Zoë Müller since 11:01');
  });

  test.each([acw, { ...acw, about: { kind: 'person', name: 'Ana López' } } as const])(
    'are counted where not',
    (changes) => {
      const message = told(alertOf({ now: two, worst: two }, changes, { named: false }));
      expect(JSON.stringify([message.text, message.blocks])).not.toMatch(/Ana|Zoë/);
      expect(message.text).toContain('2 people in after-call work');
    },
  );
});

describe('while it lasts', () => {
  test('the worst so far is told beside what is now, once it is something else', () => {
    expect(told(alertOf()).text).not.toContain('Worst');
    expect(told(alertOf({ now: waiting(5, 6), worst: waiting(3, 9, 6) })).text).toContain(
      'Worst so far: 9 calls waiting, longest 6m 2s, at 11:05 CET',
    );
  });

  test('whoever is on it is shown, and cannot be asked for again', () => {
    const taken = alertOf({ taken: { by: 'U0GRACE', at: SINCE + 4 * MINUTE } });
    expect(told(taken).text).toContain('<@U0GRACE> is on it, since 11:06');
    expect(labels(alertOf())).toEqual(["I'm on it", 'Mute 1 h', 'Live']);
    expect(labels(taken)).toEqual(['Live', 'Mute 1 h']);
  });

  test('that it is muted, and that it is looked at less often, is said', () => {
    const alert = alertOf({}, {}, { mutedUntil: SINCE + 62 * MINUTE, everyMs: 30_000 });
    expect(told(alert).text).toContain('muted until 12:04');
    expect(told(alert).text).toContain('looks every 30s');
  });
});

describe('at the end', () => {
  const over = (why: (typeof ENDINGS)[number]) =>
    alertOf({ now: waiting(12, 3, 1), worst: waiting(6, 9, 6), ended: { at: SINCE + 12 * MINUTE, why } });

  test('when, how long, the worst and why are told, and nothing is left to take', () => {
    expect(headOf(over('back'))).toBe(
      'Billing EU: over, 3 calls waiting, longest 1m 2s · 11:02 CET to 11:14 CET, 12m · rule: &gt; 5 for 2m',
    );
    expect(told(over('back')).text).toContain('Worst: 9 calls waiting, longest 6m 2s, at 11:08 CET');
    expect(labels(over('back'))).toEqual(['Live']);
  });

  test.each(ENDINGS.filter((why) => why !== 'back'))('%s: nobody watches any longer', (why) => {
    expect(headOf(over(why))).toContain('Billing EU: no longer watched, its ');
  });
});

describe('everybody is called', () => {
  const here = alertOf({}, { mention: 'here' });
  test('only where the maker asked for it and the policy allows it', () => {
    expect(told(here).text).not.toContain('<!');
    expect(told(alertOf(), 'channel').text).not.toContain('<!');
    expect(told(here, 'here').text).toMatch(/^<!here> Billing EU/);
    expect(told(alertOf({}, { mention: 'channel' }), 'here').text).toMatch(/^<!here> /);
    expect(told(alertOf({}, { mention: 'channel' }), 'channel').text).toMatch(/^<!channel> /);
    expect(told(alertOf({}, { mention: 'here', to: { kind: 'owner' } }), 'channel').text).not.toContain('<!');
  });
});
