import type { PostRefusal } from '../../domain/posting.ts';
import { type Line, say } from './say.ts';

/** Why Slack does not take a post, and what to do: for its schedule's owner, or for who shares an answer. */
export function postRefusalSentence(why: PostRefusal, of: 'schedule' | 'share' = 'schedule'): Line {
  const elsewhere =
    of === 'schedule' ? say`choose another channel with \`/agent-summary edit\`` : say`share it in another channel`;
  switch (why) {
    case 'channel-gone':
      return say`the channel does not exist any more, or it is private and I am not in it. Invite me with \`/invite @floorwalker\`, or ${elsewhere}.`;
    case 'channel-archived':
      return of === 'schedule'
        ? say`the channel is archived. Choose another one with \`/agent-summary edit\`, or delete the schedule with \`/agent-summary off\`.`
        : say`the channel is archived. Unarchive it, or ${elsewhere}.`;
    case 'channel-inactive':
      return say`Slack has closed the channel to messages. Ask a workspace administrator, or ${elsewhere}.`;
    case 'not-in-channel':
      return say`I am not in the channel. Invite me there with \`/invite @floorwalker\`.`;
    case 'posting-restricted':
      return say`the settings of the channel do not let apps post in it. Ask one of its managers, or ${elsewhere}.`;
    case 'scope-missing':
      return say`Slack says that I lack a permission for it. Ask your administrator to install the app again with the scopes of its manifest.`;
    case 'token-refused':
      return say`Slack does not accept the token of the app any more (\`SLACK_BOT_TOKEN\`). Ask your administrator to install the app again and to put the new token in.`;
    case 'headline-gone':
      return say`its message was deleted.`;
    case 'message-refused':
      return say`Slack did not accept the message. Please tell your administrator: the log says why.`;
    default:
      return why satisfies never;
  }
}
