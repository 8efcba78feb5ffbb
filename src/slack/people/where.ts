import type { Asked, Outcome } from '../feature.ts';
import { sentence } from '../kit/render.ts';
import { channel, type Line, say } from '../kit/say.ts';
import type { Channels } from './audience.ts';

/**
 * Why nothing of this person's is posted in a channel, or nothing when it may be. Where Slack does not say who is a
 * member it may, and names nobody.
 */
export async function postingRefused(
  posting: Channels['posting'],
  channelId: string,
  { asker }: Pick<Asked, 'asker'>,
): Promise<Outcome | undefined> {
  const { kind } = await posting(channelId, asker.slackUserId);
  const where = channel(channelId);
  switch (kind) {
    case 'may-post':
      return undefined;
    case 'archived':
      return refused(
        'channel-archived',
        say`${where} is archived, so nothing can be posted in it. Choose another channel.`,
      );
    case 'app-not-in-it':
      return refused(
        'channel-gone',
        say`I cannot post in ${where}: it is private and I am not in it, or it is gone. Invite me there with \`/invite @floorwalker\`, then send this again.`,
      );
    case 'not-a-member':
      return refused(
        'not-in-the-channel',
        say`You are not in ${where}, so you cannot have anything posted there. Join it first.`,
      );
    case 'not-now':
      return refused('slack-failed', say`Slack did not say who is in ${where}. Send this again in a minute.`);
    default:
      return kind satisfies never;
  }
}

function refused(outcome: string, why: Line): Outcome {
  return { outcome, message: sentence(why) };
}
