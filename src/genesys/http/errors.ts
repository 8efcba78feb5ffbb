import { isAxiosError, isCancel } from 'axios';
import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { type Egress, unreached } from '../../domain/unreached.ts';
import { SourceError, type SourceErrorKind } from '../../reports/ports.ts';
import { readRetryAfter } from './retry.ts';

/** An HTTP answer as it came, before anybody looked at its body. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  header(name: string): string | undefined;
}

/** What is read of an `ErrorBody`; anything else in it is left where it is. */
const errorBody = z.object({
  message: z.string().catch(''),
  contextId: z.string().optional().catch(undefined),
  messageParams: z
    .object({ permissions: z.union([z.string(), z.array(z.string())]) })
    .optional()
    .catch(undefined),
});
type ErrorBody = z.output<typeof errorBody>;

/** The error for an answer whose status is not a success. */
export function errorFromReply(endpoint: string, reply: Reply, now: Instant): SourceError {
  const body = readBody(reply.text);
  const kind = kindOfStatus(reply.status);
  return new SourceError({
    kind,
    endpoint,
    status: reply.status,
    correlationId: correlationId(reply, body),
    missingPermissions: kind === 'forbidden' ? missingPermissions(body) : [],
    retryAfterMs: kind === 'rate-limited' ? retryAfterMs(reply, body, now) : undefined,
    because: reply.status === 413 ? 'size' : undefined,
  });
}

/** The error for a successful answer that is not what was agreed: not JSON, or of another shape. */
export function unexpectedReply(endpoint: string, reply: Reply): SourceError {
  return new SourceError({
    kind: 'unexpected-response',
    endpoint,
    status: reply.status,
    correlationId: correlationId(reply, undefined),
  });
}

/** The error for a request that got no answer. Only the error's own codes are looked at. */
export function errorFromThrown(endpoint: string, thrown: unknown, url: string, egress: Egress): SourceError {
  const kind = kindOfThrown(thrown);
  const reason = kind === 'unexpected-response' ? undefined : unreached(url, thrown, egress);
  return new SourceError({ kind, endpoint, reason });
}

/** The codes of axios and of the runtime's decoders (zlib, brotli, zstd) for a body cut short, too long or garbled. */
const BROKEN_BODY = /^(ERR_BAD_RESPONSE|Z_|ERR_?_(ERROR_FORMAT|ZLIB|BROTLI|ZSTD)|ERR_(ZLIB|BROTLI|ZSTD)|ZSTD)/i;
const NO_ANSWER_IN_TIME = ['ECONNABORTED', 'ETIMEDOUT'];

function kindOfThrown(thrown: unknown): SourceErrorKind {
  if (isCancel(thrown)) return 'timeout';
  const code = isAxiosError(thrown) ? (thrown.code ?? '') : '';
  if (NO_ANSWER_IN_TIME.includes(code)) return 'timeout';
  return BROKEN_BODY.test(code) ? 'unexpected-response' : 'unavailable';
}

function kindOfStatus(status: number): SourceErrorKind {
  if (status === 401) return 'unauthorised';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408 || status === 504) return 'timeout';
  // Declared of the queries, and not about what they ask: the state of the service is in the way.
  if (status === 409) return 'unavailable';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'unavailable';
  if (status >= 400) return 'invalid-request';
  return 'unexpected-response';
}

function readBody(text: string): ErrorBody {
  try {
    return errorBody.catch({ message: '' }).parse(JSON.parse(text));
  } catch {
    return { message: '' };
  }
}

/** An identifier and nothing else: what is shown to people must not carry text from elsewhere. */
function correlationId(reply: Reply, body: ErrorBody | undefined): string | undefined {
  const id = body?.contextId ?? reply.header('inin-correlation-id');
  return id !== undefined && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/**
 * Genesys names them in the parameters ("[a:b:view, c:d:view]") or only in the sentence: "…missing the following
 * permission(s): a:b:view".
 */
function missingPermissions(body: ErrorBody): readonly string[] {
  const named = [body.messageParams?.permissions ?? body.message].flat().join(' ');
  return [...new Set(named.match(/[A-Za-z][\w-]*:[\w*-]+:[\w*-]+/g) ?? [])];
}

/** The header, else the sentence: "Retry the request in [42] seconds". */
function retryAfterMs(reply: Reply, body: ErrorBody, now: Instant): number | undefined {
  const seconds = /\[(\d+)\] seconds/.exec(body.message)?.[1];
  return readRetryAfter(reply.header('retry-after') ?? seconds, now);
}
