import type { AgentCommunication, ConversationNow, ConversationState } from '../domain/live/status.ts';
import type { Media } from '../domain/media.ts';
import type { Instant } from '../domain/time.ts';
import { systemWrapUp } from '../domain/wrap-up.ts';
import type { CommunicationBody, ConversationBody, ParticipantBody } from './schemas.ts';
import { direction } from './vocabulary.ts';

/** Where a participant keeps the communications of each media. */
const COMMUNICATIONS = [
  ['calls', 'voice'],
  ['callbacks', 'callback'],
  ['chats', 'chat'],
  ['emails', 'email'],
  ['messages', 'message'],
  ['videos', 'video'],
  ['cobrowsesessions', 'cobrowse'],
  ['screenshares', 'screenshare'],
  ['screenMonitorings', 'screenmonitoring'],
  ['internalMessages', 'internalmessage'],
  ['socialExpressions', 'unknown'],
] as const satisfies readonly (readonly [keyof ParticipantBody, Media])[];

/** The agents' part of a conversation. Participants who are no users of Genesys (customers, queues, flows) are left out. */
export function conversationNow(conversationId: string, body: ConversationBody): ConversationNow {
  return {
    conversationId,
    startedAt: body.startTime,
    endedAt: body.endTime,
    communications: body.participants.flatMap((participant) => {
      const { userId } = participant;
      if (userId === undefined) return [];
      const role = roleOf(participant, body.participants);
      return communicationsOf(participant).map((entry) => toCommunication(userId, participant, entry, role));
    }),
  };
}

interface Entry {
  readonly media: Media;
  readonly communication: CommunicationBody;
}

function communicationsOf(participant: ParticipantBody): readonly Entry[] {
  return COMMUNICATIONS.flatMap(([key, media]) => participant[key].map((communication) => ({ media, communication })));
}

function toCommunication(
  agentId: string,
  participant: ParticipantBody,
  { media, communication }: Entry,
  role: AgentCommunication['role'],
): AgentCommunication {
  const wrapup = communication.wrapup ?? participant.wrapup;
  const code = wrapup?.name ?? (wrapup?.code === undefined ? undefined : (systemWrapUp(wrapup.code) ?? wrapup.code));
  const { purpose, queueId } = participant;
  return {
    agentId,
    communicationId: communication.id ?? '',
    media,
    messageType: media === 'message' ? communication.type : undefined,
    direction: direction(communication.direction),
    purpose: purpose === 'agent' || purpose === 'user' ? purpose : 'other',
    role,
    queue: queueId === undefined ? undefined : { id: queueId, name: participant.queueName },
    ...stateOf(participant, communication, role),
    connectedAt: communication.connectedTime,
    wrapUp: code === undefined ? undefined : { name: code, provisional: wrapup?.provisional === true },
  };
}

/** What the agent does in it, and since when. */
function stateOf(
  participant: ParticipantBody,
  communication: CommunicationBody,
  role: AgentCommunication['role'],
): { readonly state: ConversationState; readonly stateSince: Instant | undefined } {
  switch (communication.state ?? 'none') {
    case 'alerting':
    case 'offering':
      return { state: 'alerting', stateSince: communication.startAlertingTime };
    case 'dialing':
    case 'contacting':
      return { state: 'dialing', stateSince: undefined };
    case 'connected':
      if (communication.held === true) return { state: 'held', stateSince: communication.startHoldTime };
      return {
        state: role === 'agent' || role === 'consulted' ? 'interacting' : 'supervising',
        stateSince: communication.connectedTime,
      };
    case 'parked':
      return { state: 'parked', stateSince: communication.parkTime };
    case 'scheduled':
      return { state: 'scheduled', stateSince: undefined };
    case 'disconnected':
    case 'terminated': {
      const since = afterCallWorkSince(participant, communication);
      return since === undefined
        ? { state: 'ended', stateSince: communication.disconnectedTime }
        : { state: 'after-call-work', stateSince: since };
    }
    default:
      return { state: 'other', stateSince: communication.connectedTime };
  }
}

/**
 * After-call work goes on while it is pending, or was required and begun and has not ended. That it has ended may be
 * said by its state, its end, or by who skipped it; the participant's own end of it may never come.
 */
function afterCallWorkSince(participant: ParticipantBody, communication: CommunicationBody): Instant | undefined {
  const { afterCallWork, disconnectedTime } = communication;
  const over =
    ENDED_WORK.has(afterCallWork?.state ?? '') ||
    afterCallWork?.endTime !== undefined ||
    participant.wrapupSkipped === true ||
    participant.endAcwTime !== undefined;
  if (over) return undefined;
  if (afterCallWork?.state === 'pending') {
    return afterCallWork.startTime ?? participant.startAcwTime ?? disconnectedTime;
  }
  return participant.wrapupRequired === true ? participant.startAcwTime : undefined;
}

const ENDED_WORK: ReadonlySet<string> = new Set(['complete', 'skipped', 'notApplicable']);

/** Only one who is there for another's conversation has a role of their own. */
function roleOf(participant: ParticipantBody, all: readonly ParticipantBody[]): AgentCommunication['role'] {
  if (participant.bargedParticipantId !== undefined) return 'barging';
  if (participant.coachedParticipantId !== undefined) return 'coaching';
  if (participant.monitoredParticipantId !== undefined) return 'monitoring';
  const media = participant.mediaRoles.join(' ').toLowerCase();
  if (media.includes('barg')) return 'barging';
  if (media.includes('coach')) return 'coaching';
  if (media.includes('monitor')) return 'monitoring';
  return isConsulted(participant, all) ? 'consulted' : 'agent';
}

/**
 * Both sides of a consultation carry the id of the party that may be transferred: the one who was asked is the later,
 * and is so only as long as the one who asked is still there.
 */
function isConsulted(participant: ParticipantBody, all: readonly ParticipantBody[]): boolean {
  if (participant.consultParticipantId === undefined) return false;
  const joined = all.indexOf(participant);
  return all.some((other, i) => i < joined && other.userId !== undefined && isThere(other));
}

function isThere(participant: ParticipantBody): boolean {
  return communicationsOf(participant).some(
    ({ communication: { state } }) => state !== 'disconnected' && state !== 'terminated',
  );
}
