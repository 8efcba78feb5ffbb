import { SourceError, type SourceErrorKind } from '../reports/ports.ts';
import type { Told } from './door.ts';

const READY_FOR_MS = 5000;
const WITHIN_MS = 5000;
const UNREACHABLE: ReadonlySet<SourceErrorKind> = new Set([
  'unavailable',
  'timeout',
  'unexpected-response',
  'not-found',
]);

/**
 * What an operator's probes ask. They tell nothing about people, and however often they ask, Genesys is asked at most
 * once in five seconds.
 */
export function operatorRoutes(parts: Parts): Readonly<Record<string, () => Promise<Told>>> {
  let last: { readonly at: number; readonly told: Promise<Told> } | undefined;
  return {
    '/healthz': async () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'ok\n' }),
    '/readyz': () => {
      const at = parts.now();
      if (last === undefined || at - last.at >= READY_FOR_MS) last = { at, told: readiness(parts) };
      return last.told;
    },
    '/metrics': async () => ({ status: 200, ...(await parts.telemetry.text()) }),
  };
}

interface Parts {
  readonly slack: { trouble(): Promise<string | undefined> };
  readonly genesys: { ready(): Promise<void> };
  readonly store: { trouble(): Promise<string | undefined> };
  readonly telemetry: { text(): Promise<{ readonly type: string; readonly body: string }> };
  readonly now: () => number;
}

/** What cannot do its part at this moment, and why. The reasons are words of ours: nothing of an error is shown. */
async function readiness({ slack, genesys, store }: Parts): Promise<Told> {
  const why = {
    slack: await soon(slack.trouble()),
    genesys: await soon(genesysTrouble(genesys)),
    store: await soon(store.trouble()),
  };
  const reasons = Object.entries(why).filter(([, reason]) => reason !== undefined);
  const reachable = Object.fromEntries(Object.entries(why).map(([part, reason]) => [part, reason === undefined]));
  const body = reasons.length === 0 ? reachable : { ...reachable, why: Object.fromEntries(reasons) };
  const status = reasons.length === 0 ? 200 : 503;
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(body)}\n` };
}

/**
 * Genesys Cloud that answers is reachable, though it may refuse: a budget that is spent, a login or a permission that
 * is missing are told in each answer, and a process that is taken out for them tells nothing to anybody.
 */
async function genesysTrouble(genesys: Parts['genesys']): Promise<string | undefined> {
  try {
    await genesys.ready();
    return undefined;
  } catch (error) {
    if (!(error instanceof SourceError)) return 'failed';
    return UNREACHABLE.has(error.kind) ? error.kind : undefined;
  }
}

async function soon(trouble: Promise<string | undefined>): Promise<string | undefined> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve('no answer'), WITHIN_MS);
  try {
    return await Promise.race([trouble, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
