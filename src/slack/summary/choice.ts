import type { Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { Names } from '../../reports/people/names.ts';
import type { Schedules } from '../../summaries/kept-schedules.ts';
import type { LastRunOf } from '../../summaries/last-run.ts';
import type { OutOfTurn } from '../../summaries/out-of-turn.ts';
import type { Asked, Help, Outcome } from '../feature.ts';
import type { Form } from '../kit/form.ts';
import { sentence } from '../kit/render.ts';
import { say } from '../kit/say.ts';
import type { Outbox } from '../outbox.ts';
import type { Audience, Channels } from '../people/audience.ts';
import type { People } from '../people/people.ts';
import { type ListedSchedule, type ListView, listMessage } from './list.ts';
import type { Which } from './words.ts';

/** What `/agent-summary` works with. */
export interface SummaryParts {
  readonly schedules: Schedules;
  readonly outOfTurn: OutOfTurn;
  readonly lastRunOf: LastRunOf;
  readonly people: Pick<People, 'asker' | 'emailOf'>;
  /** The names that may stand in a sentence. */
  readonly names: Names;
  readonly audience: (channelId: string) => Promise<Audience>;
  readonly posting: Channels['posting'];
  readonly outbox: Pick<Outbox, 'direct'>;
  readonly openView: (triggerId: string, form: Form) => Promise<void>;
  readonly help: Help;
  /** Slack ids of those who may see and change everybody's schedules. */
  readonly admins: readonly string[];
  /** Writes what an administrator did to somebody else's schedule. */
  readonly audited: (by: Asker, what: string, schedule: Named) => void;
  /** Called after a change, so that what is due soon is not missed. */
  readonly onChange: () => void;
  readonly now: () => Instant;
}

/** Those that the asker may change: their own; an administrator's are all. */
async function manageable({ schedules, admins }: SummaryParts, { asker }: Asked): Promise<readonly Schedule[]> {
  const all = await schedules.all();
  if (admins.includes(asker.slackUserId)) return all;
  return all.filter(({ owner }) => owner.slackUserId === asker.slackUserId);
}

export async function listAll(parts: SummaryParts, asked: Asked): Promise<Outcome> {
  const listed = await withLastRuns(parts, await manageable(parts, asked));
  return { outcome: 'answered', message: listMessage(listed, viewFor(parts, asked), 'Daily summaries') };
}

/** Does it with the one that is meant; of several, shows them with what can be done with each. */
export async function withTheOne(
  parts: SummaryParts,
  asked: Asked,
  { id, channel }: Which,
  work: (schedule: Schedule) => Promise<Outcome>,
): Promise<Outcome> {
  const fitting = (await manageable(parts, asked)).filter(
    (schedule) => (id === undefined || schedule.id === id) && (channel === undefined || schedule.channel === channel),
  );
  const [schedule, ...others] = fitting;
  if (schedule === undefined) return gone();
  if (others.length === 0) return work(schedule);
  const listed = await withLastRuns(parts, fitting);
  const message = listMessage(listed, viewFor(parts, asked), 'Several fit. Which one do you mean?');
  return { outcome: 'several-schedules', message };
}

export function withLastRuns(
  { lastRunOf }: Pick<SummaryParts, 'lastRunOf'>,
  of: readonly Schedule[],
): Promise<readonly ListedSchedule[]> {
  return Promise.all(of.map(async (schedule) => ({ schedule, last: await lastRunOf(schedule) })));
}

/** One that is not theirs is told apart from one that does not exist by nothing. */
export function gone(): Outcome {
  return {
    outcome: 'no-such-schedule',
    message: sentence(say`There is no such daily summary of yours. \`/agent-summary list\` shows those there are.`),
  };
}

export function viewFor({ now }: Pick<SummaryParts, 'now'>, { asker }: Pick<Asked, 'asker'>): ListView {
  return { now: now(), timeZone: asker.timeZone };
}
