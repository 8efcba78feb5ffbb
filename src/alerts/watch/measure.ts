import type { Agent } from '../../domain/agent.ts';
import { figureValue } from '../../domain/figures/agent-stats.ts';
import { FIGURES } from '../../domain/figures/metrics.ts';
import { type BoardRow, boardRows, isOne } from '../../domain/live/board.ts';
import type { AgentStatus } from '../../domain/live/status.ts';
import type { Instant } from '../../domain/time.ts';
import type { Affected, Reading } from '../rules/episode.ts';
import { type AlertRule, type Condition, type PeopleMeasure, USUAL_LEAST_OFFERED } from '../rules/rule.ts';
import { type Subject, todayUntil } from '../rules/subject.ts';
import type { Facts } from './facts.ts';

/** A reading, and when it will be true if nothing changes. */
export interface Measurement {
  readonly reading: Reading;
  /** When it was so: what was read a moment ago says nothing of now. */
  readonly at: Instant;
  readonly trueAt?: Instant | undefined;
}

type QueueCondition = Extract<Condition, { readonly kind: 'queue' }>;

/** What is known of a rule's condition. What could not be read lately is unknown, and nobody's 0. */
export function measure(
  { condition, zone }: Pick<AlertRule, 'condition' | 'zone'>,
  subject: Subject,
  facts: Facts,
  now: Instant,
): Measurement {
  if (condition.kind === 'people') return ofPeople(condition, subject, facts);
  switch (condition.measure) {
    case 'waiting':
    case 'longest-wait':
      return ofWaiting(condition, subject, facts);
    case 'free':
      return ofFree(condition, subject, facts);
    case 'service-level':
    case 'abandoned':
      return ofToday(condition, subject, facts, { dayStart: todayUntil(now, zone).start, now });
    default:
      return condition satisfies never;
  }
}

const UNKNOWN: Measurement = { reading: { kind: 'unknown' }, at: 0 };

function ofWaiting(condition: QueueCondition, { queueId = '' }: Subject, facts: Facts): Measurement {
  const { threshold, medium, compare } = condition;
  const fact = facts.waiting(queueId);
  if (fact === undefined) return UNKNOWN;
  const { at } = fact;
  const found = fact.value.filter(({ media }) => media === medium);
  const count = found.reduce((sum, each) => sum + each.count, 0);
  const longestSince = earliest(found.flatMap((each) => each.longestSince ?? []));
  const measured = { kind: 'waiting', count, longestSince } as const;
  if (condition.measure === 'waiting') {
    return { at, reading: { kind: 'known', holds: compares(count, condition), amount: count, measured } };
  }
  // Somebody waits, and nobody says since when.
  if (count > 0 && longestSince === undefined) return UNKNOWN;
  const amount = longestSince === undefined ? 0 : at - longestSince;
  const holds = compares(amount, condition);
  const passes = longestSince === undefined || compare === '<' ? undefined : longestSince + threshold;
  const since = holds ? passes : undefined;
  return { at, reading: { kind: 'known', holds, since, amount, measured }, trueAt: holds ? undefined : after(passes) };
}

function ofFree(condition: QueueCondition, { agents, whole }: Subject, facts: Facts): Measurement {
  const at = oldest(agents, facts);
  const rows = rowsOf(agents, facts, at);
  if (rows === undefined) return UNKNOWN;
  const onQueue = rows.filter((row) => isOne(row, 'on-queue')).length;
  const free = rows.filter((row) => isOne(row, 'on-queue') && isOne(row, 'free')).length;
  const measured = { kind: 'free', free, onQueue, inPart: !whole } as const;
  return { at, reading: { kind: 'known', holds: compares(free, condition), amount: free, measured } };
}

function ofToday(
  condition: QueueCondition,
  { queueId = '' }: Subject,
  facts: Facts,
  { dayStart, now: at }: { readonly dayStart: Instant; readonly now: Instant },
): Measurement {
  const fact = facts.today(queueId, dayStart);
  if (fact === undefined) return UNKNOWN;
  const sums = fact.value[condition.medium] ?? {};
  const { computation } = condition.measure === 'abandoned' ? FIGURES.abandoned : FIGURES.serviceLevel;
  const [value, offeredValue] = [figureValue(computation, sums), figureValue(FIGURES.offered.computation, sums)];
  if (offeredValue.kind !== 'count') return UNKNOWN;
  const offered = offeredValue.count;
  const judged = offered >= Math.max(1, condition.atLeastOffered ?? USUAL_LEAST_OFFERED);
  switch (value.kind) {
    case 'rate': {
      const { numerator, denominator } = value;
      const share = numerator / denominator;
      const measured = { kind: 'rate', share, numerator, denominator, offered } as const;
      return { at, reading: { kind: 'known', holds: judged && compares(share, condition), amount: share, measured } };
    }
    case 'ratio': {
      const measured = { kind: 'rate', share: value.ratio, offered } as const;
      const holds = judged && compares(value.ratio, condition);
      return { at, reading: { kind: 'known', holds, amount: value.ratio, measured } };
    }
    case 'none':
    case 'count':
    case 'average':
    case 'longest':
    case 'time':
    case 'time-share':
      // Of nothing there is no share: at the first instant of a day that is so, and the one before is over.
      if (offered > 0) return UNKNOWN;
      return { at, reading: { kind: 'known', holds: false, amount: 0, measured: { kind: 'rate', offered } } };
  }
}

function ofPeople(
  { measure: state, longerThanMs }: Extract<Condition, { readonly kind: 'people' }>,
  { agents }: Subject,
  facts: Facts,
): Measurement {
  const at = oldest(agents, facts);
  const known = agents.flatMap((agent) => {
    const fact = facts.status(agent.id);
    return fact === undefined ? [] : [{ agent, status: fact.value }];
  });
  const inState = known.flatMap(({ agent, status }): Affected[] => {
    const since = status === undefined ? undefined : sinceWhen(state, status);
    return since === undefined ? [] : [{ agentId: agent.id, name: agent.name, since }];
  });
  const affected = inState
    .filter(({ since }) => at - since > longerThanMs)
    .toSorted((one, other) => one.since - other.since);
  const [longest] = affected;
  const trueAt = after(
    earliest(inState.flatMap(({ since }) => (at - since > longerThanMs ? [] : since + longerThanMs))),
  );
  // Of nobody Genesys tells anything, or of somebody it was not asked in time: that the others are well is not enough.
  const isUnknown = known.every(({ status }) => status === undefined) || known.length < agents.length;
  if (longest === undefined && isUnknown) return { ...UNKNOWN, trueAt };
  const measured = { kind: 'people', affected } as const;
  if (longest === undefined) return { at, reading: { kind: 'known', holds: false, amount: 0, measured }, trueAt };
  const since = longest.since + longerThanMs;
  return { at, reading: { kind: 'known', holds: true, since, amount: at - longest.since, measured }, trueAt };
}

/** Since when somebody is in that state; of several conversations since the first. Nothing when they are not, or nobody says since when. */
function sinceWhen(state: PeopleMeasure, { presence, routing, sessions }: AgentStatus): Instant | undefined {
  switch (state) {
    case 'acw':
      return earliest(sessions.flatMap((each) => (each.state === 'after-call-work' ? (each.stateSince ?? []) : [])));
    case 'held':
      return earliest(sessions.flatMap((each) => (each.state === 'held' ? (each.stateSince ?? []) : [])));
    case 'not-responding':
      return routing?.status === 'not-responding' ? routing.since : undefined;
    case 'break':
      return presence?.system === 'break' || presence?.system === 'meal' ? presence.since : undefined;
    default:
      return state satisfies never;
  }
}

/** Nothing unless something is known of everybody: a number of free people that leaves some out is another number. */
function rowsOf(agents: readonly Agent[], facts: Facts, now: Instant): readonly BoardRow[] | undefined {
  const known = agents.map(({ id }) => facts.status(id));
  if (known.some((fact) => fact === undefined)) return undefined;
  const statuses = known.flatMap((fact) => fact?.value ?? []);
  if (agents.length > 0 && statuses.length === 0) return undefined;
  return boardRows(agents, statuses, { queues: {}, presences: {} }, now);
}

/** All of them are known to have been so together at that moment. */
function oldest(agents: readonly Agent[], facts: Facts): Instant {
  return earliest(agents.flatMap(({ id }) => facts.status(id)?.at ?? [])) ?? 0;
}

function compares(amount: number, { compare, threshold }: QueueCondition): boolean {
  return compare === '>' ? amount > threshold : amount < threshold;
}

/** Longer than so long: a moment later. */
function after(at: Instant | undefined): Instant | undefined {
  return at === undefined ? undefined : at + 1;
}

function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.min(...instants);
}
