import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/domain/access.ts';
import type { Agent } from '../../../src/domain/agent.ts';
import { createAccess } from '../../../src/reports/people/access.ts';
import { type AgentDirectory, type Grant, type Remember, SourceError } from '../../../src/reports/ports.ts';
import { ANA, ANA_LYON, agent, asker, directory, EVERYBODY, GRACE, LEFT, LYON, MADRID, OMAR } from '../small-centre.ts';

const LIVE_IN_MADRID: Grant = {
  division: MADRID,
  role: { id: 'r-lead', name: 'Team lead' },
  policies: [{ domain: 'analytics', entity: 'agentState', actions: ['view'], conditional: false }],
};

const refusedBy = (rule: string) => ({ refused: { allowed: false, rule } });

function centre({
  policy = 'genesys',
  people = EVERYBODY,
  grants = [LIVE_IN_MADRID],
  allowlist = [],
  links = {},
  also = {},
  groups = {},
}: {
  readonly policy?: Policy;
  readonly people?: readonly Agent[];
  readonly grants?: readonly Grant[] | SourceError;
  readonly allowlist?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  readonly also?: Partial<AgentDirectory>;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}) {
  const asked: string[] = [];
  const kept = new Map<string, Promise<unknown>>();
  const whole = directory(also, people);
  const remember: Remember = async (memory, key, fetch) => {
    const known = kept.has(`${memory} ${key}`);
    const value = await fetch();
    kept.set(`${memory} ${key}`, Promise.resolve(value));
    return { value, asOf: 0, cached: known, stale: false };
  };
  const access = createAccess({
    policy,
    allowlist,
    identityLinks: new Map(Object.entries(links)),
    source: {
      grantsOf: async (id) => {
        asked.push(`grants of ${id}`);
        if (grants instanceof SourceError) throw grants;
        return grants;
      },
    },
    directory: {
      findByEmail: async (email) => {
        asked.push(`email ${email}`);
        return whole.findByEmail(email);
      },
      byIds: async (ids) => {
        asked.push(`ids ${ids.join(' ')}`);
        return whole.byIds(ids);
      },
      everyone: async () => {
        asked.push('everyone');
        return whole.everyone();
      },
    },
    remember,
    userGroupMembers: async (id) => {
      asked.push(`group ${id}`);
      return groups[id] ?? [];
    },
  });
  return { access, asked, kept };
}

describe('who an asker is in Genesys Cloud', () => {
  it('is the one active person with their confirmed address, whatever its case', async () => {
    const { access } = centre({});
    expect(await access.self(asker({ email: 'A-OMAR-HADDAD@Example.com' }))).toEqual({ agent: OMAR });
  });

  it.each<[string, readonly Agent[], object]>([
    ['nobody has the address', [ANA], refusedBy('not-in-genesys')],
    ['who has it is inactive', [agent('x', { email: 'o@x.example', state: 'inactive' })], refusedBy('not-in-genesys')],
    ['who has it is deleted', [agent('x', { email: 'o@x.example', state: 'deleted' })], refusedBy('not-in-genesys')],
    [
      'two active people have it',
      [agent('x', { email: 'o@x.example' }), agent('y', { email: 'O@x.example' })],
      refusedBy('ambiguous-identity'),
    ],
    [
      'one active and one former have it',
      [agent('x', { email: 'o@x.example', state: 'inactive' }), agent('y', { email: 'o@x.example' })],
      { agent: agent('y', { email: 'o@x.example' }) },
    ],
  ])('when %s', async (_what, people, expected) => {
    expect(await centre({ people }).access.self(asker({ email: 'o@x.example' }))).toEqual(expected);
  });

  it('is nobody without a confirmed address', async () => {
    expect(await centre({}).access.self(asker({ email: undefined }))).toEqual(refusedBy('no-confirmed-email'));
  });

  it('is nobody whom a search merely resembles', async () => {
    const { access } = centre({ also: { findByEmail: async () => [ANA] } });
    expect(await access.self(asker())).toEqual(refusedBy('not-in-genesys'));
  });

  it.each([
    ['with another address in Slack', 'somebody.else@example.com'],
    ['without an address in Slack', undefined],
  ])('is the linked person, %s', async (_what, email) => {
    const { access } = centre({ links: { U0OMAR: GRACE.email ?? '' } });
    expect(await access.self(asker({ email }))).toEqual({ agent: GRACE });
  });

  it('is nobody when the linked person has left, although the address in Slack fits', async () => {
    const { access } = centre({ links: { U0OMAR: LEFT.email ?? '' } });
    expect(await access.self(asker())).toEqual(refusedBy('not-in-genesys'));
  });

  it.each(['guest', 'stranger', 'bot', 'deactivated'] as const)('is not even looked up for a %s', async (kind) => {
    const { access, asked } = centre({ links: { U0OMAR: OMAR.email ?? '' } });
    expect(await access.self(asker({ kind }))).toEqual(refusedBy('not-a-member'));
    expect(await access.decide(asker({ kind }), OMAR, 'live')).toEqual({ allowed: false, rule: 'not-a-member' });
    expect(await access.visible(asker({ kind }), EVERYBODY, 'live')).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('the policy `genesys`', () => {
  it('shows the people of the divisions in which the asker has the permission, in the order asked for', async () => {
    const { access } = centre({});
    expect(await access.visible(asker(), [GRACE, ANA_LYON, ANA], 'live')).toEqual([GRACE, ANA]);
    expect(await access.visible(asker(), [GRACE, ANA_LYON, ANA], 'stats')).toEqual([]);
    expect(await access.reach(asker(), 'live')).toEqual({ kind: 'divisions', divisions: [MADRID], self: OMAR });
    expect(await access.reach(asker(), 'stats')).toEqual({ kind: 'agents', agents: [OMAR] });
  });

  it('says of each why, in the order asked for', async () => {
    const { access } = centre({});
    expect(await access.decisions(asker(), [ANA_LYON, OMAR, ANA], 'live')).toEqual([
      { allowed: false, rule: 'no-grant' },
      { allowed: true, rule: 'self' },
      { allowed: true, rule: 'division-grant', division: MADRID, role: LIVE_IN_MADRID.role },
    ]);
    expect(await access.decisions(asker(), [], 'live')).toEqual([]);
  });

  it('reads the roles once for any number of people, and remembers them as grants', async () => {
    const { access, asked, kept } = centre({});
    await access.visible(asker(), EVERYBODY, 'live');
    expect(asked).toEqual([`email ${OMAR.email}`, `grants of ${OMAR.id}`]);
    expect([...kept.keys()]).toEqual([`grants ${OMAR.id}`]);
  });

  it('reads no roles for somebody who asks about themselves', async () => {
    const { access, asked } = centre({ grants: new SourceError({ kind: 'forbidden', endpoint: 'grants' }) });
    expect(await access.decide(asker(), OMAR, 'live')).toEqual({ allowed: true, rule: 'self' });
    expect(asked).not.toContain(`grants of ${OMAR.id}`);
  });

  it.each([
    ['the permission that Genesys names', ['authorization:grant:view'], 'authorization:grant:view'],
    ['another one that Genesys names', ['authorization:grant:viewAll'], 'authorization:grant:viewAll'],
    ['the documented one when Genesys names none', [], 'authorization:grant:view'],
  ])('shows nothing when roles may not be read, and names %s', async (_what, missingPermissions, missingPermission) => {
    const grants = new SourceError({ kind: 'forbidden', endpoint: 'grants', status: 403, missingPermissions });
    const { access } = centre({ grants });
    const decision = { allowed: false, rule: 'grants-unreadable', missingPermission };
    expect(await access.decide(asker(), ANA, 'live')).toEqual(decision);
    expect(await access.visible(asker(), EVERYBODY, 'live')).toEqual([]);
    expect(await access.reach(asker(), 'live')).toEqual({ kind: 'nobody', decision });
  });

  it.each(['unavailable', 'rate-limited', 'timeout', 'unauthorised'] as const)(
    'answers nothing when Genesys Cloud is %s',
    async (kind) => {
      const { access } = centre({ grants: new SourceError({ kind, endpoint: 'grants' }) });
      await expect(access.decide(asker(), ANA, 'live')).rejects.toThrow(`grants: ${kind}`);
      await expect(access.visible(asker(), [ANA], 'live')).rejects.toThrow(`grants: ${kind}`);
      await expect(access.reach(asker(), 'live')).rejects.toThrow(`grants: ${kind}`);
    },
  );
});

describe('the policy `managers`', () => {
  const boss = agent('Boss', { division: LYON });
  const lead = { ...OMAR, managerId: boss.id };
  const formerLead = agent('Former', { managerId: boss.id, state: 'inactive' });
  const agents = [1, 2, 3, 4].map((n) => agent(`Agent ${n}`, { managerId: n === 4 ? formerLead.id : lead.id }));
  const people = [boss, lead, formerLead, ...agents];
  const asBoss = asker({ email: boss.email });

  it('shows direct and indirect reports, also those under somebody who has left', async () => {
    const { access } = centre({ policy: 'managers', people });
    expect(await access.visible(asBoss, people, 'stats')).toEqual(people);
    expect(await access.reach(asBoss, 'stats')).toEqual({ kind: 'agents', agents: [boss, lead, ...agents] });
    expect(await access.visible(asker(), people, 'stats')).toEqual([lead, ...agents.slice(0, 3)]);
  });

  it('asks a request a level, for managers who are not known yet', async () => {
    const { access, asked } = centre({ policy: 'managers', people });
    await access.visible(asBoss, [...agents, lead], 'live');
    expect(asked.slice(1)).toEqual([`ids ${formerLead.id} ${boss.id}`]);
    await access.visible(asker(), agents, 'live');
    expect(asked.slice(3)).toEqual([`ids ${lead.id} ${formerLead.id}`, `ids ${boss.id}`]);
  });

  it('ends when the chain of managers does not', async () => {
    const endless = (id: string) => agent(id, { id, managerId: `${id}+` });
    const also = { byIds: async (ids: readonly string[]) => ids.map(endless) };
    const { access, asked } = centre({ policy: 'managers', also });
    expect(await access.decide(asker(), endless('x'), 'live')).toEqual({ allowed: false, rule: 'not-a-report' });
    expect(asked.length).toBeLessThan(20);
  });

  it('asks no roles', async () => {
    const { access, asked } = centre({ policy: 'managers', people });
    await access.reach(asBoss, 'live');
    expect(asked.join()).not.toContain('grants');
  });
});

describe('the policy `allowlist`', () => {
  it.each([
    ['is named', ['U0OMAR'], {}, true],
    ['is in a group that is named', ['S0OTHERS', 'S0LEADS'], { S0LEADS: ['U0ANA', 'U0OMAR'] }, true],
    ['is in a group that is not named', ['S0OTHERS'], { S0LEADS: ['U0OMAR'] }, false],
    ['is named by the beginning of an id', ['U0OMAR2', 'U0'], {}, false],
    ['is not named', [], {}, false],
  ])('when the asker %s', async (_what, allowlist, groups, listed) => {
    const { access } = centre({ policy: 'allowlist', allowlist, groups });
    expect(await access.decide(asker(), ANA, 'live')).toEqual(
      listed ? { allowed: true, rule: 'allowlist' } : { allowed: false, rule: 'not-on-allowlist' },
    );
    expect(await access.decide(asker(), OMAR, 'live')).toEqual({ allowed: true, rule: 'self' });
    expect(await access.reach(asker(), 'stats')).toEqual(
      listed ? { kind: 'everyone' } : { kind: 'agents', agents: [OMAR] },
    );
  });

  it('asks Slack for groups only, and for none when the asker is named alone', async () => {
    const { access, asked } = centre({ policy: 'allowlist', allowlist: ['S0LEADS', 'U0ANA'] });
    await access.decide(asker({ slackUserId: 'U0ANA' }), ANA, 'live');
    expect(asked.join()).not.toContain('group');
    await access.decide(asker(), ANA, 'live');
    expect(asked.slice(2)).toEqual(['group S0LEADS']);
  });
});

describe('the policy `workspace`', () => {
  it('shows everybody to a full member, in Genesys Cloud or not', async () => {
    const { access } = centre({ policy: 'workspace' });
    const outsider = asker({ email: undefined });
    expect(await access.decide(outsider, ANA, 'live')).toEqual({ allowed: true, rule: 'workspace' });
    expect(await access.reach(outsider, 'live')).toEqual({ kind: 'everyone' });
    expect(await access.self(outsider)).toEqual(refusedBy('no-confirmed-email'));
  });
});
