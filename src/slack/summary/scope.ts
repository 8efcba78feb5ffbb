import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Postable } from '../../summaries/run.ts';
import { shownName } from '../kit/names.ts';

/**
 * Whom a post is about, for readers who are not its owner ("your team" is theirs), and without a person's name where
 * nobody may be named.
 */
export function scopeLabel({ who }: Pick<Schedule, 'who'>, summary: Postable): string {
  const [target, ...others] = who;
  if (target === undefined) return shownName(summary.report.about.replace(/^your (?:people|team)$/, 'the team'), 120);
  if (others.length > 0) return isNamed(summary) ? shownName(summary.report.about, 120) : 'several people';
  switch (target.kind) {
    case 'my-team':
      return 'the team';
    case 'team':
    case 'group':
      return `${target.kind} ${shownName(target.name)}`;
    case 'queue':
      return summary.report.scope === 'queue'
        ? `queue ${shownName(target.name)}`
        : `queue ${shownName(target.name)}, the people its owner may see`;
    case 'me':
    case 'email':
    case 'name':
    case 'agent':
      return isNamed(summary) ? shownName(summary.report.about, 120) : 'one person';
    default:
      return target satisfies never;
  }
}

/**
 * Whom a schedule is about, for its owner, before anything is measured.
 *
 * @example scopeInWords([{ kind: 'queue', name: 'Billing' }]) //=> 'queue Billing'
 */
export function scopeInWords(who: Schedule['who']): string {
  if (who.length === 0) return 'everybody in the default scope';
  const words = who.map((target) => {
    switch (target.kind) {
      case 'me':
        return 'yourself';
      case 'my-team':
        return 'your team';
      case 'email':
        return target.slackUserId === undefined ? shownName(target.email) : `<@${shownName(target.slackUserId)}>`;
      case 'agent':
        return 'one person';
      case 'name':
        return shownName(target.name);
      case 'team':
      case 'queue':
      case 'group':
        return `${target.kind} ${shownName(target.name)}`;
      default:
        return target satisfies never;
    }
  });
  return new Intl.ListFormat('en-GB').format(words);
}

function isNamed(summary: Postable): boolean {
  return summary.kind === 'summary' && summary.named;
}
