import type { Told } from './door.ts';

const READY_FOR_MS = 5000;

/**
 * What an operator's probes ask. They tell nothing about people, and however often they ask, Genesys is asked at most
 * once in five seconds.
 */
export function operatorRoutes(parts: {
  readonly slack: { ready(): boolean };
  readonly genesys: { ready(): Promise<void> };
  readonly store: { ready(): Promise<boolean> };
  readonly telemetry: { text(): Promise<{ readonly type: string; readonly body: string }> };
  readonly now: () => number;
}): Readonly<Record<string, () => Promise<Told>>> {
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

async function readiness(parts: Parameters<typeof operatorRoutes>[0]): Promise<Told> {
  const [genesys, store] = await Promise.all([
    parts.genesys.ready().then(
      () => true,
      () => false,
    ),
    parts.store.ready(),
  ]);
  const reachable = { slack: parts.slack.ready(), genesys, store };
  const status = Object.values(reachable).every(Boolean) ? 200 : 503;
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(reachable)}\n` };
}
