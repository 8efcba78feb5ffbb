import type { Instant } from '../../domain/time.ts';

/** How often something may be done, all of it together and each one alone. */
export interface AllowanceRules {
  /** In any `windowMs`, wherever it begins. */
  readonly most: number;
  /** How many of them only the urgent may use. */
  readonly reserved: number;
  readonly windowMs: number;
  /** Between two turns of the same one. */
  readonly gapMs: number;
}

export interface Waiting {
  readonly id: string;
  readonly urgent: boolean;
  /** When it last had a turn; absent when that is longer ago than a window. */
  readonly lastAt?: Instant | undefined;
}

export interface Allotment {
  /** Whose turn it is now, in this order. */
  readonly go: readonly string[];
  /** When the next of the others may have a turn; always later than now. */
  readonly lookAt?: Instant | undefined;
}

/**
 * Whose turn it is. The urgent come first; among equals whoever has waited longest since their last turn, so that
 * nobody waits for more than one turn of each of the others.
 *
 * @param spent when turns were given so far, oldest first
 * @param waiting in the order in which they came
 */
export function allot(
  rules: AllowanceRules,
  spent: readonly Instant[],
  waiting: readonly Waiting[],
  now: Instant,
): Allotment {
  const used = stillCounting(rules, spent, now).slice();
  const go: string[] = [];
  for (const one of waiting.filter((each) => readyAt(rules, each) <= now).toSorted(byTurn)) {
    if (used.length >= roomFor(rules, one)) continue;
    used.push(now);
    go.push(one.id);
  }
  const looks = waiting
    .filter(({ id }) => !go.includes(id))
    .map((each) => Math.max(readyAt(rules, each), roomAt(rules, used, each, now)));
  return looks.length === 0 ? { go } : { go, lookAt: Math.min(...looks) };
}

/** The turns that fill the window which ends now; one exactly a window ago does not count any more. */
export function stillCounting(
  { windowMs }: AllowanceRules,
  spent: readonly Instant[],
  now: Instant,
): readonly Instant[] {
  return spent.filter((at) => at > now - windowMs);
}

function roomFor({ most, reserved }: AllowanceRules, { urgent }: Waiting): number {
  return urgent ? most : most - reserved;
}

function readyAt({ gapMs }: AllowanceRules, { lastAt }: Waiting): Instant {
  return lastAt === undefined ? -Infinity : lastAt + gapMs;
}

/** When the oldest turn that stands in the way stops counting. */
function roomAt(rules: AllowanceRules, used: readonly Instant[], one: Waiting, now: Instant): Instant {
  const inTheWay = used[used.length - roomFor(rules, one)];
  return inTheWay === undefined ? now : inTheWay + rules.windowMs;
}

function byTurn(one: Waiting, other: Waiting): number {
  if (one.urgent !== other.urgent) return one.urgent ? -1 : 1;
  return (one.lastAt ?? 0) - (other.lastAt ?? 0);
}
