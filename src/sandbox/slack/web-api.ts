import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/time.ts';
import type { Fault, Faults } from './faults.ts';
import { PROXY_PAGE, readBody, sendJson, sendText } from './http.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { Manifest } from './manifest.ts';
import { type Answer, type Method, refuse } from './methods/method.ts';
import type { createRates } from './methods/rates.ts';

/** One call of the Web API, for tests that count. */
export interface Call {
  readonly at: Instant;
  readonly method: string;
  readonly args: JsonObject;
  readonly status: number;
  /** Slack's word when it was not `ok`. */
  readonly error?: string;
}

interface Reply {
  readonly status: number;
  readonly body: Answer;
  readonly headers?: Readonly<Record<string, string>>;
  /** In the place of the body. */
  readonly text?: string;
}

/** `POST /api/<method>`: token, limits, scope, then the method itself. */
export function createWebApi(given: {
  readonly methods: Readonly<Record<string, Method>>;
  readonly manifest: Manifest;
  readonly faults: Faults;
  readonly tokens: { readonly bot: string; readonly app: string };
  /** Absent when the limits are off. */
  readonly rates?: ReturnType<typeof createRates>;
  readonly latencyMs: number;
  readonly now: () => Instant;
}) {
  const { methods, manifest, faults, tokens, rates, latencyMs, now } = given;
  const calls: Call[] = [];

  const answer = (name: string, args: JsonObject, token: string | undefined): Reply => {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method === undefined) return { status: 200, body: refuse('unknown_method', { req_method: name }) };
    if (token === undefined) return { status: 200, body: refuse('not_authed') };
    if (token !== tokens.bot && token !== tokens.app) return { status: 200, body: refuse('invalid_auth') };
    if (token !== tokens[method.token]) return { status: 200, body: refuse('not_allowed_token_type') };
    const channel = args['channel'];
    const seconds = rates?.(name, method.tier, typeof channel === 'string' ? channel : undefined) ?? 0;
    if (seconds > 0) return rateLimited(seconds);
    const { scopes } = method;
    if (scopes.length > 0 && !scopes.some((scope) => manifest.scopes.has(scope))) {
      const more = { needed: scopes.join(','), provided: [...manifest.scopes].join(',') };
      return { status: 200, body: refuse('missing_scope', more) };
    }
    return { status: 200, body: method.call(args) };
  };

  const handle = async (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const args = readArguments(request.headers['content-type'] ?? '', await readBody(request));
    const fault = faults.take(name, args);
    if (latencyMs > 0) await sleep(latencyMs);
    const reply = await meet(fault, () => answer(name, args, readToken(request, args)));
    const error = reply?.body.error;
    const { token: _, ...shown } = args;
    calls.push({ at: now(), method: name, args: shown, status: reply?.status ?? 0, ...(error ? { error } : {}) });
    if (reply === undefined) {
      request.socket.destroy();
    } else if (reply.text !== undefined) {
      sendText(response, reply.status, reply.text);
    } else if (reply.status >= 500) {
      sendText(response, reply.status, 'upstream connect error');
    } else {
      const scopes = { 'x-oauth-scopes': [...manifest.scopes].join(','), 'x-slack-req-id': `req-${calls.length}` };
      sendJson(response, reply.status, reply.body, { ...scopes, ...reply.headers });
    }
  };

  return { handle, calls };
}

/** Lets a fault happen around a call. `undefined`: the connection breaks and nobody answers. */
async function meet(fault: Fault | undefined, act: () => Reply): Promise<Reply | undefined> {
  switch (fault?.kind) {
    case undefined:
      return act();
    case 'error':
      return {
        status: 200,
        body: refuse(fault.error, fault.details && { response_metadata: { messages: fault.details } }),
      };
    case 'refused-with-200':
      return { status: 200, body: refuse(fault.error) };
    case 'html':
      return { status: 200, text: PROXY_PAGE, body: refuse('a page') };
    case 'redirect':
      return { status: 302, body: refuse('redirect'), headers: { location: fault.to } };
    case 'rate-limited-untold':
      return { status: 429, body: refuse('ratelimited') };
    case 'rate-limited':
      return rateLimited(fault.retryAfterSeconds);
    case 'status':
      return { status: fault.status, body: refuse('internal_error') };
    case 'delay':
      await sleep(fault.ms);
      return act();
    case 'accept-late': {
      const reply = act();
      await sleep(fault.ms);
      return reply;
    }
    case 'accept-and-break-off': {
      const reply = act();
      const whole = JSON.stringify(reply.body);
      return { ...reply, text: whole.slice(0, whole.length / 2) };
    }
    case 'accept-and-cut':
      act();
      return undefined;
    case 'cut':
      return undefined;
    default:
      throw fault satisfies never;
  }
}

function rateLimited(seconds: number): Reply {
  return { status: 429, body: refuse('ratelimited'), headers: { 'retry-after': String(seconds) } };
}

function readArguments(contentType: string, body: string): JsonObject {
  if (contentType.startsWith('application/json')) {
    const read = parseJson(body);
    return isObject(read) ? read : {};
  }
  return Object.fromEntries(new URLSearchParams(body));
}

function readToken(request: IncomingMessage, args: JsonObject): string | undefined {
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const inForm = args['token'];
  return bearer ?? (typeof inForm === 'string' ? inForm : undefined);
}
