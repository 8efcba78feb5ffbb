import { sentenceMessage } from '../kit/failure.ts';
import { escapeText, type Message } from '../kit/message.ts';
import type { PersonProblem } from './people.ts';

const OTHERWISE = 'Ask with their address or their name in Genesys Cloud instead: `/agent-live "Ana López"`.';

/**
 * Why a mentioned person cannot be looked up in Genesys Cloud, and how to ask instead. It mentions the person, which
 * Slack shows by name and does not notify in a message that only the asker sees.
 */
export function personProblemMessage(problem: PersonProblem, slackUserId: string): Message {
  return sentenceMessage(sentence(problem, `<@${escapeText(slackUserId)}>`));
}

function sentence(problem: PersonProblem, whom: string): string {
  switch (problem) {
    case 'unknown':
      return `Slack does not know the person you mentioned. Pick them from the menu that opens when you type @. ${OTHERWISE}`;
    case 'deactivated':
      return `${whom} is deactivated in Slack, so their address there is not used any more. ${OTHERWISE}`;
    case 'bot':
      return `${whom} is an app and not a person. Mention a colleague: \`/agent-live @ana\`.`;
    case 'stranger':
      return `${whom} belongs to another organisation in Slack, so their address there is not used. ${OTHERWISE}`;
    case 'guest':
      return `${whom} is a guest in this workspace, so their address there is not used. ${OTHERWISE} Your administrator can also link them (\`IDENTITY_LINKS\`).`;
    case 'no-email':
      return `Slack shows no email address of ${whom}. ${OTHERWISE} Your administrator can also link them (\`IDENTITY_LINKS\`).`;
    case 'unconfirmed-email':
      return `The email address of ${whom} is not confirmed in Slack, so it may be somebody else's. ${OTHERWISE} Your administrator can also link them (\`IDENTITY_LINKS\`).`;
    default:
      return problem satisfies never;
  }
}
