import type { WebSocket } from 'ws';
import type { Instant } from '../../../domain/time.ts';
import type { Topic } from './topics.ts';

const LIFETIME_MS = 24 * 3_600_000;
const MOST_CHANNELS = 20;
export const MOST_TOPICS = 1000;

/** A channel of a client: topics, and the one socket through which it is told. */
export interface Channel {
  readonly id: string;
  readonly clientId: string;
  readonly expiresAt: Instant;
  readonly topics: Map<string, Topic>;
  socket: WebSocket | undefined;
}

/** The channels that there are: at most 20 of a client, each for a day. */
export interface Channels {
  /** Undefined when all that the client may have are connected. */
  readonly open: (clientId: string) => Channel | undefined;
  /** Those whose day is not over. */
  readonly living: () => readonly Channel[];
  readonly expireAll: () => void;
}

export function createChannels(now: () => Instant): Channels {
  const channels = new Map<string, Channel>();
  let opened = 0;
  const expire = (channel: Channel): void => {
    channel.socket?.close(1001, 'expired');
    channels.delete(channel.id);
  };
  const living = (): readonly Channel[] => {
    for (const channel of channels.values()) if (channel.expiresAt <= now()) expire(channel);
    return [...channels.values()];
  };
  return {
    living,
    open(clientId) {
      const own = living().filter((channel) => channel.clientId === clientId);
      if (own.length >= MOST_CHANNELS) {
        // The oldest that nobody listens to makes place.
        const idle = own.find(({ socket }) => socket === undefined);
        if (idle === undefined) return undefined;
        channels.delete(idle.id);
      }
      opened += 1;
      const channel: Channel = {
        id: `streaming-0-${opened.toString(36).padStart(8, '0')}`,
        clientId,
        expiresAt: now() + LIFETIME_MS,
        topics: new Map(),
        socket: undefined,
      };
      channels.set(channel.id, channel);
      return channel;
    },
    expireAll() {
      for (const channel of channels.values()) expire(channel);
    },
  };
}
