import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { LastRunOf } from '../../summaries/last-run.ts';
import type { Posting } from '../../summaries/run.ts';
import type { Schedules } from '../../summaries/schedules.ts';
import type { Asked, Outcome } from '../feature.ts';
import { sentence } from '../kit/render.ts';
import { say } from '../kit/say.ts';
import { type ListedSchedule, listMessage } from './list.ts';
import { postRefusalSentence } from './owner.ts';
import type { Which } from './words.ts';

/** Finds the schedule that is meant, among those that the asker may change. */
export interface SummaryChoice {
  /** Their own; an administrator's are all. */
  readonly manageable: (asked: Asked) => Promise<readonly Schedule[]>;
  readonly listed: (schedules: readonly Schedule[]) => Promise<readonly ListedSchedule[]>;
  /** Does it with the one that is meant; of several, shows them with their buttons. */
  readonly one: (asked: Asked, which: Which, work: (schedule: Schedule) => Promise<Outcome>) => Promise<Outcome>;
  readonly gone: () => Outcome;
  readonly notPosted: (posting: Exclude<Posting, { kind: 'posted' }>) => Outcome;
}

export function createSummaryChoice(parts: {
  readonly schedules: Pick<Schedules, 'all'>;
  readonly lastRunOf: LastRunOf;
  readonly admins: readonly string[];
  readonly now: () => Instant;
}): SummaryChoice {
  const { schedules, lastRunOf, admins, now } = parts;

  async function manageable({ asker }: Asked): Promise<readonly Schedule[]> {
    const all = await schedules.all();
    if (admins.includes(asker.slackUserId)) return all;
    return all.filter(({ owner }) => owner.slackUserId === asker.slackUserId);
  }

  async function listed(of: readonly Schedule[]): Promise<readonly ListedSchedule[]> {
    return Promise.all(of.map(async (schedule) => ({ schedule, last: await lastRunOf(schedule) })));
  }

  /** One that is not theirs is told apart from one that does not exist by nothing. */
  function gone(): Outcome {
    return {
      outcome: 'no-such-schedule',
      message: sentence(say`There is no such daily summary of yours. \`/agent-summary list\` shows those there are.`),
    };
  }

  return {
    manageable,
    listed,
    gone,
    one: async (asked, { id, channel }, work) => {
      const fitting = (await manageable(asked)).filter(
        (schedule) =>
          (id === undefined || schedule.id === id) && (channel === undefined || schedule.channel === channel),
      );
      const [schedule, ...others] = fitting;
      if (schedule === undefined) return gone();
      if (others.length === 0) return work(schedule);
      const view = { now: now(), timeZone: asked.asker.timeZone };
      const message = listMessage(await listed(fitting), view, 'Several fit. Which one do you mean?');
      return { outcome: 'several-schedules', message };
    },
    notPosted: (posting) => {
      switch (posting.kind) {
        case 'refused':
          return {
            outcome: posting.why,
            message: sentence(say`It could not be posted: ${postRefusalSentence(posting.why)}`),
          };
        case 'later':
          return {
            outcome: 'rate-limited',
            message: sentence(say`Slack does not take it at the moment. Try again in a minute.`),
          };
        case 'unknown':
          return {
            outcome: 'unconfirmed',
            message: sentence(say`Slack did not confirm the post. Look into the channel before you try again.`),
          };
        default:
          return posting satisfies never;
      }
    },
  };
}
