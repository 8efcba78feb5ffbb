import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { LastRunOf } from '../../summaries/last-run.ts';
import type { Poster } from '../../summaries/run.ts';
import type { Schedules } from '../../summaries/schedules.ts';
import type { Asked, Clicked, Feature, Outcome, ViewSubmitted } from '../feature.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import type { Form } from '../kit/form.ts';
import { sentence } from '../kit/render.ts';
import { channel, type Line, mention, say } from '../kit/say.ts';
import type { Outbox } from '../outbox.ts';
import type { Audience } from '../people/audience.ts';
import type { People } from '../people/people.ts';
import { createSummaryChoice } from './choice.ts';
import { asSchedule, createSummaryEditing } from './editing.ts';
import { formErrors, SUMMARY_FORM } from './form.ts';
import { summaryHelpMessage } from './help.ts';
import { askMessage, changedMessage, listMessage } from './list.ts';
import { detailsMessage, headlineMessage } from './post.ts';
import { summaryProblemMessage } from './problem.ts';
import { refusedSummarySentence } from './refused.ts';
import type { SummaryShow } from './show.ts';
import { type AskedSchedule, readSummary, type ScheduleVerb, type Which } from './words.ts';

/** `/agent-summary`: schedules and what they would post. */
export function createSummaryFeature(parts: {
  readonly schedules: Schedules;
  readonly show: SummaryShow;
  readonly poster: Pick<Poster, 'headline' | 'details'>;
  readonly lastRunOf: LastRunOf;
  readonly people: Pick<People, 'asker' | 'emailOf'>;
  readonly audience: (channelId: string) => Promise<Audience>;
  readonly outbox: Pick<Outbox, 'direct'>;
  readonly openView: (triggerId: string, form: Form) => Promise<void>;
  /** Slack ids of those who may see and change everybody's schedules. */
  readonly admins: readonly string[];
  /** Called after a change, so that what is due soon is not missed. */
  readonly onChange: () => void;
  readonly now: () => Instant;
}): Feature {
  const { schedules, show, poster, people, audience, outbox, onChange, now } = parts;
  const choice = createSummaryChoice(parts);
  const editing = createSummaryEditing(parts);

  const viewFor = ({ asker }: Asked) => ({ now: now(), timeZone: asker.timeZone });

  async function ask(text: string, asked: Asked): Promise<Outcome> {
    const words = readSummary(text);
    switch (words.kind) {
      case 'help':
        return { outcome: 'help', message: summaryHelpMessage() };
      case 'list':
        return list(asked);
      case 'problem':
        return { outcome: words.problem.kind, message: summaryProblemMessage(words.problem) };
      case 'on':
        return words.asked.channel === undefined || words.asked.time === undefined
          ? editing.openForm(asked, words.asked)
          : add(words.asked, asked);
      case 'hand-over':
        return choice.one(asked, words.which, (schedule) => handOver(schedule, words.to, asked));
      case 'do':
        return words.verb === 'preview' && words.asked.who.length > 0
          ? previewOf(words.asked, asked)
          : choice.one(asked, words.which, (schedule) => act(words.verb, schedule, asked));
      default:
        return words satisfies never;
    }
  }

  async function list(asked: Asked): Promise<Outcome> {
    const listed = await choice.listed(await choice.manageable(asked));
    return { outcome: 'answered', message: listMessage(listed, viewFor(asked), 'Daily summaries') };
  }

  async function act(verb: ScheduleVerb, schedule: Schedule, asked: Asked): Promise<Outcome> {
    const refusal = mayNot(verb, schedule, asked);
    if (refusal !== undefined) return refusal;
    switch (verb) {
      case 'preview':
        return preview(schedule, asked);
      case 'now':
        return postNow(schedule, asked);
      case 'edit':
        return editing.openForm(asked, { ...schedule, who: [] }, schedule);
      case 'pause':
        return changed(
          'paused',
          schedules.pause(schedule.id),
          say`Paused. Nothing is posted until you resume it.`,
          asked,
        );
      case 'resume':
        return changed(
          'resumed',
          schedules.resume(schedule.id),
          say`Resumed. What was due meanwhile is not made up for.`,
          asked,
        );
      case 'off':
        return remove(schedule);
      default:
        return verb satisfies never;
    }
  }

  async function askFirst(verb: string, schedule: Schedule, asked: Asked): Promise<Outcome> {
    if (verb !== 'now' && verb !== 'off') return { outcome: 'old-button', message: oldButtonMessage() };
    return mayNot(verb, schedule, asked) ?? { outcome: 'asked-again', message: askMessage(verb, schedule) };
  }

  async function changed(
    outcome: string,
    change: Promise<Schedule | undefined>,
    what: Line,
    asked: Asked,
  ): Promise<Outcome> {
    const schedule = await change;
    if (schedule === undefined) return choice.gone();
    onChange();
    return { outcome, message: changedMessage(what, schedule, viewFor(asked), await readersNote(schedule)) };
  }

  async function remove({ id, channel: of }: Schedule): Promise<Outcome> {
    if (!(await schedules.remove(id))) return choice.gone();
    onChange();
    return {
      outcome: 'deleted',
      message: sentence(say`Deleted. Nothing more is posted in ${channel(of)} by this summary.`),
    };
  }

  /** Paused until its new owner resumes it: what they may see is not lent to a channel that they have not agreed to. */
  async function handOver(schedule: Schedule, to: string, asked: Asked): Promise<Outcome> {
    if (schedule.origin === 'configuration') return configured();
    const heir = await people.asker({ userId: to, teamId: asked.asker.slackTeamId });
    if (heir.kind !== 'member') {
      return {
        outcome: 'not-a-member',
        message: sentence(
          say`${mention(to)} is no full member of this workspace, so they cannot own a summary. Choose somebody else.`,
        ),
      };
    }
    const owner = { slackUserId: to, slackTeamId: heir.slackTeamId };
    await schedules.pause(schedule.id);
    const outcome = await changed(
      'handed-over',
      schedules.change(schedule.id, { owner }),
      say`Handed over to ${mention(to)}. It is paused until they resume it, and then shows what they may see.`,
      asked,
    );
    if (outcome.outcome === 'handed-over')
      await outbox.direct(
        to,
        changedMessage(
          say`${mention(asked.asker.slackUserId)} handed this daily summary over to you. It is paused: once you resume it, it shows there what you may see.`,
          { ...schedule, owner, state: 'paused' },
          { now: now(), timeZone: heir.timeZone },
        ),
      );
    return outcome;
  }

  async function submit(submitted: ViewSubmitted): Promise<Outcome> {
    const form = editing.formOf(submitted);
    if (form === undefined) return { outcome: 'help', message: summaryHelpMessage() };
    const { privateMetadata: id } = submitted;
    return id === ''
      ? add(form, submitted)
      : choice.one(submitted, { id }, (schedule) => edit(schedule, form, submitted));
  }

  async function add(words: AskedSchedule, by: Asked): Promise<Outcome> {
    const drafted = await editing.checkedDraftOf(words, by);
    if ('refusal' in drafted) return drafted.refusal;
    return changed('scheduled', schedules.add(drafted.draft), say`Scheduled.`, by);
  }

  async function edit(schedule: Schedule, form: AskedSchedule, by: Asked): Promise<Outcome> {
    if (schedule.origin === 'configuration') return configured();
    if (!isOwner(schedule, by)) return notTheOwner(schedule);
    const drafted = await editing.checkedDraftOf(form, by, schedule.owner);
    if ('refusal' in drafted) return drafted.refusal;
    return changed('changed', schedules.change(schedule.id, drafted.draft), say`Changed.`, by);
  }

  async function previewOf(asked: AskedSchedule, by: Asked): Promise<Outcome> {
    const drafted = await editing.draftOf(asked, by);
    return 'refusal' in drafted ? drafted.refusal : preview(asSchedule(drafted.draft), by);
  }

  /** Exactly what would be posted at this moment: the headline, and behind it what would stand in its thread. */
  async function preview(schedule: Schedule, asked: Asked): Promise<Outcome> {
    const run = show.runNow(schedule);
    const summary = await show.prepare(run);
    if (summary.kind === 'refused') {
      return { outcome: 'summary-refused', message: sentence(refusedSummarySentence(summary.answer)) };
    }
    const headline = headlineMessage(run, summary, { late: false });
    if (summary.kind === 'quiet') return { outcome: 'previewed', message: headline };
    await asked.tell(headline);
    return { outcome: 'previewed', message: detailsMessage(run, summary) };
  }

  /** A post besides those that are due; its name is its own, so that it is taken for none of them. */
  async function postNow(schedule: Schedule, asked: Asked): Promise<Outcome> {
    const due = show.runNow(schedule);
    const run = { ...due, name: `${due.name}/${asked.reference}` };
    const summary = await show.prepare(run);
    if (summary.kind === 'refused') {
      return { outcome: 'summary-refused', message: sentence(refusedSummarySentence(summary.answer)) };
    }
    const headline = await poster.headline(run, summary, { late: false });
    if (headline.kind !== 'posted') return choice.notPosted(headline);
    await poster.details(run, summary, headline.ts);
    return { outcome: 'posted', message: sentence(say`Posted in ${channel(schedule.channel)}.`) };
  }

  async function readersNote({ channel: of, names }: Schedule): Promise<readonly Line[]> {
    if (names === 'always') return [];
    switch (await audience(of)) {
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
    }
  }

  const acting = (verb: ScheduleVerb) => (clicked: Clicked) =>
    choice.one(clicked, { id: clicked.value } satisfies Which, (schedule) => act(verb, schedule, clicked));

  return {
    commands: { '/agent-summary': (asked) => ask(asked.text, asked) },
    actions: {
      summary_new: (clicked) => ask('on', clicked),
      summary_list: list,
      summary_ask: (clicked) =>
        choice.one(clicked, { id: clicked.value }, (schedule) => askFirst(clicked.suffix, schedule, clicked)),
      summary_preview: acting('preview'),
      summary_now: acting('now'),
      summary_edit: acting('edit'),
      summary_pause: acting('pause'),
      summary_resume: acting('resume'),
      summary_off: acting('off'),
    },
    views: { [SUMMARY_FORM]: { check: ({ values }) => formErrors(values), submit } },
  };
}

function mayNot(verb: ScheduleVerb, schedule: Schedule, asked: Asked): Outcome | undefined {
  if (schedule.origin === 'configuration' && verb !== 'preview' && verb !== 'now') return configured();
  return verb !== 'pause' && verb !== 'off' && !isOwner(schedule, asked) ? notTheOwner(schedule) : undefined;
}

function isOwner({ owner }: Schedule, { asker }: Asked): boolean {
  return owner.slackUserId === asker.slackUserId;
}

/** An administrator keeps order among the summaries of others, and does not look through their eyes. */
function notTheOwner({ owner }: Schedule): Outcome {
  return {
    outcome: 'not-the-owner',
    message: sentence(
      say`This summary shows what its owner ${mention(owner.slackUserId)} may see, so only they can preview, post, change or resume it. You can pause, delete or hand it over.`,
    ),
  };
}

function configured(): Outcome {
  return {
    outcome: 'configured',
    message: sentence(
      say`This summary comes from the configuration (\`SUMMARY_…\`). Ask the administrator of the app to change it there.`,
    ),
  };
}
