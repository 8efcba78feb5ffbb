import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import { DIRECT, type Egress } from '../domain/unreached.ts';
import type { AccessSource, AgentDirectory, LiveEvents, LiveSource, StatsSource } from '../reports/ports.ts';
import { createAccessSource } from './access.ts';
import { createAgentDirectory } from './agents.ts';
import { type AnalyticsLimits, LIMITS } from './analytics/parts.ts';
import { createStatsSource } from './analytics.ts';
import { createBudget } from './http/budget.ts';
import { type Client, createClient } from './http/client.ts';
import type { Log, OnRequest } from './http/observe.ts';
import type { Purse } from './http/purse.ts';
import { createShare, type Tally } from './http/share.ts';
import { createTokens, type TokenStore } from './http/token.ts';
import { createTransport } from './http/transport.ts';
import { createLiveSource } from './live.ts';
import { openWebSocket, runtimeTimer } from './push/notification-socket.ts';
import { createNotifications } from './push/notifications.ts';
import { isOurStream } from './regions.ts';

/** Genesys Cloud, as the answers need it. */
export interface Genesys {
  readonly directory: AgentDirectory;
  readonly live: LiveSource;
  readonly events: LiveEvents;
  readonly stats: StatsSource;
  readonly access: AccessSource;
  /** For what no answer of the app needs: the operator's commands. */
  readonly request: Client['request'];
  /** Whether Genesys can be asked at all: rejects with a `SourceError` that says why not. Costs one request. */
  ready(): Promise<void>;
  /** The id of the organisation that the client belongs to: rejects as `ready` does. */
  readonly organisation: () => Promise<string>;
  /** What this process has taken of the minute's requests, and how many there are for all. */
  readonly budget: () => { readonly taken: number; readonly most: number };
  /** Ends what is followed and closes all connections; what is on its way fails. */
  stop(): void;
}

export interface GenesysParts {
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** Where people work: what is pushed comes from a host of the same region. Absent where only a gateway is known. */
  readonly appUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  /** This app's share of what the organisation may ask. */
  readonly requestsPerMinute: number;
  readonly store: TokenStore;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1), as Math.random. */
  readonly random: () => number;
  readonly log: Log;
  readonly onRequest?: OnRequest | undefined;
  /** What Analytics takes, where that is known to differ. */
  readonly limits?: Partial<AnalyticsLimits> | undefined;
  /** How long one attempt may take; 15 s unless a test is in a hurry. */
  readonly attemptMs?: number | undefined;
  /** How requests leave this machine; directly unless told. */
  readonly egress?: Egress | undefined;
  /** Counts for several processes together; otherwise this one counts for itself. */
  readonly tally?: Tally | undefined;
  /** What the question being answered has taken of the share; nothing when nobody asked. */
  readonly purse?: (() => Purse | undefined) | undefined;
}

/** A probe waits no longer, and asks again by itself. */
const READY_WITHIN_MS = 4000;

export function createGenesys(parts: GenesysParts): Genesys {
  const transport = createTransport(parts.egress ?? DIRECT);
  const onRequest = parts.onRequest ?? (() => {});
  const tokens = createTokens({ ...parts, transport, onRequest });
  const { purse = () => undefined } = parts;
  const share = createShare(parts);
  const budget = createBudget({ ...parts, share, purse });
  const client = createClient({ ...parts, transport, tokens, budget, onRequest });
  const hosts = [parts.apiUrl, parts.appUrl ?? parts.apiUrl];
  const isOurs = (uri: string) => isOurStream(uri, hosts);
  const events = createNotifications({ ...parts, client, isOurs, openSocket: openWebSocket, timer: runtimeTimer });
  async function organisation(): Promise<string> {
    // Needs no permission, and exists in every organisation.
    const { id } = await client.request({
      endpoint: 'organization',
      method: 'GET',
      path: '/organizations/me',
      repeatable: true,
      patienceMs: READY_WITHIN_MS,
      schema: z.object({ id: z.string() }),
    });
    return id;
  }

  return {
    directory: createAgentDirectory(client),
    live: createLiveSource(client, parts.now),
    events,
    request: client.request,
    stats: createStatsSource(client, { ...LIMITS, ...parts.limits }),
    access: createAccessSource(client),
    organisation,
    async ready() {
      await organisation();
    },
    budget: () => ({ taken: share.takenHere(), most: parts.requestsPerMinute }),
    stop() {
      events.stop();
      transport.close();
    },
  };
}
