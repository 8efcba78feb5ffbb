import { MOST_TARGETS, type Target } from '../../domain/question.ts';
import type { Outcome } from '../feature.ts';
import type { AskedTarget } from '../words/gathered.ts';
import type { People } from './people.ts';
import { personProblemMessage } from './person-problem.ts';
import { whoProblemMessage } from './who-problem.ts';

/** Only members come so far. */
const MEMBER = { kind: 'member' } as const;

/** Puts the address in the place of each mention, which is how Genesys Cloud knows people; or says why there is none. */
export async function withEmails(
  who: readonly AskedTarget[],
  people: Pick<People, 'emailOf'>,
): Promise<{ readonly targets: readonly Target[] } | { readonly refusal: Outcome }> {
  if (who.length > MOST_TARGETS) {
    const problem = { kind: 'too-many-named', named: who.length, most: MOST_TARGETS } as const;
    return {
      refusal: { outcome: problem.kind, message: whoProblemMessage(problem, { asker: MEMBER, about: 'live' }) },
    };
  }
  const targets: Target[] = [];
  const addresses = await Promise.all(
    who.map(async (target) => (target.kind === 'slack-user' ? people.emailOf(target.slackUserId) : undefined)),
  );
  for (const [nth, target] of who.entries()) {
    const address = addresses[nth];
    if (target.kind !== 'slack-user') targets.push(target);
    else if (address?.kind === 'email') targets.push({ ...address, slackUserId: target.slackUserId });
    else if (address !== undefined) {
      const message = personProblemMessage(address.problem, address.slackUserId);
      return { refusal: { outcome: address.problem, message } };
    }
  }
  return { targets };
}
