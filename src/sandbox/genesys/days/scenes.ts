import type { Instant } from '../../../domain/time.ts';
import type { Person, Queue, QueueMedia } from '../centre/organisation.ts';
import type { Random } from '../centre/random.ts';
import {
  acdLeg,
  afterCall,
  agentLeg,
  type Before,
  type Cast,
  customerLeg,
  monitoring,
  type Parts,
  talkParts,
  total,
  waiting,
} from './legs.ts';
import type { Strain } from './story.ts';
import { type Direction, disconnectedAt, type Leg, legEnd } from './timeline.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What a scene may use of the day around it. */
export interface Stage {
  readonly random: Random;
  /** Somebody of the queue who is on queue and free at this instant. */
  readonly colleague: (at: Instant, except: Person) => Person | undefined;
  readonly supervisor: Person | undefined;
  /** How hard the hour is. */
  readonly strain: Strain;
  /** Another queue to send a caller to. */
  readonly otherQueue: Queue;
}

/** What happened, and until when it kept its people busy. */
export interface Scene {
  readonly direction: Direction;
  readonly legs: readonly Leg[];
  readonly busy: readonly Busy[];
}

export interface Busy {
  readonly person: Person;
  readonly until: Instant;
  /** Since when they did not respond. */
  readonly notRespondingFrom?: Instant;
}

/** A conversation of this media that begins to alert `agent` at `at`. */
export function playInbound(media: QueueMedia, cast: Cast, stage: Stage): Scene {
  switch (media) {
    case 'voice':
      return playCall(cast, stage);
    case 'callback':
      return playCallback(cast, stage);
    case 'email':
      return playWritten('email', cast, stage, { wait: lasting(90 * MINUTE), workMs: 6 * MINUTE });
    case 'chat':
      return playWritten(media, cast, stage, { wait: stage.strain.chatWait, workMs: 11 * MINUTE });
    case 'message':
      return playWritten(media, cast, stage, { wait: lasting(40 * SECOND), workMs: 11 * MINUTE });
    default:
      return media satisfies never;
  }
}

function playCall(cast: Cast, stage: Stage): Scene {
  const { random } = stage;
  const wait = stage.strain.wait(random);
  const queuedAt = cast.at - wait;
  const before = waiting('voice', cast.queue, queuedAt);
  if (random.chance(0.05)) return missed(cast, stage, queuedAt, before);
  const answeredAt = cast.at + random.whole(1500, 9000);
  const talk = talkParts(random);
  const fate = random.next();
  const to = fate < 0.09 ? stage.colleague(answeredAt + total(talk) + 2 * SECOND, cast.agent) : undefined;
  if (to !== undefined && fate < 0.05) return blindTransfer(cast, stage, { queuedAt, answeredAt, talk, before, to });
  if (to !== undefined) return consultTransfer(cast, stage, { queuedAt, answeredAt, talk, before, to });
  const leg = agentLeg(
    cast,
    'voice',
    'inbound',
    [['alert', answeredAt - cast.at], ...talk, ['wrapup', afterCall(random)]],
    random,
    {
      queuedAt,
    },
  );
  const legs = [...before(answeredAt, disconnectedAt(leg)), leg];
  if (stage.supervisor !== undefined && random.chance(0.015)) {
    legs.push(monitoring(stage.supervisor, leg, legs.length - 1, random));
  }
  return { direction: 'inbound', legs, busy: [{ person: cast.agent, until: legEnd(leg) }] };
}

/** The agent lets it ring; a colleague answers, or the caller gives up. */
function missed(cast: Cast, stage: Stage, queuedAt: Instant, before: Before): Scene {
  const { random } = stage;
  const rang = random.whole(8, 15) * SECOND;
  const silence = cast.at + rang;
  const first = agentLeg(cast, 'voice', 'inbound', [['alert', rang]], random, { ending: 'no-answer' });
  const away: Busy = { person: cast.agent, until: silence + random.duration(70 * SECOND), notRespondingFrom: silence };
  const next = silence + random.whole(1, 4) * SECOND;
  const other = stage.colleague(next, cast.agent);
  if (other === undefined) {
    const gone = silence + random.duration(20 * SECOND);
    return { direction: 'inbound', legs: [...before(gone, gone, true), first], busy: [away] };
  }
  const answer = random.whole(1500, 6000);
  const parts: Parts = [['alert', answer], ...talkParts(random), ['wrapup', afterCall(random)]];
  const second = agentLeg({ ...cast, agent: other, at: next }, 'voice', 'inbound', parts, random, { queuedAt });
  const legs = [...before(next + answer, disconnectedAt(second)), first, second];
  return { direction: 'inbound', legs, busy: [away, { person: other, until: legEnd(second) }] };
}

interface Handover {
  readonly queuedAt: Instant;
  readonly answeredAt: Instant;
  readonly talk: Parts;
  readonly before: Before;
  readonly to: Person;
}

function blindTransfer(cast: Cast, stage: Stage, { queuedAt, answeredAt, talk, before, to }: Handover): Scene {
  const { random } = stage;
  const alert: Parts = [['alert', answeredAt - cast.at]];
  const first = agentLeg(cast, 'voice', 'inbound', [...alert, ...talk, ['wrapup', afterCall(random)]], random, {
    queuedAt,
    ending: 'transfer',
  });
  const sentAt = disconnectedAt(first);
  const ringsAt = sentAt + 8 * SECOND;
  const answer = random.whole(1500, 6000);
  const parts: Parts = [['alert', answer], ...talkParts(random), ['wrapup', afterCall(random)]];
  const there = { agent: to, queue: stage.otherQueue, at: ringsAt };
  const second = agentLeg(there, 'voice', 'inbound', parts, random, { queuedAt: sentAt });
  const again = acdLeg('voice', stage.otherQueue, sentAt, ringsAt + answer, false);
  return {
    direction: 'inbound',
    legs: [...before(answeredAt, disconnectedAt(second)), first, again, second],
    busy: [
      { person: cast.agent, until: legEnd(first) },
      { person: to, until: legEnd(second) },
    ],
  };
}

function consultTransfer(cast: Cast, stage: Stage, { queuedAt, answeredAt, talk, before, to }: Handover): Scene {
  const { random } = stage;
  const talked = answeredAt + total(talk);
  const asksAt = talked + 2 * SECOND;
  const answer = random.whole(1500, 6000);
  const advice = random.duration(50 * SECOND);
  const handedOver = asksAt + answer + advice;
  const waits: Parts = [['alert', answeredAt - cast.at], ...talk, ['hold', handedOver - talked]];
  const first = agentLeg(cast, 'voice', 'inbound', [...waits, ['wrapup', afterCall(random)]], random, {
    queuedAt,
    ending: 'consult-transfer',
  });
  const parts: Parts = [['alert', answer], ['interact', advice], ...talkParts(random), ['wrapup', afterCall(random)]];
  const waited = before(answeredAt, asksAt + total(parts.slice(0, -1)));
  const second = agentLeg({ ...cast, agent: to, at: asksAt }, 'voice', 'outbound', parts, random, {
    consultOf: waited.length,
  });
  return {
    direction: 'inbound',
    legs: [...waited, first, second],
    busy: [
      { person: cast.agent, until: legEnd(first) },
      { person: to, until: legEnd(second) },
    ],
  };
}

function playCallback(cast: Cast, stage: Stage): Scene {
  const { random } = stage;
  const queuedAt = cast.at - random.duration(8 * MINUTE);
  const answer = random.whole(2000, 12_000);
  const parts: Parts = [
    ['alert', answer],
    ['dialing', random.whole(4, 20) * SECOND],
    ...talkParts(random),
    ['wrapup', afterCall(random)],
  ];
  const leg = agentLeg(cast, 'callback', 'outbound', parts, random, { queuedAt });
  const legs = [...waiting('callback', cast.queue, queuedAt)(cast.at + answer, disconnectedAt(leg)), leg];
  return { direction: 'inbound', legs, busy: [{ person: cast.agent, until: legEnd(leg) }] };
}

const lasting =
  (meanMs: number): Strain['wait'] =>
  (random) =>
    random.duration(meanMs);

/** An email, chat or message. Emails may be put aside, for minutes or until the next day. */
function playWritten(
  media: 'email' | 'chat' | 'message',
  cast: Cast,
  stage: Stage,
  { wait, workMs }: { readonly wait: Strain['wait']; readonly workMs: number },
): Scene {
  const { random } = stage;
  const queuedAt = cast.at - Math.min(12 * HOUR, wait(random));
  const answer = random.whole(1500, 9000);
  const aside = media === 'email' && random.chance(0.15) ? parkedFor(random) : 0;
  const parts: Parts = [
    ['alert', answer],
    ['interact', random.duration(workMs)],
    ['parked', aside],
    ['interact', aside > 0 ? random.duration(3 * MINUTE) : 0],
    ['wrapup', random.chance(0.8) ? random.duration(25 * SECOND) : 0],
  ];
  const leg = agentLeg(cast, media, 'inbound', parts, random, { queuedAt });
  const legs = [...waiting(media, cast.queue, queuedAt)(cast.at + answer, disconnectedAt(leg)), leg];
  const parked = leg.segments.find((segment) => segment.type === 'parked');
  return { direction: 'inbound', legs, busy: [{ person: cast.agent, until: parked?.start ?? legEnd(leg) }] };
}

function parkedFor(random: Random): number {
  return random.chance(0.7) ? random.whole(10, 80) * MINUTE : random.whole(18, 23) * HOUR + random.whole(0, HOUR);
}

/** A call that our agent makes for the queue: dialing, and in most cases somebody answers. */
export function playOutbound(cast: Cast, stage: Stage): Scene {
  const { random } = stage;
  const answered = random.chance(0.75);
  const parts: Parts = [
    ['contacting', random.whole(300, 1500)],
    ['dialing', random.whole(6, 28) * SECOND + random.whole(0, 999)],
    ...(answered ? talkParts(random) : []),
    ['wrapup', answered ? afterCall(random) : random.duration(12 * SECOND)],
  ];
  const leg = agentLeg(cast, 'voice', 'outbound', parts, random, { ending: answered ? 'client' : 'no-answer' });
  const talk = leg.segments.find((segment) => segment.type === 'interact');
  const customer: Parts = [
    ['contacting', leg.segments[0].end - cast.at],
    ['dialing', (talk?.start ?? disconnectedAt(leg)) - leg.segments[0].end],
    ['interact', talk === undefined ? 0 : disconnectedAt(leg) - talk.start],
  ];
  const called = customerLeg('voice', 'outbound', cast.at, customer, answered ? 'peer' : 'no-answer');
  return { direction: 'outbound', legs: [leg, called], busy: [{ person: cast.agent, until: legEnd(leg) }] };
}

/** A call of an agent to a colleague or a doctor: no queue, nothing that is counted as handled. */
export function playPrivateCall(cast: Cast, stage: Stage): Scene {
  const { random } = stage;
  const parts: Parts = [
    ['dialing', random.whole(4, 15) * SECOND],
    ['interact', random.duration(2 * MINUTE)],
  ];
  const leg: Leg = {
    ...agentLeg(cast, 'voice', 'outbound', parts, random, {}),
    purpose: 'user',
    queueId: undefined,
    skillIds: [],
    wrapUp: undefined,
  };
  const called = customerLeg('voice', 'outbound', cast.at, parts, 'peer');
  return { direction: 'outbound', legs: [leg, called], busy: [{ person: cast.agent, until: legEnd(leg) }] };
}

/** Somebody who waited in the queue and gave up. */
export function playAbandon(media: QueueMedia, { queue, at }: Omit<Cast, 'agent'>, { random, strain }: Stage): Scene {
  const gone = at + random.duration(media === 'voice' ? strain.patienceMs : 4 * MINUTE);
  return { direction: 'inbound', legs: waiting(media, queue, at)(gone, gone, true), busy: [] };
}
