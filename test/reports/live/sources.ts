import type { Asker } from '../../../src/domain/asker.ts';
import type { AgentStatus } from '../../../src/domain/live/status.ts';
import type { LiveQuestion, Target } from '../../../src/domain/question.ts';
import { createAgentLive } from '../../../src/reports/live/agent-live.ts';
import { rememberDirectory } from '../../../src/reports/people/remembered-directory.ts';
import type { AgentDirectory, LiveSource } from '../../../src/reports/ports.ts';
import { NOW, user } from '../../domain/live/people.ts';
import { remembering } from '../remembering.ts';
import { ANA, accessTo, asker, directory as smallDirectory, whoIn } from '../small-centre.ts';

/** A live source that writes down what it is asked, and the whole answer on top of it. */

export interface Scene {
  readonly live?: Partial<LiveSource>;
  readonly directory?: Partial<AgentDirectory>;
  readonly access?: ReturnType<typeof accessTo>;
  readonly defaultScope?: readonly Target[];
}

export function scene({ live = {}, directory = {}, access = accessTo(() => true), defaultScope = [] }: Scene = {}) {
  const asked: string[] = [];
  const answers: LiveSource = {
    userStatus: async () => user({ agent: ANA }),
    agentStatus: async (agentId) => idle(agentId),
    conversation: async (conversationId) => ({ conversationId, communications: [] }),
    agentStatuses: async (filter) => (filter.kind === 'agents' ? filter.agentIds.map(idle).slice(0, 50) : []),
    statusCounts: async () => [],
    openConversations: async () => [],
    endedConversations: async () => [],
    waiting: async () => [],
    ...live,
  };
  const counted: LiveSource = {
    userStatus: (id) => noted('user', answers.userStatus(id)),
    agentStatus: (id) => noted('agent-status', answers.agentStatus(id)),
    conversation: (id) => noted(`conversation ${id}`, answers.conversation(id)),
    agentStatuses: (filter, only) => noted(`statuses ${filter.kind}`, answers.agentStatuses(filter, only)),
    statusCounts: (filter) => noted(`counts ${filter.kind}`, answers.statusCounts(filter)),
    openConversations: (id, within) => noted('open-conversations', answers.openConversations(id, within)),
    endedConversations: (id, within) => noted('ended-conversations', answers.endedConversations(id, within)),
    waiting: (ids) => noted(`waiting ${ids.join(' ')}`, answers.waiting(ids)),
  };
  function noted<T>(what: string, answer: T): T {
    asked.push(what);
    return answer;
  }
  const time = { now: NOW };
  const remember = remembering(() => time.now);
  const remembered = rememberDirectory({ directory: smallDirectory(directory), remember });
  const agentLive = createAgentLive({
    live: counted,
    directory: remembered,
    who: whoIn({ directory: remembered, access }),
    remember,
    now: () => time.now,
    defaultScope,
  });
  return {
    /** Requests to the live source so far. */
    asked,
    live: counted,
    time,
    remember,
    ask: (question: Partial<LiveQuestion> = {}, by: Asker = asker()) =>
      agentLive.answer(
        { kind: 'live', who: [{ kind: 'name', name: 'ana lópez' }], media: [], states: [], ...question },
        by,
      ),
  };
}

export function idle(agentId: string): AgentStatus {
  return {
    agentId,
    presence: { system: 'on-queue', definitionId: 'p-onqueue', since: NOW - 600_000 },
    routing: { status: 'idle', since: NOW - 60_000 },
    outOfOffice: false,
    sessions: [],
  };
}
