import type { Agent } from '../../src/domain/agent.ts';
import type { Asker } from '../../src/domain/asker.ts';
import type { StatsQuestion } from '../../src/domain/question.ts';
import { createGenesys } from '../../src/genesys/genesys.ts';
import type { Whom } from '../../src/reports/people/who.ts';
import { createAgentStats } from '../../src/reports/stats/agent-stats.ts';
import { openSyntheticGenesys, userId } from './synthetic-genesys.ts';
import { printTable } from './table.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const EVERYBODY = 1000;
const ASKER: Asker = {
  slackUserId: 'U0BENCH',
  slackTeamId: 'T0',
  kind: 'member',
  name: 'Bench',
  timeZone: 'Europe/Madrid',
  weekStart: 1,
};

const QUESTIONS = [
  { name: 'a person’s week', people: 1, period: 'last week' },
  { name: 'a team of 12, a month', people: 12, period: 'last month' },
  { name: 'a team of 12, a month by agent', people: 12, period: 'last month', by: 'agent' },
  { name: 'everybody’s month (1,000 agents) by agent', people: EVERYBODY, period: 'last month', by: 'agent' },
  { name: 'everybody’s year (1,000 agents)', people: EVERYBODY, period: 'last 365 days' },
] as const;

/** What each kind of question costs at most: every person has conversations in every medium on every day. */
export async function benchCost(): Promise<boolean> {
  const rows: (readonly string[])[] = [];
  for (const { name, people, period, ...more } of QUESTIONS) {
    const genesys = await openSyntheticGenesys(people);
    const stats = statsOver(genesys.url, people);
    const question: StatsQuestion = {
      kind: 'stats',
      who: people === EVERYBODY ? [] : [{ kind: 'my-team' }],
      period,
      media: [],
      ...more,
    };
    const answer = await stats.answer(question, ASKER);
    if (answer.kind !== 'report') throw new Error(`${name}: ${answer.kind}`);
    await genesys.stop();
    const queries = genesys.answered.filter(({ path }) => path.endsWith('/query'));
    const bytes = queries.reduce((sum, query) => sum + query.bytes, 0);
    rows.push([name, String(queries.length), size(bytes), size(Math.max(...queries.map((query) => query.bytes)))]);
  }
  return printTable('What a question costs, with its comparison', ['', 'requests', 'answers', 'the largest'], rows);
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function statsOver(url: string, count: number) {
  const genesys = createGenesys({
    apiUrl: url,
    loginUrl: url,
    clientId: 'bench',
    clientSecret: 'bench',
    requestsPerMinute: 1000,
    store: { get: async () => undefined, set: async () => undefined },
    now: () => NOW,
    sleep: async () => {},
    random: Math.random,
    log: { debug: () => {}, warn: () => {} },
  });
  const people = Array.from({ length: count }, (_, index) => agent(userId(index)));
  const whom: Whom = { kind: 'agents', agents: people, about: { kind: 'my-team' }, pinned: [], whole: false };
  return createAgentStats({
    stats: genesys.stats,
    directory: { ...genesys.directory, byIds: async (ids) => ids.map(agent) },
    remember: async (_memory, _key, fetch) => ({ value: await fetch(), asOf: NOW, cached: false, stale: false }),
    who: { resolve: async () => whom },
    access: {
      self: async () => ({ agent: agent('self') }),
      decide: async () => ({ allowed: true, rule: 'workspace' as const }),
      decisions: async (_asker, agents) => agents.map(() => ({ allowed: true, rule: 'workspace' as const })),
      visible: async (_asker, agents) => agents,
      reach: async () => ({ kind: 'everyone' }),
      divisions: async () => 'all',
    },
    now: () => NOW,
    defaultScope: [],
    requestsPerMinute: 240,
    spending: { expect: () => undefined, inBackground: () => undefined },
  });
}

function agent(id: string): Agent {
  return { id, name: `Agent ${id.slice(-4)}`, state: 'active' };
}
