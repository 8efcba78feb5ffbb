import { z } from 'zod';
import type { Remember } from '../../reports/ports.ts';

/** Who reads a channel: full members of this workspace and its apps, or others too, or nobody could tell. */
export type Audience = 'members-only' | 'others-too' | 'unknown';

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

const PAGE = 1000;
const MOST_PAGES = 20;

const channelSchema = z.object({
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
});

const userSchema = z.object({
  id: z.string(),
  deleted: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
});

/**
 * Tells who reads a channel. Whatever keeps it from knowing for certain (a scope that is missing, too many people, Slack
 * that does not answer) is `unknown`, which counts as others.
 */
export function createAudience({
  client,
  remember,
}: {
  readonly client: AudienceClient;
  readonly remember: Remember;
}): (channelId: string) => Promise<Audience> {
  /** Everybody of the workspace who is no guest; in one list, since a channel may have thousands of members. */
  async function insiders(): Promise<ReadonlySet<string>> {
    const { value } = await remember('slack-user', 'insiders of the workspace', async () => {
      const users = await allPages(async (page) => {
        const { members = [], response_metadata } = await client.users.list({ limit: PAGE, ...page });
        return { items: members, next: response_metadata?.next_cursor };
      });
      return users
        .map((user) => userSchema.parse(user))
        .filter(isInsider)
        .map(({ id }) => id);
    });
    return new Set(value);
  }

  async function readersOf(channel: string): Promise<Audience> {
    const { is_ext_shared, is_pending_ext_shared } = channelSchema.parse(
      (await client.conversations.info({ channel })).channel,
    );
    if (is_ext_shared || is_pending_ext_shared) return 'others-too';
    const members = await allPages(async (page) => {
      const answer = await client.conversations.members({ channel, limit: PAGE, ...page });
      return { items: answer.members ?? [], next: answer.response_metadata?.next_cursor };
    });
    const known = await insiders();
    return members.every((member) => known.has(member)) ? 'members-only' : 'others-too';
  }

  return async (channelId) => {
    try {
      const { value } = await remember('members', `readers of ${channelId}`, () => readersOf(channelId));
      return value;
    } catch {
      return 'unknown';
    }
  };
}

function isInsider(user: z.infer<typeof userSchema>): boolean {
  return !user.deleted && !user.is_restricted && !user.is_ultra_restricted && !user.is_stranger;
}

/** @throws when there are more pages than are worth reading: then nobody knows the rest */
async function allPages<T>(
  read: (page: {
    readonly cursor?: string;
  }) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next = '' } = await read(cursor === '' ? {} : { cursor });
    all.push(...items);
    if (next === '') return all;
    cursor = next;
  }
  throw new Error('too many pages');
}
