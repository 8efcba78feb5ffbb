import type {
  BlockAction,
  BlockElementAction,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import { z } from 'zod';
import { MORE_ACTION } from './kit/blocks.ts';
import { type Thread, threadMarked } from './kit/thread.ts';
import type { ReplyAddress } from './outbox.ts';

/** One thing that came in from Slack and has been acknowledged, whichever door it came by. */
export interface Inbound extends ReplyAddress {
  /** The command, action or callback id, for the log. */
  readonly name: string;
  /** The workspaces and organisations that the request names. */
  readonly teamIds: readonly string[];
  readonly triggerId?: string | undefined;
  /** A conversation of a few people, of which an app cannot be a member. */
  readonly isDirect: boolean;
  /** What exactly was pressed or typed, to tell a repetition by. */
  readonly act: readonly string[];
  /** Slack's own id of the request. */
  readonly requestId: string | undefined;
  /** Slack sends it again when it did not hear that it had arrived: it is answered once. */
  readonly mayComeAgain?: boolean | undefined;
  /** Whoever comes is answered: guests and people of other organisations too. */
  readonly open?: boolean | undefined;
  /** It was the Home that was opened: what is to be said stands there, and nowhere else. */
  readonly home?: boolean | undefined;
}

export function inboundCommand(command: SlashCommand): Inbound {
  return {
    name: command.command,
    userId: command.user_id,
    teamIds: named(command.team_id, command.enterprise_id),
    channelId: command.channel_id,
    isDirect: isDirect(command.channel_id, command.channel_name),
    responseUrl: command.response_url,
    triggerId: command.trigger_id,
    act: [command.user_id, command.channel_id, command.command, command.text],
    requestId: command.trigger_id,
  };
}

/** A click, and what it was on: an option of the menu `⋯` acts on the value that the menu carries. */
export interface Press {
  readonly name: string;
  readonly suffix: string;
  readonly value: string;
}

export function pressOf(action: BlockElementAction): Press {
  const [name = '', suffix = ''] = action.action_id.split(/:(.*)/s);
  if (name !== MORE_ACTION) return { name, suffix, value: chosenIn(action) };
  const [chosen = '', more = ''] = chosenIn(action).split(/:(.*)/s);
  return { name: chosen, suffix: more, value: suffix };
}

/** A link is opened by Slack itself; that it was pressed is only told. */
export function isLink(action: BlockElementAction): boolean {
  const chosen = 'selected_option' in action ? action.selected_option : undefined;
  const opened: object = chosen ?? action;
  return 'url' in opened && typeof opened.url === 'string';
}

export function inboundPress(body: BlockAction, { name, suffix, value }: Press): Inbound {
  const channelId = body.channel?.id;
  const { type, is_ephemeral, thread_ts } = body.container ?? {};
  const isOwn = type === 'message' && is_ephemeral === false && channelId?.startsWith('D') === true;
  const marked = threadMarked(body.actions[0]?.block_id ?? '');
  const thread = typeof thread_ts === 'string' ? { ts: thread_ts, begun: true } : marked;
  return {
    name,
    userId: body.user.id,
    teamIds: namedBy(body),
    channelId,
    isDirect: isDirect(channelId, body.channel?.name),
    isOwn,
    thread,
    responseUrl: body.response_url,
    triggerId: body.trigger_id,
    act: [body.user.id, channelId ?? '', thread?.ts ?? '', name, suffix, value],
    requestId: body.trigger_id,
  };
}

export function inboundShortcut(shortcut: MessageShortcut | GlobalShortcut): Inbound {
  const channel = 'channel' in shortcut ? shortcut.channel : undefined;
  return {
    name: shortcut.callback_id,
    userId: shortcut.user.id,
    teamIds: namedBy(shortcut),
    channelId: channel?.id,
    isDirect: isDirect(channel?.id, channel?.name),
    responseUrl: 'response_url' in shortcut ? shortcut.response_url : undefined,
    triggerId: shortcut.trigger_id,
    act: [shortcut.user.id, channel?.id ?? '', shortcut.callback_id, shortcut.action_ts],
    requestId: shortcut.trigger_id,
  };
}

export function inboundForm(body: Pick<ViewSubmitAction, 'user' | 'team' | 'enterprise'>, view: ViewOutput): Inbound {
  return {
    name: view.callback_id,
    userId: body.user.id,
    teamIds: namedBy(body),
    channelId: undefined,
    isDirect: false,
    responseUrl: undefined,
    act: [body.user.id, view.callback_id, JSON.stringify(valuesOf(view))],
    requestId: view.id,
  };
}

export function inboundHome(
  userId: string,
  body: { readonly team_id: string; readonly enterprise_id?: string },
): Inbound {
  return {
    name: 'app_home_opened',
    userId,
    teamIds: named(body.team_id, body.enterprise_id),
    channelId: undefined,
    isDirect: false,
    responseUrl: undefined,
    act: [userId, 'home'],
    requestId: undefined,
    home: true,
  };
}

const said = z.object({
  type: z.enum(['app_mention', 'message']),
  user: z.string().min(1),
  text: z.string(),
  ts: z.string().min(1),
  channel: z.string().min(1),
  channel_type: z.string().nullish(),
  thread_ts: z.string().nullish(),
  // Of a file beside the words. Any other says that nobody has just said this: edited, deleted, of a bot, a copy.
  subtype: z.literal('file_share').nullish(),
  bot_id: z.null().optional(),
  edited: z.null().optional(),
  hidden: z.literal(false).nullish(),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
});

/**
 * What somebody has said to the app: in a channel with a mention of it, or to it alone.
 *
 * @returns nothing when it is not for the app, or when nobody has just said it
 */
export function inboundSaid(
  event: unknown,
  body: { readonly event_id?: string },
): { readonly inbound: Inbound; readonly text: string } | undefined {
  const read = said.safeParse(event).data;
  if (read === undefined) return undefined;
  const { type, user, text, ts, channel, thread_ts: threadTs } = read;
  const isOwn = read.channel_type === 'im' || channel.startsWith('D');
  if (type === 'message' && !isOwn) return undefined;
  const begun: Thread | undefined = threadTs == null ? undefined : { ts: threadTs, begun: true };
  const inbound = {
    name: isOwn ? 'direct-message' : 'mention',
    userId: user,
    // Of whoever said it; the event names the workspace of the channel, which may be another organisation's.
    teamIds: named(read.team, read.user_team, read.source_team),
    channelId: channel,
    isDirect: isOwn,
    isOwn,
    thread: isOwn ? begun : (begun ?? { ts, begun: false }),
    responseUrl: undefined,
    act: [user, channel, ts],
    requestId: body.event_id,
    mayComeAgain: true,
  };
  return { inbound, text };
}

/** What was filled in, by block, whatever the element. */
export function valuesOf(view: ViewOutput): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(view.state.values).map(([blockId, byAction]) => {
      const [state] = Object.values(byAction);
      const chosen =
        state?.value ??
        state?.selected_option?.value ??
        state?.selected_time ??
        state?.selected_conversation ??
        state?.selected_channel ??
        state?.selected_user ??
        state?.selected_options?.map((option) => option.value).join(',') ??
        '';
      return [blockId, chosen];
    }),
  );
}

/** What was chosen or typed, whatever the element. */
function chosenIn(action: BlockElementAction): string {
  if ('value' in action && typeof action.value === 'string') return action.value;
  if ('selected_option' in action) return action.selected_option?.value ?? '';
  if ('selected_user' in action) return action.selected_user;
  return '';
}

/**
 * `team` is where it was clicked, or nothing in an organisation-wide installation; `user.team_id` may be another
 * workspace of the person, or the organisation itself.
 */
function namedBy(body: {
  readonly team?: { readonly id?: string } | null;
  readonly user: { readonly team_id?: string };
  readonly enterprise?: { readonly id?: string } | null | undefined;
}): readonly string[] {
  return named(body.team?.id, body.user.team_id, body.enterprise?.id);
}

function named(...ids: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}

function isDirect(channelId: string | undefined, name: string | undefined): boolean {
  return channelId?.startsWith('D') === true || name === 'directmessage' || name?.startsWith('mpdm-') === true;
}
