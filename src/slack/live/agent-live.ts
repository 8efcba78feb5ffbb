import type { Decision, Policy, Subject } from '../../domain/access.ts';
import type { LiveQuestion, Target } from '../../domain/question.ts';
import type { AgentLive } from '../../reports/live/agent-live.ts';
import type { LiveAnswer } from '../../reports/live/answer.ts';
import type { Access } from '../../reports/people/access.ts';
import type { Names } from '../../reports/people/names.ts';
import type { Who, WhoProblem } from '../../reports/people/who.ts';
import type { Asked, Clicked, Feature, Help, Outcome } from '../feature.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import { decodeLiveQuestion } from '../kit/question.ts';
import { render, sentence } from '../kit/render.ts';
import { type Line, mention, name, say } from '../kit/say.ts';
import { whoamiMessage, whyMessage } from '../people/access.ts';
import { readWithNames } from '../people/known-names.ts';
import { withEmails } from '../people/mentions.ts';
import type { People } from '../people/people.ts';
import { whoProblemMessage } from '../people/who-problem.ts';
import { problemMessage } from '../words/problem.ts';
import { readLive } from '../words/words.ts';
import { shareCard } from './buttons.ts';
import { liveDetails } from './details.ts';
import { isTold, liveMessage } from './message.ts';
import { LIVE } from './usage.ts';

/** `/agent-live` and its buttons: what is going on now. */
export function createLiveFeature(parts: {
  readonly live: AgentLive;
  readonly who: Who;
  readonly names: Names;
  readonly access: Access;
  readonly policy: Policy;
  readonly people: People;
  readonly help: Help;
  readonly now: () => number;
  /** Where the people of this region open Genesys Cloud. */
  readonly appUrl: string;
}): Feature {
  const { live, who, names, access, policy, people, help, now, appUrl } = parts;

  const viewFor = ({ asker, sharing }: Asked) => ({ now: now(), timeZone: asker.timeZone, appUrl, asker, sharing });

  /** @param offline names those too who are merely off */
  async function answer(question: LiveQuestion, asked: Asked, replace: boolean, offline = false): Promise<Outcome> {
    const found = await live.answer(question, asked.asker);
    return { outcome: outcomeOf(found), message: liveMessage(found, { ...viewFor(asked), offline }), replace };
  }

  async function details(asked: Asked, question: LiveQuestion): Promise<Outcome> {
    const found = await live.answer(question, asked.asker);
    const view = viewFor(asked);
    return {
      outcome: outcomeOf(found),
      message: isTold(found) ? render(liveDetails(found, view)) : liveMessage(found, view),
    };
  }

  async function ask(text: string, asked: Asked): Promise<Outcome> {
    const words = await readWithNames(readLive, text, names, asked.asker, 'live');
    switch (words.kind) {
      case 'help':
        return { outcome: 'help', message: help(LIVE) };
      case 'problem':
        return { outcome: words.problem.kind, message: problemMessage(words.problem, LIVE.name) };
      case 'whoami':
        return whoami(asked);
      case 'why': {
        const named = await withEmails([words.who], people);
        return 'refusal' in named ? named.refusal : why(named.targets, asked);
      }
      case 'live': {
        const named = await withEmails(words.who, people);
        return 'refusal' in named ? named.refusal : answer({ ...words, who: named.targets }, asked, false);
      }
      default:
        return words satisfies never;
    }
  }

  async function whoami({ asker }: Asked): Promise<Outcome> {
    const [self, liveReach, statsReach] = await Promise.all([
      access.self(asker),
      access.reach(asker, 'live'),
      access.reach(asker, 'stats'),
    ]);
    const reach = { live: liveReach, stats: statsReach };
    return { outcome: 'answered', message: whoamiMessage({ asker, self, policy, reach }) };
  }

  async function why(targets: readonly Target[], { asker }: Asked): Promise<Outcome> {
    const decided = async (
      about: Subject,
    ): Promise<{ readonly whom: Line; readonly decision: Decision } | WhoProblem> => {
      const found = await who.resolve(targets, asker, about);
      if (found.kind === 'problem') {
        const { problem } = found;
        return problem.kind === 'not-allowed' && problem.slackUserId !== undefined
          ? { whom: mention(problem.slackUserId), decision: problem.decision }
          : problem;
      }
      const [agent, ...others] = found.agents;
      if (agent === undefined || others.length > 0) return { kind: 'nobody-named' };
      return { whom: name(agent.name), decision: await access.decide(asker, agent, about) };
    };
    const [ofLive, ofStats] = await Promise.all([decided('live'), decided('stats')]);
    const problem = [ofLive, ofStats].find((each) => 'kind' in each);
    if (problem !== undefined || 'kind' in ofLive || 'kind' in ofStats) {
      const told = problem ?? { kind: 'nobody-named' as const };
      return { outcome: told.kind, message: whoProblemMessage(told, { asker, about: 'live' }) };
    }
    const decisions = { live: ofLive.decision, stats: ofStats.decision };
    return { outcome: 'answered', message: whyMessage({ asker, policy, whom: ofLive.whom, decisions }) };
  }

  async function share(clicked: Clicked, question: LiveQuestion): Promise<Outcome> {
    const found = await live.answer(question, clicked.asker);
    if (!isTold(found)) return { outcome: outcomeOf(found), message: liveMessage(found, viewFor(clicked)) };
    const copy = liveMessage(found, { ...viewFor(clicked), sharedBy: clicked.asker.slackUserId });
    const shared = await clicked.share(copy, { named: true });
    // Where it was asked first, the question is answered, so that it is not asked again.
    const isAnswered = clicked.suffix === 'asked' && shared.outcome === 'shared';
    return isAnswered
      ? {
          ...shared,
          message: sentence(say`Shared in this ${clicked.sharing === 'thread' ? 'thread' : 'channel'}.`),
          replace: true,
        }
      : shared;
  }

  /** The question that a button carries; a value that is not ours gets a sentence. */
  const asking =
    (work: (clicked: Clicked, question: LiveQuestion) => Promise<Outcome>) =>
    async (clicked: Clicked): Promise<Outcome> => {
      const question = decodeLiveQuestion(clicked.value);
      return question === undefined ? { outcome: 'old-button', message: oldButtonMessage() } : work(clicked, question);
    };

  return {
    commands: [{ ...LIVE, answer: (asked) => ask(asked.text, asked) }],
    actions: {
      ask_live: (clicked) => ask(clicked.value, clicked),
      live_refresh: asking((clicked, question) => answer(question, clicked, true)),
      live_pick: asking((clicked, question) => answer(question, clicked, true)),
      live_offline: asking((clicked, question) => answer(question, clicked, true, true)),
      live_details: asking(details),
      live_share: asking((clicked, question) => clicked.once(() => share(clicked, question))),
      live_share_ask: asking(async ({ sharing }, question) => ({
        outcome: 'asked-to-share',
        message: render(shareCard(question, sharing)),
      })),
    },
  };
}

function outcomeOf(answer: LiveAnswer): string {
  if (answer.kind === 'problem') return answer.problem.kind;
  return isTold(answer) ? 'answered' : answer.kind;
}
