import type { Instant } from '../../domain/time.ts';
import type { SourceErrorKind } from '../../reports/ports.ts';

const MAX_ATTEMPTS = 3;

/**
 * Whether to ask again after a failure. A request that was turned away for its rate was not carried out, so any may be
 * repeated; after a failure of the server or the line only one that says it is repeatable.
 */
export function shouldRetry(failure: {
  /** The attempt that failed; the first is 1. */
  readonly attempt: number;
  readonly kind: SourceErrorKind;
  readonly repeatable: boolean;
}): boolean {
  if (failure.attempt >= MAX_ATTEMPTS) return false;
  switch (failure.kind) {
    case 'rate-limited':
      return true;
    case 'unavailable':
    case 'timeout':
      return failure.repeatable;
    case 'unauthorised':
    case 'forbidden':
    case 'not-found':
    case 'invalid-request':
    case 'unexpected-response':
      return false;
    default:
      return failure.kind satisfies never;
  }
}

/**
 * How long to wait before the next attempt, in milliseconds: what the service asked for, else 0.5 s, 1 s, 2 s, and up
 * to a half more by chance, so that callers that failed together do not come back together.
 *
 * @example retryDelayMs({ attempt: 2, retryAfterMs: undefined, random: () => 0.5 }) //=> 1250
 */
export function retryDelayMs(failure: {
  readonly attempt: number;
  readonly retryAfterMs: number | undefined;
  /** In [0, 1), as Math.random. */
  readonly random: () => number;
}): number {
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs;
  const baseMs = 500 * 2 ** (failure.attempt - 1);
  return Math.round(baseMs * (1 + failure.random() / 2));
}

/**
 * The header `Retry-After`, either seconds or an HTTP date, as milliseconds from `now`; nothing when it is neither.
 *
 * @example readRetryAfter('42', 0) //=> 42000
 * @example readRetryAfter('Thu, 01 Jan 1970 00:00:05 GMT', 2000) //=> 3000
 * @example readRetryAfter('soon', 0) //=> undefined
 */
export function readRetryAfter(header: string | undefined, now: Instant): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = /^[A-Za-z]{3},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
