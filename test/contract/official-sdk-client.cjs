const sdk = require('purecloud-platform-client-v2');

/** Asks the sandbox on a port what the app asks, with the official SDK, and prints what it understood. */
async function main([port, email]) {
  const client = sdk.ApiClient.instance;
  client.config.live_reload_config = false;
  client.setGateway({ host: '127.0.0.1', protocol: 'http', port: Number(port), path_params_login: 'login' });
  client.setReturnExtendedResponses(true);
  await client.loginClientCredentialsGrant('sandbox', 'sandbox');
  const analytics = new sdk.AnalyticsApi();

  const search = await new sdk.UsersApi().postUsersSearch({
    pageSize: 25,
    pageNumber: 1,
    query: [
      { type: 'EXACT', fields: ['email'], value: email },
      { type: 'EXACT', fields: ['state'], values: ['active'], operator: 'AND' },
    ],
    enforcePermissions: true,
  });
  const [ana] = search.body.results;
  const { body: user } = await new sdk.UsersApi().getUser(ana.id, {
    expand: ['presence', 'routingStatus', 'conversationSummary', 'outOfOffice'],
  });
  const { body: status } = await analytics.getAnalyticsAgentStatus(ana.id);
  const [session] = status.sessions;
  const { body: conversation } = await new sdk.ConversationsApi().getConversation(session.conversationId);
  const own = conversation.participants.find(({ userId }) => userId === ana.id);
  const week = {
    interval: '2026-11-09T00:00:00+01:00/2026-11-16T00:00:00+01:00',
    granularity: 'P1D',
    timeZone: 'Europe/Madrid',
    groupBy: ['userId'],
    filter: {
      type: 'and',
      predicates: [{ type: 'dimension', dimension: 'userId', operator: 'matches', value: ana.id }],
    },
    metrics: ['tHandle', 'tAnswered'],
  };
  const { body: sums } = await analytics.postAnalyticsConversationsAggregatesQuery(week);
  const [{ group, data }] = sums.results;
  const { body: queues } = await new sdk.RoutingApi().getRoutingQueues({ name: '*bill*', pageSize: 25 });
  const refused = await analytics
    .postAnalyticsConversationsAggregatesQuery({ ...week, metrics: ['callDuration'] })
    .catch((error) => error);
  const wrongSecret = await client.loginClientCredentialsGrant('sandbox', 'wrong').catch((error) => error);

  return {
    found: { id: ana.id, name: ana.name, total: search.body.total },
    user: {
      presence: user.presence.presenceDefinition.systemPresence,
      routingStatus: user.routingStatus.status,
      active: user.conversationSummary.call.contactCenter.active,
    },
    status: { conversationId: session.conversationId, segmentType: session.segmentType },
    conversation: {
      purposes: conversation.participants.map(({ purpose }) => purpose),
      held: own.calls.find(({ id }) => id === session.sessionId).held,
    },
    aggregates: { userId: group.userId, metrics: data[0].metrics.map(({ metric }) => metric), days: data.length },
    queues: queues.entities.map(({ name }) => name),
    refused: {
      status: refused.status,
      code: refused.body.code,
      message: refused.body.message,
      correlated: refused.headers['inin-correlation-id'] === refused.body.contextId,
    },
    wrongSecret: wrongSecret.status,
  };
}

void main(process.argv.slice(2)).then((understood) => console.log(JSON.stringify(understood)));
