import type { Policy, Subject } from '../../src/domain/access.ts';
import type { Asker } from '../../src/domain/asker.ts';

/**
 * The rules of who may see whom, stated a second time and in another way: not as a decision about two people but as
 * the set of people whom somebody sees. It shares no code with the application, so that a mistake shows as a difference.
 */
export interface World {
  readonly policy: Policy;
  readonly people: readonly Person[];
}

export interface Person {
  readonly id: string;
  readonly division?: string | undefined;
  readonly manager?: string | undefined;
  readonly holds: readonly Holding[];
}

/** What a role grants somebody: `analytics:agentState:view,edit` in a division, wildcards as `*`. */
export interface Holding {
  readonly permission: string;
  readonly division: string;
  readonly conditional: boolean;
}

export interface WhoAsks {
  readonly slack: Asker['kind'];
  /** The ids of the Genesys people whom their confirmed address fits. */
  readonly fits: readonly string[];
  readonly onAllowlist: boolean;
}

/** The ids of all people whom this asker sees. */
export function seenBy(world: World, asks: WhoAsks, about: Subject): ReadonlySet<string> {
  const nobody = new Set<string>();
  const everybody = new Set(world.people.map((person) => person.id));
  if (asks.slack !== 'member') return nobody;
  const me = asks.fits.length === 1 ? world.people.find((person) => person.id === asks.fits[0]) : undefined;
  const myself = me === undefined ? nobody : new Set([me.id]);

  if (world.policy === 'workspace') return everybody;
  if (world.policy === 'allowlist') return asks.onAllowlist ? everybody : myself;
  if (me === undefined) return nobody;
  if (world.policy === 'managers') return withAllReports(world.people, myself);

  const divisions = me.holds.filter((held) => permits(held, about)).map((held) => held.division);
  const inSight = world.people.filter(
    (person) => divisions.includes('*') || (person.division !== undefined && divisions.includes(person.division)),
  );
  return new Set([...myself, ...inSight.map((person) => person.id)]);
}

/** Adds whoever reports to somebody in the set, until nobody new turns up. */
function withAllReports(people: readonly Person[], team: ReadonlySet<string>): ReadonlySet<string> {
  const more = people.filter((person) => team.has(person.manager ?? '')).map((person) => person.id);
  const grown = new Set([...team, ...more]);
  return grown.size === team.size ? team : withAllReports(people, grown);
}

function permits(held: Holding, about: Subject): boolean {
  const wanted = about === 'live' ? /^(analytics|\*):(agentState|\*):/ : /^(analytics|\*):(conversationAggregate|\*):/;
  const actions = held.permission.split(':')[2]?.split(',') ?? [];
  return !held.conditional && wanted.test(held.permission) && (actions.includes('view') || actions.includes('*'));
}
