/** What the store was asked to do when it failed. */
export type StoreOperation = 'open' | 'get' | 'set' | 'delete' | 'list' | 'claim';

/**
 * The store could not answer. It says what was asked and the short reason of the driver; never a key, a value, an
 * address or a password, and it carries no `cause`, since a driver's error may hold all of them.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly operation: StoreOperation;

  constructor(operation: StoreOperation, reason: string) {
    super(`store: cannot ${operation}: ${reason}`);
    this.operation = operation;
  }
}

/**
 * The code of a driver's error (`ECONNREFUSED`, `SQLITE_BUSY`), or its class when it has none.
 *
 * @example
 * shortReason(Object.assign(new Error('connect to 10.1.2.3'), { code: 'ECONNREFUSED' })); //=> 'ECONNREFUSED'
 */
export function shortReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errcode' in error && typeof error.errcode === 'number') return `SQLite error ${error.errcode}`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.constructor.name;
}

/** Runs a step of the database; its failure becomes a StoreError without its text, which may quote values. */
export function tried<T>(operation: StoreOperation, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StoreError(operation, shortReason(error));
  }
}
