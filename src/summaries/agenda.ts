import { isDeepStrictEqual } from 'node:util';
import { coverageOf, duesBetween, nextDue, runName, type Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { Run } from './run.ts';
import type { Posted } from './settle.ts';

/** Something that is to be done from a moment on. */
export type Item =
  | { readonly kind: 'post'; readonly run: Run; readonly notBefore: Instant }
  | { readonly kind: 'settle'; readonly run: Run; readonly posted: Posted; readonly notBefore: Instant };

/** What this process still has to do. It forgets everything when it ends: the claims know what was done. */
export interface Agenda {
  /** Brings in what has become due, and drops what its schedule does not want any more. */
  update(schedules: readonly Schedule[], now: Instant): void;
  /** What may be done now, by channel, in the order in which it was due. */
  ready(now: Instant): ReadonlyMap<string, readonly Item[]>;
  put(item: Item): void;
  remove(item: Item): void;
  /** When something is to be done next in channels that nobody is at work in; infinity when there is nothing. */
  next(atWork: ReadonlySet<string>): Instant;
}

/** Up to when a schedule's due times are known. */
interface Checked {
  readonly schedule: Schedule;
  readonly until: Instant;
  readonly nextAt: Instant;
}

/** How far back a process that starts looks for what was missed. */
const LOOK_BACK_MS = 7 * 86_400_000;

export function createAgenda(): Agenda {
  const items = new Map<string, Item>();
  const checked = new Map<string, Checked>();

  function bringIn(schedule: Schedule, now: Instant): void {
    const { id, activeSince } = schedule;
    const before = checked.get(id);
    const isSame = isDeepStrictEqual(before?.schedule, schedule);
    // Working out due times is slow beside everything else here, and most are hours away.
    if (isSame && before !== undefined && before.nextAt > now) return;
    const since = isSame && before !== undefined ? before.until : Math.max(activeSince, now - LOOK_BACK_MS);
    for (const due of duesBetween(schedule, since, now)) {
      const run: Run = { name: runName(schedule, due), schedule, due, coverage: coverageOf(schedule, due) };
      put({ kind: 'post', run, notBefore: due.at });
    }
    checked.set(id, { schedule, until: now, nextAt: nextDue(schedule, now)?.at ?? Number.POSITIVE_INFINITY });
  }

  function put(item: Item): void {
    items.set(keyOf(item), item);
  }

  return {
    put,
    update: (schedules, now) => {
      const active = schedules.filter(({ state }) => state === 'active');
      const byId = new Map(active.map((schedule) => [schedule.id, schedule]));
      for (const [key, { run }] of items) {
        if (!isDeepStrictEqual(byId.get(run.schedule.id), run.schedule)) items.delete(key);
      }
      for (const id of checked.keys()) if (!byId.has(id)) checked.delete(id);
      for (const schedule of active) bringIn(schedule, now);
    },
    ready: (now) => {
      const ready = [...items.values()].filter(({ notBefore }) => notBefore <= now).sort(inOrder);
      return Map.groupBy(ready, ({ run }) => run.schedule.channel);
    },
    remove: (item) => items.delete(keyOf(item)),
    next: (atWork) => {
      let next = Number.POSITIVE_INFINITY;
      for (const { nextAt } of checked.values()) next = Math.min(next, nextAt);
      for (const { run, notBefore } of items.values()) {
        if (!atWork.has(run.schedule.channel)) next = Math.min(next, notBefore);
      }
      return next;
    },
  };
}

function keyOf({ kind, run }: Item): string {
  return `${kind} ${run.name}`;
}

function inOrder(a: Item, b: Item): number {
  return a.run.due.at - b.run.due.at || (a.run.schedule.id < b.run.schedule.id ? -1 : 1);
}
