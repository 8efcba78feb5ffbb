import type { Models } from 'purecloud-platform-client-v2';
import type { Instant } from '../../../domain/time.ts';
import { CANARY } from '../centre/customer.ts';
import { participantId, sessionId } from '../centre/ids.ts';
import type { Person } from '../centre/organisation.ts';
import { segmentAt } from '../days/timeline.ts';
import { analyticsPresence } from '../live/agent-status-body.ts';
import type { State } from '../live/live.ts';
import { isoDate, type World } from '../world.ts';
import type { TopicAbout } from './topics.ts';

/** Something that changed for a person, as the topic's event tells it. */
export interface Change {
  readonly userId: string;
  readonly about: TopicAbout;
  readonly eventBody: unknown;
}

/** What a state looked like, to be compared with the next one. */
interface Glance {
  readonly presence: string;
  readonly routing: string;
  /** By conversation. */
  readonly conversations: ReadonlyMap<string, string>;
}

/** Compares what people do with what they did at the last look; who is new is only remembered. */
export function createWatch({ organisation, live, now }: World): (userIds: ReadonlySet<string>) => readonly Change[] {
  const glances = new Map<string, Glance>();
  return (userIds) => {
    for (const userId of glances.keys()) if (!userIds.has(userId)) glances.delete(userId);
    return [...userIds].flatMap((userId) => {
      const person = organisation.personById.get(userId);
      if (person === undefined) return [];
      const at = now();
      const state = live.stateOf(person, at);
      const after = glanceAt(state, at);
      const before = glances.get(userId) ?? after;
      glances.set(userId, after);
      return changesBetween(before, after, person, state, at);
    });
  };
}

function glanceAt(state: State, now: Instant): Glance {
  const looks = state.sessions.map(({ conversation, leg, index }) => {
    const segment = segmentAt(leg, now);
    const code = leg.wrapUp?.provisionalFrom !== undefined && leg.wrapUp.provisionalFrom <= now;
    return [conversation.id, `${index} ${segment?.type} ${segment?.start} ${code}`] as const;
  });
  return {
    presence: `${state.presence.id} ${state.presenceSince}`,
    routing: `${state.routing} ${state.routingSince}`,
    conversations: new Map(looks),
  };
}

function changesBetween(before: Glance, after: Glance, person: Person, state: State, now: Instant): readonly Change[] {
  const userId = person.id;
  const ids = new Set([...before.conversations.keys(), ...after.conversations.keys()]);
  const changed = [...ids].filter((id) => before.conversations.get(id) !== after.conversations.get(id));
  const presence: Change = { userId, about: 'presence', eventBody: presenceEvent(state) };
  const routing: Change = { userId, about: 'routingStatus', eventBody: routingEvent(person, state) };
  return [
    ...(before.presence === after.presence ? [] : [presence]),
    ...(before.routing === after.routing ? [] : [routing]),
    ...changed.map(
      (id): Change => ({ userId, about: 'conversations', eventBody: conversationEvent(id, person, state, now) }),
    ),
  ];
}

function presenceEvent(state: State): Models.PresenceEventUserPresence {
  return {
    source: 'PURECLOUD',
    presenceDefinition: { id: state.presence.id, systemPresence: analyticsPresence(state.presence.systemPresence) },
    primary: true,
    message: '',
    modifiedDate: isoDate(state.presenceSince),
  };
}

function routingEvent(person: Person, state: State): Models.UserRoutingStatusUserRoutingStatus {
  return { id: person.id, routingStatus: { status: state.routing, startTime: isoDate(state.routingSince) } };
}

function conversationEvent(
  id: string,
  person: Person,
  state: State,
  now: Instant,
): Models.ConversationEventTopicConversation {
  const part = state.sessions.find(({ conversation }) => conversation.id === id);
  const type = part === undefined ? undefined : segmentAt(part.leg, now)?.type;
  const index = part?.index ?? 0;
  return {
    id,
    address: `tel:${CANARY.number}`,
    participants: [
      { id: participantId(id, 0), purpose: 'customer', name: CANARY.name, address: `tel:${CANARY.number}` },
      {
        id: participantId(id, index),
        userId: person.id,
        purpose: 'agent',
        calls: [{ id: sessionId(id, index), state: communicationState(type), held: type === 'hold' }],
      },
    ],
  };
}

function communicationState(type: string | undefined): string {
  if (type === undefined || type === 'wrapup') return 'disconnected';
  return type === 'alert' ? 'alerting' : type === 'dialing' ? 'dialing' : 'connected';
}
