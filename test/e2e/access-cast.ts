import type { Policy } from '../../src/domain/access.ts';
import type { Asker } from '../../src/domain/asker.ts';
import { type Organisation, type Person, personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { CHANNELS, PEOPLE, type Person as SlackPerson } from '../../src/sandbox/slack/people.ts';
import type { WhoAsks, World } from '../domain/access-rules.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** Sees everybody, so that whoever is taken for her by mistake shows it at once. */
const HEAD = 'ingrid.sorensen@example.com';
const TWINS = 'twin@example.com';

/** Somebody who asks, and what is true of them, said beside what Slack says of them. */
export interface CastMember {
  readonly as: string;
  readonly slackId: string;
  readonly is: Asker['kind'];
  /** Under which they may be looked for in Genesys; nothing when no address is known to be theirs. */
  readonly address: string | undefined;
}

const member = (as: string, slackId: string, address: string | undefined): CastMember => ({
  as,
  slackId,
  is: 'member',
  address,
});

export const ASKERS: readonly CastMember[] = [
  member('an agent', 'U0ANA', 'ana.lopez@example.com'),
  member('a supervisor with a role in one division', 'U0OMAR', 'omar.haddad@example.com'),
  member('a site manager whose role has wildcards', 'U0CARMEN', 'carmen.ruiz@example.com'),
  member('a manager with a role in all divisions', 'U0GRACE', 'grace.oneill@example.com'),
  member('the head, who may do everything', 'U0INGRID', HEAD),
  member('somebody with a role in a division that is only called All Divisions', 'U0OLA', 'ola.away@example.com'),
  member('a supervisor whose only role has a condition', 'U0COND', 'conditional@example.com'),
  member('a supervisor who sees the floor and not the figures', 'U0FLOORONLY', 'floor.only@example.com'),
  member('somebody without any role', 'U0NORA', 'nora.quint@example.com'),
  member('somebody linked to another address than their own', 'U0LINKED', 'sunita.shakya@example.com'),
  member('somebody whose address two people have', 'U0TWIN', TWINS),
  member('somebody who is not in Genesys', 'U0NOBODY', 'not.in.genesys@example.com'),
  member('a leaver of Genesys who is still in Slack', 'U0IVAN', 'ivan.petrov@example.com'),
  member('somebody whose address is not confirmed', 'U0UNSURE', undefined),
  { as: 'a guest', slackId: 'U0GUEST', is: 'guest', address: HEAD },
  { as: 'a guest of one channel', slackId: 'U0ULTRA', is: 'guest', address: HEAD },
  { as: 'somebody of another organisation', slackId: 'U0STRANGER', is: 'stranger', address: HEAD },
  { as: 'a bot', slackId: 'U0BOT', is: 'bot', address: HEAD },
  { as: 'somebody deactivated in Slack', slackId: 'U0GONE', is: 'deactivated', address: HEAD },
];

/** Of those on the list, only the members may have anything from it; the second is nobody in Genesys. */
const LISTED: readonly string[] = ['U0NORA', 'U0NOBODY', 'U0GUEST', 'U0STRANGER', 'U0BOT', 'U0GONE'];

const madrid = { timeZone: 'Europe/Madrid', locale: 'es-ES' } as const;
const newcomer = (id: string, email: string): SlackPerson => ({
  ...madrid,
  id,
  handle: id.toLowerCase(),
  name: `Colleague ${id}`,
  kind: 'member',
  email,
  emailConfirmed: true,
});

const asHead = { email: HEAD, emailConfirmed: true } as const;
const TEMPTING: Readonly<Record<string, Partial<SlackPerson>>> = {
  U0UNSURE: { email: HEAD, emailConfirmed: false },
  U0GUEST: asHead,
  U0ULTRA: asHead,
  U0STRANGER: asHead,
  U0BOT: asHead,
  U0GONE: asHead,
};

const NEWCOMERS: readonly SlackPerson[] = [
  newcomer('U0INGRID', HEAD),
  newcomer('U0OLA', 'ola.away@example.com'),
  newcomer('U0COND', 'conditional@example.com'),
  newcomer('U0FLOORONLY', 'floor.only@example.com'),
  newcomer('U0LINKED', HEAD),
  newcomer('U0TWIN', TWINS),
];

/** The floor, where they all are: whoever has a summary posted is a member of its channel. */
const SLACK_CHANNELS = CHANNELS.map((channel) =>
  channel.id === 'C0FLOOR' ? { ...channel, members: [...channel.members, ...NEWCOMERS.map(({ id }) => id)] } : channel,
);

/**
 * Everybody of the stand-in Slack, under other names than in Genesys. Those who must see nothing have the address of
 * somebody who sees everything.
 */
const SLACK_PEOPLE: readonly SlackPerson[] = [
  ...PEOPLE.map((person) => ({ ...person, name: `Colleague ${person.id}`, ...TEMPTING[person.id] })),
  ...NEWCOMERS,
];

/** The house with this cast, and limits that no number of questions reaches. */
export async function openWithCast(policy: Policy, options: HouseOptions = {}): Promise<House> {
  const house = await openHouse({
    ...options,
    env: {
      ACCESS_POLICY: policy,
      ACCESS_ALLOWLIST: LISTED.join(','),
      IDENTITY_LINKS: 'U0LINKED=sunita.shakya@example.com',
      GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000',
      ...options.env,
    },
    genesys: { requestsPerMinute: 100_000, ...options.genesys },
    slack: { people: SLACK_PEOPLE, channels: SLACK_CHANNELS, enforceRates: false, ...options.slack },
  });
  castIn(house.genesys.organisation);
  return house;
}

/** Closes a house whose clock stands still otherwise: the last edit of a card waits for it. */
export async function closeCast(house: House): Promise<void> {
  const going = setInterval(() => {
    house.clock.now += 1000;
  }, 5);
  await house.stop().finally(() => clearInterval(going));
}

/** Makes the people of the simulated organisation fit the cast. */
export function castIn(organisation: Organisation): void {
  const change = (person: Person | undefined, to: Partial<Person>) => Object.assign(person ?? {}, to);
  const holding = (role: string) =>
    organisation.people.find(({ grants }) => grants.some((grant) => grant.role.name === role));
  // The name of the examples that the app's own sentences give.
  change(personNamed(organisation, 'Ana López'), { name: 'Ana Benavides' });
  change(holding('Restricted Analyst'), { email: 'conditional@example.com' });
  change(holding('Floorwalker'), { email: 'floor.only@example.com' });
  change(personNamed(organisation, 'Nora Quint'), { grants: [] });
  change(personNamed(organisation, 'Iván Petrov'), { managerId: personNamed(organisation, 'Omar Haddad').id });
  for (const twin of organisation.agentsOfSite[2]?.slice(4, 6) ?? []) change(twin, { email: TWINS });
}

/** Who the asker is in Genesys, if they are anybody. */
export function selfOf(organisation: Organisation, asker: CastMember): Person | undefined {
  const { slack, fits } = whoAsks(organisation, asker);
  const [only, ...others] = fits;
  return slack !== 'member' || only === undefined || others.length > 0 ? undefined : organisation.personById.get(only);
}

/** The organisation as the second statement of the rules takes it. */
export function worldOf(organisation: Organisation, policy: Policy): World {
  return {
    policy,
    people: organisation.people.map(({ id, site, managerId, grants }) => ({
      id,
      division: site.division.id,
      manager: managerId,
      holds: grants.flatMap(({ division, role }) =>
        role.policies.map(({ domain, entityName, actions, condition }) => ({
          permission: `${domain}:${entityName}:${actions.join(',')}`,
          division: division.id,
          conditional: condition !== undefined,
        })),
      ),
    })),
  };
}

/** The asker as the second statement of the rules takes them. */
export function whoAsks(organisation: Organisation, { slackId, is, address }: CastMember): WhoAsks {
  const fits = organisation.people.filter(
    ({ state, email }) => state === 'active' && email.toLowerCase() === address?.toLowerCase(),
  );
  return { slack: is, fits: fits.map(({ id }) => id), onAllowlist: LISTED.includes(slackId) };
}
