import { formatQuantity } from '../../domain/format.ts';
import type { AttentionKind } from '../../domain/live/attention.ts';
import type { BoardConversation, BoardRow, RowGroup } from '../../domain/live/board.ts';
import { mediaWord } from '../../domain/media-label.ts';
import { join, type Line, name, say, strong } from '../kit/say.ts';
import { lasted, lasting, type Times } from './times.ts';
import { awayWords, doing, NOT_RESPONDING, restingWords, rowWords, sentenceOf, stateWords } from './words.ts';

/** Somebody who needs attention, in a sentence. @example '*Maria Silva* has been in after-call work for 11m (voice)' */
export function attentionLine(row: BoardRow, times: Times): Line {
  const { agent, attention, conversations } = row;
  const who = strong(name(agent.name));
  if (attention === undefined) return who;
  const about = conversationOf(row);
  const since = lasting(times, attention.since);
  const others = conversations.length - (about === undefined ? 0 : 1);
  const inOthers = about === undefined ? say`, in ${formatQuantity(others, 'conversation')}` : say`, ${others} more`;
  const more = others > 0 ? inOthers : '';
  if (about === undefined || attention.kind === 'not-responding') {
    return say`${who} ${sentenceOf(NOT_RESPONDING, since)}${more}`;
  }
  const what = sentenceOf(doing({ ...about, media: 'voice', direction: 'inbound', role: 'agent' }), since);
  return say`${who} ${what} (${mediaWord(about.media)})${more}`;
}

const REASONS = {
  'not-responding': 'alerting',
  'after-call-work': 'after-call-work',
  hold: 'held',
} as const satisfies Record<AttentionKind, BoardConversation['state']>;

/** The conversation to look at. */
function conversationOf({ attention, conversations }: BoardRow): BoardConversation | undefined {
  if (attention === undefined) return conversations[0];
  const reason = REASONS[attention.kind];
  return conversations.find((each) => each.state === reason && each.stateSince === attention.since);
}

/** Somebody in a few words. @example 'Ana López, chat 12m, 3 more', 'Aitana Castro 1m 48s', 'Layla Haddad, pre-break 22m' */
export function rowItem(row: BoardRow, group: RowGroup, times: Times): Line {
  const { agent, routing, presence, conversations } = row;
  const who = name(agent.name, 40);
  switch (group) {
    case 'free':
      return timed(who, routing?.since, times);
    case 'attention':
    case 'busy': {
      const [first] = conversations;
      if (first === undefined)
        return say`${who}, ${timed(BUSY[routing?.status ?? ''] ?? 'busy', routing?.since, times)}`;
      const more = conversations.length > 1 ? `, ${conversations.length - 1} more` : '';
      return say`${who}, ${timed(rowWords(first), first.stateSince, times)}${more}`;
    }
    case 'away':
      return say`${who}, ${timed(presence === undefined ? 'presence unknown' : awayWords(presence, presence.label), presence?.since, times)}${row.outOfOffice ? ', out of office' : ''}`;
    case 'offline':
      return timed(who, presence?.since, times);
    case 'unknown':
      return who;
    default:
      return group satisfies never;
  }
}

const BUSY: Readonly<Record<string, string>> = {
  communicating: 'call outside the queues',
  interacting: 'conversation',
};

function timed(words: Line | string, since: number | undefined, times: Times): Line {
  const time = lasted(times, since);
  return time === undefined ? say`${words}` : say`${words} ${time}`;
}

/** All that is known of somebody on a board, for "Details". */
export function rowFacts(row: BoardRow, times: Times): Line {
  const { agent, known, presence, routing, conversations, outOfOffice } = row;
  const state = presence === undefined ? 'presence unknown' : restingWords(presence, presence.label);
  return say`${strong(name(agent.name, 40))}: ${join(
    [
      ...(known ? [timed(state, presence?.since, times)] : ['not visible to this app']),
      ...(routing?.status === 'idle' ? [timed('free', routing.since, times)] : []),
      ...(routing?.status === 'not-responding' ? [timed('not responding', routing.since, times)] : []),
      ...conversations.map((each) => conversationFacts(each, times)),
      ...(outOfOffice ? ['out of office'] : []),
    ],
    ' · ',
  )}`;
}

function conversationFacts(conversation: BoardConversation, times: Times): Line {
  const { media, queue, stateSince } = conversation;
  const where = queue === undefined ? '' : say` in ${name(queue.name, 30)}`;
  return say`${mediaWord(media)}${where} ${timed(stateWords(conversation), stateSince, times)}`;
}
