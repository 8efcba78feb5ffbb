import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { MEDIA } from '../../../src/domain/media.ts';
import { AVAILABILITIES, LIVE_FILTERS, type LiveQuestion, type Target } from '../../../src/domain/question.ts';
import { decodeLiveQuestion, encodeLiveQuestion } from '../../../src/slack/kit/question.ts';
import { anyTarget } from '../../domain/any-target.ts';

/** The value of a button: what comes back is what was put in, and nothing else is believed. */

const question: fc.Arbitrary<LiveQuestion> = fc.record(
  {
    kind: fc.constant('live' as const),
    who: fc.array(anyTarget, { maxLength: 5 }),
    media: fc.subarray([...MEDIA]),
    states: fc.subarray([...LIVE_FILTERS]),
    are: fc.subarray([...AVAILABILITIES], { minLength: 1 }),
  },
  { requiredKeys: ['kind', 'who', 'media', 'states'] },
);

describe('a question in a button', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const value = encodeLiveQuestion(asked);
        if (value === undefined) return;
        expect(value.length).toBeLessThanOrEqual(2000);
        expect(decodeLiveQuestion(value)).toEqual(asked);
      }),
    );
  });

  it('says no more than it has to', () => {
    expect(
      encodeLiveQuestion({ kind: 'live', who: [{ kind: 'queue', name: 'Billing' }], media: [], states: ['held'] }),
    ).toBe('{"v":2,"w":["q:Billing"],"s":["held"]}');
  });

  it('of the release before is read: there queues were known by their names', () => {
    expect(decodeLiveQuestion('{"v":1,"w":["q:Billing","a:5c1e"],"s":["held"]}')).toEqual({
      kind: 'live',
      who: [
        { kind: 'queue', name: 'Billing' },
        { kind: 'agent', agentId: '5c1e' },
      ],
      media: [],
      states: ['held'],
    });
  });

  it('of more people than a button holds is none', () => {
    const who = Array.from(
      { length: 60 },
      (_, nth): Target => ({ kind: 'agent', agentId: `${nth}`.padStart(36, '0') }),
    );
    expect(encodeLiveQuestion({ kind: 'live', who, media: [], states: [] })).toBeUndefined();
    expect(encodeLiveQuestion({ kind: 'live', who: who.slice(0, 45), media: [], states: [] })).toBeDefined();
  });
});

describe('a value that somebody else wrote', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another version', '{"v":3,"w":["me"]}'],
    ['another shape', '["me"]'],
    ['nobody', '{"v":1}'],
    ['an unknown kind of target', '{"v":1,"w":["x:1"]}'],
    ['a target without a name', '{"v":1,"w":["a:"]}'],
    ['me with something behind it', '{"v":1,"w":["me:too"]}'],
    ['a mention without an address', '{"v":1,"w":["u:U1"]}'],
    ['a medium that there is not', '{"v":1,"w":["me"],"m":["fax"]}'],
    ['a state that there is not', '{"v":1,"w":["me"],"s":["asleep"]}'],
    ['something added', '{"v":1,"w":["me"],"admin":true}'],
    ['a crowd', JSON.stringify({ v: 1, w: Array.from({ length: 101 }, () => 'me') })],
  ])('is no question: %s', (_what, value) => {
    expect(decodeLiveQuestion(value)).toBeUndefined();
  });

  it('is never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        expect(() => decodeLiveQuestion(value)).not.toThrow();
      }),
    );
  });
});
