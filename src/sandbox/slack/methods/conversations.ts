import { z } from 'zod';
import type { Manifest } from '../manifest.ts';
import { type Channel, HOME } from '../people.ts';
import { channelObject, messageObject } from '../profile.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, flag, type Method, method, page, paging, refuse } from './method.ts';

const PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Channels and what was said in them. Each kind of channel has its own scope. */
export function conversationMethods(workspace: Workspace, manifest: Manifest): Readonly<Record<string, Method>> {
  const joined = (channel: Channel) => channel.members.includes(HOME.botUserId);

  /** The channel if the app may look at it, or Slack's refusal. */
  const look = (id: string, right: 'read' | 'history', then: (channel: Channel) => Answer): Answer => {
    const channel = workspace.channels.get(id);
    if (channel === undefined) return refuse('channel_not_found');
    const needed = `${PREFIX[channel.kind]}:${right}`;
    if (!manifest.scopes.has(needed)) {
      return refuse('missing_scope', { needed, provided: [...manifest.scopes].join(',') });
    }
    // A private channel that the app has not joined does not exist for it.
    if (channel.kind !== 'public' && !joined(channel)) return refuse('channel_not_found');
    return then(channel);
  };
  const anyOf = (right: 'read' | 'history') => [`channels:${right}`, `groups:${right}`, `im:${right}`];
  const period = {
    oldest: z.coerce.number().default(0),
    latest: z.coerce.number().default(Number.POSITIVE_INFINITY),
    inclusive: flag,
    include_all_metadata: flag,
  };
  const within = (
    ts: string,
    { oldest, latest, inclusive }: { oldest: number; latest: number; inclusive: boolean },
  ) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  };
  const open = (channel: string) => workspace.messages({ channel }).filter((message) => message.onlyFor === undefined);

  return {
    'conversations.open': method({
      scopes: ['im:write', 'mpim:write'],
      tier: 3,
      args: z.object({ users: z.string(), return_im: flag }),
      run({ users, return_im }) {
        if (users.includes(',')) return refuse('users_list_not_supplied');
        const person = workspace.people.get(users);
        if (person === undefined) return refuse('user_not_found');
        if (person.kind === 'deactivated') return refuse('user_disabled');
        if (person.kind === 'bot') return refuse('cannot_dm_bot');
        const channel = workspace.directMessages(users);
        return { ok: true, channel: return_im ? channelObject(channel) : { id: channel.id } };
      },
    }),

    'conversations.info': method({
      scopes: anyOf('read'),
      tier: 3,
      args: z.object({ channel: z.string(), include_num_members: flag }),
      run: ({ channel: id, include_num_members }) =>
        look(id, 'read', (channel) => ({
          ok: true,
          channel: {
            ...channelObject(channel),
            ...(include_num_members ? { num_members: channel.members.length } : {}),
          },
        })),
    }),

    'conversations.members': method({
      scopes: anyOf('read'),
      tier: 4,
      args: z.object({ channel: z.string(), ...paging }),
      run: ({ channel: id, ...asked }) =>
        look(id, 'read', (channel) => {
          const { items, next } = page(channel.members, asked);
          return { ok: true, members: items, ...next };
        }),
    }),

    'conversations.list': method({
      scopes: anyOf('read'),
      tier: 2,
      args: z.object({ types: z.string().default('public_channel'), exclude_archived: flag, ...paging }),
      run({ types, exclude_archived, ...asked }) {
        const kinds = new Set(types.split(','));
        const { items, next } = page(
          [...workspace.channels.values()].filter(
            (channel) =>
              kinds.has(channel.kind === 'im' ? 'im' : `${channel.kind}_channel`) &&
              manifest.scopes.has(`${PREFIX[channel.kind]}:read`) &&
              (channel.kind === 'public' || joined(channel)) &&
              !(exclude_archived && channel.archived),
          ),
          asked,
        );
        return { ok: true, channels: items.map(channelObject), ...next };
      },
    }),

    'conversations.history': method({
      scopes: anyOf('history'),
      tier: 3,
      args: z.object({ channel: z.string(), ...period, ...paging }),
      run: ({ channel: id, limit, cursor, ...asked }) =>
        look(id, 'history', (channel) => {
          if (!joined(channel)) return refuse('not_in_channel');
          const newestFirst = open(id)
            .filter((message) => message.threadTs === undefined && within(message.ts, asked))
            .reverse();
          const { items, next } = page(newestFirst, { limit, cursor });
          return {
            ok: true,
            messages: items.map((message) => messageObject(message, asked.include_all_metadata)),
            has_more: next.response_metadata.next_cursor !== '',
            ...next,
          };
        }),
    }),

    'conversations.replies': method({
      scopes: anyOf('history'),
      tier: 3,
      args: z.object({ channel: z.string(), ts: z.string(), ...period, ...paging }),
      run: ({ channel: id, ts, limit, cursor, ...asked }) =>
        look(id, 'history', (channel) => {
          if (!joined(channel)) return refuse('not_in_channel');
          const thread = open(id).filter(
            (message) => message.ts === ts || (message.threadTs === ts && within(message.ts, asked)),
          );
          if (thread.length === 0) return refuse('thread_not_found');
          const { items, next } = page(thread, { limit, cursor });
          return { ok: true, messages: items.map((one) => messageObject(one, asked.include_all_metadata)), ...next };
        }),
    }),
  };
}
