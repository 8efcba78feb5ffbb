import type { webApi } from '@slack/bolt';
import { createFitting } from './fitting.ts';
import { homeView } from './kit/blocks.ts';
import type { Block, Message } from './kit/message.ts';
import { sentence } from './kit/render.ts';
import { say } from './kit/say.ts';
import { markedWith, type Thread } from './kit/thread.ts';
import type { OnCall } from './wire/client.ts';
import { createResponseUrl } from './wire/response-url.ts';
import { notSent, outcomeOf } from './wire/slack-error.ts';

/** Where the answer to one question goes. */
export interface ReplyAddress {
  readonly userId: string;
  readonly channelId: string | undefined;
  /** Takes at most 5 messages within 30 minutes. */
  readonly responseUrl: string | undefined;
  readonly thread?: Thread | undefined;
  /** The conversation of the app with the asker alone, where its answer is a message like any other. */
  readonly isOwn?: boolean | undefined;
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

/** The one door through which messages leave for Slack. Each rejects with Slack's error when no way was left. */
export interface Outbox {
  /** Only the asker sees it; `replace` puts it where the clicked message stands. It may come twice, but it comes. */
  answer(to: ReplyAddress, message: Message, replace: boolean): Promise<void>;
  /** Sent once: what was not answered may have been accepted, and is never sent again by itself. */
  post(channel: string, message: Message, options?: PostOptions): Promise<Posted>;
  /** A direct message from the app, sent once. */
  direct(userId: string, message: Message): Promise<Posted>;
  /** For everybody where the question came from, also where the app cannot be a member; sent once. */
  inPlace(responseUrl: string, message: Message): Promise<void>;
  update(posted: Posted, message: Message): Promise<void>;
  /** The Home of a person. That it cannot be shown is told once a day. */
  home(userId: string, blocks: readonly Block[]): Promise<void>;
}

const DAY_MS = 86_400_000;
const SOON_MS = 500;
/** Longer than that nobody waits for an answer. */
const MOST_PATIENCE_MS = 60_000;

/**
 * @param client Bolt's Web API client; its own timeout and retries apply
 * @param onceClient one that never tries again by itself
 * @param sleep waits before the last way is tried again
 * @param onFallback told when a way did not take a message and another one was taken
 */
export function createOutbox({
  client,
  onceClient,
  apiUrl,
  callTimeoutMs,
  now,
  sleep,
  onFallback,
  onCall,
}: {
  readonly client: webApi.WebClient;
  readonly onceClient: webApi.WebClient;
  readonly apiUrl: string;
  readonly callTimeoutMs?: number | undefined;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onFallback: (error: unknown) => void;
  readonly onCall?: OnCall | undefined;
}): Outbox {
  const fitting = createFitting(now);
  const respondOnce = createResponseUrl(apiUrl, callTimeoutMs);
  const respond: typeof respondOnce = async (url, said) => {
    try {
      await respondOnce(url, said);
      onCall?.({ method: 'response_url', outcome: 'ok' });
    } catch (error) {
      onCall?.({ method: 'response_url', outcome: outcomeOf(error) });
      throw error;
    }
  };
  const homesToldAt = new Map<string, number>();

  /** Every way is tried in turn: a passing failure of one is no reason for silence. */
  async function answer(to: ReplyAddress, message: Message, replace: boolean) {
    const { userId, channelId, responseUrl, thread, isOwn = false } = to;
    const marked = (sent: Message) =>
      thread === undefined ? sent : { ...sent, blocks: markedWith(sent.blocks, thread) };
    const inThread = thread?.begun === true ? { thread_ts: thread.ts } : {};
    const ways: readonly ((sent: Message) => Promise<unknown>)[] = [
      ...(responseUrl === undefined
        ? []
        : [
            (sent: Message) =>
              respond(responseUrl, {
                message: marked(sent),
                replace,
                seenBy: 'asker',
                threadTs: replace ? undefined : inThread.thread_ts,
              }),
          ]),
      // Not where the app is no member, or the channel is archived: commands work there all the same.
      ...(channelId === undefined || isOwn
        ? []
        : [
            (sent: Message) =>
              onceClient.chat.postEphemeral({
                channel: channelId,
                user: userId,
                ...parts(marked(sent)),
                ...inThread,
              }),
          ]),
      (sent) =>
        insisting(() =>
          onceClient.chat.postMessage({ channel: userId, ...parts(sent), ...QUIET, ...(isOwn ? inThread : {}) }),
        ),
    ];
    for (const [nth, way] of ways.entries()) {
      try {
        await fitting(message, way);
        return;
      } catch (error) {
        if (nth === ways.length - 1) throw error;
        onFallback(error);
      }
    }
  }

  /** Where no other way is left it is tried once more, when Slack says: it may come twice then, but it comes. */
  async function insisting<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const failure = notSent(error);
      const afterMs = failure.kind === 'unknown' ? SOON_MS : failure.kind === 'later' ? failure.afterMs : Infinity;
      if (afterMs > MOST_PATIENCE_MS) throw error;
      onFallback(error);
      await sleep(afterMs);
      return send();
    }
  }

  async function post(channel: string, message: Message, options: PostOptions = {}): Promise<Posted> {
    const result = await fitting(message, (sent) =>
      onceClient.chat.postMessage({
        channel,
        ...parts(sent),
        ...QUIET,
        ...(options.threadTs === undefined ? {} : { thread_ts: options.threadTs }),
        ...(options.metadata === undefined
          ? {}
          : { metadata: { event_type: options.metadata.eventType, event_payload: { ...options.metadata.payload } } }),
      }),
    );
    return { channel: result.channel ?? channel, ts: result.ts ?? '' };
  }

  async function update({ channel, ts }: Posted, message: Message): Promise<void> {
    await fitting(message, (sent) => client.chat.update({ channel, ts, ...parts(sent) }));
  }

  async function home(userId: string, blocks: readonly Block[]): Promise<void> {
    try {
      await client.views.publish({ user_id: userId, view: homeView(blocks) });
    } catch (error) {
      onFallback(error);
      if (now() - (homesToldAt.get(userId) ?? Number.NEGATIVE_INFINITY) < DAY_MS) return;
      homesToldAt.set(userId, now());
      await client.chat.postMessage({ channel: userId, ...parts(NO_HOME), ...QUIET });
    }
  }

  return {
    answer,
    post,
    direct: (userId, message) => post(userId, message),
    inPlace: (responseUrl, message) =>
      fitting(message, (sent) => respond(responseUrl, { message: sent, replace: false, seenBy: 'everybody' })),
    update,
    home,
  };
}

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

const NO_HOME = sentence(
  say`Slack did not take your Home page of Floorwalker. The commands work all the same: \`/agent-live help\`. I will not write about this again today.`,
);

/** An edit without blocks would keep the old ones, were they not taken away. */
const parts = ({ text, blocks }: Message) => ({ text, blocks: [...blocks] });
