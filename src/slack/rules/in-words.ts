import type { AlertRule, Condition, PeopleMeasure } from '../../alerts/rules/rule.ts';
import { formatDuration, formatPercent } from '../../domain/format.ts';
import type { Media } from '../../domain/media.ts';
import { mediaWord } from '../../domain/media-label.ts';
import { zoneWords } from '../../domain/period/date-label.ts';
import type { About } from '../../domain/question.ts';
import { aboutWords } from '../kit/about.ts';
import { channel, type Line, name, say } from '../kit/say.ts';
import { windowInWords } from './hours.ts';

/** Who reads it: the owner, or whoever reads the channel. */
export type Reader = 'asker' | 'others';

/**
 * A rule as a sentence, which can be typed back.
 *
 * @example 'when more than 5 calls are waiting in queue Billing EU for 30s, weekdays 08:00–18:00 Madrid time'
 */
export function ruleInWords(
  { condition, about, forMs, when, zone }: Pick<AlertRule, 'condition' | 'about' | 'forMs' | 'when' | 'zone'>,
  reader: Reader = 'asker',
): Line {
  const hours = when === undefined ? '' : `, ${windowInWords(when)} ${zoneWords(zone)}`;
  return say`when ${conditionInWords(condition, about, reader)}${lasting(forMs, condition)}${hours}`;
}

/** Behind a length of time it is said that this one comes on top. */
function lasting(forMs: number, { kind, measure }: Condition): string {
  if (forMs === 0) return '';
  const isTime = kind === 'people' || measure === 'longest-wait';
  return isTime ? `, lasting another ${shortTime(forMs)}` : ` for ${shortTime(forMs)}`;
}

/** @example 'more than 5 calls are waiting in queue Billing EU' */
export function conditionInWords(condition: Condition, about: About, reader: Reader = 'asker'): Line {
  const whom = name(aboutWords(about, reader), 120);
  if (condition.kind === 'people') {
    const longer = `for more than ${shortTime(condition.longerThanMs)}`;
    const who = about.kind === 'person' ? whom : say`somebody of ${whom}`;
    return say`${who} ${HAS_BEEN[condition.measure]} ${longer}`;
  }
  const { measure, medium, compare, threshold, atLeastOffered } = condition;
  const more = compare === '>';
  const of = several(medium);
  const offered = atLeastOffered === undefined ? '' : ` (at least ${atLeastOffered} offered)`;
  switch (measure) {
    case 'waiting':
      return threshold === 1 && !more
        ? say`no ${of} are waiting in ${whom}`
        : say`${more ? 'more' : 'fewer'} than ${threshold === 1 ? `1 ${one(medium)} is` : `${threshold} ${of} are`} waiting in ${whom}`;
    case 'longest-wait':
      return say`the longest wait of ${of} is ${more ? 'over' : 'under'} ${shortTime(threshold)} in ${whom}`;
    case 'free':
      return threshold === 1 && !more
        ? say`nobody is free in ${whom}`
        : say`${more ? 'more' : 'fewer'} than ${threshold} ${threshold === 1 ? 'is' : 'are'} free in ${whom}`;
    case 'service-level':
      return say`the service level of ${of} today is ${more ? 'above' : 'below'} ${share(threshold)} in ${whom}${offered}`;
    case 'abandoned':
      return say`${more ? 'more' : 'less'} than ${share(threshold)} of ${of} are abandoned today in ${whom}${offered}`;
    default:
      return measure satisfies never;
  }
}

const HAS_BEEN: Readonly<Record<PeopleMeasure, string>> = {
  acw: 'has been in after-call work',
  held: 'has had a caller on hold',
  'not-responding': 'has not responded',
  break: 'has been on a break',
};

/** As it stands behind a number of people. */
export const STATES: Readonly<Record<PeopleMeasure, string>> = {
  acw: 'in after-call work',
  held: 'holding a call',
  'not-responding': 'not responding',
  break: 'on a break',
};

/** What is said when nobody is in it (for so long). */
export const NOBODY_IN: Readonly<Record<PeopleMeasure, string>> = {
  acw: 'nobody in after-call work for so long',
  held: 'nobody holding a call for so long',
  'not-responding': 'everybody responds',
  break: 'nobody on a break for so long',
};

/** Whom a rule tells, behind "I tell". */
export function hearerInWords({ to }: Pick<AlertRule, 'to'>, reader: Reader = 'asker'): Line {
  if (to.kind === 'channel') return channel(to.id);
  return reader === 'asker' ? say`you (direct message)` : say`its owner (direct message)`;
}

/** @example several('voice') //=> 'calls' */
export function several(medium: Media): string {
  return `${one(medium)}s`;
}

function one(medium: Media): string {
  return medium === 'voice' ? 'call' : mediaWord(medium);
}

/** @example share(0.7) //=> '70 %' */
export function share(value: number): string {
  return formatPercent(value, 1).replace('.0 %', ' %');
}

/** Without what is zero. @example shortTime(120_000) //=> '2m' */
export function shortTime(ms: number): string {
  return formatDuration(ms).replace(/ 0[sm]$/, '');
}
