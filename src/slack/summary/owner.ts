import { dayLabel } from '../../domain/period/date-label.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { timingInWords } from '../../domain/schedule/words.ts';
import type { Refusal } from '../../summaries/daily-summary.ts';
import type { PostedOutOfTurn } from '../../summaries/out-of-turn.ts';
import type { OwnerNews, SkipReason } from '../../summaries/ports.ts';
import type { Outcome } from '../feature.ts';
import type { Buttons } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { postRefusalSentence } from '../kit/post-refusal.ts';
import { render, sentence } from '../kit/render.ts';
import { channel, type Line, listed, mention, say } from '../kit/say.ts';
import { scopeInWords } from '../people/targets.ts';
import { refusedSummarySentence } from './refused.ts';

/** What the owner of a schedule is told when a post was not made: what happened, and what to do. */
export function ownerNewsMessage(schedule: Schedule, news: OwnerNews): Message {
  const which = say`Your daily summary of ${scopeInWords(schedule.who)} for ${channel(schedule.channel)}, ${timingInWords(schedule)},`;
  const head = [say`${which} ${whatHappened(news)}`];
  return render(news.kind === 'in-doubt' && news.part === 'headline' ? { head, buttons: postNow(schedule) } : { head });
}

/** Everybody would see it, so that it asks once more. */
function postNow({ id, time }: Schedule): Buttons {
  const confirm = { title: 'Post it now?', text: 'Everybody in the channel will see it.', yes: 'Post it' };
  return { row: [{ action: 'summary_now', label: 'Post it now', about: `${time} summary`, value: id, confirm }] };
}

function whatHappened(news: OwnerNews): Line {
  switch (news.kind) {
    case 'post-refused':
      return say`could not be posted: ${postRefusalSentence(news.why)} I will not write again about this until you change the schedule.`;
    case 'summary-refused':
      return say`was not posted. ${refusedSummarySentence(news.summary.answer)}`;
    case 'skipped':
      return say`was not posted on ${listed(news.days.map(dayLabel))}, ${because(news.because)} Its figures are still there: \`/agent-stats yesterday\`.`;
    case 'in-doubt':
      return inDoubt(news);
    default:
      return news satisfies never;
  }
}

function inDoubt({ day, part }: Extract<OwnerNews, { kind: 'in-doubt' }>): Line {
  const what = part === 'headline' ? 'its post' : 'what belongs into its thread';
  const then = part === 'headline' ? 'Look into the channel: if it is missing, post it now.' : 'The headline is there.';
  return say`is in doubt on ${dayLabel(day)}: Slack did not say whether it took ${what}, and I could not look for it, so I did not send it again. ${then} With the scopes \`channels:history\` and \`groups:history\` I can look.`;
}

/** For those who administer the app: a summary stopped, because its owner is no member of the workspace any more. */
export function ownerlessMessage(schedule: Schedule): Message {
  const which = say`The daily summary of ${scopeInWords(schedule.who)} for ${channel(schedule.channel)}, ${timingInWords(schedule)},`;
  const why = say`is not posted any more: its owner ${mention(schedule.owner.slackUserId)} is no full member of this workspace now, and it shows what its owner may see.`;
  if (schedule.origin === 'configuration') {
    return sentence(say`${which} ${why} It comes from the configuration: name somebody else in \`SUMMARY_OWNER\`.`);
  }
  const take = { action: 'summary_take_over', label: 'Take it over', value: schedule.id, style: 'primary' } as const;
  return render({
    head: [say`${which} ${why} Take it over, or delete it with \`/agent-summary off\`.`],
    buttons: { row: [take] },
  });
}

/** What somebody else did with a schedule, for whoever owned it. */
export function administeredMessage(schedule: Schedule, by: string, what: Line): Message {
  return sentence(
    say`${mention(by)}, who administers this app, ${what} your daily summary of ${scopeInWords(schedule.who)} for ${channel(schedule.channel)}, ${timingInWords(schedule)}.`,
  );
}

export function refusedOutcome(answer: Refusal): Outcome {
  return { outcome: 'summary-refused', message: sentence(refusedSummarySentence(answer)) };
}

/** Why a post out of turn was not made, for whoever asked for it. */
export function notPostedOutcome(posted: Exclude<PostedOutOfTurn, { kind: 'posted' }>): Outcome {
  switch (posted.kind) {
    case 'summary-refused':
      return refusedOutcome(posted.answer);
    case 'refused':
      return {
        outcome: posted.why,
        message: sentence(say`It could not be posted: ${postRefusalSentence(posted.why)}`),
      };
    case 'later':
      return {
        outcome: 'rate-limited',
        message: sentence(say`Slack does not take it at the moment. Try again in a minute.`),
      };
    case 'unknown':
      return {
        outcome: 'unconfirmed',
        message: sentence(say`Slack did not confirm the post. Look into the channel before you try again.`),
      };
    default:
      return posted satisfies never;
  }
}

function because(reason: SkipReason): Line {
  switch (reason) {
    case 'late':
      return say`because I was not running at that time, nor soon enough after it.`;
    case 'genesys-unavailable':
      return say`because Genesys Cloud did not answer for hours.`;
    case 'slack-unavailable':
      return say`because Slack did not take it for hours.`;
    default:
      return reason satisfies never;
  }
}
