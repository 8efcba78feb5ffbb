import { z } from 'zod';
import { MEDIA } from '../../domain/media.ts';
import { LIVE_FILTERS, type LiveQuestion, type Target } from '../../domain/question.ts';
import { buttonValue } from './button-value.ts';
import { LIMITS } from './message.ts';

/** A target in a few characters: what kind it is, and what it is called. */
const TARGET = /^(me|my-team|(?:a|t|q|g|n|e|u):.+)$/su;

const encoded = z.strictObject({
  v: z.literal(1),
  w: z.array(z.string().regex(TARGET)).max(100),
  m: z.array(z.enum(MEDIA)).default([]),
  s: z.array(z.enum(LIVE_FILTERS)).default([]),
});

/**
 * The question as the value of a button, which asks it again.
 *
 * @returns nothing when it is too long for a button, as with dozens of people named one by one
 * @example
 * encodeLiveQuestion({ kind: 'live', who: [{ kind: 'queue', name: 'Billing' }], media: [], states: ['held'] })
 * //=> '{"v":1,"w":["q:Billing"],"s":["held"]}'
 */
export function encodeLiveQuestion({ who, media, states }: LiveQuestion): string | undefined {
  const value = JSON.stringify({
    v: 1,
    w: who.map(targetText),
    ...(media.length > 0 ? { m: media } : {}),
    ...(states.length > 0 ? { s: states } : {}),
  });
  return value.length <= LIMITS.buttonValue ? value : undefined;
}

/** Reads the value of a button, which anybody can write: nothing when it is not one of ours, or of another version. */
export function decodeLiveQuestion(value: string): LiveQuestion | undefined {
  const read = encoded.safeParse(buttonValue(value));
  if (!read.success) return undefined;
  const who = read.data.w.flatMap((text) => targetOf(text) ?? []);
  return who.length < read.data.w.length ? undefined : { kind: 'live', who, media: read.data.m, states: read.data.s };
}

function targetText(target: Target): string {
  switch (target.kind) {
    case 'me':
    case 'my-team':
      return target.kind;
    case 'agent':
      return `a:${target.agentId}`;
    case 'team':
      return `t:${target.name}`;
    case 'queue':
      return `q:${target.name}`;
    case 'group':
      return `g:${target.name}`;
    case 'name':
      return `n:${target.name}`;
    case 'email':
      return target.slackUserId === undefined ? `e:${target.email}` : `u:${target.slackUserId}:${target.email}`;
    default:
      return target satisfies never;
  }
}

function targetOf(text: string): Target | undefined {
  const rest = text.slice(2);
  switch (text.slice(0, 2)) {
    case 'me':
      return { kind: 'me' };
    case 'my':
      return { kind: 'my-team' };
    case 'a:':
      return { kind: 'agent', agentId: rest };
    case 't:':
      return { kind: 'team', name: rest };
    case 'q:':
      return { kind: 'queue', name: rest };
    case 'g:':
      return { kind: 'group', name: rest };
    case 'n:':
      return { kind: 'name', name: rest };
    case 'e:':
      return { kind: 'email', email: rest };
    case 'u:': {
      const [slackUserId = '', ...email] = rest.split(':');
      return slackUserId === '' || email.length === 0
        ? undefined
        : { kind: 'email', email: email.join(':'), slackUserId };
    }
    default:
      return undefined;
  }
}
