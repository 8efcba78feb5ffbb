import type { SourceError } from '../../reports/ports.ts';

/** Told of every HTTP request to Genesys, the token's included. */
export type OnRequest = (request: {
  readonly endpoint: string;
  readonly outcome: 'ok' | SourceError;
  readonly ms: number;
}) => void;

/** What is used of the logger. */
export interface Log {
  debug(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
