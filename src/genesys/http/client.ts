import pLimit from 'p-limit';
import type { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { DIRECT, type Egress } from '../../domain/unreached.ts';
import { SourceError } from '../../reports/ports.ts';
import type { Budget } from './budget.ts';
import { errorFromReply, errorFromThrown, type Reply, unexpectedReply } from './errors.ts';
import type { Log, OnRequest } from './observe.ts';
import { retryDelayMs, shouldRetry } from './retry.ts';
import type { Tokens } from './token.ts';
import type { Transport } from './transport.ts';

/** One endpoint, as data. */
export interface Call<T> {
  /** Our own name of it, for errors, logs and metrics. */
  readonly endpoint: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v2`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  readonly body?: unknown;
  /** Asking twice does no harm, as with every query, whatever its verb. */
  readonly repeatable: boolean;
  /** All attempts and pauses together; 20 s, which is what somebody in Slack waits, unless said otherwise. */
  readonly patienceMs?: number | undefined;
  /** What is read of the answer. */
  readonly schema: z.ZodType<T>;
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** The one way to Genesys Cloud's API: budget, token, send, classify, retry, validate. */
export interface Client {
  /** Rejects with a `SourceError`, never with anything else. */
  readonly request: <T>(call: Call<T>) => Promise<T>;
}

/** At most so many requests of one endpoint on their way at the same time: one that hangs keeps no other waiting. */
const PLACES = 10;

const ATTEMPT_MS = 15_000;
const PATIENCE_MS = 20_000;

export function createClient(parts: {
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly tokens: Tokens;
  readonly budget: Budget;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly log: Log;
  readonly onRequest: OnRequest;
  /** One attempt; 15 s unless a test is in a hurry. */
  readonly attemptMs?: number | undefined;
  /** Directly unless told. */
  readonly egress?: Egress | undefined;
}): Client {
  const { transport, tokens, budget, now, sleep, random, log, onRequest } = parts;
  const places = new Map<string, ReturnType<typeof pLimit>>();
  const placesOf = (endpoint: string) => {
    const known = places.get(endpoint) ?? pLimit(PLACES);
    places.set(endpoint, known);
    return known;
  };
  const base = `${parts.apiUrl.replace(/\/+$/, '')}/api/v2`;

  /** One HTTP request and its entry in the metrics. */
  async function exchange<T>(call: Call<T>, token: string, deadline: Instant): Promise<{ readonly value: T }> {
    const startedAt = now();
    try {
      const reply = await transport.send({
        method: call.method,
        url: `${base}${call.path}${queryString(call.query)}`,
        headers: { Authorization: `Bearer ${token}` },
        body: call.body,
        timeoutMs: Math.max(1, Math.min(parts.attemptMs ?? ATTEMPT_MS, deadline - startedAt)),
      });
      const result = read(call, reply, now());
      onRequest({ endpoint: call.endpoint, outcome: 'ok', ms: now() - startedAt });
      return result;
    } catch (thrown) {
      const error =
        thrown instanceof SourceError ? thrown : errorFromThrown(call.endpoint, thrown, base, parts.egress ?? DIRECT);
      onRequest({ endpoint: call.endpoint, outcome: error, ms: now() - startedAt });
      throw error;
    }
  }

  async function send<T>(call: Call<T>, token: string, deadline: Instant): Promise<{ readonly value: T }> {
    const ends = await budget.take(call.endpoint, deadline);
    return placesOf(call.endpoint)(() => exchange(call, token, ends));
  }

  /** A token that the API refuses is renewed once. */
  async function attempt<T>(call: Call<T>, deadline: Instant): Promise<{ readonly value: T }> {
    const token = await tokens.current();
    try {
      return await send(call, token, deadline);
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'unauthorised') throw error;
      return send(call, await tokens.renew(token), deadline);
    }
  }

  return {
    async request(call) {
      const deadline = now() + (call.patienceMs ?? PATIENCE_MS);
      for (let attempts = 1; ; attempts += 1) {
        try {
          return (await attempt(call, deadline)).value;
        } catch (error) {
          if (!(error instanceof SourceError) || error.endpoint !== call.endpoint) throw error;
          const delayMs = retryDelayMs({ attempt: attempts, retryAfterMs: error.retryAfterMs, random });
          const fits = now() + delayMs < deadline;
          if (!fits || !shouldRetry({ attempt: attempts, kind: error.kind, repeatable: call.repeatable })) throw error;
          log.debug({ err: error, attempt: attempts, delayMs }, 'asking Genesys again');
          await sleep(delayMs);
        }
      }
    },
  };
}

function read<T>(call: Call<T>, reply: Reply, now: Instant): { readonly value: T } {
  if (reply.status < 200 || reply.status > 299) throw errorFromReply(call.endpoint, reply, now);
  const result = call.schema.safeParse(parseJson(reply, call.endpoint));
  // zod's own error repeats what it was given.
  if (!result.success) throw unexpectedReply(call.endpoint, reply);
  return { value: result.data };
}

function parseJson(reply: Reply, endpoint: string): unknown {
  try {
    return reply.text === '' ? undefined : JSON.parse(reply.text);
  } catch {
    throw unexpectedReply(endpoint, reply);
  }
}

function queryString(query: Readonly<Record<string, QueryValue>> | undefined): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) pairs.set(name, typeof value === 'object' ? value.join(',') : String(value));
  }
  return pairs.size === 0 ? '' : `?${pairs.toString()}`;
}
