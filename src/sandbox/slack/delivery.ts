import { createHmac } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';
import { type JsonObject, parseJson } from './json.ts';
import type { Envelope, SocketMode } from './socket-mode.ts';

/** How long a person waits before Slack tells them `operation_timeout`. */
const ACK_WITHIN_MS = 3000;

/** What the app said within three seconds. */
export interface Ack {
  readonly over: 'http' | 'socket';
  /** Absent when no answer came; 200 over a socket. */
  readonly status?: number;
  readonly ms: number;
  /** JSON when it is JSON, text when it is text, `undefined` when empty. */
  readonly body?: unknown;
  /** `operation_timeout`: too late. `dispatch_failed`: nobody listens, or the connection broke. */
  readonly problem?: 'operation_timeout' | 'dispatch_failed';
}

/** How to sign a request otherwise than Slack would: for the tests of those who forge or repeat one. */
export interface Signing {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  /** The header itself, or `null` for none. */
  readonly signature?: string | null;
  readonly contentType?: string;
  /** How often it was sent before without an answer, of an event. */
  readonly retryNum?: number;
}

export type Deliver = (type: Envelope, payload: JsonObject, signing?: Signing) => Promise<Ack>;

/** Brings a command, a click or an event to the app: signed over HTTP, or by socket when one is connected. */
export function createDelivery(given: {
  readonly appUrl: () => string | undefined;
  readonly signingSecret: string;
  readonly socketMode: SocketMode;
  readonly wallNow: () => Instant;
}): Deliver {
  const { appUrl, signingSecret, socketMode, wallNow } = given;

  const byHttp = async (type: Envelope, payload: JsonObject, signing: Signing): Promise<Omit<Ack, 'ms'>> => {
    const url = appUrl();
    if (url === undefined) throw new Error('no app is connected: give appUrl, or connect one by Socket Mode');
    const { contentType, body } = encode(type, payload);
    const timestamp = String(signing.timestamp ?? Math.floor(wallNow() / 1000));
    const secret = signing.secret ?? signingSecret;
    const signature =
      signing.signature === undefined
        ? `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
        : signing.signature;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': signing.contentType ?? contentType,
          'x-slack-request-timestamp': timestamp,
          ...(signature === null ? {} : { 'x-slack-signature': signature }),
          ...(signing.retryNum === undefined
            ? {}
            : { 'x-slack-retry-num': String(signing.retryNum), 'x-slack-retry-reason': 'http_timeout' }),
        },
        body,
        signal: AbortSignal.timeout(ACK_WITHIN_MS),
      });
      return { over: 'http', status: response.status, ...readBody(await response.text()) };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { over: 'http', problem: late ? 'operation_timeout' : 'dispatch_failed' };
    }
  };

  const bySocket = (type: Envelope, payload: JsonObject): Promise<Omit<Ack, 'ms'>> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ over: 'socket', problem: 'operation_timeout' }), ACK_WITHIN_MS);
      socketMode.send(type, payload, (ack) => {
        clearTimeout(timer);
        const body = ack?.payload === undefined ? {} : { body: ack.payload };
        resolve(
          ack === undefined ? { over: 'socket', problem: 'dispatch_failed' } : { over: 'socket', status: 200, ...body },
        );
      });
    });

  return async (type, payload, signing = {}) => {
    const started = performance.now();
    const ack = socketMode.connected() > 0 ? await bySocket(type, payload) : await byHttp(type, payload, signing);
    return { ...ack, ms: performance.now() - started };
  };
}

function encode(type: Envelope, payload: JsonObject): { readonly contentType: string; readonly body: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (type) {
    case 'slash_commands': {
      const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
      return { contentType: form, body: new URLSearchParams(fields).toString() };
    }
    case 'interactive':
      return { contentType: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
    case 'events_api':
      return { contentType: 'application/json', body: JSON.stringify(payload) };
    default:
      throw type satisfies never;
  }
}

function readBody(text: string): { readonly body?: unknown } {
  return text === '' ? {} : { body: parseJson(text) ?? text };
}
