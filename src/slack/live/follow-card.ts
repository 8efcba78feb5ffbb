import { formatQuantity } from '../../domain/format.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { CardView, EndedCardView, LiveCardView } from '../../reports/follow/card.ts';
import type { Pushes } from '../../reports/follow/person.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import type { Card } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render, sentence } from '../kit/render.ts';
import { code, type Line, lineOf, moment, name, say, strong } from '../kit/say.ts';
import { buttons } from './buttons.ts';
import { headline } from './headline.ts';
import { lacking } from './missing.ts';
import { PERSON_API, personLines, personNotes } from './person.ts';
import { at, type LiveView, type Times } from './times.ts';

/** A card in the asker's direct messages that follows one person: their state first, then whether it can be relied on. */
export function followMessage(card: CardView, view: LiveView): Message {
  const { answer, kind } = card;
  // How long something has lasted is wrong a second later; a live card may stand for a minute, and a frozen one for ever.
  const times: Times = { asOf: answer.asOf, timeZone: view.timeZone, standing: true };
  return render({
    head: [strong(headline(answer, times)), ...(kind === 'live' ? liveState(card, times) : endedState(card, times))],
    body: [{ kind: 'lines', lines: personLines(answer, times) }],
    notes: [...personNotes(answer), lineOf(PERSON_API)],
    buttons: followButtons(card, view),
  });
}

function followButtons({ kind, answer }: CardView, view: LiveView): Card['buttons'] {
  const { question, status } = answer;
  return buttons(
    {
      row: kind === 'live' ? ['live_stop'] : ['live_follow', 'live_stats_today'],
      more: ['live_details'],
      question,
      whose: status.agent.name,
      person: status.agent,
      labels: { live_follow: 'Follow again' },
    },
    view,
  );
}

/** To the second: on a card that follows somebody a minute is long. */
const asOf = ({ asOf: read, timeZone }: Times): Line => say`as of ${moment(read, timeZone, 'seconds')}`;

/** The first words say whether the card can be relied on; only a card whose changes are pushed says "live". */
function liveState({ until, pushes, old, failure }: LiveCardView, times: Times): readonly Line[] {
  const end = at(times, until);
  if (old) {
    const why = failure === undefined ? '' : ` ${BUSY[failure] ?? 'Genesys Cloud cannot be read at the moment.'}`;
    return [
      say`${strong('Not up to date')} · ${asOf(times)}`,
      say`Something may have changed since then.${why} Tried again until ${end}.`,
    ];
  }
  if (pushes.kind === 'live') return [say`${strong(say`Live until ${end}`)} · ${asOf(times)}`];
  return [say`${strong(say`Checked every few seconds until ${end}`)} · ${asOf(times)}`, notPushed(pushes)];
}

const BUSY: Readonly<Partial<Record<NonNullable<LiveCardView['failure']>, string>>> = {
  'rate-limited': 'Genesys Cloud is busy.',
  forbidden: 'Genesys Cloud refuses to let this app read it.',
  'not-found': 'Genesys Cloud does not know this person any more.',
};

function notPushed(pushes: Exclude<Pushes, { kind: 'live' }>): Line {
  if (pushes.kind === 'interrupted')
    return say`The connection over which Genesys Cloud tells of changes is interrupted.`;
  const { missingPermissions } = pushes;
  const why = missingPermissions.length === 0 ? '' : say`: the app lacks ${lacking(missingPermissions)}`;
  return say`Genesys Cloud does not tell this app of changes${why}.`;
}

function endedState({ answer, why, endedAt }: EndedCardView, times: Times): readonly Line[] {
  return [
    say`${strong(say`Ended at ${at(times, endedAt)}`)} · ${asOf(times)}`,
    {
      time: say`The time of this card is over; it does not change any more.`,
      stopped: say`You stopped it; it does not change any more.`,
      shutdown: say`The app is being restarted; this card does not change any more.`,
      'not-allowed': say`You may not see what ${name(answer.status.agent.name)} is doing any more, so nothing newer is shown.`,
    }[why],
  ];
}

/** Tells where the card is that somebody asked for. */
export function followingMessage(answer: PersonAnswer, until: Instant, { timeZone }: LiveView): Message {
  return sentence(
    say`You follow ${name(answer.status.agent.name)} in your direct messages with me until ${moment(until, timeZone)}.`,
  );
}

export function alreadyFollowingMessage(until: Instant | undefined, timeZone: string): Message {
  const when = until === undefined ? '' : say` It goes on until ${moment(until, timeZone)}.`;
  return sentence(say`You have this card already: it is in your direct messages with me.${when}`);
}

export function noRoomMessage(most: number): Message {
  return sentence(
    say`${formatQuantity(most, 'card')} are being kept up to date at the moment, which is as many as Slack allows. Try again in a few minutes, or ask ${code('/agent-live')} and press Refresh.`,
  );
}

export function enoughCardsMessage(most: number): Message {
  return sentence(
    say`You are following ${formatQuantity(most, 'person', 'people')} already, which is as many as one may: more would leave others without. Press “Stop following” on one of those cards, or ask ${code('/agent-live')} for several people at once.`,
  );
}

export function restartingMessage(): Message {
  return sentence(say`The app is being restarted. Try again in a minute.`);
}

/** In the place of a card of which the app knows nothing any more, as after a crash. */
export function lostCardMessage(question: LiveQuestion, view: LiveView): Message {
  return lostCard(
    say`This card ended when the app was restarted. What it showed may be long out of date.`,
    question,
    view,
  );
}

/** Below a card of which nobody knows whether Slack has taken it: the process that posted it died just then. */
export function doubtfulCardMessage(question: LiveQuestion, view: LiveView): Message {
  const told = say`The card that you asked for ended when the app was restarted. If it stands above, it does not change any more.`;
  return lostCard(told, question, view);
}

function lostCard(told: Line, question: LiveQuestion, view: LiveView): Message {
  return render({
    head: [told],
    buttons: buttons(
      { row: ['live_follow'], more: [], question, whose: 'the same person', labels: { live_follow: 'Follow again' } },
      view,
    ),
  });
}
