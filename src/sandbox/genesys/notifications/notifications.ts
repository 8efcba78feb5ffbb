import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Client } from '../wire/clients.ts';
import { eventProblems } from '../wire/contract.ts';
import type { World } from '../world.ts';
import { type Channel, createChannels } from './channels.ts';
import type { TopicRefusal } from './topics.ts';
import { type Change, createWatch } from './watch.ts';

const HEARTBEAT_MS = 30_000;
/** How often the clock is looked at for changes that it brings. */
const LOOK_MS = 200;

/** What a test may do to pushed changes. */
export interface NotificationControls {
  readonly channels: () => readonly Channel[];
  /** Cuts every socket without a word; gives how many there were. */
  readonly drop: () => number;
  /** While true nothing is sent, heartbeats included, but sockets stay open. */
  readonly silence: (silent: boolean) => void;
  /** Says something about the service itself to everybody who listens. */
  readonly announce: (topicName: string) => void;
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

/**
 * Pushes changes of presence, routing status and conversations to those who subscribed to them.
 *
 * @param onStranger told of what is pushed beside the contract
 */
export function createNotifications(world: World, onStranger: (problem: string) => void): Notifications {
  const channels = createChannels(world.now);
  const sockets = new WebSocketServer({ noServer: true });
  const watch = createWatch(world);
  const refusals: TopicRefusal[] = [];
  let silent = false;
  let sent = 0;

  const tell = (channel: Channel, topicName: string, eventBody: unknown): void => {
    if (silent || channel.socket === undefined) return;
    if (topicName.startsWith('v2.users.')) sent += 1;
    for (const problem of eventProblems(topicName, eventBody)) onStranger(`${topicName}: ${problem}`);
    channel.socket.send(JSON.stringify({ topicName, version: '2', eventBody, metadata: {} }));
  };
  const look = (): void => {
    const connected = channels.living().filter(({ socket }) => socket !== undefined);
    const topics = connected.flatMap((channel) => [...channel.topics.values()]);
    for (const change of watch(new Set(topics.map(({ userId }) => userId)))) {
      for (const channel of connected) {
        for (const name of namesOf(change, channel)) tell(channel, name, change.eventBody);
      }
    }
  };
  const beat = (): void => {
    for (const channel of channels.living()) tell(channel, 'channel.metadata', { message: 'WebSocket Heartbeat' });
  };
  const timers = [setInterval(look, LOOK_MS).unref(), setInterval(beat, HEARTBEAT_MS).unref()];
  const stopListening = world.live.onChange(look);

  return {
    channels: channels.living,
    refusals: () => refusals,
    look,
    sent: () => sent,
    open: (client) => channels.open(client.id),
    channel: (id, client) => channels.living().find((channel) => channel.id === id && channel.clientId === client.id),
    upgrade(request, socket, head) {
      const id = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(SOCKET_PATH.length);
      const channel = channels.living().find((candidate) => candidate.id === id);
      if (channel === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      // One socket per channel: the new one wins.
      channel.socket?.close(1000, 'replaced');
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('error', () => accepted.terminate());
        accepted.on('message', (data) => {
          if (Buffer.isBuffer(data) && data.includes('"ping"')) tell(channel, 'channel.metadata', { message: 'pong' });
        });
        accepted.on('close', () => {
          if (channel.socket === accepted) channel.socket = undefined;
        });
        channel.socket = accepted;
        look();
      });
    },
    drop() {
      const open = channels.living().flatMap(({ socket }) => socket ?? []);
      for (const socket of open) socket.terminate();
      return open.length;
    },
    silence: (on) => {
      silent = on;
    },
    announce(topicName) {
      for (const channel of channels.living()) tell(channel, topicName, {});
    },
    refuse: (refusal) => refusals.push(refusal),
    expireAll: channels.expireAll,
    stop() {
      for (const timer of timers) clearInterval(timer);
      stopListening();
      for (const { socket } of channels.living()) socket?.terminate();
    },
  };
}

/** The names under which a channel hears of a change: a topic of several is told under that of each. */
function namesOf({ userId, about }: Change, { topics }: Channel): readonly string[] {
  return [...topics.values()]
    .filter((topic) => topic.userId === userId && topic.about.includes(about))
    .map(({ id }) => (id.includes('?') ? `v2.users.${userId}.${about}` : id));
}
