/** What the store was asked to do when it failed. */
export type StoreOperation = 'open' | 'get' | 'set' | 'delete' | 'list' | 'claim' | 'count';

/**
 * The store could not answer. It says what was asked and the short reason of the driver; never a key, a value, an
 * address or a password, and it carries no `cause`, since a driver's error may hold all of them.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly operation: StoreOperation;
  readonly reason: string;

  constructor(operation: StoreOperation, reason: string) {
    super(`store: cannot ${operation}: ${reason}`);
    this.operation = operation;
    this.reason = reason;
  }
}

/** The codes of SQLite that an operator can do something about. */
const SQLITE_REASONS: Readonly<Record<number, string>> = {
  5: 'locked by another process',
  8: 'the file is read-only',
  10: 'the disk does not work',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file cannot be opened',
  26: 'the file is no database',
};

/**
 * The code of a driver's error (`ECONNREFUSED`), the first word of what Redis answered (`READONLY`), or its class when
 * it has neither.
 *
 * @example
 * shortReason(Object.assign(new Error('connect to 10.1.2.3'), { code: 'ECONNREFUSED' })); //=> 'ECONNREFUSED'
 */
export function shortReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // Extended codes hold the plain one in their lowest byte.
  const code = sqliteCode(error);
  if (code !== undefined) return SQLITE_REASONS[code] ?? `SQLite error ${code}`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]{3,}(?= )/.exec(error.message)?.[0] ?? error.constructor.name;
}

/** What to change, for what Redis or the network on the way to it says. */
const REDIS_REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^(WRONGPASS|NOAUTH)$/, 'check the user and password in STORE_URL'],
  [/^NOPERM$/, 'let the user in STORE_URL read and write the keys that begin with floorwalker'],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_)/,
    'set NODE_EXTRA_CA_CERTS to the file of the authority that signs here',
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its certificate is of another host than the one in STORE_URL'],
  [
    /^(EPROTO|ERR_SSL_|SocketClosedUnexpectedlyError|ECONNRESET)/,
    'check rediss:// (with TLS) or redis:// (without) in STORE_URL',
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'check the host in STORE_URL'],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ConnectionTimeoutError|no answer)/,
    'is it running, and does STORE_URL name its host and port?',
  ],
  [/^READONLY$/, 'STORE_URL names a replica, which only reads: name the primary'],
  [/^OOM$/, 'give Redis more memory'],
  [/^(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN)$/, 'wait, it is not ready yet'],
];

/** @example redisReason('WRONGPASS') //=> 'Redis: WRONGPASS: check the user and password in STORE_URL' */
export function redisReason(code: string): string {
  const remedy = REDIS_REMEDIES.find(([pattern]) => pattern.test(code))?.[1];
  return remedy === undefined ? `Redis: ${code}` : `Redis: ${code}: ${remedy}`;
}

/** Another process holds the file's lock at this moment. */
export function isLocked(error: unknown): boolean {
  return sqliteCode(error) === 5;
}

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

/** Runs a step of the database; its failure becomes a StoreError without its text, which may quote values. */
export function tried<T>(operation: StoreOperation, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError(operation, shortReason(error));
  }
}
