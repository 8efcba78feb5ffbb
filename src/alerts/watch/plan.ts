import type { Instant } from '../../domain/time.ts';
import type { AlertRule } from '../rules/rule.ts';
import { isRate, isWaiting, type Subject, todayUntil } from '../rules/subject.ts';
import { type Asked, costOf, type Needs, PEOPLE_AT_ONCE } from './facts.ts';

/** A rule that is watched now, with what it may watch. */
export interface Target {
  readonly rule: AlertRule;
  readonly subject: Subject;
}

/** How often is looked, in milliseconds. */
export const USUAL_MS = 15_000;
/** What is pushed when it changes is looked at all the same, in case a push was lost. */
const PUSHED_MS = 60_000;
const FIGURES_MS = 60_000;
/** What may be asked and is left for rights, and for what cannot wait for its turn; of little, at most the half. */
const SPARE = 0.3;
const MOST_HALF = 0.5;
/** What one owner's rights to one place cost when nothing of it is remembered. */
const RIGHTS_COST = 6;

/** All that a set of rules needs: each queue, each person and each day once. */
export function needsOf(targets: readonly Target[], now: Instant): Needs {
  const waiting = targets.filter(({ rule }) => isWaiting(rule.condition));
  const days = Map.groupBy(
    targets.filter(({ rule }) => isRate(rule.condition)),
    ({ rule }) => todayUntil(now, rule.zone).start,
  );
  return {
    queueIds: eachOnce(waiting.flatMap(({ subject }) => subject.queueId ?? [])),
    agentIds: eachOnce(targets.flatMap(({ subject }) => subject.agents.map(({ id }) => id))),
    days: [...days].map(([start, of]) => ({
      today: { start, end: now },
      zone: of[0]?.rule.zone ?? 'UTC',
      queueIds: eachOnce(of.flatMap(({ subject }) => subject.queueId ?? [])),
    })),
  };
}

/**
 * How often everything can be looked at within what alerts may ask in a minute; usually every 15 s.
 *
 * @param pushed whose changes are pushed, so that they are looked at once a minute
 */
export function everyMsOf(needs: Needs, perMinute: number, pushed: (agentId: string) => boolean): number {
  const polled = needs.agentIds.filter((id) => !pushed(id));
  const each = costOf({ queueIds: needs.queueIds, agentIds: polled, days: [] });
  const aMinute = costOf({ ...needs, queueIds: [], agentIds: needs.agentIds.filter(pushed) });
  const left = Math.max(1, perMinute - spareOf(perMinute) - aMinute);
  return Math.max(USUAL_MS, Math.ceil((each * 60_000) / left));
}

function spareOf(perMinute: number): number {
  return Math.min(perMinute * MOST_HALF, Math.max(perMinute * SPARE, RIGHTS_COST));
}

/** How many requests must be left for the rights of one more rule to be looked at. */
export function neededForRights(perMinute: number): number {
  return Math.max(1, Math.min(RIGHTS_COST, Math.floor(spareOf(perMinute))));
}

/** When each part of it was or is to be asked for. */
interface Rhythm {
  readonly asked: Asked;
  readonly everyMs: number;
  readonly isPushed: (agentId: string) => boolean;
}

/** What of it is due: not asked for as long as its kind may rest. */
export function dueOf(needs: Needs, rhythm: Rhythm, now: Instant): Needs {
  return {
    queueIds: needs.queueIds.some((id) => queueDueAt(id, rhythm) <= now) ? needs.queueIds : [],
    agentIds: needs.agentIds.filter((id) => agentDueAt(id, rhythm) <= now),
    days: needs.days.filter((day) => dayDueAt(day, rhythm) <= now),
  };
}

/** When the next of it is due. */
export function nextDueAt({ queueIds, agentIds, days }: Needs, rhythm: Rhythm): Instant {
  const dues = [
    ...queueIds.map((id) => queueDueAt(id, rhythm)),
    ...agentIds.map((id) => agentDueAt(id, rhythm)),
    ...days.map((day) => dayDueAt(day, rhythm)),
  ];
  return Math.min(Number.POSITIVE_INFINITY, ...dues);
}

function queueDueAt(queueId: string, { asked, everyMs }: Rhythm): Instant {
  return (asked.queue(queueId) ?? Number.NEGATIVE_INFINITY) + everyMs;
}

function agentDueAt(agentId: string, { asked, everyMs, isPushed }: Rhythm): Instant {
  return (asked.agent(agentId) ?? Number.NEGATIVE_INFINITY) + (isPushed(agentId) ? PUSHED_MS : everyMs);
}

function dayDueAt({ queueIds, today }: Needs['days'][number], { asked, everyMs }: Rhythm): Instant {
  const dues = queueIds.map((id) => asked.today(id, today.start) ?? Number.NEGATIVE_INFINITY);
  return Math.min(...dues) + Math.max(FIGURES_MS, everyMs);
}

/** Both, each once. */
export function together(one: Needs, other: Needs): Needs {
  return {
    queueIds: eachOnce([...one.queueIds, ...other.queueIds]),
    agentIds: eachOnce([...one.agentIds, ...other.agentIds]),
    days: [...new Map([...one.days, ...other.days].map((day) => [day.today.start, day])).values()],
  };
}

/** A query that is made for some people is filled up with those who are due soon: it costs the same. */
export function filledUp(needs: Needs, all: Needs, rhythm: Rhythm, now: Instant): Needs {
  const room = (PEOPLE_AT_ONCE - (needs.agentIds.length % PEOPLE_AT_ONCE)) % PEOPLE_AT_ONCE;
  if (room === 0) return needs;
  const already = new Set(needs.agentIds);
  const next = all.agentIds
    .filter((id) => !already.has(id) && agentDueAt(id, rhythm) <= now + rhythm.everyMs / 2)
    .toSorted((one, another) => agentDueAt(one, rhythm) - agentDueAt(another, rhythm))
    .slice(0, room);
  return { ...needs, agentIds: [...needs.agentIds, ...next] };
}

function eachOnce(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
