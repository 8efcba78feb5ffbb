import { formatDuration } from '../../domain/format.ts';
import type { Instant } from '../../domain/time.ts';
import type { Freshness } from '../../reports/live/answer.ts';
import { clock, timeToken } from '../kit/message.ts';

const DAY_MS = 24 * 3_600_000;

/** What the reader of a message brings along. */
export interface LiveView {
  readonly now: Instant;
  /** IANA zone of the asker. */
  readonly timeZone: string;
  /** Where the people of this region open Genesys Cloud, e.g. `https://apps.mypurecloud.de`. */
  readonly appUrl?: string | undefined;
  /** Set for a copy in a channel: who shared it. It has no buttons. */
  readonly sharedBy?: string | undefined;
}

/**
 * How a thing is put: the same sentences make the blocks, with times in each reader's zone, and the text that stands
 * alone in a notification and a screen reader.
 */
export interface Telling {
  readonly time: (at: Instant) => string;
  readonly strong: (text: string) => string;
  /**
   * How long something has lasted: as of the facts, not of the moment of reading. Nothing when it is not known since
   * when, and from a day on: "since Fri 20 Nov, 18:12" says more than 63 hours.
   */
  readonly lasted: (since: Instant | undefined) => string | undefined;
}

export function forBlocks({ timeZone }: LiveView, { asOf }: Freshness): Telling {
  return {
    time: (at) => timeToken(at, timeZone, nearby(at, asOf) ? 'time' : 'day-and-time'),
    strong: (text) => `*${text}*`,
    lasted: lastedUntil(asOf),
  };
}

export function forText({ timeZone }: LiveView, { asOf }: Freshness): Telling {
  return {
    time: (at) => clock(at, timeZone, nearby(at, asOf) ? 'time' : 'day-and-time'),
    strong: (text) => text,
    lasted: lastedUntil(asOf),
  };
}

/** Beyond half a day a time alone could be that of another day. */
function nearby(at: Instant, asOf: Instant): boolean {
  return Math.abs(asOf - at) < 12 * 3_600_000;
}

/** The clocks of Genesys and of this machine differ by a little: nothing lasts less than no time. */
function lastedUntil(asOf: Instant): Telling['lasted'] {
  return (since) =>
    since === undefined || asOf - since >= DAY_MS ? undefined : formatDuration(Math.max(0, asOf - since));
}

/** @example since(telling, at) //=> ' since 10:41 CET (4m 12s)', or nothing when it is not known */
export function since(telling: Telling, at: Instant | undefined): string {
  if (at === undefined) return '';
  const lasted = telling.lasted(at);
  return ` since ${telling.time(at)}${lasted === undefined ? '' : ` (${lasted})`}`;
}

/** @example lasting(telling, at) //=> ' for 4m 12s', or nothing when it is not known */
export function lasting(telling: Telling, at: Instant | undefined): string {
  const lasted = telling.lasted(at);
  return lasted === undefined ? since(telling, at) : ` for ${lasted}`;
}

/** When the facts were read, and whether for this question. */
export function freshness(telling: Telling, { asOf, cached }: Freshness, now: Instant): string {
  return `as of ${telling.time(asOf)} · ${cached ? `cached, ${formatDuration(Math.max(0, now - asOf))} old` : 'fresh'}`;
}
