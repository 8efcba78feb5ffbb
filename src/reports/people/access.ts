import {
  type Decision,
  decide,
  type Evidence,
  type Facts,
  type Grant,
  type Identity,
  type Policy,
  type Reach,
  reach,
  type Subject,
  wholeDivisions,
} from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { type AccessSource, type AgentDirectory, type Remember, SourceError } from '../ports.ts';

export type { Reach } from '../../domain/access.ts';

/** Who may ask about whom: the only place that answers it. */
export interface Access {
  /** The asker's own Genesys person, or the decision that says why there is none. */
  self(asker: Asker): Promise<{ readonly agent: Agent } | { readonly refused: Decision }>;
  /** Without an agent: about somebody whom Genesys does not know, which is refused for the same reasons. */
  decide(asker: Asker, agent: Agent | undefined, about: Subject): Promise<Decision>;
  /** One for each of `agents`, in the same order, from one gathering of facts. */
  decisions(asker: Asker, agents: readonly Agent[], about: Subject): Promise<readonly Decision[]>;
  /**
   * Those of `agents` whom the asker may see, in the same order.
   *
   * @param scope the queue, team or group as which they are asked about, for the audit
   */
  visible(asker: Asker, agents: readonly Agent[], about: Subject, scope?: Named): Promise<readonly Agent[]>;
  reach(asker: Asker, about: Subject): Promise<Reach>;
  /** The divisions in which the asker may see whoever is in them; the cheap part of `reach`. */
  divisions(asker: Asker, about: Subject): Promise<'all' | readonly Named[]>;
}

/** More levels of management than any organisation has; a longer chain is cut, which shows fewer people. */
const MOST_LEVELS = 12;

/**
 * Gathers the facts that the policy in force goes by, as few as the question needs, and lets `domain/access.ts` decide.
 * A failure to read them is an error and never a permission: every method rejects with SourceError when Genesys Cloud
 * does not answer.
 *
 * @param allowlist ids of Slack users, and of user groups (`S…`)
 * @param identityLinks email by Slack user id, from the configuration; a link wins over the asker's own address
 * @param directory may remember its answers for as long as a leaver may still look
 * @param userGroupMembers the Slack ids of the members of a user group
 */
export function createAccess(parts: {
  readonly policy: Policy;
  readonly allowlist: readonly string[];
  readonly identityLinks: ReadonlyMap<string, string>;
  readonly source: AccessSource;
  readonly directory: Pick<AgentDirectory, 'findByEmail' | 'byIds' | 'everyone'>;
  readonly remember: Remember;
  readonly userGroupMembers: (userGroupId: string) => Promise<readonly string[]>;
}): Access {
  const { policy, allowlist, identityLinks, source, directory, remember } = parts;

  async function identify(asker: Asker): Promise<Identity> {
    const email = identityLinks.get(asker.slackUserId) ?? asker.email;
    if (email === undefined) return { kind: 'no-confirmed-email' };
    const found = await directory.findByEmail(email);
    const fitting = found.filter((agent) => agent.state === 'active' && hasAddress(agent, email));
    const [agent, ...others] = fitting;
    if (agent === undefined) return { kind: 'not-in-genesys' };
    return others.length > 0 ? { kind: 'ambiguous-identity' } : { kind: 'agent', agent };
  }

  /** The facts for a question about these people, or about everybody. */
  async function factsFor(asker: Asker, about: Subject, targets: About): Promise<Facts> {
    if (asker.kind !== 'member') return { asker: asker.kind, identity: NOBODY, about, evidence: NO_GRANTS };
    const identity = await identify(asker);
    return { asker: asker.kind, identity, about, evidence: await evidenceFor(asker, identity, targets) };
  }

  async function evidenceFor(asker: Asker, identity: Identity, targets: About): Promise<Evidence> {
    switch (policy) {
      case 'workspace':
        return { kind: 'workspace' };
      case 'allowlist':
        return { kind: 'allowlist', listed: await isListed(asker.slackUserId) };
      case 'managers': {
        if (identity.kind !== 'agent' || targets === 'divisions') return { kind: 'chart', people: new Map() };
        const people = targets === 'everybody' ? await directory.everyone() : targets;
        return { kind: 'chart', people: await withManagers(people) };
      }
      case 'genesys':
        return isOnlySelf(identity, targets) || identity.kind !== 'agent' ? NO_GRANTS : grantsOf(identity.agent);
      default:
        return policy satisfies never;
    }
  }

  async function isListed(slackUserId: string): Promise<boolean> {
    if (allowlist.includes(slackUserId)) return true;
    const groups = allowlist.filter((id) => id.startsWith('S'));
    const members = await Promise.all(groups.map((id) => parts.userGroupMembers(id)));
    return members.flat().includes(slackUserId);
  }

  async function grantsOf(agent: Agent): Promise<Evidence> {
    try {
      const { value } = await remember<readonly Grant[]>('grants', agent.id, () => source.grantsOf(agent.id));
      return { kind: 'grants', grants: value };
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'forbidden') throw error;
      return {
        kind: 'grants-unreadable',
        missingPermission: error.missingPermissions[0] ?? 'authorization:grant:view',
      };
    }
  }

  /** These people and everybody above them, by id: one request a level, for those who are not known yet. */
  async function withManagers(agents: readonly Agent[]): Promise<ReadonlyMap<string, Agent>> {
    const people = new Map(agents.map((agent) => [agent.id, agent]));
    let level: readonly Agent[] = agents;
    for (let count = 0; count < MOST_LEVELS; count += 1) {
      const above = new Set(level.flatMap(({ managerId }) => managerId ?? []));
      const unknown = [...above].filter((id) => !people.has(id));
      if (unknown.length === 0) break;
      level = await directory.byIds(unknown);
      for (const agent of level) people.set(agent.id, agent);
    }
    return people;
  }

  async function decisions(asker: Asker, agents: readonly Agent[], about: Subject): Promise<readonly Decision[]> {
    if (agents.length === 0) return [];
    const facts = await factsFor(asker, about, agents);
    return agents.map((agent) => decide(facts, agent));
  }

  return {
    decisions,

    async self(asker) {
      if (asker.kind !== 'member') return { refused: { allowed: false, rule: 'not-a-member' } };
      const identity = await identify(asker);
      return identity.kind === 'agent'
        ? { agent: identity.agent }
        : { refused: { allowed: false, rule: identity.kind } };
    },

    async decide(asker, agent = UNKNOWN, about) {
      return decide(await factsFor(asker, about, [agent]), agent);
    },

    async visible(asker, agents, about) {
      return allowedOf(agents, await decisions(asker, agents, about));
    },

    async reach(asker, about) {
      return reach(await factsFor(asker, about, 'everybody'));
    },

    async divisions(asker, about) {
      return wholeDivisions(await factsFor(asker, about, 'divisions'));
    },
  };
}

/** Those of `agents` whose decision, in the same place of the list, allows them. */
export function allowedOf(agents: readonly Agent[], decisions: readonly Decision[]): readonly Agent[] {
  return agents.filter((_agent, index) => decisions[index]?.allowed === true);
}

/** What is known of somebody who sees nobody whatever they are: nothing is looked up for them. */
/** Whom a question is about: these people, everybody, or whoever is in a division. */
type About = readonly Agent[] | 'everybody' | 'divisions';

const UNKNOWN: Agent = { id: '', name: '', state: 'active' };
const NOBODY: Identity = { kind: 'not-in-genesys' };
const NO_GRANTS: Evidence = { kind: 'grants', grants: [] };

/** Said here once more, whatever the directory takes for a match: a wrong one would give away somebody else's sight. */
function hasAddress(agent: Agent, email: string): boolean {
  return agent.email?.toLowerCase() === email.toLowerCase();
}

/** Oneself is seen without any role. */
function isOnlySelf(identity: Identity, targets: About): boolean {
  return (
    typeof targets !== 'string' && identity.kind === 'agent' && targets.every(({ id }) => id === identity.agent.id)
  );
}
