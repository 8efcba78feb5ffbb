import { Cron } from 'croner';
import { DAY_MS, type Day, type Days, isoDate, weekdayOf } from '../period/calendar.ts';
import { daysInterval, localDay } from '../period/zone.ts';
import type { Target } from '../question.ts';
import { type Instant, type Interval, SETTLED_AFTER_MS, type Weekday } from '../time.ts';

/** When a summary is due: at a local time, on some days of the week. */
export interface Timing {
  /** `08:30`, as a clock in the zone shows it. */
  readonly time: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** At least one, each once, in the order of the week from Sunday. */
  readonly days: readonly Weekday[];
}

/** A daily summary that somebody asked for. */
export interface Schedule extends Timing {
  readonly id: string;
  /** Slack channel id. */
  readonly channel: string;
  /** It shows what this person may see, at the time of each post. */
  readonly owner: { readonly slackUserId: string; readonly slackTeamId: string };
  /** Whose figures; empty is the default scope. */
  readonly who: readonly Target[];
  /** What is posted when there was nothing to count: one line, or nothing. */
  readonly quietDays: 'line' | 'skip';
  /** Whether people are named: where the audience is known to be members only, or (`always`) whoever reads it. */
  readonly names: 'members-only' | 'always';
  readonly state: 'active' | 'paused';
  /** From here on it is due; what was due earlier was never missed. Set when it is made, changed or resumed. */
  readonly activeSince: Instant;
  /** One made by the configuration is changed there. */
  readonly origin: 'slack' | 'configuration';
}

/** One post that is to be made: at most one a schedule and local day. */
export interface Due {
  readonly at: Instant;
  /** The local date of the post, which names it. */
  readonly day: Day;
}

/** What a post tells of. */
export interface Coverage {
  readonly days: Days;
  readonly interval: Interval;
  /** From here on Genesys Cloud is taken to have counted everything. */
  readonly settledAt: Instant;
}

const WEEK_MS = 7 * DAY_MS;
const ON_TIME_MS = 2 * 60_000;

/**
 * The posts due after one moment and up to another. A local time that the clock skips is due when it jumps over it; one
 * that comes twice is due at the first; a day that a zone skips has none.
 *
 * @example duesBetween({ time: '08:30', timeZone: 'Europe/Madrid', days: [1] }, friday, tuesday) //=> Monday 07:30 UTC
 */
export function duesBetween(timing: Timing, after: Instant, until: Instant): readonly Due[] {
  const cron = cronOf(timing);
  const dues: Due[] = [];
  for (let run = cron.nextRun(new Date(after)); run !== null && run.getTime() <= until; run = cron.nextRun(run)) {
    const due = dueAt(run.getTime(), timing);
    if (due.day !== dues.at(-1)?.day) dues.push(due);
  }
  return dues;
}

/** The next post after a moment. */
export function nextDue(timing: Timing, after: Instant): Due | undefined {
  const run = cronOf(timing).nextRun(new Date(after));
  return run === null ? undefined : dueAt(run.getTime(), timing);
}

/** Names a post in claims and in its message: the schedule and the local date. */
export function runName(schedule: Pick<Schedule, 'id'>, due: Due): string {
  return `${schedule.id}/${isoDate(due.day)}`;
}

/**
 * A post tells of every day since the schedule's post day before it: of yesterday when it is daily, on a Monday of
 * Friday to Sunday when it rests at the weekend.
 */
export function coverageOf({ timeZone, days }: Timing, { day }: Due): Coverage {
  let first = day - DAY_MS;
  while (!days.some((weekday) => weekday === weekdayOf(first)) && day - first < WEEK_MS) first -= DAY_MS;
  const last = day - DAY_MS;
  const interval = daysInterval(first, last, timeZone);
  return { days: { first, last }, interval, settledAt: interval.end + SETTLED_AFTER_MS };
}

/**
 * Whether a post may still be made, and whether it has to say that it is late.
 *
 * @param catchUpMs how late a post may be
 */
export function lateness(due: Due, now: Instant, catchUpMs: number): 'on-time' | 'late' | 'too-late' {
  const late = now - due.at;
  if (late > catchUpMs) return 'too-late';
  return late > ON_TIME_MS ? 'late' : 'on-time';
}

function dueAt(at: Instant, { timeZone }: Timing): Due {
  return { at, day: localDay(at, timeZone) };
}

function cronOf({ time, timeZone, days }: Timing): Cron {
  const [hours, minutes] = time.split(':').map(Number);
  return new Cron(`${minutes} ${hours} * * ${days.join(',')}`, { timezone: timeZone, paused: true });
}
