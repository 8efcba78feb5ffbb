import type { Config } from '../../config.ts';
import { allPages } from '../../slack/people/pages.ts';
import { createPeople } from '../../slack/people/people.ts';
import { slackErrorCode, unanswered } from '../../slack/wire/slack-error.ts';
import { slackClient } from '../connections.ts';
import type { PermissionConfig } from '../permissions.ts';
import { SCOPES } from '../scopes.ts';
import { harmless } from '../terminal.ts';
import type { Finding } from './finding.ts';

/** Asks Slack who the bot token is and what it may, and in Socket Mode whether the app-level token may connect. */
export async function checkSlack(config: Config): Promise<readonly Finding[]> {
  const [bot, connection] = await Promise.all([checkBot(config), checkConnection(config)]);
  return [...bot, connection];
}

async function checkBot(config: Config): Promise<readonly Finding[]> {
  const check = 'Slack bot token';
  try {
    const me = await slackClient(config.slack.botToken, config.slack.apiUrl).auth.test();
    const detail = `it is ${me.user ?? 'an app'} in ${me.team ?? 'a workspace'} (${me.team_id ?? 'without an id'})`;
    const token: Finding = { check, status: 'ok', detail: harmless(detail) };
    const scopes = judgeScopes(me.response_metadata?.scopes, config);
    return [token, ...scopes, ...(await checkAddresses(config, me.team_id ?? '', me.enterprise_id))];
  } catch (error) {
    return [
      refused(check, error, 'SLACK_BOT_TOKEN', config),
      { check: 'Slack scopes', status: 'skipped', detail: 'they show only with a good token' },
    ];
  }
}

/** How many people nobody can be sure of by their address, as with single sign-on. */
async function checkAddresses(
  { slack, weekStart, access }: Config,
  teamId: string,
  enterpriseId: string | undefined,
): Promise<readonly Finding[]> {
  const client = slackClient(slack.botToken, slack.apiUrl);
  const people = createPeople({
    ...access,
    client,
    workspace: { teamId, enterpriseId },
    weekStart,
    remember: async (_memory, _key, fetch) => ({ value: await fetch(), asOf: 0, cached: false, stale: false }),
  });
  try {
    const listed = await allPages(async (page) => {
      const { members = [], response_metadata } = await client.users.list({ limit: 1000, ...page });
      return { items: members, next: response_metadata?.next_cursor };
    });
    const domains = listed.flatMap((user) => {
      const isConcerned = people.kindOfListed(user).kind === 'member' && user.is_email_confirmed !== true;
      return isConcerned ? (user.profile?.email?.split('@').at(-1) ?? []) : [];
    });
    const counts = [...Map.groupBy(domains, (domain) => domain)].map(([domain, all]) => `${domain} ${all.length}`);
    const how = 'TRUSTED_EMAIL_DOMAINS believes them, and IDENTITY_LINKS links one';
    const detail =
      counts.length === 0
        ? 'Slack has confirmed those of all members'
        : `Slack has not confirmed those of ${domains.length}: ${counts.join(', ')}; ${how}`;
    return [{ check: 'Slack addresses', status: 'ok', detail: harmless(detail) }];
  } catch {
    return [];
  }
}

/** @param granted as Slack's answer says it; undefined when it does not */
function judgeScopes(granted: readonly string[] | undefined, config: PermissionConfig): readonly Finding[] {
  if (granted === undefined) {
    return [{ check: 'Slack scopes', status: 'lacks', detail: 'Slack did not say which there are' }];
  }
  return SCOPES.map(({ scope, serves, without, needed }): Finding => {
    const check = `Slack scope ${scope}`;
    if (granted.includes(scope)) return { check, status: 'ok', detail: serves };
    return {
      check,
      status: needed(config) ? 'fails' : 'lacks',
      detail: `it is missing: ${without}`,
      remedy: 'add it under OAuth & Permissions of the Slack app, and install the app again',
    };
  });
}

async function checkConnection(config: Config): Promise<Finding> {
  const check = 'Slack connection';
  const { slack } = config;
  if (slack.appToken === undefined) {
    const detail =
      'HTTP; only a request of Slack can show whether SLACK_SIGNING_SECRET is right and /slack/events is reached';
    return { check, status: 'ok', detail };
  }
  try {
    await slackClient(slack.appToken, slack.apiUrl).apps.connections.open({});
    return { check, status: 'ok', detail: 'Socket Mode; the app-level token may connect' };
  } catch (error) {
    return refused(check, error, 'SLACK_APP_TOKEN', config);
  }
}

/** In Slack's own word where it has one: `invalid_auth`, `missing_scope`; else what kept it from answering. */
function refused(
  check: string,
  error: unknown,
  variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  { slack, egress }: Config,
): Finding {
  const word = slackErrorCode(error);
  if (word === undefined) return { check, status: 'fails', detail: unanswered(error, slack.apiUrl, egress) };
  return { check, status: 'fails', detail: `Slack says ${word}`, remedy: tokenRemedy(word, variable) };
}

function tokenRemedy(reason: string, variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string {
  switch (reason) {
    case 'link_disabled':
      return 'switch Socket Mode on in the settings of the Slack app';
    case 'missing_scope':
      return 'give the app-level token the scope connections:write';
    default:
      return variable === 'SLACK_BOT_TOKEN'
        ? 'copy the Bot User OAuth Token (OAuth & Permissions) of the installed app to SLACK_BOT_TOKEN'
        : 'make an app-level token (Basic Information) with the scope connections:write and copy it to SLACK_APP_TOKEN';
  }
}
