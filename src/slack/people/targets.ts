import type { Target } from '../../domain/question.ts';
import { type Line, listed, mention, name, say } from '../kit/say.ts';

/**
 * Whom something that is kept is about, for its owner, before anything is measured.
 *
 * @example scopeInWords([{ kind: 'queue', name: 'Billing' }]) //=> 'queue Billing'
 */
export function scopeInWords(who: readonly Target[]): Line {
  return who.length === 0 ? say`everybody in the default scope` : listed(who.map(targetInWords));
}

/** One of them. @param of as it was kept */
export function targetInWords(target: Target): Line {
  switch (target.kind) {
    case 'me':
      return say`yourself`;
    case 'my-team':
      return say`your team`;
    case 'email':
      return target.slackUserId === undefined ? name(target.email) : mention(target.slackUserId);
    case 'agent':
      return say`one person`;
    case 'name':
      return name(target.name);
    case 'team':
    case 'queue':
    case 'group':
      return say`${target.kind} ${name(target.name)}`;
    default:
      return target satisfies never;
  }
}

/** The same as its owner would type it. */
export function scopeAsTyped(who: readonly Target[]): string {
  return who.map(targetAsTyped).join(' ');
}

/** One of them; nothing for somebody who is known by an id alone. */
export function targetAsTyped(target: Target): string {
  switch (target.kind) {
    case 'me':
      return 'me';
    case 'my-team':
      return 'team';
    case 'email':
      return target.slackUserId === undefined ? target.email : `<@${target.slackUserId}>`;
    case 'name':
      return `"${target.name}"`;
    case 'team':
    case 'queue':
    case 'group':
      return `${target.kind} "${target.name}"`;
    case 'agent':
      return '';
    default:
      return target satisfies never;
  }
}
