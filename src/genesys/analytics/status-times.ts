import { z } from 'zod';
import type { StatusTimeRow } from '../../domain/figures/stats-query.ts';
import { list, number, optional, text } from '../schemas.ts';

/** `tOrganizationPresence` would be a third and the largest: no figure is made of it. */
export const STATUS_METRICS = ['tAgentRoutingStatus', 'tSystemPresence'] as const;

const answer = z.object({
  results: list(
    z.object({
      group: optional(z.object({ userId: text })),
      data: list(
        z.object({
          metrics: list(z.object({ metric: text, qualifier: text, stats: optional(z.object({ sum: number })) })),
        }),
      ),
    }),
  ),
});

/** The answer of the user aggregates, at most 100 people, as rows. What is not told makes none. */
export const statusTimes = answer.transform(({ results }): readonly StatusTimeRow[] =>
  results.flatMap(({ group, data }) =>
    data.flatMap(({ metrics }) =>
      metrics.flatMap(({ metric: name, qualifier, stats }) => {
        const metric = STATUS_METRICS.find((known) => known === name);
        const [agentId, sumMs] = [group?.userId, stats?.sum];
        if (metric === undefined || qualifier === undefined || agentId === undefined || sumMs === undefined) return [];
        return [{ agentId, metric, qualifier, sumMs }];
      }),
    ),
  ),
);

/** Rows of the same person and status become one. */
export function mergeStatusTimes(parts: readonly (readonly StatusTimeRow[])[]): readonly StatusTimeRow[] {
  const merged = new Map<string, StatusTimeRow>();
  for (const row of parts.flat()) {
    const key = `${row.agentId} ${row.metric} ${row.qualifier}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? row : { ...known, sumMs: known.sumMs + row.sumMs });
  }
  return [...merged.values()];
}
