import { z } from 'zod';
import type { Posted } from './outbox.ts';
import { type NotSent, notSent, slackErrorCode } from './wire/slack-error.ts';

/** Slack's history of a channel, with the metadata of our own messages. Needs `channels:history`, `groups:history`. */
export interface HistoryClient {
  readonly conversations: {
    history(of: {
      readonly channel: string;
      readonly oldest: string;
      readonly limit: number;
      readonly include_all_metadata: true;
      readonly cursor?: string;
    }): Promise<{ readonly messages?: unknown; readonly response_metadata?: { readonly next_cursor?: string } }>;
    replies(of: {
      readonly channel: string;
      readonly ts: string;
      readonly limit: number;
      readonly include_all_metadata: true;
    }): Promise<{ readonly messages?: unknown }>;
  };
}

/** What a message of ours carries, so that it is found again after a crash. Nothing in it is about people. */
export interface Mark {
  readonly eventType: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** The clocks of Slack and of this machine differ by a little. */
const OLDER_MS = 60_000;
const PAGE = 100;
const MOST_PAGES = 10;

const messagesSchema = z.array(
  z.object({
    ts: z.string(),
    metadata: z
      .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
      .optional()
      .catch(undefined),
  }),
);

/**
 * The message in a channel that carries this mark, posted at a moment or later.
 *
 * @returns its `ts`
 */
export async function markedInHistory(
  { conversations }: HistoryClient,
  { channel, since, mark }: { readonly channel: string; readonly since: number; readonly mark: Mark },
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await conversations.history({
      channel,
      oldest: String((since - OLDER_MS) / 1000),
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor !== undefined && { cursor }),
    });
    const found = marked(answer.messages, mark);
    if (found !== undefined) return found;
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return undefined;
  }
  return undefined;
}

/** The same among the replies to a message. */
export async function markedInThread(
  { conversations }: HistoryClient,
  { channel, ts, mark }: { readonly channel: string; readonly ts: string; readonly mark: Mark },
): Promise<string | undefined> {
  const replies = await conversations.replies({ channel, ts, limit: PAGE, include_all_metadata: true });
  return marked(replies.messages, mark);
}

function marked(messages: unknown, { eventType, payload }: Mark): string | undefined {
  const fits = (carried: Readonly<Record<string, unknown>>) =>
    Object.entries(payload).every(([key, value]) => carried[key] === value);
  return messagesSchema
    .parse(messages ?? [])
    .find(({ metadata }) => metadata?.event_type === eventType && fits(metadata.event_payload))?.ts;
}

const CANNOT_LOOK = ['missing_scope', 'not_in_channel', 'channel_not_found', 'no_permission'];

/** What was found, or whether nothing is there, or nobody lets this app look. */
export async function lookedFor<T>(find: () => Promise<T | undefined>): Promise<T | 'absent' | 'cannot-look'> {
  try {
    return (await find()) ?? 'absent';
  } catch (error) {
    if (CANNOT_LOOK.includes(slackErrorCode(error) ?? '')) return 'cannot-look';
    throw error;
  }
}

/** A post that is made once: what is not known for certain may have been accepted. */
export async function posting(post: () => Promise<Posted>): Promise<({ readonly kind: 'posted' } & Posted) | NotSent> {
  try {
    const { channel, ts } = await post();
    return { kind: 'posted', channel, ts };
  } catch (error) {
    return notSent(error);
  }
}
