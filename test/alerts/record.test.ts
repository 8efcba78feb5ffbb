import { describe, expect, it } from 'vitest';
import { readRule, readWatchState, writeRule, writeWatchState } from '../../src/alerts/record.ts';
import type { Episode } from '../../src/alerts/rules/episode.ts';
import type { AlertRule } from '../../src/alerts/rules/rule.ts';
import { draft, ofAna, START } from './small-world.ts';

const rule: AlertRule = { ...draft, id: 'r1', state: 'on', madeAt: START, changedAt: START };
const people: AlertRule = { ...rule, ...ofAna, id: 'r2', when: { days: [1, 5], fromMinute: 480, toMinute: 1080 } };
const moment = { at: START, amount: 8, measured: { kind: 'waiting', count: 8, longestSince: START } } as const;
const episode: Episode = { id: 'r1/a', ruleId: 'r1', since: START, begunAt: START, now: moment, worst: moment };

const throughStore = (of: unknown): unknown => JSON.parse(JSON.stringify(of));

describe('a stored alert', () => {
  it.each([rule, people])('comes back as it was', (of) => {
    expect(readRule(throughStore(writeRule(of)))).toEqual(of);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['another shape', { rule }],
    ['a record of a later release', { ...writeRule(rule), version: 99 }],
    ['a damaged one', { version: 1, of: { ...rule, condition: { kind: 'weather' } } }],
  ])('is nothing when it is %s', (_what, stored) => {
    expect(readRule(stored)).toBeUndefined();
  });
});

describe('what a process that watched has left', () => {
  const state = {
    tracks: { r1: { seenAt: START, episode }, r2: { since: START } },
    deliveries: { 'r1/a': { rule, episode, progress: { step: 'posting', at: START }, dueAt: START } },
  } as const;

  it('comes back as it was', () => {
    expect(readWatchState(writeWatchState(state))).toEqual(state);
  });

  it.each(['', 'nothing', '{"version":99,"of":{}}', '[]'])('is nothing when it is %j', (text) => {
    expect(readWatchState(text)).toEqual({ tracks: {}, deliveries: {} });
  });

  it('loses of it only what cannot be read', () => {
    const text = writeWatchState(state).replace('"posting"', '"flying"');
    expect(readWatchState(text)).toEqual({ ...state, deliveries: {} });
  });
});
