import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { storedTarget, targetCodec } from '../../src/domain/target-codec.ts';
import { anyTarget } from './any-target.ts';

/** Who is meant, as buttons and schedules keep it. */

describe('a target that is kept', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyTarget, (target) => {
        expect(z.decode(targetCodec, z.encode(targetCodec, target))).toEqual(target);
      }),
    );
  });

  it.each([
    [{ kind: 'queue', name: 'Twin', id: '5c1e' }, 'Q:5c1e:Twin'],
    [{ kind: 'team', name: 'A:B', id: '5c1e' }, 'T:5c1e:A:B'],
    [{ kind: 'group', name: 'Tier 2' }, 'g:Tier 2'],
    [{ kind: 'agent', agentId: '5c1e' }, 'a:5c1e'],
    [{ kind: 'email', email: 'ana@example.com', slackUserId: 'U0ANA' }, 'u:U0ANA:ana@example.com'],
  ] as const)('%j is written %j', (target, text) => {
    expect(z.encode(targetCodec, target)).toBe(text);
  });

  it.each(['', 'x:1', 'a:', 'Q:5c1e', 'Q::Billing', 'me:too', 'u:U1', 'q', 'everyone'])(
    'is not read from %j',
    (text) => {
      expect(targetCodec.safeParse(text).success).toBe(false);
    },
  );
});

describe('what an earlier release wrote', () => {
  it.each([
    { kind: 'me' },
    { kind: 'my-team' },
    { kind: 'queue', name: 'Billing' },
    { kind: 'agent', agentId: '5c1e' },
    { kind: 'email', email: 'ana@example.com', slackUserId: 'U0ANA' },
  ])('is read: %j', (target) => {
    expect(storedTarget.parse(target)).toEqual(target);
  });

  it.each([{ kind: 'everyone' }, { kind: 'queue' }, { kind: 'agent', agentId: 'x', more: 1 }, null, 7])(
    'is no target: %j',
    (target) => {
      expect(storedTarget.safeParse(target).success).toBe(false);
    },
  );
});
