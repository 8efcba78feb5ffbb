/** A person in Genesys Cloud ("user" there; "agent" here, whether or not they take calls). */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly title?: string | undefined;
  readonly division?: Named | undefined;
  readonly managerId?: string | undefined;
  readonly state: 'active' | 'inactive' | 'deleted';
}

/** Something of the organisation that has an id and a name: a queue, a team, a group, a division, a skill. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What people are members of. */
export const PLACE_KINDS = ['queue', 'team', 'group'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A queue, a team or a group. */
export interface Place extends Named {
  /** A group is in none. */
  readonly division?: Named | undefined;
}
