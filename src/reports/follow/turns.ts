import type { Instant } from '../../domain/time.ts';
import { type AllowanceRules, allot, stillCounting } from './allowance.ts';

/** Does something after `ms` milliseconds, unless it is called off with what this gives back. */
export type Later = (work: () => void, ms: number) => () => void;

/** Work that waits for its turn within an allowance. */
export interface Turns {
  /**
   * Does this work when it is its turn, and never two of one `id` at a time. Asked again before that, the newer work
   * takes the place of the older one in the line.
   */
  ask(id: string, work: () => Promise<void>, how?: { readonly urgent: boolean }): void;
  /** Forgets what waits under this id; what is being done goes on. */
  drop(id: string): void;
  /** Whether so little is going on that something which is merely nice may be asked for. */
  isQuiet(): boolean;
}

/** @param onError told of work that rejects */
export function createTurns({
  rules,
  now,
  later,
  onError,
}: {
  readonly rules: AllowanceRules;
  readonly now: () => Instant;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
}): Turns {
  const waiting = new Map<string, { readonly urgent: boolean; readonly work: () => Promise<void> }>();
  const busy = new Set<string>();
  const lastAt = new Map<string, Instant>();
  let spent: readonly Instant[] = [];
  let callOff: (() => void) | undefined;

  function look(): void {
    callOff?.();
    callOff = undefined;
    forgetOld();
    const line = [...waiting]
      .filter(([id]) => !busy.has(id))
      .map(([id, { urgent }]) => ({ id, urgent, lastAt: lastAt.get(id) }));
    const { go, lookAt } = allot(rules, spent, line, now());
    for (const id of go) begin(id);
    if (lookAt !== undefined) callOff = later(look, lookAt - now());
  }

  function begin(id: string): void {
    const one = waiting.get(id);
    if (one === undefined) return;
    waiting.delete(id);
    busy.add(id);
    spent = [...spent, now()];
    lastAt.set(id, now());
    one
      .work()
      .catch(onError)
      .finally(() => {
        busy.delete(id);
        if (waiting.has(id)) look();
      });
  }

  function forgetOld(): void {
    spent = stillCounting(rules, spent, now());
    for (const [id, at] of lastAt) if (at <= now() - rules.windowMs) lastAt.delete(id);
  }

  return {
    ask(id, work, { urgent } = { urgent: false }) {
      const known = waiting.get(id);
      waiting.set(id, { work, urgent: urgent || known?.urgent === true });
      // Otherwise its place in the line is the same as before.
      if (known === undefined || (urgent && !known.urgent)) look();
    },
    drop(id) {
      waiting.delete(id);
    },
    isQuiet() {
      return stillCounting(rules, spent, now()).length < (rules.most - rules.reserved) / 2;
    },
  };
}
