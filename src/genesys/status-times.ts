import { z } from 'zod';
import type { StatusTimeRow } from '../domain/figures/stats-query.ts';
import { type BucketOf, readInterval } from './aggregates.ts';
import { list, number, optional, text } from './schemas.ts';

export const STATUS_METRICS = ['tAgentRoutingStatus', 'tSystemPresence', 'tOrganizationPresence'] as const;

const answer = z.object({
  results: list(
    z.object({
      group: z.object({ userId: z.string() }),
      data: list(
        z.object({
          interval: z.string(),
          metrics: list(z.object({ metric: text, qualifier: text, stats: optional(z.object({ sum: number })) })),
        }),
      ),
    }),
  ),
});

/** The answer of the user aggregates, at most 100 people, as rows. */
export function statusTimesSchema(bucketOf: BucketOf): z.ZodType<readonly StatusTimeRow[]> {
  return answer.transform(({ results }, context) => {
    const rows: StatusTimeRow[] = [];
    for (const { group, data } of results) {
      for (const { interval, metrics } of data) {
        const answered = readInterval(interval);
        if (answered === undefined) {
          context.addIssue({ code: 'custom', message: 'not an interval' });
          return z.NEVER;
        }
        const bucket = bucketOf(answered);
        for (const { metric: name, qualifier, stats } of metrics) {
          const metric = STATUS_METRICS.find((known) => known === name);
          if (metric === undefined || qualifier === undefined) continue;
          rows.push({ agentId: group.userId, ...bucket, metric, qualifier, sumMs: stats?.sum ?? 0 });
        }
      }
    }
    return rows;
  });
}

/** Rows of the same person, bucket and status become one. */
export function mergeStatusTimes(parts: readonly (readonly StatusTimeRow[])[]): readonly StatusTimeRow[] {
  const merged = new Map<string, StatusTimeRow>();
  for (const row of parts.flat()) {
    const key = `${row.agentId} ${row.start} ${row.metric} ${row.qualifier}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? row : { ...known, sumMs: known.sumMs + row.sumMs });
  }
  return [...merged.values()];
}
