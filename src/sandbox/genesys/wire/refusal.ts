import type { Models } from 'purecloud-platform-client-v2';

/** A request that the platform does not answer: thrown by whoever finds out, written by the server. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly params?: Readonly<Record<string, string>>; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.params = more.params ?? {};
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The body that goes with a refusal; `contextId` is also in the header `ININ-Correlation-Id`. */
export function errorBody(refusal: Refusal, contextId: string): Models.ErrorBody {
  const params = Object.keys(refusal.params).length === 0 ? {} : { messageParams: { ...refusal.params } };
  return {
    message: refusal.message,
    code: refusal.code,
    status: refusal.status,
    ...params,
    contextId,
    details: [],
    errors: [],
  } satisfies Models.ErrorBody;
}

export const badRequest = (message: string): Refusal => new Refusal(400, 'bad.request', message);

export const invalidDate = (text: string): Refusal =>
  new Refusal(400, 'invalid.date', `Dates must be formatted as ISO-8601; the value [${text}] is not.`);

export const invalidValue = (value: string, field: string, allowed: readonly string[]): Refusal =>
  new Refusal(
    400,
    'invalid.value',
    `Value [${value}] is not valid for field type [${field}]. Allowable values are: ${allowed.join(', ')}`,
    { params: { value, field } },
  );

export const authenticationRequired = (): Refusal =>
  new Refusal(401, 'authentication.required', 'No authentication bearer token specified in authorization header.');

export const badCredentials = (): Refusal => new Refusal(401, 'bad.credentials', 'Invalid login credentials.');

export const missingPermissions = (permissions: readonly string[]): Refusal => {
  const list = permissions.join(', ');
  return new Refusal(
    403,
    'missing.permissions',
    `Unable to perform the requested action. You are missing the following permission(s): ${list}`,
    { params: { permissions: list } },
  );
};

export const missingAnyPermissions = (permissions: readonly string[]): Refusal => {
  const list = `[${permissions.join(', ')}]`;
  return new Refusal(
    403,
    'missing.any.permissions',
    `Unable to perform the requested action. You must have at least one of the following permissions assigned: ${list}`,
    { params: { permissions: list } },
  );
};

/** What belongs to the logged-in user cannot be had by an OAuth client that nobody has logged in to. */
export const noUser = (): Refusal =>
  new Refusal(403, 'not.authorized', 'This request requires a user context. Client credentials tokens have none.');

export const notFound = (what: string, id: string): Refusal =>
  new Refusal(404, 'not.found', `The requested resource was not found: ${what} ${id}`);

export const noSuchPath = (path: string): Refusal => new Refusal(404, 'not.found', `HTTP 404 Not Found: ${path}`);

export const methodNotAllowed = (method: string): Refusal =>
  new Refusal(405, 'method.not.allowed', `HTTP 405 Method Not Allowed: ${method}`);

export const tooLarge = (bytes: number): Refusal =>
  new Refusal(413, 'request.entity.too.large', `The request is over the size limit. Maximum bytes: ${bytes}`);

export const unsupportedMedia = (): Refusal =>
  new Refusal(
    415,
    'unsupported.media.type',
    'Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.',
  );

export const tooManyRequests = (seconds: number): Refusal =>
  new Refusal(
    429,
    'too.many.requests.retry.after',
    `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`,
    { retryAfterSeconds: seconds },
  );

/** What the platform says in the name of a status, when nothing more is known. */
export function plainRefusal(status: number, retryAfterSeconds?: number): Refusal {
  const [code, message] = PLAIN[status] ?? ['unknown', `HTTP ${status}`];
  return new Refusal(status, code, message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
}

const PLAIN: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['bad.request', 'The request could not be understood by the server due to malformed syntax.'],
  401: ['bad.credentials', 'Invalid login credentials.'],
  403: ['not.authorized', 'You are not authorized to perform the requested action.'],
  404: ['not.found', 'The requested resource was not found.'],
  408: ['request.timeout', 'The client did not produce a request within the server timeout limit.'],
  409: ['conflict', 'The request conflicts with the current state of the target resource.'],
  413: ['request.entity.too.large', 'The request is over the size limit. Maximum bytes: 3000000'],
  415: ['unsupported.media.type', 'Unsupported Media Type'],
  429: ['too.many.requests.retry.after', 'Rate limit exceeded the maximum. Retry the request in [1] seconds'],
  500: [
    'internal.server.error',
    'The server encountered an unexpected condition which prevented it from fulfilling the request.',
  ],
  502: ['bad.gateway', 'Bad Gateway'],
  503: [
    'service.unavailable',
    'Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).',
  ],
  504: ['authentication.request.timeout', 'The request timed out.'],
};
