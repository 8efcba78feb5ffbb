import type { Decision } from '../../src/domain/access.ts';
import type { Agent, Named, Place, PlaceKind } from '../../src/domain/agent.ts';
import type { Asker } from '../../src/domain/asker.ts';
import { fitting } from '../../src/domain/matching.ts';
import type { Access } from '../../src/reports/people/access.ts';
import { createNames } from '../../src/reports/people/names.ts';
import { createSight } from '../../src/reports/people/sight.ts';
import { createWho, type Who } from '../../src/reports/people/who.ts';
import type { AgentDirectory, StatsSource } from '../../src/reports/ports.ts';
import { remembering } from './remembering.ts';

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

export const BILLING: Place = { id: 'q-billing', name: 'Billing', division: MADRID };
/** Nobody is in it. */
export const BILLING_EU: Place = { id: 'q-billing-eu', name: 'Billing EU', division: MADRID };
export const LYON_ONLY: Place = { id: 'q-lyon', name: 'Réclamations', division: LYON };
export const SALES: Place = { id: 't-sales', name: 'Sales', division: MADRID };
export const TIER_2: Place = { id: 'g-tier-2', name: 'Tier 2' };

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

const PLACES: Readonly<Record<PlaceKind, readonly Place[]>> = {
  queue: [BILLING, BILLING_EU, LYON_ONLY],
  team: [SALES],
  group: [TIER_2],
};

const MEMBERS: Readonly<Record<string, readonly Agent[]>> = {
  [BILLING.id]: [ANA, ANA_LYON, GRACE],
  [BILLING_EU.id]: [],
  [LYON_ONLY.id]: [ANA_LYON],
  [SALES.id]: [ANA, GRACE, LEFT],
  [TIER_2.id]: [GRACE],
};

/** The directory of these people; `also` replaces single answers. */
export function directory(also: Partial<AgentDirectory> = {}, people: readonly Agent[] = EVERYBODY): AgentDirectory {
  return {
    findByEmail: async (email) => people.filter((each) => each.email?.toLowerCase() === email.toLowerCase()),
    findByName: async (name) =>
      fitting(
        people.filter((each) => each.state === 'active'),
        name,
      ),
    byIds: async (ids) => people.filter((each) => ids.includes(each.id)),
    everyone: async () => people.filter((each) => each.state === 'active'),
    directReports: async (managerId) => people.filter((each) => each.managerId === managerId),
    places: async (kind) => PLACES[kind],
    members: async (_kind, id) => MEMBERS[id] ?? [],
    skills: async () => [],
    queuesOf: async (agentId) =>
      PLACES.queue
        .filter(({ id }) => MEMBERS[id]?.some((member) => member.id === agentId))
        .map(({ id, name }) => ({ id, name })),
    queueNames: async (ids) =>
      Object.fromEntries(PLACES.queue.filter((each) => ids.includes(each.id)).map((each) => [each.id, each.name])),
    wrapUpCodeNames: async () => ({}),
    presenceLabels: async () => ({ 'p-prebreak': 'Pre-break', 'p-onqueue': 'On Queue' }),
    ...also,
  };
}

const NOBODY_KNOWN = agent('Somebody nowhere', { division: undefined });
const REFUSED: Decision = { allowed: false, rule: 'no-grant' };

/** Omar, who may see exactly the people for whom `sees` says yes. */
export function accessTo(sees: (agent: Agent) => boolean, self: Agent = OMAR): Access {
  const decide = (agent: Agent): Decision => {
    if (agent.id === self.id) return { allowed: true, rule: 'self' };
    return sees(agent) ? { allowed: true, rule: 'division-grant', division: agent.division } : REFUSED;
  };
  return {
    self: async () => ({ agent: self }),
    decide: async (_asker, each = NOBODY_KNOWN) => decide(each),
    decisions: async (_asker, agents) => agents.map(decide),
    visible: async (_asker, agents) => agents.filter((each) => decide(each).allowed),
    reach: async () => ({ kind: 'divisions', divisions: [MADRID], self }),
    // Whoever is seen without a look at who it is.
    divisions: async () =>
      sees.length === 0 && sees(NOBODY_KNOWN)
        ? 'all'
        : [MADRID, LYON].filter((division) => sees(agent('Somebody new', { division }))),
  };
}

/** Who is meant, of these people, by the real decisions. */
export function whoIn(of: {
  readonly directory: AgentDirectory;
  readonly access: Access;
  readonly stats?: Pick<StatsSource, 'conversationSums'>;
  readonly now?: () => number;
}): Who {
  const { directory: from, access, stats = { conversationSums: async () => [] }, now = () => 0 } = of;
  const sight = createSight({ access, directory: from, stats, remember: remembering(now), now });
  const { near } = createNames({ directory: from, access, sight });
  return createWho({ directory: from, access, sight, near });
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
    divisions: async () => [],
  };
}
