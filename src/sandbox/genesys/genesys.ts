import type { Instant } from '../../domain/time.ts';
import { conversationRoutes } from './analytics/routes.ts';
import type { Organisation } from './centre/organisation.ts';
import { createOrganisation } from './centre/staff.ts';
import type { Pace } from './days/day.ts';
import { createHistory, type History } from './days/history.ts';
import { usualShifts } from './days/shifts.ts';
import { noStory } from './days/story.ts';
import { groupRoutes } from './directory/group-routes.ts';
import { organisationRoutes } from './directory/organisation-routes.ts';
import { routingRoutes } from './directory/routing-routes.ts';
import { userRoutes } from './directory/user-routes.ts';
import { agentStatusRoutes } from './live/agent-status-routes.ts';
import { createLive, type Live } from './live/live.ts';
import { createNotifications, type NotificationControls } from './notifications/notifications.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { type ClientSettings, createClients } from './wire/clients.ts';
import { createFaults, type Faults } from './wire/faults.ts';
import { createGenesysServer, type LoggedRequest } from './wire/server.ts';
import { TEMPERAMENTS, type Temperament, type TemperamentName } from './wire/temperaments.ts';
import type { World } from './world.ts';

export interface GenesysOptions {
  /** Default 0: any free one. */
  readonly port?: number | undefined;
  /** Where sockets connect, when others reach it by another address than its own. */
  readonly publicUrl?: string | undefined;
  /** The clock of everything, the past included. */
  readonly now: () => Instant;
  /** Another seed is another past. */
  readonly seed?: string | undefined;
  /** How many people take conversations; default 66, at least 60. */
  readonly agents?: number | undefined;
  /** How busy they are; default 1. Less makes a large organisation's months quicker to work out. */
  readonly load?: number | undefined;
  /** What it has to show from the start; default nothing: every hour is like any other. */
  readonly scene?: Scene | undefined;
  /** Default one, `sandbox` with the secret `sandbox`, that may do everything. */
  readonly clients?: readonly ClientSettings[] | undefined;
  /** Put on every answer. */
  readonly latencyMs?: number | undefined;
  /** Of one client; default 300, as in Genesys Cloud. */
  readonly requestsPerMinute?: number | undefined;
  /** How it differs from the usual one, from the start. */
  readonly temperament?: TemperamentName | undefined;
  /** Token requests of one client; default 60. */
  readonly tokensPerMinute?: number | undefined;
}

export interface Scene {
  readonly pace: Pace;
  /** Gives people, queues and codes their names, from those that tests know them by. */
  readonly called: (name: string) => string;
}

/** A running simulated Genesys Cloud, on 127.0.0.1 only. */
export interface SandboxGenesys {
  readonly url: string;
  /** For `GENESYSCLOUD_API_URL`. */
  readonly apiUrl: string;
  /** For `GENESYSCLOUD_LOGIN_URL`. */
  readonly loginUrl: string;
  readonly organisation: Organisation;
  readonly history: History;
  readonly live: Live;
  /** Every request so far, in the order in which they were answered. */
  readonly requests: LoggedRequest[];
  /** What was asked, answered or pushed so far that the official contract does not know. */
  readonly strangers: readonly string[];
  readonly faults: Faults;
  /** From now on it behaves like this, by name or as a test makes it up; as usual without any. */
  readonly temper: (like?: TemperamentName | Temperament) => void;
  readonly notifications: NotificationControls;
  /** Makes every token worthless, as if each had been revoked. */
  readonly revokeTokens: () => void;
  readonly stop: () => Promise<void>;
}

export const SANDBOX_CLIENT: ClientSettings = { id: 'sandbox', secret: 'sandbox', permissions: 'all' };

export async function startGenesys(options: GenesysOptions): Promise<SandboxGenesys> {
  const { now, seed = 'floor', port = 0 } = options;
  const organisation = createOrganisation(options.agents, options.scene?.called);
  const usual: Pace = { shiftsOf: usualShifts, story: noStory(options.load) };
  const history = createHistory(organisation, seed, now(), options.scene?.pace ?? usual);
  const live = createLive(organisation, history, now);
  const world: World = { organisation, history, live, now };
  let url = '';
  const faults = createFaults(options.latencyMs ?? 0);
  const requests: LoggedRequest[] = [];
  const strangers: string[] = [];
  const onStranger = (problem: string): void => void strangers.push(problem);
  const notifications = createNotifications(world, onStranger);
  let temperament: Temperament | undefined = options.temperament && TEMPERAMENTS[options.temperament];
  const clients = createClients({
    settings: options.clients ?? [SANDBOX_CLIENT],
    now,
    seed,
    requestsPerMinute: options.requestsPerMinute ?? 300,
    tokensPerMinute: options.tokensPerMinute ?? 60,
  });
  const server = createGenesysServer({
    routes: [
      ...userRoutes(world),
      ...agentStatusRoutes(world),
      ...conversationRoutes(world),
      ...organisationRoutes(world),
      ...routingRoutes(world),
      ...groupRoutes(world),
      ...notificationRoutes(world, notifications, () => (options.publicUrl ?? url).replace('http', 'ws')),
    ],
    clients,
    faults,
    temperament: () => temperament,
    onStranger,
    now,
    log: requests,
  });
  server.on('upgrade', notifications.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no address');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    apiUrl: url,
    loginUrl: url,
    organisation,
    history,
    live,
    requests,
    strangers,
    faults,
    temper: (like) => {
      temperament = typeof like === 'string' ? TEMPERAMENTS[like] : like;
    },
    notifications,
    revokeTokens: clients.revokeAll,
    stop: () =>
      new Promise((resolve) => {
        notifications.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
