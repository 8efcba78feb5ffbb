import type { Agent, Named } from './agent.ts';
import type { Asker } from './asker.ts';

/** What is asked about somebody: their state now, or their measured history. */
export type Subject = 'live' | 'stats';

export type Policy = 'genesys' | 'managers' | 'allowlist' | 'workspace';

/** The rule that decided, for the answer of `why` and the audit. */
export type Rule =
  | 'self'
  | 'division-grant'
  | 'manager'
  | 'allowlist'
  | 'workspace'
  | 'not-a-member'
  | 'no-confirmed-email'
  | 'not-in-genesys'
  | 'ambiguous-identity'
  | 'no-grant'
  | 'not-a-report'
  | 'not-on-allowlist'
  | 'grants-unreadable';

/** May this asker see this agent? Default is refusal. */
export interface Decision {
  readonly allowed: boolean;
  readonly rule: Rule;
  readonly division?: Named | undefined;
  readonly role?: Named | undefined;
  /** The permission of the OAuth client that is missing, when the facts could not be read. */
  readonly missingPermission?: string | undefined;
}

/** A role's permissions in a division, as Genesys grants them. */
export interface Grant {
  readonly division: Named;
  readonly policies: readonly {
    readonly domain: string;
    readonly entity: string;
    readonly actions: readonly string[];
    /** A policy with a condition never grants anything here: we cannot evaluate it. */
    readonly conditional: boolean;
  }[];
  readonly role: Named;
}

/** Who the asker is in Genesys Cloud; the other kinds are the rules that refuse an asker who is nobody there. */
export type Identity =
  | { readonly kind: 'agent'; readonly agent: Agent }
  | { readonly kind: 'no-confirmed-email' | 'not-in-genesys' | 'ambiguous-identity' };

/** What the policy in force goes by. */
export type Evidence =
  /** `genesys`: what the asker's own Genesys roles grant. */
  | { readonly kind: 'grants'; readonly grants: readonly Grant[] }
  | { readonly kind: 'grants-unreadable'; readonly missingPermission: string }
  /** `managers`: people by id. A decision needs those above the target, `reach` needs everybody. */
  | { readonly kind: 'chart'; readonly people: ReadonlyMap<string, Agent> }
  /** `allowlist`: whether the asker is named there, alone or in a group. */
  | { readonly kind: 'allowlist'; readonly listed: boolean }
  | { readonly kind: 'workspace' };

export interface Facts {
  readonly asker: Asker['kind'];
  readonly identity: Identity;
  readonly about: Subject;
  readonly evidence: Evidence;
}

/** Everybody whom an asker may see when nobody is named. */
export type Reach =
  /** Without exception: a query needs no list of people. */
  | { readonly kind: 'everyone' }
  /** Everybody whose division is one of these, and the asker. */
  | { readonly kind: 'divisions'; readonly divisions: readonly Named[]; readonly self: Agent }
  | { readonly kind: 'agents'; readonly agents: readonly Agent[] }
  | { readonly kind: 'nobody'; readonly decision: Decision };

const REQUIRED = {
  live: { domain: 'analytics', entity: 'agentState', action: 'view' },
  stats: { domain: 'analytics', entity: 'conversationAggregate', action: 'view' },
} as const satisfies Record<Subject, unknown>;

/**
 * The Genesys permission that an asker's role must hold in the division of the person asked about.
 *
 * @example requiredPermission('live') //=> 'analytics:agentState:view'
 */
export function requiredPermission(about: Subject): string {
  const { domain, entity, action } = REQUIRED[about];
  return `${domain}:${entity}:${action}`;
}

/** May the asker of these facts see `target`? Whatever no rule allows is refused. */
export function decide({ asker, identity, about, evidence }: Facts, target: Agent): Decision {
  if (asker !== 'member') return refused('not-a-member');
  const isSelf = identity.kind === 'agent' && identity.agent.id === target.id;
  // Unread roles show nothing at all: a team cut down to oneself would look like the whole answer.
  if (isSelf && evidence.kind !== 'grants-unreadable') return allowed('self');
  switch (evidence.kind) {
    case 'workspace':
      return allowed('workspace');
    case 'allowlist':
      return evidence.listed ? allowed('allowlist') : refused('not-on-allowlist');
    case 'chart':
      if (identity.kind !== 'agent') return refused(identity.kind);
      return isBelow(identity.agent.id, target, evidence.people) ? allowed('manager') : refused('not-a-report');
    case 'grants-unreadable':
      return identity.kind === 'agent' ? unreadable(evidence.missingPermission) : refused(identity.kind);
    case 'grants': {
      if (identity.kind !== 'agent') return refused(identity.kind);
      const grant = grantsFor(about, evidence.grants).find(({ division }) => covers(division, target.division));
      return grant ? { ...allowed('division-grant'), division: grant.division, role: grant.role } : refused('no-grant');
    }
    default:
      return evidence satisfies never;
  }
}

/**
 * Everybody whom the asker of these facts may see. An agent is in it exactly when `decide` allows them; of the
 * `chart` only active people are listed.
 */
export function reach(facts: Facts): Reach {
  const { asker, identity, evidence } = facts;
  if (asker !== 'member') return nobody(refused('not-a-member'));
  const divisions = wholeDivisions(facts);
  if (divisions === 'all') return { kind: 'everyone' };
  if (identity.kind !== 'agent')
    return nobody(refused(evidence.kind === 'allowlist' ? 'not-on-allowlist' : identity.kind));

  const self = identity.agent;
  switch (evidence.kind) {
    case 'allowlist':
      return { kind: 'agents', agents: [self] };
    case 'chart': {
      const others = [...evidence.people.values()].filter(({ id, state }) => state === 'active' && id !== self.id);
      return { kind: 'agents', agents: [self, ...others.filter((agent) => decide(facts, agent).allowed)] };
    }
    case 'grants-unreadable':
      return nobody(unreadable(evidence.missingPermission));
    case 'grants':
      return divisions.length === 0 ? { kind: 'agents', agents: [self] } : { kind: 'divisions', divisions, self };
    case 'workspace':
      return { kind: 'everyone' };
    default:
      return evidence satisfies never;
  }
}

/**
 * The divisions in which the asker of these facts may see whoever is in them, without knowing who that is; `all` when
 * that is everybody of the organisation. The `chart` is not read for it: a manager sees people, never a division.
 */
export function wholeDivisions({ asker, identity, about, evidence }: Facts): 'all' | readonly Named[] {
  if (asker !== 'member') return [];
  if (evidence.kind === 'workspace' || (evidence.kind === 'allowlist' && evidence.listed)) return 'all';
  if (evidence.kind !== 'grants' || identity.kind !== 'agent') return [];
  const divisions = grantsFor(about, evidence.grants).map(({ division }) => division);
  if (divisions.some(isAllDivisions)) return 'all';
  return [...new Map(divisions.map((each) => [each.id, each])).values()];
}

function allowed(rule: Rule): Decision {
  return { allowed: true, rule };
}

function refused(rule: Rule): Decision {
  return { allowed: false, rule };
}

function unreadable(missingPermission: string): Decision {
  return { ...refused('grants-unreadable'), missingPermission };
}

function nobody(decision: Decision): Reach {
  return { kind: 'nobody', decision };
}

/** The grants that hold the permission without a condition. */
function grantsFor(about: Subject, grants: readonly Grant[]): readonly Grant[] {
  const { domain, entity, action } = REQUIRED[about];
  return grants.filter(({ policies }) =>
    policies.some(
      (policy) =>
        !policy.conditional &&
        matches(policy.domain, domain) &&
        matches(policy.entity, entity) &&
        policy.actions.some((granted) => matches(granted, action)),
    ),
  );
}

function matches(granted: string, wanted: string): boolean {
  return granted === '*' || granted === wanted;
}

/** An agent whose division is not known is seen only by those who see all divisions. */
function covers(granted: Named, division: Named | undefined): boolean {
  return isAllDivisions(granted) || granted.id === division?.id;
}

/** By its id alone: whoever may edit divisions may call one "All Divisions". */
function isAllDivisions({ id }: Named): boolean {
  return id === '*';
}

/** Walks up from the target. Genesys lets people manage each other in a circle: nobody is passed twice. */
function isBelow(managerId: string, target: Agent, people: ReadonlyMap<string, Agent>): boolean {
  const passed = new Set<string>();
  let above = target.managerId;
  while (above !== undefined && !passed.has(above)) {
    if (above === managerId) return true;
    passed.add(above);
    above = people.get(above)?.managerId;
  }
  return false;
}
