import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '../../../domain/time.ts';
import type { Clients } from './clients.ts';
import { answerProblems, operationOf, requestProblems, tokenProblems } from './contract.ts';
import type { Fault, Faults } from './faults.ts';
import {
  badRequest,
  errorBody,
  methodNotAllowed,
  noSuchPath,
  plainRefusal,
  Refusal,
  tooLarge,
  unsupportedMedia,
} from './refusal.ts';
import { checkPermission, type Route, readQuery } from './route.ts';
import type { Temperament } from './temperaments.ts';

/** A request that has been answered, or dropped. */
export interface LoggedRequest {
  readonly at: Instant;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** 0 when the connection was dropped without an answer. */
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** What was sent, as it came. */
  readonly body: string;
  readonly clientId?: string | undefined;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientId?: string | undefined;
}

const MOST_BYTES = 3_000_000;
/** Answers beyond it are of the same kinds as shorter ones, and walking through them takes longer than making them. */
const MOST_CHECKED = 100_000;
const TOKEN_PATHS = ['/oauth/token', '/login/oauth/token'];
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** The HTTP face: faults first, then token, rate, path, media type, permission, and at last the answer. */
export function createGenesysServer(parts: {
  readonly routes: readonly Route[];
  readonly clients: Clients;
  readonly faults: Faults;
  readonly temperament?: () => Temperament | undefined;
  /** Told of what was asked or answered beside the contract. */
  readonly onStranger: (problem: string) => void;
  readonly now: () => Instant;
  readonly log: LoggedRequest[];
}): Server {
  const { clients, faults, onStranger, now, log } = parts;
  const find = createFinder(parts.routes);
  let served = 0;

  const answer = async (request: IncomingMessage, url: URL, body: Buffer, contextId: string): Promise<Reply> => {
    const text = body.toString('utf8');
    if (TOKEN_PATHS.includes(url.pathname)) return tokenReply(request, text, clients, onStranger);
    let clientId: string | undefined;
    try {
      const client = clients.authenticate(request.headers.authorization);
      clientId = client.id;
      const tooMany = clients.admit(client);
      if (tooMany !== undefined) throw tooMany;
      const { route, param } = find(request.method ?? 'GET', url.pathname);
      if (body.length > MOST_BYTES) throw tooLarge(MOST_BYTES);
      const parsed = readJson(request, text);
      checkPermission(route, client);
      const { refuse, answer: changed, beyondContract = false } = parts.temperament?.() ?? {};
      const asked = { method: route.method, path: url.pathname, body: parsed };
      const refusal = refuse?.(asked);
      if (refusal !== undefined) throw refusal;
      const operation = operationOf(route.method, url.pathname);
      const strange = requestProblems(operation, url.searchParams, parsed);
      for (const problem of strange) onStranger(`${operation}: ${problem}`);
      const query = readQuery(url.searchParams, route.query ?? []);
      const result = await route.answer({ param, query, body: parsed, client, now: now() });
      if (strange.length > 0) throw badRequest(`Not in the contract: ${strange.join('; ')}`);
      const usual = result === undefined ? '' : typeof result === 'string' ? result : JSON.stringify(result);
      const told = changed === undefined || usual === '' ? usual : JSON.stringify(changed(asked, JSON.parse(usual)));
      if (told !== '' && told.length < MOST_CHECKED && !beyondContract) {
        const wrong = answerProblems(operation, JSON.parse(told));
        for (const problem of wrong) onStranger(`${operation}: ${problem}`);
        if (wrong.length > 0) throw new Refusal(500, 'not.in.contract', wrong.join('; '));
      }
      return { status: route.status ?? 200, text: told, headers: JSON_TYPE, clientId };
    } catch (error) {
      return { ...refusalReply(error instanceof Refusal ? error : plainRefusal(500), contextId), clientId };
    }
  };

  return createServer((request, response) => {
    served += 1;
    const contextId = correlationId(served);
    void handle(request, response, contextId).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse, contextId: string): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const at = now();
    const body = await readAll(request);
    const record = (status: number, responseBytes: number, clientId?: string): void => {
      const { pathname: path, search: query } = url;
      const text = body.toString('utf8');
      log.push({ at, method, path, query, status, requestBytes: body.length, responseBytes, body: text, clientId });
    };
    const fault = faults.take(method, url.pathname);
    const delay = faults.latencyMs() + (fault?.kind === 'delay' ? fault.ms : 0);
    if (delay > 0) await wait(delay, undefined, { ref: false });
    if (fault?.kind === 'hang') return record(0, 0);
    if (fault?.kind === 'reset') {
      record(0, 0);
      request.socket.resetAndDestroy();
      return;
    }
    const reply =
      spoilt(fault, contextId, TOKEN_PATHS.includes(url.pathname), now()) ??
      (await answer(request, url, body, contextId));
    const bytes = Buffer.from(reply.text);
    response.writeHead(reply.status, {
      ...reply.headers,
      'Content-Length': bytes.length,
      'ININ-Correlation-Id': contextId,
    });
    record(reply.status, bytes.length, reply.clientId);
    if (fault?.kind !== 'half-body') {
      response.end(bytes);
      return;
    }
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.socket.destroy());
  }
}

function createFinder(
  routes: readonly Route[],
): (method: string, path: string) => { readonly route: Route; readonly param: (name: string) => string } {
  const patterns = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }));
  return (method, path) => {
    const fitting = patterns.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path);
      return match === null ? [] : [{ route, groups: match.groups ?? {} }];
    });
    if (fitting.length === 0) throw noSuchPath(path);
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined) throw methodNotAllowed(method);
    return { route: found.route, param: (name) => decodeURIComponent(found.groups[name] ?? '') };
  };
}

function readJson(request: IncomingMessage, text: string): unknown {
  if (request.method === 'GET' || text === '') return undefined;
  if (request.headers['content-type']?.startsWith('application/json') !== true) throw unsupportedMedia();
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The request body could not be parsed as JSON.');
  }
}

function tokenReply(
  request: IncomingMessage,
  form: string,
  clients: Clients,
  onStranger: (problem: string) => void,
): Reply {
  if (request.method !== 'POST') return { status: 405, text: '', headers: {} };
  const { status, body, retryAfterSeconds } = clients.issue(
    request.headers.authorization,
    request.headers['content-type'],
    form,
  );
  const { authorization = '', 'content-type': type = '' } = request.headers;
  const asked = { method: 'POST', headers: new Headers({ authorization, 'content-type': type }), text: form };
  for (const problem of tokenProblems(asked, body, status)) onStranger(`the token: ${problem}`);
  const retry = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return { status, text: JSON.stringify(body), headers: { ...JSON_TYPE, ...retry } };
}

function refusalReply(refusal: Refusal, contextId: string): Reply {
  const seconds = refusal.retryAfterSeconds;
  return {
    status: refusal.status,
    text: JSON.stringify(errorBody(refusal, contextId)),
    headers: { ...JSON_TYPE, ...(seconds === undefined ? {} : { 'Retry-After': String(seconds) }) },
  };
}

/** The reply that a fault puts in the place of the real one. */
function spoilt(fault: Fault | undefined, contextId: string, token: boolean, now: Instant): Reply | undefined {
  if (fault?.kind === 'not-json') {
    return { status: 200, text: '<html><body>Please log in</body></html>', headers: { 'Content-Type': 'text/html' } };
  }
  if (fault?.kind === 'garbled') {
    return {
      status: 200,
      text: 'not compressed at all',
      headers: { ...JSON_TYPE, 'Content-Encoding': fault.encoding },
    };
  }
  if (fault?.kind !== 'status') return undefined;
  const { status, retryAfter, body } = fault;
  const usual = token
    ? { error: status === 429 ? 'rate_limit_exceeded' : 'server_error', description: `HTTP ${status}` }
    : errorBody(plainRefusal(status, retryAfter?.seconds), contextId);
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? usual);
  if (retryAfter === undefined) return { status, text, headers: JSON_TYPE };
  const date = new Date(now + retryAfter.seconds * 1000).toUTCString();
  const value = retryAfter.as === 'date' ? date : String(retryAfter.seconds);
  return { status, text, headers: { ...JSON_TYPE, 'Retry-After': value } };
}

function correlationId(number: number): string {
  const digits = createHash('sha256').update(`request ${number}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
