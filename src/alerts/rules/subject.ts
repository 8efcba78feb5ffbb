import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { startOfLocalDay } from '../../domain/period/zone.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { Who, WhoProblem } from '../../reports/people/who.ts';
import type { AlertRule, Condition } from './rule.ts';

/** What a rule watches, as far as its owner may see it. */
export interface Subject {
  readonly kind: 'subject';
  readonly queueId?: string | undefined;
  /** The people whose state it is about; of a queue those who have joined it. */
  readonly agents: readonly Agent[];
  /** The owner sees everybody in it. */
  readonly whole: boolean;
}

/** Why a rule watches nothing. */
export type NoSubject =
  | { readonly kind: 'who-problem'; readonly problem: WhoProblem }
  /** A total of a queue tells of everybody in it: it is for those who may see them all. */
  | { readonly kind: 'seen-in-part' }
  /** A condition of a queue asks for exactly one. */
  | { readonly kind: 'not-a-queue' }
  /** More people than are watched by one rule. */
  | { readonly kind: 'too-many-people'; readonly people: number; readonly most: number };

/** One rule could use up what all of them may ask. */
export const MOST_PEOPLE = 300;

/**
 * What a rule may watch, after what its owner may see at this moment.
 *
 * @throws SourceError when Genesys Cloud does not say it
 */
export async function subjectOf(
  who: Who,
  rule: Pick<AlertRule, 'target' | 'condition' | 'zone'>,
  owner: Asker,
  now: Instant,
): Promise<Subject | NoSubject> {
  const { target, condition, zone } = rule;
  const rate = isRate(condition);
  const when = rate ? [todayUntil(now, zone)] : 'now';
  const whom = await who.resolve([target], owner, rate ? 'stats' : 'live', when);
  if (whom.kind === 'problem') return { kind: 'who-problem', problem: whom.problem };
  const { agents, whole, queue } = whom;
  if (condition.kind === 'people' || condition.measure === 'free') {
    if (agents.length > MOST_PEOPLE) return { kind: 'too-many-people', people: agents.length, most: MOST_PEOPLE };
    if (condition.kind === 'people') return { kind: 'subject', agents, whole };
  }
  if (queue === undefined) return { kind: 'not-a-queue' };
  if (condition.measure !== 'free' && !whole) return { kind: 'seen-in-part' };
  const people = condition.measure === 'free' ? agents : [];
  return { kind: 'subject', queueId: queue.id, agents: people, whole };
}

/** Of today so far, and not of this moment. */
export function isRate(condition: Condition): boolean {
  return condition.kind === 'queue' && (condition.measure === 'service-level' || condition.measure === 'abandoned');
}

/** What is waiting in a queue, and for how long. */
export function isWaiting(condition: Condition): boolean {
  return condition.kind === 'queue' && (condition.measure === 'waiting' || condition.measure === 'longest-wait');
}

export function todayUntil(now: Instant, zone: string): Interval {
  return { start: startOfLocalDay(now, zone), end: now };
}
