import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { ScheduleDraft } from '../../summaries/schedules.ts';
import type { Asked, Outcome, ViewSubmitted } from '../feature.ts';
import type { Form } from '../kit/form.ts';
import { sentence } from '../kit/render.ts';
import { withEmails } from '../people/mentions.ts';
import type { People } from '../people/people.ts';
import { DEFAULT_DAYS, DEFAULT_TIME, readForm, scopeAsTyped, summaryForm } from './form.ts';
import { summaryHelpMessage } from './help.ts';
import { refusedSummarySentence } from './refused.ts';
import type { SummaryShow } from './show.ts';
import type { AskedSchedule } from './words.ts';

/** Turns words or a filled form into a schedule that its owner can see something in. */
export interface SummaryEditing {
  readonly openForm: (asked: Asked, from: AskedSchedule, schedule?: Schedule) => Promise<Outcome>;
  /** What was filled in; nothing when it cannot be read. */
  readonly formOf: (submitted: ViewSubmitted) => AskedSchedule | undefined;
  /** A draft for this owner, who is the asker when nobody is named. */
  readonly draftOf: (asked: AskedSchedule, by: Asked, owner?: ScheduleDraft['owner']) => Promise<Drafted>;
  /** The same, refused when there would be nothing to see: now, and not at half past eight. */
  readonly checkedDraftOf: (asked: AskedSchedule, by: Asked, owner?: ScheduleDraft['owner']) => Promise<Drafted>;
}

export type Drafted = { readonly draft: ScheduleDraft } | { readonly refusal: Outcome };

export function createSummaryEditing(parts: {
  readonly people: Pick<People, 'emailOf'>;
  readonly show: SummaryShow;
  readonly openView: (triggerId: string, form: Form) => Promise<void>;
}): SummaryEditing {
  const { people, show, openView } = parts;

  async function openForm(asked: Asked, from: AskedSchedule, schedule?: Schedule): Promise<Outcome> {
    if (asked.triggerId === undefined) return { outcome: 'help', message: summaryHelpMessage() };
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

  async function draftOf(
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

  async function checkedDraftOf(asked: AskedSchedule, by: Asked, owner?: ScheduleDraft['owner']): Promise<Drafted> {
    const drafted = await draftOf(asked, by, owner);
    if ('refusal' in drafted) return drafted;
    const summary = await show.prepare(show.runNow(asSchedule(drafted.draft)));
    if (summary.kind !== 'refused') return drafted;
    return {
      refusal: { outcome: 'summary-refused', message: sentence(refusedSummarySentence(summary.answer)) },
    };
  }

  return { openForm, draftOf, checkedDraftOf, formOf: ({ values }) => readForm(values) };
}

/** A schedule that is not kept: to see what it would post. */
export function asSchedule(draft: ScheduleDraft): Schedule {
  return { ...draft, id: 'preview', state: 'active', activeSince: 0, origin: 'slack' };
}
