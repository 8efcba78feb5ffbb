import type { Models } from 'purecloud-platform-client-v2';
import type { Instant } from '../../../domain/time.ts';
import { CANARY, customerAddress } from '../centre/customer.ts';
import { participantId, sessionId } from '../centre/ids.ts';
import { type Conversation, type Leg, legStart, type Segment } from '../days/timeline.ts';
import { isoDate, type World } from '../world.ts';
import { segmentEnd } from './details-filter.ts';
import { emissionsOf } from './emissions.ts';

/** A conversation of the details query, as it is at the clock. */
export function detailsBody(conversation: Conversation, world: World): Models.AnalyticsConversationWithoutAttributes {
  const now = world.now();
  return {
    conversationId: conversation.id,
    conversationStart: isoDate(conversation.start),
    ...(conversation.end <= now ? { conversationEnd: isoDate(conversation.end) } : {}),
    divisionIds: [...conversation.divisionIds],
    originatingDirection: conversation.originatingDirection,
    participants: conversation.legs.flatMap((leg, index) =>
      legStart(leg) <= now ? [participantBody(conversation, leg, index, world)] : [],
    ),
  } satisfies Models.AnalyticsConversationWithoutAttributes;
}

function participantBody(
  conversation: Conversation,
  leg: Leg,
  index: number,
  world: World,
): Models.AnalyticsParticipantWithoutAttributes {
  const { organisation } = world;
  const name =
    organisation.personById.get(leg.userId ?? '')?.name ?? organisation.queueById.get(leg.queueId ?? '')?.name;
  return {
    participantId: participantId(conversation.id, index),
    purpose: leg.purpose,
    participantName: leg.purpose === 'customer' ? CANARY.name : (name ?? leg.purpose),
    ...(leg.userId === undefined ? {} : { userId: leg.userId }),
    ...(leg.teamId === undefined ? {} : { teamId: leg.teamId }),
    sessions: [sessionBody(conversation, leg, index, world.now())],
  };
}

function sessionBody(conversation: Conversation, leg: Leg, index: number, now: Instant): Models.AnalyticsSession {
  return {
    sessionId: sessionId(conversation.id, index),
    mediaType: leg.media,
    direction: leg.direction,
    provider: leg.media === 'voice' ? 'Edge' : 'PureCloud Messaging',
    ...(leg.purpose === 'customer' ? { ani: `tel:${CANARY.number}`, addressFrom: customerAddress(leg.media) } : {}),
    ...(leg.userId === undefined || leg.queueId === undefined ? {} : { selectedAgentId: leg.userId }),
    metrics: emissionsOf(conversation, leg)
      .filter(({ at, metric }) => at <= now && metric !== 'oServiceLevel')
      .map(({ metric, at, value }) => ({ name: metric, value: value ?? 1, emitDate: isoDate(at) })),
    segments: leg.segments
      .filter((segment) => segment.start <= now)
      .map((segment) => segmentBody(conversation, leg, segment, now)),
  };
}

function segmentBody(
  conversation: Conversation,
  leg: Leg,
  segment: Segment,
  now: Instant,
): Models.AnalyticsConversationSegment {
  const end = segmentEnd(conversation, leg, segment, now);
  const code = segment.type === 'wrapup' && end !== undefined ? leg.wrapUp?.codeId : undefined;
  return {
    segmentType: segment.type,
    segmentStart: isoDate(segment.start),
    ...(end === undefined ? {} : { segmentEnd: end }),
    ...(leg.queueId === undefined ? {} : { queueId: leg.queueId }),
    ...(leg.skillIds.length === 0 ? {} : { requestedRoutingSkillIds: [...leg.skillIds] }),
    ...(code === undefined ? {} : { wrapUpCode: code, wrapUpNote: CANARY.attribute }),
    ...(leg.purpose === 'customer' && leg.media === 'email' ? { subject: CANARY.subject } : {}),
    conference: false,
  };
}
