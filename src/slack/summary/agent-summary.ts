import { isDeepStrictEqual } from 'node:util';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { ScheduleDraft } from '../../summaries/kept-schedules.ts';
import type { Asked, Clicked, Feature, Outcome, ViewSubmitted } from '../feature.ts';
import { say } from '../kit/say.ts';
import { readWithNames } from '../people/known-names.ts';
import { scopeAsTyped } from '../people/targets.ts';
import { act, askFirst, changed, mayNot, preview } from './acts.ts';
import { listAll, type SummaryParts, viewFor, withTheOne } from './choice.ts';
import { asSchedule, checkedDraftOf, draftOf, openForm } from './editing.ts';
import { formErrors, readForm, SUMMARY_FORM } from './form.ts';
import { handOver } from './hand-over.ts';
import { changedMessage } from './list.ts';
import { summaryProblemMessage } from './problem.ts';
import { SUMMARY } from './usage.ts';
import { type AskedSchedule, readSummary, type ScheduleVerb, type SummaryWords } from './words.ts';

/** `/agent-summary`: schedules and what they would post. */
export function createSummaryFeature(parts: SummaryParts): Feature {
  const acting = (verb: ScheduleVerb) => (clicked: Clicked) =>
    withTheOne(parts, clicked, { id: clicked.value }, (schedule) => act(parts, verb, schedule, clicked));
  return {
    commands: [{ ...SUMMARY, answer: (asked) => ask(parts, asked.text, asked) }],
    actions: {
      summary_new: (clicked) => ask(parts, 'on', clicked),
      summary_list: (clicked) => listAll(parts, clicked),
      summary_ask: (clicked) =>
        withTheOne(parts, clicked, { id: clicked.value }, async (schedule) =>
          askFirst(clicked.suffix, schedule, clicked),
        ),
      summary_preview: acting('preview'),
      summary_now: acting('now'),
      summary_edit: acting('edit'),
      summary_pause: acting('pause'),
      summary_resume: acting('resume'),
      summary_off: acting('off'),
      summary_take_over: (clicked) =>
        withTheOne(parts, clicked, { id: clicked.value }, (schedule) =>
          handOver(parts, schedule, clicked.asker.slackUserId, clicked),
        ),
    },
    views: { [SUMMARY_FORM]: { check: ({ values }) => formErrors(values), submit: (filled) => submit(parts, filled) } },
  };
}

async function ask(parts: SummaryParts, text: string, asked: Asked): Promise<Outcome> {
  const words = await readWithNames(readSummary, text, parts.names, asked.asker, 'stats', namesNobody);
  switch (words.kind) {
    case 'help':
      return { outcome: 'help', message: parts.help(SUMMARY) };
    case 'list':
      return listAll(parts, asked);
    case 'problem':
      return { outcome: words.problem.kind, message: summaryProblemMessage(words.problem) };
    case 'on':
      return words.asked.channel === undefined || words.asked.time === undefined
        ? openForm(parts, asked, words.asked)
        : asked.once(() => add(parts, words.asked, asked));
    case 'hand-over':
      return withTheOne(parts, asked, words.which, (schedule) => handOver(parts, schedule, words.to, asked));
    case 'do':
      return words.verb === 'preview' && words.asked.who.length > 0
        ? previewOf(parts, words.asked, asked)
        : withTheOne(parts, asked, words.which, (schedule) => act(parts, words.verb, schedule, asked));
    default:
      return words satisfies never;
  }
}

function namesNobody(words: SummaryWords): boolean {
  return words.kind === 'do' ? words.asked.who.length === 0 : words.kind !== 'on' && words.kind !== 'problem';
}

async function submit(parts: SummaryParts, filled: ViewSubmitted): Promise<Outcome> {
  const form = readForm(filled.values);
  if (form === undefined) return { outcome: 'help', message: parts.help(SUMMARY) };
  const { privateMetadata: id } = filled;
  if (id === '') return filled.once(() => add(parts, form, filled));
  return withTheOne(parts, filled, { id }, (schedule) => save(parts, schedule, form, filled));
}

async function add(parts: SummaryParts, words: AskedSchedule, by: Asked): Promise<Outcome> {
  const drafted = await checkedDraftOf(parts, words, by);
  if ('refusal' in drafted) return drafted.refusal;
  const same = (await parts.schedules.all()).find((schedule) => isSame(schedule, drafted.draft));
  if (same !== undefined) {
    const message = changedMessage(say`This summary exists already.`, same, viewFor(parts, by));
    return { outcome: 'already-scheduled', message };
  }
  const change = parts.schedules.add(drafted.draft);
  const outcome = await changed(parts, by, { outcome: 'scheduled', what: say`Scheduled.`, change });
  return { ...outcome, acted: true };
}

/** Whoever asks for the same again wants one of it. */
function isSame(schedule: Schedule, draft: ScheduleDraft): boolean {
  const told = ({ owner, channel, time, timeZone, days, who }: ScheduleDraft) => [
    owner.slackUserId,
    channel,
    time,
    timeZone,
    days,
    scopeAsTyped(who),
  ];
  return isDeepStrictEqual(told(schedule), told(draft));
}

async function save(parts: SummaryParts, schedule: Schedule, form: AskedSchedule, by: Asked): Promise<Outcome> {
  const refusal = mayNot({ by: 'its owner', configured: false }, schedule, by);
  if (refusal !== undefined) return refusal;
  const drafted = await checkedDraftOf(parts, form, by, schedule.owner);
  if ('refusal' in drafted) return drafted.refusal;
  const change = parts.schedules.change(schedule.id, drafted.draft);
  return changed(parts, by, { outcome: 'changed', what: say`Changed.`, change });
}

async function previewOf(parts: SummaryParts, asked: AskedSchedule, by: Asked): Promise<Outcome> {
  const drafted = await draftOf(parts, asked, by);
  return 'refusal' in drafted ? drafted.refusal : preview(parts, asSchedule(drafted.draft), by);
}
