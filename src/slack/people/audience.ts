import { z } from 'zod';
import type { Asker } from '../../domain/asker.ts';
import type { Remember } from '../../reports/ports.ts';
import { refusalOf, SlackSilent, slackErrorCode } from '../wire/slack-error.ts';
import { allPages, TooManyPages } from './pages.ts';

/**
 * Who reads a channel: full members of this workspace and its apps, or others too. `unknown`: Slack does not let this
 * app see it, now or later. `not-now`: it did not answer, and may be asked again.
 */
export type Audience = 'members-only' | 'others-too' | 'unknown' | 'not-now';

/** Whether somebody may have something posted in a channel. */
export type Posting =
  /** `readable` is false where Slack does not say who is a member: then nobody is named there. */
  | { readonly kind: 'may-post'; readonly readable: boolean }
  | { readonly kind: 'archived' | 'app-not-in-it' | 'not-a-member' | 'not-now' };

/** Needs `channels:read` and `groups:read`, and `users:read` for the guests. */
export interface AudienceClient {
  readonly conversations: {
    info(of: { readonly channel: string }): Promise<{ readonly channel?: unknown }>;
    members(of: { readonly channel: string; readonly limit: number; readonly cursor?: string }): Promise<{
      readonly members?: readonly string[];
      readonly response_metadata?: { readonly next_cursor?: string };
    }>;
  };
  readonly users: {
    list(of: { readonly limit: number; readonly cursor?: string }): Promise<{
      readonly members?: readonly unknown[];
      readonly response_metadata?: { readonly next_cursor?: string };
    }>;
  };
}

export interface Channels {
  readonly audience: (channelId: string) => Promise<Audience>;
  /**
   * Whether people may be named in a channel. Rejects with SlackSilent when nobody can say yet: a post without names
   * could not be made good for.
   */
  readonly mayName: (channelId: string) => Promise<boolean>;
  readonly posting: (channelId: string, userId: string) => Promise<Posting>;
}

const PAGE = 1000;
/** Asked for one by one, beyond those who were listed; a channel with more newcomers is one with others. */
const MOST_NEWCOMERS = 20;

const channelSchema = z.object({
  is_archived: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
});

/** What of a channel is remembered. */
interface Known {
  readonly archived: boolean;
  readonly shared: boolean;
  readonly members: readonly string[];
}

/**
 * Tells who reads a channel. What Slack forbids it to know is `unknown`, which counts as others.
 *
 * @param kindOf who somebody is here, as everywhere in the app, from what Slack says of them
 * @param kindOfId the same, asked for by id
 * @param onTrouble told of each passing failure
 */
export function createChannels({
  client,
  remember,
  kindOf,
  kindOfId,
  onTrouble,
}: {
  readonly client: AudienceClient;
  readonly remember: Remember;
  readonly kindOf: (user: unknown) => { readonly id: string; readonly kind: Asker['kind'] };
  readonly kindOfId: (userId: string) => Promise<Asker['kind']>;
  readonly onTrouble: (error: unknown) => void;
}): Channels {
  /** Everybody of the workspace who may read names; in one list, since a channel may have thousands of members. */
  async function insiders(): Promise<ReadonlySet<string>> {
    const { value } = await remember('slack-user', 'who may read names here', async () => {
      const users = await allPages(async (page) => {
        const { members = [], response_metadata } = await client.users.list({ limit: PAGE, ...page });
        return { items: members, next: response_metadata?.next_cursor };
      });
      return users
        .map(kindOf)
        .filter(({ kind }) => mayReadNames(kind))
        .map(({ id }) => id);
    });
    return new Set(value);
  }

  async function known(channel: string): Promise<Known> {
    const { value } = await remember('members', `channel ${channel}`, async () => {
      const info = channelSchema.parse((await client.conversations.info({ channel })).channel);
      const members = await allPages(async (page) => {
        const answer = await client.conversations.members({ channel, limit: PAGE, ...page });
        return { items: answer.members ?? [], next: answer.response_metadata?.next_cursor };
      });
      return {
        archived: info.is_archived === true,
        shared: info.is_ext_shared === true || info.is_pending_ext_shared === true,
        members,
      };
    });
    return value;
  }

  async function readersOf(channel: string): Promise<Audience> {
    const { shared, members } = await known(channel);
    if (shared) return 'others-too';
    const inside = await insiders();
    // Somebody may have come since the list was made: they are asked for before a channel is called one with guests.
    const newcomers = members.filter((member) => !inside.has(member));
    if (newcomers.length > MOST_NEWCOMERS) return 'others-too';
    const kinds = await Promise.all(newcomers.map(kindOfId));
    return kinds.every(mayReadNames) ? 'members-only' : 'others-too';
  }

  async function audience(channelId: string): Promise<Audience> {
    try {
      return await readersOf(channelId);
    } catch (error) {
      if (isForbidden(error)) return 'unknown';
      onTrouble(error);
      return 'not-now';
    }
  }

  return {
    audience,
    mayName: async (channelId) => {
      const readers = await audience(channelId);
      if (readers === 'not-now') throw new SlackSilent('who reads the channel');
      return readers === 'members-only';
    },
    posting: async (channelId, userId) => {
      try {
        const { archived, members } = await known(channelId);
        if (archived) return { kind: 'archived' };
        return members.includes(userId) ? { kind: 'may-post', readable: true } : { kind: 'not-a-member' };
      } catch (error) {
        if (slackErrorCode(error) === 'channel_not_found') return { kind: 'app-not-in-it' };
        if (isForbidden(error)) return { kind: 'may-post', readable: false };
        onTrouble(error);
        return { kind: 'not-now' };
      }
    },
  };
}

/** Who has left reads nothing, and an app of this workspace is part of it. */
function mayReadNames(kind: Asker['kind']): boolean {
  return kind === 'member' || kind === 'bot' || kind === 'deactivated';
}

/** Slack says that this app may not know, or there is too much to read: asking again would not help. */
function isForbidden(error: unknown): boolean {
  const code = slackErrorCode(error);
  return (
    error instanceof TooManyPages ||
    (code !== undefined &&
      (refusalOf(code) !== undefined || code === 'invalid_auth' || code === 'method_not_supported_for_channel_type'))
  );
}
