/** A clock that is set, a contact centre whose state is set, a Slack that remembers its messages, and processes that watch. */
import { onTestFinished } from 'vitest';
import { type Alerts, createAlerts } from '../../src/alerts/alerts.ts';
import type { Alert, AlertNews, AlertPoster, AlertPosting, PostedAlert } from '../../src/alerts/ports.ts';
import type { Stored } from '../../src/alerts/record.ts';
import type { Episode } from '../../src/alerts/rules/episode.ts';
import type { AlertRule, Condition, RuleDraft } from '../../src/alerts/rules/rule.ts';
import type { Watch } from '../../src/alerts/watch/watch.ts';
import type { Agent } from '../../src/domain/agent.ts';
import type { Asker } from '../../src/domain/asker.ts';
import type { ClaimStore } from '../../src/domain/claim.ts';
import type { StatsRow } from '../../src/domain/figures/stats-query.ts';
import type { AgentStatus } from '../../src/domain/live/status.ts';
import type { Instant } from '../../src/domain/time.ts';
import { type LiveEvent, type LiveEvents, SourceError, type Waiting } from '../../src/reports/ports.ts';
import { openStore } from '../../src/store/store.ts';
import { scene } from '../reports/live/sources.ts';
import { simulatedTime } from '../reports/simulated-time.ts';
import { ANA, accessTo, asker, BILLING, directory, whoIn } from '../reports/small-centre.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** A Monday in Madrid, 10:00. */
export const START = Date.UTC(2026, 10, 23, 9);

export const waiting = (more: Partial<Extract<Condition, { kind: 'queue' }>> = {}): Condition => ({
  kind: 'queue',
  measure: 'waiting',
  medium: 'voice',
  compare: '>',
  threshold: 5,
  ...more,
});

export const draft: RuleDraft = {
  owner: { slackUserId: 'U0OMAR', slackTeamId: 'T0EXAMPLE' },
  to: { kind: 'channel', id: 'C0FLOOR' },
  target: { kind: 'queue', name: BILLING.name, id: BILLING.id },
  about: { kind: 'queue', name: BILLING.name },
  condition: waiting(),
  forMs: 30 * SECOND,
  zone: 'Europe/Madrid',
  mention: 'none',
};

export const ofAna: Partial<RuleDraft> = {
  target: { kind: 'agent', agentId: ANA.id },
  about: { kind: 'person', name: ANA.name },
  condition: { kind: 'people', measure: 'not-responding', longerThanMs: MINUTE },
  forMs: 0,
};

/** One message of an alert, with everything that it ever said. */
export interface Sent {
  readonly episode: string;
  readonly channel: string;
  readonly ts: string;
  readonly at: Instant;
  readonly said: readonly { readonly at: Instant; readonly alert: Alert }[];
}

export const lastOf = (sent: Sent | undefined): Episode | undefined => sent?.said.at(-1)?.alert.episode;

/** The stand-in for Slack. `onBegin` and `onEdit` decide how a request ends; without them all is well. */
export function createChannel(now: () => Instant) {
  const sent: Sent[] = [];
  const told: { readonly rule: string; readonly news: AlertNews }[] = [];
  type Ending = 'posted' | 'accepted-silently' | 'lost' | Extract<AlertPosting, { kind: 'refused' | 'later' }>;
  const channel = {
    sent,
    told,
    mayLook: true,
    onBegin: (_alert: Alert): Ending => 'posted',
    onEdit: (_alert: Alert): Ending => 'posted',
    /** What is done before a request is answered. */
    before: async (_what: 'begin' | 'edit' | 'find', _alert: Alert): Promise<void> => undefined,
  };
  const accept = (alert: Alert): PostedAlert => {
    const { to, owner } = alert.rule;
    const posted = { channel: to.kind === 'channel' ? to.id : `D${owner.slackUserId}`, ts: String(sent.length + 1) };
    sent.push({ ...posted, episode: alert.episode.id, at: now(), said: [{ at: now(), alert }] });
    return posted;
  };
  const say = (posted: PostedAlert, alert: Alert): PostedAlert => {
    const index = sent.findIndex(({ ts }) => ts === posted.ts);
    const one = sent[index];
    if (one !== undefined) sent[index] = { ...one, said: [...one.said, { at: now(), alert }] };
    return posted;
  };
  const answered = (how: Ending, work: () => PostedAlert): AlertPosting => {
    if (typeof how === 'object') return how;
    if (how === 'posted') return { kind: 'posted', posted: work() };
    if (how === 'accepted-silently') work();
    return { kind: 'unknown' };
  };
  const poster: AlertPoster = {
    begin: async (alert) => {
      await channel.before('begin', alert);
      return answered(channel.onBegin(alert), () => accept(alert));
    },
    edit: async (posted, alert) => {
      await channel.before('edit', alert);
      return answered(channel.onEdit(alert), () => say(posted, alert));
    },
    find: async (alert) => {
      await channel.before('find', alert);
      if (!channel.mayLook) return 'cannot-look';
      const found = sent.find(({ episode }) => episode === alert.episode.id);
      return found === undefined ? 'absent' : { channel: found.channel, ts: found.ts };
    },
    tell: async (rule, news) => void told.push({ rule: rule.id, news }),
  };
  return Object.assign(channel, { poster });
}

/** The state of the centre at this moment; what a test changes is seen at the next request. */
export function createCentre(now: () => Instant) {
  const centre = {
    waiting: [] as Waiting[],
    statuses: new Map<string, AgentStatus>(),
    rows: [] as StatsRow[],
    down: false,
    asked: [] as { readonly at: Instant; readonly what: string }[],
    /** Who is followed; calling tells that somebody's state has changed. */
    followers: new Map<string, Set<(event: LiveEvent) => void>>(),
    pushes: false,
    sees: (_agent: Agent): boolean => true,
    ownerKind: 'member' as Asker['kind'],
    /** So many calls wait in Billing. */
    wait: (count: number, longestSince?: Instant) => {
      centre.waiting = count === 0 ? [] : [{ queueId: BILLING.id, media: 'voice', count, longestSince }];
    },
    be: (agentId: string, status: Partial<AgentStatus>, about: LiveEvent['about'] = 'routing-status') => {
      centre.statuses.set(agentId, { agentId, sessions: [], ...status });
      for (const on of centre.followers.get(agentId) ?? []) on({ agentId, about, at: now() });
    },
  };
  const noted = <T>(what: string, answer: () => T): T => {
    centre.asked.push({ at: now(), what });
    if (centre.down) throw new SourceError({ kind: 'unavailable', endpoint: what });
    return answer();
  };
  const live = {
    ...scene().live,
    waiting: async (ids: readonly string[]) =>
      noted('queue-observations', () => centre.waiting.filter(({ queueId }) => ids.includes(queueId))),
    agentStatuses: async (filter: Parameters<ReturnType<typeof scene>['live']['agentStatuses']>[0]) =>
      noted('agent-statuses', () =>
        filter.kind === 'agents' ? filter.agentIds.flatMap((id) => centre.statuses.get(id) ?? []) : [],
      ),
  };
  const stats = {
    conversationSums: async () => noted('conversation-aggregates', () => centre.rows),
    plan: () => 1,
    statusTimes: async () => [],
  };
  const events: LiveEvents = {
    follow: (agentId, on) => {
      if (!centre.pushes) return { stop: () => {} };
      const followers = centre.followers.get(agentId) ?? new Set();
      centre.followers.set(agentId, followers.add(on.event));
      setImmediate(() => on.state('live', []));
      return { stop: () => followers.delete(on.event) };
    },
  };
  return Object.assign(centre, { live, stats, events });
}

/** What a process knows of the contact centre. */
interface Sources extends Pick<Parameters<typeof createAlerts>[0], 'askerOf' | 'who' | 'quietWho' | 'live' | 'stats'> {
  /** How many requests were made so far. */
  readonly requests: () => number;
}

export interface Process {
  readonly alerts: Alerts;
  readonly watch: Watch;
  /** From now on nothing that it does reaches the store: as good as dead. */
  kill(): void;
  /** It stands still from its n-th act on, and goes on from there when it is told to: it was thought dead. */
  freezeAt(nth: number): { readonly thaw: () => void };
  /** How often it has asked the store or Slack for something. */
  acts(): number;
}

/** One machine with a clock, a store and a channel; any number of processes on it. */
export async function createWorld({
  requestsPerMinute = 240,
  sources,
}: {
  readonly requestsPerMinute?: number;
  /** Another contact centre than the small one. */
  readonly sources?: (now: () => Instant) => Partial<Sources>;
} = {}) {
  const time = simulatedTime(START, async () => {
    for (let turn = 0; turn < 12; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  });
  const { now } = time;
  const log = {
    lines: [] as string[],
    info: () => {},
    warn: (_: object, message: string) => void log.lines.push(message),
    error: (_: object, message: string) => void log.lines.push(message),
  };
  const store = await openStore({ url: 'sqlite::memory:', now, log });
  onTestFinished(() => store.close());
  const channel = createChannel(now);
  const centre = createCentre(now);
  const audited: { readonly who: string; readonly what: string }[] = [];
  const delays: number[] = [];
  const small = whoIn({
    directory: directory(),
    access: accessTo((agent) => centre.sees(agent)),
    stats: centre.stats,
    now,
  });
  const own: Sources = {
    askerOf: async () => asker({ kind: centre.ownerKind }),
    who: small,
    quietWho: small,
    live: centre.live,
    stats: centre.stats,
    requests: () => centre.asked.length,
    ...sources?.(now),
  };
  let number = 0;

  function open(): Process {
    let [dead, acts, freezesAt] = [false, 0, Number.POSITIVE_INFINITY];
    const thawed = Promise.withResolvers<void>();
    const never = new Promise<never>(() => {});
    /** Every act on the store or Slack: before it and after it the process may die, or stand still. */
    const alive =
      <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>, isRequest = false) =>
      async (...args: A): Promise<T> => {
        // A request that has begun is on its way within milliseconds.
        if (acts >= freezesAt && !isRequest) await thawed.promise;
        if (dead) return never;
        acts += 1;
        const value = await work(...args);
        acts += 1;
        if (acts > freezesAt) await thawed.promise;
        return dead ? never : value;
      };
    const claims: ClaimStore = {
      claim: alive((...args: Parameters<ClaimStore['claim']>) => store.claims.claim(...args)),
      renew: alive((...args: Parameters<ClaimStore['renew']>) => store.claims.renew(...args)),
      done: alive((...args: Parameters<ClaimStore['done']>) => store.claims.done(...args)),
      release: alive((...args: Parameters<ClaimStore['release']>) => store.claims.release(...args)),
    };
    const { poster } = channel;
    number += 1;
    const { alerts, watch } = createAlerts({
      shelves: {
        rules: store.namespace<Stored>('alerts'),
        status: store.namespace<Stored>('alert-status'),
        taken: store.namespace('alert-taken'),
      },
      claims,
      owner: `process ${number}`,
      poster: {
        begin: alive((...args: Parameters<AlertPoster['begin']>) => poster.begin(...args), true),
        edit: alive((...args: Parameters<AlertPoster['edit']>) => poster.edit(...args), true),
        find: alive((...args: Parameters<AlertPoster['find']>) => poster.find(...args), true),
        tell: alive((...args: Parameters<AlertPoster['tell']>) => poster.tell(...args), true),
      },
      mayName: async () => true,
      ...own,
      events: centre.events,
      requestsPerMinute,
      within: async (_rule, work) => {
        const before = own.requests();
        const result = await work();
        return { result, upstream: own.requests() - before };
      },
      audit: (by, what) => void audited.push({ who: by.slackUserId, what }),
      onBegun: () => {},
      onTold: (_rule, delayMs) => void delays.push(delayMs),
      now,
      sleep: time.sleep,
      later: (work, ms) => time.later(() => (dead ? undefined : work()), ms),
      random: () => {
        number += 1;
        return number / 10_000;
      },
      log,
    });
    return {
      alerts,
      watch,
      kill: () => {
        dead = true;
      },
      freezeAt: (nth) => {
        freezesAt = nth;
        return { thaw: () => thawed.resolve() };
      },
      acts: () => acts,
    };
  }

  /** Another process, which watches or waits for its turn. */
  async function startProcess(): Promise<Process> {
    const process = open();
    process.watch.start();
    await time.settle();
    return process;
  }

  const desk = open().alerts;
  return {
    time,
    now,
    store,
    channel,
    centre,
    audited,
    delays,
    log,
    startProcess,
    /** Rules are made by a process that does not watch. */
    alerts: desk,
    make: (changes: Partial<RuleDraft> = {}): Promise<AlertRule> => desk.make({ ...draft, ...changes }, asker()),
    pass: time.pass,
    messages: () => channel.sent,
  };
}
