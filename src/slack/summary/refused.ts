import type { Refusal } from '../../summaries/daily-summary.ts';
import { join, type Line, say } from '../kit/say.ts';
import { whoProblemMessage } from '../people/who-problem.ts';
import { statsProblemMessage } from '../stats/outcomes.ts';

/** Why there is no summary for its owner, and what they can do. */
export function refusedSummarySentence(answer: Refusal): Line {
  switch (answer.kind) {
    case 'who-problem':
      return join(whoProblemMessage(answer.problem, { asker: { kind: 'member' }, about: 'stats' }).card.head, ' ');
    case 'period-problem':
      return say`Its days cannot be read. Please tell your administrator.`;
    case 'unknown-zone':
    case 'no-such-skill':
    case 'several-skills':
    case 'too-large':
      return join(statsProblemMessage(answer).card.head, ' ');
    default:
      return answer satisfies never;
  }
}
