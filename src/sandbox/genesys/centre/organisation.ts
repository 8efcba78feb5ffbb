import type { Named } from '../../../domain/agent.ts';
import type { Media } from '../../../domain/media.ts';

/** The simulated company: who works there, where, and how the work reaches them. Nothing here depends on the clock. */
export interface Organisation {
  readonly sites: readonly Site[];
  readonly people: readonly Person[];
  readonly queues: readonly Queue[];
  readonly teams: readonly Team[];
  readonly groups: readonly Group[];
  readonly skills: readonly Named[];
  readonly wrapUpCodes: readonly Named[];
  readonly presences: readonly PresenceDefinition[];
  readonly personById: ReadonlyMap<string, Person>;
  readonly queueById: ReadonlyMap<string, Queue>;
  /** Those with {@link Person.handles}, by the index of their site. */
  readonly agentsOfSite: readonly (readonly Person[])[];
}

/** A division of the company is a site, with its own clock. */
export interface Site {
  readonly index: number;
  readonly division: Named;
  readonly timeZone: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly site: Site;
  readonly state: 'active' | 'inactive' | 'deleted';
  readonly managerId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly queueIds: readonly string[];
  readonly skillIds: readonly string[];
  readonly groupIds: readonly string[];
  /** Takes conversations from queues; the others only have a presence. */
  readonly handles: boolean;
  readonly shift: 'early' | 'day' | 'late' | 'night';
  readonly outOfOffice: boolean;
  readonly grants: readonly RoleGrant[];
}

export interface Queue extends Named {
  readonly site: Site;
  /** How often each media comes, out of the sum of all. */
  readonly media: readonly MediaShare[];
  /** Share of conversations that begin with our agent. */
  readonly outbound: number;
  readonly skillIds: readonly string[];
}

export type QueueMedia = Extract<Media, 'voice' | 'chat' | 'email' | 'message' | 'callback'>;
export interface MediaShare {
  readonly media: QueueMedia;
  readonly weight: number;
}

export interface Team extends Named {
  readonly site: Site;
}

export interface Group extends Named {
  readonly state: 'active' | 'inactive';
}

/** As the presence API spells it. */
export const SYSTEM_PRESENCE_NAMES = [
  'Available',
  'Away',
  'Break',
  'Busy',
  'Idle',
  'Meal',
  'Meeting',
  'Offline',
  'OnQueue',
  'Training',
] as const;
export type SystemPresenceName = (typeof SYSTEM_PRESENCE_NAMES)[number];

export interface PresenceDefinition {
  readonly id: string;
  readonly systemPresence: SystemPresenceName;
  readonly labels: Readonly<Record<string, string>>;
  readonly deactivated: boolean;
  /** Made by Genesys, and not by the company. */
  readonly system: boolean;
}

/** A role that somebody has in a division. */
export interface RoleGrant {
  readonly division: Named;
  readonly role: Role;
}

export interface Role extends Named {
  readonly policies: readonly RolePolicy[];
}

export interface RolePolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actions: readonly string[];
  readonly condition?: string;
}

/** The person of this name; for tests and the demo, that know whom they mean. */
export function personNamed(organisation: Organisation, name: string): Person {
  const person = organisation.people.find((candidate) => candidate.name === name);
  if (person === undefined) throw new Error(`The sandbox has nobody called ${name}`);
  return person;
}

/** The queue of this name. */
export function queueNamed(organisation: Pick<Organisation, 'queues'>, name: string): Queue {
  const queue = organisation.queues.find((candidate) => candidate.name === name);
  if (queue === undefined) throw new Error(`The sandbox has no queue called ${name}`);
  return queue;
}
