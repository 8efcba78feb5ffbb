import type { Instant } from '../../../domain/time.ts';
import { PRESENCES, QUEUES } from '../centre/catalogue.ts';
import { conversationId } from '../centre/ids.ts';
import type { Person, PresenceDefinition } from '../centre/organisation.ts';
import { dayName, localDay } from '../days/calendar.ts';
import type { RoutingStatusName } from '../days/status-timeline.ts';
import type { Conversation, Leg, Segment, SegmentType } from '../days/timeline.ts';

/** A state that a test stages for somebody. */
export interface ScriptedState {
  readonly presence?: { readonly is: PresenceKey; readonly since?: Instant } | undefined;
  readonly routing?: { readonly is: RoutingStatusName; readonly since?: Instant | undefined } | undefined;
  readonly outOfOffice?: boolean | undefined;
  readonly conversations?: readonly ScriptedConversation[] | undefined;
  /** More conversations in the summary than anybody can see, as in a division that the app has no access to. */
  readonly hidden?: number | undefined;
}

export type PresenceKey = keyof typeof PRESENCES;

export interface ScriptedConversation {
  /** Default `voice`. */
  readonly media?: Leg['media'] | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** Default the person's first queue; `null` is a call that came through no queue. */
  readonly queueId?: string | null | undefined;
  /** What the person is doing in it; default `interact`. */
  readonly state?: SegmentType | undefined;
  /** Since when they are in that state; default a minute ago. */
  readonly since?: Instant | undefined;
  /** When the person was connected (or it began to ring); default a minute before `since`. */
  readonly joinedAt?: Instant | undefined;
  /** When the conversation began; default 30 seconds before `joinedAt`. */
  readonly startedAt?: Instant | undefined;
  /** The part that the person has in it: the other ones need somebody whom they help or listen to. */
  readonly role?: 'agent' | 'consulted' | 'monitoring' | 'coaching' | 'barging' | undefined;
  /** The agent whom they help or listen to. */
  readonly other?: Person | undefined;
  readonly wrapUp?: { readonly codeId: string; readonly provisional: boolean } | undefined;
  /** Analytics believes that it goes on; every communication has been disconnected since this instant. */
  readonly orphanedAt?: Instant | undefined;
}

const MINUTE = 60_000;
/** Sites are numbered from 0; staged conversations belong to none of them. */
const STAGED_SITE = 0xf000;

export function presenceNamed(key: PresenceKey): PresenceDefinition {
  return PRESENCES[key];
}

/** Makes the timeline that leads to the staged state and goes on for ever. */
export function stageConversation(
  script: ScriptedConversation,
  person: Person,
  now: Instant,
  number: number,
): Conversation {
  const { state = 'interact', since = now - MINUTE, media = 'voice', direction = 'inbound' } = script;
  const joinedAt = Math.min(since, script.joinedAt ?? since - MINUTE);
  const start = Math.min(joinedAt, script.startedAt ?? joinedAt - 30_000);
  const queueId = script.queueId === null ? undefined : (script.queueId ?? person.queueIds[0]);
  const end = script.orphanedAt ?? Infinity;
  const own: Leg = {
    purpose: queueId === undefined ? 'user' : 'agent',
    media,
    direction,
    userId: person.id,
    teamId: person.teamId,
    queueId,
    skillIds: QUEUES.find((queue) => queue.id === queueId)?.skillIds ?? [],
    segments: leadingTo(state, joinedAt, since, end),
    ending: 'client',
    queuedAt: queueId === undefined ? undefined : start,
    wrapUp: wrapUpOf(script, since),
  };
  const customer: Leg = {
    purpose: 'customer',
    media,
    direction,
    skillIds: [],
    segments: [{ type: 'interact', start, end: state === 'wrapup' ? since : end }],
    ending: 'client',
  };
  const others = script.other === undefined ? [] : [helped(script.other, own, start)];
  return {
    id: conversationId({ day: dayName(localDay(start, 'UTC')), site: STAGED_SITE, number }),
    start,
    end: Infinity,
    originatingDirection: direction,
    divisionIds: [person.site.division.id],
    legs: [customer, ...others, withRole(own, script.role ?? 'agent')],
    ...(script.orphanedAt === undefined ? {} : { orphan: true }),
  };
}

/** Index of the leg of whom they help or listen to. */
const OTHER_LEG = 1;

function withRole(leg: Leg, role: NonNullable<ScriptedConversation['role']>): Leg {
  switch (role) {
    case 'agent':
      return leg;
    case 'consulted':
      return { ...leg, consultOf: OTHER_LEG };
    case 'monitoring':
    case 'coaching':
    case 'barging':
      return { ...leg, monitors: OTHER_LEG, segments: retyped(leg, role) };
    default:
      return role satisfies never;
  }
}

function retyped(leg: Leg, type: SegmentType): Leg['segments'] {
  const [first] = leg.segments;
  return [{ type, start: first.start, end: Infinity }];
}

function helped(person: Person, leg: Leg, start: Instant): Leg {
  return {
    ...leg,
    userId: person.id,
    teamId: person.teamId,
    segments: [{ type: 'interact', start, end: Infinity }],
    wrapUp: undefined,
  };
}

function leadingTo(
  state: SegmentType,
  joinedAt: Instant,
  since: Instant,
  end: Instant,
): readonly [Segment, ...Segment[]] {
  const now: Segment = { type: state, start: since, end };
  if (since <= joinedAt) return [now];
  const before: SegmentType = ['dialing', 'contacting'].includes(state) ? 'contacting' : 'interact';
  return [{ type: before, start: joinedAt, end: since }, now];
}

function wrapUpOf(script: ScriptedConversation, since: Instant): Leg['wrapUp'] {
  if (script.wrapUp === undefined) return undefined;
  const { codeId, provisional } = script.wrapUp;
  return provisional ? { codeId, provisionalFrom: since } : { codeId };
}
