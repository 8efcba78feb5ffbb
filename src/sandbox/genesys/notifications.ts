import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Instant } from '../../domain/time.ts';
import { acceptWebSocket, type ServerSocket } from '../slack/websocket.ts';
import type { Client } from './clients.ts';
import type { Topic, TopicRefusal } from './topics.ts';
import { changesSince, type Glance, glanceAt } from './watch.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const LIFETIME_MS = 24 * HOUR;
const MOST_CHANNELS = 20;
export const MOST_TOPICS = 1000;
const HEARTBEAT_MS = 30_000;
/** How often the clock is looked at for changes that it brings. */
const LOOK_MS = 200;

/** A channel of a client: topics, and the one socket through which it is told. */
export interface Channel {
  readonly id: string;
  readonly clientId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly topics: Map<string, Topic>;
  socket: ServerSocket | undefined;
}

/** What a test may do to pushed changes. */
export interface NotificationControls {
  readonly channels: () => readonly Channel[];
  /** Cuts every socket without a word; gives how many there were. */
  readonly drop: () => number;
  /** While true nothing is sent, heartbeats included, but sockets stay open. */
  readonly silence: (silent: boolean) => void;
  /** Refuses topics whose id contains the text, from now on. */
  readonly refuse: (refusal: TopicRefusal) => void;
  /** Ends all channels, as after 24 hours. */
  readonly expireAll: () => void;
  /** Events sent so far. */
  readonly sent: () => number;
}

export interface Notifications extends NotificationControls {
  readonly open: (client: Client) => Channel | undefined;
  readonly channel: (id: string, client: Client) => Channel | undefined;
  readonly refusals: () => readonly TopicRefusal[];
  /** Looks for changes now: after a subscription, so that the next change is told and this state is not. */
  readonly look: () => void;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly stop: () => void;
}

export const SOCKET_PATH = '/notifications/';

/** Pushes changes of presence, routing status and conversations to those who subscribed to them. */
export function createNotifications(world: World): Notifications {
  const channels = new Map<string, Channel>();
  const refusals: TopicRefusal[] = [];
  const glances = new Map<string, Glance>();
  let silent = false;
  let opened = 0;
  let sent = 0;

  const living = (): readonly Channel[] => {
    for (const [id, channel] of channels) {
      if (channel.expiresAt > world.now()) continue;
      channel.socket?.close(1001, 'expired');
      channels.delete(id);
    }
    return [...channels.values()];
  };
  const tell = (channel: Channel, topicName: string, eventBody: unknown): void => {
    if (silent || channel.socket === undefined) return;
    if (topicName.startsWith('v2.users.')) sent += 1;
    channel.socket.send(JSON.stringify({ topicName, version: '2', eventBody, metadata: {} }));
  };
  const look = (): void => {
    const now = world.now();
    const connected = living().filter((channel) => channel.socket !== undefined);
    const watched = new Set(connected.flatMap(({ topics }) => [...topics.values()].map(({ userId }) => userId)));
    for (const userId of glances.keys()) if (!watched.has(userId)) glances.delete(userId);
    for (const userId of watched) {
      const person = world.organisation.personById.get(userId);
      if (person === undefined) continue;
      const state = world.live.stateOf(person, now);
      const before = glances.get(userId) ?? glanceAt(state, now);
      glances.set(userId, glanceAt(state, now));
      for (const { about, eventBody } of changesSince(before, person, state, now)) {
        for (const channel of connected) {
          const topics = [...channel.topics.values()].filter(
            (one) => one.userId === userId && one.about.includes(about),
          );
          for (const { id } of topics) {
            tell(channel, id.includes('?') ? `v2.users.${userId}.${about}` : id, eventBody);
          }
        }
      }
    }
  };
  const looking = setInterval(look, LOOK_MS).unref();
  const beating = setInterval(() => {
    for (const channel of living()) tell(channel, 'channel.metadata', { message: 'WebSocket Heartbeat' });
  }, HEARTBEAT_MS).unref();
  const stopListening = world.live.onChange(look);

  return {
    channels: living,
    refusals: () => refusals,
    look,
    sent: () => sent,
    open(client) {
      const own = living().filter(({ clientId }) => clientId === client.id);
      if (own.length >= MOST_CHANNELS) {
        // The oldest that nobody listens to makes place.
        const idle = own.find(({ socket }) => socket === undefined);
        if (idle === undefined) return undefined;
        channels.delete(idle.id);
      }
      opened += 1;
      const channel: Channel = {
        id: `streaming-0-${opened.toString(36).padStart(8, '0')}`,
        clientId: client.id,
        createdAt: world.now(),
        expiresAt: world.now() + LIFETIME_MS,
        topics: new Map(),
        socket: undefined,
      };
      channels.set(channel.id, channel);
      return channel;
    },
    channel: (id, client) => living().find((channel) => channel.id === id && channel.clientId === client.id),
    upgrade(request, socket, head) {
      const id = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(SOCKET_PATH.length);
      const channel = living().find((candidate) => candidate.id === id);
      if (channel === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      // One socket per channel: the new one wins.
      channel.socket?.close(1000, 'replaced');
      const accepted: ServerSocket | undefined = acceptWebSocket(request, socket, head, {
        message: (text) => {
          if (text.includes('"ping"')) tell(channel, 'channel.metadata', { message: 'pong' });
        },
        close: () => {
          if (channel.socket === accepted) channel.socket = undefined;
        },
      });
      channel.socket = accepted;
      look();
    },
    drop() {
      const sockets = [...channels.values()].flatMap(({ socket }) => socket ?? []);
      for (const socket of sockets) socket.terminate();
      return sockets.length;
    },
    silence: (on) => {
      silent = on;
    },
    refuse: (refusal) => refusals.push(refusal),
    expireAll() {
      for (const channel of channels.values()) channel.socket?.close(1001, 'expired');
      channels.clear();
    },
    stop() {
      clearInterval(looking);
      clearInterval(beating);
      stopListening();
      for (const channel of channels.values()) channel.socket?.terminate();
    },
  };
}
