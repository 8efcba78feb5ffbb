import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import type { Queue } from '../centre/organisation.ts';
import { segmentAt } from '../days/timeline.ts';
import type { Client } from '../wire/clients.ts';
import { badRequest } from '../wire/refusal.ts';
import type { World } from '../world.ts';

const METRICS = [
  'oActiveUsers',
  'oAlerting',
  'oInteracting',
  'oLongestInteracting',
  'oLongestWaiting',
  'oMemberUsers',
  'oOffQueueUsers',
  'oOnQueueUsers',
  'oUserPresences',
  'oUserRoutingStatuses',
  'oWaiting',
] as const;
/** Those that the sandbox works out. */
const COUNTED = ['oAlerting', 'oInteracting', 'oWaiting'] as const;

const type = z.enum(['and', 'or']);
const predicate = z.strictObject({
  type: z.enum(['dimension', 'property', 'metric']).optional(),
  dimension: z.enum(['mediaType', 'queueId']),
  operator: z.enum(['matches', 'exists', 'notExists']).optional(),
  value: z.string().optional(),
});

/** The body of `POST /analytics/queues/observations/query`. */
export const queueObservationQuery = z.strictObject({
  filter: z.strictObject({
    type,
    clauses: z.array(z.strictObject({ type, predicates: z.array(predicate) })).optional(),
    predicates: z.array(predicate).optional(),
  }),
  metrics: z.array(z.enum(METRICS)).min(1),
  detailMetrics: z.array(z.enum(METRICS)).optional(),
});
type QueueObservationQuery = z.infer<typeof queueObservationQuery>;

/** How many conversations wait, ring and are talked in, by queue and media, at this moment. */
export function observeQueues(
  query: QueueObservationQuery,
  client: Client,
  world: World,
): Models.QueueObservationQueryResponse {
  const { filter } = query;
  const predicates = [...(filter.predicates ?? []), ...(filter.clauses ?? []).flatMap((clause) => clause.predicates)];
  const wanted = (dimension: 'queueId' | 'mediaType'): readonly (string | undefined)[] =>
    predicates.filter((one) => one.dimension === dimension).map((one) => one.value);
  const [queueIds, media] = [wanted('queueId'), wanted('mediaType')];
  if (queueIds.length === 0) throw badRequest('A filter on queueId is required');
  const queues = world.organisation.queues.filter(
    (queue) => queueIds.includes(queue.id) && client.sees(queue.site.division.id),
  );
  const results = queues.flatMap((queue) =>
    queue.media
      .filter((share) => media.length === 0 || media.includes(share.media))
      .map((share) => ({
        group: { queueId: queue.id, mediaType: share.media },
        data: COUNTED.filter((metric) => query.metrics.includes(metric)).map((metric) => ({
          metric,
          stats: { count: count(metric, queue, share.media, world) },
        })),
      })),
  );
  return { results } satisfies Models.QueueObservationQueryResponse;
}

function count(metric: (typeof COUNTED)[number], queue: Queue, media: string, world: World): number {
  const now = world.now();
  let found = 0;
  for (const { legs } of world.live.during({ start: now, end: now + 1 }, now)) {
    for (const leg of legs) {
      const segment = segmentAt(leg, now);
      if (leg.queueId !== queue.id || leg.media !== media || segment === undefined) continue;
      const waits = leg.purpose === 'acd';
      const rings = leg.purpose === 'agent' && segment.type === 'alert';
      const talks = leg.purpose === 'agent' && ['interact', 'hold'].includes(segment.type);
      if ({ oWaiting: waits, oAlerting: rings, oInteracting: talks }[metric]) found += 1;
    }
  }
  return found;
}
