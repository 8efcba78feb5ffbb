import type { Message } from '../kit/message.ts';
import { sentence } from '../kit/render.ts';
import { type Line, mention, say } from '../kit/say.ts';
import type { PersonProblem } from './people.ts';

const OTHERWISE = say`Ask with their address or their name in Genesys Cloud instead: \`/agent-live "Ana López"\`.`;

/**
 * Why a mentioned person cannot be looked up in Genesys Cloud, and how to ask instead. It mentions the person, which
 * Slack shows by name and does not notify in a message that only the asker sees.
 */
export function personProblemMessage(problem: PersonProblem, slackUserId: string): Message {
  return sentence(why(problem, mention(slackUserId)));
}

function why(problem: PersonProblem, whom: Line): Line {
  switch (problem) {
    case 'unknown':
      return say`Slack does not know the person you mentioned. Pick them from the menu that opens when you type @. ${OTHERWISE}`;
    case 'deactivated':
      return say`${whom} is deactivated in Slack, so their address there is not used any more. ${OTHERWISE}`;
    case 'bot':
      return say`${whom} is an app and not a person. Mention a colleague: \`/agent-live @ana\`.`;
    case 'stranger':
      return say`${whom} belongs to another organisation in Slack, so their address there is not used. ${OTHERWISE}`;
    case 'guest':
      return say`${whom} is a guest in this workspace, so their address there is not used. ${OTHERWISE} Your administrator can also link them (\`IDENTITY_LINKS\`).`;
    case 'no-email':
      return say`Slack shows no email address of ${whom}. ${OTHERWISE} Your administrator can also link them (\`IDENTITY_LINKS\`).`;
    case 'unconfirmed-email':
      return say`The email address of ${whom} is not confirmed in Slack, so it may be somebody else's. ${OTHERWISE} Your administrator can also trust its domain (\`TRUSTED_EMAIL_DOMAINS\`), as for people who sign in through their company, or link them (\`IDENTITY_LINKS\`).`;
    default:
      return problem satisfies never;
  }
}
