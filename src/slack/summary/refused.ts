import type { Refusal } from '../../summaries/daily-summary.ts';
import { whoProblemMessage } from '../people/who-problem.ts';
import { statsProblemMessage } from '../stats/outcomes.ts';

/** Why there is no summary for its owner, and what they can do. */
export function refusedSummarySentence(answer: Refusal): string {
  switch (answer.kind) {
    case 'who-problem':
      return whoProblemMessage(answer.problem, { asker: { kind: 'member' }, about: 'stats' }).text;
    case 'period-problem':
      return 'Its days cannot be read. Please tell your administrator.';
    case 'unknown-zone':
    case 'no-such-skill':
    case 'several-skills':
    case 'too-large':
      return statsProblemMessage(answer).text;
    default:
      return answer satisfies never;
  }
}
