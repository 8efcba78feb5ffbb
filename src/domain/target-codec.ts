import { z } from 'zod';
import type { PlaceKind } from './agent.ts';
import type { Target } from './question.ts';

const words = z.string().min(1).max(300);
const placeKind = z.enum(['queue', 'team', 'group']) satisfies z.ZodType<PlaceKind>;

const target = z.union([
  z.strictObject({ kind: z.literal('me') }),
  z.strictObject({ kind: z.literal('my-team') }),
  z.strictObject({ kind: z.literal('email'), email: words, slackUserId: words.optional() }),
  z.strictObject({ kind: placeKind, name: words, id: words.optional() }),
  z.strictObject({ kind: z.literal('name'), name: words }),
  z.strictObject({ kind: z.literal('agent'), agentId: words }),
]) satisfies z.ZodType<Target>;

/** By a letter: small ones are what was typed, with capitals stands the id before the name. */
const LETTERS = { t: 'team', q: 'queue', g: 'group' } as const;

/**
 * Who is meant, in a few characters: the one form in which buttons and schedules keep it. Queues, teams and groups have
 * their id, so that two of one name stay apart; a name alone is what an earlier release wrote, or nobody has looked up.
 *
 * @example z.encode(targetCodec, { kind: 'queue', name: 'Billing', id: '5c1e' }) //=> 'Q:5c1e:Billing'
 * @example z.decode(targetCodec, 'q:Billing') //=> { kind: 'queue', name: 'Billing' }
 */
export const targetCodec = z.codec(z.string().max(700), target, {
  decode: (text, context) => {
    const found = targetOf(text);
    if (found !== undefined) return found;
    context.issues.push({ code: 'custom', message: 'no target', input: text });
    return z.NEVER;
  },
  encode: targetText,
});

/** Today's form, and that of an earlier release, which wrote targets as objects in schedules and buttons of statistics. */
export const storedTarget = z.union([targetCodec, target]);

/** The same without a check, of what is a target already. */
export function targetText(of: Target): string {
  switch (of.kind) {
    case 'me':
    case 'my-team':
      return of.kind;
    case 'agent':
      return `a:${of.agentId}`;
    case 'team':
    case 'queue':
    case 'group': {
      const letter = of.kind.slice(0, 1);
      return of.id === undefined ? `${letter}:${of.name}` : `${letter.toUpperCase()}:${of.id}:${of.name}`;
    }
    case 'name':
      return `n:${of.name}`;
    case 'email':
      return of.slackUserId === undefined ? `e:${of.email}` : `u:${of.slackUserId}:${of.email}`;
    default:
      return of satisfies never;
  }
}

function targetOf(text: string): Target | undefined {
  if (text === 'me' || text === 'my-team') return { kind: text };
  const [, letter = '', rest = ''] = /^(\p{L}):(.+)$/su.exec(text) ?? [];
  const [, first = '', second = ''] = /^([^:]+):(.+)$/su.exec(rest) ?? [];
  switch (letter) {
    case 'a':
      return { kind: 'agent', agentId: rest };
    case 't':
    case 'q':
    case 'g':
      return { kind: LETTERS[letter], name: rest };
    case 'T':
      return second === '' ? undefined : { kind: 'team', name: second, id: first };
    case 'Q':
      return second === '' ? undefined : { kind: 'queue', name: second, id: first };
    case 'G':
      return second === '' ? undefined : { kind: 'group', name: second, id: first };
    case 'n':
      return { kind: 'name', name: rest };
    case 'e':
      return { kind: 'email', email: rest };
    case 'u':
      return second === '' ? undefined : { kind: 'email', email: second, slackUserId: first };
    default:
      return undefined;
  }
}
