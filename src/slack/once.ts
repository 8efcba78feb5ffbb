import { createHash } from 'node:crypto';
import type { ClaimStore } from '../domain/claim.ts';
import type { Outcome } from './feature.ts';
import { sentence } from './kit/render.ts';
import { say } from './kit/say.ts';

/** One press or one command, as far as it tells a repetition from a new wish. */
export interface Press {
  /** Who wants what where: the same again within seconds is the same wish. */
  readonly act: readonly string[];
  /** Slack's own id of the request: a replay or a redelivery has it again, whenever it comes. */
  readonly requestId: string | undefined;
  /** Unlike that of any other request. */
  readonly reference: string;
}

/** Does what must not be done twice (sharing, posting, scheduling); whoever presses again is told so. */
export type Once = (press: Press, work: () => Promise<Outcome>) => Promise<Outcome>;

const SECONDS_MS = 30_000;
/** Slack's signatures hold for five minutes, and as long again for clocks that differ. */
const REPLAYABLE_MS = 15 * 60_000;
/** Longer than any act takes. */
const LEASE_MS = 120_000;

/**
 * @param claims among all processes. While it does not answer, this process alone sees to it
 */
export function createOnce({
  claims,
  now,
  onError,
}: {
  readonly claims: Pick<ClaimStore, 'claim' | 'done' | 'release'>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}): Once {
  const begun = new Map<string, number>();

  function isFreshHere(key: string, keepMs: number): boolean {
    for (const [known, until] of begun) if (until <= now()) begun.delete(known);
    if (begun.has(key)) return false;
    begun.set(key, now() + keepMs);
    return true;
  }

  async function isFresh(key: string, owner: string): Promise<boolean> {
    try {
      return (await claims.claim(key, { owner, leaseMs: LEASE_MS })).kind === 'won';
    } catch (error) {
      onError(error);
      return true;
    }
  }

  return async ({ act, requestId, reference: owner }, work) => {
    const keys = [
      { key: keyOf('act', act), keepMs: SECONDS_MS },
      ...(requestId === undefined ? [] : [{ key: keyOf('request', [requestId]), keepMs: REPLAYABLE_MS }]),
    ];
    const taken: typeof keys = [];
    const giveBack = async () => {
      for (const { key } of taken) {
        begun.delete(key);
        await claims.release(key, owner).catch(onError);
      }
    };
    for (const one of keys) {
      if (!isFreshHere(one.key, one.keepMs)) {
        await giveBack();
        return again();
      }
      if (!(await isFresh(one.key, owner))) {
        begun.delete(one.key);
        await giveBack();
        return again();
      }
      taken.push(one);
    }
    let outcome: Outcome | undefined;
    try {
      outcome = await work();
      return outcome;
    } finally {
      if (outcome?.acted !== true) await giveBack();
      else for (const { key, keepMs } of taken) await claims.done(key, { owner, value: '', keepMs }).catch(onError);
    }
  };
}

function again(): Outcome {
  return {
    outcome: 'already-done',
    message: sentence(say`You have just asked for that, and once is enough: nothing more was done.`),
  };
}

function keyOf(kind: 'act' | 'request', parts: readonly string[]): string {
  return `${kind}/${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}`;
}
