import type { PostRefusal } from '../../domain/posting.ts';
import { type Line, say } from './say.ts';

/** What was to be posted: each has another remedy. */
export type PostedThing = 'schedule' | 'alert' | 'share';

const ELSEWHERE = {
  schedule: say`choose another channel with \`/agent-summary edit\``,
  alert: say`choose another channel with \`/agent-alert edit\``,
  share: say`share it in another channel`,
} as const satisfies Record<PostedThing, Line>;

const ARCHIVED = {
  schedule: say`Choose another one with \`/agent-summary edit\`, or delete the schedule with \`/agent-summary off\`.`,
  alert: say`Choose another one with \`/agent-alert edit\`, or delete the alert with \`/agent-alert off\`.`,
  share: say`Unarchive it, or share it in another channel.`,
} as const satisfies Record<PostedThing, Line>;

/** Why Slack does not take a post, and what to do: for its schedule's owner, an alert's, or for who shares an answer. */
export function postRefusalSentence(why: PostRefusal, of: PostedThing = 'schedule'): Line {
  const elsewhere = ELSEWHERE[of];
  switch (why) {
    case 'channel-gone':
      return say`the channel does not exist any more, or it is private and I am not in it. Invite me with \`/invite @floorwalker\`, or ${elsewhere}.`;
    case 'channel-archived':
      return say`the channel is archived. ${ARCHIVED[of]}`;
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
    case 'no-access':
      return say`Slack does not let this app work here at the moment. Ask an administrator of the workspace or the organisation to approve it: the log has Slack’s word for it.`;
    case 'headline-gone':
      return say`its message was deleted.`;
    case 'message-refused':
      return say`Slack did not accept the message. Please tell your administrator: the log says why.`;
    default:
      return why satisfies never;
  }
}
