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
