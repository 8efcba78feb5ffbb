import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { AccessSource, AgentDirectory, LiveEvents, LiveSource, StatsSource } from '../reports/ports.ts';
import { createAccessSource } from './access.ts';
import { createAgentDirectory } from './agents.ts';
import { createStatsSource } from './analytics.ts';
import { type Budget, createAllowance, createBudget } from './budget.ts';
import { CONCURRENCY, createClient } from './client.ts';
import { createLiveSource } from './live.ts';
import { openWebSocket, runtimeTimer } from './notification-socket.ts';
import { createNotifications } from './notifications.ts';
import type { Log, OnRequest } from './observe.ts';
import { createTokens, type TokenStore } from './token.ts';
import { createTransport } from './transport.ts';

/** Genesys Cloud, as the answers need it. */
export interface Genesys {
  readonly directory: AgentDirectory;
  readonly live: LiveSource;
  readonly events: LiveEvents;
  readonly stats: StatsSource;
  readonly access: AccessSource;
  /** Whether Genesys can be asked at all: rejects with a `SourceError` that says why not. Costs one request. */
  ready(): Promise<void>;
  /** Ends what is followed and closes all connections; what is on its way fails. */
  stop(): void;
}

export interface GenesysParts {
  readonly apiUrl: string;
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** This app's share of what the organisation may ask; not used when a budget is given. */
  readonly requestsPerMinute: number;
  readonly store: TokenStore;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1), as Math.random. */
  readonly random: () => number;
  readonly log: Log;
  readonly onRequest?: OnRequest | undefined;
  /** How long one attempt may take; 15 s unless a test is in a hurry. */
  readonly attemptMs?: number | undefined;
  /** Shared by several processes, over Redis; otherwise this process counts for itself. */
  readonly budget?: Budget | undefined;
}

export function createGenesys(parts: GenesysParts): Genesys {
  const transport = createTransport({ maxSockets: CONCURRENCY });
  const onRequest = parts.onRequest ?? (() => {});
  const tokens = createTokens({ ...parts, transport, onRequest });
  const budget = parts.budget ?? createBudget({ ...parts, allowance: createAllowance(parts) });
  const client = createClient({ ...parts, transport, tokens, budget, onRequest });
  const events = createNotifications({ ...parts, client, openSocket: openWebSocket, timer: runtimeTimer });
  return {
    directory: createAgentDirectory(client),
    live: createLiveSource(client, parts.now),
    events,
    stats: createStatsSource(client),
    access: createAccessSource(client),
    async ready() {
      // Needs no permission, and exists in every organisation.
      await client.request({
        endpoint: 'organization',
        method: 'GET',
        path: '/organizations/me',
        repeatable: true,
        schema: z.object({ id: z.string() }),
      });
    },
    stop() {
      events.stop();
      transport.close();
    },
  };
}
