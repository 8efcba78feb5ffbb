import type { Missing } from '../../reports/live/answer.ts';
import { clip } from '../kit/mrkdwn.ts';
import { code, join, type Line, lineOf, say } from '../kit/say.ts';

const MISSING = {
  user: 'The user could not be read, so conversations that this app may not see are not counted',
  'agent-status':
    'The agent status could not be read, so conversations come from the details query and may be incomplete',
  'agent-statuses': 'What people do could not be read',
  waiting: 'Who waits could not be read',
  'conversation-list': 'Which conversations there are could not be read',
  conversations: 'A conversation could not be read, so its state and times are those of the agent status',
  'presence-labels': 'The names of presences could not be read',
  'queue-names': 'The names of queues could not be read',
  'agent-names':
    'Genesys Cloud withholds who some people are: they are counted and have no row. The app’s role needs the permission for the names in agent states (agentStateNames)',
  'message-types': 'Kinds of messages are not told apart here: ask about one person, or about all messages',
  'wrap-up-names': 'The names of wrap-up codes could not be read',
} as const satisfies Record<Missing['what'], string>;

/** Genesys names one or two of some forty characters; whatever it names must fit. */
const MOST_PERMISSIONS = 3;
const LONGEST_PERMISSION = 80;

/** What an answer does without, and why, a line each. */
export function missingLines(missing: readonly Missing[]): readonly Line[] {
  return missing.map(({ what, why, missingPermissions }) =>
    what === 'message-types' ? say`${MISSING[what]}.` : say`${MISSING[what]}: ${becauseOf(why, missingPermissions)}.`,
  );
}

function becauseOf(why: Missing['why'], permissions: readonly string[]): Line {
  switch (why) {
    case 'forbidden':
      return permissions.length > 0 ? say`the app lacks ${lacking(permissions)}` : lineOf('the app may not read it');
    case 'not-found':
      return lineOf('Genesys Cloud has none');
    case 'timeout':
      return lineOf('Genesys Cloud did not answer in time');
    case 'rate-limited':
      return lineOf('Genesys Cloud is busy');
    case 'unavailable':
    case 'unauthorised':
      return lineOf('Genesys Cloud is not reachable at the moment');
    case 'invalid-request':
    case 'unexpected-response':
      return lineOf('Genesys Cloud answered something unexpected');
    default:
      return why satisfies never;
  }
}

export function lacking(permissions: readonly string[]): Line {
  return join(
    permissions.slice(0, MOST_PERMISSIONS).map((each) => code(clip(each, LONGEST_PERMISSION))),
    ' or ',
  );
}
