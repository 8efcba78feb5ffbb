import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, parseJson } from './json.ts';
import { HOME } from './people.ts';

const PING_EVERY_MS = 5000;

export type Envelope = 'slash_commands' | 'interactive' | 'events_api';

/** What the app sent back over the socket, or nothing when the connection ended first. */
export type SocketAck = { readonly payload: unknown } | undefined;

export type SocketMode = ReturnType<typeof createSocketMode>;

/** The Socket Mode end of Slack: up to ten connections, each envelope to one of them, each acknowledged by its id. */
export function createSocketMode(base: () => string) {
  const connections = new Map<WebSocket, ReturnType<typeof setInterval>>();
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, { readonly on: WebSocket; readonly settle: (ack: SocketAck) => void }>();
  let enabled = true;
  let turn = 0;

  const received = (text: string) => {
    const message = parseJson(text);
    const id = isObject(message) ? message['envelope_id'] : undefined;
    if (!isObject(message) || typeof id !== 'string') return;
    waiting.get(id)?.settle({ payload: message['payload'] });
    waiting.delete(id);
  };
  const ended = (connection: WebSocket) => {
    clearInterval(connections.get(connection));
    connections.delete(connection);
    for (const [id, { on, settle }] of waiting) {
      if (on !== connection) continue;
      waiting.delete(id);
      settle(undefined);
    }
  };
  const tellAll = (reason: 'warning' | 'refresh_requested' | 'link_disabled') => {
    const text = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    for (const connection of connections.keys()) connection.send(text);
  };

  return {
    connected: () => connections.size,
    /** The address that `apps.connections.open` gives, good for one connection; absent when the link is disabled. */
    open: (): string | undefined => {
      if (!enabled) return undefined;
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${HOME.appId}`;
    },
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (connection) => {
        connection.on('error', () => connection.terminate());
        connection.on('message', (data) => received(Buffer.isBuffer(data) ? data.toString() : ''));
        connection.on('close', () => ended(connection));
        connections.set(connection, setInterval(() => connection.ping(), PING_EVERY_MS).unref());
        const info = { connection_info: { app_id: HOME.appId }, debug_info: { host: 'sandbox' } };
        connection.send(JSON.stringify({ type: 'hello', num_connections: connections.size, ...info }));
      });
    },
    /** Hands an envelope to one of the connections. @throws when there is none */
    send(type: Envelope, payload: unknown, settle: (ack: SocketAck) => void): void {
      const open = [...connections.keys()];
      const on = open[turn++ % Math.max(open.length, 1)];
      if (on === undefined) throw new Error('no app is connected by Socket Mode');
      const envelope_id = randomUUID();
      waiting.set(envelope_id, { on, settle });
      on.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api' }));
    },
    /** Sends whatever this is over all connections. */
    sendRaw(text: string | Uint8Array): void {
      for (const connection of connections.keys()) connection.send(text);
    },
    /** Slack's ten seconds' notice before it closes a connection. */
    warn: () => tellAll('warning'),
    /** Slack wants fresh connections, as it does every few hours. */
    refresh(): void {
      tellAll('refresh_requested');
      for (const connection of connections.keys()) connection.close(1000);
    },
    /** Somebody switched Socket Mode off in the app's settings. */
    disable(): void {
      enabled = false;
      tellAll('link_disabled');
      for (const connection of connections.keys()) connection.close(1000);
    },
    /** The end of it all: goodbyes are said, and whoever does not leave is shown out. */
    stop(): void {
      for (const connection of connections.keys()) {
        connection.close(1001);
        setTimeout(() => connection.terminate(), 200).unref();
      }
    },
    /** All connections break without a word. */
    drop(): void {
      for (const connection of connections.keys()) connection.terminate();
    },
  };
}
