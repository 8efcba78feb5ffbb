import type { Models } from 'purecloud-platform-client-v2';
import type { Instant } from '../../../domain/time.ts';
import { TIMEOUT_WRAP_UP } from '../centre/catalogue.ts';
import { CANARY, customerAddress } from '../centre/customer.ts';
import { participantId, sessionId } from '../centre/ids.ts';
import type { Organisation } from '../centre/organisation.ts';
import {
  type Conversation,
  connectedAt,
  disconnectedAt,
  type Leg,
  legEnd,
  legStart,
  type Segment,
  segmentAt,
} from '../days/timeline.ts';
import { isoDate } from '../world.ts';

/** `GET /conversations/{id}` at the clock: everything, the customer included, as the real one tells it. */
export function conversationBody(
  conversation: Conversation,
  organisation: Organisation,
  now: Instant,
): Models.Conversation {
  const seen = conversation.legs.map((leg, index) => ({ leg, index })).filter(({ leg }) => legStart(leg) <= now);
  const ended = conversation.end <= now;
  return {
    id: conversation.id,
    startTime: isoDate(conversation.start),
    ...(ended ? { endTime: isoDate(conversation.end) } : {}),
    address: customerAddress(conversation.legs[0]?.media ?? 'voice'),
    participants: seen.map(({ leg, index }) => participantBody(conversation, leg, index, organisation, now)),
    recordingState: 'none',
    divisions: conversation.divisionIds.map((id) => ({
      division: { id, selfUri: `/api/v2/authorization/divisions/${id}` },
      entities: [],
    })),
    selfUri: `/api/v2/conversations/${conversation.id}`,
  } satisfies Models.Conversation;
}

function participantBody(
  conversation: Conversation,
  leg: Leg,
  index: number,
  organisation: Organisation,
  now: Instant,
): Models.Participant {
  const connected = connectedAt(leg);
  const queue = organisation.queueById.get(leg.queueId ?? '');
  const person = organisation.personById.get(leg.userId ?? '');
  return {
    id: participantId(conversation.id, index),
    startTime: isoDate(legStart(leg)),
    ...(connected !== undefined && connected <= now ? { connectedTime: isoDate(connected) } : {}),
    ...(disconnectedAt(leg) <= now ? { endTime: isoDate(disconnectedAt(leg)) } : {}),
    purpose: leg.purpose,
    ...(queue === undefined ? {} : { queueId: queue.id, queueName: queue.name }),
    ...(leg.purpose === 'customer' ? customerFacts(leg) : {}),
    ...(leg.purpose === 'acd' ? { name: queue?.name ?? '' } : {}),
    ...(person === undefined ? {} : { name: person.name, userId: person.id, userUri: `/api/v2/users/${person.id}` }),
    ...(leg.teamId === undefined ? {} : { teamId: leg.teamId }),
    ...(leg.consultOf === undefined ? {} : { consultParticipantId: participantId(conversation.id, leg.consultOf) }),
    ...listeningFacts(conversation, leg),
    ...wrapUpFacts(leg, organisation, now),
    ...(leg.purpose === 'agent' ? { mediaRoles: ['full'], alertingTimeoutMs: 15_000 } : {}),
    ...communications(conversation, leg, index, now),
  } satisfies Models.Participant;
}

function customerFacts(leg: Leg): Partial<Models.Participant> {
  return {
    name: CANARY.name,
    participantType: 'External',
    address: customerAddress(leg.media),
    ani: `tel:${CANARY.number}`,
    aniName: CANARY.name,
    attributes: { 'customer.note': CANARY.attribute },
  };
}

function listeningFacts(conversation: Conversation, leg: Leg): Partial<Models.Participant> {
  if (leg.monitors === undefined) return {};
  const id = participantId(conversation.id, leg.monitors);
  const [first] = leg.segments;
  if (first.type === 'coaching') return { coachedParticipantId: id };
  return first.type === 'barging' ? { bargedParticipantId: id } : { monitoredParticipantId: id };
}

function wrapUpFacts(leg: Leg, organisation: Organisation, now: Instant): Partial<Models.Participant> {
  if (leg.purpose !== 'agent' || leg.monitors !== undefined) return {};
  const work = leg.segments.find((segment) => segment.type === 'wrapup');
  const wrapup = wrapUpBody(leg, organisation, work, now);
  return {
    wrapupRequired: true,
    wrapupPrompt: 'mandatory',
    ...(work !== undefined && work.start <= now ? { startAcwTime: isoDate(work.start) } : {}),
    ...(work !== undefined && work.end <= now ? { endAcwTime: isoDate(work.end) } : {}),
    ...(wrapup === undefined ? {} : { wrapup }),
  };
}

function wrapUpBody(
  leg: Leg,
  organisation: Organisation,
  work: Segment | undefined,
  now: Instant,
): Models.Wrapup | undefined {
  const { wrapUp } = leg;
  if (wrapUp === undefined) return undefined;
  const done = work === undefined ? legEnd(leg) <= now : work.end <= now;
  const chosen = wrapUp.provisionalFrom !== undefined && wrapUp.provisionalFrom <= now;
  const staged = wrapUp.provisionalFrom === undefined && work?.end === Number.POSITIVE_INFINITY;
  if (!done && !chosen && !staged) return undefined;
  const known = [...organisation.wrapUpCodes, TIMEOUT_WRAP_UP].find((code) => code.id === wrapUp.codeId);
  return {
    code: wrapUp.codeId,
    name: known?.name ?? wrapUp.codeId,
    notes: CANARY.attribute,
    ...(done ? { endTime: isoDate(legEnd(leg)) } : {}),
    provisional: !done && !staged,
  };
}

type Communication = Models.Call & Models.ConversationChat & Models.Callback & Models.Video;

function communications(
  conversation: Conversation,
  leg: Leg,
  index: number,
  now: Instant,
): Partial<Models.Participant> {
  const common = communication(conversation, leg, index, now);
  switch (leg.media) {
    case 'voice':
      return { calls: [{ ...common, ...callFacts(conversation, leg, now) }] };
    case 'callback':
      return { callbacks: [{ ...common, callbackNumbers: [CANARY.number], callbackUserName: CANARY.name }] };
    case 'chat':
      return { chats: [common] };
    case 'email':
      return { emails: [{ ...common, subject: CANARY.subject }] };
    case 'message':
      return {
        messages: [{ ...common, type: 'whatsapp', fromAddress: { name: CANARY.name, addressRaw: CANARY.number } }],
      };
    case 'video':
      return { videos: [common] };
    default:
      return leg.media satisfies never;
  }
}

type CommonFacts = Pick<
  Communication,
  | 'id'
  | 'state'
  | 'initialState'
  | 'provider'
  | 'startAlertingTime'
  | 'connectedTime'
  | 'disconnectedTime'
  | 'disconnectType'
  | 'afterCallWorkRequired'
> & { direction: string; held: boolean; startHoldTime?: string };

function communication(conversation: Conversation, leg: Leg, index: number, now: Instant): CommonFacts {
  const segment = segmentAt(leg, now);
  const connected = connectedAt(leg);
  const parted = disconnectedAt(leg);
  const [first] = leg.segments;
  return {
    id: sessionId(conversation.id, index),
    state: communicationState(leg, now),
    initialState: stateOf(first),
    direction: leg.direction,
    held: segment?.type === 'hold',
    ...(segment?.type === 'hold' ? { startHoldTime: isoDate(segment.start) } : {}),
    ...(first.type === 'alert' ? { startAlertingTime: isoDate(first.start) } : {}),
    ...(connected !== undefined && connected <= now ? { connectedTime: isoDate(connected) } : {}),
    ...(parted <= now ? { disconnectedTime: isoDate(parted), disconnectType: disconnectType(leg) } : {}),
    afterCallWorkRequired: leg.purpose === 'agent',
    provider: leg.media === 'voice' ? 'Edge' : 'PureCloud Messaging',
  };
}

function callFacts(conversation: Conversation, leg: Leg, now: Instant): Partial<Models.Call> {
  const heldByAgent = conversation.legs.some(
    (other) => other.userId !== undefined && segmentAt(other, now)?.type === 'hold',
  );
  return { recording: false, muted: false, confined: leg.purpose === 'customer' && heldByAgent };
}

/** The state of the communication: after-call work goes on when it is already over. */
function communicationState(leg: Leg, now: Instant): string {
  const segment = segmentAt(leg, now);
  if (segment !== undefined && segment.type !== 'wrapup') return stateOf(segment);
  const terminates = leg.purpose === 'acd' && leg.media !== 'email' && leg.media !== 'message';
  return terminates ? 'terminated' : 'disconnected';
}

/** Segments in which a communication is not connected. */
const UNCONNECTED: Readonly<Partial<Record<Segment['type'], string>>> = {
  alert: 'alerting',
  contacting: 'contacting',
  converting: 'converting',
  dialing: 'dialing',
  parked: 'parked',
  scheduled: 'scheduled',
  transmitting: 'transmitting',
  uploading: 'uploading',
};

function stateOf(segment: Segment): string {
  return UNCONNECTED[segment.type] ?? 'connected';
}

function disconnectType(leg: Leg): string {
  switch (leg.ending) {
    case 'transfer':
      return 'transfer';
    case 'consult-transfer':
      return 'transfer.consult';
    case 'no-answer':
      return leg.purpose === 'agent' && leg.direction === 'inbound' ? 'transfer.noanswer' : 'endpoint';
    case 'abandoned':
    case 'peer':
      return 'peer';
    case 'client':
      return 'client';
    default:
      return leg.ending satisfies never;
  }
}
