import { z } from 'zod';
import { FIGURE_IDS } from '../../domain/figures/metrics.ts';
import { MEDIUMS } from '../../domain/media.ts';
import { type Period, periodWords } from '../../domain/period/period.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import { AVAILABILITIES, LIVE_FILTERS, type LiveQuestion, type StatsQuestion } from '../../domain/question.ts';
import { SPLITS } from '../../domain/split.ts';
import { storedTarget, targetCodec, targetText } from '../../domain/target-codec.ts';
import { LIMITS } from './message.ts';

const words = z.string().min(1).max(300);

/** Version 1 had queues, teams and groups by name alone: it is read as well. */
const encodedLive = z.strictObject({
  v: z.literal([1, 2]),
  w: z.array(targetCodec).max(100),
  m: z.array(z.enum(MEDIUMS)).optional(),
  s: z.array(z.enum(LIVE_FILTERS)).optional(),
  a: z.array(z.enum(AVAILABILITIES)).optional(),
});

/**
 * The question as the value of a button, which asks it again.
 *
 * @returns nothing when it is too long for a button, as with dozens of people named one by one
 * @example
 * encodeLiveQuestion({ kind: 'live', who: [{ kind: 'queue', name: 'Billing' }], media: [], states: ['held'] })
 * //=> '{"v":2,"w":["q:Billing"],"s":["held"]}'
 */
export function encodeLiveQuestion({ who, media, states, are = [] }: LiveQuestion): string | undefined {
  const read = encodedLive.safeEncode({
    v: 2,
    w: [...who],
    ...(media.length > 0 ? { m: [...media] } : {}),
    ...(states.length > 0 ? { s: [...states] } : {}),
    ...(are.length > 0 ? { a: [...are] } : {}),
  });
  const value = read.success ? JSON.stringify(read.data) : '';
  return value !== '' && value.length <= LIMITS.buttonValue ? value : undefined;
}

/** Reads the value of a button, which anybody can write: nothing when it is not one of ours, or of another version. */
export function decodeLiveQuestion(value: string): LiveQuestion | undefined {
  const read = encodedLive.safeParse(buttonValue(value));
  if (!read.success) return undefined;
  const { w: who, m: media = [], s: states = [], a: are } = read.data;
  return { kind: 'live', who, media, states, ...(are === undefined ? {} : { are }) };
}

/** Version 1 had targets as objects, queues, teams and groups by name alone: it is read as well. */
const encodedStats = z.strictObject({
  v: z.literal([1, 2]),
  who: z.array(storedTarget).max(100).default([]),
  period: words,
  tz: words.refine((zone) => timeZoneNamed(zone) !== undefined).optional(),
  media: z.array(z.enum(MEDIUMS)).max(MEDIUMS.length).default([]),
  skill: words.optional(),
  dir: z.enum(['inbound', 'outbound']).optional(),
  by: z.enum(SPLITS).optional(),
  vs: words.optional(),
  figures: z.array(z.enum(FIGURE_IDS)).max(FIGURE_IDS.length).optional(),
  top: z.strictObject({ count: z.int().min(1).max(99), most: z.boolean() }).optional(),
});

/**
 * The question as the value of a button, which asks it again.
 *
 * @returns nothing when it is too long for a button, as with dozens of people named one by one
 * @example
 * encodeStatsQuestion({ kind: 'stats', who: [{ kind: 'me' }], period: 'last week', media: [] })
 * //=> '{"v":2,"who":["me"],"period":"last week"}'
 */
export function encodeStatsQuestion(question: StatsQuestion): string | undefined {
  const { who, period, timeZone, media, skill, direction, by, compared, figures, top } = question;
  const value = JSON.stringify({
    v: 2,
    ...(who.length > 0 && { who: who.map(targetText) }),
    period,
    tz: timeZone,
    ...(media.length > 0 && { media }),
    skill,
    dir: direction,
    by,
    vs: compared,
    figures,
    top,
  });
  return value.length <= LIMITS.buttonValue ? value : undefined;
}

/** Reads the value of a button, which anybody can write: nothing when it is not one of ours, or of another version. */
export function decodeStatsQuestion(value: string): StatsQuestion | undefined {
  const read = encodedStats.safeParse(buttonValue(value));
  if (!read.success) return undefined;
  const { who, period, tz: timeZone, media, skill, dir: direction, by, vs: compared, figures, top } = read.data;
  const more = { ...(compared !== undefined && { compared }), ...(figures && { figures }), ...(top && { top }) };
  return { kind: 'stats', who, period, timeZone, media, skill, direction, by, ...more };
}

/**
 * The question about the same stretch of time whenever it is asked, in the zone that it was answered in: a message from
 * yesterday whose words were `today` stays about yesterday. What has no end yet and is no calendar unit moves on.
 */
export function pinned(question: StatsQuestion, period: Period): StatsQuestion {
  const { unit, running, timeZone } = period;
  const isCalendarUnit = unit === 'day' || unit === 'month' || unit === 'quarter' || unit === 'year';
  const moves = running && !isCalendarUnit;
  return { ...question, timeZone, period: moves ? question.period : periodWords(period) };
}

/** What a button carries, before it is checked; nothing when it is no JSON: anybody can write a value. */
export function buttonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
