import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';

/** What is used of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** Opens a WebSocket. `close` is called once at most, when it ends for any reason but our own `close()`. */
export type OpenSocket = (
  uri: string,
  on: { readonly open: () => void; readonly message: (text: string) => void; readonly close: () => void },
) => Socket;

/** Runs something later; the function that it gives calls it off. */
export type Timer = (ms: number, run: () => void) => () => void;

/** A connection to a notification channel. */
export interface Link {
  close(): void;
}

/** Often enough that a line that has died is noticed before what it showed is 15 s old. */
const PING_MS = 5_000;
const SILENT_MS = 12_000;
/** Genesys's own heartbeat comes every half minute: all there is to go by if it does not answer pings. */
const SILENT_WITHOUT_PONGS_MS = 75_000;

/** This socket, or what it was subscribed to, is no more; the second has the channel's id behind it. */
const OVER = /^v2\.system\.(socket_closing|no_longer_subscribed)\b/;

const event = z.object({
  topicName: z.string(),
  eventBody: z
    .object({ message: z.string().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/**
 * Connects to a channel and stays until the line dies, is silent for too long, or is told to close. Only the name of an
 * event's topic is read: what happened is asked for by whoever wants to show it.
 */
export function openLink(parts: {
  readonly uri: string;
  readonly openSocket: OpenSocket;
  readonly now: () => Instant;
  readonly timer: Timer;
  readonly on: {
    readonly open: () => void;
    readonly topic: (name: string) => void /** The service says something about itself that we do not know. */;
    readonly doubt: () => void;
    readonly lost: () => void;
  };
}): Link {
  const { now, timer, on } = parts;
  let heardAt = now();
  let answersPings = false;
  let opened = false;
  let over = false;
  let cancel = () => {};

  const end = () => {
    over = true;
    cancel();
    socket.close();
  };
  const lose = () => {
    if (over) return;
    end();
    on.lost();
  };
  const check = () => {
    const patience = opened && !answersPings ? SILENT_WITHOUT_PONGS_MS : SILENT_MS;
    if (now() - heardAt >= patience) return lose();
    if (opened) socket.send(JSON.stringify({ message: 'ping' }));
    cancel = timer(PING_MS, check);
  };
  const receive = (text: string) => {
    if (over) return;
    heardAt = now();
    const { topicName, eventBody } = readEvent(text) ?? {};
    if (topicName === 'channel.metadata') answersPings ||= eventBody?.message === 'pong';
    else if (topicName !== undefined && OVER.test(topicName)) lose();
    else if (topicName?.startsWith('v2.system.')) on.doubt();
    else if (topicName !== undefined) on.topic(topicName);
  };

  const socket = parts.openSocket(parts.uri, {
    open() {
      if (over) return;
      opened = true;
      heardAt = now();
      on.open();
    },
    message: receive,
    close: lose,
  });
  cancel = timer(PING_MS, check);
  return {
    close() {
      if (!over) end();
    },
  };
}

/** The WebSocket of the runtime. */
export const openWebSocket: OpenSocket = (uri, on) => {
  const socket = new WebSocket(uri);
  socket.addEventListener('open', on.open);
  socket.addEventListener('message', ({ data }) => on.message(typeof data === 'string' ? data : ''));
  socket.addEventListener('close', on.close);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
};

/** A timer of the runtime that keeps no process alive. */
export const runtimeTimer: Timer = (ms, run) => {
  const handle = setTimeout(run, ms).unref();
  return () => clearTimeout(handle);
};

function readEvent(text: string): z.output<typeof event> | undefined {
  try {
    return event.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
