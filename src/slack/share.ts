import type { Outcome } from './feature.ts';
import type { Message } from './kit/message.ts';
import { postRefusalSentence } from './kit/post-refusal.ts';
import { sentence } from './kit/render.ts';
import { type Line, say } from './kit/say.ts';
import type { Thread } from './kit/thread.ts';
import type { Outbox } from './outbox.ts';
import type { Audience } from './people/audience.ts';
import { notSent } from './wire/slack-error.ts';

/** Where an answer stands that is to be shared there. */
export interface SharePlace {
  readonly channelId: string | undefined;
  /** A conversation of a few people, of which an app cannot be a member. */
  readonly isDirect: boolean;
  readonly responseUrl: string | undefined;
  readonly thread?: Thread | undefined;
}

/**
 * Posts a copy of an answer for everybody who reads the conversation. Whether the asker may see it has been checked
 * again; here it is decided who else may.
 *
 * @param named whether people are named in it: then as in a summary only full members of this workspace may read along
 */
export type Share = (place: SharePlace, copy: Message, how: { readonly named: boolean }) => Promise<Outcome>;

export function createShare({
  outbox,
  audience,
}: {
  readonly outbox: Pick<Outbox, 'post' | 'inPlace'>;
  readonly audience: (channelId: string) => Promise<Audience>;
}): Share {
  return async ({ channelId, isDirect, responseUrl, thread }, copy, { named }) => {
    if (channelId === undefined) return told('no-channel', say`There is no channel here to share to.`);
    const readers = named && !isDirect ? await audience(channelId) : 'members-only';
    if (readers !== 'members-only') return told(`readers-${readers}`, NOT_FOR[readers]);
    try {
      await outbox.post(channelId, copy, { threadTs: thread?.ts });
      return { outcome: 'shared', acted: true };
    } catch (error) {
      const isOutside = isDirect && notSent(error).kind === 'refused';
      return isOutside && responseUrl !== undefined ? sharedInPlace(responseUrl, copy) : notShared(error);
    }
  };

  /** Slack lets the answer to a click reach everybody, also where no app can be a member. */
  async function sharedInPlace(responseUrl: string, copy: Message): Promise<Outcome> {
    try {
      await outbox.inPlace(responseUrl, copy);
      return { outcome: 'shared', acted: true };
    } catch {
      return told(
        'not-shared',
        say`Slack does not let apps write in this conversation, and the answer is too old to be shared from here. Press Refresh, then share again.`,
      );
    }
  }
}

const NOT_FOR = {
  'others-too': say`Guests or people of other organisations read this channel, so nothing that names people is shared here. Share it where only members of this workspace read along.`,
  unknown: say`I cannot read who is in this channel, so nothing that names people is shared here. Invite me with \`/invite @floorwalker\`, then share again.`,
  'not-now': say`Slack did not say who reads this channel, so nothing was shared. Try again in a minute.`,
} as const;

function notShared(error: unknown): Outcome {
  const failure = notSent(error);
  switch (failure.kind) {
    case 'refused':
      return told('not-shared', say`It was not shared: ${postRefusalSentence(failure.why, 'share')}`);
    case 'later':
      return told(
        'not-shared',
        say`Slack does not take it at the moment, so it was not shared. Try again in a minute.`,
      );
    case 'unknown':
      return {
        ...told(
          'in-doubt',
          say`Slack did not say whether it took the message. Look whether it stands in the channel before you share again.`,
        ),
        acted: true,
      };
    default:
      return failure satisfies never;
  }
}

function told(outcome: string, what: Line): Outcome {
  return { outcome, message: sentence(what) };
}
