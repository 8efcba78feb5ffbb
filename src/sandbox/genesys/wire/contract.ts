import shapes from './shapes.json' with { type: 'json' };

/** One operation as Genesys publishes it: its query parameters, and the models of its body and answer. */
interface Operation {
  readonly query?: readonly string[];
  readonly body?: string;
  readonly answer: string;
}

const PAGE = ['pageSize', 'pageNumber'];
const CURSOR = ['pageSize', 'before', 'after', 'expand'];

/**
 * The operations that the app uses: parameters as in the official Swagger of February 2026, models as in the official
 * SDK. Whatever is sent or answered at one of them is held to it, so that strictness is not our opinion.
 */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /api/v2/analytics/agents/{userId}/status': { answer: 'AnalyticsAgentStateAgentResponse' },
  'POST /api/v2/analytics/agents/status/counts': {
    body: 'AgentStateCountsRequest',
    answer: 'AnalyticsAgentStateCountsResponse',
  },
  'POST /api/v2/analytics/agents/status/query': {
    body: 'AgentStateQueryRequest',
    answer: 'AnalyticsAgentStateQueryResponse',
  },
  'POST /api/v2/analytics/conversations/aggregates/query': {
    body: 'ConversationAggregationQuery',
    answer: 'ConversationAggregateQueryResponse',
  },
  'POST /api/v2/analytics/conversations/details/query': {
    body: 'ConversationQuery',
    answer: 'AnalyticsConversationQueryResponse',
  },
  'POST /api/v2/analytics/queues/observations/query': {
    body: 'QueueObservationQuery',
    answer: 'QueueObservationQueryResponse',
  },
  'POST /api/v2/analytics/users/aggregates/query': {
    body: 'UserAggregationQuery',
    answer: 'UserAggregateQueryResponse',
  },
  'GET /api/v2/authorization/divisions': {
    query: [...PAGE, 'sortBy', 'expand', 'nextPage', 'previousPage', 'objectCount', 'id', 'name'],
    answer: 'AuthzDivisionEntityListing',
  },
  'GET /api/v2/authorization/subjects/{subjectId}': { query: ['includeDuplicates'], answer: 'AuthzSubject' },
  'GET /api/v2/conversations/{conversationId}': { answer: 'Conversation' },
  'GET /api/v2/groups/{groupId}/members': { query: [...PAGE, 'sortOrder', 'expand'], answer: 'UserEntityListing' },
  'POST /api/v2/groups/search': { body: 'GroupSearchRequest', answer: 'GroupsSearchResponse' },
  'GET /api/v2/notifications/availabletopics': {
    query: ['expand', 'includePreview'],
    answer: 'AvailableTopicEntityListing',
  },
  'POST /api/v2/notifications/channels': { answer: 'Channel' },
  'PUT /api/v2/notifications/channels/{channelId}/subscriptions': {
    query: ['ignoreErrors'],
    body: 'ChannelTopic[]',
    answer: 'ChannelTopicEntityListing',
  },
  'GET /api/v2/organizations/me': { answer: 'Organization' },
  'GET /api/v2/presence/definitions': {
    query: ['deactivated', 'divisionId', 'localeCode'],
    answer: 'OrganizationPresenceDefinitionEntityListing',
  },
  'GET /api/v2/presencedefinitions': {
    query: [...PAGE, 'deleted', 'localeCode'],
    answer: 'OrganizationPresenceEntityListing',
  },
  'GET /api/v2/routing/queues': {
    query: [...PAGE, 'sortOrder', 'name', 'id', 'divisionId', 'peerId', 'cannedResponseLibraryId', 'hasPeer', 'expand'],
    answer: 'QueueEntityListing',
  },
  'GET /api/v2/routing/queues/{queueId}/members': {
    query: [...PAGE, 'sortOrder', 'expand', 'name', 'profileSkills', 'skills', 'languages', 'routingStatus'].concat([
      'presence',
      'memberBy',
      'joined',
    ]),
    answer: 'QueueMemberEntityListing',
  },
  'GET /api/v2/routing/skills': { query: [...PAGE, 'name', 'id'], answer: 'SkillEntityListing' },
  'GET /api/v2/routing/wrapupcodes': {
    query: [...PAGE, 'sortBy', 'sortOrder', 'name', 'id', 'divisionId'],
    answer: 'WrapupCodeEntityListing',
  },
  'GET /api/v2/teams': { query: [...CURSOR, 'name'], answer: 'TeamEntityListing' },
  'GET /api/v2/teams/{teamId}/members': { query: CURSOR, answer: 'TeamMemberEntityListing' },
  'GET /api/v2/users': {
    query: [...PAGE, 'id', 'jabberId', 'sortOrder', 'expand', 'integrationPresenceSource', 'state'],
    answer: 'UserEntityListing',
  },
  'POST /api/v2/users/search': { body: 'UserSearchRequest', answer: 'UsersSearchResponse' },
  'GET /api/v2/users/{userId}': { query: ['expand', 'integrationPresenceSource', 'state'], answer: 'User' },
  'GET /api/v2/users/{userId}/directreports': { query: ['expand'], answer: 'User[]' },
  'GET /api/v2/users/{userId}/queues': { query: [...PAGE, 'joined', 'divisionId'], answer: 'UserQueueEntityListing' },
};

/** A model: its keys, those that may be absent with a `?`, each with the type of its value. */
type Shape = Readonly<Record<string, string>>;
const SHAPES: Readonly<Record<string, Shape>> = shapes;

/** What of a request is not in the contract; nothing where the sandbox serves what the app does not use. */
export function requestProblems(operation: string, query: readonly string[], body: unknown): readonly string[] {
  const known = OPERATIONS[operation];
  if (known === undefined) return [];
  const strangers = query.filter((name) => known.query?.includes(name) !== true);
  return [
    ...strangers.map((name) => `the query parameter ${name}`),
    ...(known.body === undefined
      ? body === undefined
        ? []
        : ['a body']
      : problemsIn(body, known.body, 'body', { whole: true })),
  ];
}

/** What of an answer is not in the contract. What it leaves out is no matter: real ones do. */
export function answerProblems(operation: string, answer: unknown): readonly string[] {
  const known = OPERATIONS[operation];
  return known === undefined ? [] : problemsIn(answer, known.answer, 'answer', { whole: false });
}

function problemsIn(value: unknown, type: string, at: string, how: { readonly whole: boolean }): readonly string[] {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((item, index) => problemsIn(item, type.slice(0, -2), `${at}[${index}]`, how));
  }
  if (type.endsWith('{}')) {
    if (!isObject(value)) return [`${at} is no map`];
    return Object.entries(value).flatMap(([key, inner]) => problemsIn(inner, type.slice(0, -2), `${at}.${key}`, how));
  }
  if (type === 'object') return isObject(value) ? [] : [`${at} is no object`];
  const shape = SHAPES[type];
  if (shape === undefined) return typeof value === type ? [] : [`${at} is no ${type}`];
  if (!isObject(value)) return [`${at} is no ${type}`];
  const missing = how.whole ? Object.keys(shape).filter((key) => !key.endsWith('?') && value[key] === undefined) : [];
  const inside = Object.entries(value).flatMap(([key, inner]) => {
    const expected = shape[key] ?? shape[`${key}?`];
    return expected === undefined
      ? [`${at}.${key} is not in ${type}`]
      : problemsIn(inner, expected, `${at}.${key}`, how);
  });
  return [...missing.map((key) => `${at}.${key} is missing`), ...inside];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
