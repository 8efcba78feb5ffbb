import { isDeepStrictEqual } from 'node:util';
import type { About } from '../../domain/question.ts';
import type { Alert } from '../ports.ts';
import type { Episode, Measured } from './episode.ts';
import type { AlertRule } from './rule.ts';

/** Where a rule's messages go, as one place in which one message comes after the other. */
export function placeOf({ to, owner }: Pick<AlertRule, 'to' | 'owner'>): string {
  return to.kind === 'channel' ? to.id : owner.slackUserId;
}

/** The same alert for readers who may not be told who somebody is: the names are not in it at all, but empty. */
export function withoutNames(alert: Alert): Alert {
  const { rule, episode } = alert;
  const nameless = (of: Measured): Measured =>
    of.kind === 'people' ? { ...of, affected: of.affected.map((each) => ({ ...each, name: '' })) } : of;
  return {
    ...alert,
    named: false,
    rule: { ...rule, about: unnamed(rule.about) },
    episode: {
      ...episode,
      now: { ...episode.now, measured: nameless(episode.now.measured) },
      worst: { ...episode.worst, measured: nameless(episode.worst.measured) },
    },
  };
}

function unnamed(about: About): About {
  if (about.kind === 'person') return { kind: 'person', name: '' };
  return about.kind === 'several' ? { kind: 'several', of: about.of.map(unnamed) } : about;
}

/**
 * What a message says, in a few characters: the same as long as nothing changes but the time, which moments in it tell
 * by themselves.
 */
export function digestOf({ episode, named, mutedUntil, everyMs }: Alert): string {
  const { now, worst, taken, ended, clearingSince } = episode;
  const isWorstNow = isDeepStrictEqual(worst.measured, now.measured);
  const said = [now.measured, isWorstNow ? '' : worst.measured, clearingSince, taken, ended];
  return JSON.stringify([...said, named, mutedUntil, everyMs]);
}

/** Whether a change of a rule makes it watch something else, or tell it elsewhere. */
export function watchesTheSame(one: AlertRule, other: AlertRule): boolean {
  const watched = ({ owner, to, target, condition, forMs, when, zone }: AlertRule) => [
    owner,
    to,
    target,
    condition,
    forMs,
    when,
    zone,
  ];
  return isDeepStrictEqual(watched(one), watched(other));
}

/** The name of an episode's rule. @example ruleOf('m9x2k1ab/m9x3zz') //=> 'm9x2k1ab' */
export function ruleOf({ id }: Pick<Episode, 'id'>): string {
  return id.slice(0, id.lastIndexOf('/'));
}
