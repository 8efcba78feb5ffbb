import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { MEDIA } from '../../../src/domain/media.ts';
import { periodWords, readPeriod } from '../../../src/domain/period/period.ts';
import type { StatsQuestion } from '../../../src/domain/question.ts';
import { SPLITS } from '../../../src/domain/split.ts';
import { decodeStatsQuestion, encodeStatsQuestion, pinned } from '../../../src/slack/kit/question.ts';
import { anyTarget } from '../../domain/any-target.ts';
import { NOW, period, question } from '../stats/report.ts';

const words = fc.string({ minLength: 1, maxLength: 60 });
const anyQuestion: fc.Arbitrary<StatsQuestion> = fc.record({
  kind: fc.constant('stats'),
  who: fc.array(anyTarget, { maxLength: 4 }),
  period: words,
  timeZone: fc.constantFrom(undefined, 'Europe/Madrid'),
  media: fc.subarray([...MEDIA]),
  skill: fc.option(words, { nil: undefined }),
  direction: fc.constantFrom(undefined, 'inbound', 'outbound'),
  by: fc.constantFrom(undefined, ...SPLITS),
});

describe('the value of a button', () => {
  it('gives back the question that was put into it', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const value = encodeStatsQuestion(asked);
        expect(value === undefined || value.length <= 2000).toBe(true);
        expect(decodeStatsQuestion(value ?? JSON.stringify({ v: 1, period: 'x' }))).toEqual(
          value === undefined ? question({ who: [], period: 'x' }) : asked,
        );
      }),
    );
  });

  it('of the release before is read: there targets were objects, and queues known by their names', () => {
    const who = [{ kind: 'queue', name: 'Billing' }, { kind: 'my-team' }, { kind: 'agent', agentId: '5c1e' }];
    expect(decodeStatsQuestion(JSON.stringify({ v: 1, who, period: 'last week' }))).toMatchObject({ who });
  });

  it('is refused where it is not of our making', () => {
    for (const value of [
      '',
      'last week',
      'null',
      '[]',
      '{"v":3,"period":"today"}',
      '{"v":1}',
      '{"v":1,"period":""}',
      '{"v":1,"period":"today","admin":true}',
      '{"v":1,"period":"today","by":"customer"}',
      '{"v":1,"period":"today","who":[{"kind":"everyone"}]}',
      '{"v":1,"period":"today","who":[{"kind":"agent","agentId":"x","more":1}]}',
    ]) {
      expect(decodeStatsQuestion(value)).toBeUndefined();
    }
    fc.assert(fc.property(fc.json(), (value) => decodeStatsQuestion(value) === undefined || value.includes('period')));
  });
});

describe('a question pinned to its period', () => {
  it.each([
    ['last week', '2026-11-09..2026-11-15'],
    ['yesterday', '2026-11-21'],
    ['today', '2026-11-22'],
    ['this month', '2026-11'],
    ['last month', '2026-10'],
    ['Q3', '2026-Q3'],
    // These have no end of their own yet.
    ['this week', 'this week'],
    ['past 12 hours', 'past 12 hours'],
    ['since monday', 'since monday'],
  ])('%s becomes %s', (typed, kept) => {
    expect(pinned(question({ period: typed }), period(typed))).toMatchObject({
      period: kept,
      timeZone: 'Europe/Madrid',
    });
  });

  it.each(['last week', 'yesterday', 'last month', 'Q3', 'last 7 days'])('%s means the same a month later', (typed) => {
    const then = period(typed);
    const later = { now: NOW + 30 * 86_400_000, timeZone: 'Europe/Madrid', weekStart: 1 } as const;
    const again = readPeriod(pinned(question({ period: typed }), then).period, later);
    expect(again).toMatchObject({ kind: 'period', period: { interval: then.interval } });
    expect(again.kind === 'period' && periodWords(again.period)).toBe(periodWords(then));
  });
});
