import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  decide,
  type Evidence,
  type Facts,
  type Grant,
  type Identity,
  type Policy,
  reach,
  type Subject,
} from '../../src/domain/access.ts';
import type { Agent, Named } from '../../src/domain/agent.ts';
import { type Holding, type Person, seenBy, type WhoAsks, type World } from './access-rules.ts';

describe('for any organisation', () => {
  const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const;
  const divisions = ['d1', 'd2', 'd3', '*'] as const;
  const part = (...words: readonly string[]) => fc.constantFrom('*', ...words);
  const permission = fc
    .tuple(
      part('analytics', 'routing'),
      part('agentState', 'conversationAggregate', 'queueObservation'),
      fc.uniqueArray(part('view', 'edit')),
    )
    .map(([domain, entity, actions]) => `${domain}:${entity}:${actions.join(',')}`);
  const holding: fc.Arbitrary<Holding> = fc.record({
    permission,
    division: fc.constantFrom(...divisions),
    conditional: fc.boolean(),
  });
  const person = (id: string): fc.Arbitrary<Person> =>
    fc.record({
      id: fc.constant(id),
      division: fc.constantFrom('d1', 'd2', 'd3', undefined),
      manager: fc.constantFrom(undefined, ...ids),
      holds: fc.array(holding, { maxLength: 4 }),
    });
  const world: fc.Arbitrary<World> = fc.record({
    policy: fc.constantFrom<Policy>('genesys', 'managers', 'allowlist', 'workspace'),
    people: fc.tuple(...ids.map(person)),
  });
  const whoAsks: fc.Arbitrary<WhoAsks> = fc.record({
    slack: fc.constantFrom('member', 'member', 'member', 'guest', 'stranger', 'bot', 'deactivated'),
    fits: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }),
    onAllowlist: fc.boolean(),
  });
  const subject = fc.constantFrom<Subject>('live', 'stats');

  it('decision and reach agree with the rules stated as a set of people', () => {
    fc.assert(
      fc.property(world, whoAsks, subject, (organisation, asks, about) => {
        const given = factsOf(organisation, asks, about);
        const seen = seenBy(organisation, asks, about);
        const agents = organisation.people.map(agentOf);
        expect(new Set(agents.filter((each) => decide(given, each).allowed).map(({ id }) => id))).toEqual(seen);
        expect(reached(given, agents)).toEqual(seen);
      }),
      { numRuns: 2000 },
    );
  });

  it('forgetting a role, a manager or the allow list never shows anybody new', () => {
    fc.assert(
      fc.property(world, whoAsks, subject, fc.nat(5), (organisation, asks, about, nth) => {
        const people = organisation.people.map((each, index) =>
          index === nth ? { ...each, manager: undefined, holds: each.holds.slice(1) } : each,
        );
        const seen = seenInApp(organisation, asks, about);
        const later = seenInApp({ ...organisation, people }, { ...asks, onAllowlist: false }, about);
        expect(later.filter((id) => !seen.includes(id))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('roles with conditions, or with permissions for something else, add nothing to what is shown', () => {
    fc.assert(
      fc.property(fc.array(holding), subject, (holdings, about) => {
        const useless = holdings.map((held, index) =>
          index % 2 === 0 ? { ...held, conditional: true } : { ...held, permission: 'analytics:queue:view' },
        );
        const asker: Person = { id: 'p1', division: 'd1', holds: useless };
        const colleague: Person = { id: 'p2', division: 'd1', holds: [] };
        const organisation: World = { policy: 'genesys', people: [asker, colleague] };
        expect(seenInApp(organisation, { slack: 'member', fits: ['p1'], onAllowlist: true }, about)).toEqual(['p1']);
      }),
    );
  });

  function seenInApp(organisation: World, asks: WhoAsks, about: Subject): readonly string[] {
    const given = factsOf(organisation, asks, about);
    return organisation.people.filter((each) => decide(given, agentOf(each)).allowed).map(({ id }) => id);
  }
});

function reached(given: Facts, everybody: readonly Agent[]): ReadonlySet<string> {
  const answer = reach(given);
  switch (answer.kind) {
    case 'everyone':
      return new Set(everybody.map(({ id }) => id));
    case 'agents':
      return new Set(answer.agents.map(({ id }) => id));
    case 'nobody':
      return new Set();
    case 'divisions': {
      const inside = everybody.filter(({ division }) => answer.divisions.some(({ id }) => id === division?.id));
      return new Set([answer.self.id, ...inside.map(({ id }) => id)]);
    }
    default:
      return answer satisfies never;
  }
}

function factsOf(organisation: World, asks: WhoAsks, about: Subject): Facts {
  const fitting = organisation.people.filter(({ id }) => asks.fits.includes(id));
  const [me] = fitting;
  const identity: Identity =
    me === undefined
      ? { kind: 'not-in-genesys' }
      : fitting.length > 1
        ? { kind: 'ambiguous-identity' }
        : { kind: 'agent', agent: agentOf(me) };
  const evidence: Record<Policy, Evidence> = {
    genesys: { kind: 'grants', grants: (me?.holds ?? []).map(grantOf) },
    managers: { kind: 'chart', people: new Map(organisation.people.map((each) => [each.id, agentOf(each)])) },
    allowlist: { kind: 'allowlist', listed: asks.onAllowlist },
    workspace: { kind: 'workspace' },
  };
  return { asker: asks.slack, identity, about, evidence: evidence[organisation.policy] };
}

function agentOf({ id, division, manager }: Person): Agent {
  return {
    id,
    name: id,
    state: 'active',
    managerId: manager,
    division: division === undefined ? undefined : named(division),
  };
}

function grantOf({ permission, division, conditional }: Holding): Grant {
  const [domain = '', entity = '', actions = ''] = permission.split(':');
  const policies = [{ domain, entity, actions: actions.split(','), conditional }];
  return { division: named(division), role: named('role'), policies };
}

function named(id: string): Named {
  return { id, name: id };
}
