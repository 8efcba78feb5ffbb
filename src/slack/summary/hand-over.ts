import type { Asker } from '../../domain/asker.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Asked, Outcome } from '../feature.ts';
import type { Message } from '../kit/message.ts';
import { render, sentence } from '../kit/render.ts';
import { channel, mention, say } from '../kit/say.ts';
import { changed, mayNot, tellingOwner } from './acts.ts';
import type { SummaryParts } from './choice.ts';
import { scheduleParts } from './list.ts';
import { detailsMessage, headlineMessage } from './post.ts';
import { refusedSummarySentence } from './refused.ts';

/**
 * Gives a schedule to somebody else. It is paused until they resume it, and they are shown before what it will say then:
 * what they may see is not lent to a channel that they have not agreed to.
 */
export async function handOver(parts: SummaryParts, schedule: Schedule, to: string, asked: Asked): Promise<Outcome> {
  const refusal = mayNot({ by: 'administrators too', configured: false }, schedule, asked);
  if (refusal !== undefined) return refusal;
  const heir = await parts.people.asker({ userId: to, teamIds: [] });
  if (heir.kind !== 'member') {
    const message = sentence(
      say`${mention(to)} is no full member of this workspace, so they cannot own a summary. Choose somebody else.`,
    );
    return { outcome: 'not-a-member', message };
  }
  const owner = { slackUserId: to, slackTeamId: heir.slackTeamId };
  // Worked out first: when Genesys Cloud does not answer, nothing has changed.
  const shown = await whatItWillSay(parts, { ...schedule, owner, state: 'paused' }, heir, asked);
  await parts.schedules.pause(schedule.id);
  const outcome = await changed(parts, asked, {
    outcome: 'handed-over',
    what: say`Handed over to ${mention(to)}. It is paused until they resume it, and then shows what they may see.`,
    change: parts.schedules.change(schedule.id, { owner }),
  });
  if (outcome.outcome !== 'handed-over') return outcome;
  for (const message of shown) await parts.outbox.direct(to, message);
  return tellingOwner(parts, schedule, asked, say`handed over to ${mention(to)}`, outcome);
}

/** For the heir alone: what it is, what it would post with what they may see, and last how to agree to that. */
async function whatItWillSay(
  { outOfTurn, now }: SummaryParts,
  schedule: Schedule,
  heir: Asker,
  { asker }: Asked,
): Promise<readonly Message[]> {
  const { run, summary } = await outOfTurn.preview(schedule);
  const from = say`${mention(asker.slackUserId)} handed this daily summary over to you.`;
  const item = scheduleParts([{ schedule }], { now: now(), timeZone: heir.timeZone });
  if (summary.kind === 'refused') {
    const why = say`It is paused, and could not post anything for you: ${refusedSummarySentence(summary.answer)}`;
    return [render({ head: [from, why], body: item })];
  }
  const where = channel(schedule.channel);
  return [
    sentence(say`${from} It is paused. With what you may see it would post this in ${where}:`),
    headlineMessage(run, summary, { late: false }),
    ...(summary.kind === 'summary' ? [detailsMessage(run, summary)] : []),
    render({
      head: [say`It is paused: if you agree that it shows this in ${where}, resume it.`],
      body: item,
      buttons: { row: [{ action: 'summary_resume', label: 'Resume it', value: schedule.id, style: 'primary' }] },
    }),
  ];
}
