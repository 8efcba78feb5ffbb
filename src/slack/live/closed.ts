import { formatDuration, formatQuantity } from '../../domain/format.ts';
import { mediaWord } from '../../domain/media-label.ts';
import type { EndedAnswer } from '../../reports/live/answer.ts';
import type { Card, Cell } from '../kit/card.ts';
import { clock } from '../kit/mrkdwn.ts';
import { plainName } from '../kit/names.ts';
import { type Line, name, say, strong } from '../kit/say.ts';
import { buttons } from './buttons.ts';
import { missingLines } from './missing.ts';
import { type LiveView, sourceLine } from './times.ts';
import { mediaWords } from './words.ts';

export const CLOSED_API = 'Genesys Analytics, which may not have the last minutes yet';

/** What somebody finished in the last hour: the one live question that Analytics answers. */
export function closedCard(answer: EndedAnswer, view: LiveView): Card {
  const { agent, conversations, question, missing } = answer;
  const zone = conversations.map(({ endedAt }) => clock(endedAt, view.timeZone).split(' ')[1]).at(0);
  return {
    head: [strong(headOf(answer))],
    table: {
      caption: `What ${plainName(agent.name, 40)} finished in the last hour`,
      of: 'time',
      columns: [zone === undefined ? 'Ended' : `Ended (${zone})`, 'Conversation', 'Lasted', 'Queue', 'Wrap-up'],
      rows: conversations.map((each) => rowOf(each, view)),
    },
    notes: [...missingLines(missing), sourceLine(CLOSED_API, answer, view)],
    buttons: buttons(
      {
        row: ['live_stats_today', 'live_refresh', 'live_share'],
        more: ['live_details'],
        question,
        whose: agent.name,
        person: agent,
      },
      view,
    ),
  };
}

function headOf({ agent, conversations, question }: EndedAnswer): Line {
  const count = conversations.length === 0 ? 'no conversation' : formatQuantity(conversations.length, 'conversation');
  const media = question.media.map((each) => mediaWord(each)).join(' or ');
  return say`${name(agent.name)} finished ${count}${media === '' ? '' : ` (${media})`} in the last hour`;
}

function rowOf(ended: EndedAnswer['conversations'][number], { timeZone }: LiveView): readonly Cell[] {
  const { queue, startedAt, endedAt, wrapUps } = ended;
  const lastedMs = Math.max(0, endedAt - startedAt);
  return [
    clock(endedAt, timeZone).split(' ')[0] ?? '',
    mediaWords(ended),
    { value: Math.round(lastedMs / 1000), text: formatDuration(lastedMs) },
    queue === undefined ? '–' : plainName(queue.name, 40),
    wrapUps.length === 0 ? '–' : wrapUps.map((each) => plainName(each, 40)).join(', '),
  ];
}
