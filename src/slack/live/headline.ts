import { isResting } from '../../domain/live/board.ts';
import type { LiveConversation } from '../../domain/live/status.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import { type Line, name, say } from '../kit/say.ts';
import { lasting, type Times } from './times.ts';
import { type Doing, does, doing, filterWords, NOT_RESPONDING, restingWords, sentenceOf } from './words.ts';

/** The one thing that a first line is about. */
export type Subject =
  | { readonly kind: 'conversation'; readonly conversation: LiveConversation }
  | { readonly kind: 'not-responding' }
  | { readonly kind: 'routing' }
  | { readonly kind: 'presence' }
  /** There is something, but not what was asked for. */
  | { readonly kind: 'no-such-conversation' };

/**
 * What keeps conversations from somebody comes first, unless something else was asked for; an e-mail that is put aside
 * keeps nobody busy.
 */
export function subjectOf({ status, shown, question }: PersonAnswer): Subject {
  const [first] = shown;
  const isAsked = filterWords(question) !== undefined;
  if (isAsked && first === undefined && status.conversations.length > 0) return { kind: 'no-such-conversation' };
  if (status.routing?.status === 'not-responding' && !(isAsked && first !== undefined)) {
    return { kind: 'not-responding' };
  }
  if (first !== undefined && (isAsked || !isResting(first.state))) return { kind: 'conversation', conversation: first };
  const busyOrFree = ['communicating', 'interacting', 'idle'].includes(status.routing?.status ?? '');
  return { kind: busyOrFree ? 'routing' : 'presence' };
}

/** What somebody is doing, in the sentence that a supervisor would say: "Ana López has had a caller on hold for 4m 18s". */
export function headline(answer: PersonAnswer, times: Times): Line {
  const who = name(answer.status.agent.name);
  const { routing, presence } = answer.status;
  const subject = subjectOf(answer);
  switch (subject.kind) {
    case 'conversation': {
      const { conversation } = subject;
      return say`${who} ${sentenceOf(doing(conversation), lasting(times, conversation.stateSince))}`;
    }
    case 'not-responding':
      return say`${who} ${sentenceOf(NOT_RESPONDING, lasting(times, routing?.since))}`;
    case 'routing':
      return say`${who} ${sentenceOf(inRouting(answer), lasting(times, routing?.since))}`;
    case 'presence':
      if (presence === undefined) return say`${who} has no presence that this app can see`;
      return say`${who} ${sentenceOf(inPresence(answer), lasting(times, presence.since))}`;
    case 'no-such-conversation':
      return say`${who} is not ${filterWords(answer.question) ?? ''}`;
    default:
      return subject satisfies never;
  }
}

/** On queue, and in no conversation that is shown. */
function inRouting(answer: PersonAnswer): Doing {
  const status = answer.status.routing?.status;
  if (status === 'communicating') return does('on a call outside the queues');
  if (status !== 'interacting')
    return does(answer.inNoQueue ? 'on queue and free, but in no queue' : 'on queue and free');
  return does(
    isUnseen(answer)
      ? 'in a conversation that this app cannot see'
      : 'in a conversation that is just beginning or ending',
  );
}

function inPresence({ status: { presence, routing }, presenceLabel }: PersonAnswer): Doing {
  if (presence === undefined) return does('in no presence');
  const resting = restingWords(presence, presenceLabel);
  const isOff = presence.system === 'available' && routing?.status === 'off-queue';
  return does(isOff ? say`${resting}, but off queue` : resting);
}

function isUnseen({ status, missing }: PersonAnswer): boolean {
  return status.hidden > 0 || missing.some(({ what }) => what === 'conversation-list');
}
