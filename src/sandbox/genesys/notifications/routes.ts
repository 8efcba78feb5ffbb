import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import { badRequest, missingPermissions, notFound } from '../wire/refusal.ts';
import { type ApiRequest, type Route, readBody } from '../wire/route.ts';
import { isoDate, type World } from '../world.ts';
import { type Channel, MOST_TOPICS } from './channels.ts';
import { type Notifications, SOCKET_PATH } from './notifications.ts';
import { decideTopic, TOPICS, type Topic } from './topics.ts';

const subscriptions = z.array(z.strictObject({ id: z.string() }));
const CHANNELS = '/api/v2/notifications/channels';

/**
 * Channels and what they are subscribed to.
 *
 * @param socketUrl where sockets connect, such as `ws://127.0.0.1:4200`; known once the server listens
 */
export function notificationRoutes(
  world: World,
  notifications: Notifications,
  socketUrl: () => string,
): readonly Route[] {
  const channelOf = (request: ApiRequest): Channel => {
    const channel = notifications.channel(request.param('channelId'), request.client);
    if (channel === undefined) throw notFound('channel', request.param('channelId'));
    return channel;
  };
  const channelBody = (channel: Channel): Models.Channel => ({
    connectUri: `${socketUrl()}${SOCKET_PATH}${channel.id}`,
    id: channel.id,
    expires: isoDate(channel.expiresAt),
  });
  const subscribe =
    (replace: boolean) =>
    (request: ApiRequest): Models.ChannelTopicEntityListing => {
      const channel = channelOf(request);
      const decisions = readBody(subscriptions, request.body).map(({ id }) =>
        decideTopic(id, request.client, world.organisation, notifications.refusals()),
      );
      const ignoring = request.query.oneOf('ignoreErrors', ['true', 'false'], 'false') === 'true';
      const missing = decisions.flatMap((decision) => ('topic' in decision ? [] : decision.missing));
      if (!ignoring && missing.length > 0) throw missingPermissions([...new Set(missing)]);
      const wanted = decisions.flatMap((decision) => ('topic' in decision ? [decision.topic] : []));
      const all = [...(replace ? [] : channel.topics.values()), ...wanted];
      if (new Set(all.map(({ id }) => id)).size > MOST_TOPICS) {
        throw badRequest(`A channel must not have more than ${MOST_TOPICS} topics`);
      }
      if (replace) channel.topics.clear();
      for (const topic of wanted) channel.topics.set(topic.id, topic);
      notifications.look();
      const rejected = decisions.flatMap((decision) => ('topic' in decision ? [] : [decision.rejected]));
      return { entities: [...all.map(permitted), ...rejected] };
    };

  return [
    {
      method: 'POST',
      path: CHANNELS,
      answer({ client }) {
        const channel = notifications.open(client);
        if (channel === undefined) throw badRequest('All 20 channels of this client are connected');
        return channelBody(channel);
      },
    },
    {
      method: 'GET',
      path: CHANNELS,
      query: ['includechannels'],
      answer: ({ client }) =>
        ({
          entities: notifications
            .channels()
            .filter(({ clientId }) => clientId === client.id)
            .map(channelBody),
        }) satisfies Models.ChannelEntityListing,
    },
    {
      method: 'GET',
      path: `${CHANNELS}/{channelId}/subscriptions`,
      answer: (request) =>
        ({
          entities: [...channelOf(request).topics.values()].map(permitted),
        }) satisfies Models.ChannelTopicEntityListing,
    },
    {
      method: 'POST',
      path: `${CHANNELS}/{channelId}/subscriptions`,
      query: ['ignoreErrors'],
      answer: subscribe(false),
    },
    {
      method: 'PUT',
      path: `${CHANNELS}/{channelId}/subscriptions`,
      query: ['ignoreErrors'],
      answer: subscribe(true),
    },
    {
      method: 'DELETE',
      path: `${CHANNELS}/{channelId}/subscriptions`,
      answer(request) {
        channelOf(request).topics.clear();
        return undefined;
      },
    },
    {
      method: 'GET',
      path: '/api/v2/notifications/availabletopics',
      query: ['expand', 'includePreview'],
      answer: () =>
        ({
          entities: TOPICS.map(({ about, needs }) => ({
            id: `v2.users.{id}.${about}`,
            description: `Changes of a user's ${about}`,
            requiresPermissions: [...needs],
            transports: ['Websocket'],
            topicParameters: ['id'],
          })),
        }) satisfies Models.AvailableTopicEntityListing,
    },
  ];
}

function permitted({ id }: Topic): Models.ChannelTopic {
  return { id, state: 'Permitted' };
}
