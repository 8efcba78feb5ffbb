/** A clock that is set, a channel that remembers its messages, and processes that post into it. */
import { onTestFinished } from 'vitest';
import type { ClaimStore } from '../../src/domain/claim.ts';
import type { Posting } from '../../src/domain/posting.ts';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { StatsReport } from '../../src/reports/stats/answer.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { DailySummary } from '../../src/summaries/daily-summary.ts';
import { createSchedules, type ScheduleDraft } from '../../src/summaries/kept-schedules.ts';
import type { OwnerNews, Poster, Prepare } from '../../src/summaries/ports.ts';
import type { Run } from '../../src/summaries/run.ts';
import { createSummaries } from '../../src/summaries/summaries.ts';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export const draft: ScheduleDraft = {
  channel: 'C0FLOOR',
  owner: { slackUserId: 'U0OMAR', slackTeamId: 'T1' },
  time: '08:30',
  timeZone: 'Europe/Madrid',
  days: [0, 1, 2, 3, 4, 5, 6],
  who: [{ kind: 'queue', name: 'Billing' }],
  quietDays: 'line',
  names: 'members-only',
};

export interface Sent {
  readonly run: string;
  readonly part: 'headline' | 'details';
  readonly channel: string;
  readonly ts: string;
  readonly at: Instant;
  readonly late: boolean;
  readonly digest: string;
  readonly edits: readonly string[];
}

const report: StatsReport = {
  kind: 'report',
  question: { kind: 'stats', who: [], period: 'yesterday', media: [] },
  period: {
    interval: { start: 0, end: 1 },
    label: '',
    unit: 'day',
    running: false,
    timeZone: 'UTC',
    weekStart: 1,
  },
  measured: { start: 0, end: 1 },
  scope: 'queue',
  about: { kind: 'queue', name: 'Billing' },
  asOf: 0,
  cached: false,
  stale: false,
  filling: false,
  now: {},
  status: { kind: 'not-asked' },
  split: { by: 'agent', parts: [], more: 0 },
};

/** A summary whose figures are told by `digest`. */
export function summary(digest: string, { filling = false } = {}): DailySummary {
  return {
    kind: 'summary',
    report: { ...report, filling },
    headline: { verdict: { figure: 'handled', value: { kind: 'none' } }, figures: [] },
    changes: [],
    named: true,
    digest,
  };
}

export const quiet: DailySummary = {
  kind: 'quiet',
  report: { ...report, kind: 'nothing', justBegun: false },
  digest: 'nothing',
};

type HowPosted = Posting['kind'] | Extract<Posting, { kind: 'refused' | 'later' }> | 'accepted-silently';

/** The stand-in for Slack. `onHeadline` decides how an attempt to post ends; without it all is well. */
export function createChannel(now: () => Instant) {
  const sent: Sent[] = [];
  const told: { readonly schedule: string; readonly news: OwnerNews }[] = [];
  const channel = {
    sent,
    told,
    mayLook: true,
    onHeadline: (_run: Run): HowPosted => 'posted',
    onDetails: (_run: Run): HowPosted => 'posted',
    onEdit: (): Posting['kind'] => 'posted',
    onTell: (): Promise<void> => Promise.resolve(),
    onFind: (): Promise<void> => Promise.resolve(),
    headlines: () => sent.filter(({ part }) => part === 'headline'),
  };
  const accept = (run: Run, part: Sent['part'], digest: string, late: boolean): Posting => {
    const ts = String(sent.length + 1);
    sent.push({ run: run.name, part, channel: run.schedule.channel, ts, at: now(), late, digest, edits: [] });
    return { kind: 'posted', ts };
  };
  const meet = (how: HowPosted, run: Run, part: Sent['part'], digest: string, late: boolean): Posting => {
    if (typeof how === 'object') return how;
    if (how === 'posted') return accept(run, part, digest, late);
    if (how === 'accepted-silently') accept(run, part, digest, late);
    return { kind: 'unknown' };
  };
  const poster: Poster = {
    headline: async (run, of, { late }) => meet(channel.onHeadline(run), run, 'headline', of.digest, late),
    details: async (run, of) => meet(channel.onDetails(run), run, 'details', of.digest, false),
    edit: async (_run, of, posted) => {
      const how = channel.onEdit();
      if (how === 'unknown') return { kind: how };
      for (const [index, each] of sent.entries()) {
        if (each.ts === posted.ts || each.ts === posted.detailsTs)
          sent[index] = { ...each, edits: [...each.edits, of.digest] };
      }
      return { kind: 'posted', ts: posted.ts };
    },
    find: async (run) => {
      await channel.onFind();
      if (!channel.mayLook) return 'cannot-look';
      const headline = sent.find((each) => each.run === run.name && each.part === 'headline');
      const details = sent.find((each) => each.run === run.name && each.part === 'details');
      return headline === undefined ? 'absent' : { ts: headline.ts, detailsTs: details?.ts };
    },
    tell: async (schedule, news) => {
      await channel.onTell();
      told.push({ schedule: schedule.id, news });
    },
  };
  return Object.assign(channel, { poster });
}

/** One machine with a clock, a store and a channel; any number of processes on it. */
export async function createWorld(startAt: string, prepare: Prepare = async () => summary('same')) {
  let at = Date.parse(startAt);
  const now = () => at;
  const log = {
    lines: [] as string[],
    info: () => {},
    warned: [] as object[],
    warn: (facts: object, message: string) => void log.warned.push({ ...facts, message }),
    error: (_: object, message: string) => void log.lines.push(message),
  };
  const store: Store = await openStore({ url: 'sqlite::memory:', now, log });
  onTestFinished(() => store.close());
  const channel = createChannel(now);
  const schedules = createSchedules({ shelf: store.namespace('schedules'), now, random: () => 0.5, log });

  /** Another process; `claims` may be made to fail for it. */
  function startProcess(owner: string, claims: ClaimStore = store.claims) {
    const sleep = async (ms: number) => {
      at += ms;
    };
    return createSummaries({
      shelf: store.namespace('schedules'),
      claims: { ...claims, look: (key) => store.claims.look(key) },
      prepare,
      poster: channel.poster,
      owner,
      catchUpMs: 6 * HOUR,
      now,
      sleep,
      random: () => 0.5,
      log,
    }).runner;
  }

  const world = {
    now,
    store,
    channel,
    schedules,
    log,
    startProcess,
    at: (text: string) => {
      at = Date.parse(text);
    },
    pass: (ms: number) => {
      at += ms;
    },
    add: (changes: Partial<ScheduleDraft> = {}): Promise<Schedule> => schedules.add({ ...draft, ...changes }),
    /** Lets these processes work until a moment, at each time at which one of them has something to do. */
    until: async (text: string, ...processes: readonly ReturnType<typeof startProcess>[]) => {
      const end = Date.parse(text);
      for (;;) {
        await Promise.all(processes.map((process) => process.look()));
        await Promise.all(processes.map((process) => process.idle()));
        const next = Math.max(at + 1, Math.min(...processes.map((process) => process.nextAt())));
        if (next > end) break;
        at = next;
      }
      at = Math.max(at, end);
    },
  };
  return world;
}
