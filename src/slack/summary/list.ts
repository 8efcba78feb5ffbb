import type { types } from '@slack/bolt';
import { dayLabel } from '../../domain/period/date-label.ts';
import { nextDue, type Schedule } from '../../domain/schedule/schedule.ts';
import { timingInWords } from '../../domain/schedule/words.ts';
import type { Instant } from '../../domain/time.ts';
import type { LastRun } from '../../summaries/last-run.ts';
import { fittingLines } from '../kit/lines.ts';
import { type Block, clip, clock, escapeText, LIMITS, type Message, timeToken } from '../kit/message.ts';
import { section, smallPrint } from '../kit/paragraphs.ts';
import { scopeInWords } from './scope.ts';

/** A schedule with what is known of its last post. */
export interface ListedSchedule {
  readonly schedule: Schedule;
  readonly last?: LastRun | undefined;
}

export interface ListView {
  readonly now: Instant;
  /** IANA zone of the reader. */
  readonly timeZone: string;
}

/** Each takes two blocks, and Slack takes fifty. */
const MOST_LISTED = 20;

const OUTCOMES: Readonly<Record<LastRun['outcome'], string>> = {
  posted: 'posted',
  'nothing-to-say': 'no conversations, nothing posted',
  skipped: 'not posted',
  refused: 'not posted: Slack or the rights of its owner refused it',
  'under-way': 'being posted',
  'not-yet': 'not posted yet',
};

/** Schedules with their owner, scope, last and next post, state, and what can be done with each. */
export function listMessage(listed: readonly ListedSchedule[], view: ListView, title: string): Message {
  if (listed.length === 0) {
    const text =
      'There are no daily summaries of yours. Make one: `/agent-summary on #floor 08:30 weekdays queue Billing`, or `/agent-summary on` for a form.';
    return { text, blocks: [section(text)] };
  }
  const shown = listed.slice(0, MOST_LISTED);
  const more =
    listed.length > shown.length ? [`+${listed.length - shown.length} more: name the channel to see them.`] : [];
  return {
    text: fittingLines([title, ...shown.flatMap((one) => linesOf(one, view, inText(view))), ...more]),
    blocks: [section(`*${title}*`), ...shown.flatMap((one) => scheduleBlocks(one, view)), ...smallPrint(more)],
  };
}

/** One schedule and its buttons, as the list and the Home tab show it. */
export function scheduleBlocks(listed: ListedSchedule, view: ListView): readonly Block[] {
  const [first = '', ...rest] = linesOf(listed, view, inBlocks(view));
  return [section([`*${first}*`, ...rest].join('\n')), scheduleButtons(listed.schedule)];
}

/** What was done with a schedule, and how it stands now. */
export function changedMessage(
  what: string,
  schedule: Schedule,
  view: ListView,
  notes: readonly string[] = [],
): Message {
  const lines = linesOf({ schedule }, view, inText(view));
  return {
    text: [what, ...lines, ...notes].join('\n'),
    blocks: [section(what), ...scheduleBlocks({ schedule }, view), ...smallPrint(notes)],
  };
}

function linesOf(
  { schedule, last }: ListedSchedule,
  { now }: ListView,
  time: (at: Instant) => string,
): readonly string[] {
  const { channel, owner, who, state, origin, names, quietDays } = schedule;
  const next = state === 'active' ? nextDue(schedule, now) : undefined;
  return [
    `<#${escapeText(channel)}> · ${escapeText(timingInWords(schedule))} · ${scopeInWords(who)}`,
    [
      `Owner <@${escapeText(owner.slackUserId)}>`,
      state === 'paused' ? 'paused' : `next ${next === undefined ? 'never' : time(next.at)}`,
      ...(last === undefined ? [] : [`last ${dayLabel(last.day)}: ${OUTCOMES[last.outcome]}`]),
      ...(names === 'always' ? ['names people whoever reads it'] : []),
      ...(quietDays === 'skip' ? ['silent without conversations'] : []),
      ...(origin === 'configuration' ? ['from the configuration'] : []),
    ].join(' · '),
  ];
}

const inBlocks =
  ({ timeZone }: ListView) =>
  (at: Instant) =>
    timeToken(at, timeZone, 'day-and-time');

const inText =
  ({ timeZone }: ListView) =>
  (at: Instant) =>
    clock(at, timeZone, 'day-and-time');

function scheduleButtons(schedule: Schedule): Block {
  const which = `${schedule.time} summary`;
  const look = [
    button('summary_preview', 'Preview', schedule, which),
    withConfirm(
      button('summary_now', 'Post now', schedule, which),
      'Post it now?',
      'Everybody in the channel will see it. The next post comes at its time all the same.',
      'Post',
    ),
  ];
  if (schedule.origin === 'configuration') return { type: 'actions', elements: look };
  return {
    type: 'actions',
    elements: [
      ...look,
      button('summary_edit', 'Edit', schedule, which),
      schedule.state === 'active'
        ? button('summary_pause', 'Pause', schedule, which)
        : button('summary_resume', 'Resume', schedule, which),
      withConfirm(
        { ...button('summary_off', 'Delete', schedule, which), style: 'danger' },
        'Delete this summary?',
        'It will not be posted any more. What was posted stays.',
        'Delete',
      ),
    ],
  };
}

/** Several schedules stand in one message: the id of each makes its buttons different. */
function button(action: string, label: string, { id }: Schedule, which: string): types.Button {
  return {
    type: 'button',
    action_id: `${action}:${id}`,
    text: { type: 'plain_text', text: label },
    accessibility_label: clip(`${label}: ${which}`, LIMITS.buttonText),
    value: id,
  };
}

function withConfirm(of: types.Button, title: string, text: string, confirm: string): types.Button {
  return {
    ...of,
    confirm: {
      title: { type: 'plain_text', text: title },
      text: { type: 'plain_text', text },
      confirm: { type: 'plain_text', text: confirm },
      deny: { type: 'plain_text', text: 'Cancel' },
    },
  };
}
