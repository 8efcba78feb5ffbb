import { dayLabel } from '../../domain/period/date-label.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { timingInWords } from '../../domain/schedule/words.ts';
import type { OwnerNews, PostRefusal, SkipReason } from '../../summaries/run.ts';
import { escapeText, type Message } from '../kit/message.ts';
import { section } from '../kit/paragraphs.ts';
import { refusedSummarySentence } from './refused.ts';
import { scopeInWords } from './scope.ts';

/** What the owner of a schedule is told when a post was not made: what happened, and what to do. */
export function ownerNewsMessage(schedule: Schedule, news: OwnerNews): Message {
  const which = `Your daily summary of ${scopeInWords(schedule.who)} for <#${escapeText(schedule.channel)}>, ${escapeText(timingInWords(schedule))},`;
  const text = `${which} ${whatHappened(news)}`;
  return { text, blocks: [section(text)] };
}

function whatHappened(news: OwnerNews): string {
  switch (news.kind) {
    case 'post-refused':
      return `could not be posted: ${postRefusalSentence(news.why)} I will not write again about this until you change the schedule.`;
    case 'summary-refused':
      return `was not posted. ${refusedSummarySentence(news.summary.answer)}`;
    case 'skipped':
      return `was not posted on ${listOf(news.days.map(dayLabel))}, ${because(news.because)} Its figures are still there: \`/agent-stats yesterday\`.`;
    default:
      return news satisfies never;
  }
}

/** Why Slack does not take a post, and what to do. */
export function postRefusalSentence(why: PostRefusal): string {
  switch (why) {
    case 'channel-gone':
      return 'the channel does not exist any more, or it is private and I am not in it. Invite me with `/invite @floorwalker`, or choose another channel with `/agent-summary edit`.';
    case 'channel-archived':
      return 'the channel is archived. Choose another one with `/agent-summary edit`, or delete the schedule with `/agent-summary off`.';
    case 'not-in-channel':
      return 'I am not in the channel. Invite me there with `/invite @floorwalker`.';
    case 'posting-restricted':
      return 'the settings of the channel do not let apps post in it. Ask one of its managers, or choose another one with `/agent-summary edit`.';
    case 'message-refused':
      return 'Slack did not accept the message. Please tell your administrator: the log says why.';
    default:
      return why satisfies never;
  }
}

function because(reason: SkipReason): string {
  switch (reason) {
    case 'late':
      return 'because I was not running at that time, nor soon enough after it.';
    case 'genesys-unavailable':
      return 'because Genesys Cloud did not answer for hours.';
    case 'slack-unavailable':
      return 'because Slack did not take it for hours.';
    case 'unconfirmed':
      return 'as far as I know: Slack never confirmed it, and I may not look. It may stand in the channel more than once.';
    default:
      return reason satisfies never;
  }
}

function listOf(days: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(days);
}
