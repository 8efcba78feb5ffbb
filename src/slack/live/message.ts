import type { Asker } from '../../domain/asker.ts';
import type { LiveQuestion, Target } from '../../domain/question.ts';
import type { BoardAnswer, EndedAnswer, LiveAnswer, PersonAnswer } from '../../reports/live/answer.ts';
import type { WhoProblem } from '../../reports/people/who.ts';
import type { Message } from '../kit/message.ts';
import { encodeLiveQuestion } from '../kit/question.ts';
import { render, sentence } from '../kit/render.ts';
import { code, join, say } from '../kit/say.ts';
import { chosen, type PickButton, whoProblemMessage } from '../people/who-problem.ts';
import { boardCard } from './board.ts';
import { closedCard } from './closed.ts';
import { personCard } from './person.ts';
import type { LiveView } from './times.ts';

/** The answer to `/agent-live`, whatever it turned out to be. */
export function liveMessage(answer: LiveAnswer, view: LiveView & { readonly asker: Pick<Asker, 'kind'> }): Message {
  switch (answer.kind) {
    case 'person':
      return render(personCard(answer, view));
    case 'board':
      return render(boardCard(answer, view));
    case 'ended':
      return render(closedCard(answer, view));
    case 'problem':
      return whoProblemMessage(answer.problem, {
        asker: view.asker,
        about: 'live',
        pick: (target) => picked(answer.question, answer.problem, target),
      });
    case 'states-apart':
      return sentence(
        say`${code(ALONE[answer.state].called)} is a question of its own: it is not answered together with other states. Ask for one at a time, for example ${code(ALONE[answer.state].example)}.`,
      );
    case 'queued-without-queue':
      return sentence(
        answer.queues.length < 2
          ? say`Conversations wait in queues: name one, for example ${code(ALONE.queued.example)}.`
          : say`What waits is told of one queue at a time: ${join(
              answer.queues.slice(0, MOST_QUEUES).map((queue) => code(`/agent-live queue "${queue}" waiting`)),
              ' · ',
            )}.`,
      );
    case 'closed-for-several':
      return sentence(
        say`What is closed is answered for one person at a time, for example ${code(ALONE.closed.example)}. For a team ask ${code('/agent-stats today team')}.`,
      );
    default:
      return answer satisfies never;
  }
}

const MOST_QUEUES = 5;

/** States that are asked for alone. */
const ALONE = {
  closed: { called: 'closed', example: '/agent-live @ana closed' },
  queued: { called: 'waiting', example: '/agent-live queue Billing waiting' },
} as const;

/** An answer that can be shared, and looked into. */
export type Told = PersonAnswer | BoardAnswer | EndedAnswer;

export function isTold(answer: LiveAnswer): answer is Told {
  return answer.kind === 'person' || answer.kind === 'board' || answer.kind === 'ended';
}

/** The question with what was chosen in the place of the words that fit several. */
function picked(question: LiveQuestion, problem: WhoProblem, target: Target): PickButton | undefined {
  const value = encodeLiveQuestion({ ...question, who: chosen(question.who, problem, target) });
  return value === undefined ? undefined : { actionId: 'live_pick', value };
}
