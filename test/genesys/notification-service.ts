import { onTestFinished } from 'vitest';
import type { Call, Client } from '../../src/genesys/http/client.ts';
import type { Socket } from '../../src/genesys/push/notification-socket.ts';
import { createNotifications } from '../../src/genesys/push/notifications.ts';
import { SourceError, type SourceErrorKind } from '../../src/reports/ports.ts';
import { contractKept } from '../contract/kept.ts';
import { strangersIn } from './contract-of-calls.ts';

const HOUR_MS = 3_600_000;

/** The service's end of a socket. */
interface FakeSocket extends Socket {
  readonly uri: string;
  closed: boolean;
  say(topicName: string, eventBody?: object): void;
  /** Sends any text. */
  babble(text: string): void;
  drop(): void;
}

/** A notification service without a network, and a clock that only the test moves. */
export function notificationService() {
  let now = 0;
  let channels = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const sockets: FakeSocket[] = [];
  const subscribed: string[][] = [];
  const strangers: string[] = [];
  onTestFinished(() => {
    contractKept(strangers);
  });
  const genesys = {
    /** Topics that are refused, by a part of their name. */
    refused: new Map<string, readonly string[]>(),
    /** What the next requests fail with. */
    failures: [] as SourceErrorKind[],
    /** Sockets open only while true. */
    reachable: true,
    /** How far the service's clock is behind ours. */
    clockBehindMs: 0,
    answersPings: true,
  };
  const client: Client = {
    async request<T>(call: Call<T>): Promise<T> {
      const kind = genesys.failures.shift();
      if (kind !== undefined) throw new SourceError({ kind, endpoint: call.endpoint });
      const answer = call.method === 'POST' ? openChannel() : subscribe(call.body);
      strangers.push(...strangersIn(call, answer));
      return call.schema.parse(answer);
    },
  };
  const openChannel = () => {
    channels += 1;
    return {
      id: `ch${channels}`,
      connectUri: `wss://streaming.example/ch${channels}`,
      expires: new Date(now - genesys.clockBehindMs + 24 * HOUR_MS).toISOString(),
    };
  };
  const subscribe = (body: unknown) => {
    const topics: readonly { id: string }[] = JSON.parse(JSON.stringify(body));
    subscribed.push(topics.map((topic) => topic.id));
    const entities = topics.map(({ id }) => {
      const [, missingPermissions] = [...genesys.refused].find(([part]) => id.includes(part)) ?? [];
      return missingPermissions === undefined
        ? { id, state: 'Permitted' }
        : { id, state: 'Rejected', missingPermissions };
    });
    return { entities };
  };
  const events = createNotifications({
    isOurs: () => true,
    client,
    now: () => now,
    random: () => 0,
    log: { debug: () => {}, warn: () => {} },
    timer(ms, run) {
      const entry = { at: now + ms, run };
      timers.add(entry);
      return () => timers.delete(entry);
    },
    openSocket(uri, on) {
      const socket: FakeSocket = {
        uri,
        closed: false,
        send() {
          if (genesys.answersPings) socket.say('channel.metadata', { message: 'pong' });
        },
        close() {
          socket.closed = true;
        },
        say: (topicName, eventBody = {}) => on.message(JSON.stringify({ topicName, eventBody })),
        babble: (text) => on.message(text),
        drop: () => on.close(),
      };
      sockets.push(socket);
      queueMicrotask(genesys.reachable ? on.open : on.close);
      return socket;
    },
  });
  /** Lets everything happen that waits for no clock. */
  const settle = async () => {
    for (let i = 0; i < 50; i += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [next] = [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      timers.delete(next);
      now = next.at;
      next.run();
      await settle();
    }
    now = until;
    await settle();
  };
  const follow = (agentId: string) => {
    const told: string[] = [];
    const { stop } = events.follow(agentId, {
      event: ({ about, at }) => told.push(`${about} at ${at}`),
      state: (state, missing) => told.push([state, ...missing].join(' ')),
    });
    return { told, stop };
  };
  return {
    genesys,
    events,
    follow,
    settle,
    /** Lets the clock go on, and everything happen that waits for it. */
    pass,
    timers,
    sockets,
    /** The latest. */
    socket: () => sockets.at(-1),
    /** The topics of each subscription. */
    subscribed,
    /** How many have been opened. */
    channels: () => channels,
  };
}
