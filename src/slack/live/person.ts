import { formatQuantity } from '../../domain/format.ts';
import type { LiveConversation } from '../../domain/live/status.ts';
import type { Instant } from '../../domain/time.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import { fittingLines } from '../kit/lines.ts';
import type { Message } from '../kit/message.ts';
import { plainName, shownName } from '../kit/names.ts';
import { section, sections, smallPrint } from '../kit/paragraphs.ts';
import { buttons, missingLines, sharedLines } from './buttons.ts';
import { headline } from './headline.ts';
import { forBlocks, forText, freshness, type LiveView, since, type Telling } from './telling.ts';
import { filterWords, mediaWords, presenceWords, ROUTING_WORDS, stateWords } from './words.ts';

/** More sections than this are no answer on a phone. */
const MOST_SHOWN = 15;

/** One person: a first line that answers, then what it rests on. */
export function personMessage(answer: PersonAnswer, view: LiveView): Message {
  const [forEyes, forEars] = [forBlocks(view, answer), forText(view, answer)];
  const [shown, spoken] = [tellPerson(answer, forEyes), tellPerson(answer, forEars)];
  const source = (of: PersonTold, telling: Telling) => `${of.source} · ${freshness(telling, answer, view.now)}`;
  return {
    text: fittingLines([
      spoken.headline,
      ...spoken.facts,
      ...spoken.conversations,
      ...spoken.notes,
      source(spoken, forEars),
      ...sharedLines(view),
    ]),
    blocks: [
      section(shown.headline),
      ...sections(shown.facts),
      ...shown.conversations.map(section),
      ...smallPrint(shown.notes),
      ...smallPrint([source(shown, forEyes), ...sharedLines(view)]),
      ...buttons({
        actions: ['live_refresh', 'live_follow', 'live_stats_today', 'live_share'],
        question: answer.question,
        whose: plainName(answer.status.agent.name),
        view,
        personId: answer.status.agent.id,
      }),
    ],
  };
}

export interface PersonTold {
  readonly headline: string;
  readonly facts: readonly string[];
  readonly conversations: readonly string[];
  readonly notes: readonly string[];
  /** What was asked and who said so, without when. */
  readonly source: string;
}

/** What there is to say of one person, in whatever kind of message. */
export function tellPerson(answer: PersonAnswer, telling: Telling): PersonTold {
  const { shown } = answer;
  return {
    headline: headline(answer, telling),
    facts: facts(answer, telling),
    conversations: shown.slice(0, MOST_SHOWN).map((each) => conversationText(each, telling)),
    notes: notes(answer),
    source: sourceOf(answer),
  };
}

function facts({ status, presenceLabel, inNoQueue }: PersonAnswer, telling: Telling): readonly string[] {
  const { presence, routing, outOfOffice } = status;
  return [
    presence === undefined
      ? 'Presence: unknown'
      : `Presence: ${telling.strong(presenceWords(presence, presenceLabel))}${since(telling, presence.since)}`,
    routing === undefined
      ? 'Routing: unknown'
      : `Routing: ${ROUTING_WORDS[routing.status]}${since(telling, routing.since)}`,
    ...(outOfOffice ? ['Out of office is switched on'] : []),
    ...(inNoQueue === true ? ['In no queue: no conversation of a queue is routed to them'] : []),
  ];
}

function conversationText(conversation: LiveConversation, telling: Telling): string {
  const { queue, role, state, stateSince, handlingSince, startedAt, wrapUp, unread } = conversation;
  const title = [
    telling.strong(mediaWords(conversation)),
    ...(queue === undefined ? [] : [`queue ${shownName(queue.name)}`]),
    ...(role === 'agent' ? [] : [ROLES[role]]),
  ];
  const times = [
    ...(handlingSince === undefined ? [] : [`handling it${since(telling, handlingSince)}`]),
    ...(startedAt === undefined ? [] : [`began ${telling.time(startedAt)}${ago(telling, startedAt)}`]),
  ];
  return [
    title.join(' · '),
    `${capital(stateWords(conversation))}${since(telling, stateSince)}`,
    ...(times.length === 0 ? [] : [capital(times.join(' · '))]),
    ...(wrapUp === undefined
      ? []
      : [`Wrap-up code: ${shownName(wrapUp.name)}${wrapUp.provisional ? ' (provisional)' : ''}`]),
    ...(unread
      ? [state === 'other' ? 'Its details were not read' : 'Its details were not read: this is the agent status alone']
      : []),
  ].join('\n');
}

const ROLES = {
  consulted: 'consulted',
  monitoring: 'monitoring a colleague',
  coaching: 'coaching a colleague',
  barging: 'barged in on a colleague',
} as const satisfies Record<Exclude<LiveConversation['role'], 'agent'>, string>;

function notes({ status, shown, missing, question }: PersonAnswer): readonly string[] {
  const left = status.conversations.length - shown.length;
  return [
    ...(shown.length > MOST_SHOWN ? [`${shown.length - MOST_SHOWN} more conversations are not listed here.`] : []),
    ...(left > 0 && filterWords(question) !== undefined
      ? [`${formatQuantity(left, 'other conversation')} not asked for.`]
      : []),
    ...(status.hidden > 0 ? [`${status.hidden} more not visible to this app (its divisions or permissions).`] : []),
    ...missingLines(missing),
  ];
}

/** Who was asked about and which API said so; an API that gave nothing is not named. */
function sourceOf({ status, missing, question }: PersonAnswer): string {
  const gone = new Set(missing.map(({ what }) => what));
  const apis = [
    ...(gone.has('agent-status') ? [] : ['agent status']),
    ...(gone.has('user') ? [] : ['user']),
    ...(gone.has('agent-status') && !gone.has('conversation-list') ? ['conversation details query'] : []),
    ...(status.conversations.some(({ unread }) => !unread) ? ['Conversations API'] : []),
  ];
  const asked = [shownName(status.agent.name), filterWords(question) ?? []].flat().join(' · ');
  return `Asked: ${asked} · Genesys Cloud live state (${apis.join(', ')})`;
}

function ago(telling: Telling, at: Instant): string {
  const lasted = telling.lasted(at);
  return lasted === undefined ? '' : ` (${lasted} ago)`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
