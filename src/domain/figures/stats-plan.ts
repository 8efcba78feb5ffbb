import { isTimeUnit, type TimeUnit } from '../period/buckets.ts';
import type { Split } from '../split.ts';
import type { Interval } from '../time.ts';
import type { Scope } from './figure.ts';
import { FIGURES_OF, figuresOfPart, metricsFor } from './metrics.ts';
import type { Granularity, Grouping, StatsFilter, StatsQuery } from './stats-query.ts';

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
    case 'half-hour':
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

/** Days of a period that are told one by one; more are told by week, and more of these by month. */
const MOST_DAYS = 31;
const MOST_DAYS_BY_WEEK = 190;

/** The split of a period when none is asked for: never more rows than people read. A day is told by its media. */
export function splitFor(interval: Interval): Split {
  const unit = timeUnitOf('media', interval);
  return unit === 'hour' ? 'media' : unit;
}

/** Into what time is cut for a split: its own unit, or what a chart beside it shows. */
export function timeUnitOf(by: Split, { start, end }: Interval): TimeUnit {
  if (isTimeUnit(by)) return by;
  const days = (end - start) / DAY_MS;
  if (days <= LONGEST_DAY) return 'hour';
  if (Math.floor(days) <= MOST_DAYS) return 'day';
  return days <= MOST_DAYS_BY_WEEK ? 'week' : 'month';
}

export function planStats({ interval, before, timeZone, scope, filter, by }: Measurement): StatsPlan {
  const whole = { interval, timeZone, filter };
  const media: readonly Grouping[] =
    filter.media?.length === 1 && filter.messageTypes === undefined ? [] : ['mediaType'];
  // Of several queues each has its own target: what Genesys would say of all is nobody's.
  const apart: readonly Grouping[] =
    scope === 'queue' && (filter.queueIds?.length ?? 0) > 1 ? ['queueId', ...media] : media;
  const all = metricsFor(FIGURES_OF[scope]);
  const grouping = groupingOf(by);
  return {
    overall: { ...whole, granularity: granularityOf(timeUnitOf(by, interval)), groupBy: apart, metrics: all },
    ...(grouping !== undefined && {
      groups: {
        ...whole,
        granularity: 'whole',
        groupBy: [grouping, ...media],
        metrics: metricsFor(figuresOfPart(scope, by)),
      },
    }),
    ...(before !== undefined && {
      before: { ...whole, interval: before, granularity: 'whole', groupBy: apart, metrics: all },
    }),
  };
}

/** Weeks do not begin on the same day for everybody: they are made of days. */
function granularityOf(unit: TimeUnit): Granularity {
  return unit === 'week' ? 'day' : unit;
}
