import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import type { LiveEvent } from '../../reports/ports.ts';
import type { Client } from '../http/client.ts';
import { instant, list, text } from '../schemas.ts';

/** A channel of Genesys's notification service: one socket, at most 1,000 topics, 24 hours. */
export interface Channel {
  readonly id: string;
  readonly connectUri: string;
  readonly expiresAt: Instant;
}

/** Whether somebody's changes are pushed; refused when any of their topics is. */
export type Standing =
  | { readonly state: 'live' }
  | { readonly state: 'refused'; readonly missingPermissions: readonly string[] };

const TOPICS = [
  ['presence', 'presence'],
  ['routingStatus', 'routing-status'],
  ['conversations', 'conversation'],
] as const satisfies readonly (readonly [string, LiveEvent['about']])[];

/** More than these do not fit into one channel. */
export const MOST_AGENTS = Math.floor(1000 / TOPICS.length);

const LIFETIME_MS = 24 * 3_600_000;

const channelBody = z.object({ id: z.string(), connectUri: z.url({ protocol: /^wss?$/ }), expires: instant });

const subscriptionsBody = z.object({
  entities: list(z.object({ id: text, state: text, missingPermissions: list(z.string()) })),
});

/** @param isOurs whether an address is one of Genesys Cloud's: no token or listening goes to another */
export async function createChannel(client: Client, now: Instant, isOurs: (uri: string) => boolean): Promise<Channel> {
  const { id, connectUri, expires } = await client.request({
    endpoint: 'notification-channel',
    method: 'POST',
    path: '/notifications/channels',
    // There are only 20: one made twice is one lost.
    repeatable: false,
    schema: channelBody.refine(({ connectUri }) => isOurs(connectUri), 'another host'),
  });
  // A channel that has just been made is good, whatever the clocks of the two sides disagree on.
  const isAhead = expires !== undefined && expires > now + LIFETIME_MS / 2;
  return { id, connectUri, expiresAt: isAhead ? expires : now + LIFETIME_MS };
}

/** Makes these people's topics the channel's only ones, and says how each person stands. */
export async function subscribe(
  client: Client,
  channel: Channel,
  agentIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const { entities } = await client.request({
    endpoint: 'notification-subscriptions',
    method: 'PUT',
    path: `/notifications/channels/${encodeURIComponent(channel.id)}/subscriptions`,
    // Otherwise one topic that is refused refuses all.
    query: { ignoreErrors: true },
    body: agentIds.flatMap((agentId) => TOPICS.map(([name]) => ({ id: `v2.users.${agentId}.${name}` }))),
    repeatable: true,
    schema: subscriptionsBody,
  });
  const refused = Map.groupBy(
    entities.filter((topic) => topic.state === 'Rejected'),
    (topic) => readTopic(topic.id ?? '')?.agentId,
  );
  return new Map(agentIds.map((agentId) => [agentId, standingOf(refused.get(agentId) ?? [])]));
}

function standingOf(refused: readonly { readonly missingPermissions: readonly string[] }[]): Standing {
  if (refused.length === 0) return { state: 'live' };
  return { state: 'refused', missingPermissions: [...new Set(refused.flatMap((topic) => topic.missingPermissions))] };
}

/** @example readTopic('v2.users.ana.routingStatus') //=> { agentId: 'ana', about: 'routing-status' } */
export function readTopic(name: string): Pick<LiveEvent, 'agentId' | 'about'> | undefined {
  const [, agentId, word] = /^v2\.users\.([^.]+)\.(\w+)$/.exec(name) ?? [];
  const about = TOPICS.find(([topic]) => topic === word)?.[1];
  return agentId === undefined || about === undefined ? undefined : { agentId, about };
}
