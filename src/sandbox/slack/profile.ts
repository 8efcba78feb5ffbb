import type { JsonObject } from './json.ts';
import { type Channel, type Grid, HOME, ORGANISATION, type Person } from './people.ts';
import type { SlackMessage } from './workspace.ts';

/** A person as `users.info` shows them. The email needs a scope of its own, the locale a wish. */
export function userObject(
  person: Person,
  shown: { readonly email: boolean; readonly locale: boolean; readonly at: number; readonly grid: Grid },
): JsonObject {
  const { name, handle, kind, timeZone } = person;
  const common = {
    id: person.id,
    team_id: person.teamId ?? HOME.teamId,
    name: handle,
    real_name: name,
    profile: {
      real_name: name,
      real_name_normalized: name,
      display_name: handle,
      display_name_normalized: handle,
      team: person.teamId ?? HOME.teamId,
      ...(shown.email && person.email !== undefined ? { email: person.email } : {}),
    },
    deleted: kind === 'deactivated',
    is_bot: kind === 'bot',
    is_app_user: false,
    updated: 1_700_000_000,
    ...(shown.grid === 'no' ? {} : { enterprise_user: enterpriseUser(person) }),
    ...(kind === 'stranger' ? { is_stranger: true } : {}),
  };
  // Slack says nothing about roles and zones of those who have left.
  if (kind === 'deactivated') return common;
  return {
    ...common,
    tz: timeZone,
    tz_label: timeZone,
    tz_offset: offsetSeconds(timeZone, shown.at),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: kind === 'guest' || kind === 'single-channel-guest',
    is_ultra_restricted: kind === 'single-channel-guest',
    is_email_confirmed: person.emailConfirmed ?? false,
    ...(shown.locale ? { locale: person.locale } : {}),
  };
}

function enterpriseUser({ id, teamId }: Person): JsonObject {
  const enterprise_id = teamId === undefined ? ORGANISATION.id : 'E0OTHER';
  return { id, enterprise_id, enterprise_name: ORGANISATION.name, teams: [teamId ?? HOME.teamId] };
}

function offsetSeconds(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** A channel as `conversations.info` shows it to the app. */
export function channelObject(channel: Channel): JsonObject {
  const { id, kind, members, archived = false, shared = false, pendingShared = false } = channel;
  if (kind === 'im') {
    return {
      id,
      is_im: true,
      is_channel: false,
      is_archived: false,
      user: members.find((user) => user !== HOME.botUserId),
    };
  }
  return {
    id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_archived: archived,
    is_member: members.includes(HOME.botUserId),
    is_shared: shared,
    is_ext_shared: shared,
    is_pending_ext_shared: pendingShared,
    is_org_shared: false,
    context_team_id: HOME.teamId,
  };
}

/** A message as `conversations.history` and interaction payloads show it. Blocks without an id are given one. */
export function messageObject(message: SlackMessage, metadata: boolean): JsonObject {
  const ours = message.from === HOME.botUserId;
  return {
    type: 'message',
    user: message.from,
    ts: message.ts,
    ...(ours ? { bot_id: HOME.botId, app_id: HOME.appId } : {}),
    team: HOME.teamId,
    text: message.text,
    blocks: withIds(message.blocks),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.earlier.length > 0 ? { edited: { user: message.from, ts: message.ts } } : {}),
    ...(metadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

export function withIds(blocks: readonly JsonObject[]): readonly JsonObject[] {
  return blocks.map((block, index) => ({ ...block, block_id: block['block_id'] ?? `b${index}` }));
}
