import type { Instant } from '../domain/time.ts';
import { SourceError, type Waiting } from '../reports/ports.ts';
import { LIMITS } from './analytics/parts.ts';
import type { Client } from './http/client.ts';
import { batches } from './lists.ts';
import { type QueueObservationBody, queueObservations } from './schemas.ts';
import { mediaOf } from './vocabulary.ts';

/** Who waits in these queues, by the queue observations. */
export async function waitingIn(
  client: Client,
  queueIds: readonly string[],
  now: () => Instant,
): Promise<readonly Waiting[]> {
  const answers = await Promise.all(batches(queueIds, LIMITS.maxIds).map((ids) => observe(client, ids)));
  const observed = answers.flat();
  const counts = observed.flatMap(({ data }) => data.filter(({ metric }) => metric === 'oWaiting'));
  if (counts.length > 0 && counts.every(({ stats }) => stats?.count === undefined)) {
    // It names the number and does not give it: nobody waiting would be another answer.
    throw new SourceError({ kind: 'unexpected-response', endpoint: 'queue-observations' });
  }
  return observed.flatMap((each) => toWaiting(each, queueIds, now()));
}

async function observe(client: Client, queueIds: readonly string[]): Promise<readonly QueueObservationBody[]> {
  const predicates = queueIds.map((value) => ({ type: 'dimension', dimension: 'queueId', value }));
  const { results } = await client.request({
    endpoint: 'queue-observations',
    method: 'POST',
    path: '/analytics/queues/observations/query',
    body: {
      filter: { type: 'and', clauses: [{ type: 'or', predicates }] },
      metrics: ['oWaiting', 'oLongestWaiting'],
    },
    repeatable: true,
    schema: queueObservations,
  });
  return results;
}

/** Groups without a medium are about people; a queue that was asked for alone may not be named again. */
function toWaiting({ group, data }: QueueObservationBody, asked: readonly string[], now: Instant): readonly Waiting[] {
  const count = data.find(({ metric }) => metric === 'oWaiting')?.stats?.count ?? 0;
  const queueId = group?.queueId ?? (asked.length === 1 ? asked[0] : undefined);
  if (group?.mediaType === undefined || queueId === undefined || count === 0) return [];
  const longest = data.find(({ metric }) => metric === 'oLongestWaiting')?.stats?.calculatedMetricValue;
  return [{ queueId, media: mediaOf(group.mediaType), count, longestSince: sinceWhen(longest, now) }];
}

/** September 2001 as an instant, 31 years as a wait. */
const EARLIEST_INSTANT = 1e12;

/**
 * `oLongestWaiting` was seen to be the instant at which the wait began; as a calculated metric it might be a duration.
 * The two cannot be mistaken for each other.
 *
 * @example sinceWhen(1_764_115_200_000, 1_764_115_260_000) //=> 1764115200000
 * @example sinceWhen(60_000, 1_764_115_260_000) //=> 1764115200000
 */
function sinceWhen(value: number | undefined, now: Instant): Instant | undefined {
  if (value === undefined || value <= 0) return undefined;
  return value >= EARLIEST_INSTANT ? Math.min(value, now) : now - value;
}
