import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { ScheduleDraft } from '../../summaries/kept-schedules.ts';
import type { Asked, Outcome } from '../feature.ts';
import { withEmails } from '../people/mentions.ts';
import { scopeAsTyped } from '../people/targets.ts';
import { postingRefused } from '../people/where.ts';
import type { SummaryParts } from './choice.ts';
import { DEFAULT_DAYS, DEFAULT_TIME, summaryForm } from './form.ts';
import { refusedOutcome } from './owner.ts';
import { SUMMARY } from './usage.ts';
import type { AskedSchedule } from './words.ts';

type Drafted = { readonly draft: ScheduleDraft } | { readonly refusal: Outcome };

/** Asks in a form for what words left open, or for what is to be changed of a schedule. */
export async function openForm(
  { people, openView, help }: Pick<SummaryParts, 'people' | 'openView' | 'help'>,
  asked: Asked,
  from: AskedSchedule,
  schedule?: Schedule,
): Promise<Outcome> {
  if (asked.triggerId === undefined) return { outcome: 'help', message: help(SUMMARY) };
  const named = await withEmails(from.who, people);
  if ('refusal' in named) return named.refusal;
  await openView(
    asked.triggerId,
    summaryForm({
      id: schedule?.id,
      channel: from.channel,
      time: from.time ?? DEFAULT_TIME,
      days: from.days ?? DEFAULT_DAYS,
      timeZone: from.timeZone ?? asked.asker.timeZone,
      scope: scopeAsTyped(schedule?.who ?? named.targets),
      quietDays: from.quietDays ?? 'line',
      names: from.names ?? 'members-only',
    }),
  );
  return { outcome: 'form' };
}

/** What words or a form say, as a schedule of this owner, who is the asker when nobody is named. */
export async function draftOf(
  { people }: Pick<SummaryParts, 'people'>,
  asked: AskedSchedule,
  { asker, channelId }: Asked,
  owner: ScheduleDraft['owner'] = asker,
): Promise<Drafted> {
  const named = await withEmails(asked.who, people);
  if ('refusal' in named) return named;
  return {
    draft: {
      channel: asked.channel ?? channelId ?? '',
      owner: { slackUserId: owner.slackUserId, slackTeamId: owner.slackTeamId },
      time: asked.time ?? DEFAULT_TIME,
      timeZone: asked.timeZone ?? asker.timeZone,
      days: asked.days ?? DEFAULT_DAYS,
      who: named.targets,
      quietDays: asked.quietDays ?? 'line',
      names: asked.names ?? 'members-only',
    },
  };
}

/** The same, refused when there would be nothing to see: now, and not at half past eight. */
export async function checkedDraftOf(
  parts: Pick<SummaryParts, 'people' | 'outOfTurn' | 'posting'>,
  asked: AskedSchedule,
  by: Asked,
  owner?: ScheduleDraft['owner'],
): Promise<Drafted> {
  const drafted = await draftOf(parts, asked, by, owner);
  if ('refusal' in drafted) return drafted;
  const refused = await postingRefused(parts.posting, drafted.draft.channel, by);
  if (refused !== undefined) return { refusal: refused };
  const { summary } = await parts.outOfTurn.preview(asSchedule(drafted.draft));
  return summary.kind === 'refused' ? { refusal: refusedOutcome(summary.answer) } : drafted;
}

/** A schedule that is not kept: to see what it would post. */
export function asSchedule(draft: ScheduleDraft): Schedule {
  return { ...draft, id: 'preview', state: 'active', activeSince: 0, origin: 'slack' };
}
