import type { Instant } from '../../domain/time.ts';
import { SourceError } from '../../reports/ports.ts';
import type { Purse } from './purse.ts';
import type { Share, Taken } from './share.ts';

/** The app's share of the requests that the organisation may make: other integrations need the rest. */
export interface Budget {
  /**
   * Takes one request from the share. A question takes what it will need as a whole with its first request, so that
   * what is begun is also finished; what it leaves is given back. When the share is used up, waits until there is some
   * again, if that is before `deadline`, else rejects with a `SourceError` (`rate-limited`) that says when.
   *
   * @returns the deadline, moved on for what works in the background: that waits for as long as it takes
   */
  take(endpoint: string, deadline: Instant): Promise<Instant>;
}

/** A question that needs more than it took goes on by so many. */
const TOP_UP = 2;
/** Nobody waits for it, so that nobody has to wait because of it. */
const INSTALMENT = 10;

export function createBudget(parts: {
  readonly share: Share;
  /** Of the question that is being answered; nothing when nobody asked. */
  readonly purse: () => Purse | undefined;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
}): Budget {
  const { share, now, sleep } = parts;
  /** Questions that hold requests they have not made yet: they may give some back. */
  const holding = new Set<Purse>();
  const waiting = new Set<() => void>();

  function wake(): void {
    for (const go of waiting) go();
  }

  function settle(purse: Purse): void {
    const { left } = purse;
    purse.left = 0;
    holding.delete(purse);
    const given = left === 0 ? Promise.resolve() : share.giveBack(left, purse.person);
    void given.finally(wake);
  }

  async function until(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.add(resolve);
    await Promise.race([sleep(ms), promise]);
    waiting.delete(resolve);
  }

  /** What is still missing is looked up at each try: whoever has waited knows what those before needed. */
  function wanted(purse: Purse): number {
    const missing = (purse.planned ?? purse.estimate()) - purse.used;
    const some = purse.background ? Math.min(INSTALMENT, Math.max(1, missing)) : Math.max(TOP_UP, missing);
    return Math.min(some, share.mostAtOnce);
  }

  /** Waits until some are taken. */
  async function taken(purse: Purse | undefined, endpoint: string, deadline: Instant): Promise<number> {
    const background = purse?.background ?? false;
    for (;;) {
      const amount = purse === undefined ? 1 : wanted(purse);
      const answer: Taken = await share.take(amount, { person: purse?.person, background });
      if (answer.kind === 'taken') return amount;
      const reopens = now() + answer.leftMs < deadline;
      const mayGetSome = reopens || (answer.kind === 'app-share' && holding.size > 0 && now() < deadline);
      if (!background && !mayGetSome) {
        throw new SourceError({ kind: 'rate-limited', endpoint, retryAfterMs: answer.leftMs, because: answer.kind });
      }
      await until(background ? answer.leftMs : Math.max(1, Math.min(answer.leftMs, deadline - now())));
    }
  }

  async function fill(purse: Purse, endpoint: string, deadline: Instant): Promise<void> {
    purse.left += await taken(purse, endpoint, deadline);
    holding.add(purse);
    // Whoever asked has been answered meanwhile.
    if (purse.ended) settle(purse);
  }

  return {
    async take(endpoint, deadline) {
      const from = now();
      const purse = parts.purse();
      if (purse === undefined || purse.ended) {
        await taken(undefined, endpoint, deadline);
        return deadline;
      }
      purse.settle = () => settle(purse);
      while (purse.left === 0 && !purse.ended) {
        purse.filling ??= fill(purse, endpoint, deadline).finally(() => {
          purse.filling = undefined;
        });
        await purse.filling;
      }
      purse.left = Math.max(0, purse.left - 1);
      purse.used += 1;
      if (purse.left === 0 && holding.delete(purse) && holding.size === 0) wake();
      return purse.background ? deadline + (now() - from) : deadline;
    },
  };
}
