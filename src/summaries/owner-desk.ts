import type { Day } from '../domain/period/calendar.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Attempted } from './attempt.ts';
import type { Holder } from './held.ts';
import type { Refusal } from './make-post.ts';
import type { OwnerNews, Poster, SkipReason } from './ports.ts';
import type { Run } from './run.ts';

/** Collects what the owners of schedules have to know, and tells each of them once. */
export interface OwnerDesk {
  note(run: Run, attempted: Extract<Attempted, { kind: 'finished' }>): void;
  tellAll(): Promise<void>;
}

/** Told again after this, if it is still so. */
const TOLD_KEPT_MS = 14 * 86_400_000;

/**
 * Posts that were skipped in one go are one message. What is wrong with a channel or a right is told once, until the
 * schedule is changed: it would be the same every day.
 */
export function createOwnerDesk({ claims, owner, leaseMs, log }: Holder, poster: Pick<Poster, 'tell'>): OwnerDesk {
  const skipped = new Map<string, { readonly schedule: Schedule; readonly days: Day[]; because: SkipReason }>();
  const refused: { readonly schedule: Schedule; readonly refusal: Refusal }[] = [];

  async function tell(schedule: Schedule, news: OwnerNews): Promise<boolean> {
    try {
      await poster.tell(schedule, news);
      return true;
    } catch (error) {
      log.error({ schedule: schedule.id, news: news.kind, err: error }, 'the owner of a schedule could not be told');
      return false;
    }
  }

  async function tellOnce(schedule: Schedule, refusal: Refusal): Promise<void> {
    const key = `told/${schedule.id}/${schedule.activeSince}/${refusal.kind === 'post-refused' ? refusal.why : 'summary'}`;
    const claim = await claims.claim(key, { owner, leaseMs });
    if (claim.kind !== 'won') return;
    if (await tell(schedule, refusal)) await claims.done(key, { owner, value: '', keepMs: TOLD_KEPT_MS });
    else await claims.release(key, owner);
  }

  return {
    note: ({ schedule, due }, { finish, here, refusal }) => {
      if (!here) return;
      if (refusal !== undefined) refused.push({ schedule, refusal });
      if (finish?.kind !== 'skipped') return;
      const before = skipped.get(schedule.id);
      skipped.set(schedule.id, { schedule, days: [...(before?.days ?? []), due.day], because: finish.because });
    },
    tellAll: async () => {
      for (const { schedule, days, because } of skipped.values())
        await tell(schedule, { kind: 'skipped', days, because });
      for (const { schedule, refusal } of refused) await tellOnce(schedule, refusal);
      skipped.clear();
      refused.length = 0;
    },
  };
}
