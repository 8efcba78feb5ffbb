import type { Asker } from '../../domain/asker.ts';
import type { LiveQuestion, Target } from '../../domain/question.ts';
import type { LiveAnswer } from '../../reports/live/answer.ts';
import type { WhoProblem } from '../../reports/people/who.ts';
import { sentenceMessage } from '../kit/failure.ts';
import { encodeLiveQuestion } from '../kit/live-question.ts';
import type { Message } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';
import { chosen, type PickButton, whoProblemMessage } from '../people/who-problem.ts';
import { endedMessage, waitingMessage } from './lists.ts';
import { personMessage } from './person.ts';
import { teamMessage } from './team.ts';
import type { LiveView } from './telling.ts';

/** The answer to `/agent-live`, whatever it turned out to be. */
export function liveMessage(answer: LiveAnswer, view: LiveView & { readonly asker: Pick<Asker, 'kind'> }): Message {
  switch (answer.kind) {
    case 'person':
      return personMessage(answer, view);
    case 'board':
      return teamMessage(answer, view);
    case 'ended':
      return endedMessage(answer, view);
    case 'waiting':
      return waitingMessage(answer, view);
    case 'problem':
      return whoProblemMessage(answer.problem, {
        asker: view.asker,
        about: 'live',
        pick: (target) => picked(answer.question, answer.problem, target),
      });
    case 'states-apart':
      return sentenceMessage(
        `\`${answer.state}\` is a question of its own: it is not answered together with other states. Ask for one at a time, for example \`/agent-live ${EXAMPLES[answer.state]}\`.`,
      );
    case 'queued-without-queue':
      return sentenceMessage(`Conversations wait in queues: name one, for example \`/agent-live ${EXAMPLES.queued}\`.`);
    case 'queued-in-part':
      return sentenceMessage(
        `How many wait in the queue ${shownName(answer.queue.name)} is shown to those who may see everybody in it, and you may see some of them: \`/agent-live queue "${shownName(answer.queue.name)}"\`.`,
      );
    case 'closed-for-several':
      return sentenceMessage(
        `What is closed is answered for one person at a time, for example \`/agent-live ${EXAMPLES.closed}\`. For a team ask \`/agent-stats today team\`.`,
      );
    default:
      return answer satisfies never;
  }
}

const EXAMPLES = { closed: '@ana closed', queued: 'queue Billing queued' } as const;

/** The question with what was chosen in the place of the words that fit several. */
function picked(question: LiveQuestion, problem: WhoProblem, target: Target): PickButton | undefined {
  const value = encodeLiveQuestion({ ...question, who: chosen(question.who, problem, target) });
  return value === undefined ? undefined : { actionId: 'live_pick', value };
}
