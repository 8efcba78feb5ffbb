import type { Decision, Subject } from '../domain/access.ts';
import type { Agent, Named } from '../domain/agent.ts';
import type { Asker } from '../domain/asker.ts';

/** Everybody whom an asker may see when nobody is named. */
export type Reach =
  /** Without exception: a query needs no list of people. */
  | { readonly kind: 'everyone' }
  /** Everybody whose division is one of these, and the asker. */
  | { readonly kind: 'divisions'; readonly divisions: readonly Named[]; readonly self: Agent }
  | { readonly kind: 'agents'; readonly agents: readonly Agent[] }
  | { readonly kind: 'nobody'; readonly decision: Decision };

/** Who may ask about whom: the only place that answers it. */
export interface Access {
  /** The asker's own Genesys person, or the decision that says why there is none. */
  self(asker: Asker): Promise<{ readonly agent: Agent } | { readonly refused: Decision }>;
  decide(asker: Asker, agent: Agent, about: Subject): Promise<Decision>;
  /** Those of `agents` whom the asker may see, in the same order. */
  visible(asker: Asker, agents: readonly Agent[], about: Subject): Promise<readonly Agent[]>;
  reach(asker: Asker, about: Subject): Promise<Reach>;
}
