import type { Instant } from '../../domain/time.ts';
import type { Organisation } from './centre/organisation.ts';
import type { History } from './days/history.ts';
import type { Live } from './live/live.ts';

/** What the endpoints answer from. */
export interface World {
  readonly organisation: Organisation;
  readonly history: History;
  readonly live: Live;
  readonly now: () => Instant;
}

/**
 * @example isoDate(1795340460000) //=> '2026-11-22T09:41:00.000Z'
 */
export function isoDate(at: Instant): string {
  return new Date(at).toISOString();
}
