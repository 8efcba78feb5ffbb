import { capital, formatQuantity } from '../../domain/format.ts';
import type { LiveConversation, Presence, Routing, SystemPresence } from '../../domain/live/status.ts';
import { type Media, SPOKEN_MEDIA } from '../../domain/media.ts';
import { mediaLabel, mediaWord } from '../../domain/media-label.ts';
import type { Availability, LiveFilter, LiveQuestion } from '../../domain/question.ts';
import { type Line, lineOf, name, say } from '../kit/say.ts';

const PRESENCES = {
  available: 'Available',
  away: 'Away',
  break: 'Break',
  busy: 'Busy',
  idle: 'Idle',
  meal: 'Meal',
  meeting: 'Meeting',
  offline: 'Offline',
  'on-queue': 'On queue',
  training: 'Training',
  unknown: 'Unknown',
} as const satisfies Record<SystemPresence, string>;

/**
 * The system presence and the organisation's own word for it, once when they are the same.
 *
 * @example presenceWords({ system: 'busy' }, 'Pre-break') //=> 'Busy · Pre-break'
 * @example presenceWords({ system: 'on-queue' }, 'On Queue') //=> 'On queue'
 */
export function presenceWords({ system }: Presence, label: string | undefined): Line {
  const word = PRESENCES[system];
  if (label === undefined || lettersOf(label) === lettersOf(word)) return lineOf(word);
  return system === 'unknown' ? name(label) : say`${word} · ${name(label)}`;
}

const RESTING = {
  available: 'available',
  away: 'away',
  break: 'on a break',
  busy: 'busy',
  idle: 'idle',
  meal: 'on a meal break',
  meeting: 'in a meeting',
  offline: 'offline',
  'on-queue': 'on queue',
  training: 'in training',
  unknown: 'in a presence that Genesys Cloud does not name',
} as const satisfies Record<SystemPresence, string>;

/**
 * A presence as it stands in a sentence, after "is".
 *
 * @example restingWords({ system: 'break' }, 'Coffee') //=> 'on a break (Coffee)'
 * @example restingWords({ system: 'meal' }, 'Meal') //=> 'on a meal break'
 */
export function restingWords({ system }: Presence, label: string | undefined): Line {
  if (!isOwnWord(system, label)) return lineOf(RESTING[system]);
  return system === 'unknown' ? name(label) : say`${RESTING[system]} (${name(label)})`;
}

/**
 * The same in a row, where the organisation's own word is enough.
 *
 * @example awayWords({ system: 'busy' }, 'Pre-break') //=> 'pre-break'
 */
export function awayWords({ system }: Presence, label: string | undefined): Line {
  if (!isOwnWord(system, label)) return lineOf(RESTING[system]);
  return name(/^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label, 30);
}

function isOwnWord(system: SystemPresence, label: string | undefined): label is string {
  return label !== undefined && lettersOf(label) !== lettersOf(PRESENCES[system]);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/gu, '');
}

export const ROUTING_WORDS = {
  'off-queue': 'off queue',
  idle: 'on queue, free',
  interacting: 'on queue, in a conversation',
  'not-responding': 'not responding',
  communicating: 'on a call outside the queues',
  unknown: 'unknown',
} as const satisfies Record<Routing['status'], string>;

/** One of them, several of them, and what somebody does who is in one. */
const CONVERSATIONS = {
  voice: ['a call', 'call', 'calls', 'on a call'],
  callback: ['a callback', 'callback', 'callbacks', 'on a callback'],
  chat: ['a chat', 'chat', 'chats', 'in a chat'],
  email: ['an e-mail', 'e-mail', 'e-mails', 'working on an e-mail'],
  message: ['a message', 'message', 'messages', 'working on a message'],
  video: ['a video call', 'video call', 'video calls', 'on a video call'],
  cobrowse: ['a co-browse', 'co-browse', 'co-browses', 'in a co-browse'],
  screenshare: ['a screen share', 'screen share', 'screen shares', 'in a screen share'],
  screenmonitoring: ['a screen recording', 'screen recording', 'screen recordings', 'in a screen recording'],
  internalmessage: ['an internal message', 'internal message', 'internal messages', 'in an internal message'],
  unknown: ['a conversation', 'conversation', 'conversations', 'in a conversation'],
} as const satisfies Record<Media, readonly [string, string, string, string]>;

/** @example countOf('email', 1) //=> '1 e-mail' */
export function countOf(media: Media, count: number): string {
  const [, one, many] = CONVERSATIONS[media];
  return formatQuantity(count, one, many);
}

/** @example waits('voice', 5) //=> 'Calls wait' */
export function waits(media: Media, count: number): string {
  const [one, , many] = CONVERSATIONS[media];
  return count === 1 ? `${capital(one)} waits` : `${capital(many)} wait`;
}

/** What somebody does, after their name: now, and with a time behind it. */
export interface Doing {
  readonly now: Line;
  readonly since: Line;
}

export const does = (what: string | Line): Doing => ({ now: say`is ${what}`, since: say`has been ${what}` });
const has = (what: string): Doing => ({ now: say`has ${what}`, since: say`has had ${what}` });

export const NOT_RESPONDING: Doing = { now: say`is not responding`, since: say`has not responded` };

/** @param lasted as `lasting` of `times.ts` says it */
export function sentenceOf({ now, since }: Doing, lasted: Line | undefined): Line {
  return lasted === undefined ? now : say`${since} ${lasted}`;
}

/**
 * What somebody is doing in a conversation.
 *
 * @example doing({ media: 'voice', direction: 'inbound', state: 'held', role: 'agent' }).since //=> 'has had a caller on hold'
 * @example doing({ media: 'email', state: 'alerting', role: 'agent' }).now //=> 'is offered an e-mail'
 */
export function doing(conversation: Pick<LiveConversation, 'media' | 'direction' | 'state' | 'role'>): Doing {
  const { media, direction, state, role } = conversation;
  const [it, , , inIt] = CONVERSATIONS[media];
  switch (state) {
    case 'alerting':
      return SPOKEN_MEDIA.has(media) ? has(`${it} ringing`) : does(`offered ${it}`);
    case 'dialing':
      return does(`placing ${it}`);
    case 'held':
      return has(`${media === 'voice' && direction === 'inbound' ? 'a caller' : it} on hold`);
    case 'after-call-work':
      return does(media === 'voice' ? 'in after-call work' : `in after-call work on ${it}`);
    case 'parked':
      return has(`${it} parked`);
    case 'supervising':
      return does(`${SUPERVISING[role] ?? 'monitoring'} ${it}`);
    case 'scheduled':
      return has(`${it} scheduled`);
    case 'interacting':
    case 'other':
    case 'ended':
      return does(role === 'consulted' ? `consulted on ${it}` : inIt);
    default:
      return state satisfies never;
  }
}

const SUPERVISING: Readonly<Partial<Record<LiveConversation['role'], string>>> = {
  coaching: 'coaching on',
  barging: 'barging in on',
};

const STATE_WORDS = {
  alerting: 'ringing',
  dialing: 'dialling',
  interacting: 'talking',
  held: 'on hold',
  parked: 'parked',
  'after-call-work': 'in after-call work',
  supervising: 'monitoring',
  scheduled: 'scheduled',
  ended: 'ended',
  other: 'in progress',
} as const satisfies Record<LiveConversation['state'], string>;

/** A state alone. Somebody talks on a call that rang, and works on an e-mail that was offered. */
export function stateWords({ media, state }: Pick<LiveConversation, 'media' | 'state'>): string {
  if (SPOKEN_MEDIA.has(media)) return STATE_WORDS[state];
  if (state === 'alerting') return 'offered';
  return state === 'interacting' ? 'working on it' : STATE_WORDS[state];
}

/** The same in a row, where the medium says what somebody in it does. @example 'chat', 'dialling', 'on hold' */
export function rowWords(conversation: Pick<LiveConversation, 'media' | 'state'>): string {
  const { media, state } = conversation;
  if (state !== 'interacting' && state !== 'other') return stateWords(conversation);
  return media === 'unknown' ? 'conversation' : mediaWord(media);
}

/** @example mediaWords({ media: 'voice', direction: 'inbound' }) //=> 'Voice, inbound' */
export function mediaWords({ media, direction }: Pick<LiveConversation, 'media' | 'direction'>): string {
  const label = media === 'unknown' ? 'Conversation' : mediaLabel(media);
  return direction === undefined ? label : `${label}, ${direction}`;
}

const FILTER_WORDS = {
  active: 'in a conversation',
  alerting: 'with something ringing',
  held: 'on hold',
  'after-call-work': 'in after-call work',
  queued: 'waiting',
  closed: 'closed in the last hour',
} as const satisfies Record<LiveFilter, string>;

/**
 * What a question was narrowed to, after "2 of 11" or "Nobody is": `on hold (voice or e-mail)`. Nothing when it was not.
 */
export function filterWords({ media, states }: Pick<LiveQuestion, 'media' | 'states'>): string | undefined {
  if (media.length === 0 && states.length === 0) return undefined;
  const doing = states.length === 0 ? FILTER_WORDS.active : states.map((state) => FILTER_WORDS[state]).join(' or ');
  return media.length === 0 ? doing : `${doing} (${media.map((each) => mediaWord(each)).join(' or ')})`;
}

const AVAILABILITY_WORDS = {
  free: 'free',
  talking: 'talking',
  'on-queue': 'on queue',
  'on-break': 'on a break',
  away: 'away',
  offline: 'offline',
  'not-responding': 'not responding',
} as const satisfies Record<Availability, string>;

/** The same of a board, which can be narrowed to people as well: `free`, `on a break or away`. */
export function boardFilterWords(question: Pick<LiveQuestion, 'media' | 'states' | 'are'>): string | undefined {
  const { media, states, are = [] } = question;
  const inConversation = filterWords({ media, states: states.filter((state) => state !== 'queued') });
  const words = [are.map((each) => AVAILABILITY_WORDS[each]).join(' or '), inConversation ?? ''];
  return words.filter((each) => each !== '').join(', ') || undefined;
}
