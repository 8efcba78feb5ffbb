import { ENUMS } from './enums.ts';
import shapes from './shapes.json' with { type: 'json' };

/** One operation as Genesys publishes it: its query parameters, and the models of its body and answer. */
interface Operation {
  readonly query?: readonly string[];
  readonly body?: string;
  readonly answer: string;
}

/** The words that query parameters may have, as the documentation of the operations lists them. */
const QUERY_WORDS: Readonly<Record<string, readonly string[]>> = {
  // UsersApi.md, GET /users: `state`
  'GET /api/v2/users state': ['active', 'inactive', 'deleted', 'any'],
  'GET /api/v2/users/{userId} state': ['active', 'inactive', 'deleted', 'any'],
  // UsersApi.md, GET /users/{userId}: `expand`, as far as anybody here asks for it
  'GET /api/v2/users/{userId} expand': ['presence', 'routingStatus', 'conversationSummary', 'outOfOffice'].concat([
    'team',
    'station',
    'manager',
  ]),
  // PresenceApi.md, GET /presence/definitions and /presencedefinitions
  'GET /api/v2/presence/definitions deactivated': ['true', 'false', 'ALL'],
  'GET /api/v2/presencedefinitions deleted': ['true', 'false', 'ALL'],
  // RoutingApi.md, GET /users/{userId}/queues: `joined` is a boolean, as `ignoreErrors` of NotificationsApi.md is
  'GET /api/v2/users/{userId}/queues joined': ['true', 'false'],
  'PUT /api/v2/notifications/channels/{channelId}/subscriptions ignoreErrors': ['true', 'false'],
  // NotificationsApi.md, GET /notifications/availabletopics: `expand`
  'GET /api/v2/notifications/availabletopics expand': ['description', 'enforced', 'schema', 'visibility'].concat([
    'transports',
    'publicApiTemplateUriPaths',
    'requiresPermissions',
    'permissionDetails',
    'topicParameters',
  ]),
};

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
  'GET /api/v2/conversations': { query: ['communicationType'], answer: 'ConversationEntityListing' },
  'GET /api/v2/conversations/{conversationId}': { answer: 'Conversation' },
  'GET /api/v2/groups/{groupId}/members': { query: [...PAGE, 'sortOrder', 'expand'], answer: 'UserEntityListing' },
  'GET /api/v2/groups': { query: [...PAGE, 'id', 'jabberId', 'sortOrder'], answer: 'GroupEntityListing' },
  'POST /api/v2/groups/search': { body: 'GroupSearchRequest', answer: 'GroupsSearchResponse' },
  'GET /api/v2/notifications/availabletopics': {
    query: ['expand', 'includePreview'],
    answer: 'AvailableTopicEntityListing',
  },
  'GET /api/v2/notifications/channels': { query: ['includechannels'], answer: 'ChannelEntityListing' },
  'POST /api/v2/notifications/channels': { answer: 'Channel' },
  'GET /api/v2/notifications/channels/{channelId}/subscriptions': { answer: 'ChannelTopicEntityListing' },
  'POST /api/v2/notifications/channels/{channelId}/subscriptions': {
    query: ['ignoreErrors'],
    body: 'ChannelTopic[]',
    answer: 'ChannelTopicEntityListing',
  },
  'DELETE /api/v2/notifications/channels/{channelId}/subscriptions': { answer: 'object' },
  'PUT /api/v2/notifications/channels/{channelId}/subscriptions': {
    query: ['ignoreErrors'],
    body: 'ChannelTopic[]',
    answer: 'ChannelTopicEntityListing',
  },
  'GET /api/v2/organizations/limits/namespaces/{namespaceName}': { answer: 'LimitsEntityListing' },
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
  'GET /api/v2/routing/queues/divisionviews': {
    query: [...PAGE, 'sortBy', 'sortOrder', 'name', 'id', 'divisionId'],
    answer: 'QueueEntityListing',
  },
  'GET /api/v2/routing/queues/{queueId}': { query: ['expand'], answer: 'Queue' },
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
  'GET /api/v2/systempresences': { answer: 'SystemPresence[]' },
  'GET /api/v2/teams': { query: [...CURSOR, 'name'], answer: 'TeamEntityListing' },
  'POST /api/v2/teams/search': { body: 'TeamSearchRequest', answer: 'TeamsSearchResponse' },
  'GET /api/v2/teams/{teamId}/members': { query: CURSOR, answer: 'TeamMemberEntityListing' },
  'GET /api/v2/users': {
    query: [...PAGE, 'id', 'jabberId', 'sortOrder', 'expand', 'integrationPresenceSource', 'state'],
    answer: 'UserEntityListing',
  },
  'POST /api/v2/users/search': { body: 'UserSearchRequest', answer: 'UsersSearchResponse' },
  'GET /api/v2/users/me': { query: ['expand', 'integrationPresenceSource'], answer: 'UserMe' },
  'GET /api/v2/users/{userId}': { query: ['expand', 'integrationPresenceSource', 'state'], answer: 'User' },
  'GET /api/v2/users/{userId}/directreports': { query: ['expand'], answer: 'User[]' },
  'GET /api/v2/users/{userId}/queues': { query: [...PAGE, 'joined', 'divisionId'], answer: 'UserQueueEntityListing' },
  'GET /api/v2/users/{userId}/presences/purecloud': { answer: 'UserPresence' },
  'GET /api/v2/users/{userId}/routingstatus': { answer: 'RoutingStatus' },
};

const PATTERNS = Object.keys(OPERATIONS).map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** The operation that a request is; the name that its path has, when none is published. */
export function operationOf(method: string, path: string): string {
  const asked = `${method} ${path}`;
  if (OPERATIONS[asked] !== undefined) return asked;
  return PATTERNS.find(({ pattern }) => pattern.test(asked))?.operation ?? asked;
}

/** A model: its keys, those that may be absent with a `?`, each with the type of its value. */
type Shape = Readonly<Record<string, string>>;
const SHAPES: Readonly<Record<string, Shape>> = shapes;

/** What of a request is not in the contract. */
export function requestProblems(operation: string, query: URLSearchParams, body: unknown): readonly string[] {
  const known = OPERATIONS[operation];
  if (known === undefined) return [`the operation ${operation}`];
  const strangers = [...query.keys()].filter((name) => known.query?.includes(name) !== true);
  return [
    ...strangers.map((name) => `the query parameter ${name}`),
    ...[...query].flatMap(([name, value]) => wordProblems(value.split(','), QUERY_WORDS[`${operation} ${name}`], name)),
    ...(known.body === undefined
      ? body === undefined
        ? []
        : ['a body']
      : problemsIn(body, known.body, 'body', { whole: true })),
  ];
}

/**
 * What of an answer is not in the contract, a refusal's body included. What it leaves out is no matter, nor is null:
 * real ones do.
 */
export function answerProblems(operation: string, answer: unknown, status = 200): readonly string[] {
  const known = OPERATIONS[operation];
  if (known === undefined) return [];
  return problemsIn(answer, status < 400 ? known.answer : 'ErrorBody', 'answer', { whole: false });
}

/** The token endpoint is of OAuth and in no SDK; Genesys documentation: Authorization, Client Credentials. */
export function tokenProblems(
  request: { readonly method: string; readonly headers: Headers; readonly text: string },
  answer: unknown,
  status = 200,
): readonly string[] {
  const { method, headers, text } = request;
  const given = {
    'the method': method === 'POST',
    'the authorization, which is not Basic': /^Basic [A-Za-z0-9+/]+=*$/.test(headers.get('authorization') ?? ''),
    'the content type': headers.get('content-type') === 'application/x-www-form-urlencoded',
    'the form': text === 'grant_type=client_credentials',
  };
  const expected = status < 400 ? 'Token' : 'TokenError';
  const asked = Object.entries(given).flatMap(([what, right]) => (right ? [] : [what]));
  return [...asked, ...(answer === null ? [] : problemsIn(answer, expected, 'answer', { whole: true }))];
}

/** An answer of the token endpoint, and its error, in the two spellings that were seen. */
const OF_OAUTH: Readonly<Record<string, Shape>> = {
  Token: { access_token: 'string', token_type: 'string', expires_in: 'number', 'error?': 'string' },
  TokenError: { error: 'string', 'description?': 'string', 'error_description?': 'string' },
};

/**
 * What of a pushed event is not as the SDK declares it for its topic; the service's own are free, and so are
 * those of several topics in one.
 */
export function eventProblems(topicName: string, eventBody: unknown): readonly string[] {
  const about = /^v2\.users\.[^.?]+[.?](\w+)/.exec(topicName)?.[1] ?? '';
  const model = EVENTS[about];
  if (topicName.includes('?') && model !== undefined) return [];
  if (model !== undefined) return problemsIn(eventBody, model, 'eventBody', { whole: false });
  return /^(channel\.metadata|v2\.system\.[\w.-]+)$/.test(topicName) ? [] : [`the topic ${topicName}`];
}

/** The models of the topics that the app subscribes to. */
export const EVENTS: Readonly<Record<string, string>> = {
  presence: 'PresenceEventUserPresence',
  routingStatus: 'UserRoutingStatusUserRoutingStatus',
  conversations: 'ConversationEventTopicConversation',
};

function problemsIn(value: unknown, type: string, at: string, how: { readonly whole: boolean }): readonly string[] {
  if (value === null && !how.whole) return [];
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((item, index) => problemsIn(item, type.slice(0, -2), `${at}[${index}]`, how));
  }
  if (type.endsWith('{}')) {
    if (!isObject(value)) return [`${at} is no map`];
    return Object.entries(value).flatMap(([key, inner]) => problemsIn(inner, type.slice(0, -2), `${at}.${key}`, how));
  }
  if (type === 'object') return isObject(value) ? [] : [`${at} is no object`];
  const shape = SHAPES[type] ?? OF_OAUTH[type];
  if (shape === undefined) return typeof value === type ? [] : [`${at} is no ${type}`];
  if (!isObject(value)) return [`${at} is no ${type}`];
  const missing = how.whole ? Object.keys(shape).filter((key) => !key.endsWith('?') && value[key] === undefined) : [];
  const inside = Object.entries(value).flatMap(([key, inner]) => {
    const expected = shape[key] ?? shape[`${key}?`];
    if (expected === undefined) return [`${at}.${key} is not in ${type}`];
    return [
      ...problemsIn(inner, expected, `${at}.${key}`, how),
      ...wordProblems(wordsIn(inner), ENUMS[`${type}.${key}`], `${at}.${key}`),
    ];
  });
  return [...missing.map((key) => `${at}.${key} is missing`), ...inside];
}

function wordProblems(words: readonly string[], allowed: readonly string[] | undefined, at: string): readonly string[] {
  if (allowed === undefined) return [];
  return words.flatMap((word) => (allowed.includes(word) ? [] : [`${at} is ${word}`]));
}

/** The text, each text of a list, or the keys of a map. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return isObject(value) ? Object.keys(value) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
