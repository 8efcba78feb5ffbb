import { z } from 'zod';
import type { Posting } from '../../domain/posting.ts';
import type { PostedSummary, Poster, Run } from '../../summaries/run.ts';
import type { Outbox, Posted } from '../outbox.ts';
import type { People } from '../people/people.ts';
import { notSent, slackErrorCode } from '../slack-error.ts';
import { ownerlessMessage, ownerNewsMessage } from './owner.ts';
import { detailsMessage, headlineMessage } from './post.ts';

/** What a message of a summary carries, so that it is found again after a crash. Nothing in it is about people. */
const EVENT_TYPE = 'floorwalker_summary';
type Part = 'headline' | 'details';

/** Slack's history of a channel, with the metadata of our own messages. Needs `channels:history`, `groups:history`. */
export interface HistoryClient {
  readonly chat: { getPermalink(of: { readonly channel: string; readonly message_ts: string }): Promise<unknown> };
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

const OLDER_MS = 60_000;
const PAGE = 100;
const MOST_PAGES = 10;

const messagesSchema = z.array(
  z.object({
    ts: z.string(),
    metadata: z
      .object({ event_type: z.string(), event_payload: z.object({ run: z.string(), part: z.string() }).partial() })
      .optional()
      .catch(undefined),
  }),
);
type Found = z.infer<typeof messagesSchema>[number];

/**
 * Posts summaries.
 *
 * @param parts.outbox over a client that never tries again by itself: what it does not hear of may have been accepted,
 *   and a second try would be a second post
 */
export function createSummaryPoster(parts: {
  readonly outbox: Pick<Outbox, 'post' | 'update' | 'direct'>;
  readonly client: HistoryClient;
  readonly kindOf: People['kindOf'];
  /** Slack ids of those who are told of a summary whose owner has left. */
  readonly admins: readonly string[];
}): Poster {
  const { outbox, client, kindOf, admins } = parts;

  const metadataOf = (run: Run, part: Part) => ({ eventType: EVENT_TYPE, payload: { run: run.name, part } });

  async function headlineInHistory(run: Run): Promise<string | undefined> {
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await client.conversations.history({
        channel: run.schedule.channel,
        oldest: String((run.due.at - OLDER_MS) / 1000),
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor !== undefined && { cursor }),
      });
      const found = partOf(answer.messages, run, 'headline');
      if (found !== undefined) return found.ts;
      cursor = answer.response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') return undefined;
    }
    return undefined;
  }

  async function find(run: Run): Promise<PostedSummary | undefined> {
    const ts = await headlineInHistory(run);
    if (ts === undefined) return undefined;
    const { channel } = run.schedule;
    const replies = await client.conversations.replies({ channel, ts, limit: PAGE, include_all_metadata: true });
    return { ts, detailsTs: partOf(replies.messages, run, 'details')?.ts };
  }

  return {
    headline: (run, summary, { late }) =>
      posting(() =>
        outbox.post(run.schedule.channel, headlineMessage(run, summary, { late }), {
          metadata: metadataOf(run, 'headline'),
        }),
      ),
    details: async (run, summary, headlineTs) =>
      summary.kind === 'quiet'
        ? { kind: 'posted', ts: headlineTs }
        : posting(async () => {
            const { channel } = run.schedule;
            // In a thread that is not there any more Slack posts at the root of the channel, and calls it well done.
            await client.chat.getPermalink({ channel, message_ts: headlineTs });
            return outbox.post(channel, detailsMessage(run, summary), {
              threadTs: headlineTs,
              metadata: metadataOf(run, 'details'),
            });
          }),
    edit: (run, summary, { ts, detailsTs }) =>
      posting(async () => {
        const { channel } = run.schedule;
        await outbox.update({ channel, ts }, headlineMessage(run, summary, { late: false, edited: true }));
        if (detailsTs !== undefined && summary.kind === 'summary') {
          await outbox.update({ channel, ts: detailsTs }, detailsMessage(run, summary));
        }
        return { channel, ts };
      }),
    find: async (run) => {
      try {
        return (await find(run)) ?? 'absent';
      } catch (error) {
        if (CANNOT_LOOK.includes(slackErrorCode(error) ?? '')) return 'cannot-look';
        throw error;
      }
    },
    tell: async (schedule, news) => {
      const { slackUserId } = schedule.owner;
      // Where Slack does not say, they are taken for the member that they were.
      const kind = await kindOf(slackUserId).catch(() => 'member' as const);
      if (kind === 'member') {
        await outbox.direct(slackUserId, ownerNewsMessage(schedule, news));
        return;
      }
      // Whoever has left reads nothing: those who administer the app can take it over. One of them is enough.
      await Promise.any(admins.map((admin) => outbox.direct(admin, ownerlessMessage(schedule))));
    },
  };
}

const CANNOT_LOOK = ['missing_scope', 'not_in_channel', 'channel_not_found', 'no_permission'];

function partOf(messages: unknown, run: Run, part: Part): Found | undefined {
  return messagesSchema
    .parse(messages ?? [])
    .find(
      ({ metadata }) =>
        metadata?.event_type === EVENT_TYPE &&
        metadata.event_payload.run === run.name &&
        metadata.event_payload.part === part,
    );
}

async function posting(post: () => Promise<Posted>): Promise<Posting> {
  try {
    return { kind: 'posted', ts: (await post()).ts };
  } catch (error) {
    return notSent(error);
  }
}
