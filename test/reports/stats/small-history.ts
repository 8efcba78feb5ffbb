import type { MetricSums, StatsQuery, StatsRow } from '../../../src/domain/figures/stats-query.ts';
import type { Media } from '../../../src/domain/media.ts';
import { localDays } from '../../../src/domain/period/zone.ts';
import type { Interval } from '../../../src/domain/time.ts';
import type { Remember, StatsSource } from '../../../src/reports/ports.ts';

/** One conversation that was finished, as its history has it. */
export interface Finished {
  readonly at: number;
  readonly agentId: string;
  readonly queueId?: string | undefined;
  readonly media?: Media | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly wrapUp?: string | undefined;
  readonly handleMs: number;
}

/** A source that works its rows out of single conversations, and notes what it was asked. */
export function historyOf(conversations: readonly Finished[], also: Partial<StatsSource> = {}) {
  const asked: StatsQuery[] = [];
  const askedStatus: Parameters<StatsSource['statusTimes']>[0][] = [];
  const stats: StatsSource = {
    plan: () => 1,
    conversationSums: async (query) => {
      asked.push(query);
      await new Promise((turn) => setImmediate(turn));
      return rowsFor(query, conversations);
    },
    statusTimes: async (query) => {
      askedStatus.push(query);
      return query.agentIds.flatMap((agentId) => {
        const row = { agentId, start: query.interval.start, end: query.interval.end };
        return [
          { ...row, metric: 'tSystemPresence', qualifier: 'ON_QUEUE', sumMs: 8 * 3_600_000 },
          { ...row, metric: 'tAgentRoutingStatus', qualifier: 'INTERACTING', sumMs: 6 * 3_600_000 },
        ] as const;
      });
    },
    ...also,
  };
  return { stats, asked, askedStatus };
}

function rowsFor(query: StatsQuery, all: readonly Finished[]): readonly StatsRow[] {
  const buckets = bucketsOf(query);
  const rows = new Map<string, { row: StatsRow; sums: MetricSums }>();
  for (const each of all.filter((one) => fits(one, query))) {
    const bucket = buckets.find(({ start, end }) => each.at >= start && each.at < end) ?? query.interval;
    const group = groupOf(each, query);
    const key = JSON.stringify([bucket.start, group]);
    const before = rows.get(key)?.sums ?? { count: 0, sumMs: 0 };
    const sums = { count: before.count + 1, sumMs: before.sumMs + each.handleMs };
    const metrics = Object.fromEntries(
      query.metrics
        .filter((metric) => ['tHandle', 'tAnswered', 'nOffered'].includes(metric))
        .map((metric) => [metric, sums]),
    );
    rows.set(key, { row: { group, ...bucket, metrics }, sums });
  }
  return [...rows.values()].map(({ row }) => row);
}

function bucketsOf({ granularity, interval, timeZone }: StatsQuery): readonly Interval[] {
  if (granularity === 'day') return localDays(interval, timeZone);
  if (granularity !== 'hour') return [interval];
  const hours = Math.ceil((interval.end - interval.start) / 3_600_000);
  return Array.from({ length: hours }, (_, hour) => {
    const start = interval.start + hour * 3_600_000;
    return { start, end: Math.min(start + 3_600_000, interval.end) };
  });
}

function fits(one: Finished, { interval, filter }: StatsQuery): boolean {
  const among = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return (
    one.at >= interval.start &&
    one.at < interval.end &&
    (filter.agents === 'everyone' || among(filter.agents, one.agentId)) &&
    among(filter.queueIds, one.queueId) &&
    among(filter.media, one.media ?? 'voice') &&
    (filter.direction === undefined || filter.direction === (one.direction ?? 'inbound'))
  );
}

function groupOf(one: Finished, { groupBy }: StatsQuery): StatsRow['group'] {
  const all = {
    userId: one.agentId,
    queueId: one.queueId,
    mediaType: one.media ?? 'voice',
    wrapUpCode: one.wrapUp,
    originatingDirection: one.direction ?? 'inbound',
  };
  return Object.fromEntries(groupBy.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** Remembers everything for ever, and what was asked of it; callers at the same time share one fetch. */
export function memory(now: () => number) {
  const kept = new Map<string, Promise<{ value: unknown; asOf: number }>>();
  const memories: string[] = [];
  const remember: Remember = async (name, key, fetch) => {
    const had = kept.get(`${name} ${key}`);
    if (had === undefined) {
      memories.push(name);
      const fresh = fetch().then((value) => ({ value, asOf: now() }));
      kept.set(`${name} ${key}`, fresh);
      fresh.catch(() => kept.delete(`${name} ${key}`));
      return { ...(await fresh), value: await fetchedAs(fetch, fresh), cached: false, stale: false };
    }
    return { ...(await had), value: await fetchedAs(fetch, had), cached: true, stale: false };
  };
  return { remember, memories, kept };
}

/** Through JSON, as a store gives it back. The type of a value is that of the fetch it came from. */
async function fetchedAs<T>(_fetch: () => Promise<T>, entry: Promise<{ value: unknown }>): Promise<T> {
  const parsed: T = JSON.parse(JSON.stringify((await entry).value));
  return parsed;
}
