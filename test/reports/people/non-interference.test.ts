import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import type { Policy } from '../../../src/domain/access.ts';
import type { Agent, Named, Place } from '../../../src/domain/agent.ts';
import type { AgentStatus } from '../../../src/domain/live/status.ts';
import type { Target } from '../../../src/domain/question.ts';
import type { Grant, LiveSource, StatsSource } from '../../../src/reports/ports.ts';
import { createReports } from '../../../src/reports/reports.ts';
import { seenBy } from '../../domain/access-rules.ts';
import { remembering } from '../remembering.ts';
import { asker, directory, LYON, MADRID } from '../small-centre.ts';
import { type Finished, historyOf } from '../stats/small-history.ts';

/**
 * Whatever happens to people out of sight changes nothing in what somebody gets. The one exception is said in words:
 * whether a queue is whole. Organisations, askers, questions and what happens are all at random.
 */

const NOW = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;
const DIVISIONS: readonly Named[] = [MADRID, LYON];
const QUEUES: readonly Place[] = [
  { id: 'q1', name: 'Billing', division: MADRID },
  { id: 'q2', name: 'Billing EU', division: LYON },
  { id: 'q3', name: 'Café', division: MADRID },
];
const TEAM: Place = { id: 't1', name: 'Sales', division: MADRID };
const NAMES = ['Zed Quill', 'Zed Quill Junior', 'Ana', 'Ana López', 'Ána Petit', 'Omar'] as const;

/** A person, what they belong to, what they did in each queue last week and the week before, and what they are at. */
interface Somebody {
  readonly agent: Agent;
  readonly queues: readonly string[];
  readonly inTeam: boolean;
  readonly calls: readonly (readonly [queueId: string, daysAgo: number])[];
  readonly free: boolean;
}

const somebody = (nth: number): fc.Arbitrary<Somebody> =>
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      division: fc.constantFrom(...DIVISIONS, undefined),
      manager: fc.constantFrom(undefined, 'p0', 'p1', 'p2'),
      queues: fc.subarray(['q1', 'q2', 'q3']),
      inTeam: fc.boolean(),
      calls: fc.array(fc.tuple(fc.constantFrom('q1', 'q2', 'q3'), fc.constantFrom(3, 10)), { maxLength: 3 }),
      free: fc.boolean(),
    })
    .map(({ name, division, manager, ...more }) => ({
      agent: { id: `p${nth}`, name, email: `p${nth}@example.com`, division, managerId: manager, state: 'active' },
      ...more,
    }));

const centre = fc.record({
  policy: fc.constantFrom<Policy>('genesys', 'managers', 'allowlist'),
  people: fc.tuple(...Array.from({ length: 6 }, (_, nth) => somebody(nth))),
  holds: fc.subarray([MADRID.id, LYON.id]),
  /** What happens to each of those who turn out to be out of sight. */
  happens: fc.tuple(...Array.from({ length: 6 }, (_, nth) => fc.oneof(fc.constant(undefined), somebody(nth)))),
});

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom<Target>({ kind: 'me' }, { kind: 'my-team' }, { kind: 'team', name: 'sales' }),
  fc.constantFrom('billing', 'cafe', 'billing eu', 'nowhere').map((name): Target => ({ kind: 'queue', name })),
  fc.constantFrom('q1', 'q2', 'q3', 'gone').map((id): Target => ({ kind: 'queue', name: 'Billing', id })),
  fc.constantFrom('zed quill', 'ana', 'ana lopez', 'omar').map((name): Target => ({ kind: 'name', name })),
  fc.nat(7).map((nth): Target => ({ kind: 'agent', agentId: `p${nth}` })),
  fc.nat(7).map((nth): Target => ({ kind: 'email', email: `p${nth}@example.com` })),
  fc.nat(7).map((nth): Target => ({ kind: 'email', email: `p${nth}@example.com`, slackUserId: `U${nth}` })),
);

type Centre = Pick<typeof centre extends fc.Arbitrary<infer T> ? T : never, 'policy' | 'holds'> & {
  readonly people: readonly Somebody[];
};

function open({ policy, holds, people }: Centre) {
  const agents = people.map(({ agent }) => agent);
  const inPlace = (id: string) => people.filter((each) => each.queues.includes(id) || (id === 't1' && each.inTeam));
  const calls = people.flatMap(({ agent, calls: own }): readonly Finished[] =>
    own.map(([queueId, days]) => ({ at: NOW - days * DAY, agentId: agent.id, queueId, handleMs: 60_000 })),
  );
  const status = (id: string): AgentStatus => ({
    agentId: id,
    presence: { system: people.find(({ agent }) => agent.id === id)?.free ? 'on-queue' : 'break', since: NOW - 1000 },
    routing: { status: 'idle', since: NOW - 1000 },
    outOfOffice: false,
    sessions: [],
  });
  const live: LiveSource = {
    userStatus: async (id) => ({ agent: agents.find((each) => each.id === id) ?? { id, name: id, state: 'active' } }),
    agentStatus: async (id) => status(id),
    conversation: async (conversationId) => ({ conversationId, communications: [] }),
    agentStatuses: async (filter) => (filter.kind === 'agents' ? filter.agentIds.map(status) : []),
    statusCounts: async () => [],
    openConversations: async () => [],
    endedConversations: async () => [],
    waiting: async (ids) => ids.map((queueId) => ({ queueId, media: 'voice', count: 3 })),
  };
  const grants: readonly Grant[] = holds.map((id) => ({
    division: { id, name: id },
    role: { id: 'r', name: 'Supervisor' },
    policies: [{ domain: 'analytics', entity: '*', actions: ['view'], conditional: false }],
  }));
  const stats: StatsSource = historyOf(calls).stats;
  return createReports({
    sources: {
      directory: directory(
        {
          places: async (kind) => (kind === 'queue' ? QUEUES : kind === 'team' ? [TEAM] : []),
          members: async (_kind, id) => inPlace(id).map(({ agent }) => agent),
          queuesOf: async (id) => QUEUES.filter((queue) => inPlace(queue.id).some(({ agent }) => agent.id === id)),
        },
        agents,
      ),
      live,
      stats,
      access: { grantsOf: async (id) => (id === 'p0' ? grants : []) },
    },
    remember: remembering(() => NOW),
    access: { policy, allowlist: [], identityLinks: new Map(), userGroupMembers: async () => [] },
    audit: {
      log: { info() {}, error() {} },
      store: { set: async () => {}, delete: async () => {}, get: async () => undefined, async *entries() {} },
      newId: () => 'id',
      days: 1,
      question: () => undefined,
    },
    defaultScope: [],
    requestsPerMinute: 240,
    spending: { expect() {}, inBackground() {} },
    now: () => NOW,
  });
}

const me = asker({ email: 'p0@example.com' });

/** What is told of now and of last week, and how much of a queue it is. */
async function told(of: Centre, who: readonly Target[], by: 'agent' | 'queue' | undefined) {
  const reports = open(of);
  const now = await reports.live.answer({ kind: 'live', who, media: [], states: [] }, me);
  const week = await reports.stats.answer({ kind: 'stats', who, period: 'last week', media: [], by }, me);
  await reports.access.idle();
  return { now, week };
}

function seenIn({ policy, holds, people }: Centre): ReadonlySet<string> {
  const world = {
    policy,
    people: people.map(({ agent: { id, division, managerId } }) => ({
      id,
      division: division?.id,
      manager: managerId,
      holds:
        id === 'p0'
          ? holds.map((held) => ({ permission: 'analytics:*:view', division: held, conditional: false }))
          : [],
    })),
  };
  return seenBy(world, { slack: 'member', fits: ['p0'], onAllowlist: false }, 'stats');
}

type Told = Awaited<ReturnType<typeof told>>;

/** The exception: of one of the two a queue is told as a whole, of the other in part or not at all. */
function isWhole({ now, week }: Told): readonly boolean[] {
  const nowWhole = now.kind === 'board' && now.queue?.inPart === false;
  const weekWhole = (week.kind === 'report' || week.kind === 'nothing') && week.scope === 'queue';
  return [nowWhole, weekWhole];
}

it('what happens to people out of sight changes nothing in what somebody is told', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      centre,
      fc.array(target, { maxLength: 2 }),
      fc.constantFrom('agent', 'queue', undefined),
      async (of, who, by) => {
        const seen = seenIn(of);
        // Somebody changed so that they come into sight is another question.
        const people = of.people.flatMap((each, nth) => {
          if (seen.has(each.agent.id)) return [each];
          const after = of.happens[nth];
          if (after === undefined) return [];
          const { division, managerId } = each.agent;
          return [{ ...after, agent: { ...after.agent, division, managerId } }];
        });
        const [before, after] = await Promise.all([told(of, who, by), told({ ...of, people }, who, by)]);
        const [wholeBefore, wholeAfter] = [isWhole(before), isWhole(after)];
        const sameNow = wholeBefore[0] === wholeAfter[0];
        const sameWeek = wholeBefore[1] === wholeAfter[1];
        expect([sameNow && after.now, sameWeek && after.week]).toEqual([
          sameNow && before.now,
          sameWeek && before.week,
        ]);
        if (before.week.kind === 'report' || before.now.kind === 'board') answered += 1;
      },
    ),
    { numRuns: 400 },
  );
  expect(answered).toBeGreaterThan(50);
});

it('a queue that is told as a whole is nobody else’s but of those in sight', async () => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(centre, fc.constantFrom('q1', 'q2', 'q3'), async (of, id) => {
      const seen = seenIn(of);
      const queue: Target = { kind: 'queue', name: 'Billing', id };
      const answer = await told(of, [queue], undefined);
      const isIn = ({ queues }: Somebody) => queues.includes(id);
      const occurs = ({ calls }: Somebody) => calls.some(([queueId]) => queueId === id);
      const [nowWhole, weekWhole] = isWhole(answer);
      const inSight = ({ agent }: Somebody) => seen.has(agent.id);
      const members = of.people.filter(isIn);
      const measured = of.people.filter((each) => isIn(each) || occurs(each));
      expect([!nowWhole || members.every(inSight), !weekWhole || measured.every(inSight)]).toEqual([true, true]);
      if (weekWhole) whole += 1;
    }),
    { numRuns: 400 },
  );
  expect(whole).toBeGreaterThan(10);
});
