import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Asked, Outcome } from '../feature.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import { sentence } from '../kit/render.ts';
import { channel, type Line, mention, say } from '../kit/say.ts';
import { postingRefused } from '../people/where.ts';
import { gone, type SummaryParts, viewFor } from './choice.ts';
import { openForm } from './editing.ts';
import { askMessage, changedMessage } from './list.ts';
import { administeredMessage, notPostedOutcome, refusedOutcome } from './owner.ts';
import { detailsMessage, headlineMessage } from './post.ts';
import type { ScheduleVerb } from './words.ts';

/** Something that can be done with a schedule that is there. */
interface Act {
  /** An administrator keeps order among the summaries of others, and does not look through their eyes. */
  readonly by: 'its owner' | 'administrators too';
  /** Whether it can be done with the schedule of the configuration, which is changed only there. */
  readonly configured: boolean;
  readonly work: (parts: SummaryParts, schedule: Schedule, asked: Asked) => Promise<Outcome>;
}

const ACTS: Readonly<Record<ScheduleVerb, Act>> = {
  preview: { by: 'its owner', configured: true, work: preview },
  now: { by: 'its owner', configured: true, work: postNow },
  edit: { by: 'its owner', configured: false, work: edit },
  resume: { by: 'its owner', configured: false, work: resume },
  pause: { by: 'administrators too', configured: false, work: pause },
  off: { by: 'administrators too', configured: false, work: remove },
};

export async function act(parts: SummaryParts, verb: ScheduleVerb, schedule: Schedule, asked: Asked): Promise<Outcome> {
  return mayNot(ACTS[verb], schedule, asked) ?? ACTS[verb].work(parts, schedule, asked);
}

/** Before something that everybody would see, or that cannot be undone. */
export function askFirst(verb: string, schedule: Schedule, asked: Asked): Outcome {
  if (verb !== 'now' && verb !== 'off') return { outcome: 'old-button', message: oldButtonMessage() };
  return mayNot(ACTS[verb], schedule, asked) ?? { outcome: 'asked-again', message: askMessage(verb, schedule) };
}

/** Why this asker may not do it with this schedule, or nothing. */
export function mayNot(
  { by, configured }: Pick<Act, 'by' | 'configured'>,
  { origin, owner }: Schedule,
  asked: Asked,
): Outcome | undefined {
  if (origin === 'configuration' && !configured) {
    return {
      outcome: 'configured',
      message: sentence(
        say`This summary comes from the configuration (\`SUMMARY_…\`). Ask the administrator of the app to change it there.`,
      ),
    };
  }
  if (by === 'administrators too' || owner.slackUserId === asked.asker.slackUserId) return undefined;
  return {
    outcome: 'not-the-owner',
    message: sentence(
      say`This summary shows what its owner ${mention(owner.slackUserId)} may see, so only they can preview, post, change or resume it. You can pause, delete or hand it over.`,
    ),
  };
}

/** Exactly what would be posted at this moment: the headline, and behind it what would stand in its thread. */
export async function preview(parts: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  const { run, summary } = await parts.outOfTurn.preview(schedule);
  if (summary.kind === 'refused') return refusedOutcome(summary.answer);
  const headline = headlineMessage(run, summary, { late: false });
  if (summary.kind === 'quiet') return { outcome: 'previewed', message: headline };
  await asked.tell(headline);
  return { outcome: 'previewed', message: detailsMessage(run, summary) };
}

function postNow(parts: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  return asked.once(() => postOnce(parts, schedule, asked));
}

async function postOnce({ outOfTurn, posting }: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  const refused = await postingRefused(posting, schedule.channel, asked);
  if (refused !== undefined) return refused;
  const posted = await outOfTurn.post(schedule, asked.reference);
  if (posted.kind !== 'posted') return { ...notPostedOutcome(posted), acted: posted.kind === 'unknown' };
  return { outcome: 'posted', acted: true, message: sentence(say`Posted in ${channel(schedule.channel)}.`) };
}

function edit(parts: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  return openForm(parts, asked, { ...schedule, who: [] }, schedule);
}

function resume(parts: SummaryParts, { id }: Schedule, asked: Asked): Promise<Outcome> {
  const what = say`Resumed. What was due meanwhile is not made up for.`;
  return changed(parts, asked, { outcome: 'resumed', what, change: parts.schedules.resume(id) });
}

async function pause(parts: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  const what = say`Paused. Nothing is posted until its owner resumes it.`;
  const outcome = await changed(parts, asked, { outcome: 'paused', what, change: parts.schedules.pause(schedule.id) });
  return outcome.outcome === 'paused' ? tellingOwner(parts, schedule, asked, say`paused`, outcome) : outcome;
}

async function remove(parts: SummaryParts, schedule: Schedule, asked: Asked): Promise<Outcome> {
  if (!(await parts.schedules.remove(schedule.id))) return gone();
  parts.onChange();
  const message = sentence(say`Deleted. Nothing more is posted in ${channel(schedule.channel)} by this summary.`);
  return tellingOwner(parts, schedule, asked, say`deleted`, { outcome: 'deleted', message });
}

/** What was done, and how the schedule stands now. */
export async function changed(
  parts: SummaryParts,
  asked: Asked,
  made: { readonly outcome: string; readonly what: Line; readonly change: Promise<Schedule | undefined> },
): Promise<Outcome> {
  const schedule = await made.change;
  if (schedule === undefined) return gone();
  parts.onChange();
  const message = changedMessage(made.what, schedule, viewFor(parts, asked), await readersNote(parts, schedule));
  return { outcome: made.outcome, message };
}

/** Whoever owned it learns what somebody else did with it. That they could not be reached undoes nothing. */
export async function tellingOwner(
  { outbox, audited }: Pick<SummaryParts, 'outbox' | 'audited'>,
  schedule: Schedule,
  { asker }: Asked,
  what: Line,
  outcome: Outcome,
): Promise<Outcome> {
  const { slackUserId } = schedule.owner;
  if (slackUserId === asker.slackUserId) return outcome;
  audited(asker, `/agent-summary ${what.spoken}`, { id: schedule.id, name: schedule.channel });
  await outbox.direct(slackUserId, administeredMessage(schedule, asker.slackUserId, what)).catch(() => undefined);
  return outcome;
}

async function readersNote({ audience }: SummaryParts, of: Schedule): Promise<readonly Line[]> {
  if (of.names === 'always') return [];
  switch (await audience(of.channel)) {
    case 'members-only':
      return [];
    case 'others-too':
      return [
        say`Guests or people of other organisations read this channel, so posts name nobody; \`names:always\` would.`,
      ];
    case 'unknown':
      return [
        say`I cannot read who is in this channel, so posts name nobody; \`names:always\` would. Invite me with \`/invite @floorwalker\` if it is private.`,
      ];
    case 'not-now':
      return [
        say`Slack did not say who reads this channel at the moment. Each post asks again before it names anybody.`,
      ];
  }
}
