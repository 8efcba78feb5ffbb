import type { Agent } from '../../domain/agent.ts';
import { isOpen } from '../../domain/schedule/window.ts';
import type { Instant } from '../../domain/time.ts';
import type { LiveEvent } from '../../reports/ports.ts';
import type { KeptRules } from '../kept-rules.ts';
import type { AlertLog, AlertNews } from '../ports.ts';
import { type Delivery, readWatchState, type WatchState, writeWatchState } from '../record.ts';
import {
  cease,
  type Ending,
  type Episode,
  ripeAt,
  type Step,
  step,
  type Track,
  take,
  tellableAt,
} from '../rules/episode.ts';
import type { AlertRule } from '../rules/rule.ts';
import type { NoSubject, Subject } from '../rules/subject.ts';
import { watchesTheSame } from '../rules/told.ts';
import type { Deliverer, Outgoing } from './deliver.ts';
import { costOf, type Fact, type FactReader, type Facts, type Needs } from './facts.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { measure } from './measure.ts';
import {
  dueOf,
  everyMsOf,
  filledUp,
  neededForRights,
  needsOf,
  nextDueAt,
  type Target,
  together,
  USUAL_MS,
} from './plan.ts';
import type { Pushed } from './pushed.ts';

/** This process's part in watching: one of all does, and any other takes over. */
export interface Watch {
  /** One turn: looks at what is due, if it is this process that watches. */
  look(): Promise<void>;
  /** When there is something to look at next. */
  nextAt(): Instant;
  start(): void;
  /** Looks at once: a rule was made or changed here. */
  poke(): void;
  stop(): Promise<void>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
}

/** What a rule may watch, as its owner may see it; or that the owner has left. */
export type Found = Subject | NoSubject | { readonly kind: 'owner-left' };

/** What others may know of the watch. */
export interface Published {
  readonly tracks: ReadonlyMap<string, Track>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly ended: ReadonlyMap<string, Episode>;
  readonly everyMs: number;
}

/** Everything of the process that watches. */
interface Holding {
  readonly tracks: Map<string, Track>;
  readonly deliveries: Map<string, Delivery>;
  /** The last episode of a rule, for as long as it is quiet after it. */
  readonly ended: Map<string, Episode>;
  readonly rules: Map<string, AlertRule>;
  readonly subjects: Map<string, Known>;
  /** When a condition will be true if nothing changes. */
  readonly trueAt: Map<string, Instant>;
  /** Of which nothing could be found out just now: not asked again before. */
  readonly retryAt: Map<string, Instant>;
  rulesReadAt: Instant;
  keptAt: Instant;
  everyMs: number;
  isLost: boolean;
}

interface Known {
  readonly found: Found;
  readonly of: AlertRule;
  readonly at: Instant;
  /** Since when there is nothing that may be watched. */
  readonly outSince?: Instant | undefined;
}

/** Others look so often whether the one that watches is still there. */
const ELECT_MS = 5000;
const RULES_MS = 15_000;
const SIGHT_MS = 5 * 60_000;
/** Rights that could not be read again for so long are none. */
const SIGHT_LOST_MS = 15 * 60_000;
/** Rights that are missing at some hours come back: only what lasts is told. */
const OUT_TOLD_AFTER_MS = 3_600_000;
const KEEP_MS = 60_000;
const READ_WITHIN_MS = 10_000;
const REFRESH_WITHIN_MS = 5000;
const BETWEEN_LOOKS_MS = 1000;
/** An answer counts for so many turns. */
const TURNS_FRESH = 3;
const PUSHED_FRESH_MS = 90_000;
const LATER_MS = 2000;
const RETRY_MS = 5000;

export function createWatch(parts: {
  readonly lease: Lease;
  readonly leaseMs: number;
  readonly rules: Pick<KeptRules, 'all' | 'change'>;
  readonly facts: FactReader;
  readonly ledger: Ledger;
  readonly deliverer: Deliverer;
  readonly pushed: (onChange: (agentId: string, about: LiveEvent['about']) => void) => Pushed;
  /** Quietly: for looking only, so that the audit is not told. */
  readonly find: (rule: AlertRule, how: 'quietly' | 'to-tell') => Promise<Found>;
  /** Does something that asks Genesys Cloud, and says how many requests it took. */
  readonly counted: <T>(
    rule: AlertRule | undefined,
    work: () => Promise<T>,
  ) => Promise<{ result: T; upstream: number }>;
  readonly takenBy: (episodeId: string) => Promise<{ readonly by: string; readonly at: Instant } | undefined>;
  readonly tellOnce: (rule: AlertRule, news: AlertNews) => Promise<void>;
  readonly publish: (state: Published) => Promise<void>;
  readonly onBegun: (rule: AlertRule, episode: Episode) => void;
  readonly now: () => Instant;
  /** Does it after so many milliseconds; returns how to leave it. */
  readonly later: (work: () => void, ms: number) => () => void;
  readonly log: AlertLog;
}): Watch {
  const { lease, leaseMs, facts, ledger, deliverer, now, log } = parts;
  const dirty = new Set<string>();
  let holding: Holding | undefined;
  let electAt = 0;
  let lastAt = 0;
  let looking: Promise<void> | undefined;
  let state: 'idle' | 'started' | 'stopping' = 'idle';
  let cancelLook = () => {};
  let cancelBeat = () => {};
  let again = false;
  const pushed = parts.pushed((agentId, about) => {
    if (holding !== undefined && matters(holding, agentId, about)) {
      dirty.add(agentId);
      arm();
    }
  });

  // ── the right to watch ──

  async function hold(): Promise<Holding | undefined> {
    if (holding !== undefined) {
      if (await lease.renew()) return holding;
      drop(holding);
    }
    if (now() < electAt) return undefined;
    const answer = await lease.acquire();
    if ('takenForMs' in answer) {
      electAt = now() + Math.min(ELECT_MS, Math.max(answer.takenForMs, BETWEEN_LOOKS_MS));
      return undefined;
    }
    holding = taken(readWatchState(answer.left));
    log.info({ episodes: holding.deliveries.size }, 'this process watches the alerts');
    return holding;
  }

  function drop(of: Holding): void {
    of.isLost = true;
    if (holding === of) holding = undefined;
    pushed.follow([]);
    log.warn({}, 'another process watches the alerts now');
  }

  async function keep(of: Holding): Promise<boolean> {
    if (of.isLost) return false;
    of.keptAt = now();
    if (!(await lease.keep(textOf(of)))) {
      drop(of);
      return false;
    }
    await parts.publish(of).catch((err: unknown) => log.warn({ err }, 'what the alerts do could not be shown'));
    return true;
  }

  const outgoingOf = (of: Holding): Outgoing => ({
    deliveries: of.deliveries,
    keep: () => keep(of),
    context: (ruleId) => {
      const { mutedUntil = 0 } = of.rules.get(ruleId) ?? {};
      return {
        mutedUntil: mutedUntil > now() ? mutedUntil : undefined,
        everyMs: of.everyMs > USUAL_MS ? of.everyMs : undefined,
      };
    },
  });

  // ── one turn ──

  async function turn(): Promise<void> {
    lastAt = now();
    const held = await hold();
    if (held === undefined) return;
    const before = changesOf(held);
    await readRules(held);
    await readTaken(held);
    const targets = watched(held);
    await readFacts(held, targets);
    const begun = stepAll(held, targets);
    await Promise.all(begun.map((each) => begin(held, each)));
    if (held.isLost) return;
    forgetOld(held);
    const isNews = changesOf(held) !== before || now() - held.keptAt >= KEEP_MS;
    if (isNews && !(await keep(held))) return;
    deliverer.work(outgoingOf(held));
    await refresh(held);
  }

  async function readRules(held: Holding): Promise<void> {
    if (now() - held.rulesReadAt < RULES_MS && !again) return;
    again = false;
    held.rulesReadAt = now();
    const all = await parts.rules.all().catch((err: unknown) => {
      log.warn({ err }, 'the alerts could not be read; those that are known go on');
      return undefined;
    });
    if (all === undefined) return;
    const found = new Map(all.map((rule) => [rule.id, rule]));
    for (const [id, before] of held.rules) {
      const rule = found.get(id);
      if (rule === undefined) ceased(held, before, 'deleted');
      else if (!watchesTheSame(before, rule)) ceased(held, before, 'changed');
    }
    held.rules.clear();
    for (const [id, rule] of found) held.rules.set(id, rule);
    // A rule that was changed or deleted while nobody watched.
    for (const { rule, episode } of held.deliveries.values()) {
      const latest = found.get(rule.id);
      if (episode.ended !== undefined) continue;
      if (latest === undefined) ceased(held, rule, 'deleted');
      else if (!watchesTheSame(rule, latest)) ceased(held, rule, 'changed');
    }
    for (const rule of found.values()) {
      if (rule.state === 'paused') ceased(held, rule, 'paused');
      if (rule.state === 'resting') ceased(held, rule, 'owner-left');
    }
  }

  async function readTaken(held: Holding): Promise<void> {
    const open = [...held.tracks].flatMap(([ruleId, track]) =>
      track.episode === undefined || track.episode.taken !== undefined ? [] : [{ ruleId, track, id: track.episode.id }],
    );
    await Promise.all(
      open.map(async ({ ruleId, track, id }) => {
        const by = await parts.takenBy(id);
        if (by === undefined) return;
        const after = take(track, by.by, by.at);
        held.tracks.set(ruleId, after);
        if (after.episode !== undefined) tell(held, after.episode, 'now');
      }),
    );
  }

  /** The rules that are watched at this moment, with what they may watch. */
  function watched(held: Holding): readonly Target[] {
    return [...held.rules.values()].flatMap((rule) => {
      if (rule.state !== 'on') return [];
      if (!isOpen(rule.when, rule.zone, now())) {
        ceased(held, rule, 'outside-hours');
        return [];
      }
      const known = held.subjects.get(rule.id);
      if (known === undefined || !watchesTheSame(known.of, rule) || known.found.kind !== 'subject') return [];
      return now() - known.at > SIGHT_LOST_MS ? [] : [{ rule, subject: known.found }];
    });
  }

  async function readFacts(held: Holding, targets: readonly Target[]): Promise<void> {
    const all = needsOf(targets, now());
    const { isPushed } = pushed;
    held.everyMs = everyMsOf(all, ledger.perMinute, isPushed);
    pushed.follow(needsOf(targets.filter(isOfPeople), now()).agentIds);
    const due = dueOf(all, rhythm(held), now());
    const more = together(due, urgent(held, targets));
    const wanted = costOf(more) <= ledger.left(now()) ? more : due;
    const needs = filledUp(wanted, all, rhythm(held), now());
    dirty.clear();
    if (costOf(needs) === 0 || costOf(needs) > ledger.left(now())) return;
    const at = now();
    const { upstream } = await parts.counted(undefined, () => facts.read(needs, READ_WITHIN_MS));
    // What has not come in time is counted all the same.
    ledger.note(Math.max(upstream, costOf(needs)), at);
  }

  const rhythm = (held: Holding) => ({ asked: facts.asked, everyMs: held.everyMs, isPushed: pushed.isPushed });

  /** What cannot wait for its turn: somebody's state was pushed, or what is true now would begin or end something. */
  function urgent(held: Holding, targets: readonly Target[]): Needs {
    const ripe = targets.filter(({ rule }) => isRipe(held, rule));
    const needs = needsOf(ripe, now());
    const people = new Set(targets.flatMap(({ subject }) => subject.agents.map(({ id }) => id)));
    return { ...needs, days: [], agentIds: [...new Set([...needs.agentIds, ...dirty])].filter((id) => people.has(id)) };
  }

  function isRipe(held: Holding, rule: AlertRule): boolean {
    return ripeTimes(held, rule).some((at) => at <= now());
  }

  function ripeTimes(held: Holding, rule: AlertRule): readonly Instant[] {
    const at = ripeAt(held.tracks.get(rule.id) ?? {}, rule);
    const notBefore = held.retryAt.get(rule.id) ?? 0;
    return [at, held.trueAt.get(rule.id)].flatMap((each) => (each === undefined ? [] : Math.max(each, notBefore)));
  }

  /** Takes every rule one reading further; what would begin is not begun yet. */
  function stepAll(held: Holding, targets: readonly Target[]): readonly Target[] {
    const fresh = freshFacts(held);
    return targets.filter(({ rule, subject }) => {
      const { reading, trueAt, at } = measure(rule, subject, fresh, now());
      if (reading.kind === 'unknown') held.retryAt.set(rule.id, now() + RETRY_MS);
      else held.retryAt.delete(rule.id);
      if (trueAt === undefined) held.trueAt.delete(rule.id);
      else held.trueAt.set(rule.id, trueAt);
      const next = step(held.tracks.get(rule.id) ?? {}, rule, reading, at);
      if (next.begun !== undefined) return true;
      stepped(held, rule, next);
      return false;
    });
  }

  /** Without what is too old to be true. What is pushed when it changes is as it was until then, and true now. */
  function freshFacts({ everyMs }: Holding): Facts {
    const within = <T>(fact: Fact<T> | undefined, ms: number) =>
      fact !== undefined && now() - fact.at <= Math.max(ms, TURNS_FRESH * everyMs) ? fact : undefined;
    return {
      waiting: (queueId) => within(facts.waiting(queueId), 0),
      status: (agentId) => {
        if (!pushed.isPushed(agentId)) return within(facts.status(agentId), 0);
        const fact = within(facts.status(agentId), PUSHED_FRESH_MS);
        return fact === undefined || dirty.has(agentId) ? fact : { ...fact, at: now() };
      },
      today: (queueId, dayStart) => within(facts.today(queueId, dayStart), PUSHED_FRESH_MS),
    };
  }

  /** The owner's rights are looked at once more before anything is told. */
  async function begin(held: Holding, { rule }: Target): Promise<void> {
    const found = await findFor(held, rule, 'to-tell');
    if (found === undefined) held.retryAt.set(rule.id, now() + RETRY_MS);
    if (found === undefined || held.isLost) return;
    if (found.kind !== 'subject') {
      ceased(held, rule, found.kind === 'owner-left' ? 'owner-left' : 'out-of-sight');
      return outOfSight(rule, found);
    }
    const track = held.tracks.get(rule.id) ?? {};
    const { reading, at } = measure(rule, found, freshFacts(held), now());
    const next = step(track, rule, reading, at);
    stepped(held, rule, next);
    if (next.begun === undefined) return;
    held.ended.delete(rule.id);
    const dueAt = Math.max(tellableAt({ ...track, since: next.begun.since }, rule), rule.changedAt);
    const progress = { step: 'waiting', notBefore: now() } as const;
    held.deliveries.set(next.begun.id, { rule, episode: next.begun, progress, dueAt });
    parts.onBegun(rule, next.begun);
  }

  function stepped(held: Holding, rule: AlertRule, { track, ended }: Step): void {
    held.tracks.set(rule.id, track);
    if (ended !== undefined) {
      held.ended.set(rule.id, ended);
      tell(held, ended, 'now');
    } else if (track.episode !== undefined) tell(held, track.episode, 'in-turn');
  }

  function ceased(held: Holding, rule: AlertRule, why: Exclude<Ending, 'back'>): void {
    held.trueAt.delete(rule.id);
    const track = held.tracks.get(rule.id);
    if (track !== undefined) stepped(held, rule, cease(track, why, now()));
  }

  /** What a message has to say from now on. */
  function tell(held: Holding, episode: Episode, when: 'now' | 'in-turn'): void {
    const delivery = held.deliveries.get(episode.id);
    if (delivery === undefined) return;
    const { progress } = delivery;
    const hurried = when === 'now' && progress.step === 'posted' ? { ...progress, notBefore: now() } : progress;
    held.deliveries.set(episode.id, { ...delivery, episode, progress: hurried });
  }

  function forgetOld(held: Holding): void {
    for (const [id, track] of held.tracks) {
      const isOld = !held.rules.has(id) && track.episode === undefined;
      if (isOld) held.tracks.delete(id);
      if (held.ended.has(id) && (track.quietUntil ?? 0) < now()) held.ended.delete(id);
    }
    facts.forget(now() - SIGHT_LOST_MS);
  }

  // ── rights ──

  /** Looks again at the rights that were looked at longest ago, as far as what may be asked goes. */
  async function refresh(held: Holding): Promise<void> {
    const until = now() + REFRESH_WITHIN_MS;
    const needed = neededForRights(ledger.perMinute);
    const stale = [...held.rules.values()]
      .filter((rule) => rule.state === 'on' && isOpen(rule.when, rule.zone, now()) && isStale(held, rule))
      .toSorted((one, other) => turnOf(held, one) - turnOf(held, other));
    for (const rule of stale) {
      if (held.isLost || state === 'stopping' || now() >= until) return;
      if (ledger.left(now()) < needed) return;
      const found = await findFor(held, rule, 'quietly');
      if (found !== undefined && found.kind !== 'subject') {
        const { outSince = now() } = held.subjects.get(rule.id) ?? {};
        ceased(held, rule, found.kind === 'owner-left' ? 'owner-left' : 'out-of-sight');
        if (found.kind === 'owner-left' || now() - outSince >= OUT_TOLD_AFTER_MS) await outOfSight(rule, found);
      }
    }
  }

  function isStale(held: Holding, rule: AlertRule): boolean {
    const known = held.subjects.get(rule.id);
    return known === undefined || !watchesTheSame(known.of, rule) || now() - known.at >= SIGHT_MS;
  }

  /** Nothing: Genesys Cloud or Slack does not say it at the moment. */
  async function findFor(held: Holding, rule: AlertRule, how: 'quietly' | 'to-tell'): Promise<Found | undefined> {
    const before = held.subjects.get(rule.id);
    const at = now();
    try {
      const { result: found, upstream } = await parts.counted(rule, () => parts.find(rule, how));
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
      await parts.rules.change(rule.id, { state: 'resting' });
      await parts.tellOnce(rule, { kind: 'owner-left' });
    } else {
      await parts.tellOnce(rule, { kind: 'out-of-sight' });
    }
  }

  /** A turn may take longer than the lease. */
  function beat(): void {
    cancelBeat = parts.later(() => {
      const held = holding;
      beat();
      if (held === undefined) return;
      lease.renew().then(
        (isOurs) => {
          if (!isOurs && !held.isLost) drop(held);
        },
        (err: unknown) => log.warn({ err }, 'the right to watch the alerts could not be renewed'),
      );
    }, leaseMs / 3);
  }

  // ── when ──

  function nextAt(): Instant {
    if (holding === undefined) return electAt;
    const held = holding;
    const targets = [...held.rules.values()].flatMap((rule): readonly Target[] => {
      const found = held.subjects.get(rule.id)?.found;
      return rule.state === 'on' && found?.kind === 'subject' ? [{ rule, subject: found }] : [];
    });
    const ripe = targets.flatMap(({ rule }) => ripeTimes(held, rule));
    const due = nextDueAt(needsOf(targets, now()), rhythm(held));
    const isNew = [...held.rules.values()].some((rule) => rule.state === 'on' && !held.subjects.has(rule.id));
    const soonest = Math.min(
      due,
      ...ripe,
      deliverer.nextAt(outgoingOf(held)),
      held.rulesReadAt + RULES_MS,
      isNew || again || dirty.size > 0 ? 0 : Number.POSITIVE_INFINITY,
    );
    return Math.max(soonest, lastAt + BETWEEN_LOOKS_MS);
  }

  function arm(): void {
    cancelLook();
    if (state !== 'started' || looking !== undefined) return;
    cancelLook = parts.later(() => void look(), Math.max(0, Math.min(nextAt() - now(), RULES_MS)));
  }

  async function look(): Promise<void> {
    looking ??= turn()
      .catch((err: unknown) => {
        electAt = now() + LATER_MS;
        log.warn({ err }, 'the alerts could not be looked at');
      })
      .finally(() => {
        looking = undefined;
        arm();
      });
    await looking;
  }

  return {
    look,
    nextAt,
    idle: async () => {
      await looking;
      await deliverer.idle();
    },
    start: () => {
      state = 'started';
      beat();
      void look();
    },
    poke: () => {
      again = true;
      if (state === 'started') arm();
    },
    stop: async () => {
      state = 'stopping';
      cancelLook();
      await looking;
      await deliverer.stop();
      cancelBeat();
      pushed.stop();
      if (holding !== undefined && !holding.isLost) await lease.pass(textOf(holding));
      holding = undefined;
    },
  };
}

function taken(left: WatchState): Holding {
  return {
    tracks: new Map(Object.entries(left.tracks)),
    deliveries: new Map(Object.entries(left.deliveries)),
    ended: new Map(),
    rules: new Map(),
    subjects: new Map(),
    trueAt: new Map(),
    retryAt: new Map(),
    rulesReadAt: 0,
    keptAt: 0,
    everyMs: USUAL_MS,
    isLost: false,
  };
}

function textOf({ tracks, deliveries }: Holding): string {
  return writeWatchState({ tracks: Object.fromEntries(tracks), deliveries: Object.fromEntries(deliveries) });
}

function isOfPeople({ rule }: Target): boolean {
  return rule.condition.kind === 'people';
}

/** Whose rights are looked at first: of what lasts, or is about to begin, and then those looked at longest ago. */
function turnOf({ tracks, subjects }: Holding, { id }: AlertRule): number {
  const track = tracks.get(id);
  const known = subjects.get(id);
  if (known !== undefined) return known.at;
  return track?.episode !== undefined || track?.since !== undefined ? -1 : 0;
}

/** The same text as long as nothing happens but that it is looked. */
function changesOf({ tracks, deliveries }: Holding): string {
  const lasting = [...tracks].map(([id, { since, quietUntil, episode }]) => [id, since, quietUntil, episode]);
  return JSON.stringify([lasting, [...deliveries]]);
}

/** Whether a change of somebody may change what is true of them for a rule. */
function matters(held: Holding, agentId: string, about: LiveEvent['about']): boolean {
  return [...held.rules.values()].some((rule) => {
    const found = held.subjects.get(rule.id)?.found;
    if (found?.kind !== 'subject' || !found.agents.some(({ id }: Agent) => id === agentId)) return false;
    if (rule.condition.kind !== 'people') return false;
    switch (rule.condition.measure) {
      case 'acw':
      case 'held':
        return about === 'conversation';
      case 'not-responding':
        return about === 'routing-status';
      case 'break':
        return about === 'presence';
      default:
        return rule.condition satisfies never;
    }
  });
}
