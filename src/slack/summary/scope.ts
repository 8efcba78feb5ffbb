import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Postable } from '../../summaries/ports.ts';
import { aboutWords } from '../kit/about.ts';
import { type Line, listed, name, say } from '../kit/say.ts';

/**
 * Whom a post is about, for readers who are not its owner ("your team" is theirs), and without a person's name where
 * nobody may be named.
 */
export function scopeLabel({ who }: Pick<Schedule, 'who'>, summary: Postable): Line {
  const [target, ...others] = who;
  const { report } = summary;
  const about = name(aboutWords(report.about, 'others'), 120);
  if (target === undefined) return about;
  const queues = who.flatMap((each) => (each.kind === 'queue' ? [name(each.name)] : []));
  if (queues.length > 1 && queues.length === who.length) return ofQueues(listed(queues), report);
  if (others.length > 0) {
    const whom = isNamed(summary) ? about : say`several people`;
    return report.inQueues === undefined ? whom : say`${whom} in ${listed(queues)}`;
  }
  switch (target.kind) {
    case 'my-team':
      return say`the team`;
    case 'team':
    case 'group':
      return say`${target.kind} ${name(target.name)}`;
    case 'queue':
      return ofQueues(name(target.name), report);
    case 'me':
    case 'email':
    case 'name':
    case 'agent':
      return isNamed(summary) ? about : say`one person`;
    default:
      return target satisfies never;
  }
}

function ofQueues(queues: Line, { scope }: Postable['report']): Line {
  return scope === 'queue' ? queues : say`${queues}, the people its owner may see`;
}

function isNamed(summary: Postable): boolean {
  return summary.kind === 'summary' && summary.named;
}
