import { z } from 'zod';
import { isTimeZone } from '../domain/period/zone.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { storedTarget, targetCodec } from '../domain/target-codec.ts';
import type { Weekday } from '../domain/time.ts';

const weekday: z.ZodType<Weekday> = z.literal([0, 1, 2, 3, 4, 5, 6]);

const schedule = z.object({
  id: z.string().min(1),
  channel: z.string().min(1),
  owner: z.object({ slackUserId: z.string(), slackTeamId: z.string() }),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string().refine(isTimeZone),
  days: z.array(weekday).min(1),
  who: z.array(storedTarget),
  quietDays: z.enum(['line', 'skip']),
  names: z.enum(['members-only', 'always']),
  state: z.enum(['active', 'paused']),
  activeSince: z.number(),
  origin: z.enum(['slack', 'configuration']),
});

/** The version of what is written. A change of the record's shape gets the next one, and a step in `UPGRADES`. */
export const RECORD_VERSION = 2;

/** From one version to the next. Version 1 had its targets as objects, which are still read as they are. */
const UPGRADES: Readonly<Record<number, (record: unknown) => unknown>> = { 1: (record) => record };

const versioned = z.object({ version: z.number().int(), schedule: z.unknown() });

export type StoredSchedule = z.infer<typeof versioned>;

export function writeRecord(of: Schedule): StoredSchedule {
  const who = of.who.map((target) => z.encode(targetCodec, target));
  return { version: RECORD_VERSION, schedule: { ...of, who } };
}

/**
 * Reads what this or an earlier release has written.
 *
 * @param upgrades for the tests of later releases
 * @returns nothing for a record of a later release, or one that was damaged
 */
export function readRecord(stored: unknown, upgrades = UPGRADES, current = RECORD_VERSION): Schedule | undefined {
  const read = versioned.safeParse(stored);
  if (!read.success || read.data.version > current) return undefined;
  let record = read.data.schedule;
  for (let { version } = read.data; version < current; version += 1) record = upgrades[version]?.(record);
  return schedule.safeParse(record).data;
}
