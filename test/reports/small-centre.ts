import type { Decision } from '../../src/domain/access.ts';
import type { Agent, Named } from '../../src/domain/agent.ts';
import type { Asker } from '../../src/domain/asker.ts';
import type { Access } from '../../src/reports/people/access.ts';
import type { AgentDirectory } from '../../src/reports/ports.ts';

/** A contact centre small enough to know by heart, for tests of the answers. */

export const MADRID: Named = { id: 'd-madrid', name: 'Madrid' };
export const LYON: Named = { id: 'd-lyon', name: 'Lyon' };

export function agent(name: string, more: Partial<Agent> = {}): Agent {
  const id = `a-${name.toLowerCase().replaceAll(' ', '-')}`;
  return { id, name, email: `${id}@example.com`, division: MADRID, state: 'active', ...more };
}

export const OMAR = agent('Omar Haddad', { title: 'Supervisor' });
export const ANA = agent('Ana López', { title: 'Agent', managerId: OMAR.id });
export const ANA_MARIA = agent('Ana María Ruiz', { title: 'Agent', managerId: OMAR.id });
export const ANA_LYON = agent('Ana Petit', { division: LYON });
export const GRACE = agent('Grace O’Neill', { managerId: OMAR.id });
export const LEFT = agent('Luis Gone', { state: 'inactive' });

export const EVERYBODY = [OMAR, ANA, ANA_MARIA, ANA_LYON, GRACE, LEFT] as const;

export const BILLING: Named = { id: 'q-billing', name: 'Billing' };
export const BILLING_EU: Named = { id: 'q-billing-eu', name: 'Billing EU' };
export const LYON_ONLY: Named = { id: 'q-lyon', name: 'Réclamations' };
export const SALES: Named = { id: 't-sales', name: 'Sales' };
export const TIER_2: Named = { id: 'g-tier-2', name: 'Tier 2' };

export function asker(more: Partial<Asker> = {}): Asker {
  return {
    slackUserId: 'U0OMAR',
    slackTeamId: 'T0EXAMPLE',
    kind: 'member',
    email: OMAR.email,
    name: 'Omar Haddad',
    timeZone: 'Europe/Madrid',
    weekStart: 1,
    ...more,
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const MEMBERS: Readonly<Record<string, readonly Agent[]>> = {
  [BILLING.id]: [ANA, ANA_LYON, GRACE],
  [BILLING_EU.id]: [],
  [LYON_ONLY.id]: [ANA_LYON],
  [SALES.id]: [ANA, GRACE, LEFT],
  [TIER_2.id]: [GRACE],
};

/** The directory of these people; `also` replaces single answers. */
export function directory(also: Partial<AgentDirectory> = {}, people: readonly Agent[] = EVERYBODY): AgentDirectory {
  const called = (all: readonly Named[]) => async (name: string) =>
    all.filter((each) => plain(each.name).includes(plain(name)));
  const members = async (id: string) => MEMBERS[id] ?? [];
  return {
    findByEmail: async (email) => people.filter((each) => each.email?.toLowerCase() === email.toLowerCase()),
    findByName: async (name) =>
      people.filter((each) => each.state === 'active' && plain(each.name).includes(plain(name))),
    byIds: async (ids) => people.filter((each) => ids.includes(each.id)),
    everyone: async () => people.filter((each) => each.state === 'active'),
    directReports: async (managerId) => people.filter((each) => each.managerId === managerId),
    teams: called([SALES]),
    teamMembers: members,
    queues: called([BILLING, BILLING_EU, LYON_ONLY]),
    queueMembers: members,
    groups: called([TIER_2]),
    groupMembers: members,
    skills: async () => [],
    divisions: async () => [MADRID, LYON],
    queueNames: async (ids) =>
      Object.fromEntries(
        [BILLING, BILLING_EU, LYON_ONLY].filter((each) => ids.includes(each.id)).map((each) => [each.id, each.name]),
      ),
    wrapUpCodeNames: async () => ({}),
    presenceLabels: async () => ({ 'p-prebreak': 'Pre-break', 'p-onqueue': 'On Queue' }),
    ...also,
  };
}

const REFUSED: Decision = { allowed: false, rule: 'no-grant' };

/** Omar, who may see exactly the people for whom `sees` says yes. */
export function accessTo(sees: (agent: Agent) => boolean, self: Agent = OMAR): Access {
  const decide = (agent: Agent): Decision => {
    if (agent.id === self.id) return { allowed: true, rule: 'self' };
    return sees(agent) ? { allowed: true, rule: 'division-grant', division: agent.division } : REFUSED;
  };
  return {
    self: async () => ({ agent: self }),
    decide: async (_asker, agent) => decide(agent),
    decisions: async (_asker, agents) => agents.map(decide),
    visible: async (_asker, agents) => agents.filter((each) => decide(each).allowed),
    reach: async () => ({ kind: 'divisions', divisions: [MADRID], self }),
  };
}

/** Somebody who is not answered at all, such as a guest. */
export function noAccess(rule: Decision['rule'] = 'not-a-member'): Access {
  const decision: Decision = { allowed: false, rule };
  return {
    self: async () => ({ refused: decision }),
    decide: async () => decision,
    decisions: async (_asker, agents) => agents.map(() => decision),
    visible: async () => [],
    reach: async () => ({ kind: 'nobody', decision }),
  };
}
