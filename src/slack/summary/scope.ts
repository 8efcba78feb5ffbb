import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Postable } from '../../summaries/ports.ts';
import { aboutWords } from '../kit/about.ts';
import { type Line, name, say } from '../kit/say.ts';

/**
 * Whom a post is about, for readers who are not its owner ("your team" is theirs), and without a person's name where
 * nobody may be named.
 */
export function scopeLabel({ who }: Pick<Schedule, 'who'>, summary: Postable): Line {
  const [target, ...others] = who;
  const about = name(aboutWords(summary.report.about, 'others'), 120);
  if (target === undefined) return about;
  if (others.length > 0) return isNamed(summary) ? about : say`several people`;
  switch (target.kind) {
    case 'my-team':
      return say`the team`;
    case 'team':
    case 'group':
      return say`${target.kind} ${name(target.name)}`;
    case 'queue':
      return summary.report.scope === 'queue'
        ? name(target.name)
        : say`${name(target.name)}, the people its owner may see`;
    case 'me':
    case 'email':
    case 'name':
    case 'agent':
      return isNamed(summary) ? about : say`one person`;
    default:
      return target satisfies never;
  }
}

function isNamed(summary: Postable): boolean {
  return summary.kind === 'summary' && summary.named;
}
