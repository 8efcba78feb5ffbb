import type { Decision, Reach, Subject } from '../domain/access.ts';
import type { Agent } from '../domain/agent.ts';
import type { Asker } from '../domain/asker.ts';

export type { Reach } from '../domain/access.ts';

/** Who may ask about whom: the only place that answers it. */
export interface Access {
  /** The asker's own Genesys person, or the decision that says why there is none. */
  self(asker: Asker): Promise<{ readonly agent: Agent } | { readonly refused: Decision }>;
  decide(asker: Asker, agent: Agent, about: Subject): Promise<Decision>;
  /** Those of `agents` whom the asker may see, in the same order. */
  visible(asker: Asker, agents: readonly Agent[], about: Subject): Promise<readonly Agent[]>;
  reach(asker: Asker, about: Subject): Promise<Reach>;
}
