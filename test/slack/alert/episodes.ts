/** Alerts to tell of. */

import type { Alert } from '../../../src/alerts/ports.ts';
import type { Episode, Measured, Moment } from '../../../src/alerts/rules/episode.ts';
import type { AlertRule } from '../../../src/alerts/rules/rule.ts';

/** Monday 23 November 2026, 11:02 in Madrid. */
export const SINCE = Date.UTC(2026, 10, 23, 10, 2);
export const MINUTE = 60_000;

export const rule: AlertRule = {
  id: 'mhx3k2ab0001',
  owner: { slackUserId: 'U0OMAR', slackTeamId: 'T0ACME' },
  to: { kind: 'channel', id: 'C0FLOOR' },
  target: { kind: 'queue', name: 'Billing EU', id: 'q2' },
  about: { kind: 'queue', name: 'Billing EU' },
  condition: { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '>', threshold: 5 },
  forMs: 2 * MINUTE,
  zone: 'Europe/Madrid',
  mention: 'none',
  state: 'on',
  madeAt: SINCE - 60 * MINUTE,
  changedAt: SINCE - 60 * MINUTE,
};

/** @param minutes after the condition became true */
export function momentOf(minutes: number, measured: Measured, amount = 0): Moment {
  return { at: SINCE + minutes * MINUTE, amount, measured };
}

/** So many wait, the longest for so many minutes. */
export function waiting(minutes: number, count: number, longestMinutes = 5): Moment {
  const at = SINCE + minutes * MINUTE;
  return momentOf(minutes, { kind: 'waiting', count, longestSince: at - longestMinutes * MINUTE - 2000 }, count);
}

export function alertOf(
  episode: Partial<Episode> = {},
  changes: Partial<AlertRule> = {},
  more: Partial<Omit<Alert, 'rule' | 'episode'>> = {},
): Alert {
  const now = episode.now ?? waiting(2, 8);
  return {
    rule: { ...rule, ...changes },
    episode: { id: 'e1', ruleId: rule.id, since: SINCE, begunAt: SINCE + 2 * MINUTE, now, worst: now, ...episode },
    named: true,
    ...more,
  };
}
