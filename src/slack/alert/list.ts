import type { RuleStatus } from '../../alerts/ports.ts';
import type { AlertRule } from '../../alerts/rules/rule.ts';
import type { Instant } from '../../domain/time.ts';
import type { Buttons, Option, Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { code, join, type Line, mention, moment, say, strong } from '../kit/say.ts';
import { hearerInWords, ruleInWords, shortTime } from '../rules/in-words.ts';

export interface ListView {
  readonly statusOf: (rule: AlertRule) => RuleStatus;
  /** IANA zone of the reader. */
  readonly timeZone: string;
  readonly now: Instant;
  /** Slack id of the reader: "your team" is the owner's. */
  readonly reader: string;
  /** How often is looked, when that is less often than usual; milliseconds. */
  readonly everyMs?: number | undefined;
}

const MOST_LISTED = 20;

/** Alerts with their owner, state, when they told something last, and what can be done with each. */
export function listMessage(rules: readonly AlertRule[], view: ListView, title: string): Message {
  const buttons: Buttons = { row: [{ action: 'alert_new', label: 'New alert', value: 'on' }] };
  if (rules.length > 0) {
    return render({ head: [strong(title)], body: alertParts(rules, view), notes: paceNote(view), buttons });
  }
  const none = say`There are no alerts of yours. Make one: ${code('/agent-alert on #floor when queue Billing waiting > 5 for 2m')}, or in a form.`;
  return render({ head: [none], buttons });
}

function paceNote({ everyMs }: ListView): readonly Line[] {
  if (everyMs === undefined) return [];
  return [
    say`Looks every ${shortTime(everyMs)} at the moment: there are many alerts, and they may use a fifth of the requests to Genesys Cloud.`,
  ];
}

/** Each as a list and the Home show it: two lines, and what can be done with it behind `⋯`. */
export function alertParts(rules: readonly AlertRule[], view: ListView): readonly Part[] {
  const items = rules.slice(0, MOST_LISTED).map(
    (rule): Part => ({
      kind: 'item',
      lines: linesOf(rule, view),
      more: { value: rule.id, about: 'alert', options: optionsOf(rule, view) },
    }),
  );
  const more = rules.length - items.length;
  return more > 0
    ? [...items, { kind: 'small', lines: [say`+${more} more: name the channel or the queue to see them.`] }]
    : items;
}

/** What was done with an alert, and how it stands now. */
export function changedMessage(what: Line, rule: AlertRule, view: ListView, notes: readonly Line[] = []): Message {
  return render({ head: [what], body: alertParts([rule], view), notes: [...notes, ...paceNote(view)] });
}

function linesOf(rule: AlertRule, view: ListView): readonly Line[] {
  const reader = rule.owner.slackUserId === view.reader ? 'asker' : 'others';
  const standing = [
    ...(reader === 'asker' ? [] : [say`Owner ${mention(rule.owner.slackUserId)}`]),
    ...stateOf(rule, view),
    ...lastOf(view.statusOf(rule), view),
    ...(rule.mention === 'none' ? [] : [`calls @${rule.mention}`]),
  ];
  const told = say`${strong(say`I tell ${hearerInWords(rule, reader)}`)} ${ruleInWords(rule, reader)}`;
  return standing.length === 0 ? [told] : [told, join(standing, ' · ')];
}

function stateOf({ state, mutedUntil = 0 }: AlertRule, { timeZone, now }: ListView): readonly (Line | string)[] {
  switch (state) {
    case 'paused':
      return ['paused'];
    case 'resting':
      return ['rests, because its owner has left'];
    case 'on':
      return mutedUntil > now ? [say`muted until ${moment(mutedUntil, timeZone)}`] : [];
    default:
      return state satisfies never;
  }
}

function lastOf({ episode }: RuleStatus, { timeZone }: ListView): readonly (Line | string)[] {
  if (episode === undefined) return [];
  return episode.ended === undefined
    ? [say`true since ${moment(episode.since, timeZone)}`]
    : [say`last told ${moment(episode.begunAt, timeZone, 'day-and-time')}`];
}

/** What cannot be undone is asked for once more. */
function optionsOf({ state, mutedUntil = 0 }: AlertRule, { now }: ListView): readonly Option[] {
  return [
    { label: 'Test', action: 'alert_test' },
    { label: 'Edit', action: 'alert_edit' },
    ...(state === 'on' && mutedUntil > now ? [{ label: 'Unmute', action: 'alert_resume' }] : []),
    state === 'on' ? { label: 'Pause', action: 'alert_pause' } : { label: 'Resume', action: 'alert_resume' },
    { label: 'Delete…', action: 'alert_ask:off' },
  ];
}

/** Asks once more before what cannot be undone. */
export function askMessage(rule: AlertRule): Message {
  return render({
    head: [
      say`${strong('Delete this alert?')} It tells ${hearerInWords(rule, 'others')} nothing more. What was told stays.`,
    ],
    buttons: { row: [{ action: 'alert_off', value: rule.id, about: 'alert', label: 'Delete', style: 'danger' }] },
  });
}
