import { AGGREGATE_METRICS, FILTER_DIMENSIONS, GROUP_DIMENSIONS } from '../analytics/vocabulary.ts';
import { SEGMENT_TYPES } from '../days/timeline.ts';

/**
 * The words that Genesys publishes for the fields that the app sends or reads, each list with its source. The official
 * SDK for JavaScript, whose models `shapes.json` holds, has plain strings for them; its sister SDKs write them out:
 * `dotnet` is platform-client-sdk-dotnet 270.0.0 (`build/src/…/Model/<model>.cs`), `python` is platform-client-sdk-python
 * 257.1.0 (`build/…/models/<model>.py`).
 */

// dotnet: AgentStateUserFilter.TypeEnum, and of every other filter and clause
const AND_OR = ['and', 'or'] as const;

// dotnet: ConversationAggregateQueryPredicate.TypeEnum, and of every other query of Analytics
const PREDICATES = ['dimension', 'property', 'metric'] as const;

// dotnet: ConversationAggregateQueryPredicate.OperatorEnum, and of every other query of Analytics
const OPERATORS = ['matches', 'exists', 'notExists'] as const;

// dotnet: AgentStateQueryRequest.UserOrderEnum, SessionOrderEnum
const ASC_DESC = ['asc', 'desc'] as const;

// dotnet: AnalyticsSession.DirectionEnum, Call.DirectionEnum
const DIRECTIONS = ['inbound', 'outbound'] as const;

// dotnet: AnalyticsSession.MediaTypeEnum
const MEDIA_TYPES = [
  'callback',
  'chat',
  'cobrowse',
  'email',
  'internalmessage',
  'message',
  'screenmonitoring',
  'screenshare',
  'unknown',
  'video',
  'voice',
] as const;

// dotnet: AnalyticsParticipantWithoutAttributes.PurposeEnum
const PURPOSES = [
  'acd',
  'agent',
  'api',
  'botflow',
  'campaign',
  'customer',
  'dialer',
  'external',
  'fax',
  'group',
  'inbound',
  'ivr',
  'manual',
  'outbound',
  'station',
  'user',
  'voicemail',
  'voicesurveyflow',
  'workflow',
] as const;

// dotnet: AnalyticsAgentStateAgentResponse.SystemPresenceEnum
const SYSTEM_PRESENCES = [
  'UNKNOWN',
  'AVAILABLE',
  'AWAY',
  'BUSY',
  'OFFLINE',
  'IDLE',
  'ON_QUEUE',
  'MEAL',
  'TRAINING',
  'MEETING',
  'BREAK',
] as const;

// dotnet: OrganizationPresenceDefinition.SystemPresenceEnum
const DEFINED_PRESENCES = [
  'Available',
  'Away',
  'Busy',
  'Offline',
  'Idle',
  'OnQueue',
  'Meal',
  'Training',
  'Meeting',
  'Break',
] as const;

// dotnet: AnalyticsAgentStateAgentResponse.RoutingStatusEnum
const ROUTING_STATUSES = ['UNKNOWN', 'OFF_QUEUE', 'IDLE', 'INTERACTING', 'NOT_RESPONDING', 'COMMUNICATING'] as const;

// dotnet: AgentStateAgentQueryPredicate.DimensionEnum
export const USER_DIMENSIONS = [
  'activeQueueId',
  'inactiveQueueId',
  'queueId',
  'assignedSkillId',
  'assignedLanguageId',
  'divisionId',
  'userId',
  'managerId',
  'systemPresence',
  'organizationPresenceId',
  'routingStatus',
  'isOutOfOffice',
  'online',
  'teamId',
  'managementUnitId',
  'businessUnitId',
  'adherenceState',
  'adherenceImpact',
  'scheduledActivityCodeId',
  'scheduledActivityCategory',
  'actualActivityCategory',
] as const;

// dotnet: AgentStateSessionQueryPredicate.DimensionEnum
export const SESSION_DIMENSIONS = [
  'mediaType',
  'originatingDirection',
  'requestedLanguageId',
  'requestedRoutingSkillId',
  'routedQueueId',
  'segmentType',
] as const;

// dotnet: AgentStateQueryRequest.UserOrderByEnum
export const USER_ORDERS = [
  'userName',
  'segmentStart',
  'sessionStart',
  'presenceDate',
  'routingStatusDate',
  'systemPresence',
  'routingStatus',
  'organizationPresenceId',
  'adherenceDate',
] as const;

// dotnet: QueueObservationQuery.MetricsEnum
export const QUEUE_OBSERVATIONS = [
  'oActiveUsers',
  'oAlerting',
  'oInteracting',
  'oLongestInteracting',
  'oLongestWaiting',
  'oMemberUsers',
  'oOffQueueUsers',
  'oOnQueueUsers',
  'oUserPresences',
  'oUserRoutingStatuses',
  'oWaiting',
] as const;

// dotnet: UserAggregationQuery.MetricsEnum
export const USER_METRICS = ['tAgentRoutingStatus', 'tOrganizationPresence', 'tSystemPresence'] as const;

// dotnet: UserSearchCriteria.TypeEnum
export const SEARCH_TYPES = [
  'EXACT',
  'STARTS_WITH',
  'CONTAINS',
  'REGEX',
  'TERM',
  'TERMS',
  'REQUIRED_FIELDS',
  'MATCH_ALL',
  'QUERY_STRING',
  'RANGE',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
] as const;

// dotnet: UserSearchCriteria.OperatorEnum
const SEARCH_OPERATORS = ['AND', 'OR', 'NOT'] as const;

// dotnet: Call.StateEnum
const CALL_STATES = [
  'alerting',
  'dialing',
  'contacting',
  'offering',
  'connected',
  'disconnected',
  'terminated',
  'converting',
  'uploading',
  'transmitting',
  'none',
] as const;

// dotnet: Callback.StateEnum, Cobrowsesession.StateEnum
const CALLBACK_STATES = [
  'alerting',
  'dialing',
  'contacting',
  'offering',
  'connected',
  'disconnected',
  'terminated',
  'scheduled',
  'none',
] as const;

// dotnet: ConversationChat.StateEnum, Screenshare.StateEnum, SocialExpression.StateEnum, Video.StateEnum
const CHAT_STATES = [
  'alerting',
  'dialing',
  'contacting',
  'offering',
  'connected',
  'disconnected',
  'terminated',
  'none',
] as const;

// dotnet: SegmentDetailQueryPredicate.DimensionEnum
const SEGMENT_QUERY_DIMENSIONS = [
  'addressFrom',
  'addressTo',
  'agentAssistantId',
  'agentOwned',
  'ani',
  'authenticated',
  'bargedParticipantId',
  'callbackNumber',
  'callbackScheduledTime',
  'canonicalExternalContactId',
  'cleared',
  'coachedParticipantId',
  'conference',
  'deliveryPushed',
  'deliveryStatus',
  'destinationAddress',
  'destinationConversationId',
  'detectedSpeechEnd',
  'detectedSpeechStart',
  'direction',
  'disconnectType',
  'dnis',
  'edgeId',
  'engagementSource',
  'errorCode',
  'exitReason',
  'extendedDeliveryStatus',
  'externalContactId',
  'externalOrganizationId',
  'flaggedReason',
  'flowId',
  'flowName',
  'flowOutType',
  'flowOutcome',
  'flowOutcomeId',
  'flowOutcomeValue',
  'flowVersion',
  'groupId',
  'journeyActionId',
  'journeyActionMapId',
  'journeyCustomerId',
  'journeyCustomerIdType',
  'journeyCustomerSessionId',
  'mediaCount',
  'mediaType',
  'messageType',
  'monitoredParticipantId',
  'outboundCampaignId',
  'outboundContactId',
  'outboundContactListId',
  'participantName',
  'protocolCallId',
  'provider',
  'purpose',
  'queueId',
  'recording',
  'remote',
  'remoteNameDisplayable',
  'requestedLanguageId',
  'requestedRouting',
  'requestedRoutingSkillId',
  'scoredAgentId',
  'screenMonitoredUserId',
  'screenRecording',
  'scriptId',
  'segmentEnd',
  'segmentType',
  'sessionDnis',
  'sipResponseCode',
  'skillExpressionId',
  'snippetRecording',
  'subject',
  'teamId',
  'transferTargetAddress',
  'transferTargetName',
  'transferType',
  'usedRouting',
  'userId',
  'wrapUpCode',
  'wrapUpNote',
] as const;

// dotnet: ConversationDetailQueryPredicate.DimensionEnum
const CONVERSATION_QUERY_DIMENSIONS = [
  'accessAttribute',
  'conversationEnd',
  'conversationId',
  'conversationInitiator',
  'conversationStart',
  'customerParticipation',
  'divisionId',
  'externalTag',
  'mediaStatsMinConversationMos',
  'originatingDirection',
  'originatingSocialMediaPublic',
] as const;

/** By `Model.field`; a field that is a list has each of its items here, a map its keys. */
export const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'AgentStateUserFilter.type': AND_OR,
  'AgentStateAgentQueryClause.type': AND_OR,
  'AgentStateSessionFilter.type': AND_OR,
  'AgentStateSessionQueryClause.type': AND_OR,
  'ConversationDetailQueryFilter.type': AND_OR,
  'ConversationDetailQueryClause.type': AND_OR,
  'SegmentDetailQueryFilter.type': AND_OR,
  'SegmentDetailQueryClause.type': AND_OR,
  'ConversationAggregateQueryFilter.type': AND_OR,
  'ConversationAggregateQueryClause.type': AND_OR,
  'UserAggregateQueryFilter.type': AND_OR,
  'UserAggregateQueryClause.type': AND_OR,
  'QueueObservationQueryFilter.type': AND_OR,
  'QueueObservationQueryClause.type': AND_OR,
  'ConversationDetailQueryPredicate.type': PREDICATES,
  'ConversationDetailQueryPredicate.operator': OPERATORS,
  'SegmentDetailQueryPredicate.type': PREDICATES,
  'SegmentDetailQueryPredicate.operator': OPERATORS,
  'ConversationAggregateQueryPredicate.type': PREDICATES,
  'ConversationAggregateQueryPredicate.operator': OPERATORS,
  'UserAggregateQueryPredicate.type': PREDICATES,
  'UserAggregateQueryPredicate.operator': OPERATORS,
  'QueueObservationQueryPredicate.type': PREDICATES,
  'QueueObservationQueryPredicate.operator': OPERATORS,
  'AgentStateQueryRequest.userOrderBy': USER_ORDERS,
  'AgentStateQueryRequest.userOrder': ASC_DESC,
  'AgentStateQueryRequest.sessionOrderBy': ['segmentStart', 'sessionStart'],
  'AgentStateQueryRequest.sessionOrder': ASC_DESC,
  'AgentStateAgentQueryPredicate.dimension': USER_DIMENSIONS,
  'AgentStateSessionQueryPredicate.dimension': SESSION_DIMENSIONS,
  'ConversationDetailQueryPredicate.dimension': CONVERSATION_QUERY_DIMENSIONS,
  'SegmentDetailQueryPredicate.dimension': SEGMENT_QUERY_DIMENSIONS,
  // dotnet: ConversationQuery.OrderEnum, OrderByEnum
  'ConversationQuery.order': ['asc', 'desc', 'unordered'],
  'ConversationQuery.orderBy': ['conversationStart', 'conversationEnd', 'segmentStart', 'segmentEnd'],
  'ConversationAggregationQuery.groupBy': GROUP_DIMENSIONS,
  'ConversationAggregationQuery.metrics': AGGREGATE_METRICS,
  'ConversationAggregateQueryPredicate.dimension': FILTER_DIMENSIONS,
  // dotnet: ConversationAggregationQuery.AlternateTimeDimensionEnum, QueryTypeEnum
  'ConversationAggregationQuery.alternateTimeDimension': ['eventTime'],
  'ConversationAggregationQuery.queryType': ['bottomN', 'groupBy', 'topN'],
  // dotnet: UserAggregationQuery.GroupByEnum, UserAggregateQueryPredicate.DimensionEnum
  'UserAggregationQuery.groupBy': ['userId'],
  'UserAggregationQuery.metrics': USER_METRICS,
  'UserAggregateQueryPredicate.dimension': ['userId'],
  // dotnet: QueueObservationQuery.MetricsEnum, DetailMetricsEnum, QueueObservationQueryPredicate.DimensionEnum
  'QueueObservationQuery.metrics': QUEUE_OBSERVATIONS,
  'QueueObservationQuery.detailMetrics': QUEUE_OBSERVATIONS,
  'QueueObservationQueryPredicate.dimension': ['mediaType', 'queueId'],
  // dotnet: UserSearchCriteria, GroupSearchCriteria, UserSearchRequest.SortOrderEnum
  'UserSearchCriteria.type': SEARCH_TYPES,
  'UserSearchCriteria.operator': SEARCH_OPERATORS,
  'GroupSearchCriteria.type': SEARCH_TYPES,
  'GroupSearchCriteria.operator': SEARCH_OPERATORS,
  'TeamSearchCriteria.type': SEARCH_TYPES,
  'TeamSearchCriteria.operator': SEARCH_OPERATORS,
  'UserSearchRequest.sortOrder': ['ASC', 'DESC', 'SCORE'],
  'GroupSearchRequest.sortOrder': ['ASC', 'DESC', 'SCORE'],
  'TeamSearchRequest.sortOrder': ['ASC', 'DESC', 'SCORE'],
  // dotnet: User.StateEnum, Organization.StateEnum, Group.StateEnum
  'User.state': ['active', 'inactive', 'deleted'],
  'Organization.state': ['active', 'inactive', 'deleted'],
  'Group.state': ['active', 'inactive', 'deleted'],
  // Users tell no UNKNOWN; python: routing_status.py has the other five.
  'RoutingStatus.status': ROUTING_STATUSES,
  'AnalyticsAgentStateAgentResponse.systemPresence': SYSTEM_PRESENCES,
  'AnalyticsAgentStateAgentResponse.routingStatus': ROUTING_STATUSES,
  'AnalyticsAgentStateAgentSessionResult.segmentType': SEGMENT_TYPES,
  'AnalyticsAgentStateAgentSessionResult.originatingDirection': DIRECTIONS,
  'AnalyticsAgentStateAgentSessionResult.mediaType': MEDIA_TYPES,
  'AgentStateSegmentTypeCount.segmentType': SEGMENT_TYPES,
  'AgentStatePresenceCount.systemPresence': SYSTEM_PRESENCES,
  'AgentStateRoutingStatusCount.routingStatus': ROUTING_STATUSES,
  // dotnet: Participant.WrapupPromptEnum, AfterCallWork.StateEnum
  'Participant.wrapupPrompt': ['mandatory', 'optional', 'agentRequested', 'timeout', 'forcedTimeout'],
  'AfterCallWork.state': ['unknown', 'notApplicable', 'skipped', 'pending', 'complete'],
  'Call.state': CALL_STATES,
  'Callback.state': CALLBACK_STATES,
  'Cobrowsesession.state': CALLBACK_STATES,
  'ConversationChat.state': CHAT_STATES,
  'Screenshare.state': CHAT_STATES,
  'SocialExpression.state': CHAT_STATES,
  'Video.state': CHAT_STATES,
  // dotnet: StateEnum of each, Message.TypeEnum
  'Email.state': ['alerting', 'connected', 'disconnected', 'none', 'parked', 'transmitting'],
  'Message.state': ['alerting', 'connected', 'parked', 'disconnected'],
  'InternalMessage.state': ['alerting', 'connected', 'disconnected'],
  'ScreenMonitoring.state': ['none', 'connected', 'disconnected'],
  'Message.type': [
    'apple',
    'facebook',
    'instagram',
    'kakao',
    'line',
    'open',
    'sms',
    'telegram',
    'twitter',
    'webmessaging',
    'whatsapp',
    'unknown',
  ],
  'Call.direction': DIRECTIONS,
  'Callback.direction': DIRECTIONS,
  'ConversationChat.direction': DIRECTIONS,
  'Email.direction': DIRECTIONS,
  'Message.direction': DIRECTIONS,
  'AnalyticsConversationWithoutAttributes.originatingDirection': DIRECTIONS,
  'AnalyticsParticipantWithoutAttributes.purpose': PURPOSES,
  'AnalyticsSession.mediaType': MEDIA_TYPES,
  'AnalyticsSession.direction': DIRECTIONS,
  'AnalyticsConversationSegment.segmentType': SEGMENT_TYPES,
  // dotnet: AnalyticsConversationSegment.DisconnectTypeEnum
  'AnalyticsConversationSegment.disconnectType': [
    'client',
    'conferenceTransfer',
    'consultTransfer',
    'dndEndpoint',
    'dndTransfer',
    'endpoint',
    'error',
    'forwardTransfer',
    'inactivity',
    'noAnswerTransfer',
    'notAvailableTransfer',
    'other',
    'peer',
    'sessionExpired',
    'spam',
    'system',
    'takeover',
    'timeout',
    'transfer',
    'transportFailure',
    'uncallable',
  ],
  // An answer names its groups and metrics as the query does that asked for them.
  'ConversationAggregateDataContainer.group': GROUP_DIMENSIONS,
  'UserAggregateDataContainer.group': ['userId'],
  'QueueObservationDataContainer.group': ['mediaType', 'queueId'],
  'AggregateMetricData.metric': [...AGGREGATE_METRICS, ...USER_METRICS],
  'ObservationMetricData.metric': QUEUE_OBSERVATIONS,
  // dotnet: OrganizationPresenceDefinition.TypeEnum
  'OrganizationPresenceDefinition.type': ['System', 'User'],
  'OrganizationPresenceDefinition.systemPresence': DEFINED_PRESENCES,
  // dotnet: ChannelTopic.StateEnum
  'ChannelTopic.state': ['Permitted', 'Rejected'],
};
