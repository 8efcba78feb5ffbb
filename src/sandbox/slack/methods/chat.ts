import { z } from 'zod';
import { inspectMessage } from '../block-kit/problems.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Manifest } from '../manifest.ts';
import { type Channel, HOME } from '../people.ts';
import { messageObject } from '../profile.ts';
import type { Content, SlackMessage, Workspace } from '../workspace.ts';
import { type Answer, flag, json, type Method, method, refuse } from './method.ts';

/** Slack cuts the text of a new message here, and refuses a longer one in an edit. */
const MOST_TEXT = { post: 40_000, update: 4000 } as const;

const content = { text: z.string().default(''), blocks: json.optional(), attachments: json.optional() };

/**
 * The content of a message, checked as Slack checks it. What Slack would let pass to a reader's harm is recorded.
 */
export function readContent(
  workspace: Workspace,
  where: string,
  given: { readonly text: string; readonly blocks?: unknown },
): { readonly content: Content } | { readonly refused: Answer } {
  const { text, blocks = [] } = given;
  const { refused, remarked } = inspectMessage({ text, blocks });
  for (const what of [...refused, ...remarked]) workspace.violate(where, what);
  const unknown = unknownBlocks(workspace, blocks);
  if (unknown !== undefined) return { refused: unknown };
  if (text === '' && Array.isArray(blocks) && blocks.length === 0) return { refused: refuse('no_text') };
  if (refused.length > 0 || !Array.isArray(blocks)) {
    const messages = refused.map((what) => `[ERROR] ${what}`);
    return { refused: refuse('invalid_blocks', { errors: refused, response_metadata: { messages } }) };
  }
  return { content: { text, blocks: blocks.filter(isObject) } };
}

/** Blocks are rolled out workspace by workspace: what is not known yet makes the whole message invalid. */
function unknownBlocks(workspace: Workspace, blocks: unknown): Answer | undefined {
  if (!Array.isArray(blocks)) return undefined;
  const errors = blocks.filter(isObject).flatMap((block, nth) => {
    const how = workspace.unknownBlocks.get(String(block['type']));
    if (how === undefined) return [];
    return [how === 'named' ? `unsupported type: ${String(block['type'])} [json-pointer:/blocks/${nth}/type]` : ''];
  });
  if (errors.length === 0) return undefined;
  const named = errors.filter((error) => error !== '');
  const messages = named.map((error) => `[ERROR] ${error}`);
  return refuse('invalid_blocks', named.length === 0 ? {} : { errors: named, response_metadata: { messages } });
}

/** What keeps the app from posting in a channel, in Slack's word. */
export function postingProblem(channel: Channel | undefined, manifest: Manifest): string | undefined {
  if (channel === undefined) return 'channel_not_found';
  if (channel.archived) return 'is_archived';
  if (!channel.members.includes(HOME.botUserId)) {
    if (channel.kind !== 'public') return 'channel_not_found';
    if (!manifest.scopes.has('chat:write.public')) return 'not_in_channel';
  }
  return channel.restricted ? 'restricted_action' : undefined;
}

export function chatMethods(workspace: Workspace, manifest: Manifest): Readonly<Record<string, Method>> {
  const scopes = ['chat:write'];
  const found = (id: string): Channel | undefined =>
    workspace.people.has(id) ? workspace.directMessages(id) : workspace.channels.get(id);
  const own = (channel: string, ts: string): SlackMessage | undefined => {
    const message = workspace.message(channel, ts);
    return message === undefined || message.deletedAt !== undefined || message.onlyFor !== undefined
      ? undefined
      : message;
  };
  const said = (message: SlackMessage, more: JsonObject = {}): Answer => ({
    ok: true,
    channel: message.channel,
    ts: message.ts,
    ...more,
  });

  return {
    'chat.postMessage': method({
      scopes,
      tier: 'post',
      args: z.object({
        channel: z.string(),
        ...content,
        thread_ts: z.string().optional(),
        metadata: json.optional(),
        reply_broadcast: flag,
      }),
      run({ channel: id, thread_ts, metadata, ...given }) {
        const channel = found(id);
        const problem = postingProblem(channel, manifest);
        if (channel === undefined || problem !== undefined) return refuse(problem ?? 'channel_not_found');
        const read = readContent(workspace, 'chat.postMessage', given);
        if ('refused' in read) return read.refused;
        if (given.text.length > MOST_TEXT.post) return refuse('msg_too_long');
        if (metadata !== undefined && !isMetadata(metadata)) return refuse('invalid_metadata_format');
        const message = workspace.post({
          ...read.content,
          channel: channel.id,
          from: HOME.botUserId,
          via: 'chat.postMessage',
          // A thread that is not there any more is no reason to refuse: the message lands at the root.
          ...(thread_ts === undefined || own(channel.id, thread_ts) === undefined ? {} : { threadTs: thread_ts }),
          ...(metadata === undefined ? {} : { metadata }),
        });
        return said(message, { message: messageObject(message, true) });
      },
    }),

    'chat.postEphemeral': method({
      scopes,
      tier: 4,
      args: z.object({ channel: z.string(), user: z.string(), ...content, thread_ts: z.string().optional() }),
      run({ channel: id, user, thread_ts, ...given }) {
        const channel = found(id);
        const problem = postingProblem(channel, manifest);
        if (channel === undefined || problem !== undefined) return refuse(problem ?? 'channel_not_found');
        if (!channel.members.includes(HOME.botUserId)) return refuse('not_in_channel');
        if (!channel.members.includes(user)) return refuse('user_not_in_channel');
        const read = readContent(workspace, 'chat.postEphemeral', given);
        if ('refused' in read) return read.refused;
        if (thread_ts !== undefined && workspace.messages({ channel: channel.id, thread: thread_ts }).length === 0) {
          workspace.violate('chat.postEphemeral', 'in a thread that nobody has begun it is not shown');
        }
        const message = workspace.post({
          ...read.content,
          channel: channel.id,
          from: HOME.botUserId,
          onlyFor: user,
          via: 'chat.postEphemeral',
          ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
        });
        return { ok: true, message_ts: message.ts };
      },
    }),

    'chat.update': method({
      scopes,
      tier: 3,
      args: z.object({ channel: z.string(), ts: z.string(), ...content, metadata: json.optional() }),
      run({ channel, ts, metadata, ...given }) {
        const message = own(channel, ts);
        if (!workspace.channels.has(channel)) return refuse('channel_not_found');
        if (message === undefined) return refuse('message_not_found');
        if (message.from !== HOME.botUserId) return refuse('cant_update_message');
        if (workspace.channels.get(channel)?.archived) return refuse('is_archived');
        const read = readContent(workspace, 'chat.update', given);
        if ('refused' in read) return read.refused;
        if (given.text.length > MOST_TEXT.update) return refuse('msg_too_long');
        if (metadata !== undefined && !isMetadata(metadata)) return refuse('invalid_metadata_format');
        const edited = workspace.edit(message, { ...read.content, ...(metadata === undefined ? {} : { metadata }) });
        return said(edited, { text: edited.text, message: messageObject(edited, true) });
      },
    }),

    'chat.delete': method({
      scopes,
      tier: 3,
      args: z.object({ channel: z.string(), ts: z.string() }),
      run({ channel, ts }) {
        if (!workspace.channels.has(channel)) return refuse('channel_not_found');
        const message = own(channel, ts);
        if (message === undefined) return refuse('message_not_found');
        if (message.from !== HOME.botUserId) return refuse('cant_delete_message');
        workspace.remove(message);
        return said(message);
      },
    }),

    'chat.getPermalink': method({
      scopes: [],
      tier: 'unlimited',
      args: z.object({ channel: z.string(), message_ts: z.string() }),
      run({ channel, message_ts }) {
        if (!workspace.channels.has(channel)) return refuse('channel_not_found');
        if (own(channel, message_ts) === undefined) return refuse('message_not_found');
        const permalink = `https://${HOME.domain}.slack.com/archives/${channel}/p${message_ts.replace('.', '')}`;
        return { ok: true, channel, permalink };
      },
    }),
  };
}

function isMetadata(value: unknown): boolean {
  return isObject(value) && typeof value['event_type'] === 'string' && isObject(value['event_payload']);
}
