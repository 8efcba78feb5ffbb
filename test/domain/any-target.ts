import { fc } from '@fast-check/vitest';
import { PLACE_KINDS } from '../../src/domain/agent.ts';
import type { Target } from '../../src/domain/question.ts';

const name = fc.string({ minLength: 1, maxLength: 40 });

/** Anybody whom a question may be about. */
export const anyTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom<Target>({ kind: 'me' }, { kind: 'my-team' }),
  fc.record({ kind: fc.constant('agent' as const), agentId: fc.uuid() }),
  fc.record({ kind: fc.constantFrom(...PLACE_KINDS, 'name' as const), name }),
  fc.record({ kind: fc.constantFrom(...PLACE_KINDS), name, id: fc.uuid() }),
  fc.record({ kind: fc.constant('email' as const), email: fc.emailAddress() }),
  fc.record({
    kind: fc.constant('email' as const),
    email: fc.emailAddress(),
    slackUserId: fc.constantFrom('U0ANA', 'W0123456789'),
  }),
);
