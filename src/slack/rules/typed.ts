import type { AlertRule, Condition } from '../../alerts/rules/rule.ts';
import type { KnownName } from '../../domain/question.ts';
import type { Window } from '../../domain/schedule/window.ts';
import { targetAsTyped } from '../people/targets.ts';
import type { AskedTarget } from '../words/gathered.ts';
import type { AskedCondition } from './condition.ts';
import { windowAsTyped } from './hours.ts';
import { isOfQueue, type Measure, measureTyped, UNITS } from './phrases.ts';

/** What words say of an alert; what they leave open is asked for in a form. */
export interface AskedAlert extends AskedCondition {
  readonly to?: AlertRule['to'] | undefined;
  readonly who: readonly AskedTarget[];
  readonly forMs?: number | undefined;
  readonly when?: Window | undefined;
  readonly timeZone?: string | undefined;
  readonly mention?: 'here' | 'channel' | undefined;
}

/**
 * An alert as it would be typed, whole; the reader of words reads it back.
 *
 * @param names for people who are known by their id alone
 * @example alertAsTyped({ to: { kind: 'owner' }, who: [billing], measure: 'waiting', compare: '>', threshold: 5 })
 *   //=> 'on me when queue "Billing" waiting > 5'
 */
export function alertAsTyped(asked: AskedAlert, names: readonly KnownName[] = []): string {
  const { to, who, forMs, when, timeZone, mention } = asked;
  const parts = [
    to === undefined ? '' : `on ${to.kind === 'owner' ? 'me' : `<#${to.id}>`}`,
    'when',
    ...who.map((target) => whoTyped(target, names)),
    conditionAsTyped(asked),
    forMs === undefined ? '' : `for ${timeTyped(forMs)}`,
    when === undefined ? '' : windowAsTyped(when),
    timeZone === undefined ? '' : `tz:${timeZone}`,
    mention === undefined ? '' : `mention:${mention}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** @example conditionAsTyped({ measure: 'longest-wait', medium: 'email', compare: '>', threshold: 3_600_000 }) //=> 'email longest wait > 1h' */
export function conditionAsTyped(asked: AskedCondition): string {
  const { measure, medium = 'voice', compare, threshold, atLeastOffered } = asked;
  if (measure === undefined) return '';
  const isRate = UNITS[measure] === 'share';
  return [
    isOfQueue(measure) && medium !== 'voice' ? medium : '',
    measureTyped(measure),
    threshold === undefined ? '' : `${compare ?? '>'} ${numberTyped(threshold, UNITS[measure])}`,
    isRate && atLeastOffered !== undefined ? `at least ${atLeastOffered} offered` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The condition of a rule, in the few characters in which it is told with each message: `> 5`. */
export function thresholdTyped(condition: Condition): string {
  if (condition.kind === 'people') return `> ${timeTyped(condition.longerThanMs)}`;
  return `${condition.compare} ${numberTyped(condition.threshold, UNITS[condition.measure])}`;
}

/** @example numberAsTyped('longest-wait', 180_000) //=> '3m' */
export function numberAsTyped(measure: Measure, value: number): string {
  return numberTyped(value, UNITS[measure]);
}

function numberTyped(value: number, unit: 'count' | 'time' | 'share'): string {
  switch (unit) {
    case 'count':
      return String(value);
    case 'time':
      return timeTyped(value);
    case 'share':
      return `${Number((value * 100).toFixed(4))}%`;
    default:
      return unit satisfies never;
  }
}

/** @example timeTyped(5_430_000) //=> '1h30m30s' */
export function timeTyped(ms: number): string {
  const seconds = ms / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Number((seconds % 60).toFixed(3))];
  const typed = parts.map((part, nth) => (part === 0 ? '' : `${part}${'hms'[nth]}`)).join('');
  return typed === '' ? '0s' : typed;
}

/** Whom it is about, as it would be typed. */
export function whoTyped(target: AskedTarget, names: readonly KnownName[]): string {
  if (target.kind === 'slack-user') return `<@${target.slackUserId}>`;
  if (target.kind !== 'agent') return targetAsTyped(target);
  const known = names.find(({ kind, id }) => kind === 'agent' && id === target.agentId);
  return known === undefined ? '' : `"${known.name}"`;
}
