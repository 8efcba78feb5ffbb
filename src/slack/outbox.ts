import { webApi } from '@slack/bolt';
import { homeView } from './kit/blocks.ts';
import { type Block, type Message, withoutCharts } from './kit/message.ts';

/** Where the answer to one question goes. */
export interface ReplyAddress {
  readonly userId: string;
  readonly channelId: string | undefined;
  /** Takes at most 5 messages within 30 minutes. */
  readonly responseUrl: string | undefined;
}

/** A message that was posted and can be edited. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

export interface PostOptions {
  readonly threadTs?: string | undefined;
  /** Readable by other apps and members: ids of ours only, nothing about people. */
  readonly metadata?: { readonly eventType: string; readonly payload: Readonly<Record<string, string>> } | undefined;
}

/** The one door through which messages leave for Slack. */
export interface Outbox {
  /** Only the asker sees it; `replace` puts it where the clicked message stands. */
  answer(to: ReplyAddress, message: Message, replace: boolean): Promise<void>;
  post(channel: string, message: Message, options?: PostOptions): Promise<Posted>;
  /** A direct message from the app. */
  direct(userId: string, message: Message): Promise<Posted>;
  update(posted: Posted, message: Message): Promise<void>;
  /** The Home of a person. */
  home(userId: string, blocks: readonly Block[]): Promise<void>;
}

const RESPONSE_URL_TIMEOUT_MS = 10_000;

/**
 * @param client Bolt's Web API client; its own timeout and retries apply
 * @param onFallback told when a response_url or a channel refused an answer and another way was taken
 */
export function createOutbox({
  client,
  onFallback,
}: {
  readonly client: webApi.WebClient;
  readonly onFallback: (why: string) => void;
}): Outbox {
  async function answer(to: ReplyAddress, message: Message, replace: boolean): Promise<void> {
    const refused =
      to.responseUrl === undefined ? 'no response_url' : await postToResponseUrl(to.responseUrl, message, replace);
    if (refused === undefined) return;
    onFallback(refused);
    if (to.channelId === undefined || !(await postedInChannel(to.userId, to.channelId, message))) {
      await direct(to.userId, message);
    }
  }

  /** Not where the app is no member, or the channel is archived: commands work there all the same. */
  async function postedInChannel(user: string, channel: string, message: Message): Promise<boolean> {
    try {
      await sendWithOrWithoutCharts(message, (sent) => client.chat.postEphemeral({ channel, user, ...parts(sent) }));
      return true;
    } catch (error) {
      const refused = slackErrorCode(error);
      if (refused === undefined) throw error;
      onFallback(refused);
      return false;
    }
  }

  async function post(channel: string, message: Message, options: PostOptions = {}): Promise<Posted> {
    const result = await sendWithOrWithoutCharts(message, (sent) =>
      client.chat.postMessage({
        channel,
        ...parts(sent),
        unfurl_links: false,
        unfurl_media: false,
        ...(options.threadTs === undefined ? {} : { thread_ts: options.threadTs }),
        ...(options.metadata === undefined
          ? {}
          : { metadata: { event_type: options.metadata.eventType, event_payload: { ...options.metadata.payload } } }),
      }),
    );
    return { channel: result.channel ?? channel, ts: result.ts ?? '' };
  }

  const direct = (userId: string, message: Message): Promise<Posted> => post(userId, message);

  async function update({ channel, ts }: Posted, message: Message): Promise<void> {
    await sendWithOrWithoutCharts(message, (sent) => client.chat.update({ channel, ts, ...parts(sent) }));
  }

  async function home(userId: string, blocks: readonly Block[]): Promise<void> {
    await client.views.publish({ user_id: userId, view: homeView(blocks) });
  }

  return { answer, post, direct, update, home };
}

const parts = (message: Message) => ({ text: message.text, blocks: [...message.blocks] });

/** Sends again without charts where Slack refuses the blocks: charts are not rolled out everywhere. */
async function sendWithOrWithoutCharts<T>(message: Message, send: (message: Message) => Promise<T>): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    const plain = withoutCharts(message);
    if (slackErrorCode(error) === 'invalid_blocks' && plain.blocks.length < message.blocks.length) return send(plain);
    throw error;
  }
}

/** Whether Slack, and nobody else, did not do what it was asked for. */
export function isSlackError(error: unknown): boolean {
  return error instanceof webApi.SlackError;
}

/** Slack's own word for what went wrong, e.g. `channel_not_found`. */
export function slackErrorCode(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/**
 * Bolt's `respond` has no timeout and hides the reason of a refusal, which decides whether to drop the charts.
 *
 * @returns why it was refused, or nothing when Slack took it
 */
async function postToResponseUrl(url: string, message: Message, replace: boolean): Promise<string | undefined> {
  const first = await tryResponseUrl(url, message, replace);
  const plain = withoutCharts(message);
  if (first?.includes('invalid_blocks') !== true || plain.blocks.length === message.blocks.length) return first;
  return tryResponseUrl(url, plain, replace);
}

async function tryResponseUrl(url: string, message: Message, replace: boolean): Promise<string | undefined> {
  const body = { ...parts(message), response_type: 'ephemeral', replace_original: replace };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(RESPONSE_URL_TIMEOUT_MS),
    });
    if (response.ok) return undefined;
    return `${response.status} ${(await response.text()).slice(0, 100)}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'unreachable';
  }
}
