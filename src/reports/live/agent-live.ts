import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { matching } from '../../domain/live/conversations.ts';
import { isOfMedium } from '../../domain/media.ts';
import type { LiveFilter, LiveQuestion, Target } from '../../domain/question.ts';
import type { Interval } from '../../domain/time.ts';
import { systemWrapUp } from '../../domain/wrap-up.ts';
import type { Who, WhoProblem } from '../people/who.ts';
import type { EndedConversation } from '../ports.ts';
import type { EndedAnswer, LiveAnswer, PersonAnswer } from './answer.ts';
import { attempt, readPerson } from './person.ts';
import { readBoard, type TeamParts } from './team.ts';

/** `closed` looks back this far, in milliseconds. */
const CLOSED_WITHIN_MS = 3_600_000;

export interface AgentLiveParts extends TeamParts {
  readonly who: Who;
  /** Who is meant when a question names nobody; nobody in particular is the asker's own team. */
  readonly defaultScope: readonly Target[];
}

export interface AgentLive {
  /** @throws SourceError when Genesys cannot answer, not even in part */
  answer(question: LiveQuestion, asker: Asker): Promise<LiveAnswer>;
}

/** Answers `/agent-live` from live state. */
export function createAgentLive(parts: AgentLiveParts): AgentLive {
  const { who, live, directory, remember, now } = parts;
  const whenNobodyNamed: readonly Target[] = parts.defaultScope.length > 0 ? parts.defaultScope : [{ kind: 'my-team' }];

  async function person(agent: Agent, question: LiveQuestion): Promise<PersonAnswer> {
    const { value, asOf, cached } = await remember('live', `person:${agent.id}`, () => readPerson(parts, agent));
    return { kind: 'person', question, ...value, shown: matching(value.status.conversations, question), asOf, cached };
  }

  async function ended(agent: Agent, question: LiveQuestion): Promise<EndedAnswer> {
    const { value, asOf, cached } = await remember('live', `ended:${agent.id}`, async () => {
      const end = now();
      const within: Interval = { start: end - CLOSED_WITHIN_MS, end };
      return { within, conversations: await live.endedConversations(agent.id, within) };
    });
    const wanted = value.conversations.filter((each) => isOfMedium(each, question.media));
    const named = await withNames(wanted.toSorted((one, other) => other.endedAt - one.endedAt));
    return { kind: 'ended', question, agent, within: value.within, ...named, asOf, cached };
  }

  async function withNames(
    conversations: readonly EndedConversation[],
  ): Promise<Pick<EndedAnswer, 'conversations' | 'missing'>> {
    const [queues, codes] = await Promise.all([
      attempt('queue-names', directory.queueNames([...new Set(conversations.flatMap(({ queueId }) => queueId ?? []))])),
      attempt(
        'wrap-up-names',
        directory.wrapUpCodeNames([...new Set(conversations.flatMap((each) => each.wrapUpCodeIds))]),
      ),
    ]);
    return {
      conversations: conversations.map(({ queueId, wrapUpCodeIds, ...conversation }) => {
        const name = queueId === undefined ? undefined : queues.value?.[queueId];
        return {
          ...conversation,
          queue: queueId === undefined || name === undefined ? undefined : { id: queueId, name },
          wrapUps: wrapUpCodeIds.flatMap((id) => systemWrapUp(id) ?? codes.value?.[id] ?? []),
        };
      }),
      missing: [queues.missing, codes.missing].flatMap((each) => each ?? []),
    };
  }

  return {
    async answer(asked, asker) {
      const apart = statesApart(asked.states);
      if (apart !== undefined) return { kind: 'states-apart', state: apart };
      const targets = asked.who.length > 0 ? asked.who : whenNobodyNamed;
      const whom = await who.resolve(targets, asker, 'live');
      if (whom.kind === 'problem') {
        const noTeam = asked.who.length === 0 && whom.problem.kind === 'nobody-there';
        const problem: WhoProblem = noTeam ? { kind: 'nobody-named' } : whom.problem;
        return { kind: 'problem', problem, question: { ...asked, who: targets } };
      }

      const people = targets.every(isPerson);
      const question = { ...asked, who: whom.pinned };
      const [only, ...others] = people ? whom.agents : [];
      if (asked.states.includes('queued') && whom.queue === undefined) {
        const queues = targets.flatMap((target) => (target.kind === 'queue' ? [target.name] : []));
        return { kind: 'queued-without-queue', queues };
      }
      if (asked.states.includes('closed')) {
        return only === undefined || others.length > 0 ? { kind: 'closed-for-several' } : ended(only, question);
      }
      return only === undefined || others.length > 0 ? readBoard(parts, whom, question) : person(only, question);
    },
  };
}

function isPerson({ kind }: Target): boolean {
  return kind === 'me' || kind === 'email' || kind === 'name' || kind === 'agent';
}

function statesApart(states: readonly LiveFilter[]): 'closed' | 'queued' | undefined {
  if (new Set(states).size < 2) return undefined;
  if (states.includes('closed')) return 'closed';
  return states.includes('queued') ? 'queued' : undefined;
}
