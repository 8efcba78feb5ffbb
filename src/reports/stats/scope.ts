import type { Decision } from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Scope } from '../../domain/figures/figure.ts';
import type { StatsFilter } from '../../domain/figures/stats-query.ts';
import type { About, Target } from '../../domain/question.ts';
import type { Access, Reach } from '../people/access.ts';
import type { When } from '../people/sight.ts';
import type { NamedQueues, Who, Whom, WhoProblem } from '../people/who.ts';
import type { AgentDirectory } from '../ports.ts';

/** Whom figures are about: found, and in sight of the asker. */
export interface StatsScope {
  readonly kind: 'scope';
  readonly scope: Scope;
  readonly filter: Pick<StatsFilter, 'agents' | 'queueIds'>;
  readonly about: About;
  /** Who was asked for, by id; empty for everybody in sight. */
  readonly pinned: readonly Target[];
  /** The people by name, where they are a list. */
  readonly agents: readonly Agent[];
  /** The queues in which conversations count, where people were named beside them. */
  readonly inQueues?: readonly Named[] | undefined;
}

export type ScopeOutcome = StatsScope | { readonly kind: 'who-problem'; readonly problem: WhoProblem };

/** @param when the times of the figures, the period compared with included */
export type ResolveScope = (who: readonly Target[], asker: Asker, when: When) => Promise<ScopeOutcome>;

/**
 * Finds whom a question about history is about.
 *
 * @param parts.defaultScope who is meant when nobody is named; nobody in particular is everybody in sight
 */
export function createStatsScope(parts: {
  readonly who: Who;
  readonly access: Access;
  readonly directory: AgentDirectory;
  readonly defaultScope: readonly Target[];
}): ResolveScope {
  const { who, access, directory, defaultScope } = parts;

  async function everybodyInSight(asker: Asker): Promise<ScopeOutcome> {
    const reach = await access.reach(asker, 'stats');
    if (reach.kind === 'nobody') return refused(reach.decision);
    if (reach.kind === 'everyone') {
      const filter = { agents: 'everyone' } as const;
      return { kind: 'scope', scope: 'agents', filter, about: { kind: 'everybody' }, pinned: [], agents: [] };
    }
    return ofAgents(
      await agentsWithin(reach),
      reach.kind === 'divisions'
        ? { kind: 'divisions', names: reach.divisions.map(({ name }) => name) }
        : { kind: 'my-people' },
      [],
    );
  }

  async function agentsWithin(reach: Exclude<Reach, { kind: 'nobody' | 'everyone' }>): Promise<readonly Agent[]> {
    if (reach.kind === 'agents') return reach.agents;
    const within = new Set(reach.divisions.map(({ id }) => id));
    const inside = (await directory.everyone()).filter(({ division }) => within.has(division?.id ?? ''));
    return inside.some(({ id }) => id === reach.self.id) ? inside : [reach.self, ...inside];
  }

  return async (targets, asker, when) => {
    const asked = targets.length > 0 ? targets : defaultScope;
    if (asked.length === 0) return everybodyInSight(asker);
    const whom = await who.resolve(asked, asker, 'stats', when);
    return whom.kind === 'problem' ? { kind: 'who-problem', problem: whom.problem } : scopeOf(whom);
  };
}

function scopeOf(whom: Whom): StatsScope {
  if (whom.queues !== undefined) return ofQueues(whom, whom.queues);
  if (whom.queue === undefined) return ofAgents(whom.agents, whom.about, whom.pinned);
  const queueIds = [whom.queue.id];
  if (whom.whole) {
    const { agents, about, pinned } = whom;
    return { kind: 'scope', scope: 'queue', filter: { queueIds }, about, pinned, agents };
  }
  // A queue's own figures tell of everybody in it: of one that is seen in part, only those in sight are counted.
  const part = ofAgents(whom.agents, { kind: 'queue', name: whom.queue.name, inPart: true }, whom.pinned);
  return { ...part, filter: { ...part.filter, queueIds } };
}

/** Several queues together, or what some people did in them: never what anybody did elsewhere. */
function ofQueues({ agents, about, pinned }: Whom, { of, whole, people }: NamedQueues): StatsScope {
  const queueIds = of.map(({ id }) => id);
  if (people !== undefined) {
    const scope = ofAgents(people.agents, people.about, pinned);
    return { ...scope, filter: { ...scope.filter, queueIds }, inQueues: of };
  }
  if (whole) return { kind: 'scope', scope: 'queue', filter: { queueIds }, about, pinned, agents };
  const part = ofAgents(agents, inPart(about), pinned);
  return { ...part, filter: { ...part.filter, queueIds } };
}

function inPart(about: About): About {
  if (about.kind === 'several') return { ...about, of: about.of.map(inPart) };
  return about.kind === 'queue' ? { ...about, inPart: true } : about;
}

function ofAgents(agents: readonly Agent[], about: About, pinned: readonly Target[]): StatsScope {
  const filter = { agents: agents.map(({ id }) => id) };
  return { kind: 'scope', scope: 'agents', filter, about, pinned, agents };
}

function refused(decision: Decision): ScopeOutcome {
  return { kind: 'who-problem', problem: { kind: 'not-allowed', decision } };
}
