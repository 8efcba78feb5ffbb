import type { Decision, Subject } from '../../domain/access.ts';
import type { Agent, Named, Place, PlaceKind } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { fitting, meant } from '../../domain/matching.ts';
import { type About, type KnownName, MOST_TARGETS, type Target } from '../../domain/question.ts';
import type { AgentDirectory } from '../ports.ts';
import type { Access } from './access.ts';
import type { Names } from './names.ts';
import type { PlaceSight, Sight, When } from './sight.ts';

/**
 * The people a question is about: all of them exist, and the asker may see every one. Nobody at all only for a queue in
 * which nobody is: it still has figures, and conversations that wait.
 */
export interface Whom {
  readonly kind: 'agents';
  /** Each once, in the order asked for. */
  readonly agents: readonly Agent[];
  readonly about: About;
  /** Set when one queue, one team or the reports of one person is all that was asked for. */
  readonly queue?: Named | undefined;
  readonly team?: Named | undefined;
  readonly manager?: Named | undefined;
  /** Set when several queues were named, or others beside one: what is measured are conversations of these queues. */
  readonly queues?: NamedQueues | undefined;
  /** The same question by ids, for buttons and schedules: it stays about exactly these, whatever they are called later. */
  readonly pinned: readonly Target[];
  /** One query by the id of that queue, team or manager tells nothing of anybody unseen: see `sight.ts`. */
  readonly whole: boolean;
}

export interface NamedQueues {
  readonly of: readonly Named[];
  /** Each of them is whole. */
  readonly whole: boolean;
  /** Who was named beside them: of their conversations those in these queues are meant. */
  readonly people?: Pick<Whom, 'agents' | 'about'> | undefined;
}

/** A person of a pick list. It has no address by construction. */
export type Candidate = Pick<Agent, 'id' | 'name' | 'title' | 'division'>;

/** Why a question has nobody to be about. Somebody unseen and somebody who does not exist are the same problem. */
export type WhoProblem =
  | { readonly kind: 'nobody-named' }
  | { readonly kind: 'too-many-named'; readonly named: number; readonly most: number }
  | { readonly kind: 'no-such-agent'; readonly words: string; readonly near?: readonly KnownName[] | undefined }
  | {
      readonly kind: 'several-agents';
      readonly words: string;
      /** Set when it was a mention; `words` is then an address that the asker did not type. */
      readonly slackUserId?: string | undefined;
      readonly candidates: readonly Candidate[];
      /** How many more fit than are listed. */
      readonly more: number;
    }
  /** A mention of somebody whom Slack knows and Genesys does not, for whoever sees everybody there. */
  | { readonly kind: 'not-in-genesys'; readonly slackUserId: string }
  | { readonly kind: 'inactive'; readonly name: string; readonly state: 'inactive' | 'deleted' }
  /** With a mention: of somebody out of sight, who may be in Genesys or not. */
  | { readonly kind: 'not-allowed'; readonly decision: Decision; readonly slackUserId?: string | undefined }
  /** Picked or refreshed, and meanwhile gone or out of the asker's sight. */
  | { readonly kind: 'agent-gone' }
  | {
      readonly kind: 'no-such-place';
      readonly place: PlaceKind;
      readonly words: string;
      readonly near?: readonly KnownName[] | undefined;
    }
  | {
      readonly kind: 'several-places';
      readonly place: PlaceKind;
      readonly words: string;
      readonly candidates: readonly Named[];
      readonly more: number;
    }
  /** Nobody in it whom the asker may see, and they may know that it exists. */
  | { readonly kind: 'nobody-there'; readonly place: PlaceKind | 'my-team'; readonly name?: string | undefined };

export type WhoOutcome = Whom | { readonly kind: 'problem'; readonly problem: WhoProblem };

export interface Who {
  /**
   * @param when of figures, their times: whoever occurs in them decides with the members what is whole
   * @throws SourceError when the directory or the grants cannot be read
   */
  resolve(targets: readonly Target[], asker: Asker, about: Subject, when?: When): Promise<WhoOutcome>;
}

/** A pick list that is longer is no help: another word is. */
const MOST_CANDIDATES = 20;
/** Of those that are nearly called so. */
const MOST_NEAR = 3;
/** So many places of a name are looked at; beyond that another word helps. */
const MOST_LOOKED_AT = 40;

/** Who is meant by the words of a question, as far as the asker may know: ranked only after what they may see. */
export function createWho(parts: {
  readonly directory: Pick<AgentDirectory, 'findByEmail' | 'findByName' | 'byIds' | 'directReports' | 'places'>;
  readonly access: Access;
  readonly sight: Sight;
  /** What is nearly called so. */
  readonly near: Names['near'];
}): Who {
  const { directory, access, sight, near } = parts;

  async function one(target: Target, asker: Asker, about: Subject, when: When): Promise<WhoOutcome> {
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
        return byPlace(target, (place) => sight.of(asker, target.kind, place, about, when), asker, about);
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
    // Of somebody whom Genesys does not know it is decided as of somebody unseen: only whoever sees everybody is told.
    const decision = await access.decide(asker, found[0], about);
    if (decision.allowed) return problem({ kind: 'not-in-genesys', slackUserId });
    return problem({ kind: 'not-allowed', decision, slackUserId });
  }

  async function byId(agentId: string, asker: Asker, about: Subject): Promise<WhoOutcome> {
    const [agent] = await access.visible(asker, await directory.byIds([agentId]), about);
    return agent === undefined ? problem({ kind: 'agent-gone' }) : standing(agent);
  }

  async function byName(name: string, asker: Asker, about: Subject): Promise<WhoOutcome> {
    const seen = meant(await access.visible(asker, await directory.findByName(name), about), name);
    const [first, ...others] = seen;
    if (first === undefined) {
      return problem({ kind: 'no-such-agent', words: name, near: await nearby('agent', name, asker, about) });
    }
    return others.length > 0 ? several(name, seen) : standing(first);
  }

  async function myTeam(asker: Asker, about: Subject): Promise<WhoOutcome> {
    const self = await access.self(asker);
    if ('refused' in self) return problem({ kind: 'not-allowed', decision: self.refused });
    const reports = (await directory.directReports(self.agent.id)).filter(isActive);
    const agents = await access.visible(asker, reports, about);
    if (agents.length === 0) return problem({ kind: 'nobody-there', place: 'my-team' });
    const whole = agents.length === reports.length;
    const pinned: readonly Target[] = [{ kind: 'my-team' }];
    return { kind: 'agents', agents, about: { kind: 'my-team' }, pinned, manager: named(self.agent), whole };
  }

  async function byPlace(
    { kind, name, id }: Extract<Target, { readonly kind: PlaceKind }>,
    sightOf: (place: Place) => Promise<PlaceSight>,
    asker: Asker,
    about: Subject,
  ): Promise<WhoOutcome> {
    const all = await directory.places(kind);
    const candidates = id === undefined ? fitting(all, name) : all.filter((place) => place.id === id);
    const exact = id === undefined ? meant(candidates, name) : candidates;
    const known = await inSight(exact, sightOf);
    // One that is called so, and out of sight, hides none of those that are called nearly so.
    const others = candidates.filter((place) => !exact.includes(place));
    const seen = known.length > 0 ? known : await inSight(others, sightOf);
    const [found, ...more] = seen;
    if (found === undefined) {
      const alike = id === undefined ? await nearby(kind, name, asker, about) : [];
      return problem({ kind: 'no-such-place', place: kind, words: name, near: alike });
    }
    return more.length > 0 ? severalPlaces(kind, name, seen) : inPlace(kind, found);
  }

  /** Of its kind: a mistyped queue is no person. */
  async function nearby(
    kind: KnownName['kind'],
    words: string,
    asker: Asker,
    about: Subject,
  ): Promise<readonly KnownName[]> {
    return (await near(words, asker, about)).filter((known) => known.kind === kind).slice(0, MOST_NEAR);
  }

  return {
    async resolve(targets, asker, about, when = 'now') {
      // Nothing is looked up for more than that, whoever asks.
      if (targets.length > MOST_TARGETS) {
        return problem({ kind: 'too-many-named', named: targets.length, most: MOST_TARGETS });
      }
      const outcomes = await Promise.all(targets.map((target) => one(target, asker, about, when)));
      const outcome = together(outcomes);
      if (outcome.kind === 'agents' || outcome.problem.kind === 'not-allowed') return outcome;
      // Whoever may see nobody at all is told that, and not what there is to find.
      const reach = await access.reach(asker, about);
      return reach.kind === 'nobody' ? problem({ kind: 'not-allowed', decision: reach.decision }) : outcome;
    },
  };
}

interface Seen {
  readonly place: Place;
  readonly sight: PlaceSight;
}

/** Those that the asker may know of. */
async function inSight(
  places: readonly Place[],
  sightOf: (place: Place) => Promise<PlaceSight>,
): Promise<readonly Seen[]> {
  const looked = places.slice(0, MOST_LOOKED_AT);
  const seen = await Promise.all(looked.map(async (place) => ({ place, sight: await sightOf(place) })));
  return seen.filter(({ sight }) => sight.known);
}

function inPlace(kind: PlaceKind, { place, sight }: Seen): WhoOutcome {
  const { people: agents, whole } = sight;
  const nobody = agents.length === 0 && !(kind === 'queue' && whole);
  if (nobody) return problem({ kind: 'nobody-there', place: kind, name: place.name });
  const about: About = { kind, name: place.name };
  const pinned: readonly Target[] = [{ kind, name: place.name, id: place.id }];
  return { kind: 'agents', agents, about, pinned, whole, ...(kind === 'group' ? {} : { [kind]: place }) };
}

function severalPlaces(place: PlaceKind, words: string, seen: readonly Seen[]): WhoOutcome {
  const candidates = seen.slice(0, MOST_CANDIDATES).map((each) => named(each.place));
  return problem({ kind: 'several-places', place, words, candidates, more: seen.length - candidates.length });
}

function problem(of: WhoProblem): WhoOutcome {
  return { kind: 'problem', problem: of };
}

function person(agent: Agent): Whom {
  const pinned: readonly Target[] = [{ kind: 'agent', agentId: agent.id }];
  return { kind: 'agents', agents: [agent], about: { kind: 'person', name: agent.name }, pinned, whole: false };
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
    // Beside something else a queue is its people: of one without anybody in sight it is told, in its turn, that nobody
    // is there, whoever else may be in it unseen.
    if (outcomes.length > 1 && outcome.agents.length === 0) {
      return problem({ kind: 'nobody-there', place: 'queue', name: outcome.queue?.name });
    }
    found.push(outcome);
  }
  const [first, ...others] = found;
  if (first === undefined) return problem({ kind: 'nobody-named' });
  if (others.length === 0) return first;
  const pinned = eachOnce(found.flatMap((whom) => whom.pinned));
  return { kind: 'agents', ...joined(found), pinned, whole: false, queues: queuesOf(found) };
}

/** All of them: each person once. */
function joined(found: readonly Whom[]): Pick<Whom, 'agents' | 'about'> {
  const agents = [...new Map(found.flatMap((whom) => whom.agents).map((agent) => [agent.id, agent])).values()];
  // Two people may have one name, and one person may be named twice.
  const abouts = new Map(
    found.map((whom) => [JSON.stringify([whom.about, whom.agents.map(({ id }) => id)]), whom.about] as const),
  );
  const [only, ...more] = [...abouts.values()];
  const about: About = only !== undefined && more.length === 0 ? only : { kind: 'several', of: [...abouts.values()] };
  return { agents, about };
}

/** The queues that were named, and the people, teams and groups beside them. */
function queuesOf(found: readonly Whom[]): NamedQueues | undefined {
  const queues = found.filter(({ queue }) => queue !== undefined);
  const others = found.filter(({ queue }) => queue === undefined);
  if (queues.length === 0) return undefined;
  return {
    of: eachOnce(queues.flatMap(({ queue }) => queue ?? []).map(named)),
    whole: queues.every(({ whole }) => whole),
    ...(others.length > 0 && { people: joined(others) }),
  };
}

function eachOnce<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
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
