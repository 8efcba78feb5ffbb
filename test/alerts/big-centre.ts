/** A contact centre of 60 queues and 300 people, whose every request is counted, behind the real rules of who sees whom. */
import type { AlertRule, Condition, RuleDraft } from '../../src/alerts/rules/rule.ts';
import type { Agent, Named, Place } from '../../src/domain/agent.ts';
import type { Asker } from '../../src/domain/asker.ts';
import type { AgentStatus } from '../../src/domain/live/status.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { AgentDirectory, Remember } from '../../src/reports/ports.ts';
import { createReports } from '../../src/reports/reports.ts';
import { LIFETIMES } from '../../src/store/lifetimes.ts';
import { scene } from '../reports/live/sources.ts';
import { directory as smallDirectory } from '../reports/small-centre.ts';
import { MINUTE, SECOND, waiting } from './small-world.ts';

const DIVISION: Named = { id: 'd-all', name: 'All' };
const QUEUES = 60;
const PEOPLE = 300;
const OWNERS = 20;

export function bigCentre(now: () => Instant) {
  const asked: Instant[] = [];
  const counted = async <T>(answer: T, requests = 1): Promise<T> => {
    for (let nth = 0; nth < requests; nth += 1) asked.push(now());
    return answer;
  };
  const people: readonly Agent[] = Array.from({ length: PEOPLE }, (_, nth) => ({
    id: `a-${nth}`,
    name: `Agent ${nth}`,
    email: `agent${nth}@example.com`,
    division: DIVISION,
    managerId: undefined,
    state: 'active',
  }));
  const queues: readonly Place[] = Array.from({ length: QUEUES }, (_, nth) => ({
    id: `q-${nth}`,
    name: `Queue ${nth}`,
    division: DIVISION,
  }));
  /** Each is in six queues. */
  const membersOf = (id: string) => people.filter((_, nth) => (nth - Number(id.slice(2))) % 10 === 0);
  const statuses = new Map<string, AgentStatus>();
  const directory: AgentDirectory = {
    ...smallDirectory(),
    findByEmail: (email) => counted(people.filter((each) => each.email === email)),
    byIds: (ids) =>
      counted(
        people.filter(({ id }) => ids.includes(id)),
        Math.ceil(ids.length / 100),
      ),
    everyone: () => counted(people),
    places: async (kind) => counted(kind === 'queue' ? queues : [{ id: 't-1', name: 'Team 1', division: DIVISION }]),
    members: (kind, id) => counted(kind === 'queue' ? membersOf(id) : people.slice(0, 250)),
    directReports: () => counted(people.slice(0, 12)),
    queueNames: () => counted({}),
    presenceLabels: () => counted({}),
  };
  const live = {
    ...scene().live,
    waiting: () => counted([]),
    agentStatuses: async (filter: Parameters<ReturnType<typeof scene>['live']['agentStatuses']>[0]) =>
      counted(filter.kind === 'agents' ? filter.agentIds.flatMap((id) => statuses.get(id) ?? []) : []),
  };
  const stats = { conversationSums: () => counted([]), plan: () => 1, statusTimes: async () => [] };
  const access = {
    grantsOf: () =>
      counted(
        ['live', 'stats'].map(() => ({
          division: DIVISION,
          role: { id: 'r', name: 'Supervisor' },
          policies: [
            { domain: 'analytics', entity: 'agentState', actions: ['view'], conditional: false },
            { domain: 'analytics', entity: 'conversationAggregate', actions: ['view'], conditional: false },
          ],
        })),
      ),
  };
  const remember = rememberingFor(now);
  const reports = createReports({
    sources: { directory, live, stats, access },
    remember,
    access: { policy: 'genesys', allowlist: [], identityLinks: new Map(), userGroupMembers: async () => [] },
    audit: {
      log: { info() {}, error() {} },
      store: { set: async () => {}, get: async () => undefined, delete: async () => {}, async *entries() {} },
      newId: () => 'x',
      days: 1,
      question: () => undefined,
    },
    defaultScope: [],
    requestsPerMinute: 240,
    spending: { expect() {}, inBackground() {} },
    now,
  });
  return {
    asked,
    people,
    statuses,
    sources: {
      who: reports.who,
      quietWho: reports.quietWho,
      live,
      stats,
      askerOf: async ({ slackUserId }: AlertRule['owner']): Promise<Asker> => ({
        slackUserId,
        slackTeamId: 'T0EXAMPLE',
        kind: 'member',
        email: `agent${slackUserId.slice(1)}@example.com`,
        name: slackUserId,
        timeZone: 'Europe/Madrid',
        weekStart: 1,
      }),
      requests: () => asked.length,
    },
  };
}

/** Two hundred rules of twenty owners: over all queues and, by way of teams, queues and single people, everybody. */
export function manyRules(): readonly Partial<RuleDraft>[] {
  const conditions: readonly Condition[] = [
    waiting(),
    waiting({ measure: 'longest-wait', threshold: 3 * MINUTE }),
    waiting({ measure: 'free', compare: '<', threshold: 0 }),
    waiting({ measure: 'service-level', compare: '<', threshold: 0.7 }),
    { kind: 'people', measure: 'acw', longerThanMs: 5 * MINUTE },
    { kind: 'people', measure: 'not-responding', longerThanMs: 30 * SECOND },
  ];
  return Array.from({ length: 200 }, (_, nth): Partial<RuleDraft> => {
    const condition = conditions[nth % conditions.length] ?? waiting();
    const queue = { kind: 'queue', id: `q-${nth % QUEUES}`, name: `Queue ${nth % QUEUES}` } as const;
    const team = { kind: 'team', id: 't-1', name: 'Team 1' } as const;
    return {
      owner: { slackUserId: `U${nth % OWNERS}`, slackTeamId: 'T0EXAMPLE' },
      to: { kind: 'channel', id: `C${nth % 25}` },
      target: nth % 50 === 4 ? team : queue,
      condition,
      forMs: 30 * SECOND,
    };
  });
}

/** As the store's, for a clock that is set: everything lives as long as the table says. */
function rememberingFor(now: () => Instant): Remember {
  const kept = new Map<string, { readonly at: Instant; readonly value: Promise<unknown> }>();
  return async <T>(memory: keyof typeof LIFETIMES, key: string, fetch: () => Promise<T>) => {
    const name = `${memory} ${key}`;
    const known = kept.get(name);
    const isGood = known !== undefined && now() - known.at < LIFETIMES[memory].ttlMs;
    const entry = isGood ? known : { at: now(), value: fetch() };
    kept.set(name, entry);
    return { value: (await entry.value) as T, asOf: entry.at, cached: isGood, stale: false };
  };
}
