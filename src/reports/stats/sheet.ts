import { createHash } from 'node:crypto';
import { type MediaSums, reduceRows, type StatusSums, sumStatusTimes } from '../../domain/figures/agent-stats.ts';
import type { StatsPlan } from '../../domain/figures/stats-plan.ts';
import { groupingOf } from '../../domain/figures/stats-plan.ts';
import type { StatsQuery, StatusTimeRow } from '../../domain/figures/stats-query.ts';
import type { Period } from '../../domain/period/period.ts';
import type { Split } from '../../domain/split.ts';
import { type Instant, type Interval, SETTLED_AFTER_MS } from '../../domain/time.ts';
import { type Memory, type Remember, type Remembered, SourceError, type Spending, type StatsSource } from '../ports.ts';
import type { StatusPart } from './answer.ts';

/** At most so many people in one request for status times: more are not asked for, the answer names them one by one. */
const MOST_STATUS_AGENTS = 100;

/**
 * Everything that one question measured: an interval and the one before, fetched together so that they match. It is
 * kept for whoever asks about the same time, so it knows no words, labels or weeks: those are each asker's own.
 */
export interface Figures {
  readonly interval: Interval;
  /** By the start of each bucket. */
  readonly overall: Readonly<Record<string, MediaSums>>;
  /** By the id of each group; the empty id for what has none. */
  readonly groups?: Readonly<Record<string, MediaSums>> | undefined;
  readonly before?: { readonly interval: Interval; readonly sums: MediaSums } | undefined;
}

/** The same for one asker: the periods as they were asked for. */
export interface Sheet extends Pick<Figures, 'overall' | 'groups'> {
  readonly period: Period;
  readonly before?: { readonly period: Period; readonly sums: MediaSums } | undefined;
}

/** What Genesys told of the same people's time; it is plain JSON, like everything that is remembered. */
interface StatusTimes {
  readonly now?: StatusSums | undefined;
  readonly before?: StatusSums | undefined;
  /** How many people have any. */
  readonly told?: number | undefined;
}

/** A question that is ready to be asked. */
export interface Planned {
  readonly period: Period;
  readonly comparedWith: Period;
  /** The words for it, where it is not the usual one. */
  readonly compared: string | undefined;
  readonly plan: StatsPlan;
  readonly by: Split;
  /** Whose status times are asked for as well; nobody's where they would mean nothing. */
  readonly statusAgentIds: readonly string[];
}

/** Told how many of the planned requests have just been answered. */
export type Spent = (requests: number) => void;

/** Measures a planned question, or remembers what was measured. */
export interface Measuring {
  /** How many requests it takes at most, known before the first. */
  readonly requests: (planned: Planned) => number;
  readonly figures: (planned: Planned, spent: Spent) => Promise<Remembered<Figures>>;
  readonly status: (planned: Planned, spent: Spent) => Promise<StatusPart>;
}

export function createMeasuring(parts: {
  readonly stats: StatsSource;
  readonly remember: Remember;
  readonly spending: Spending;
  readonly now: () => Instant;
}): Measuring {
  const { stats, remember, spending, now } = parts;
  const memoryOf = ({ period, plan }: Planned): Memory => {
    if (period.interval.end + SETTLED_AFTER_MS > now()) return 'stats-running';
    const levels = queriesOf(plan).some(({ metrics }) => metrics.includes('oServiceLevel'));
    return levels ? 'stats-levels' : 'stats-closed';
  };

  /** Status times are cut like the sums of the same people and the same time. */
  const statusQueries = ({ plan, statusAgentIds }: Planned) =>
    statusAgentIds.length === 0 ? [] : [plan.overall, plan.before].filter((query) => query !== undefined);

  const requestsOf = (planned: Planned) =>
    [...queriesOf(planned.plan), ...statusQueries(planned)].reduce((sum, query) => sum + stats.plan(query), 0);

  async function fetchFigures(planned: Planned, spent: Spent): Promise<Figures> {
    const { overall, groups, before } = planned.plan;
    spending.expect(requestsOf(planned));
    const ask = async (query: StatsQuery, keyOf: Parameters<typeof reduceRows>[1]) => {
      const rows = await stats.conversationSums(query);
      spent(stats.plan(query));
      return reduceRows(rows, keyOf, onlyMediaOf(query));
    };
    const grouping = groupingOf(planned.by);
    const [byTime, byGroup, wholeBefore] = await Promise.all([
      ask(overall, (row) => String(row.start)),
      groups === undefined || grouping === undefined ? undefined : ask(groups, (row) => row.group[grouping] ?? ''),
      before === undefined ? undefined : ask(before, () => 'whole'),
    ]);
    return {
      interval: planned.period.interval,
      overall: byTime,
      groups: byGroup,
      before: wholeBefore && { interval: planned.comparedWith.interval, sums: wholeBefore['whole'] ?? {} },
    };
  }

  async function fetchStatus(planned: Planned, spent: Spent): Promise<StatusTimes> {
    const { period, statusAgentIds: agentIds } = planned;
    const [now = [], before = []] = await Promise.all(
      statusQueries(planned).map(async (query) => {
        const rows = await stats.statusTimes({ interval: query.interval, timeZone: period.timeZone, agentIds });
        spent(stats.plan(query));
        return rows;
      }),
    );
    const [told, toldBefore] = [peopleIn(now), peopleIn(before)];
    // Of other people, it would be no comparison.
    const comparable = told.size === toldBefore.size && [...told].every((id) => toldBefore.has(id));
    return { now: sumStatusTimes(now), before: comparable ? sumStatusTimes(before) : undefined, told: told.size };
  }

  return {
    requests: requestsOf,

    figures: (planned, spent) =>
      remember(memoryOf(planned), keyOf('figures', planned, planned.plan), () => fetchFigures(planned, spent)),

    status: async (planned, spent) => {
      const { statusAgentIds } = planned;
      if (statusAgentIds.length === 0) return { kind: 'not-asked' };
      try {
        const key = keyOf('times', planned, statusAgentIds);
        const { value } = await remember(memoryOf(planned), key, () => fetchStatus(planned, spent));
        const { now, before, told } = value;
        if (now === undefined) return { kind: 'untold' };
        const asked = statusAgentIds.length;
        return {
          kind: 'known',
          now,
          before,
          people: (told ?? asked) < asked ? { told: told ?? asked, asked } : undefined,
        };
      } catch (error) {
        // Without it the other figures still stand.
        if (!(error instanceof SourceError)) throw error;
        if (error.kind !== 'forbidden') return { kind: 'failed' };
        return { kind: 'forbidden', missingPermissions: error.missingPermissions };
      }
    },
  };
}

function peopleIn(rows: readonly StatusTimeRow[]): ReadonlySet<string> {
  return new Set(rows.map(({ agentId }) => agentId));
}

/** People whose time on queue belongs to a question: of a part of their conversations it would tell nothing. */
export function statusAgentsFor(agentIds: readonly string[], filtered: boolean): readonly string[] {
  return filtered || agentIds.length > MOST_STATUS_AGENTS ? [] : agentIds;
}

function queriesOf({ overall, groups, before }: StatsPlan): readonly StatsQuery[] {
  return [overall, groups, before].filter((query) => query !== undefined);
}

function onlyMediaOf({ filter, groupBy }: StatsQuery) {
  return groupBy.includes('mediaType') ? undefined : filter.media?.[0];
}

/**
 * The same key for the same question, whatever its words. A running period is known by its start, or every minute would be a question of
 * its own; how far it reaches is kept with the figures.
 */
function keyOf(what: string, { period, comparedWith, compared, by }: Planned, asked: unknown): string {
  const { start, end } = period.interval;
  const when =
    period.unit === 'hours' && period.running
      ? ['hours', end - start]
      : [start, period.running ? 'running' : end, comparedWith.interval.start];
  const moving = period.running ? new Set(['interval']) : new Set<string>();
  const facts = JSON.stringify([when, compared, period.timeZone, by, asked], (key, value: unknown) =>
    moving.has(key) ? undefined : value,
  );
  return `stats:${what}:${createHash('sha256').update(facts).digest('base64url')}`;
}
