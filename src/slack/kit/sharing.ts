import type { Outcome } from '../feature.ts';
import { type Outbox, slackErrorCode } from '../outbox.ts';
import { sentenceMessage } from './failure.ts';
import type { Message } from './message.ts';

/** What keeps the app from posting in a channel, in Slack's words, and what the person who shares can do about it. */
const REFUSALS: Readonly<Record<string, string>> = {
  not_in_channel: 'I am not in this channel. Invite me with `/invite @floorwalker`, then share again.',
  channel_not_found: 'I am not in this conversation. Invite me with `/invite @floorwalker`, then share again.',
  is_archived: 'This channel is archived, so nothing can be posted in it.',
  restricted_action: 'The settings of this channel do not let apps post in it. Ask one of its managers.',
};

/** Posts a copy of an answer for everybody in the channel. Whether the asker may see it has been checked again. */
export async function shareTo(outbox: Outbox, channelId: string | undefined, copy: Message): Promise<Outcome> {
  if (channelId === undefined)
    return { outcome: 'no-channel', message: sentenceMessage('There is no channel here to share to.') };
  try {
    await outbox.post(channelId, copy);
    return { outcome: 'shared' };
  } catch (error) {
    const refusal = REFUSALS[slackErrorCode(error) ?? ''];
    if (refusal === undefined) throw error;
    return { outcome: 'not-shared', message: sentenceMessage(refusal) };
  }
}
