import type { PostedSummary, Poster } from '../../summaries/ports.ts';
import type { Run } from '../../summaries/run.ts';
import type { Outbox } from '../outbox.ts';
import type { People } from '../people/people.ts';
import { type HistoryClient, lookedFor, type Mark, markedInHistory, markedInThread, posting } from '../posted.ts';
import { ownerlessMessage, ownerNewsMessage } from './owner.ts';
import { detailsMessage, headlineMessage } from './post.ts';

/** What a message of a summary carries, so that it is found again after a crash. Nothing in it is about people. */
const EVENT_TYPE = 'floorwalker_summary';
type Part = 'headline' | 'details';

/**
 * Posts summaries.
 *
 * @param parts.outbox over a client that never tries again by itself: what it does not hear of may have been accepted,
 *   and a second try would be a second post
 */
export function createSummaryPoster(parts: {
  readonly outbox: Pick<Outbox, 'post' | 'update' | 'direct'>;
  readonly client: HistoryClient & {
    readonly chat: { getPermalink(of: { readonly channel: string; readonly message_ts: string }): Promise<unknown> };
  };
  readonly kindOf: People['kindOf'];
  /** Slack ids of those who are told of a summary whose owner has left. */
  readonly admins: readonly string[];
}): Poster {
  const { outbox, client, kindOf, admins } = parts;

  const markOf = (run: Run, part: Part): Mark => ({ eventType: EVENT_TYPE, payload: { run: run.name, part } });

  async function find(run: Run): Promise<PostedSummary | undefined> {
    const { channel } = run.schedule;
    const ts = await markedInHistory(client, { channel, since: run.due.at, mark: markOf(run, 'headline') });
    if (ts === undefined) return undefined;
    return { ts, detailsTs: await markedInThread(client, { channel, ts, mark: markOf(run, 'details') }) };
  }

  return {
    headline: (run, summary, { late }) =>
      posting(() =>
        outbox.post(run.schedule.channel, headlineMessage(run, summary, { late }), {
          metadata: markOf(run, 'headline'),
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
              metadata: markOf(run, 'details'),
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
    find: (run) => lookedFor(() => find(run)),
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
