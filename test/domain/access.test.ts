import { describe, expect, it } from 'vitest';
import {
  decide,
  type Evidence,
  type Facts,
  type Grant,
  type Identity,
  reach,
  requiredPermission,
  type Subject,
} from '../../src/domain/access.ts';
import type { Agent, Named } from '../../src/domain/agent.ts';

const MADRID: Named = { id: 'd-madrid', name: 'Madrid' };
const BOSTON: Named = { id: 'd-boston', name: 'Boston' };
const HOME: Named = { id: 'd-home', name: 'Home' };

const agent = (id: string, more: Partial<Agent> = {}): Agent => ({ id, name: id, state: 'active', ...more });
const ANA = agent('ana', { division: MADRID, managerId: 'omar' });
const OMAR = agent('omar', { division: HOME, managerId: 'grace' });
const GRACE = agent('grace', { division: BOSTON });

const is = (person: Agent): Identity => ({ kind: 'agent', agent: person });
const facts = (evidence: Evidence, more: Partial<Facts> = {}): Facts => ({
  asker: 'member',
  identity: is(OMAR),
  about: 'live',
  evidence,
  ...more,
});

/** `analytics:agentState:view,edit` in a division. */
function grant(permission: string, division: Named = MADRID, conditional = false): Grant {
  const [domain = '', entity = '', actions = ''] = permission.split(':');
  const role: Named = { id: `r-${permission}`, name: `Role of ${permission}` };
  return { division, role, policies: [{ domain, entity, actions: actions.split(','), conditional }] };
}

const roles = (...grants: readonly Grant[]): Evidence => ({ kind: 'grants', grants });
const chart = (...people: readonly Agent[]): Evidence => ({
  kind: 'chart',
  people: new Map(people.map((person) => [person.id, person])),
});

const allowlisted: Evidence = { kind: 'allowlist', listed: true };
const workspace: Evidence = { kind: 'workspace' };

describe('under the policy `genesys`, a role shows the people of its division', () => {
  it.each<[string, Subject, boolean]>([
    ['analytics:agentState:view', 'live', true],
    ['analytics:agentState:view', 'stats', false],
    ['analytics:conversationAggregate:view', 'stats', true],
    ['analytics:conversationAggregate:view', 'live', false],
    ['analytics:agentState:edit', 'live', false],
    ['analytics:agentState:edit,view', 'live', true],
    ['analytics:agentState:*', 'live', true],
    ['analytics:*:view', 'live', true],
    ['analytics:*:view', 'stats', true],
    ['analytics:*:*', 'stats', true],
    ['*:*:*', 'live', true],
    ['*:agentState:view', 'live', true],
    ['routing:*:*', 'live', false],
    ['routing:agentState:view', 'live', false],
    ['analytics:agentStates:view', 'live', false],
    ['analytics:agent*:view', 'live', false],
    ['analytics:userAggregate:view', 'stats', false],
    ['analytics:agentState:', 'live', false],
    ['::', 'live', false],
  ])('%s, asked for %s: %s', (permission, about, allowed) => {
    expect(decide(facts(roles(grant(permission)), { about }), ANA).allowed).toBe(allowed);
  });

  it.each<[string, Named, Agent, boolean]>([
    ['the same division', MADRID, ANA, true],
    ['another division', BOSTON, ANA, false],
    ['another division of the same name', { id: 'd-other', name: 'Madrid' }, ANA, false],
    ['all divisions by id', { id: '*', name: '' }, ANA, true],
    ['a division that is called like all of them', { id: 'd-all', name: 'All Divisions' }, ANA, false],
    ['a division, for somebody without one', MADRID, agent('nora'), false],
    ['all divisions, for somebody without one', { id: '*', name: '' }, agent('nora'), true],
  ])('a grant in %s', (_what, division, target, allowed) => {
    expect(decide(facts(roles(grant('analytics:agentState:view', division))), target).allowed).toBe(allowed);
  });

  it('names the division and the role that decided', () => {
    const given = grant('analytics:agentState:view');
    expect(decide(facts(roles(grant('routing:queue:view'), given)), ANA)).toEqual({
      allowed: true,
      rule: 'division-grant',
      division: MADRID,
      role: given.role,
    });
  });

  it('a policy with a condition grants nothing, not even with all wildcards', () => {
    expect(decide(facts(roles(grant('*:*:*', { id: '*', name: '' }, true))), ANA)).toEqual({
      allowed: false,
      rule: 'no-grant',
    });
  });

  it('a condition on one policy of a role takes nothing from its other policies', () => {
    const [conditional] = grant('analytics:agentState:view', MADRID, true).policies;
    const plain = grant('analytics:agentState:view');
    const both: Grant = { ...plain, policies: [...(conditional ? [conditional] : []), ...plain.policies] };
    expect(decide(facts(roles(both)), ANA).allowed).toBe(true);
  });

  it('roles that cannot be read show nothing and name the permission that is missing', () => {
    const evidence: Evidence = { kind: 'grants-unreadable', missingPermission: 'authorization:grant:view' };
    const nothing = { allowed: false, rule: 'grants-unreadable', missingPermission: 'authorization:grant:view' };
    expect(decide(facts(evidence), ANA)).toEqual(nothing);
    expect(decide(facts(evidence), OMAR)).toEqual(nothing);
    expect(reach(facts(evidence))).toEqual({ kind: 'nobody', decision: nothing });
  });

  it('says which permission a role needs', () => {
    expect([requiredPermission('live'), requiredPermission('stats')]).toEqual([
      'analytics:agentState:view',
      'analytics:conversationAggregate:view',
    ]);
  });
});

describe('under the policy `managers`, people see their reports', () => {
  it.each<[string, Agent, Agent, boolean, readonly Agent[]]>([
    ['a direct report', OMAR, ANA, true, []],
    ['an indirect report', GRACE, ANA, true, [OMAR]],
    ['an indirect report through somebody who has left', GRACE, ANA, true, [{ ...OMAR, state: 'inactive' }]],
    ['an indirect report through somebody unknown', GRACE, ANA, false, []],
    ['their own manager', ANA, OMAR, false, [OMAR, GRACE]],
    ['a colleague with the same manager', agent('luis', { managerId: 'omar' }), ANA, false, [OMAR, GRACE]],
    ['somebody without a manager', OMAR, GRACE, false, [OMAR, GRACE]],
  ])('%s', (_what, asker, target, allowed, others) => {
    expect(decide(facts(chart(target, ...others), { identity: is(asker) }), target).allowed).toBe(allowed);
  });

  it('ends when people manage each other in a circle', () => {
    const circle = [
      agent('a', { managerId: 'b' }),
      agent('b', { managerId: 'c' }),
      agent('c', { managerId: 'b' }),
    ] as const;
    expect(decide(facts(chart(...circle)), circle[0])).toEqual({ allowed: false, rule: 'not-a-report' });
    expect(decide(facts(chart(...circle), { identity: is(circle[2]) }), circle[0]).rule).toBe('manager');
  });

  it('lists of the reports only those who are active, and the asker', () => {
    const left = agent('left', { managerId: 'omar', state: 'inactive' });
    expect(reach(facts(chart(ANA, OMAR, GRACE, left)))).toEqual({ kind: 'agents', agents: [OMAR, ANA] });
  });
});

describe('whom nothing but their own name is shown', () => {
  it.each<[string, Evidence, string]>([
    ['without roles', roles(), 'no-grant'],
    ['without reports', chart(), 'not-a-report'],
    ['not on the allow list', { kind: 'allowlist', listed: false }, 'not-on-allowlist'],
  ])('%s', (_what, evidence, rule) => {
    expect(decide(facts(evidence), OMAR)).toEqual({ allowed: true, rule: 'self' });
    expect(decide(facts(evidence), GRACE)).toEqual({ allowed: false, rule });
    expect(reach(facts(evidence))).toEqual({ kind: 'agents', agents: [OMAR] });
  });
});

describe('who sees nobody at all', () => {
  it.each(['guest', 'stranger', 'bot', 'deactivated'] as const)('a %s, whatever else speaks for them', (asker) => {
    for (const evidence of [roles(grant('*:*:*', { id: '*', name: '' })), allowlisted, workspace, chart(ANA, OMAR)]) {
      const given = facts(evidence, { asker });
      expect(decide(given, ANA)).toEqual({ allowed: false, rule: 'not-a-member' });
      expect(decide(given, OMAR)).toEqual({ allowed: false, rule: 'not-a-member' });
      expect(reach(given)).toEqual({ kind: 'nobody', decision: { allowed: false, rule: 'not-a-member' } });
    }
  });

  it.each(['no-confirmed-email', 'not-in-genesys', 'ambiguous-identity'] as const)('an asker who is %s', (kind) => {
    for (const evidence of [roles(grant('*:*:*', { id: '*', name: '' })), chart(ANA, OMAR)]) {
      const given = facts(evidence, { identity: { kind } });
      expect(decide(given, ANA)).toEqual({ allowed: false, rule: kind });
      expect(reach(given)).toEqual({ kind: 'nobody', decision: { allowed: false, rule: kind } });
    }
  });

  it('except where the policy does not ask who they are in Genesys', () => {
    const nobody: Identity = { kind: 'not-in-genesys' };
    expect(decide(facts(workspace, { identity: nobody }), ANA)).toEqual({ allowed: true, rule: 'workspace' });
    expect(decide(facts(allowlisted, { identity: nobody }), ANA)).toEqual({ allowed: true, rule: 'allowlist' });
  });
});
