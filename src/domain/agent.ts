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
