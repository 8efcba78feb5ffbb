import type { Alert, AlertPoster, AlertPosting, PostedAlert } from '../../alerts/ports.ts';
import type { AlertRule } from '../../alerts/rules/rule.ts';
import type { Outbox } from '../outbox.ts';
import type { People } from '../people/people.ts';
import { type HistoryClient, lookedFor, type Mark, markedInHistory, posting } from '../posted.ts';
import { type AlertView, alertMessage } from './message.ts';
import { ownerlessMessage, ownerNewsMessage } from './owner.ts';

/** What the message of an episode carries, so that it is found again after a crash. Nothing in it is about people. */
const EVENT_TYPE = 'floorwalker_alert';

/**
 * Posts alerts: one message an episode, which is edited while it lasts.
 *
 * @param parts.outbox sends each post once: what it does not hear of may have been accepted
 * @param parts.mentions whom a rule may call at all
 */
export function createAlertPoster(parts: {
  readonly outbox: Pick<Outbox, 'post' | 'update' | 'direct'>;
  readonly client: HistoryClient;
  readonly kindOf: People['kindOf'];
  /** Slack ids of those who are told of an alert whose owner has left. */
  readonly admins: readonly string[];
  readonly mentions: AlertView['mentions'];
}): AlertPoster {
  const { outbox, client, kindOf, admins, mentions } = parts;
  const messageOf = (alert: Alert) => alertMessage(alert, { mentions });

  async function sent(work: () => Promise<PostedAlert>): Promise<AlertPosting> {
    const made = await posting(work);
    return made.kind === 'posted' ? { kind: 'posted', posted: { channel: made.channel, ts: made.ts } } : made;
  }

  return {
    begin: (alert) => sent(() => outbox.post(addressOf(alert.rule), messageOf(alert), { metadata: markOf(alert) })),
    edit: (posted, alert) =>
      sent(async () => {
        await outbox.update(posted, messageOf(alert));
        return posted;
      }),
    find: (alert) =>
      lookedFor(async () => {
        const channel = addressOf(alert.rule);
        const ts = await markedInHistory(client, { channel, since: alert.episode.begunAt, mark: markOf(alert) });
        return ts === undefined ? undefined : { channel, ts };
      }),
    tell: async (rule, news) => {
      const { slackUserId } = rule.owner;
      // Where Slack does not say, they are taken for the member that they were.
      const kind = await kindOf(slackUserId).catch(() => 'member' as const);
      if (kind === 'member' && news.kind !== 'owner-left') {
        await outbox.direct(slackUserId, ownerNewsMessage(rule, news));
        return;
      }
      // Whoever has left reads nothing: those who administer the app can take it over. One of them is enough.
      await Promise.any(admins.map((admin) => outbox.direct(admin, ownerlessMessage(rule))));
    },
  };
}

/** A direct message is posted to the person. */
function addressOf({ to, owner }: AlertRule): string {
  return to.kind === 'channel' ? to.id : owner.slackUserId;
}

function markOf({ episode }: Alert): Mark {
  return { eventType: EVENT_TYPE, payload: { episode: episode.id } };
}
