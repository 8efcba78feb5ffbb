import { capital, formatQuantity } from '../../domain/format.ts';
import type { LiveConversation } from '../../domain/live/status.ts';
import type { Instant } from '../../domain/time.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import type { Card } from '../kit/card.ts';
import { join, type Line, lineOf, name, say, strong } from '../kit/say.ts';
import { buttons } from './buttons.ts';
import { headline, type Subject, subjectOf } from './headline.ts';
import { missingLines } from './missing.ts';
import { at, type LiveView, lasted, sourceLine, type Times, timesOf } from './times.ts';
import { filterWords, mediaWords, presenceWords, ROUTING_WORDS, restingWords, stateWords } from './words.ts';

/** More lines than this are no answer on a phone. */
const MOST_SHOWN = 10;
const A_MINUTE_MS = 60_000;

/** One person: a first line that answers, then what it rests on. */
export function personCard(answer: PersonAnswer, view: LiveView): Card {
  const times = timesOf(answer, view);
  const { question, status } = answer;
  return {
    head: [strong(headline(answer, times))],
    body: [{ kind: 'lines', lines: personLines(answer, times) }],
    notes: [...personNotes(answer), sourceLine(PERSON_API, answer, view)],
    buttons: buttons(
      {
        row: ['live_follow', 'live_refresh', 'live_stats_today'],
        more: ['live_share_ask', 'live_details'],
        question,
        whose: status.agent.name,
        person: status.agent,
      },
      view,
    ),
  };
}

export const PERSON_API = 'Genesys live state';

/** What the first line rests on: each conversation in a line, and what else there is to know. */
export function personLines(answer: PersonAnswer, times: Times): readonly Line[] {
  const subject = subjectOf(answer);
  const listed = answer.shown.slice(0, MOST_SHOWN);
  const beside = besideLine(answer, subject, times);
  const [only, ...others] = listed.map((each) => conversationLine(each, subject, times));
  if (only !== undefined && others.length === 0 && beside !== undefined && beside.kind === 'short') {
    return [join([only, beside.line], ' · '), ...whyLines(answer, subject)];
  }
  const told = [...(only === undefined ? [] : [only]), ...others];
  return [...told, ...(beside === undefined ? [] : [capitalised(beside.line)]), ...whyLines(answer, subject)];
}

/** @example 'Voice, inbound · Billing EU · 9m on this call' */
function conversationLine(conversation: LiveConversation, subject: Subject, times: Times): Line {
  const { media, queue, role, handlingSince, stateSince, wrapUp } = conversation;
  const isToldAlready = subject.kind === 'conversation' && subject.conversation === conversation;
  const inIt = lasted(times, handlingSince, A_MINUTE_MS);
  const inState = lasted(times, stateSince);
  return join(
    [
      mediaWords(conversation),
      ...(queue === undefined ? [] : [name(queue.name, 40)]),
      ...(role === 'agent' ? [] : [ROLES[role]]),
      ...(isToldAlready
        ? []
        : [inState === undefined ? stateWords(conversation) : say`${stateWords(conversation)} ${inState}`]),
      ...(isToldAlready && inIt !== undefined && handlingSince !== stateSince
        ? [times.standing ? say`on it ${inIt}` : say`${inIt} on this ${THIS[media] ?? 'conversation'}`]
        : []),
      ...(wrapUp === undefined ? [] : [wrapUpWords(wrapUp)]),
    ],
    ' · ',
  );
}

const THIS: Readonly<Partial<Record<LiveConversation['media'], string>>> = {
  voice: 'call',
  callback: 'callback',
  chat: 'chat',
  email: 'e-mail',
  message: 'message',
  video: 'call',
};

const ROLES = {
  consulted: 'consulted',
  monitoring: 'monitoring a colleague',
  coaching: 'coaching a colleague',
  barging: 'barged in on a colleague',
} as const satisfies Record<Exclude<LiveConversation['role'], 'agent'>, string>;

interface Beside {
  /** Short enough to stand behind a conversation. */
  readonly kind: 'short' | 'long';
  readonly line: Line;
}

/** Presence and routing, where they explain the first line or do not agree with it. */
function besideLine({ status, presenceLabel }: PersonAnswer, subject: Subject, times: Times): Beside | undefined {
  const { presence, routing } = status;
  if (presence === undefined) return undefined;
  const since = presence.since === undefined ? '' : say` since ${at(times, presence.since)}`;
  const isOnQueue = routing !== undefined && routing.status !== 'off-queue' && routing.status !== 'unknown';
  if (presence.system === 'on-queue') {
    if (routing?.status === 'off-queue')
      return { kind: 'long', line: lineOf('off queue: no conversation is routed to them') };
    return subject.kind === 'presence' ? undefined : { kind: 'short', line: say`on queue${since}` };
  }
  if (subject.kind === 'presence') return undefined;
  // Whoever is off queue gets nothing new when this is over.
  const words = say`${restingWords(presence, presenceLabel)}${since}`;
  return isOnQueue
    ? { kind: 'long', line: say`presence: ${words}` }
    : { kind: 'short', line: say`off queue, ${words}` };
}

function whyLines({ status, inNoQueue }: PersonAnswer, subject: Subject): readonly Line[] {
  const isFree = status.routing?.status === 'idle';
  return [
    ...(subject.kind === 'not-responding' ? [say`Nothing new reaches them until they are back on queue.`] : []),
    ...(inNoQueue === true && isFree ? [say`No conversation of a queue is routed to them.`] : []),
    ...(status.outOfOffice ? [say`Out of office is switched on.`] : []),
  ];
}

export function personNotes({ status, shown, missing, question }: PersonAnswer): readonly Line[] {
  const left = status.conversations.length - shown.length;
  return [
    ...(shown.length > MOST_SHOWN ? [say`${shown.length - MOST_SHOWN} more conversations are not listed here.`] : []),
    ...(left > 0 && filterWords(question) !== undefined
      ? [say`${formatQuantity(left, 'other conversation')} not asked for.`]
      : []),
    ...(status.hidden > 0 ? [say`${status.hidden} more not visible to this app (its divisions or permissions).`] : []),
    ...missingLines(missing),
  ];
}

/** All that is known of presence, routing and each conversation, for "Details". */
export function personFacts(answer: PersonAnswer, times: Times): readonly Line[] {
  const { status, presenceLabel, shown } = answer;
  const { presence, routing } = status;
  const since = (instant: Instant | undefined) => (instant === undefined ? '' : say` since ${at(times, instant)}`);
  return [
    say`Presence: ${presence === undefined ? 'unknown' : presenceWords(presence, presenceLabel)}${since(presence?.since)}`,
    say`Routing: ${routing === undefined ? 'unknown' : ROUTING_WORDS[routing.status]}${since(routing?.since)}`,
    ...shown.slice(0, MOST_SHOWN).map((each) => factsOf(each, times)),
    ...whyLines(answer, subjectOf(answer)),
  ];
}

function factsOf(conversation: LiveConversation, times: Times): Line {
  const { queue, role, stateSince, handlingSince, startedAt, wrapUp, unread } = conversation;
  const when = (words: string, instant: Instant | undefined) =>
    instant === undefined ? [] : [say`${words} ${at(times, instant)}`];
  const state = stateWords(conversation);
  return join(
    [
      mediaWords(conversation),
      ...(queue === undefined ? [] : [say`queue ${name(queue.name, 40)}`]),
      ...(role === 'agent' ? [] : [ROLES[role]]),
      ...(stateSince === undefined ? [state] : when(`${state} since`, stateSince)),
      ...when('theirs since', handlingSince),
      ...when('began', startedAt),
      ...(wrapUp === undefined ? [] : [wrapUpWords(wrapUp)]),
      ...(unread ? ['its details were not read: this is the agent status alone'] : []),
    ],
    ' · ',
  );
}

function wrapUpWords({ name: code, provisional }: NonNullable<LiveConversation['wrapUp']>): Line {
  return say`wrap-up ${name(code, 40)}${provisional ? ' (provisional)' : ''}`;
}

function capitalised({ shown, spoken }: Line): Line {
  return { shown: capital(shown), spoken: capital(spoken) };
}
