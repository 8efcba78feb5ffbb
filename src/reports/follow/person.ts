import type { Agent } from '../../domain/agent.ts';
import type { Instant } from '../../domain/time.ts';
import type { PersonNow } from '../live/answer.ts';
import { type LiveEvents, SourceError, type SourceErrorKind } from '../ports.ts';
import type { Later, Turns } from './turns.ts';

/** How old facts may become when changes are not pushed, and how soon a failed reading is tried again. */
const POLL_MS = 10_000;
/** What is pushed may get lost on the way: facts are read again after this long even if nothing is heard. */
const REFRESH_MS = 60_000;
/** One change comes as several events (presence, routing status, conversation): they are answered by one reading. */
const BURST_MS = 150;
/** A connection that is back this soon was never missed. */
const GRACE_MS = 5000;

/** Facts about somebody, as old as the moment at which they were asked for. */
export interface Facts {
  readonly person: PersonNow;
  readonly asOf: Instant;
}

/** How changes come to be known. */
export type Pushes =
  | { readonly kind: 'live' }
  /** They are asked for every few seconds, until they are pushed again. */
  | { readonly kind: 'interrupted' }
  /** They are asked for every few seconds: Genesys does not push them to this app. */
  | { readonly kind: 'refused'; readonly missingPermissions: readonly string[] };

/** Follows one person for everybody who looks at them: one subscription, one reading at a time. */
export interface PersonFeed {
  facts(): Facts;
  pushes(): Pushes;
  /** Until when the facts are known to hold: now while nothing else is heard, earlier when something may have changed. */
  holdUntil(): Instant;
  /** Takes facts that somebody else has read, if they are newer. */
  offer(newer: Facts): void;
  /** Why the last reading failed, if it did. */
  failure(): SourceErrorKind | undefined;
  /** Reads when it is time to; to be called about every second. */
  step(): void;
  /** Resolves when what was known to have changed before this call has been read, or could not be. */
  settled(): Promise<void>;
  stop(): void;
}

export interface PersonFeedParts {
  /** Absent when nothing can be pushed at all. */
  readonly events: LiveEvents | undefined;
  readonly read: (agent: Agent) => Promise<PersonNow>;
  /** The readings of all feeds share them. */
  readonly readings: Turns;
  readonly now: () => Instant;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
}

/**
 * @param first the facts that are known already
 * @param onFacts told after each reading, failed ones included
 */
export function followPerson(
  { events, read, readings, now, later, onError }: PersonFeedParts,
  agent: Agent,
  first: Facts,
  onFacts: () => void,
): PersonFeed {
  let facts = first;
  let failed: { readonly kind: SourceErrorKind; readonly retryAt: Instant } | undefined;
  let reading = false;
  let waiters: (() => void)[] = [];
  /** When something changed that no reading has seen yet. */
  let changedAt: Instant | undefined;
  /** The same for the change that is being read at the moment. */
  let inHand: Instant | undefined;
  let callOffBurst: (() => void) | undefined;
  let pushes: Pushes = events === undefined ? { kind: 'refused', missingPermissions: [] } : { kind: 'interrupted' };
  /** What was said of the pushes before they changed. A new feed has a moment to connect before it says anything. */
  let before: Pushes = { kind: 'live' };
  let changedStateAt = now();
  /** When changes stopped being pushed, if they ever were. */
  let lostAt: Instant | undefined;

  const followed = events?.follow(agent.id, {
    event() {
      changedAt ??= now();
      callOffBurst ??= later(() => {
        callOffBurst = undefined;
        ask();
      }, BURST_MS);
    },
    state(state, missingPermissions) {
      if (state !== pushes.kind) {
        before = shownPushes();
        changedStateAt = now();
        if (pushes.kind === 'live') lostAt = now();
      }
      pushes = state === 'refused' ? { kind: state, missingPermissions } : { kind: state };
      if (state !== 'live') return;
      // Whatever happened meanwhile was not heard of.
      changedAt ??= Math.max(facts.asOf, lostAt ?? facts.asOf);
      ask();
    },
  });

  function ask(): void {
    readings.ask(agent.id, refetch, { urgent: changedAt !== undefined });
  }

  async function refetch(): Promise<void> {
    reading = true;
    const asOf = now();
    [inHand, changedAt] = [changedAt, undefined];
    try {
      const person = await read(agent);
      if (asOf > facts.asOf) facts = { person, asOf };
      failed = undefined;
    } catch (error) {
      changedAt = inHand ?? changedAt;
      failed = failureOf(error);
    }
    inHand = undefined;
    reading = false;
    if (changedAt === undefined || failed !== undefined) resolveWaiters();
    onFacts();
  }

  function failureOf(error: unknown): { readonly kind: SourceErrorKind; readonly retryAt: Instant } {
    if (!(error instanceof SourceError)) {
      onError(error);
      return { kind: 'unexpected-response', retryAt: now() + POLL_MS };
    }
    return { kind: error.kind, retryAt: now() + Math.max(POLL_MS, error.retryAfterMs ?? 0) };
  }

  function resolveWaiters(): void {
    const done = waiters;
    waiters = [];
    for (const resolve of done) resolve();
  }

  function shownPushes(): Pushes {
    return pushes.kind === 'interrupted' && now() - changedStateAt < GRACE_MS ? before : pushes;
  }

  function dueAt(): Instant {
    if (failed !== undefined) return failed.retryAt;
    return facts.asOf + (pushes.kind === 'live' ? REFRESH_MS : POLL_MS);
  }

  return {
    facts: () => facts,
    pushes: shownPushes,
    holdUntil() {
      const changed = inHand ?? changedAt ?? now();
      return pushes.kind === 'live' ? changed : Math.max(facts.asOf, Math.min(lostAt ?? facts.asOf, changed));
    },
    offer(newer) {
      if (newer.asOf > facts.asOf) facts = newer;
    },
    failure: () => failed?.kind,
    step() {
      if (!reading && now() >= dueAt()) ask();
    },
    settled() {
      if (pushes.kind === 'live' && changedAt === undefined && !reading) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.push(resolve);
        changedAt ??= now();
        ask();
      });
    },
    stop() {
      followed?.stop();
      callOffBurst?.();
      readings.drop(agent.id);
      resolveWaiters();
    },
  };
}
