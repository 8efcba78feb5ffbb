import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createGenesys, type Genesys, type GenesysParts } from '../../src/genesys/genesys.ts';
import { SourceError } from '../../src/reports/ports.ts';
import {
  answerProblems,
  operationOf,
  requestProblems,
  tokenProblems,
} from '../../src/sandbox/genesys/wire/contract.ts';
import { contractKept } from '../contract/kept.ts';

/** A request as the server saw it. */
interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The body as JSON, when it is. */
  readonly body: unknown;
}

export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** As JSON; a text as it is, and so are bytes. */
      readonly body?: unknown;
      /** The one thing in it that Genesys's contract does not know, where a test is about just that. */
      readonly strange?: RegExp;
    }
  /** The connection is cut without an answer. */
  | 'reset'
  /** Nothing ever comes. */
  | 'silence';

/** Answers to one path: one after the other, the last for ever; or worked out from the request. */
export type Script = readonly Answer[] | ((request: Seen) => Answer | Promise<Answer>);

export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  seenAt(path: string): readonly Seen[];
}

/**
 * A server on this machine that answers as told and remembers what it was asked. Stops with the test, which fails when
 * something was asked or answered that Genesys's contract does not know.
 */
export async function scriptedServer(scripts: Readonly<Record<string, Script>>): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const turns = new Map<string, number>();
  const strangers: string[] = [];
  const server = createServer((request, response) => {
    void read(request).then(async (asked) => {
      seen.push(asked);
      const script = scripts[asked.path];
      const turn = turns.get(asked.path) ?? 0;
      turns.set(asked.path, turn + 1);
      const answer = typeof script === 'function' ? await script(asked) : script?.[Math.min(turn, script.length - 1)];
      const given = answer ?? { status: 404, body: { code: 'not.found', message: `${asked.path} is not scripted` } };
      strangers.push(...strangersIn(asked, given));
      respond(response, given);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    contractKept(strangers);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    seenAt: (path) => seen.filter((request) => request.path === path),
  };
}

/** The answer of the token endpoint when nothing is wrong. */
export const TOKEN: Answer = { body: { access_token: 'T1', token_type: 'bearer', expires_in: 86_399 } };

/** Genesys as the app has it, over a scripted server, with a clock that only `sleep` moves. */
export interface Connected {
  readonly genesys: Genesys;
  readonly server: ScriptedServer;
  readonly clock: { now: number; readonly slept: number[] };
  readonly kept: Map<string, unknown>;
  /** Outcome of every HTTP request, as the metrics are told: `agent-status ok`. */
  readonly outcomes: string[];
  readonly logged: unknown[];
}

/** The paths of the scripts are below `/api/v2`; the token is given unless it has a script of its own. */
export async function connect(
  scripts: Readonly<Record<string, Script>>,
  given: Partial<GenesysParts> = {},
): Promise<Connected> {
  const below = Object.entries(scripts).map(([path, script]) => [
    path === '/oauth/token' ? path : `/api/v2${path}`,
    script,
  ]);
  const server = await scriptedServer({ '/oauth/token': [TOKEN], ...Object.fromEntries(below) });
  const clock = { now: Date.UTC(2026, 10, 22, 10), slept: [] as number[] };
  const kept = new Map<string, unknown>();
  const outcomes: string[] = [];
  const logged: unknown[] = [];
  const log = (facts: object, message: string) => logged.push({ ...facts, message });
  const genesys = createGenesys({
    apiUrl: server.url,
    loginUrl: server.url,
    clientId: 'client',
    clientSecret: 'canary-secret',
    requestsPerMinute: 10_000,
    store: {
      get: async (key) => kept.get(key),
      set: async (key, token) => kept.set(key, token),
    },
    now: () => clock.now,
    sleep: async (ms) => {
      clock.slept.push(ms);
      clock.now += ms;
    },
    random: () => 0,
    log: { debug: log, warn: log },
    onRequest: ({ endpoint, outcome }) => outcomes.push(`${endpoint} ${outcome === 'ok' ? 'ok' : outcome.kind}`),
    ...given,
  });
  onTestFinished(() => genesys.stop());
  return { genesys, server, clock, kept, outcomes, logged };
}

/** The error with which a promise is rejected. */
export async function refusal(promise: Promise<unknown>): Promise<SourceError> {
  const outcome = await promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );
  if (outcome instanceof SourceError) return outcome;
  throw new Error(`expected a SourceError, got ${String(outcome)}`);
}

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text,
    body: request.headers['content-type']?.includes('json') === true ? JSON.parse(text) : undefined,
  };
}

/** What of a request and its answer is not in the contract, but for what the test says itself. */
function strangersIn(asked: Seen, answer: Answer): readonly string[] {
  const { status = 200, body, strange } = typeof answer === 'string' ? {} : answer;
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  const told: unknown = isJson ? JSON.parse(JSON.stringify(body)) : null;
  const problems = asked.path.startsWith('/api/v2/')
    ? apiProblems(asked, told, status)
    : tokenProblems({ ...asked, headers: headersOf(asked) }, told, status);
  return problems.filter((problem) => strange?.test(problem) !== true).map((problem) => `${asked.path}: ${problem}`);
}

function apiProblems(asked: Seen, answer: unknown, status: number): readonly string[] {
  const operation = operationOf(asked.method, asked.path);
  return [...requestProblems(operation, asked.query, asked.body), ...answerProblems(operation, answer, status)];
}

function headersOf({ headers: { authorization = '', 'content-type': type = '' } }: Seen): Headers {
  return new Headers({ authorization, 'content-type': type });
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status = 200, headers = {}, body } = answer;
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText || body instanceof Uint8Array ? body : JSON.stringify(body ?? {}));
}
