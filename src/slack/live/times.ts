import { formatSpan } from '../../domain/format.ts';
import type { Instant } from '../../domain/time.ts';
import type { Freshness } from '../../reports/live/answer.ts';
import { type Line, lineOf, mention, moment, say } from '../kit/say.ts';
import type { Sharing } from '../kit/sharing.ts';

const HOUR_MS = 3_600_000;

/** What the reader of a message brings along. */
export interface LiveView {
  readonly now: Instant;
  /** IANA zone of the asker. */
  readonly timeZone: string;
  /** Where the people of this region open Genesys Cloud, e.g. `https://apps.mypurecloud.de`. */
  readonly appUrl?: string | undefined;
  /** Set for a copy in a channel: who shared it. It has no buttons. */
  readonly sharedBy?: string | undefined;
  /** Where a copy can be shared from here. */
  readonly sharing?: Sharing | undefined;
  /** It stays in sight as it is, as the Home does. */
  readonly standing?: boolean | undefined;
  /** Names those too who are merely off. */
  readonly offline?: boolean | undefined;
}

/** How the times of one answer are put. */
export interface Times {
  readonly asOf: Instant;
  readonly timeZone: string;
  /**
   * It stands for a while, in a channel or on a card that edits itself. How long something has lasted is soon wrong
   * there; since when is not.
   */
  readonly standing: boolean;
}

export function timesOf({ asOf }: Freshness, view: LiveView): Times {
  return { asOf, timeZone: view.timeZone, standing: stands(view) };
}

function stands({ sharedBy, standing = false }: LiveView): boolean {
  return sharedBy !== undefined || standing;
}

/** A moment; beyond half a day a time alone could be that of another day. */
export function at({ asOf, timeZone }: Times, instant: Instant): Line {
  const isNear = Math.abs(asOf - instant) < HOUR_MS * 12;
  return moment(instant, timeZone, isNear ? 'time' : 'day-and-time');
}

/**
 * How long something has lasted as of the facts, or since when: that also from a day on, when it says more than its
 * hours. Nothing when it is not known.
 *
 * @param secondsBelowMs see `formatSpan`
 * @example '4m 12s', 'since 09:55'
 */
export function lasted(times: Times, since: Instant | undefined, secondsBelowMs?: number): Line | undefined {
  if (since === undefined) return undefined;
  if (isDated(times, since)) return say`since ${at(times, since)}`;
  return lineOf(span(times, since, secondsBelowMs));
}

/** The same in a sentence. @example 'for 4m 12s', 'since 09:55' */
export function lasting(times: Times, since: Instant | undefined): Line | undefined {
  if (since === undefined) return undefined;
  return isDated(times, since) ? say`since ${at(times, since)}` : say`for ${span(times, since)}`;
}

function isDated({ standing, asOf }: Times, since: Instant): boolean {
  return standing || asOf - since >= HOUR_MS * 24;
}

/** The clocks of Genesys and of this machine differ by a little: nothing lasts less than no time. */
function span({ asOf }: Times, since: Instant, secondsBelowMs?: number): string {
  return formatSpan(Math.max(0, asOf - since), secondsBelowMs);
}

/** The last line of an answer: when its facts were read, and by which API. */
export function sourceLine(api: string, { asOf, cached }: Freshness, view: LiveView): Line {
  const { timeZone, now, sharedBy } = view;
  const age = cached && !stands(view) ? ` · cached ${formatSpan(Math.max(0, now - asOf))} ago` : '';
  const shared = sharedBy === undefined ? '' : say` · shared by ${mention(sharedBy)}`;
  return say`as of ${moment(asOf, timeZone)}${age} · ${api}${shared}`;
}
