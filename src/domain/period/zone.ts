import { tzOffset } from '@date-fns/tz';
import type { Instant, Interval } from '../time.ts';
import { DAY_MS, type Day, isoDate } from './calendar.ts';

/**
 * What a clock on a wall of the zone shows, written as if it were UTC: 10:00 in Madrid is the reading `Date.UTC(…, 10)`.
 * The reading of a day's midnight is the `Day` itself.
 */
export type Reading = number;

const HOUR_MS = 3_600_000;

/**
 * The zone with this IANA name as the runtime spells it, whatever the case; nothing for offsets, which know no clock
 * changes, and for abbreviations: `BST` is British to one and Bangladeshi to the runtime.
 *
 * @example timeZoneNamed('europe/madrid') //=> 'Europe/Madrid'
 * @example timeZoneNamed('+02:00') //=> undefined
 */
export function timeZoneNamed(name: string): string | undefined {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  if (!/^[a-z][a-z0-9_+/-]{1,63}$/i.test(name)) return undefined;
  if (!name.includes('/') && !/^(?:utc|gmt)$/i.test(name)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return kept(NAMES, name, timeZone);
  } catch {
    return undefined;
  }
}

/** EST, BST, CEST: what a clock is called in several places of the world. */
export function isAbbreviatedZone(word: string): boolean {
  return ABBREVIATED.has(word.toLowerCase());
}

const ABBREVIATED = new Set(
  'est,edt,cst,cdt,mst,mdt,pst,pdt,et,ct,mt,pt,bst,cet,cest,wet,west,eet,eest,ist,jst,kst,msk,aest,aedt,acst,awst,nzst,nzdt,hst,akst,sgt,hkt,brt,art,clt,cat,eat,wat,sast,gst,pkt,ict,wib'.split(
    ',',
  ),
);

/**
 * The zone that is called after a city, if only one is.
 *
 * @example zoneOfCity('new york') //=> 'America/New_York'
 */
export function zoneOfCity(city: string): string | undefined {
  const [zone, ...others] = ZONES_BY_CITY.get(city.trim().toLowerCase().replaceAll(' ', '_')) ?? [];
  return others.length > 0 ? undefined : zone;
}

const ZONES_BY_CITY = Map.groupBy(
  Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/')),
  (zone) => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase(),
);

export function isTimeZone(name: string): boolean {
  return timeZoneNamed(name) !== undefined;
}

/**
 * What the clock of the zone shows at a moment.
 *
 * @param timeZone an IANA zone; see `isTimeZone`
 * @example clockReading(Date.UTC(2026, 10, 22, 9), 'Europe/Madrid') //=> Date.UTC(2026, 10, 22, 10)
 */
export function clockReading(at: Instant, timeZone: string): Reading {
  return at + offsetMs(at, timeZone);
}

/**
 * The first moment at which the clock of the zone has come to a reading. A reading that the clock skips is reached when
 * it jumps over it; of a reading that comes twice this is the first.
 *
 * Not by date-fns: its `startOfDay` is an hour late where midnight does not exist and lands on the wrong side of a day
 * that a zone skipped.
 *
 * @example firstInstantAt(Date.UTC(2024, 3, 26), 'Africa/Cairo') //=> Date.UTC(2024, 3, 25, 22), where the clock shows 01:00
 */
export function firstInstantAt(reading: Reading, timeZone: string): Instant {
  // Offsets lie between -12 and +14 hours, so the moment does too, and no zone changes its clock twice in that time.
  const offsetBefore = offsetMs(reading - 15 * HOUR_MS, timeZone);
  const offsetAfter = offsetMs(reading + 13 * HOUR_MS, timeZone);
  const before = reading - offsetBefore;
  if (offsetBefore === offsetAfter || offsetMs(before, timeZone) === offsetBefore) return before;
  const after = reading - offsetAfter;
  if (offsetMs(after, timeZone) === offsetAfter) return after;
  return changeOfClock(after, before, timeZone);
}

/**
 * The day of the zone that a moment belongs to: days follow each other without gap or overlap, each from its first
 * instant, even where a clock set back at 00:01 shows the evening before a second time.
 */
export function localDay(at: Instant, timeZone: string): Day {
  const shown = Math.floor(clockReading(at, timeZone) / DAY_MS) * DAY_MS;
  return firstInstantAt(shown + DAY_MS, timeZone) <= at ? shown + DAY_MS : shown;
}

/**
 * The date in the zone, for people and for keys.
 *
 * @example localDate(Date.UTC(2026, 10, 21, 23, 30), 'Europe/Madrid') //=> '2026-11-22'
 */
export function localDate(at: Instant, timeZone: string): string {
  return isoDate(localDay(at, timeZone));
}

/** The first instant of the local day that a moment belongs to: not always 00:00. */
export function startOfLocalDay(at: Instant, timeZone: string): Instant {
  return firstInstantAt(localDay(at, timeZone), timeZone);
}

/** From the first instant of one local day to the first instant after another; empty for days that a zone skipped. */
export function daysInterval(first: Day, last: Day, timeZone: string): Interval {
  return { start: firstInstantAt(first, timeZone), end: firstInstantAt(last + DAY_MS, timeZone) };
}

/**
 * An interval cut at the first instant of each local day. Days have 23, 24 or 25 hours, the outer ones what the
 * interval holds of them.
 */
export function localDays(interval: Interval, timeZone: string): readonly Interval[] {
  const days: Interval[] = [];
  let start = interval.start;
  for (let next = localDay(start, timeZone) + DAY_MS; start < interval.end; next += DAY_MS) {
    const end = Math.min(firstInstantAt(next, timeZone), interval.end);
    if (end > start) days.push({ start, end });
    start = end;
  }
  return days;
}

/** No zone has ever changed its clock but at a full quarter of an hour of UTC since there is a Genesys Cloud to ask. */
const STEP_MS = 900_000;

function offsetMs(at: Instant, timeZone: string): number {
  const step = Math.floor(at / STEP_MS);
  const offsets = OFFSETS.get(timeZone) ?? kept(OFFSETS, timeZone, new Map<number, number>());
  return offsets.get(step) ?? kept(offsets, step, Math.round(tzOffset(timeZone, new Date(step * STEP_MS)) * 60_000));
}

/**
 * Facts that never change while the process lives, and cost as much to work out as the rest of an answer: asking the
 * runtime for them was a sixth of the time of an answer from the cache. Kept by what they depend on alone.
 */
const NAMES = new Map<string, string>();
const OFFSETS = new Map<string, Map<number, number>>();
const MOST_KEPT = 10_000;

function kept<K, V>(memory: Map<K, V>, key: K, value: V): V {
  if (memory.size >= MOST_KEPT) memory.clear();
  memory.set(key, value);
  return value;
}

/** The moment in `(low, high]` from which on the zone has the offset of `high`. */
function changeOfClock(low: Instant, high: Instant, timeZone: string): Instant {
  const offset = offsetMs(high, timeZone);
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMs(middle, timeZone) === offset) after = middle;
    else before = middle;
  }
  return after;
}
