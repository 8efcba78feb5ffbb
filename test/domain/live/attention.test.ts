import { describe, expect, it } from 'vitest';
import { attentionTo } from '../../../src/domain/live/attention.ts';
import type { AgentStatus } from '../../../src/domain/live/status.ts';
import { minutesAgo, NOW, session, status } from './people.ts';

/** Who needs a look, and from when on. */

function of(name: string, more: Partial<AgentStatus> = {}): AgentStatus {
  return status({ agentId: `a-${name}`, routing: { status: 'idle', since: minutesAgo(1) }, ...more });
}

const wrappingUp = (minutes: number) => [session('c', { state: 'after-call-work', stateSince: minutesAgo(minutes) })];
const holding = (minutes: number) => [session('c', { state: 'held', stateSince: minutesAgo(minutes) })];

describe('attention', () => {
  it.each<[string, Partial<AgentStatus>, string | undefined]>([
    ['not responding, at once', { routing: { status: 'not-responding', since: NOW } }, 'not-responding'],
    ['not responding, since nobody knows when', { routing: { status: 'not-responding' } }, 'not-responding'],
    ['after-call work of five minutes', { sessions: wrappingUp(5) }, undefined],
    ['after-call work of more than five minutes', { sessions: wrappingUp(5.01) }, 'after-call-work'],
    ['a hold of three minutes', { sessions: holding(3) }, undefined],
    ['a hold of more than three minutes', { sessions: holding(3.01) }, 'hold'],
    [
      'a hold since nobody knows when',
      { sessions: [session('c', { state: 'held', stateSince: undefined })] },
      undefined,
    ],
    ['a break of an hour', { presence: { system: 'break', since: minutesAgo(60) } }, undefined],
    ['a meal of an hour', { presence: { system: 'meal', since: minutesAgo(60) } }, undefined],
    ['a call of an hour', { sessions: [session('c', { stateSince: minutesAgo(60) })] }, undefined],
  ])('is due to %s: %o', (_what, state, kind) => {
    expect(attentionTo([of('ana', state)], NOW).get('a-ana')?.kind).toBe(kind);
  });

  it('is for the most urgent of several reasons, and the longest of one', () => {
    const sessions = [...holding(10), ...wrappingUp(6), ...wrappingUp(8)];
    expect(attentionTo([of('ana', { sessions })], NOW).get('a-ana')).toEqual({
      kind: 'after-call-work',
      since: minutesAgo(8),
    });
  });

  it.each<[string, readonly number[], readonly string[]]>([
    ['of nine is due to nobody before five minutes', [4, 3, 2, 1, 1, 1, 1, 1, 1], []],
    ['of ten is due to the longest', [4, 3, 2, 1, 1, 1, 1, 1, 1, 1], ['a-0']],
    ['of twenty is due to the two longest', [2, 3, ...Array.from({ length: 18 }, () => 1)], ['a-0', 'a-1']],
    ['of ten, none for a minute, is due to nobody', [0.9, ...Array.from({ length: 9 }, () => 0.5)], []],
  ])('after-call work %s', (_what, minutes, expected) => {
    const statuses = minutes.map((each, nth) => of(`${nth}`, { sessions: wrappingUp(each) }));
    expect([...attentionTo(statuses, NOW).keys()]).toEqual(expected);
  });
});
