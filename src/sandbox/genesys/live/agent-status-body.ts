import type { Models } from 'purecloud-platform-client-v2';
import type { Instant } from '../../../domain/time.ts';
import { sessionId } from '../centre/ids.ts';
import type { Person, SystemPresenceName } from '../centre/organisation.ts';
import type { LegOf } from '../days/history.ts';
import { legStart, segmentAt } from '../days/timeline.ts';
import { isoDate } from '../world.ts';
import type { State } from './live.ts';

/** How analytics spells a system presence: `ON_QUEUE`. */
export function analyticsPresence(name: SystemPresenceName): string {
  return name === 'OnQueue' ? 'ON_QUEUE' : name.toUpperCase();
}

/**
 * `GET /analytics/agents/{id}/status`, and an entry of the query for several.
 *
 * @param named whether the client may see who it is (`analytics:agentStateNames:view`); else id and name are absent
 */
export function agentStatusBody(
  person: Person,
  state: State,
  named: boolean,
  now: Instant,
): Models.AnalyticsAgentStateAgentResponse {
  return {
    ...(named ? { userId: person.id, userName: person.name } : {}),
    divisionId: person.site.division.id,
    ...(person.managerId === undefined ? {} : { managerId: person.managerId }),
    sessionCount: state.sessions.length,
    sessions: state.sessions.map((part) => sessionBody(part, now)),
    systemPresence: analyticsPresence(state.presence.systemPresence),
    organizationPresenceId: state.presence.id,
    presenceDate: isoDate(state.presenceSince),
    routingStatus: state.routing,
    routingStatusDate: isoDate(state.routingSince),
    isOutOfOffice: state.outOfOffice,
  } satisfies Models.AnalyticsAgentStateAgentResponse;
}

function sessionBody({ conversation, leg, index }: LegOf, now: Instant): Models.AnalyticsAgentStateAgentSessionResult {
  const segment = segmentAt(leg, now) ?? leg.segments.at(-1) ?? leg.segments[0];
  return {
    conversationId: conversation.id,
    sessionId: sessionId(conversation.id, index),
    sessionStart: isoDate(legStart(leg)),
    segmentStart: isoDate(segment.start),
    segmentType: segment.type,
    ...(leg.queueId === undefined ? {} : { routedQueueId: leg.queueId }),
    requestedRoutingSkillIds: [...leg.skillIds],
    originatingDirection: conversation.originatingDirection,
    mediaType: leg.media,
  } satisfies Models.AnalyticsAgentStateAgentSessionResult;
}
