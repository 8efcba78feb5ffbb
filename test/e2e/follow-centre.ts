import type { Agent } from '../../src/domain/agent.ts';
import { DIRECT } from '../../src/domain/unreached.ts';
import { createAgentDirectory } from '../../src/genesys/agents.ts';
import { createClient } from '../../src/genesys/http/client.ts';
import { createTokens } from '../../src/genesys/http/token.ts';
import { createTransport } from '../../src/genesys/http/transport.ts';
import { createLiveSource } from '../../src/genesys/live.ts';
import { type OpenSocket, openWebSocket } from '../../src/genesys/push/notification-socket.ts';
import { createNotifications } from '../../src/genesys/push/notifications.ts';
import type { CardView } from '../../src/reports/follow/card.ts';
import { createFollowLive } from '../../src/reports/follow/follow-live.ts';
import type { PersonNow } from '../../src/reports/live/answer.ts';
import { readPerson } from '../../src/reports/live/person.ts';
import { rememberDirectory } from '../../src/reports/people/remembered-directory.ts';
import type { Person } from '../../src/sandbox/genesys/centre/organisation.ts';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import type { PresenceKey } from '../../src/sandbox/genesys/live/script.ts';
import { contractKept } from '../contract/kept.ts';
import { remembering } from '../reports/remembering.ts';
import { simulatedTime } from '../reports/simulated-time.ts';
import { CLIENT, MONDAY } from './house.ts';

const FOLLOW_MS = 10 * 60_000;

/** How long a reading is on its way, and an edit: on the simulated clock, over and above the loopback. */
const [READ_MS, EDIT_MS] = [120, 60];

/** A socket of the app, and whether all that was sent over it before has arrived. */
interface Line {
  connecting: boolean;
  pings: number;
  pongs: number;
  readonly ping: () => void;
}

/**
 * Cards over the real client of Genesys: its requests and its socket go to the sandbox over loopback, while the clock
 * is simulated and stands whenever anything is on its way. So ten minutes take seconds, and no machine is too slow.
 *
 * @param edit what an edit of a card is to the test
 */
export async function openFollowCentre(edit: (card: string, view: CardView) => Promise<void>) {
  const lines = new Set<Line>();
  let onTheirWay = 0;
  const time = simulatedTime(MONDAY, quiet);
  const { now, later, sleep } = time;
  // Everybody who is followed is told what to do; a busy past would only cost time.
  const genesys = await startGenesys({ now, clients: [CLIENT], load: 0.02 });
  const errors: unknown[] = [];

  /** Until no request is on its way, each end of a socket knows what became of the other, and each event is heard. */
  async function quiet(): Promise<void> {
    do {
      await until(() => onTheirWay === 0 && isConnected());
      const open = [...lines];
      for (const line of open) line.ping();
      await until(() => open.every((line) => !lines.has(line) || line.pongs >= line.pings));
    } while (onTheirWay > 0 || !isConnected());
  }

  function isConnected(): boolean {
    const sockets = genesys.notifications.channels().filter(({ socket }) => socket !== undefined);
    return lines.size === sockets.length && [...lines].every(({ connecting }) => !connecting);
  }

  const counted = async <T>(work: Promise<T>): Promise<T> => {
    onTheirWay += 1;
    return work.finally(() => {
      onTheirWay -= 1;
    });
  };

  const openSocket: OpenSocket = (uri, on) => {
    const line: Line = {
      connecting: true,
      pings: 0,
      pongs: 0,
      ping: () => send(JSON.stringify({ message: 'ping' })),
    };
    const socket = openWebSocket(uri, {
      open() {
        line.connecting = false;
        on.open();
      },
      message(text) {
        if (text.includes('"pong"')) line.pongs += 1;
        on.message(text);
      },
      close() {
        lines.delete(line);
        on.close();
      },
    });
    const send = (text: string) => {
      line.pings += 1;
      socket.send(text);
    };
    lines.add(line);
    return {
      send,
      close() {
        lines.delete(line);
        socket.close();
      },
    };
  };

  const wire = createTransport(DIRECT);
  const transport = { ...wire, send: (request: Parameters<typeof wire.send>[0]) => counted(wire.send(request)) };
  const parts = {
    apiUrl: genesys.apiUrl,
    loginUrl: genesys.loginUrl,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    store: { get: async () => undefined, set: async () => undefined },
    transport,
    now,
    sleep,
    random: () => 0.5,
    log: { debug: () => {}, warn: () => {} },
    onRequest: () => {},
  };
  // The share is counted on the machine's clock; the sandbox counts on ours, and refuses what is too much.
  const client = createClient({
    ...parts,
    tokens: createTokens(parts),
    budget: { take: async (_endpoint, deadline) => deadline },
  });
  const events = createNotifications({
    ...parts,
    client,
    isOurs: () => true,
    openSocket,
    timer: (ms, run) => later(run, ms),
  });
  const source = createLiveSource(client, now);
  const directory = rememberDirectory({ directory: createAgentDirectory(client), remember: remembering(now) });
  const read = (agent: Agent): Promise<PersonNow> => readPerson({ live: source, directory, now }, agent);
  const follows = createFollowLive({
    read: async (agent) => {
      const seen = await read(agent);
      await sleep(READ_MS);
      return seen;
    },
    events,
    requestsPerMinute: 240,
    now,
    later,
    onError: (error) => errors.push(error),
  });

  return {
    ...time,
    genesys,
    /** What went wrong behind the cards. */
    errors,
    /** Somebody changes, and Genesys tells of it; gives the moment. */
    change(person: Person, is: PresenceKey): number {
      const since = now();
      genesys.live.put(person.id, {
        presence: { is, since },
        routing: { is: 'OFF_QUEUE', since },
        conversations: [],
      });
      return since;
    },
    /** Opens a card of this name about somebody. */
    async open(card: string, person: Person): Promise<void> {
      const place = follows.reserve(card, card);
      if (place.kind !== 'free') throw new Error(`no card: ${place.kind}`);
      const asOf = now();
      const agent: Agent = { id: person.id, name: person.name, state: 'active' };
      const question = { kind: 'live', who: [{ kind: 'agent', agentId: agent.id }], media: [], states: [] } as const;
      const known = await read(agent);
      place.open({
        answer: { kind: 'person', question, ...known, shown: known.status.conversations, asOf, cached: false },
        until: now() + FOLLOW_MS,
        maySee: async () => true,
        ended: () => {},
        show: async (view) => {
          await counted(edit(card, view));
          await sleep(EDIT_MS);
          return 'shown';
        },
        sayEnd: (view) => edit(card, view),
      });
    },
    async stop(): Promise<void> {
      events.stop();
      transport.close();
      await genesys.stop();
      contractKept(genesys.strangers);
    },
  };
}

/** Lets the machine's sockets go on until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (!isSo());
}
