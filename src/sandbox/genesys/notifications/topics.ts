import type { Models } from 'purecloud-platform-client-v2';
import type { Organisation } from '../centre/organisation.ts';
import type { Client } from '../wire/clients.ts';

/** What somebody can be told of, and what a client must be permitted for it. */
export const TOPICS = [
  { about: 'presence', needs: [] },
  { about: 'routingStatus', needs: [] },
  { about: 'conversations', needs: ['conversation:communication:view'] },
] as const;
export type TopicAbout = (typeof TOPICS)[number]['about'];

/** A topic that a channel is subscribed to. */
export interface Topic {
  readonly id: string;
  readonly userId: string;
  readonly about: readonly TopicAbout[];
}

/** Refuses topics on command: those whose id contains the text, with these permissions named as missing. */
export interface TopicRefusal {
  readonly match: string;
  readonly missingPermissions: readonly string[];
}

export type TopicDecision =
  | { readonly topic: Topic }
  | { readonly rejected: Models.ChannelTopic; readonly missing: readonly string[] };

/**
 * Reads `v2.users.{id}.presence`, or several in one as `v2.users.{id}?presence&routingStatus`, and decides whether this
 * client may have it.
 */
export function decideTopic(
  id: string,
  client: Client,
  organisation: Organisation,
  refusals: readonly TopicRefusal[],
): TopicDecision {
  const reject = (reason: string, missing: readonly string[]): TopicDecision => ({
    rejected: { id, state: 'Rejected', rejectionReason: reason, missingPermissions: [...missing] },
    missing,
  });
  const [, userId, single, several] = /^v2\.users\.([^.?]+)(?:\.(\w+)|\?([\w&]+))$/.exec(id) ?? [];
  const names = single === undefined ? (several?.split('&') ?? []) : [single];
  const known = names.map((name) => TOPICS.find(({ about }) => about === name));
  const topics = known.filter((topic) => topic !== undefined);
  if (userId === undefined || topics.length < names.length) return reject('The topic does not exist', []);
  const person = organisation.personById.get(userId);
  if (person === undefined) return reject('The user does not exist', []);
  const refusal = refusals.find(({ match }) => id.includes(match));
  if (refusal !== undefined) return reject('Missing permissions', refusal.missingPermissions);
  const needed: readonly string[] = topics.flatMap(({ needs }) => needs);
  const missing = needed.filter((permission) => !client.may(permission) || !client.sees(person.site.division.id));
  if (missing.length > 0) return reject('Missing permissions', missing);
  return { topic: { id, userId, about: topics.map(({ about }) => about) } };
}
