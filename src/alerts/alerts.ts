import type { Named } from '../domain/agent.ts';
import type { Asker } from '../domain/asker.ts';
import type { ClaimStore } from '../domain/claim.ts';
import type { Instant, Interval } from '../domain/time.ts';
import type { Who } from '../reports/people/who.ts';
import type { LiveEvents, LiveSource, StatsSource } from '../reports/ports.ts';
import { createBulletin } from './bulletin.ts';
import { createKeptRules, type KeptRules, type RuleShelf, type Shelf } from './kept-rules.ts';
import type { Alert, AlertLog, AlertNews, AlertPoster, RuleStatus } from './ports.ts';
import type { Delivery, Stored } from './record.ts';
import type { Episode } from './rules/episode.ts';
import { firedToday } from './rules/fired.ts';
import type { AlertRule, RuleDraft } from './rules/rule.ts';
import { type NoSubject, subjectOf } from './rules/subject.ts';
import { ruleOf, withoutNames } from './rules/told.ts';
import { createDeliverer } from './watch/deliver.ts';
import { createFactReader } from './watch/facts.ts';
import { createLease } from './watch/lease.ts';
import { createLedger } from './watch/ledger.ts';
import { measure } from './watch/measure.ts';
import { needsOf, USUAL_MS } from './watch/plan.ts';
import { createPushed } from './watch/pushed.ts';
import { createWatch, type Watch } from './watch/watch.ts';

/** How often is looked at the moment. */
export interface Pace {
  readonly everyMs: number;
  /** Less often than usual: there is more to look at than alerts may ask for. */
  readonly slower: boolean;
  /** Nothing: no process has watched yet. */
  readonly lookedAt?: Instant | undefined;
}

/** What was found for a rule at this moment; `unknown`: Genesys Cloud does not say it, or not to this app. */
export type Checked =
  | { readonly kind: 'alert'; readonly alert: Alert; readonly holds: boolean }
  | NoSubject
  | { readonly kind: 'unknown' };

/** When a rule would have told something today: `[begin, end)`, as finely as Genesys keeps it; half hours. */
export interface Fired {
  readonly times: readonly Interval[];
}

/** Alerts, as commands, forms and buttons need them. Whoever calls has decided who may do it. */
export interface Alerts {
  /** In the order in which they were made. */
  all(): Promise<readonly AlertRule[]>;
  byId(id: string): Promise<AlertRule | undefined>;
  make(draft: RuleDraft, by: Asker): Promise<AlertRule>;
  /** Nothing: there is no such rule any more. An episode of the old one ends. */
  change(id: string, change: Partial<RuleDraft>, by: Asker): Promise<AlertRule | undefined>;
  pause(id: string, by: Asker): Promise<AlertRule | undefined>;
  resume(id: string, by: Asker): Promise<AlertRule | undefined>;
  delete(id: string, by: Asker): Promise<boolean>;
  mute(id: string, until: Instant, by: Asker): Promise<AlertRule | undefined>;
  /**
   * "I'm on it": the first one counts, and its message says so. Returns the alert as it is then; nothing when that
   * episode is over.
   */
  taken(episodeId: string, by: Asker): Promise<Alert | undefined>;
  /** By rule id. */
  status(): Promise<ReadonlyMap<string, RuleStatus>>;
  pace(): Promise<Pace>;
  /**
   * What a rule finds now, as its owner may see it: for "test", and to refuse one that could never tell anything.
   * Rejects with SourceError when Genesys Cloud fails.
   */
  check(rule: RuleDraft & { readonly id?: string | undefined }, owner: Asker): Promise<Checked>;
  /** Nothing where history does not allow it: only rates of today are kept. */
  wouldHaveFired(rule: RuleDraft, owner: Asker): Promise<Fired | undefined>;
}

/** How long a process that died keeps the others from watching: with the next election, less than 30 s. */
const LEASE_MS = 20_000;
/** The timeout of one request to Slack, and some time for it to be accepted late. */
const FLIGHT_MS = 15_000;
const TOLD_KEPT_MS = 14 * 86_400_000;
const TAKEN_KEPT_MS = 7 * 86_400_000;
const READ_WITHIN_MS = 15_000;

/**
 * Alerts: the rules that are kept, and the process's part in watching them.
 *
 * @param parts.owner names this process, unlike any other
 * @param parts.within does something that asks Genesys Cloud in the background, for a rule or for all of them, and says
 *   how many requests it took
 * @param parts.quietWho who is meant, without a word to the audit: for what is looked at and not told
 */
export function createAlerts(parts: {
  readonly shelves: {
    readonly rules: RuleShelf;
    readonly status: Shelf<Stored>;
    readonly taken: Shelf<{ readonly by: string; readonly at: Instant }>;
  };
  readonly claims: ClaimStore;
  readonly owner: string;
  readonly poster: AlertPoster;
  /** Whether people may be named to those who read this channel; rejects when nobody can say. */
  readonly mayName: (channelId: string) => Promise<boolean>;
  readonly askerOf: (owner: AlertRule['owner']) => Promise<Asker>;
  readonly who: Who;
  readonly quietWho: Who;
  readonly live: LiveSource;
  readonly stats: StatsSource;
  readonly events: LiveEvents;
  readonly requestsPerMinute: number;
  readonly within: <T>(
    rule: AlertRule | undefined,
    work: () => Promise<T>,
  ) => Promise<{ readonly result: T; readonly upstream: number }>;
  /** Writes down what was done with a rule, or that it told something. */
  readonly audit: (by: Pick<Asker, 'slackUserId' | 'slackTeamId' | 'name'>, what: string, about: Named) => void;
  readonly onBegun: (rule: AlertRule) => void;
  readonly onTold: (rule: AlertRule, delayMs: number) => void;
  readonly leaseMs?: number | undefined;
  readonly flightMs?: number | undefined;
  readonly betweenPostsMs?: number | undefined;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly later: (work: () => void, ms: number) => () => void;
  readonly random: () => number;
  readonly log: AlertLog;
}): { readonly alerts: Alerts; readonly watch: Watch; readonly unreadable: KeptRules['unreadable'] } {
  const { shelves, claims, owner, poster, who, quietWho, live, stats, now, log, leaseMs = LEASE_MS } = parts;
  const rules = createKeptRules({ ...parts, shelf: shelves.rules });
  const bulletin = createBulletin({ shelf: shelves.status, now });

  /** As its readers may read it at this moment; where nobody can say who they are, without names. */
  async function alertOf(of: Omit<Alert, 'named'>): Promise<Alert> {
    const { to } = of.rule;
    const named = to.kind === 'owner' || (await parts.mayName(to.id).catch(() => false));
    const { rule, episode, mutedUntil, everyMs } = of;
    const alert: Alert = { rule, episode, mutedUntil, everyMs, named };
    return named ? alert : withoutNames(alert);
  }

  /** Once, until the rule is changed: it would be the same every time. */
  async function tellOnce(rule: AlertRule, news: AlertNews): Promise<void> {
    const what = news.kind === 'post-refused' ? `${news.kind} ${news.why}` : news.kind;
    const key = `told/alert/${rule.id}/${rule.changedAt}/${what}`;
    const claim = await claims.claim(key, { owner, leaseMs });
    if (claim.kind !== 'won') return;
    try {
      await poster.tell(rule, news);
      await claims.done(key, { owner, value: '', keepMs: TOLD_KEPT_MS });
    } catch (err) {
      log.error({ rule: rule.id, news: news.kind, err }, 'the owner of an alert could not be told');
      await claims.release(key, owner);
    }
  }

  const watch = createWatch({
    lease: createLease({ claims, owner, leaseMs, log }),
    leaseMs,
    rules,
    facts: createFactReader({ ...parts, live, stats }),
    ledger: createLedger(parts.requestsPerMinute),
    deliverer: createDeliverer({
      poster,
      alertOf,
      tellOnce,
      onTold: ({ rule, dueAt }: Delivery) => parts.onTold(rule, now() - dueAt),
      flightMs: parts.flightMs ?? FLIGHT_MS,
      betweenPostsMs: parts.betweenPostsMs ?? 1000,
      now,
      sleep: parts.sleep,
      log,
    }),
    pushed: (onChange) => createPushed(parts.events, onChange),
    find: async (rule, how) => {
      const asker = await parts.askerOf(rule.owner);
      if (asker.kind === 'deactivated') return { kind: 'owner-left' };
      return subjectOf(how === 'quietly' ? quietWho : who, rule, asker, now());
    },
    counted: parts.within,
    takenBy: (episodeId) => shelves.taken.get(episodeId),
    tellOnce,
    publish: bulletin.publish,
    onBegun: (rule) => {
      // Nobody does it: it is told for the owner.
      const fired = async () => parts.audit({ ...rule.owner, name: 'alert' }, 'alert fired', aboutOf(rule));
      parts
        .within(rule, fired)
        .catch((err: unknown) => log.error({ err, rule: rule.id }, 'an alert is not in the audit'));
      parts.onBegun(rule);
    },
    now,
    later: parts.later,
    log,
  });

  async function changed(
    id: string,
    what: string,
    by: Asker,
    change: Parameters<typeof rules.change>[1],
  ): Promise<AlertRule | undefined> {
    const rule = await rules.change(id, change);
    if (rule === undefined) return undefined;
    parts.audit(by, `alert ${what}`, aboutOf(rule));
    watch.poke();
    return rule;
  }

  const alerts: Alerts = {
    all: rules.all,
    byId: rules.get,
    make: async (draft, by) => {
      const rule = await rules.add(draft);
      parts.audit(by, 'alert made', aboutOf(rule));
      watch.poke();
      return rule;
    },
    change: (id, change, by) => changed(id, 'changed', by, { ...change, changedAt: now() }),
    pause: (id, by) => changed(id, 'paused', by, { state: 'paused' }),
    resume: (id, by) => changed(id, 'resumed', by, { state: 'on', mutedUntil: undefined, changedAt: now() }),
    delete: async (id, by) => {
      const rule = await rules.remove(id);
      if (rule === undefined) return false;
      parts.audit(by, 'alert deleted', aboutOf(rule));
      watch.poke();
      return true;
    },
    mute: (id, until, by) => changed(id, 'muted', by, { mutedUntil: until }),
    taken: async (episodeId, by) => {
      const [rule, status] = await Promise.all([
        rules.get(ruleOf({ id: episodeId })),
        bulletin.of(ruleOf({ id: episodeId })),
      ]);
      const { episode, posted } = status ?? {};
      if (rule === undefined || episode?.id !== episodeId || episode.ended !== undefined) return undefined;
      const first = episode.taken ?? (await shelves.taken.get(episodeId)) ?? { by: by.slackUserId, at: now() };
      await shelves.taken.set(episodeId, first, TAKEN_KEPT_MS);
      const alert = await alertOf({ rule, episode: { ...episode, taken: first }, mutedUntil: rule.mutedUntil });
      watch.poke();
      // Whichever process watches: it says so at once. The one that does makes it good if this edit is lost.
      if (posted !== undefined) {
        await poster
          .edit(posted, alert)
          .catch((err: unknown) => log.warn({ err }, 'an alert could not say who took it'));
      }
      return alert;
    },
    status: bulletin.all,
    pace: async () => {
      const { everyMs, at } = (await bulletin.pace()) ?? { everyMs: USUAL_MS };
      return { everyMs, slower: everyMs > USUAL_MS, lookedAt: at };
    },
    check: async (draft, asker) => {
      const found = await subjectOf(who, draft, asker, now());
      if (found.kind !== 'subject') return found;
      const rule: AlertRule = { ...draft, id: draft.id ?? 'test', state: 'on', madeAt: now(), changedAt: now() };
      const facts = createFactReader({ ...parts, live, stats });
      await facts.read(needsOf([{ rule, subject: found }], now()), READ_WITHIN_MS);
      const { reading, at } = measure(rule, found, facts, now());
      if (reading.kind === 'unknown') return { kind: 'unknown' };
      const moment = { at, amount: reading.amount, measured: reading.measured };
      const since = reading.since ?? at;
      const episode: Episode = {
        id: `${rule.id}/test`,
        ruleId: rule.id,
        since,
        begunAt: at,
        now: moment,
        worst: moment,
      };
      return { kind: 'alert', alert: { rule, episode, named: true }, holds: reading.holds };
    },
    wouldHaveFired: async (draft, asker) => {
      const found = await subjectOf(who, draft, asker, now());
      return found.kind === 'subject' ? firedToday(stats, draft, found, now()) : undefined;
    },
  };
  return { alerts, watch, unreadable: rules.unreadable };
}

/** What a rule is about, for the audit: by the id by which it can be looked for and forgotten. */
function aboutOf({ id, target, about }: AlertRule): Named {
  const name = 'name' in about && about.name !== undefined ? about.name : about.kind;
  const known = target.kind === 'agent' ? target.agentId : 'id' in target ? target.id : undefined;
  return { id: known ?? id, name };
}
