import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAgentDirectory } from '../../src/genesys/agents.ts';
import { createStatsSource } from '../../src/genesys/analytics.ts';
import type { Client } from '../../src/genesys/http/client.ts';
import { createLiveSource } from '../../src/genesys/live.ts';
import { SourceError } from '../../src/reports/ports.ts';
import { chance, randomAnswer } from './random-answer.ts';

/**
 * 2,000 random answers, each of the official SDK's models: no answer is lost that could be given, no figure is invented,
 * and nothing else goes wrong.
 */

const RUNS = 2000;
const NOW = Date.UTC(2026, 10, 22, 10);
const WEEK = { start: Date.UTC(2026, 10, 16), end: Date.UTC(2026, 10, 23) };

/** A client that is answered with this, read as the app reads it. */
function answeredWith(body: unknown): Client {
  return {
    async request(call) {
      const read = call.schema.safeParse(body);
      if (!read.success) throw new SourceError({ kind: 'unexpected-response', endpoint: call.endpoint });
      return read.data;
    },
  };
}

const live = (body: unknown) => createLiveSource(answeredWith(body), () => NOW);
const stats = (body: unknown) => createStatsSource(answeredWith(body));

const metric = z.object({ metric: z.string(), stats: z.object({ count: z.number(), sum: z.number() }) });

/** What is there of a metric, added up by hand: as far as it is told. */
function toldOf(name: string, body: unknown): number {
  const results = z.object({ results: z.array(z.unknown()).nullish() }).parse(body).results ?? [];
  return results
    .flatMap((result) => listIn(result, 'data'))
    .flatMap((bucket) => lastOfEach(listIn(bucket, 'metrics')))
    .reduce((total: number, entry) => {
      const read = metric.safeParse(entry).data;
      return read?.metric === name ? total + read.stats.count : total;
    }, 0);
}

/** A metric that is named twice in a bucket counts once, as the last says. */
function lastOfEach(entries: readonly unknown[]): readonly unknown[] {
  const name = (entry: unknown) => z.object({ metric: z.string() }).safeParse(entry).data?.metric;
  return entries.filter((entry, index) => !entries.slice(index + 1).some((other) => name(other) === name(entry)));
}

function listIn(value: unknown, key: string): readonly unknown[] {
  return z.object({ [key]: z.array(z.unknown()) }).safeParse(value).data?.[key] ?? [];
}

interface Case {
  readonly model: string;
  /** Throws when something is lost or invented. */
  readonly look: (body: unknown) => Promise<unknown>;
}

const CASES: readonly Case[] = [
  { model: 'User', look: (body) => live(body).userStatus('ana') },
  { model: 'AnalyticsAgentStateAgentResponse', look: (body) => live(body).agentStatus('ana') },
  {
    model: 'AnalyticsAgentStateQueryResponse',
    async look(body) {
      const statuses = await live(body).agentStatuses({ kind: 'queue', queueId: 'q' });
      expect(statuses).toHaveLength(listIn(body, 'entities').length);
    },
  },
  {
    model: 'AnalyticsAgentStateCountsResponse',
    look: (body) => live(body).statusCounts({ kind: 'queue', queueId: 'q' }),
  },
  { model: 'Conversation', look: (body) => live(body).conversation('c1') },
  { model: 'AnalyticsConversationQueryResponse', look: (body) => live(body).endedConversations('id-1', WEEK) },
  {
    model: 'QueueObservationQueryResponse',
    async look(body) {
      for (const { count } of await live(body).waiting(['id-1'])) expect(count).toBeGreaterThan(0);
    },
  },
  {
    model: 'ConversationAggregateQueryResponse',
    async look(body) {
      const query = { interval: WEEK, timeZone: 'UTC', granularity: 'whole', groupBy: ['userId'], filter: {} } as const;
      const rows = await stats(body).conversationSums({ ...query, metrics: ['tHandle', 'nOffered'] });
      const counted = rows.reduce((total, row) => total + (row.metrics.tHandle?.count ?? 0), 0);
      expect(counted).toBe(toldOf('tHandle', body));
    },
  },
  {
    model: 'UserAggregateQueryResponse',
    look: (body) => stats(body).statusTimes({ interval: WEEK, timeZone: 'UTC', agentIds: ['id-1'] }),
  },
  { model: 'QueueEntityListing', look: (body) => createAgentDirectory(answeredWith(body)).queueNames(['id-1']) },
  {
    model: 'WrapupCodeEntityListing',
    look: (body) => createAgentDirectory(answeredWith(body)).wrapUpCodeNames(['id-1']),
  },
  {
    model: 'OrganizationPresenceDefinitionEntityListing',
    look: (body) => createAgentDirectory(answeredWith(body)).presenceLabels(),
  },
];

/** A list in which nothing can be told: none of its items says what it is about. */
function isAllNameless(body: unknown): boolean {
  const lists = ['entities', 'conversations', 'results']
    .map((key) => listIn(body, key))
    .filter(({ length }) => length > 0);
  const ids = ['id', 'conversationId'];
  return lists.some((items) =>
    items.every((item) => ids.every((id) => !z.object({ [id]: z.string() }).safeParse(item).success)),
  );
}

describe.each(CASES)('a random $model', ({ model, look }) => {
  it('is told as far as it goes', async () => {
    for (let seed = 0; seed < Math.ceil(RUNS / CASES.length); seed += 1) {
      const body = randomAnswer(model, chance(seed));
      const lost = await look(body).then(
        () => undefined,
        (error: unknown) => (error instanceof SourceError ? error : Promise.reject(error)),
      );
      // Only an answer in which nothing could be told may be lost; who waits is lost when no number is there.
      const without = model === 'AnalyticsConversationQueryResponse' && listIn(body, 'conversations').length === 0;
      const mayBeLost = isAllNameless(body) || without || model === 'QueueObservationQueryResponse';
      expect({ seed, lost: lost !== undefined && !mayBeLost }).toEqual({ seed, lost: false });
    }
  });
});
