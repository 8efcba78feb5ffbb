import type { Instant } from '../../domain/time.ts';
import { ripeAt } from '../rules/episode.ts';
import type { AlertRule } from '../rules/rule.ts';
import { costOf, type Fact, type FactReader, type Facts, type Needs } from './facts.ts';
import type { Holding } from './holding.ts';
import type { Ledger } from './ledger.ts';
import { dueOf, everyMsOf, filledUp, needsOf, nextDueAt, type Target, together } from './plan.ts';
import type { Pushed } from './pushed.ts';
import type { Counted } from './rights.ts';

const READ_WITHIN_MS = 10_000;
/** An answer counts for so many turns. */
const TURNS_FRESH = 3;
const PUSHED_FRESH_MS = 90_000;

/** What the rules are judged by: asked for in turn, as soon as something is pushed, and as the requests suffice. */
export interface Readings {
  readonly read: (held: Holding, targets: readonly Target[]) => Promise<void>;
  /** Without what is too old to be true. What is pushed when it changes is as it was until then, and true now. */
  readonly fresh: (held: Holding) => Facts;
  /** When something is to be read next. */
  readonly nextAt: (held: Holding, targets: readonly Target[]) => Instant;
}

export function createReadings(parts: {
  readonly facts: FactReader;
  readonly ledger: Ledger;
  readonly pushed: Pushed;
  /** The people of whom something was pushed that was not read yet. */
  readonly dirty: Set<string>;
  readonly counted: Counted;
  readonly now: () => Instant;
}): Readings {
  const { facts, ledger, pushed, dirty, counted, now } = parts;

  async function read(held: Holding, targets: readonly Target[]): Promise<void> {
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
    const { upstream } = await counted(undefined, () => facts.read(needs, READ_WITHIN_MS));
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

  function fresh({ everyMs }: Holding): Facts {
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

  function nextAt(held: Holding, targets: readonly Target[]): Instant {
    const ripe = targets.flatMap(({ rule }) => ripeTimes(held, rule));
    const due = nextDueAt(needsOf(targets, now()), rhythm(held));
    return Math.min(due, ...ripe, dirty.size > 0 ? 0 : Number.POSITIVE_INFINITY);
  }

  return { read, fresh, nextAt };
}

function isOfPeople({ rule }: Target): boolean {
  return rule.condition.kind === 'people';
}
