import pLimit from 'p-limit';
import type { Instant } from '../domain/time.ts';
import { createAgenda, type Item } from './agenda.ts';
import type { Attempt } from './attempt.ts';
import { type Holder, whileHeld } from './held.ts';
import type { Schedules } from './kept-schedules.ts';
import type { Turn } from './make-post.ts';
import { createOwnerDesk, type OwnerDesk } from './owner-desk.ts';
import type { Poster } from './ports.ts';
import type { Finish } from './progress.ts';
import type { Run } from './run.ts';
import type { Settle } from './settle.ts';

/** Makes the posts that are due, in this process beside any number of others. */
export interface Runner {
  /** Looks at all schedules and begins what is due; resolves before it is done. */
  look(): Promise<void>;
  /** When `look` has something to do next. */
  nextAt(): Instant;
  /** Looks whenever something is due, and every minute for what other processes have changed. */
  start(): void;
  /** Looks at once: a schedule was made or changed here. */
  poke(): void;
  /** Begins nothing more and resolves when what has begun is finished. */
  stop(): Promise<void>;
  /** Resolves when nothing is being done. */
  idle(): Promise<void>;
}

/** Told how each post of this process ended, and how late that was. */
export type OnDone = (facts: { readonly outcome: Finish['kind'] | 'unknown'; readonly lateMs: number }) => void;

const LOOK_AT_LEAST_EVERY_MS = 60_000;
const SOON_MS = 250;
const AFTER_A_FAILURE_MS = 5000;

/**
 * @param betweenPostsMs Slack takes about one message a second in a channel
 * @param parallel in how many channels it works at the same time
 */
export function createRunner(
  holder: Holder,
  parts: {
    readonly schedules: Pick<Schedules, 'all'>;
    readonly attempt: Attempt;
    readonly settle: Settle;
    readonly poster: Pick<Poster, 'tell'>;
    readonly now: () => Instant;
    readonly sleep: (ms: number) => Promise<void>;
    readonly betweenPostsMs?: number | undefined;
    readonly parallel?: number | undefined;
    readonly onDone?: OnDone | undefined;
  },
): Runner {
  const { claims, owner, leaseMs, log } = holder;
  const { schedules, attempt, settle, poster, now, sleep, betweenPostsMs = 1000, parallel = 8 } = parts;
  const agenda = createAgenda();
  const limit = pLimit(parallel);
  const atWork = new Map<string, Promise<void>>();
  let state: 'idle' | 'started' | 'stopping' = 'idle';
  let timer: NodeJS.Timeout | undefined;

  const isStopping = () => state === 'stopping';
  const nextAt = () => agenda.next(new Set(atWork.keys()));

  function arm(): void {
    clearTimeout(timer);
    if (state !== 'started') return;
    const inMs = Math.min(Math.max(nextAt() - now(), SOON_MS), LOOK_AT_LEAST_EVERY_MS);
    timer = setTimeout(() => void look(), inMs);
  }

  async function look(): Promise<void> {
    try {
      agenda.update(await schedules.all(), now());
    } catch (error) {
      log.warn({ err: error }, 'the schedules could not be read; those that are known go on');
    }
    for (const channel of agenda.ready(now()).keys()) begin(channel);
    arm();
  }

  function begin(channel: string): void {
    if (isStopping() || atWork.has(channel)) return;
    const work = limit(() => workIn(channel))
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the summaries of a channel have to wait');
        putOff(channel, now() + AFTER_A_FAILURE_MS);
      })
      .finally(() => {
        atWork.delete(channel);
        arm();
      });
    atWork.set(channel, work);
  }

  /** One process at a time posts in a channel: that keeps the order, and Slack's one message a second. */
  async function workIn(channel: string): Promise<void> {
    const key = `turn/${channel}`;
    const turn = await claims.claim(key, { owner, leaseMs });
    if (turn.kind !== 'won') {
      putOff(channel, now() + (turn.kind === 'taken' ? turn.leftMs : leaseMs));
      return;
    }
    await whileHeld(holder, key, () => workOff(channel));
    await claims.release(key, owner);
  }

  async function workOff(channel: string): Promise<void> {
    const paced = createPace();
    const desk = createOwnerDesk(holder, poster);
    try {
      for (let item = firstOf(channel); item !== undefined && !isStopping(); item = firstOf(channel)) {
        await (item.kind === 'post' ? doPost(item, paced, desk) : doSettle(item));
      }
    } finally {
      await desk.tellAll();
    }
    // The next process shall find the channel free.
    await paced(async () => undefined);
  }

  async function doPost(item: Extract<Item, { kind: 'post' }>, paced: Turn['paced'], desk: OwnerDesk): Promise<void> {
    const { run } = item;
    const attempted = await attempt(run, { paced, stopping: isStopping });
    if (attempted.kind === 'wait') {
      agenda.put({ ...item, notBefore: Math.max(attempted.until, now() + SOON_MS) });
      return;
    }
    agenda.remove(item);
    desk.note(run, attempted);
    const { finish, here } = attempted;
    if (here) logDone(run, finish);
    if (finish?.kind === 'posted' && finish.partial) {
      agenda.put({ kind: 'settle', run, posted: finish, notBefore: run.coverage.settledAt });
    }
  }

  function logDone(run: Run, finish: Finish | undefined): void {
    const facts = { run: run.name, outcome: finish?.kind ?? ('unknown' as const), lateMs: now() - run.due.at };
    parts.onDone?.(facts);
    if (finish?.kind === 'refused') log.warn({ ...facts, why: finish.why }, 'a summary is refused');
    else if (finish?.kind === 'skipped') log.warn({ ...facts, why: finish.because }, 'a summary is skipped');
    else if (finish?.kind === 'in-doubt') log.warn(facts, 'a summary is in doubt: Slack did not confirm it');
    else log.info(facts, 'a summary is done');
  }

  async function doSettle(item: Extract<Item, { kind: 'settle' }>): Promise<void> {
    const more = await settle(item.run, item.posted);
    if (more === undefined) agenda.remove(item);
    else agenda.put({ ...item, notBefore: Math.max(more.again, now() + SOON_MS) });
  }

  function firstOf(channel: string): Item | undefined {
    return agenda.ready(now()).get(channel)?.[0];
  }

  function putOff(channel: string, until: Instant): void {
    for (const item of agenda.ready(now()).get(channel) ?? []) {
      agenda.put({ ...item, notBefore: Math.max(until, now() + SOON_MS) });
    }
  }

  /** From the end of one message to the beginning of the next. */
  function createPace(): Turn['paced'] {
    let freeAt = Number.NEGATIVE_INFINITY;
    return async (work) => {
      const waitMs = freeAt - now();
      if (waitMs > 0) await sleep(waitMs);
      try {
        return await work();
      } finally {
        freeAt = now() + betweenPostsMs;
      }
    };
  }

  async function idle(): Promise<void> {
    while (atWork.size > 0) await Promise.all(atWork.values());
  }

  return {
    look,
    nextAt,
    idle,
    start: () => {
      state = 'started';
      void look();
    },
    poke: () => {
      if (state === 'started') void look();
    },
    stop: async () => {
      state = 'stopping';
      clearTimeout(timer);
      await idle();
    },
  };
}
