import type { Instant, Interval } from '../../../domain/time.ts';
import type { Organisation, Person, PresenceDefinition } from '../centre/organisation.ts';
import type { History, LegOf } from '../days/history.ts';
import { type RoutingStatusName, routingChanges } from '../days/status-timeline.ts';
import { type Conversation, segmentAt } from '../days/timeline.ts';
import { presenceNamed, type ScriptedState, stageConversation } from './script.ts';
import { type Spike, spikeIn, USUAL_SPIKE } from './spike.ts';

/** What somebody is doing at an instant. */
export interface State {
  readonly presence: PresenceDefinition;
  readonly presenceSince: Instant;
  readonly routing: RoutingStatusName;
  readonly routingSince: Instant;
  readonly outOfOffice: boolean;
  /** Their parts that go on: one that has not begun, or has ended, is not here. */
  readonly sessions: readonly LegOf[];
  /** Conversations that the summary counts and nothing else shows. */
  readonly hidden: number;
}

/** The present: the history seen at the clock, unless a test has staged somebody's state. */
export interface Live {
  /** Fixes what this person is doing, until `restore`; what is left out stays as the history has it. */
  readonly put: (personId: string, state: ScriptedState) => readonly Conversation[];
  readonly restore: (personId: string) => void;
  /** From now on calls pile up in this queue, and drain again. */
  readonly pileUp: (queueId: string, spike?: Spike) => void;
  readonly stateOf: (person: Person, now: Instant) => State;
  /** Any conversation that has begun, staged ones first. */
  readonly conversation: (id: string, now: Instant) => Conversation | undefined;
  /** All that the interval touches; who is staged is in none but the staged ones at the moment. */
  readonly during: (interval: Interval, now: Instant) => Generator<Conversation>;
  /** Calls back whenever a test has changed somebody's state. */
  readonly onChange: (listener: (personId: string) => void) => () => void;
}

/** Longer than any work without a change, short of a parked email, which makes nobody busy. */
const LOOK_BACK_MS = 6 * 3_600_000;

interface Staged {
  readonly state: ScriptedState;
  readonly conversations: readonly Conversation[];
}

export function createLive(organisation: Organisation, history: History, now: () => Instant): Live {
  const stagedOf = new Map<string, Staged>();
  const listeners = new Set<(personId: string) => void>();
  let stagedCount = 0;
  let spikes: readonly Conversation[] = [];
  const announce = (personId: string): void => {
    for (const listener of listeners) listener(personId);
  };

  return {
    put(personId, state) {
      const person = organisation.personById.get(personId);
      if (person === undefined) throw new Error(`The sandbox has nobody with the id ${personId}`);
      const conversations = (state.conversations ?? []).map((conversation) => {
        stagedCount += 1;
        return stageConversation(conversation, person, now(), stagedCount);
      });
      stagedOf.set(personId, { state, conversations });
      announce(personId);
      return conversations;
    },
    restore(personId) {
      stagedOf.delete(personId);
      announce(personId);
    },
    pileUp(queueId, spike = USUAL_SPIKE) {
      const queue = organisation.queueById.get(queueId);
      if (queue === undefined) throw new Error(`The sandbox has no queue with the id ${queueId}`);
      const going = spikes.filter(({ end }) => end > now());
      spikes = [...going, ...spikeIn(queue, now(), spike, stagedCount)];
      stagedCount += spike.calls;
    },
    stateOf(person, at) {
      const lived = livedState(history, person, at);
      const staged = stagedOf.get(person.id);
      return staged === undefined ? lived : overlay(lived, staged, person, at);
    },
    conversation(id, at) {
      const staged = [...[...stagedOf.values()].flatMap(({ conversations }) => conversations), ...spikes];
      const found = staged.find((conversation) => conversation.id === id) ?? history.conversation(id);
      return found !== undefined && found.start <= at ? found : undefined;
    },
    *during(interval, at) {
      const replaced = new Set<string | undefined>();
      for (const [personId, { state, conversations }] of stagedOf) {
        if (state.conversations !== undefined) replaced.add(personId);
        yield* conversations;
      }
      yield* spikes.filter(({ start, end }) => start < interval.end && end > interval.start);
      for (const conversation of history.during(interval)) {
        const goesOn = conversation.legs.some((leg) => replaced.has(leg.userId) && segmentAt(leg, at) !== undefined);
        if (!goesOn) yield conversation;
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function livedState(history: History, person: Person, at: Instant): State {
  const interval = { start: at - LOOK_BACK_MS, end: at + 1 };
  const presences = history.presencesOf(person, interval);
  const legs = history.legsOf(person, interval);
  const routing = routingChanges(
    { presences, legs: legs.map(({ leg }) => leg), notResponding: history.notRespondingOf(person, interval) },
    interval,
  ).at(-1);
  const presence = presences.at(-1);
  if (presence === undefined || routing === undefined) throw new Error(`${person.name} has no presence`);
  return {
    presence: presence.presence,
    presenceSince: presence.at,
    routing: routing.status,
    routingSince: routing.at,
    outOfOffice: person.outOfOffice,
    sessions: legs.filter(({ leg, conversation }) => !conversation.orphan && segmentAt(leg, at) !== undefined),
    hidden: 0,
  };
}

function overlay(lived: State, { state, conversations }: Staged, person: Person, at: Instant): State {
  const sessions = conversations.flatMap((conversation) =>
    conversation.legs.flatMap((leg, index) =>
      leg.userId === person.id && (conversation.orphan || segmentAt(leg, at) !== undefined)
        ? [{ conversation, leg, index }]
        : [],
    ),
  );
  return {
    presence: state.presence === undefined ? lived.presence : presenceNamed(state.presence.is),
    presenceSince: state.presence?.since ?? lived.presenceSince,
    routing: state.routing?.is ?? lived.routing,
    routingSince: state.routing?.since ?? lived.routingSince,
    outOfOffice: state.outOfOffice ?? lived.outOfOffice,
    sessions: state.conversations === undefined ? lived.sessions : sessions,
    hidden: state.hidden ?? 0,
  };
}
