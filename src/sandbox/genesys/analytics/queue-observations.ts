import type { Models } from 'purecloud-platform-client-v2';
import { z } from 'zod';
import type { Queue } from '../centre/organisation.ts';
import { legStart, segmentAt } from '../days/timeline.ts';
import type { Client } from '../wire/clients.ts';
import { QUEUE_OBSERVATIONS } from '../wire/enums.ts';
import { badRequest } from '../wire/refusal.ts';
import type { World } from '../world.ts';

/** Those that the sandbox works out. */
const COUNTED = ['oAlerting', 'oInteracting', 'oWaiting', 'oLongestWaiting'] as const;

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
  metrics: z.array(z.enum(QUEUE_OBSERVATIONS)).min(1),
  detailMetrics: z.array(z.enum(QUEUE_OBSERVATIONS)).optional(),
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
        data: COUNTED.filter((metric) => query.metrics.includes(metric)).flatMap((metric) => {
          const stats = observe(metric, queue, share.media, world);
          return stats === undefined ? [] : [{ metric, stats }];
        }),
      })),
  );
  return { results } satisfies Models.QueueObservationQueryResponse;
}

function observe(
  metric: (typeof COUNTED)[number],
  queue: Queue,
  media: string,
  world: World,
): Models.StatisticalSummary | undefined {
  const now = world.now();
  const found = [...world.live.during({ start: now, end: now + 1 }, now)]
    .flatMap(({ legs }) => legs)
    .flatMap((leg) => {
      const segment = segmentAt(leg, now);
      return leg.queueId !== queue.id || leg.media !== media || segment === undefined ? [] : [{ leg, segment }];
    });
  const waiting = found.filter(({ leg }) => leg.purpose === 'acd');
  const withAgents = found.filter(({ leg }) => leg.purpose === 'agent');
  switch (metric) {
    case 'oWaiting':
      return { count: waiting.length };
    case 'oLongestWaiting':
      // The instant at which the wait began, and nothing when nobody waits.
      return waiting.length === 0
        ? undefined
        : { calculatedMetricValue: Math.min(...waiting.map(({ leg }) => legStart(leg))) };
    case 'oAlerting':
      return { count: withAgents.filter(({ segment }) => segment.type === 'alert').length };
    case 'oInteracting':
      return { count: withAgents.filter(({ segment }) => ['interact', 'hold'].includes(segment.type)).length };
    default:
      return metric satisfies never;
  }
}
