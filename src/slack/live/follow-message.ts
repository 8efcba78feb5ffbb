import { formatQuantity } from '../../domain/format.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { CardView, EndedCardView, LiveCardView } from '../../reports/follow/card.ts';
import type { Pushes } from '../../reports/follow/person.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import { sentenceMessage } from '../kit/failure.ts';
import { fittingLines } from '../kit/lines.ts';
import { clock, escapeText, type Message, timeToken } from '../kit/message.ts';
import { plainName, shownName } from '../kit/names.ts';
import { section, sections, smallPrint } from '../kit/paragraphs.ts';
import { buttons } from './buttons.ts';
import { tellPerson } from './person.ts';
import { forBlocks, forText, type LiveView, type Telling } from './telling.ts';

/** A card in the asker's direct messages that follows one person: its state first, then what is known of them. */
export function cardMessage(card: CardView, view: LiveView): Message {
  const { answer } = card;
  const tell = (telling: Telling, moment: Moment) => ({
    state: card.kind === 'live' ? liveState(card, telling, moment) : endedState(card, telling, moment),
    ...tellPerson(answer, card.kind === 'live' ? timeless(telling) : telling),
  });
  const shown = tell(forBlocks(view, answer), (at) => timeToken(at, view.timeZone, 'seconds'));
  const spoken = tell(forText(view, answer), (at) => clock(at, view.timeZone, 'seconds'));
  const badge = shown.state.join('\n');
  return {
    text: fittingLines([
      spoken.headline,
      ...spoken.state,
      ...spoken.facts,
      ...spoken.conversations,
      ...spoken.notes,
      spoken.source,
    ]),
    blocks: [
      section(shown.headline),
      section(badge),
      ...sections(shown.facts),
      ...shown.conversations.map(section),
      ...smallPrint(shown.notes),
      ...smallPrint([shown.source]),
      ...cardButtons(card, view),
    ],
  };
}

/** How long something has lasted is wrong a second later, and a live card may stand for a minute: it says since when. */
function timeless(telling: Telling): Telling {
  return { ...telling, lasted: () => undefined };
}

function cardButtons({ kind, answer }: CardView, view: LiveView) {
  const { question, status } = answer;
  return buttons({
    actions: kind === 'live' ? ['live_stop'] : ['live_follow', 'live_stats_today'],
    question,
    whose: plainName(status.agent.name),
    view,
    personId: status.agent.id,
    labels: { live_follow: 'Follow again', live_stop: 'Stop following' },
  });
}

/** To the second: on a card that follows somebody a minute is long. */
type Moment = (at: Instant) => string;

/** The first words say whether the card can be relied on; only a card whose changes are pushed says "live". */
function liveState({ answer, until, pushes, old, failure }: LiveCardView, telling: Telling, moment: Moment) {
  const asOf = `as of ${moment(answer.asOf)}`;
  const end = telling.time(until);
  if (old) {
    const why = failure === undefined ? '' : ` ${BUSY[failure] ?? 'Genesys Cloud cannot be read at the moment.'}`;
    return [
      `${telling.strong('Not up to date')} · ${asOf}`,
      `Something may have changed since then.${why} Tried again until ${end}.`,
    ];
  }
  if (pushes.kind === 'live') return [`${telling.strong(`Live until ${end}`)} · ${asOf}`];
  return [`${telling.strong(`Checked every few seconds until ${end}`)} · ${asOf}`, notPushed(pushes)];
}

const BUSY: Readonly<Partial<Record<NonNullable<LiveCardView['failure']>, string>>> = {
  'rate-limited': 'Genesys Cloud is busy.',
  forbidden: 'Genesys Cloud refuses to let this app read it.',
  'not-found': 'Genesys Cloud does not know this person any more.',
};

function notPushed(pushes: Exclude<Pushes, { kind: 'live' }>): string {
  if (pushes.kind === 'interrupted') return 'The connection over which Genesys Cloud tells of changes is interrupted.';
  const lacking = pushes.missingPermissions.map((each) => `\`${escapeText(each)}\``).join(' or ');
  const why = lacking === '' ? '' : `: the app lacks ${lacking}`;
  return `Genesys Cloud does not tell this app of changes${why}.`;
}

function endedState({ answer, why, endedAt }: EndedCardView, telling: Telling, moment: Moment): readonly string[] {
  const name = shownName(answer.status.agent.name);
  return [
    `${telling.strong(`Ended at ${telling.time(endedAt)}`)} · as of ${moment(answer.asOf)}`,
    {
      time: 'The time of this card is over; it does not change any more.',
      stopped: 'You stopped it; it does not change any more.',
      shutdown: 'The app is being restarted; this card does not change any more.',
      'not-allowed': `You may not see what ${name} is doing any more, so nothing newer is shown.`,
    }[why],
  ];
}

/** Tells where the card is that somebody asked for. */
export function followingMessage(answer: PersonAnswer, until: Instant, { timeZone }: LiveView): Message {
  return sentenceMessage(
    `You follow ${shownName(answer.status.agent.name)} in your direct messages with me until ${clock(until, timeZone)}.`,
  );
}

export function alreadyFollowingMessage(until: Instant | undefined, timeZone: string): Message {
  const when = until === undefined ? '' : ` It goes on until ${clock(until, timeZone)}.`;
  return sentenceMessage(`You have this card already: it is in your direct messages with me.${when}`);
}

export function noRoomMessage(most: number): Message {
  return sentenceMessage(
    `${formatQuantity(most, 'card')} are being kept up to date at the moment, which is as many as Slack allows. Try again in a few minutes, or ask \`/agent-live\` and press Refresh.`,
  );
}

export function restartingMessage(): Message {
  return sentenceMessage('The app is being restarted. Try again in a minute.');
}

/** In the place of a card of which the app knows nothing any more, as after a crash. */
export function lostCardMessage(question: LiveQuestion, view: LiveView): Message {
  const gone = 'This card ended when the app was restarted. What it showed may be long out of date.';
  return {
    text: gone,
    blocks: [
      section(gone),
      ...buttons({
        actions: ['live_follow'],
        question,
        whose: 'the same person',
        view,
        labels: { live_follow: 'Follow again' },
      }),
    ],
  };
}
