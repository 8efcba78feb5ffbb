import type { Instant } from '../../domain/time.ts';
import type { JsonObject } from './json.ts';
import { type Channel, type Grid, HOME, type Person, type UserGroup } from './people.ts';

export interface Content {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
}

export interface SlackMessage extends Content {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs?: string;
  /** The id of whoever wrote it. */
  readonly from: string;
  /** Of an ephemeral message: the only person who sees it. */
  readonly onlyFor?: string;
  readonly via: 'chat.postMessage' | 'chat.postEphemeral' | 'response_url' | 'ack' | 'person';
  readonly metadata?: unknown;
  readonly postedAt: Instant;
  /** What it said before, oldest first. */
  readonly earlier: readonly (Content & { readonly until: Instant })[];
  readonly deletedAt?: Instant;
}

export interface View {
  readonly id: string;
  readonly user: string;
  readonly hash: string;
  readonly view: JsonObject;
}

export interface Violation {
  readonly at: Instant;
  /** The Web API method, `response_url` or the kind of request that was too late. */
  readonly where: string;
  readonly what: string;
}

export interface MessageFilter {
  readonly channel?: string;
  /** Only what this person sees. */
  readonly user?: string;
  /** Only the replies in this thread. */
  readonly thread?: string;
  /** Deleted messages as well. */
  readonly deleted?: boolean;
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** What Slack remembers: people, channels, messages, modals, Home tabs, and what the app did wrong. */
export function createWorkspace(given: {
  readonly now: () => Instant;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly userGroups: readonly UserGroup[];
  readonly grid?: Grid | undefined;
}) {
  const { now } = given;
  const people = new Map(given.people.map((person) => [person.id, person]));
  const channels = new Map(given.channels.map((channel) => [channel.id, channel]));
  const messages = new Map<string, SlackMessage>();
  const modals = new Map<string, View>();
  const homes = new Map<string, View>();
  const violations: Violation[] = [];
  const listeners = new Set<() => void>();
  const unknownBlocks = new Map<string, 'named' | 'unnamed'>();
  let lastMicros = 0;
  let lastId = 0;

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const nextTs = () => {
    lastMicros = Math.max(lastMicros + 1, Math.floor(now() * 1000));
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
  };
  /** Members see every public channel; guests and strangers only those that they were asked into. */
  const sees = (user: string, message: SlackMessage): boolean => {
    if (message.onlyFor !== undefined) return message.onlyFor === user;
    const channel = channels.get(message.channel);
    const open = channel?.kind === 'public' && people.get(user)?.kind === 'member';
    return open || (channel?.members.includes(user) ?? false);
  };

  return {
    people,
    channels,
    modals,
    homes,
    violations,
    /** Types of block that this Slack refuses, and whether it says which it does not know. */
    unknownBlocks,
    userGroups: given.userGroups,
    grid: given.grid ?? 'no',
    now,
    changed,
    /** Called after each change of anything that can be seen. */
    onChange: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextId: (prefix: string) => `${prefix}${(++lastId).toString().padStart(6, '0')}`,
    violate(where: string, what: string): void {
      violations.push({ at: now(), where, what });
      changed();
    },
    message: (channel: string, ts: string) => messages.get(`${channel} ${ts}`),
    messages(filter: MessageFilter = {}): readonly SlackMessage[] {
      const { channel, user, thread, deleted = false } = filter;
      return [...messages.values()].filter(
        (message) =>
          (deleted || message.deletedAt === undefined) &&
          (channel === undefined || message.channel === channel) &&
          (thread === undefined || message.threadTs === thread) &&
          (user === undefined || sees(user, message)),
      );
    },
    post(message: Omit<SlackMessage, 'ts' | 'postedAt' | 'earlier'>): SlackMessage {
      const posted = { ...message, ts: nextTs(), postedAt: now(), earlier: [] };
      messages.set(`${posted.channel} ${posted.ts}`, posted);
      changed();
      return posted;
    },
    edit(message: SlackMessage, content: Content & { readonly metadata?: unknown }): SlackMessage {
      const before = { text: message.text, blocks: message.blocks, until: now() };
      const edited = { ...message, ...content, earlier: [...message.earlier, before] };
      messages.set(`${message.channel} ${message.ts}`, edited);
      changed();
      return edited;
    },
    remove(message: SlackMessage): void {
      messages.set(`${message.channel} ${message.ts}`, { ...message, deletedAt: now() });
      changed();
    },
    /** The direct messages between the app and a person, begun when they are not there. */
    directMessages(user: string): Channel {
      const id = `D${user.slice(1)}`;
      const channel = channels.get(id) ?? { id, name: '', kind: 'im' as const, members: [user, HOME.botUserId] };
      channels.set(id, channel);
      return channel;
    },
  };
}
