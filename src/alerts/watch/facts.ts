import { type MediaSums, reduceRows } from '../../domain/figures/agent-stats.ts';
import type { AgentStatus } from '../../domain/live/status.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { LiveSource, StatsSource, Waiting } from '../../reports/ports.ts';
import type { AlertLog } from '../ports.ts';

/** What is known, each with when it was so. What could not be read lately is not there. */
export interface Facts {
  /** What waits in a queue. */
  waiting(queueId: string): Fact<readonly Waiting[]> | undefined;
  /** What somebody does; `value` is nothing when Genesys tells nothing of them. */
  status(agentId: string): Fact<AgentStatus | undefined> | undefined;
  /** The sums of a queue since the first instant of a day. */
  today(queueId: string, dayStart: Instant): Fact<MediaSums> | undefined;
}

export interface Fact<T> {
  readonly at: Instant;
  readonly value: T;
}

/** When something was asked for last, whether or not there was an answer. */
export interface Asked {
  queue(queueId: string): Instant | undefined;
  agent(agentId: string): Instant | undefined;
  today(queueId: string, dayStart: Instant): Instant | undefined;
}

/** What is to be read. */
export interface Needs {
  readonly queueIds: readonly string[];
  readonly agentIds: readonly string[];
  /** The queues whose figures of a day are needed. */
  readonly days: readonly { readonly today: Interval; readonly zone: string; readonly queueIds: readonly string[] }[];
}

export interface FactReader extends Facts {
  readonly asked: Asked;
  /** Reads what is needed, all of it at the same time, and resolves at the latest after `withinMs`: what comes later counts for the next time. */
  read(needs: Needs, withinMs: number): Promise<void>;
  /** Forgets what is older than this. */
  forget(before: Instant): void;
}

/** So many people are in one answer about what they do, and so many queues in one about what waits. */
export const PEOPLE_AT_ONCE = 50;
const QUEUES_AT_ONCE = 100;

/** How many requests it takes to read this. */
export function costOf({ queueIds, agentIds, days }: Needs): number {
  const figures = days.reduce((sum, each) => sum + Math.ceil(each.queueIds.length / QUEUES_AT_ONCE), 0);
  return Math.ceil(queueIds.length / QUEUES_AT_ONCE) + Math.ceil(agentIds.length / PEOPLE_AT_ONCE) + figures;
}

/** Reads for all rules together: one query for any number of queues, one for fifty people. */
export function createFactReader(parts: {
  readonly live: Pick<LiveSource, 'waiting' | 'agentStatuses'>;
  readonly stats: Pick<StatsSource, 'conversationSums'>;
  readonly now: () => Instant;
  readonly later: (work: () => void, ms: number) => () => void;
  readonly log: AlertLog;
}): FactReader {
  const { live, stats, now, later, log } = parts;
  const waiting = new Map<string, Fact<readonly Waiting[]>>();
  const statuses = new Map<string, Fact<AgentStatus | undefined>>();
  const sums = new Map<string, Fact<MediaSums>>();
  const asked = new Map<string, Instant>();
  const failing = new Set<string>();

  /** One source that fails leaves the others as they are; that it does is told once. */
  async function tried(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      failing.delete(what);
    } catch (err) {
      if (!failing.has(what)) log.warn({ err, what }, 'alerts cannot read something; they do not change meanwhile');
      failing.add(what);
    }
  }

  async function readWaiting(queueIds: readonly string[]): Promise<void> {
    if (queueIds.length === 0) return;
    const rows = Map.groupBy(await live.waiting(queueIds), ({ queueId }) => queueId);
    const at = now();
    for (const id of queueIds) waiting.set(id, { at, value: rows.get(id) ?? [] });
  }

  async function readStatuses(agentIds: readonly string[]): Promise<void> {
    const found = await live.agentStatuses({ kind: 'agents', agentIds });
    const at = now();
    const byId = new Map(found.map((status) => [status.agentId, status]));
    for (const id of agentIds) statuses.set(id, { at, value: byId.get(id) });
  }

  async function readToday({ today, zone, queueIds }: Needs['days'][number]): Promise<void> {
    const rows = await stats.conversationSums({
      interval: today,
      timeZone: zone,
      granularity: 'whole',
      groupBy: ['queueId', 'mediaType'],
      filter: { queueIds },
      metrics: ['nOffered', 'oServiceLevel', 'tAbandon'],
    });
    const byQueue = reduceRows(rows, ({ group }) => group.queueId ?? '');
    const at = now();
    for (const id of queueIds) sums.set(keyOf(id, today.start), { at, value: byQueue[id] ?? {} });
  }

  return {
    waiting: (queueId) => waiting.get(queueId),
    status: (agentId) => statuses.get(agentId),
    today: (queueId, dayStart) => sums.get(keyOf(queueId, dayStart)),
    asked: {
      queue: (queueId) => asked.get(`queue ${queueId}`),
      agent: (agentId) => asked.get(`agent ${agentId}`),
      today: (queueId, dayStart) => asked.get(keyOf(queueId, dayStart)),
    },
    read: async ({ queueIds, agentIds, days }, withinMs) => {
      const at = now();
      for (const id of queueIds) asked.set(`queue ${id}`, at);
      for (const id of agentIds) asked.set(`agent ${id}`, at);
      for (const day of days) for (const id of day.queueIds) asked.set(keyOf(id, day.today.start), at);
      const reading = Promise.all([
        tried('what waits', () => readWaiting(queueIds)),
        ...pieces(agentIds).map((ids) => tried('what people do', () => readStatuses(ids))),
        ...days.map((day) => tried('the figures of today', () => readToday(day))),
      ]);
      const { promise: tooLate, resolve } = Promise.withResolvers<void>();
      const cancel = later(resolve, withinMs);
      await Promise.race([reading, tooLate]);
      cancel();
    },
    forget: (before) => {
      for (const kept of [waiting, statuses, sums]) {
        for (const [key, { at }] of kept) if (at < before) kept.delete(key);
      }
      for (const [key, at] of asked) if (at < before) asked.delete(key);
    },
  };
}

const keyOf = (queueId: string, dayStart: Instant) => `${dayStart} ${queueId}`;

function pieces(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / PEOPLE_AT_ONCE) }, (_, nth) =>
    ids.slice(nth * PEOPLE_AT_ONCE, (nth + 1) * PEOPLE_AT_ONCE),
  );
}
