import type { Instant } from '../../domain/time.ts';
import { CANARY } from './customer.ts';
import { participantId, sessionId } from './ids.ts';
import type { State } from './live.ts';
import type { Person } from './organisation.ts';
import { segmentAt } from './timeline.ts';
import type { TopicAbout } from './topics.ts';
import { presenceBody, routingStatusBody } from './user-body.ts';

/** Something that changed for a person, as the topic's event tells it. */
export interface Change {
  readonly about: TopicAbout;
  readonly eventBody: unknown;
}

/** What a state looked like, to be compared with the next one. */
export interface Glance {
  readonly presence: string;
  readonly routing: string;
  /** By conversation. */
  readonly conversations: ReadonlyMap<string, string>;
}

export function glanceAt(state: State, now: Instant): Glance {
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

/** The events that lead from one glance to the state now. */
export function changesSince(before: Glance, person: Person, state: State, now: Instant): readonly Change[] {
  const after = glanceAt(state, now);
  const ids = new Set([...before.conversations.keys(), ...after.conversations.keys()]);
  const changed = [...ids].filter((id) => before.conversations.get(id) !== after.conversations.get(id));
  const presence = presenceBody(person, state);
  const { status, startTime } = routingStatusBody(person, state);
  return [
    ...(before.presence === after.presence
      ? []
      : [
          {
            about: 'presence' as const,
            eventBody: {
              source: 'PURECLOUD',
              presenceDefinition: {
                id: state.presence.id,
                systemPresence:
                  state.presence.systemPresence === 'OnQueue'
                    ? 'ON_QUEUE'
                    : state.presence.systemPresence.toUpperCase(),
              },
              primary: true,
              message: '',
              modifiedDate: presence.modifiedDate,
            },
          },
        ]),
    ...(before.routing === after.routing
      ? []
      : [{ about: 'routingStatus' as const, eventBody: { id: person.id, routingStatus: { status, startTime } } }]),
    ...changed.map((id) => ({ about: 'conversations' as const, eventBody: conversationEvent(id, person, state, now) })),
  ];
}

function conversationEvent(id: string, person: Person, state: State, now: Instant): unknown {
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
