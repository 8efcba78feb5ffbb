import { formatQuantity } from '../../domain/format.ts';
import { isResting } from '../../domain/live/board.ts';
import type { LiveConversation } from '../../domain/live/status.ts';
import type { PersonAnswer } from '../../reports/live/answer.ts';
import { shownName } from '../kit/names.ts';
import { since, type Telling } from './telling.ts';
import { doing, filterWords, restingWords } from './words.ts';

/**
 * What somebody is doing, in the sentence that a supervisor would say: "Ana López is on a call, on hold since 09:55 CET
 * (4m 12s)." What keeps conversations from them comes first, and an email that is put aside keeps nobody busy.
 */
export function headline(answer: PersonAnswer, telling: Telling): string {
  const { status, shown, question } = answer;
  const who = telling.strong(shownName(status.agent.name));
  const [first, ...others] = shown;
  const fits = filterWords(question);
  if (first === undefined && fits !== undefined && status.conversations.length > 0) {
    return `${who} has no conversation now that fits ${fits}.`;
  }
  const isAsked = fits !== undefined && first !== undefined;
  if (status.routing?.status === 'not-responding' && !isAsked) return `${who} ${notResponding(answer, telling)}.`;
  const busy = isAsked || (first !== undefined && !isAside(first));
  return `${who} ${busy ? inConversation(answer, first, others, telling) : atRest(answer, telling)}.`;
}

function inConversation(
  { status: { routing, presence }, presenceLabel }: PersonAnswer,
  first: LiveConversation,
  others: readonly LiveConversation[],
  telling: Telling,
): string {
  const [aside, active] = [others.filter(isAside), others.filter((other) => !isAside(other))];
  const more = active.length > 0 ? `, and in ${formatQuantity(active.length, 'other conversation')}` : '';
  const offQueue = routing?.status === 'off-queue' && presence !== undefined && presence.system !== 'on-queue';
  // Whoever is off queue gets nothing new when this is over.
  const then = offQueue ? `; off queue, ${restingWords(presence, presenceLabel)}` : '';
  return `${doing(first)}${since(telling, first.stateSince)}${more}${parked(aside)}${then}`;
}

function notResponding({ status, shown }: PersonAnswer, telling: Telling): string {
  const also = shown.length > 0 ? `; also in ${formatQuantity(shown.length, 'conversation')}` : '';
  const state = telling.strong('not responding');
  return `is ${state}${since(telling, status.routing?.since)}: nothing new reaches them until they are back${also}`;
}

/** What somebody is doing who is busy with no conversation. */
function atRest(answer: PersonAnswer, telling: Telling): string {
  const { status, presenceLabel, inNoQueue } = answer;
  const { routing, presence, outOfOffice } = status;
  const also = `${outOfOffice ? '; out of office' : ''}${beside(answer)}`;
  const unseen = isUnseen(answer);
  if (routing?.status === 'communicating') return `is on a call outside the queues${since(telling, routing.since)}`;
  if (routing?.status === 'interacting') {
    const why = unseen ? 'that this app cannot see' : 'that is just beginning or ending';
    return `is in a conversation ${why}${since(telling, routing.since)}`;
  }
  if (routing?.status === 'idle') {
    const then = inNoQueue === true ? ', but in no queue' : unseen ? '' : ', ready for a conversation';
    return `is ${telling.strong('on queue and free')}${since(telling, routing.since)}${then}${parked(answer.shown)}`;
  }
  if (presence === undefined) return `has no presence that this app can see${also}`;
  const offQueue = presence.system === 'available' && routing?.status === 'off-queue' ? ', but off queue' : '';
  const state = telling.strong(`${restingWords(presence, presenceLabel)}${offQueue}`);
  return `is ${state}${since(telling, presence.since)}${also}`;
}

/** What there is beside the presence: conversations put aside, or none. Of whom is offline nobody expects any. */
function beside(answer: PersonAnswer): string {
  const { presence, conversations } = answer.status;
  if (conversations.length > 0) return parked(answer.shown);
  return isUnseen(answer) || presence?.system === 'offline' ? '' : '; no conversation';
}

function parked(aside: readonly LiveConversation[]): string {
  return aside.length === 0 ? '' : `; ${formatQuantity(aside.length, 'conversation')} put aside`;
}

function isAside({ state }: LiveConversation): boolean {
  return isResting(state);
}

function isUnseen({ status, missing }: PersonAnswer): boolean {
  return status.hidden > 0 || missing.some(({ what }) => what === 'conversation-list');
}
