import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Asker } from '../../domain/asker.ts';
import { isTimeZone } from '../../domain/period/zone.ts';
import type { Remember } from '../../reports/ports.ts';
import { allPages } from './pages.ts';
import { type WeekStart, weekStartOf } from './week-start.ts';

/** What of Slack's Web API tells who somebody is. */
export interface PeopleClient {
  readonly users: {
    info(of: { user: string; include_locale: boolean }): Promise<{ readonly user?: unknown }>;
    list(of: { readonly limit: number; readonly cursor?: string }): Promise<{
      readonly members?: readonly unknown[];
      readonly response_metadata?: { readonly next_cursor?: string };
    }>;
  };
  readonly usergroups: {
    readonly users: { list(of: { usergroup: string }): Promise<{ readonly users?: readonly string[] }> };
  };
}

/** The workspace in which this app is installed, and the organisation of which it may be a part. */
export interface Workspace {
  readonly teamId: string;
  readonly enterpriseId?: string | undefined;
}

/** Whoever asks, and from where. */
export interface AskedFrom {
  readonly userId: string;
  /**
   * The workspaces and organisations that the request names, as far as it names any. On Enterprise Grid one request may
   * name the workspace where something was clicked, another workspace of the person, and the organisation.
   */
  readonly teamIds: readonly string[];
}

/** Why a mentioned person cannot be looked up in Genesys Cloud. */
export type PersonProblem = 'unknown' | 'deactivated' | 'bot' | 'stranger' | 'guest' | 'no-email' | 'unconfirmed-email';

export type PersonEmail =
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'problem'; readonly problem: PersonProblem; readonly slackUserId: string };

/** Who is who in Slack. Each rejects with Slack's error when Slack does not answer. */
export interface People {
  /** Somebody whom Slack does not know to us is a stranger. */
  readonly asker: (from: AskedFrom) => Promise<Asker>;
  /** Who somebody is here, wherever they ask. */
  readonly kindOf: (slackUserId: string) => Promise<Asker['kind']>;
  /** The same of somebody as Slack lists them. */
  readonly kindOfListed: (user: unknown) => { readonly id: string; readonly kind: Asker['kind'] };
  /** The address under which Genesys Cloud knows a mentioned person; a link of the configuration wins. */
  readonly emailOf: (slackUserId: string) => Promise<PersonEmail>;
  /** Needs the scope `usergroups:read`. */
  readonly userGroupMembers: (userGroupId: string) => Promise<readonly string[]>;
}

const flag = z.boolean().nullish();
const word = z.string().nullish();

/** Only what is used is kept: a profile holds a telephone number and much else. */
const slackUser = z.object({
  team_id: word,
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_connector_bot: flag,
  is_stranger: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_email_confirmed: flag,
  enterprise_user: z.object({ enterprise_id: word, teams: z.array(z.string()).nullish() }).nullish(),
  name: word,
  tz: word,
  locale: word,
  profile: z.object({ email: word, real_name: word }).nullish(),
});
type SlackUser = z.infer<typeof slackUser>;

const PAGE = 1000;

/** Slack's own bot, which `is_bot` says is none. */
const SLACKBOT = 'USLACKBOT';

/**
 * @param identityLinks email by Slack user id, from the configuration
 * @param trustedDomains whose addresses are believed though Slack has not confirmed them, as with single sign-on
 * @param remember keeps a person as `slack-user` and a user group as `members`
 */
export function createPeople({
  client,
  workspace,
  weekStart,
  identityLinks,
  trustedDomains,
  remember,
}: {
  readonly client: PeopleClient;
  readonly workspace: Workspace;
  readonly weekStart: WeekStart;
  readonly identityLinks: ReadonlyMap<string, string>;
  readonly trustedDomains: readonly string[];
  readonly remember: Remember;
}): People {
  async function find(userId: string): Promise<SlackUser | undefined> {
    try {
      const { value } = await remember('slack-user', userId, async () => {
        const { user } = await client.users.info({ user: userId, include_locale: true });
        return slackUser.parse(user);
      });
      return value;
    } catch (error) {
      if (isUnknownUser(error)) return undefined;
      throw error;
    }
  }

  /** Addresses that more than one person of the workspace holds: nobody is known by them. */
  async function sharedAddresses(): Promise<readonly string[]> {
    const { value } = await remember('slack-user', 'addresses of several people', async () => {
      const users = await allPages(async (page) => {
        const { members = [], response_metadata } = await client.users.list({ limit: PAGE, ...page });
        return { items: members, next: response_metadata?.next_cursor };
      });
      const addresses = users
        .map((user) => slackUser.parse(user))
        .filter(({ deleted }) => !deleted)
        .flatMap(({ profile }) => profile?.email?.toLowerCase() ?? []);
      return [...new Set(addresses.filter((address, nth) => addresses.indexOf(address) !== nth))];
    });
    return value;
  }

  /** Confirmed by Slack, or of a domain that the operator vouches for; one that nobody vouches for may be another's. */
  async function trustedEmail(userId: string, user: SlackUser): Promise<string | undefined> {
    const email = user.profile?.email || undefined;
    if (email === undefined || user.is_email_confirmed === true) return email;
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    if (!trustedDomains.includes(domain) || kindOf(userId, user, workspace) !== 'member') return undefined;
    return (await sharedAddresses()).includes(email.toLowerCase()) ? undefined : email;
  }

  return {
    async asker({ userId, teamIds }) {
      const user = await find(userId);
      const email = user && (await trustedEmail(userId, user));
      const isHere = user !== undefined && teamIds.every((id) => isOurs(id, user, workspace));
      return {
        slackUserId: userId,
        slackTeamId: user?.team_id ?? teamIds[0] ?? '',
        kind: isHere ? kindOf(userId, user, workspace) : 'stranger',
        ...(email === undefined ? {} : { email }),
        name: user?.profile?.real_name || user?.name || userId,
        timeZone: user?.tz && isTimeZone(user.tz) ? user.tz : 'UTC',
        weekStart: weekStartOf(weekStart, user?.locale ?? undefined),
      };
    },

    async emailOf(slackUserId) {
      const linked = identityLinks.get(slackUserId);
      if (linked !== undefined) return { kind: 'email', email: linked };
      const user = await find(slackUserId);
      const problem = (told: PersonProblem) => ({ kind: 'problem', problem: told, slackUserId }) as const;
      if (user === undefined) return problem('unknown');
      const kind = kindOf(slackUserId, user, workspace);
      if (kind !== 'member') return problem(kind);
      if (!user.profile?.email) return problem('no-email');
      const email = await trustedEmail(slackUserId, user);
      return email === undefined ? problem('unconfirmed-email') : { kind: 'email', email };
    },

    async kindOf(slackUserId) {
      const user = await find(slackUserId);
      return user === undefined ? 'stranger' : kindOf(slackUserId, user, workspace);
    },

    kindOfListed(listed) {
      const { id } = z.object({ id: z.string() }).parse(listed);
      return { id, kind: kindOf(id, slackUser.parse(listed), workspace) };
    },

    async userGroupMembers(userGroupId) {
      const { value } = await remember('members', `slack-user-group:${userGroupId}`, async () => {
        const { users } = await client.usergroups.users.list({ usergroup: userGroupId });
        return users ?? [];
      });
      return value;
    },
  };
}

function kindOf(userId: string, user: SlackUser, workspace: Workspace): Asker['kind'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.is_workflow_bot || user.is_connector_bot || userId === SLACKBOT) return 'bot';
  if (user.is_stranger || !belongsTo(user, workspace)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}

/** `is_stranger` does not tell: it is false for people of other organisations who share a channel with this app. */
function belongsTo(user: SlackUser, { teamId, enterpriseId }: Workspace): boolean {
  return (
    user.team_id === teamId || (enterpriseId !== undefined && user.enterprise_user?.enterprise_id === enterpriseId)
  );
}

/**
 * Whether an id that a request names is this workspace, its organisation, or another workspace of the same organisation
 * that the person is in. A foreign one makes the whole request foreign.
 */
function isOurs(id: string, user: SlackUser, workspace: Workspace): boolean {
  if (id === workspace.teamId || id === workspace.enterpriseId) return true;
  if (!belongsTo(user, workspace)) return false;
  return id === user.team_id || (user.enterprise_user?.teams?.includes(id) ?? false);
}

function isUnknownUser(error: unknown): boolean {
  return (
    error instanceof webApi.WebAPIPlatformError && ['user_not_found', 'user_not_visible'].includes(error.data.error)
  );
}
