import type { AgentLive } from '../../reports/live/agent-live.ts';
import type { Feature, Outcome, ShortcutAsked } from '../feature.ts';
import { sentence } from '../kit/render.ts';
import { code, say } from '../kit/say.ts';
import type { People } from '../people/people.ts';
import { personProblemMessage } from '../people/person-problem.ts';
import { liveMessage } from './message.ts';

/** The message shortcut "Agent status" on a colleague's message: the same as `/agent-live @them`. */
export function createAgentStatusFeature({
  live,
  people,
  appUrl,
  now,
}: {
  readonly live: AgentLive;
  readonly people: Pick<People, 'emailOf'>;
  readonly appUrl: string;
  readonly now: () => number;
}): Feature {
  async function agentStatus({ authorId, asker }: ShortcutAsked): Promise<Outcome> {
    if (authorId === undefined) return NO_AUTHOR;
    const address = await people.emailOf(authorId);
    if (address.kind === 'problem') {
      if (address.problem === 'bot') return NO_AUTHOR;
      if (address.problem === 'unknown') return UNKNOWN_AUTHOR;
      return { outcome: address.problem, message: personProblemMessage(address.problem, authorId) };
    }
    const who = [{ kind: 'email', email: address.email, slackUserId: authorId }] as const;
    const answer = await live.answer({ kind: 'live', who, media: [], states: [] }, asker);
    const outcome = answer.kind === 'problem' ? answer.problem.kind : 'answered';
    const message = liveMessage(answer, { now: now(), timeZone: asker.timeZone, appUrl, asker });
    return { outcome, message };
  }

  return { shortcuts: { agent_status: agentStatus } };
}

const NO_AUTHOR: Outcome = {
  outcome: 'no-author',
  message: sentence(
    say`An app wrote this message, so there is nobody to look up. Use "Agent status" on the message of a colleague.`,
  ),
};

const UNKNOWN_AUTHOR: Outcome = {
  outcome: 'unknown-author',
  message: sentence(
    say`Slack does not tell this app who wrote this message. Ask with their name in Genesys Cloud instead: ${code('/agent-live "Ana López"')}.`,
  ),
};
