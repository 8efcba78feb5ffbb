import { always, never, type PermissionConfig } from './permissions.ts';

/** A scope that the bot token should have. */
export interface Scope {
  readonly scope: string;
  readonly serves: string;
  readonly without: string;
  readonly needed: (config: PermissionConfig) => boolean;
}

/** All scopes of the Slack app, and why: the README's table is this one. */
export const SCOPES: readonly Scope[] = [
  {
    scope: 'commands',
    serves: 'takes slash commands and shortcuts',
    without: 'there are no commands',
    needed: always,
  },
  {
    scope: 'chat:write',
    serves: 'answers in direct messages, posts summaries and alerts',
    without: 'long answers, live cards, summaries and alerts cannot be posted',
    needed: always,
  },
  {
    scope: 'chat:write.public',
    serves: 'shares and posts in public channels that the app has not joined',
    without: 'nothing can be shared where the app is no member',
    needed: always,
  },
  {
    scope: 'users:read',
    serves: 'tells members from guests, and knows their time zones',
    without: 'nobody is answered',
    needed: always,
  },
  {
    scope: 'users:read.email',
    serves: 'matches people of Slack to people of Genesys Cloud',
    without: 'nobody is recognised',
    needed: always,
  },
  {
    scope: 'app_mentions:read',
    serves: 'answers questions that mention it, in threads too',
    without: 'nobody can ask by mentioning it',
    needed: never,
  },
  {
    scope: 'im:history',
    serves: 'answers what is written to it in its direct messages',
    without: 'nobody can ask in its direct messages',
    needed: never,
  },
  {
    scope: 'files:write',
    serves: 'uploads the whole answer as CSV to the direct messages of whoever asks for it',
    without: 'there is no CSV',
    needed: never,
  },
  {
    scope: 'usergroups:read',
    serves: 'reads the user groups that ACCESS_ALLOWLIST names',
    without: 'no user group can be in ACCESS_ALLOWLIST',
    needed: ({ access }) => access.policy === 'allowlist' && access.allowlist.some((id) => id.startsWith('S')),
  },
  {
    scope: 'channels:read',
    serves: 'sees who reads a summary or an alert in a public channel',
    without: 'summaries and alerts in public channels carry no names',
    needed: never,
  },
  {
    scope: 'groups:read',
    serves: 'sees who reads a summary or an alert in a private channel',
    without: 'summaries and alerts in private channels carry no names',
    needed: never,
  },
  {
    scope: 'channels:history',
    serves: 'looks in a public channel whether Slack took a summary or an alert, when its answer was lost',
    without: 'then neither is posted again in a public channel: the owner is told, and posts a summary with a button',
    needed: never,
  },
  {
    scope: 'groups:history',
    serves: 'looks in a private channel whether Slack took a summary or an alert, when its answer was lost',
    without: 'then neither is posted again in a private channel: the owner is told, and posts a summary with a button',
    needed: never,
  },
];
