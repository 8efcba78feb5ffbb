import type { IncomingMessage } from 'node:http';

/** Nothing from elsewhere is loaded, run or framed. The charts of the library need style attributes. */
export const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/**
 * Whether the request comes from this page itself: another site that is open in the same browser must neither read it
 * through a name that points here, nor post to it.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { host = '', origin, 'content-type': type = '' } = request.headers;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return false;
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  return type.startsWith('application/json') && (origin === undefined || origin === `http://${host}`);
}
