import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { DIRECT, type Egress } from '../../domain/unreached.ts';
import { SourceError } from '../../reports/ports.ts';
import { errorFromReply, errorFromThrown, type Reply, unexpectedReply } from './errors.ts';
import type { Log, OnRequest } from './observe.ts';
import { retryDelayMs, shouldRetry } from './retry.ts';
import type { Transport } from './transport.ts';

/** An access token of the client-credentials grant. There is no refresh token: a new one is simply asked for. */
interface Token {
  readonly accessToken: string;
  /** From when on a new one is asked for, a minute before Genesys forgets this one. */
  readonly renewAt: Instant;
}

/** Where tokens outlive the process. What comes back is checked, so a store may answer with anything. */
export interface TokenStore {
  get(key: string): Promise<unknown>;
  set(key: string, token: Token, ttlMs: number): Promise<unknown>;
}

export interface Tokens {
  /** One that should work; any number of callers at the same time cause one request. */
  current(): Promise<string>;
  /** One instead of `refused`, which the API did not take; asked for only if nobody has done so meanwhile. */
  renew(refused: string): Promise<string>;
}

const MARGIN_MS = 60_000;
const ATTEMPT_MS = 15_000;

const keptToken = z.object({ accessToken: z.string().min(1), renewAt: z.number() });
const tokenReply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const tokenError = z.object({ error: z.string() });
/** The client exists and may not log in with its credentials alone. */
const OTHER_KIND = ['unauthorized_client', 'unsupported_grant_type'];

export function createTokens(parts: {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: Transport;
  readonly store: TokenStore;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly log: Log;
  readonly onRequest: OnRequest;
  /** One attempt; 15 s unless a test is in a hurry. */
  readonly attemptMs?: number | undefined;
  /** Directly unless told. */
  readonly egress?: Egress | undefined;
}): Tokens {
  const { store, now, log } = parts;
  const key = `${parts.loginUrl} ${parts.clientId}`;
  let held: Token | undefined;
  let refused: string | undefined;
  let pending: Promise<Token> | undefined;

  const usable = (token: Token | undefined): token is Token =>
    token !== undefined && token.accessToken !== refused && now() < token.renewAt;

  async function kept(): Promise<Token | undefined> {
    try {
      return keptToken.safeParse(await store.get(key)).data;
    } catch {
      log.warn({}, 'the kept Genesys token could not be read; asking for a new one');
      return undefined;
    }
  }

  async function keep(token: Token): Promise<void> {
    try {
      await store.set(key, token, token.renewAt - now());
    } catch {
      log.warn({}, 'the Genesys token could not be kept; another process will ask for its own');
    }
  }

  async function load(): Promise<Token> {
    const found = await kept();
    if (usable(found)) return found;
    const fresh = await insistently();
    // The server may hand out the same string again: what it has just given is not refused any more.
    refused = undefined;
    await keep(fresh);
    return fresh;
  }

  /** A refusal is not cured by insisting, and a wrong secret may lock the client; a server in trouble may recover. */
  async function insistently(): Promise<Token> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await requestToken(parts);
      } catch (error) {
        const passing = error instanceof SourceError && error.kind === 'unavailable';
        if (!passing || !shouldRetry({ attempt, kind: error.kind, repeatable: true })) throw error;
        await parts.sleep(retryDelayMs({ attempt, retryAfterMs: error.retryAfterMs, random: parts.random }));
      }
    }
  }

  async function current(): Promise<string> {
    if (usable(held)) return held.accessToken;
    pending ??= load().finally(() => {
      pending = undefined;
    });
    held = await pending;
    return held.accessToken;
  }

  return {
    current,
    renew(token) {
      // Somebody may have renewed it already; then what is held is another one.
      if (held === undefined || held.accessToken === token) refused = token;
      return current();
    },
  };
}

/** Asks once. */
async function requestToken(parts: {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: Transport;
  readonly now: () => Instant;
  readonly onRequest: OnRequest;
  readonly attemptMs?: number | undefined;
  readonly egress?: Egress | undefined;
}): Promise<Token> {
  const { now, onRequest } = parts;
  const startedAt = now();
  const done = (outcome: 'ok' | SourceError) => onRequest({ endpoint: 'token', outcome, ms: now() - startedAt });
  try {
    const reply = await send(parts);
    const token = readToken(reply, startedAt, now());
    done('ok');
    return token;
  } catch (thrown) {
    const error =
      thrown instanceof SourceError ? thrown : errorFromThrown('token', thrown, parts.loginUrl, parts.egress ?? DIRECT);
    done(error);
    throw error;
  }
}

function send(parts: {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: Transport;
  readonly attemptMs?: number | undefined;
}): Promise<Reply> {
  const credentials = Buffer.from(`${parts.clientId}:${parts.clientSecret}`).toString('base64');
  return parts.transport.send({
    method: 'POST',
    url: `${parts.loginUrl.replace(/\/+$/, '')}/oauth/token`,
    headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
    timeoutMs: parts.attemptMs ?? ATTEMPT_MS,
  });
}

function readToken(reply: Reply, askedAt: Instant, now: Instant): Token {
  const body = parseJson(reply.text);
  if (reply.status === 200) {
    const token = tokenReply.safeParse(body).data;
    if (token === undefined) throw unexpectedReply('token', reply);
    const lifetimeMs = token.expires_in * 1000;
    return {
      accessToken: token.access_token,
      renewAt: askedAt + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs / 2),
    };
  }
  // The token endpoint has error shapes of its own, and wrong credentials come with status 400 as well as 401.
  const refusal = errorFromReply('token', reply, now);
  if (refusal.kind !== 'invalid-request') throw refusal;
  const { error } = tokenError.safeParse(body).data ?? {};
  const [wrongClient, otherKind] = [error === 'invalid_client', error !== undefined && OTHER_KIND.includes(error)];
  throw new SourceError({
    kind: wrongClient || otherKind ? 'unauthorised' : 'unexpected-response',
    endpoint: 'token',
    status: reply.status,
    correlationId: refusal.correlationId,
    because: otherKind ? 'client-kind' : undefined,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
