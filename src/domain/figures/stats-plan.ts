import type { Split } from '../question.ts';
import type { Interval } from '../time.ts';
import type { Scope } from './figure.ts';
import { type FigureId, metricsOf } from './figure.ts';
import { COLUMNS_OF, COLUMNS_OF_WRAP_UP, FIGURES, FIGURES_OF } from './metrics.ts';
import type { ConversationMetric, Granularity, Grouping, StatsFilter, StatsQuery } from './stats-query.ts';

const DAY_MS = 86_400_000;
/** In days: the clock may be set back. */
const LONGEST_DAY = 1.1;

/** What a question measures, when everybody in it has been found. */
export interface Measurement {
  readonly interval: Interval;
  readonly before?: Interval | undefined;
  readonly timeZone: string;
  readonly scope: Scope;
  readonly filter: StatsFilter;
  readonly by: Split;
}

/** The queries of a question. All are asked at the same time. */
export interface StatsPlan {
  /** The whole, cut by time where the answer shows time. Totals are its sum. */
  readonly overall: StatsQuery;
  /** The whole by what is asked for (agent, queue, …), not by time as well: nobody is shown that. */
  readonly groups?: StatsQuery | undefined;
  /** The period before, uncut. */
  readonly before?: StatsQuery | undefined;
}

/** A split that is no cut of time is a grouping; media are kept apart in every query anyway. */
export function groupingOf(by: Split): Grouping | undefined {
  switch (by) {
    case 'agent':
      return 'userId';
    case 'queue':
      return 'queueId';
    case 'wrapup':
      return 'wrapUpCode';
    case 'direction':
      return 'originatingDirection';
    case 'hour':
    case 'day':
    case 'week':
    case 'month':
    case 'media':
      return undefined;
    default:
      return by satisfies never;
  }
}

/** As many parts as a table shows: Slack takes 100 rows, one of them the head. */
export const MOST_PARTS = 99;

/** The split of a period when none is asked for: days, and weeks where a table has no room for so many days. */
export function splitFor({ start, end }: Interval): Split {
  const days = (end - start) / DAY_MS;
  if (days <= LONGEST_DAY) return 'media';
  return Math.ceil(days) <= MOST_PARTS ? 'day' : 'week';
}

/** Into what time is cut for a split: its own unit, or what a chart beside it shows. */
export function timeUnitOf(by: Split, { start, end }: Interval): 'hour' | 'day' | 'week' | 'month' | undefined {
  if (by === 'hour' || by === 'day' || by === 'week' || by === 'month') return by;
  const days = (end - start) / DAY_MS;
  if (days <= LONGEST_DAY) return undefined;
  if (days <= 32) return 'day';
  return days <= 190 ? 'week' : 'month';
}

export function planStats({ interval, before, timeZone, scope, filter, by }: Measurement): StatsPlan {
  const whole = { interval, timeZone, filter };
  const media: readonly Grouping[] = filter.media?.length === 1 ? [] : ['mediaType'];
  const all = metricsFor(FIGURES_OF[scope]);
  const grouping = groupingOf(by);
  return {
    overall: { ...whole, granularity: granularityOf(timeUnitOf(by, interval)), groupBy: media, metrics: all },
    ...(grouping !== undefined && {
      groups: {
        ...whole,
        granularity: 'whole',
        groupBy: [grouping, ...media],
        metrics: metricsFor(columnsOf(scope, by)),
      },
    }),
    ...(before !== undefined && {
      before: { ...whole, interval: before, granularity: 'whole', groupBy: media, metrics: all },
    }),
  };
}

/**
 * The figures of each part of a split. The agents of a queue have an agent's figures: what they were not offered is
 * nobody's. By wrap-up code there are only those that are counted when a conversation is over: before, none has a code.
 */
export function columnsOf(scope: Scope, by: Split): readonly FigureId[] {
  if (by === 'wrapup') return COLUMNS_OF_WRAP_UP;
  return COLUMNS_OF[by === 'agent' ? 'agents' : scope];
}

/** Weeks do not begin on the same day for everybody: they are made of days. */
function granularityOf(unit: 'hour' | 'day' | 'week' | 'month' | undefined): Granularity {
  return unit === 'week' ? 'day' : (unit ?? 'whole');
}

function metricsFor(figures: readonly FigureId[]): readonly ConversationMetric[] {
  return [...new Set(figures.flatMap((id) => metricsOf(FIGURES[id].computation)))].sort();
}
