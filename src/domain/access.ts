import type { Named } from './agent.ts';

/** What is asked about somebody: their state now, or their measured history. */
export type Subject = 'live' | 'stats';

export type Policy = 'genesys' | 'managers' | 'allowlist' | 'workspace';

/** The rule that decided, for the answer of `why` and the audit. */
export type Rule =
  | 'self'
  | 'division-grant'
  | 'manager'
  | 'allowlist'
  | 'workspace'
  | 'not-a-member'
  | 'not-in-genesys'
  | 'ambiguous-identity'
  | 'no-grant'
  | 'not-a-report'
  | 'not-on-allowlist'
  | 'grants-unreadable';

/** May this asker see this agent? Default is refusal. */
export interface Decision {
  readonly allowed: boolean;
  readonly rule: Rule;
  readonly division?: Named | undefined;
  readonly role?: Named | undefined;
  /** The permission of the OAuth client that is missing, when the facts could not be read. */
  readonly missingPermission?: string | undefined;
}
