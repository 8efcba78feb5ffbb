import { isOpen } from '../../domain/schedule/window.ts';
import type { Instant } from '../../domain/time.ts';
import type { KeptRules } from '../kept-rules.ts';
import type { AlertLog, AlertNews } from '../ports.ts';
import type { AlertRule } from '../rules/rule.ts';
import type { Subject } from '../rules/subject.ts';
import { watchesTheSame } from '../rules/told.ts';
import { ceased, type Found, type Holding } from './holding.ts';
import type { Ledger } from './ledger.ts';
import { neededForRights } from './plan.ts';

const SIGHT_MS = 5 * 60_000;
/** Rights that are missing at some hours come back: only what lasts is told. */
const OUT_TOLD_AFTER_MS = 3_600_000;
const REFRESH_WITHIN_MS = 5000;

/** Does something that asks Genesys Cloud, and says how many requests it took. */
export type Counted = <T>(
  rule: AlertRule | undefined,
  work: () => Promise<T>,
) => Promise<{ result: T; upstream: number }>;

/** What the owners of rules may see: looked at before anything is told, and again and again. */
export interface Rights {
  /** Looks again at the rights that were looked at longest ago, as far as what may be asked goes. */
  readonly refresh: (held: Holding, isStopping: () => boolean) => Promise<void>;
  /** Nothing: Genesys Cloud or Slack does not say it at the moment. */
  readonly findFor: (held: Holding, rule: AlertRule, how: 'quietly' | 'to-tell') => Promise<Found | undefined>;
  readonly outOfSight: (rule: AlertRule, found: Exclude<Found, Subject>) => Promise<void>;
}

export function createRights(parts: {
  readonly ledger: Ledger;
  readonly rules: Pick<KeptRules, 'change'>;
  /** Quietly: for looking only, so that the audit is not told. */
  readonly find: (rule: AlertRule, how: 'quietly' | 'to-tell') => Promise<Found>;
  readonly counted: Counted;
  readonly tellOnce: (rule: AlertRule, news: AlertNews) => Promise<void>;
  readonly now: () => Instant;
  readonly log: AlertLog;
}): Rights {
  const { ledger, rules, find, counted, tellOnce, now, log } = parts;

  async function refresh(held: Holding, isStopping: () => boolean): Promise<void> {
    const until = now() + REFRESH_WITHIN_MS;
    const needed = neededForRights(ledger.perMinute);
    const stale = [...held.rules.values()]
      .filter((rule) => rule.state === 'on' && isOpen(rule.when, rule.zone, now()) && isStale(held, rule))
      .toSorted((one, other) => turnOf(held, one) - turnOf(held, other));
    for (const rule of stale) {
      if (held.isLost || isStopping() || now() >= until) return;
      if (ledger.left(now()) < needed) return;
      const found = await findFor(held, rule, 'quietly');
      if (found !== undefined && found.kind !== 'subject') {
        const { outSince = now() } = held.subjects.get(rule.id) ?? {};
        ceased(held, rule, found.kind === 'owner-left' ? 'owner-left' : 'out-of-sight', now());
        if (found.kind === 'owner-left' || now() - outSince >= OUT_TOLD_AFTER_MS) await outOfSight(rule, found);
      }
    }
  }

  function isStale(held: Holding, rule: AlertRule): boolean {
    const known = held.subjects.get(rule.id);
    return known === undefined || !watchesTheSame(known.of, rule) || now() - known.at >= SIGHT_MS;
  }

  async function findFor(held: Holding, rule: AlertRule, how: 'quietly' | 'to-tell'): Promise<Found | undefined> {
    const before = held.subjects.get(rule.id);
    const at = now();
    try {
      const { result: found, upstream } = await counted(rule, () => find(rule, how));
      ledger.note(upstream, at);
      const outSince = found.kind === 'subject' ? undefined : (before?.outSince ?? now());
      held.subjects.set(rule.id, { found, of: rule, at: now(), outSince });
      return found;
    } catch (err) {
      log.warn({ err, rule: rule.id }, 'what the owner of an alert may see could not be found out');
      ledger.note(1, at);
      return undefined;
    }
  }

  async function outOfSight(rule: AlertRule, found: Exclude<Found, Subject>): Promise<void> {
    if (found.kind === 'owner-left') {
      await rules.change(rule.id, { state: 'resting' });
      await tellOnce(rule, { kind: 'owner-left' });
    } else {
      await tellOnce(rule, { kind: 'out-of-sight' });
    }
  }

  return { refresh, findFor, outOfSight };
}

/** Whose rights are looked at first: of what lasts, or is about to begin, and then those looked at longest ago. */
function turnOf({ tracks, subjects }: Holding, { id }: AlertRule): number {
  const track = tracks.get(id);
  const known = subjects.get(id);
  if (known !== undefined) return known.at;
  return track?.episode !== undefined || track?.since !== undefined ? -1 : 0;
}
