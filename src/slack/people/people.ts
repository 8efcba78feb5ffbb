import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Asker } from '../../domain/asker.ts';
import { isTimeZone } from '../../domain/period/zone.ts';
import type { Remember } from '../../reports/ports.ts';
import { type WeekStart, weekStartOf } from './week-start.ts';

/** What of Slack's Web API tells who somebody is. */
export interface PeopleClient {
  readonly users: {
    info(of: { user: string; include_locale: boolean }): Promise<{ readonly user?: unknown }>;
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

/** Why a mentioned person cannot be looked up in Genesys Cloud. */
export type PersonProblem = 'unknown' | 'deactivated' | 'bot' | 'stranger' | 'guest' | 'no-email' | 'unconfirmed-email';

export type PersonEmail =
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'problem'; readonly problem: PersonProblem; readonly slackUserId: string };

/** Who is who in Slack. Each rejects with Slack's error when Slack does not answer. */
export interface People {
  /** Somebody whom Slack does not know to us is a stranger. */
  readonly asker: (ids: { readonly userId: string; readonly teamId: string }) => Promise<Asker>;
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

/** Slack's own bot, which `is_bot` says is none. */
const SLACKBOT = 'USLACKBOT';

/**
 * @param identityLinks email by Slack user id, from the configuration
 * @param remember keeps a person as `slack-user` and a user group as `members`
 */
export function createPeople({
  client,
  workspace,
  weekStart,
  identityLinks,
  remember,
}: {
  readonly client: PeopleClient;
  readonly workspace: Workspace;
  readonly weekStart: WeekStart;
  readonly identityLinks: ReadonlyMap<string, string>;
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

  return {
    async asker({ userId, teamId }) {
      const user = await find(userId);
      const email = user && confirmedEmail(user);
      return {
        slackUserId: userId,
        slackTeamId: user?.team_id ?? teamId,
        kind:
          user !== undefined && isAskedFromHere(teamId, user, workspace) ? kindOf(userId, user, workspace) : 'stranger',
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
      const told = user === undefined ? 'unknown' : emailOrProblem(slackUserId, user, workspace);
      return typeof told === 'string' ? { kind: 'problem', problem: told, slackUserId } : { kind: 'email', ...told };
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
 * Whether the request names this workspace, or another one of the same organisation that the person is in. Where Slack
 * names none (`''`, in an organisation-wide installation), the person's own workspace decides.
 */
function isAskedFromHere(teamId: string, user: SlackUser, workspace: Workspace): boolean {
  if (teamId === '' || teamId === workspace.teamId) return true;
  return belongsTo(user, workspace) && (user.enterprise_user?.teams?.includes(teamId) ?? false);
}

function emailOrProblem(
  slackUserId: string,
  user: SlackUser,
  workspace: Workspace,
): { readonly email: string } | PersonProblem {
  const kind = kindOf(slackUserId, user, workspace);
  if (kind !== 'member') return kind;
  if (!user.profile?.email) return 'no-email';
  const email = confirmedEmail(user);
  return email === undefined ? 'unconfirmed-email' : { email };
}

/** An address that nobody has confirmed may be somebody else's. */
function confirmedEmail(user: SlackUser): string | undefined {
  return user.is_email_confirmed === true ? user.profile?.email || undefined : undefined;
}

function isUnknownUser(error: unknown): boolean {
  return (
    error instanceof webApi.WebAPIPlatformError && ['user_not_found', 'user_not_visible'].includes(error.data.error)
  );
}
