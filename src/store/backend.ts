import type { RedisClientType } from '@keyv/redis';
import type { Claims } from './claims.ts';

/** The rows of one namespace, as a database keeps them. Every method rejects when the database cannot answer. */
export interface Rows {
  get(name: string): Promise<string | undefined>;
  /** `expires` is an instant of the process's own clock, as Keyv computes it; absent, the row stays. */
  set(name: string, text: string, expires?: number): Promise<boolean>;
  delete(name: string): Promise<boolean>;
  /** All names, some at a time; a name may come twice when the database changes meanwhile. */
  pages(): AsyncGenerator<readonly string[], void>;
}

export interface Backend {
  rows(namespace: string): Rows;
  readonly claims: Claims;
  /** Present on Redis, for what is counted across processes. */
  readonly redis?: RedisClientType | undefined;
  /** Whether it answers at this moment; within a second and a half, never an exception. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The part of the logger that the store needs. */
export interface StoreLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
