import { dayLabel } from '../../domain/period/date-label.ts';
import { nextDue, type Schedule } from '../../domain/schedule/schedule.ts';
import { timingInWords } from '../../domain/schedule/words.ts';
import type { Instant } from '../../domain/time.ts';
import type { LastRun } from '../../summaries/last-run.ts';
import type { Buttons, Option, Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { channel, join, type Line, mention, moment, say, strong } from '../kit/say.ts';
import { scopeInWords } from '../people/targets.ts';

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

const MOST_LISTED = 20;

const OUTCOMES: Readonly<Record<LastRun['outcome'], string>> = {
  posted: 'posted',
  'nothing-to-say': 'no conversations, nothing posted',
  'in-doubt': 'in doubt, Slack did not confirm it',
  skipped: 'not posted',
  refused: 'not posted: Slack or the rights of its owner refused it',
  'under-way': 'being posted',
  'not-yet': 'not posted yet',
};

/** Schedules with their owner, scope, last and next post, state, and what can be done with each. */
export function listMessage(listed: readonly ListedSchedule[], view: ListView, title: string): Message {
  const buttons: Buttons = { row: [{ action: 'summary_new', label: 'New summary', value: 'on' }] };
  if (listed.length > 0) return render({ head: [strong(title)], body: scheduleParts(listed, view), buttons });
  const none = say`There are no daily summaries of yours. Make one: \`/agent-summary on #floor 08:30 weekdays queue Billing\`, or in a form.`;
  return render({ head: [none], buttons });
}

/** Each as a list and the Home show it: two lines, and what can be done with it behind `⋯`. */
export function scheduleParts(listed: readonly ListedSchedule[], view: ListView): readonly Part[] {
  const items = listed.slice(0, MOST_LISTED).map(
    (one): Part => ({
      kind: 'item',
      lines: linesOf(one, view),
      more: {
        value: one.schedule.id,
        about: `${one.schedule.time} summary`,
        options: optionsOf(one.schedule),
      },
    }),
  );
  const more = listed.length - items.length;
  return more > 0 ? [...items, { kind: 'small', lines: [say`+${more} more: name the channel to see them.`] }] : items;
}

/** What was done with a schedule, and how it stands now. */
export function changedMessage(what: Line, schedule: Schedule, view: ListView, notes: readonly Line[] = []): Message {
  return render({ head: [what], body: scheduleParts([{ schedule }], view), notes });
}

function linesOf({ schedule, last }: ListedSchedule, { now, timeZone }: ListView): readonly Line[] {
  const { owner, who, state, origin, names, quietDays } = schedule;
  const next = state === 'active' ? nextDue(schedule, now) : undefined;
  const about = [channel(schedule.channel), timingInWords(schedule), scopeInWords(who)];
  const standing = [
    say`Owner ${mention(owner.slackUserId)}`,
    state === 'paused'
      ? 'paused'
      : say`next ${next === undefined ? 'never' : moment(next.at, timeZone, 'day-and-time')}`,
    ...(last === undefined ? [] : [`last ${dayLabel(last.day)}: ${OUTCOMES[last.outcome]}`]),
    ...(names === 'always' ? ['names people whoever reads it'] : []),
    ...(quietDays === 'skip' ? ['silent without conversations'] : []),
    ...(origin === 'configuration' ? ['from the configuration'] : []),
  ];
  return [strong(join(about, ' · ')), join(standing, ' · ')];
}

/** What everybody would see, or what cannot be undone, is asked for once more. */
function optionsOf({ origin, state }: Schedule): readonly Option[] {
  const look: readonly Option[] = [
    { label: 'Preview', action: 'summary_preview' },
    { label: 'Post now…', action: 'summary_ask:now' },
  ];
  if (origin === 'configuration') return look;
  return [
    ...look,
    { label: 'Edit', action: 'summary_edit' },
    state === 'active' ? { label: 'Pause', action: 'summary_pause' } : { label: 'Resume', action: 'summary_resume' },
    { label: 'Delete…', action: 'summary_ask:off' },
  ];
}

/** Asks once more before something that everybody sees, or that cannot be undone. */
export function askMessage(verb: 'now' | 'off', schedule: Schedule): Message {
  const { id, time } = schedule;
  const where = channel(schedule.channel);
  const button = { action: `summary_${verb}`, value: id, about: `${time} summary` };
  return verb === 'now'
    ? render({
        head: [
          say`${strong('Post it now?')} Everybody in ${where} will see it. The next post comes at its time all the same.`,
        ],
        buttons: { row: [{ ...button, label: 'Post now', style: 'primary' }] },
      })
    : render({
        head: [say`${strong('Delete this summary?')} Nothing more will be posted in ${where}. What was posted stays.`],
        buttons: { row: [{ ...button, label: 'Delete', style: 'danger' }] },
      });
}
