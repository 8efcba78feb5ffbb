import { localDate } from '../../src/domain/period/zone.ts';
import { createGenesys, type Genesys } from '../../src/genesys/genesys.ts';
import { createAccess } from '../../src/reports/people/access.ts';
import { createSight } from '../../src/reports/people/sight.ts';
import { createWho } from '../../src/reports/people/who.ts';
import { type AgentStats, createAgentStats } from '../../src/reports/stats/agent-stats.ts';
import { conversationRoutes } from '../../src/sandbox/genesys/analytics/routes.ts';
import type { Organisation } from '../../src/sandbox/genesys/centre/organisation.ts';
import { hash } from '../../src/sandbox/genesys/centre/random.ts';
import { createOrganisation } from '../../src/sandbox/genesys/centre/staff.ts';
import { createHistory, type History } from '../../src/sandbox/genesys/days/history.ts';
import type { Conversation } from '../../src/sandbox/genesys/days/timeline.ts';
import { groupRoutes } from '../../src/sandbox/genesys/directory/group-routes.ts';
import { organisationRoutes } from '../../src/sandbox/genesys/directory/organisation-routes.ts';
import { routingRoutes } from '../../src/sandbox/genesys/directory/routing-routes.ts';
import { userRoutes } from '../../src/sandbox/genesys/directory/user-routes.ts';
import { SANDBOX_CLIENT } from '../../src/sandbox/genesys/genesys.ts';
import { createLive } from '../../src/sandbox/genesys/live/live.ts';
import { createClients } from '../../src/sandbox/genesys/wire/clients.ts';
import { createFaults } from '../../src/sandbox/genesys/wire/faults.ts';
import { createGenesysServer } from '../../src/sandbox/genesys/wire/server.ts';
import type { World } from '../../src/sandbox/genesys/world.ts';
import { remembering } from '../reports/remembering.ts';

/** A centre whose every conversation a test can look at, asked by the real client over HTTP. */
export interface GoldenCentre {
  readonly organisation: Organisation;
  readonly conversations: readonly Conversation[];
  /** What people's presences were; the rest of the past is in `conversations`. */
  readonly history: History;
  readonly clock: { now: number };
  readonly stats: AgentStats;
  stop(): Promise<void>;
}

/** Of days on which no clock changes, one conversation in so many is kept, and all that go on over midnight. */
const KEPT_ONE_IN = 10;
const PLENTY = 1_000_000;

/**
 * @param days the past, from the first to the last instant; before it nothing ever happened
 * @param dense the parts of it of which every conversation is kept
 */
export async function openGoldenCentre(
  agents: number,
  { days, dense, now }: { readonly days: Days; readonly dense: readonly Days[]; readonly now: number },
): Promise<GoldenCentre> {
  const clock = { now };
  const organisation = createOrganisation(agents);
  const history = goldenHistory(organisation, days, dense, now);
  const live = createLive(organisation, history, () => clock.now);
  const world: World = { organisation, history, live, now: () => clock.now };
  const { genesys, stop } = await serve(world, clock);
  const remember = remembering(() => clock.now);
  const { directory } = genesys;
  const access = createAccess({
    policy: 'workspace',
    allowlist: [],
    identityLinks: new Map(),
    source: genesys.access,
    directory,
    remember,
    userGroupMembers: async () => [],
  });
  const sight = createSight({ access, directory, stats: genesys.stats, remember, now: () => clock.now });
  const who = createWho({ directory, access, sight, near: async () => [] });
  const parts = { stats: genesys.stats, directory, remember, who, access, now: () => clock.now };
  const stats = createAgentStats({
    ...parts,
    defaultScope: [],
    requestsPerMinute: 240,
    spending: { expect: () => undefined, inBackground: () => undefined },
  });
  return { organisation, conversations: [...history.during(days)], history, clock, stats, stop };
}

export interface Days {
  readonly start: number;
  readonly end: number;
}

/** Madrid and Boston: between them somebody works whenever a clock is changed. */
function goldenHistory(organisation: Organisation, days: Days, dense: readonly Days[], now: number): History {
  const full = createHistory({ ...organisation, sites: organisation.sites.slice(0, 2) }, 'golden', now);
  const kept = [...full.during(days)].filter(
    ({ id, start, end, orphan }) =>
      (orphan !== true && localDate(start, 'Europe/Madrid') !== localDate(end, 'Europe/Madrid')) ||
      hash(id) % KEPT_ONE_IN === 0 ||
      dense.some((part) => start < part.end && end >= part.start),
  );
  return {
    ...full,
    *during({ start, end }) {
      for (const one of kept) if (one.start < end && one.end >= start) yield one;
    },
    presencesOf: (person, interval) => (interval.end <= days.start ? [] : full.presencesOf(person, interval)),
    legsOf: (person, interval) => (interval.end <= days.start ? [] : full.legsOf(person, interval)),
    notRespondingOf: (person, interval) => (interval.end <= days.start ? [] : full.notRespondingOf(person, interval)),
  };
}

async function serve(world: World, clock: { readonly now: number }) {
  const now = () => clock.now;
  const server = createGenesysServer({
    routes: [
      ...userRoutes(world),
      ...conversationRoutes(world),
      ...organisationRoutes(world),
      ...routingRoutes(world),
      ...groupRoutes(world),
    ],
    clients: createClients({
      settings: [SANDBOX_CLIENT],
      now,
      seed: 'golden',
      requestsPerMinute: PLENTY,
      tokensPerMinute: PLENTY,
    }),
    faults: createFaults(0),
    onStranger(problem) {
      throw new Error(problem);
    },
    now,
    log: [],
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const genesys = connect(url, now);
  const stop = () =>
    new Promise<void>((resolve) => {
      genesys.stop();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { genesys, stop };
}

function connect(url: string, now: () => number): Genesys {
  const tokens = new Map<string, unknown>();
  return createGenesys({
    apiUrl: url,
    loginUrl: url,
    clientId: SANDBOX_CLIENT.id,
    clientSecret: SANDBOX_CLIENT.secret,
    requestsPerMinute: PLENTY,
    store: { get: async (key) => tokens.get(key), set: async (key, token) => tokens.set(key, token) },
    now,
    sleep: async () => {},
    random: () => 0.5,
    log: { debug: () => {}, warn: () => {} },
  });
}
