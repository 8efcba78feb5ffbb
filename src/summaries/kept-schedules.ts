import { isDeepStrictEqual } from 'node:util';
import { DAY_MS } from '../domain/period/calendar.ts';
import { startOfLocalDay } from '../domain/period/zone.ts';
import { duesBetween, type Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { ScheduleLog } from './ports.ts';
import { readRecord, type StoredSchedule, writeRecord } from './record.ts';

/** What a person decides about a schedule. */
export type ScheduleDraft = Omit<Schedule, 'id' | 'state' | 'activeSince' | 'origin'>;
export type ScheduleChange = Partial<ScheduleDraft>;

export interface Schedules {
  /** By channel, then in the order in which they were made. */
  all(): Promise<readonly Schedule[]>;
  get(id: string): Promise<Schedule | undefined>;
  add(draft: ScheduleDraft): Promise<Schedule>;
  /** Nothing: there is no such schedule any more. What was due before the change is not made up for. */
  change(id: string, change: ScheduleChange): Promise<Schedule | undefined>;
  pause(id: string): Promise<Schedule | undefined>;
  resume(id: string): Promise<Schedule | undefined>;
  remove(id: string): Promise<boolean>;
}

/** The schedules that are kept, and the one that the configuration asks for. */
export interface KeptSchedules extends Schedules {
  /**
   * Puts the schedule of the configuration beside the others, or takes it away when there is none any more. While the
   * store does not answer, that waits until the schedules are looked at again.
   */
  configure(draft: ScheduleDraft | undefined): Promise<void>;
  /** How many are kept that this release, or this key, cannot read. Rejects when the store cannot answer. */
  readonly unreadable: () => Promise<number>;
}

/** Where schedules are kept. Rejects when it cannot answer. */
export interface ScheduleShelf {
  get(key: string): Promise<StoredSchedule | undefined>;
  set(key: string, value: StoredSchedule): Promise<void>;
  delete(key: string): Promise<boolean>;
  entries(): AsyncGenerator<readonly [key: string, value: StoredSchedule], void>;
  readonly unreadable: () => Promise<number>;
}

const CONFIGURED = 'configuration';
const MINUTE_MS = 60_000;

export function createSchedules({
  shelf,
  random,
  now,
  log,
}: {
  readonly shelf: ScheduleShelf;
  readonly random: () => number;
  readonly now: () => Instant;
  readonly log: ScheduleLog;
}): KeptSchedules {
  const unreadable = new Set<string>();
  /** Ids sort by the time they were made. */
  const newId = () =>
    now().toString(36) +
    Math.floor(random() * 36 ** 4)
      .toString(36)
      .padStart(4, '0');

  async function put(schedule: Schedule): Promise<Schedule> {
    await shelf.set(schedule.id, writeRecord(schedule));
    return schedule;
  }

  function read(id: string, stored: StoredSchedule | undefined): Schedule | undefined {
    if (stored === undefined) return undefined;
    const schedule = readRecord(stored);
    if (schedule === undefined && !unreadable.has(id)) {
      unreadable.add(id);
      log.error(
        { schedule: id, version: stored.version },
        'a schedule cannot be read by this release; it is left alone',
      );
    }
    return schedule;
  }

  async function get(id: string): Promise<Schedule | undefined> {
    return read(id, await shelf.get(id));
  }

  async function change(id: string, changed: Partial<Schedule>): Promise<Schedule | undefined> {
    const schedule = await get(id);
    return schedule === undefined
      ? undefined
      : put({ ...schedule, ...changed, activeSince: activeFrom(schedule, now()) });
  }

  /** What the configuration asks for, until it is kept. */
  let asked: { readonly draft: ScheduleDraft | undefined } | undefined;

  async function configureAsAsked(): Promise<void> {
    if (asked === undefined) return;
    const { draft } = asked;
    if (draft === undefined) {
      await shelf.delete(CONFIGURED);
    } else {
      const before = await get(CONFIGURED);
      const same = before !== undefined && isDeepStrictEqual({ ...before, ...draft }, before);
      const { state = 'active' } = before ?? {};
      const activeSince = before === undefined ? thisMinute(now()) : activeFrom(before, now());
      if (!same) await put({ ...draft, id: CONFIGURED, state, activeSince, origin: 'configuration' });
    }
    asked = undefined;
  }

  return {
    get,
    change,
    all: async () => {
      await configureAsAsked();
      const found: Schedule[] = [];
      for await (const [id, stored] of shelf.entries()) {
        const schedule = read(id, stored);
        if (schedule !== undefined) found.push(schedule);
      }
      return found.sort((a, b) => compare(a.channel, b.channel) || compare(a.id, b.id));
    },
    unreadable: async () => {
      let count = await shelf.unreadable();
      for await (const [, stored] of shelf.entries()) if (readRecord(stored) === undefined) count += 1;
      return count;
    },
    add: (draft) => put({ ...draft, id: newId(), state: 'active', activeSince: thisMinute(now()), origin: 'slack' }),
    pause: (id) => change(id, { state: 'paused' }),
    resume: (id) => change(id, { state: 'active' }),
    remove: (id) => shelf.delete(id),
    configure: async (draft) => {
      asked = { draft };
      try {
        await configureAsAsked();
      } catch (error) {
        log.warn({ err: error }, 'the schedule of the configuration is kept when the store answers');
      }
    },
  };
}

/**
 * From when on a changed schedule is due. A post of the old one may still be waiting for Slack: its whole day counts for
 * the new one, so that a change never loses a post; one that was made is known to the claims and not made again.
 */
function activeFrom(before: Schedule, now: Instant): Instant {
  const last = before.state === 'active' ? duesBetween(before, Math.max(before.activeSince, now - DAY_MS), now) : [];
  const due = last.at(-1);
  return due === undefined ? thisMinute(now) : startOfLocalDay(due.at, before.timeZone) - 1;
}

/** What is due at the very minute in which somebody asks for it is not missed yet. */
function thisMinute(now: Instant): Instant {
  return now - (now % MINUTE_MS) - 1;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
