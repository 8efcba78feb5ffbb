import { GROUPS, PRESENCES, QUEUES, SITES, SKILLS, WRAP_UP_CODES } from './catalogue.ts';
import { entityId } from './ids.ts';
import { BOSTON_NAMES, KATHMANDU_NAMES, LONG_NAME, MADRID_NAMES, mailbox, type NamePool } from './names.ts';
import type { Organisation, Person, Queue, Role, RoleGrant, Site, Team } from './organisation.ts';
import { ALL_DIVISIONS, CALLED_ALL_DIVISIONS, ROLES } from './roles.ts';

/** People per supervisor. */
const TEAM_SIZE = 11;
const POOLS: readonly [NamePool, NamePool, NamePool] = [MADRID_NAMES, BOSTON_NAMES, KATHMANDU_NAMES];
const TEAM_NAMES: readonly (readonly [string, string])[] = [
  ['Sales EU', 'Care EU'],
  ['Sales', 'Care'],
  ['Support APAC', 'Messaging APAC'],
];

type NewPerson = Pick<Person, 'name' | 'email' | 'title'> &
  Partial<Omit<Person, 'id' | 'site' | 'name' | 'email' | 'title'>> & { readonly site: Site };

/**
 * The organisation, always the same for the same number of agents.
 *
 * @param agents how many people take conversations, at least 60, spread evenly over the three sites
 * @param called gives each person, queue and wrap-up code its name, from the one that tests know it by
 */
export function createOrganisation(agents = 66, called = (name: string): string => name): Organisation {
  const people: Person[] = [];
  const hire = (person: NewPerson): Person => {
    const hired: Person = {
      state: 'active',
      queueIds: [],
      skillIds: [],
      groupIds: [],
      handles: false,
      shift: 'day',
      outOfOffice: false,
      grants: [grant(person.site, ROLES.agent)],
      ...person,
      name: called(person.name),
      id: entityId('user', people.length + 1),
    };
    people.push(hired);
    return hired;
  };

  const [madrid, boston, kathmandu] = SITES;
  const head = hire({
    name: 'Ingrid Sørensen',
    email: 'ingrid.sorensen@example.com',
    title: 'Head of Operations',
    site: madrid,
    grants: [{ division: ALL_DIVISIONS, role: ROLES.administrator }],
  });
  hire({
    name: "Grace O'Neill",
    email: 'grace.oneill@example.com',
    title: 'Workforce Manager',
    site: boston,
    managerId: head.id,
    grants: [grant(boston, ROLES.agent), { division: ALL_DIVISIONS, role: ROLES.workforceManager }],
  });

  const teams: Team[] = [];
  for (const site of SITES) {
    const size = Math.max(20, Math.floor(agents / 3) + (site.index < agents % 3 ? 1 : 0));
    teams.push(...staffSite(site, size, head, teams.length, hire));
  }
  hireOddOnes(hire, madrid, boston, kathmandu);
  const queues = QUEUES.map((queue) => ({ ...queue, name: called(queue.name) }));
  return {
    sites: SITES,
    people,
    queues,
    teams,
    groups: GROUPS,
    skills: SKILLS,
    wrapUpCodes: WRAP_UP_CODES.map((code) => ({ ...code, name: called(code.name) })),
    presences: Object.values(PRESENCES),
    personById: new Map(people.map((person) => [person.id, person])),
    queueById: new Map(queues.map((queue) => [queue.id, queue])),
    agentsOfSite: SITES.map((site) => people.filter((person) => person.handles && person.site === site)),
  };
}

function grant(site: Site, role: Role): RoleGrant {
  return { division: site.division, role };
}

/** A site manager, supervisors under her, and teams under them. */
function staffSite(
  site: Site,
  size: number,
  head: Person,
  firstTeam: number,
  hire: (person: NewPerson) => Person,
): readonly Team[] {
  const manager = hire({
    ...siteManager(site),
    title: 'Site Manager',
    site,
    managerId: head.id,
    grants: [grant(site, ROLES.agent), grant(site, ROLES.siteManager)],
  });
  const queues = QUEUES.filter((queue) => queue.site === site);
  const teams: Team[] = [];
  let supervisor = manager;
  for (let index = 0; index < size; index += 1) {
    if (index % TEAM_SIZE === 0) {
      const number = teams.length;
      teams.push({ id: entityId('team', firstTeam + number + 1), name: teamName(site, number), site });
      supervisor = hire({ ...supervisorOf(site, number), site, managerId: manager.id });
    }
    hire({ ...agentOf(site, index, queues), site, managerId: supervisor.id, teamId: teams.at(-1)?.id });
  }
  return teams;
}

function teamName(site: Site, number: number): string {
  return TEAM_NAMES[site.index]?.[number] ?? `${site.division.name} ${number + 1}`;
}

function siteManager(site: Site): Pick<Person, 'name' | 'email'> {
  const names = ['Carmen Ruiz', 'Walter Brooks', 'Sunita Shakya'] as const;
  const name = names[site.index] ?? `Manager of ${site.division.name}`;
  const [given = '', family = ''] = name.split(' ');
  return { name, email: `${mailbox(given, family)}@example.com` };
}

function supervisorOf(site: Site, number: number): Omit<NewPerson, 'site'> {
  const own = [grant(site, ROLES.agent), grant(site, ROLES.supervisor)];
  if (site.index === 0 && number === 0) {
    return { name: 'Omar Haddad', email: 'omar.haddad@example.com', title: 'Team Supervisor', grants: own };
  }
  const name = nameFrom(site, 101 + number * 7);
  const restricted = [grant(site, ROLES.agent), grant(site, ROLES.restrictedAnalyst)];
  const floor = [grant(site, ROLES.agent), grant(site, ROLES.floorwalker), grant(site, ROLES.reportBuilder)];
  const grants = number === 1 && site.index === 1 ? restricted : number === 1 && site.index === 2 ? floor : own;
  return { ...name, email: `${mailbox(name.given, name.family)}.lead@example.com`, title: 'Team Supervisor', grants };
}

/** Those whom tests and the demo know by name, and then people from the pool. */
const KNOWN: readonly (readonly (readonly [name: string, email: string])[])[] = [
  [
    ['Ana López', 'ana.lopez@example.com'],
    ['Zoë Müller-<&>', 'zoe.muller@example.com'],
    ['ليلى حداد', 'layla.haddad@example.com'],
    ['Maria Silva', 'maria.silva@example.com'],
  ],
  [
    ["Seán O'Brien", 'sean.obrien@example.com'],
    ['Maria Silva', 'maria.silva.boston@example.com'],
    [LONG_NAME, 'wolf@example.com'],
  ],
  [
    ['Kiran Shrestha', 'Kiran.Shrestha@Example.com'],
    ['Tashi *Dorje* _of_ ~Thimphu~ `<!channel>`', 'tashi.dorje@example.com'],
  ],
];

function agentOf(site: Site, index: number, queues: readonly Queue[]): Omit<NewPerson, 'site'> {
  const known = KNOWN[site.index]?.[index];
  const pooled = nameFrom(site, index);
  const [name, email] = known ?? [
    pooled.name,
    `${mailbox(pooled.given, pooled.family)}.${site.index}${index}@example.com`,
  ];
  const memberOf = queues.filter((_queue, queue) => (index + queue) % queues.length < 2);
  return {
    name,
    email,
    title: index % TEAM_SIZE === 5 ? 'Senior Agent' : 'Agent',
    queueIds: memberOf.map((queue) => queue.id),
    skillIds: [...new Set(memberOf.flatMap((queue) => queue.skillIds))],
    groupIds: GROUPS.filter((_group, group) => group < 2 && index % (4 + group) === group).map((group) => group.id),
    handles: true,
    shift: index % 6 === 5 ? 'night' : ((['early', 'day', 'late'] as const)[index % 3] ?? 'day'),
  };
}

function nameFrom(
  site: Site,
  index: number,
): { readonly name: string; readonly given: string; readonly family: string } {
  const pool = POOLS[site.index] ?? MADRID_NAMES;
  const given = pool.given[index % pool.given.length] ?? pool.given[0];
  const family =
    pool.family[(index * 3 + Math.floor(index / pool.given.length)) % pool.family.length] ?? pool.family[0];
  return { name: `${given} ${family}`, given, family };
}

/** People on the edges: who left, who belongs to no queue, who is away. */
function hireOddOnes(hire: (person: NewPerson) => Person, madrid: Site, boston: Site, kathmandu: Site): void {
  hire({ name: 'Iván Petrov', email: 'ivan.petrov@example.com', title: 'Agent', site: madrid, state: 'inactive' });
  hire({ name: 'Dorothy Deleted', email: 'dorothy@example.com', title: 'Agent', site: boston, state: 'deleted' });
  hire({ name: 'Nora Quint', email: 'nora.quint@example.com', title: 'Back Office Clerk', site: madrid });
  hire({
    name: 'Ola Away',
    email: 'ola.away@example.com',
    title: 'Trainer',
    site: kathmandu,
    outOfOffice: true,
    grants: [grant(kathmandu, ROLES.agent), { division: CALLED_ALL_DIVISIONS, role: ROLES.supervisor }],
  });
}
