import type { LiveConversation, Presence, Routing, SystemPresence } from '../../domain/live/status.ts';
import type { Media } from '../../domain/media.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { LiveFilter, LiveQuestion } from '../../domain/question.ts';
import type { Missing } from '../../reports/live/answer.ts';
import { clip, escapeText } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';

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
export function presenceWords({ system }: Presence, label: string | undefined): string {
  const word = PRESENCES[system];
  if (label === undefined || lettersOf(label) === lettersOf(word)) return word;
  return system === 'unknown' ? shownName(label) : `${word} · ${shownName(label)}`;
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
export function restingWords({ system }: Presence, label: string | undefined): string {
  if (label === undefined || lettersOf(label) === lettersOf(PRESENCES[system])) return RESTING[system];
  return system === 'unknown' ? shownName(label) : `${RESTING[system]} (${shownName(label)})`;
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

const A_MEDIUM = {
  voice: 'a call',
  callback: 'a callback',
  chat: 'a chat',
  email: 'an email',
  message: 'a message',
  video: 'a video call',
  cobrowse: 'a co-browse',
  screenshare: 'a screen share',
  screenmonitoring: 'a screen recording',
  internalmessage: 'an internal message',
  unknown: 'a conversation',
} as const satisfies Record<Media, string>;

/** What rings and is talked on; everything else appears on the screen. */
const SPOKEN: ReadonlySet<Media> = new Set(['voice', 'callback', 'video']);

/**
 * What somebody is doing in a conversation, after their name.
 *
 * @example doing({ media: 'voice', state: 'held', role: 'agent' }) //=> 'is on a call, on hold'
 * @example doing({ media: 'email', state: 'alerting', role: 'agent' }) //=> 'is being offered an email'
 */
export function doing({ media, state, role }: Pick<LiveConversation, 'media' | 'state' | 'role'>): string {
  const it = A_MEDIUM[media];
  switch (state) {
    case 'alerting':
      return SPOKEN.has(media) ? `has ${it} ringing` : `is being offered ${it}`;
    case 'dialing':
      return `is placing ${it}`;
    case 'held':
      return `is on ${it}, on hold`;
    case 'after-call-work':
      return media === 'voice' ? 'is in after-call work' : `is in after-call work on ${it}`;
    case 'parked':
      return `has ${it} parked`;
    case 'supervising':
      return `is ${role === 'coaching' || role === 'barging' ? `${role} on` : 'monitoring'} ${it}`;
    case 'scheduled':
      return `has ${it} scheduled`;
    case 'interacting':
    case 'other':
    case 'ended':
      return role === 'consulted' ? `is consulted on ${it}` : `is on ${it}`;
    default:
      return state satisfies never;
  }
}

/** A state alone, as in a row: `on hold`. */
export const STATE_WORDS = {
  alerting: 'ringing',
  dialing: 'dialling',
  interacting: 'talking',
  held: 'on hold',
  parked: 'parked',
  'after-call-work': 'after-call work',
  supervising: 'monitoring',
  scheduled: 'scheduled',
  ended: 'ended',
  other: 'in progress',
} as const satisfies Record<LiveConversation['state'], string>;

/** Somebody talks on a call that rang, and works on an email that was offered. */
export function stateWords({ media, state }: Pick<LiveConversation, 'media' | 'state'>): string {
  if (SPOKEN.has(media)) return STATE_WORDS[state];
  if (state === 'alerting') return 'being offered';
  return state === 'interacting' ? 'working on it' : STATE_WORDS[state];
}

/** @example mediaWords({ media: 'voice', direction: 'inbound' }) //=> 'Voice, inbound' */
export function mediaWords({ media, direction }: Pick<LiveConversation, 'media' | 'direction'>): string {
  const label = media === 'unknown' ? 'Conversation' : mediaLabel(media);
  return direction === undefined ? label : `${label}, ${direction}`;
}

const FILTER_WORDS = {
  active: 'active',
  alerting: 'ringing',
  held: 'on hold',
  'after-call-work': 'in after-call work',
  queued: 'waiting',
  closed: 'closed in the last hour',
} as const satisfies Record<LiveFilter, string>;

/** What a question was narrowed to: `Voice or Email · on hold`; nothing when it was not. */
export function filterWords({ media, states }: Pick<LiveQuestion, 'media' | 'states'>): string | undefined {
  const words = [media.map(mediaLabel).join(' or '), states.map((state) => FILTER_WORDS[state]).join(' or ')];
  return words.filter((each) => each !== '').join(' · ') || undefined;
}

const MISSING = {
  user: 'The user could not be read, so conversations that this app may not see are not counted',
  'agent-status':
    'The agent status could not be read, so conversations come from the details query and may be incomplete',
  'conversation-list': 'Which conversations there are could not be read',
  conversations: 'A conversation could not be read, so its state and times are those of the agent status',
  'presence-labels': 'The names of presences could not be read',
  'queue-names': 'The names of queues could not be read',
  'wrap-up-names': 'The names of wrap-up codes could not be read',
  'agent-names':
    "Genesys Cloud withholds who some people are: they are counted and have no row. The app's role needs the permission for the names in agent states (agentStateNames)",
} as const satisfies Record<Missing['what'], string>;

/** Genesys names one or two of some forty characters; whatever it names must fit. */
const MOST_PERMISSIONS = 3;
const LONGEST_PERMISSION = 80;

/** What an answer does without, and why. */
export function missingWords({ what, why, missingPermissions }: Missing): string {
  if (what === 'agent-names') return `${MISSING[what]}.`;
  return `${MISSING[what]}: ${becauseOf(why, missingPermissions)}.`;
}

function becauseOf(why: Missing['why'], permissions: readonly string[]): string {
  switch (why) {
    case 'forbidden':
      return permissions.length > 0
        ? `the app lacks ${permissions
            .slice(0, MOST_PERMISSIONS)
            .map((each) => `\`${escapeText(clip(each, LONGEST_PERMISSION))}\``)
            .join(' or ')}`
        : 'the app may not read it';
    case 'not-found':
      return 'Genesys Cloud has none';
    case 'timeout':
      return 'Genesys Cloud did not answer in time';
    case 'rate-limited':
      return 'Genesys Cloud is busy';
    case 'unavailable':
    case 'unauthorised':
      return 'Genesys Cloud is not reachable at the moment';
    case 'invalid-request':
    case 'unexpected-response':
      return 'Genesys Cloud answered something unexpected';
    default:
      return why satisfies never;
  }
}
