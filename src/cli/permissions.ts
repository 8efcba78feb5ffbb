import type { Config } from '../config.ts';

/** A permission that the role of the OAuth client should hold, in every division whose people are asked about. */
export interface Permission {
  readonly permission: string;
  /** What it is for. */
  readonly serves: string;
  /** What people notice when it is missing. */
  readonly without: string;
  /** Whether the app is of no use without it, in this configuration. */
  readonly needed: (config: PermissionConfig) => boolean;
}

/** What of the configuration makes a permission or a scope necessary. */
export type PermissionConfig = Pick<Config, 'access' | 'defaultScope' | 'summary'>;

export const always = () => true;
export const never = () => false;

/** All that the app asks of Genesys Cloud that takes a permission, and why: the README's table is this one. */
export const PERMISSIONS = [
  {
    permission: 'directory:user:view',
    serves: 'finds people by their email address: who asks, and who is meant',
    without: 'nobody is found',
    needed: always,
  },
  {
    permission: 'authorization:grant:view',
    serves: "reads the asker's own roles, which decide whom they see (ACCESS_POLICY=genesys)",
    without: 'nobody is shown anything',
    needed: ({ access }) => access.policy === 'genesys',
  },
  {
    permission: 'analytics:agentState:view',
    serves: 'shows presence, routing status and what somebody is working on (/agent-live, and alerts)',
    without:
      '/agent-live finds what one person is doing in other places, less surely, and cannot answer for a team; no alert can watch people',
    needed: always,
  },
  {
    permission: 'analytics:agentStateNames:view',
    serves: 'says who is who among the statuses of a team or queue (/agent-live)',
    without: 'teams and queues look empty in /agent-live',
    needed: never,
  },
  {
    permission: 'conversation:communication:view',
    serves: 'shows hold, queue and wrap-up code of what is going on (/agent-live)',
    without: '/agent-live tells of a conversation only its media, state and age',
    needed: never,
  },
  {
    permission: 'analytics:conversationDetail:view',
    serves: 'lists what somebody finished in the last hour (/agent-live closed)',
    without: '/agent-live cannot answer `closed`',
    needed: never,
  },
  {
    permission: 'analytics:conversationAggregate:view',
    serves: 'measures what was handled (/agent-stats, the daily summary, alerts on rates of today)',
    without: '/agent-stats and summaries have no figures, and no alert can watch a rate',
    needed: always,
  },
  {
    permission: 'analytics:userAggregate:view',
    serves: 'measures time on queue and occupancy (/agent-stats)',
    without: '/agent-stats is silent about time on queue and occupancy',
    needed: never,
  },
  {
    permission: 'analytics:queueObservation:view',
    serves: 'counts who waits in a queue (/agent-live queue … waiting, and alerts)',
    without: '/agent-live cannot say how many wait in a queue, and no alert can watch it',
    needed: never,
  },
  {
    permission: 'routing:queue:view',
    serves: 'finds queues and their members, and their names',
    without: 'nobody can ask about a queue',
    needed: ({ defaultScope, summary }) => [...defaultScope, ...summary.scope].some(({ kind }) => kind === 'queue'),
  },
  {
    permission: 'routing:wrapupCode:view',
    serves: 'names wrap-up codes (/agent-stats by wrapup)',
    without: 'wrap-up codes have no names',
    needed: never,
  },
  {
    permission: 'groups:team:view',
    serves: 'finds teams and their members (team "Sales")',
    without: 'nobody can ask about a team by its name',
    needed: never,
  },
  {
    permission: 'presence:presenceDefinition:view',
    serves: "names presences in the organisation's own words (Busy · Pre-break)",
    without: 'the words are read from a list that Genesys Cloud has deprecated',
    needed: never,
  },
] as const satisfies readonly Permission[];

export type PermissionName = (typeof PERMISSIONS)[number]['permission'];
