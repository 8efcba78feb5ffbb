import { isOpen } from '../../domain/schedule/window.ts';
import type { Instant } from '../../domain/time.ts';
import type { LiveEvent } from '../../reports/ports.ts';
import type { KeptRules } from '../kept-rules.ts';
import type { AlertLog, AlertNews } from '../ports.ts';
import { readWatchState } from '../record.ts';
import { type Episode, step, take, tellableAt } from '../rules/episode.ts';
import type { AlertRule } from '../rules/rule.ts';
import { watchesTheSame } from '../rules/told.ts';
import type { Deliverer, Outgoing } from './deliver.ts';
import type { FactReader } from './facts.ts';
import {
  ceased,
  changesOf,
  type Found,
  forgetOld,
  type Holding,
  matters,
  type Published,
  stepped,
  taken,
  tell,
  textOf,
} from './holding.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { measure } from './measure.ts';
import { type Target, USUAL_MS } from './plan.ts';
import type { Pushed } from './pushed.ts';
import { createReadings } from './readings.ts';
import { type Counted, createRights } from './rights.ts';

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

/** Others look so often whether the one that watches is still there. */
const ELECT_MS = 5000;
const RULES_MS = 15_000;
/** Rights that could not be read again for so long are none. */
const SIGHT_LOST_MS = 15 * 60_000;
const KEEP_MS = 60_000;
const BETWEEN_LOOKS_MS = 1000;
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
  readonly counted: Counted;
  readonly takenBy: (episodeId: string) => Promise<{ readonly by: string; readonly at: Instant } | undefined>;
  readonly tellOnce: (rule: AlertRule, news: AlertNews) => Promise<void>;
  readonly publish: (state: Published) => Promise<void>;
  readonly onBegun: (rule: AlertRule, episode: Episode) => void;
  readonly now: () => Instant;
  /** Does it after so many milliseconds; returns how to leave it. */
  readonly later: (work: () => void, ms: number) => () => void;
  readonly log: AlertLog;
}): Watch {
  const { lease, leaseMs, facts, deliverer, now, log } = parts;
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

  const rights = createRights(parts);
  const readings = createReadings({ ...parts, pushed, dirty });

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
    await readings.read(held, targets);
    const begun = stepAll(held, targets);
    await Promise.all(begun.map((each) => begin(held, each)));
    if (held.isLost) return;
    forgetOld(held, now());
    facts.forget(now() - SIGHT_LOST_MS);
    const isNews = changesOf(held) !== before || now() - held.keptAt >= KEEP_MS;
    if (isNews && !(await keep(held))) return;
    deliverer.work(outgoingOf(held));
    await rights.refresh(held, () => state === 'stopping');
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
      if (rule === undefined) ceased(held, before, 'deleted', now());
      else if (!watchesTheSame(before, rule)) ceased(held, before, 'changed', now());
    }
    held.rules.clear();
    for (const [id, rule] of found) held.rules.set(id, rule);
    // A rule that was changed or deleted while nobody watched.
    for (const { rule, episode } of held.deliveries.values()) {
      const latest = found.get(rule.id);
      if (episode.ended !== undefined) continue;
      if (latest === undefined) ceased(held, rule, 'deleted', now());
      else if (!watchesTheSame(rule, latest)) ceased(held, rule, 'changed', now());
    }
    for (const rule of found.values()) {
      if (rule.state === 'paused') ceased(held, rule, 'paused', now());
      if (rule.state === 'resting') ceased(held, rule, 'owner-left', now());
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
        if (after.episode !== undefined) tell(held, after.episode, now());
      }),
    );
  }

  /** The rules that are watched at this moment, with what they may watch. */
  function watched(held: Holding): readonly Target[] {
    return [...held.rules.values()].flatMap((rule) => {
      if (rule.state !== 'on') return [];
      if (!isOpen(rule.when, rule.zone, now())) {
        ceased(held, rule, 'outside-hours', now());
        return [];
      }
      const known = held.subjects.get(rule.id);
      if (known === undefined || !watchesTheSame(known.of, rule) || known.found.kind !== 'subject') return [];
      return now() - known.at > SIGHT_LOST_MS ? [] : [{ rule, subject: known.found }];
    });
  }

  /** Takes every rule one reading further; what would begin is not begun yet. */
  function stepAll(held: Holding, targets: readonly Target[]): readonly Target[] {
    const fresh = readings.fresh(held);
    return targets.filter(({ rule, subject }) => {
      const { reading, trueAt, at } = measure(rule, subject, fresh, now());
      if (reading.kind === 'unknown') held.retryAt.set(rule.id, now() + RETRY_MS);
      else held.retryAt.delete(rule.id);
      if (trueAt === undefined) held.trueAt.delete(rule.id);
      else held.trueAt.set(rule.id, trueAt);
      const next = step(held.tracks.get(rule.id) ?? {}, rule, reading, at);
      if (next.begun !== undefined) return true;
      stepped(held, rule, next, now());
      return false;
    });
  }

  /** The owner's rights are looked at once more before anything is told. */
  async function begin(held: Holding, { rule }: Target): Promise<void> {
    const found = await rights.findFor(held, rule, 'to-tell');
    if (found === undefined) held.retryAt.set(rule.id, now() + RETRY_MS);
    if (found === undefined || held.isLost) return;
    if (found.kind !== 'subject') {
      ceased(held, rule, found.kind === 'owner-left' ? 'owner-left' : 'out-of-sight', now());
      return rights.outOfSight(rule, found);
    }
    const track = held.tracks.get(rule.id) ?? {};
    const { reading, at } = measure(rule, found, readings.fresh(held), now());
    const next = step(track, rule, reading, at);
    stepped(held, rule, next, now());
    if (next.begun === undefined) return;
    held.ended.delete(rule.id);
    const dueAt = Math.max(tellableAt({ ...track, since: next.begun.since }, rule), rule.changedAt);
    const progress = { step: 'waiting', notBefore: now() } as const;
    held.deliveries.set(next.begun.id, { rule, episode: next.begun, progress, dueAt });
    parts.onBegun(rule, next.begun);
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
    const isNew = [...held.rules.values()].some((rule) => rule.state === 'on' && !held.subjects.has(rule.id));
    const soonest = Math.min(
      readings.nextAt(held, targets),
      deliverer.nextAt(outgoingOf(held)),
      held.rulesReadAt + RULES_MS,
      isNew || again ? 0 : Number.POSITIVE_INFINITY,
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
