import type { Decision, Subject } from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Target } from '../../domain/question.ts';
import type { AgentDirectory } from '../ports.ts';
import type { Access } from './access.ts';

/** The people a question is about: all of them exist, and the asker may see every one. */
export interface Whom {
  readonly kind: 'agents';
  /** Each once, in the order asked for. */
  readonly agents: readonly Agent[];
  /** How an answer names them, as plain text: `Ana López`, `queue Billing`, `your team`. */
  readonly label: string;
  /** Set when one queue, one team or the reports of one person is all that was asked for. */
  readonly queue?: Named | undefined;
  readonly team?: Named | undefined;
  readonly manager?: Named | undefined;
  /** `agents` is everybody of that queue, team or manager: one query by its id tells nothing of anybody unseen. */
  readonly whole: boolean;
}

export type Place = 'team' | 'queue' | 'group';

/** A person of a pick list. It has no address by construction. */
export type Candidate = Pick<Agent, 'id' | 'name' | 'title' | 'division'>;

/** Why a question has nobody to be about. Somebody unseen and somebody who does not exist are the same problem. */
export type WhoProblem =
  | { readonly kind: 'nobody-named' }
  | { readonly kind: 'no-such-agent'; readonly words: string }
  | {
      readonly kind: 'several-agents';
      readonly words: string;
      /** Set when it was a mention; `words` is then an address that the asker did not type. */
      readonly slackUserId?: string | undefined;
      readonly candidates: readonly Candidate[];
      /** How many more fit than are listed. */
      readonly more: number;
    }
  /** A mention of somebody whom Slack knows and Genesys does not. */
  | { readonly kind: 'not-in-genesys'; readonly slackUserId: string }
  | { readonly kind: 'inactive'; readonly name: string; readonly state: 'inactive' | 'deleted' }
  | { readonly kind: 'not-allowed'; readonly decision: Decision; readonly slackUserId?: string | undefined }
  /** Picked or refreshed, and meanwhile gone or out of the asker's sight. */
  | { readonly kind: 'agent-gone' }
  | { readonly kind: 'no-such-place'; readonly place: Place; readonly words: string }
  | {
      readonly kind: 'several-places';
      readonly place: Place;
      readonly words: string;
      readonly candidates: readonly Named[];
      readonly more: number;
    }
  /** Empty, or nobody in it whom the asker may see. */
  | { readonly kind: 'nobody-there'; readonly place: Place | 'my-team'; readonly name?: string | undefined };

export type WhoOutcome = Whom | { readonly kind: 'problem'; readonly problem: WhoProblem };

export interface Who {
  /** @throws SourceError when the directory or the grants cannot be read */
  resolve(targets: readonly Target[], asker: Asker, about: Subject): Promise<WhoOutcome>;
}

/** A pick list that is longer is no help: another word is. */
const MOST_CANDIDATES = 20;

/** Who is meant by the words of a question, as far as the asker may know. */
export function createWho(parts: { readonly directory: AgentDirectory; readonly access: Access }): Who {
  const { directory, access } = parts;

  async function one(target: Target, asker: Asker, about: Subject): Promise<WhoOutcome> {
    switch (target.kind) {
      case 'me':
        return me(asker, about);
      case 'email':
        return byEmail(target, asker, about);
      case 'agent':
        return byId(target.agentId, asker, about);
      case 'name':
        return byName(target.name, asker, about);
      case 'my-team':
        return myTeam(asker, about);
      case 'team':
      case 'queue':
      case 'group':
        return byPlace(target.kind, target.name, asker, about);
      default:
        return target satisfies never;
    }
  }

  async function me(asker: Asker, about: Subject): Promise<WhoOutcome> {
    const self = await access.self(asker);
    if ('refused' in self) return problem({ kind: 'not-allowed', decision: self.refused });
    const decision = await access.decide(asker, self.agent, about);
    return decision.allowed ? person(self.agent) : problem({ kind: 'not-allowed', decision });
  }

  async function byEmail(
    target: { readonly email: string; readonly slackUserId?: string | undefined },
    asker: Asker,
    about: Subject,
  ): Promise<WhoOutcome> {
    const { email, slackUserId } = target;
    const found = preferActive(await directory.findByEmail(email));
    const seen = await access.visible(asker, found, about);
    const [first, ...others] = seen;
    if (first !== undefined) return others.length > 0 ? several(email, seen, slackUserId) : standing(first);
    if (slackUserId === undefined) return problem({ kind: 'no-such-agent', words: email });
    const [unseen] = found;
    if (unseen === undefined) return problem({ kind: 'not-in-genesys', slackUserId });
    return problem({ kind: 'not-allowed', decision: await access.decide(asker, unseen, about), slackUserId });
  }

  async function byId(agentId: string, asker: Asker, about: Subject): Promise<WhoOutcome> {
    const [agent] = await access.visible(asker, await directory.byIds([agentId]), about);
    return agent === undefined ? problem({ kind: 'agent-gone' }) : standing(agent);
  }

  async function byName(name: string, asker: Asker, about: Subject): Promise<WhoOutcome> {
    // Which of them fits best is decided among those in sight, or an unseen namesake would show by its effect.
    const seen = exactAlone(name, await access.visible(asker, await directory.findByName(name), about));
    const [first, ...others] = seen;
    if (first === undefined) return problem({ kind: 'no-such-agent', words: name });
    return others.length > 0 ? several(name, seen) : standing(first);
  }

  async function myTeam(asker: Asker, about: Subject): Promise<WhoOutcome> {
    const self = await access.self(asker);
    if ('refused' in self) return problem({ kind: 'not-allowed', decision: self.refused });
    const reports = (await directory.directReports(self.agent.id)).filter(isActive);
    const agents = await access.visible(asker, reports, about);
    if (agents.length === 0) return problem({ kind: 'nobody-there', place: 'my-team' });
    const whole = agents.length === reports.length;
    return { kind: 'agents', agents, label: 'your team', manager: named(self.agent), whole };
  }

  async function byPlace(place: Place, name: string, asker: Asker, about: Subject): Promise<WhoOutcome> {
    const fitting = exactAlone(name, await placesCalled(place, name));
    const [found, ...others] = fitting;
    if (found === undefined) return problem({ kind: 'no-such-place', place, words: name });
    if (others.length > 0) {
      const candidates = fitting.slice(0, MOST_CANDIDATES).map(named);
      const more = fitting.length - candidates.length;
      return problem({ kind: 'several-places', place, words: name, candidates, more });
    }
    const members = (await membersOf(place, found.id)).filter(isActive);
    const agents = await access.visible(asker, members, about);
    if (agents.length === 0) return problem({ kind: 'nobody-there', place, name: found.name });
    const whom: Whom = {
      kind: 'agents',
      agents,
      label: `${place} ${found.name}`,
      whole: agents.length === members.length,
    };
    if (place === 'queue') return { ...whom, queue: found };
    return place === 'team' ? { ...whom, team: found } : whom;
  }

  function placesCalled(place: Place, name: string): Promise<readonly Named[]> {
    if (place === 'queue') return directory.queues(name);
    return place === 'team' ? directory.teams(name) : directory.groups(name);
  }

  function membersOf(place: Place, id: string): Promise<readonly Agent[]> {
    if (place === 'queue') return directory.queueMembers(id);
    return place === 'team' ? directory.teamMembers(id) : directory.groupMembers(id);
  }

  return {
    async resolve(targets, asker, about) {
      const outcomes = await Promise.all(targets.map((target) => one(target, asker, about)));
      const outcome = together(outcomes);
      if (outcome.kind === 'agents' || outcome.problem.kind === 'not-allowed') return outcome;
      // Whoever may see nobody at all is told that, and not what there is to find.
      const reach = await access.reach(asker, about);
      return reach.kind === 'nobody' ? problem({ kind: 'not-allowed', decision: reach.decision }) : outcome;
    },
  };
}

function problem(of: WhoProblem): WhoOutcome {
  return { kind: 'problem', problem: of };
}

function person(agent: Agent): Whom {
  return { kind: 'agents', agents: [agent], label: agent.name, whole: false };
}

function standing(agent: Agent): WhoOutcome {
  return agent.state === 'active' ? person(agent) : problem({ kind: 'inactive', name: agent.name, state: agent.state });
}

function several(words: string, agents: readonly Agent[], slackUserId?: string): WhoOutcome {
  const candidates = agents.slice(0, MOST_CANDIDATES).map(({ id, name, title, division }) => ({
    id,
    name,
    title,
    division,
  }));
  const more = agents.length - candidates.length;
  return problem({ kind: 'several-agents', words, slackUserId, candidates, more });
}

/** The first problem of all, or everybody, each once. */
function together(outcomes: readonly WhoOutcome[]): WhoOutcome {
  const found: Whom[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'problem') return outcome;
    found.push(outcome);
  }
  const [first, ...others] = found;
  if (first === undefined) return problem({ kind: 'nobody-named' });
  if (others.length === 0) return first;
  const agents = [...new Map(found.flatMap((whom) => whom.agents).map((agent) => [agent.id, agent])).values()];
  // Two people may have one name, and one person may be named twice.
  const labels = new Map(found.map((whom) => [`${whom.label} ${whom.agents.map(({ id }) => id).join()}`, whom.label]));
  return { kind: 'agents', agents, label: inWords([...labels.values()]), whole: false };
}

function inWords(labels: readonly string[]): string {
  if (labels.length > 4) return `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`;
  return new Intl.ListFormat('en-GB').format(labels);
}

function named({ id, name }: Named): Named {
  return { id, name };
}

function isActive(agent: Agent): boolean {
  return agent.state === 'active';
}

/** An address that was given to somebody new still finds those who had it before. */
function preferActive(agents: readonly Agent[]): readonly Agent[] {
  const active = agents.filter(isActive);
  return active.length > 0 ? active : agents.slice(0, 1);
}

/** The one whose whole name was typed, or all. */
function exactAlone<T extends Named>(typed: string, found: readonly T[]): readonly T[] {
  const exact = found.filter((each) => folded(each.name) === folded(typed));
  return exact.length > 0 ? exact : found;
}

/** Without case, accents and doubled spaces. */
function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
}
