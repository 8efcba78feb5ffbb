import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StatsQuery } from '../../src/domain/figures/stats-query.ts';
import { plannedRequests } from '../../src/genesys/analytics/parts.ts';
import { createStatsSource } from '../../src/genesys/analytics.ts';
import { type Answer, connect, refusal } from './scripted-server.ts';

const PATH = '/analytics/conversations/aggregates/query';
const STATUS_PATH = '/analytics/users/aggregates/query';
const at = Date.parse;
const DAY_MS = 86_400_000;

const lastWeek: StatsQuery = {
  interval: { start: at('2026-11-09T05:00Z'), end: at('2026-11-16T05:00Z') },
  timeZone: 'America/New_York',
  granularity: 'day',
  groupBy: ['userId', 'mediaType'],
  filter: { agents: ['ana'] },
  metrics: ['tHandle', 'nTransferred'],
};
const results = (...some: readonly object[]): Answer => ({
  body: { results: some },
  strange: /is tTomorrow|is tSomethingNew|group is other|ratio is no number/,
});
const people = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

describe('what is sent', () => {
  const sent = async (query: Partial<StatsQuery>) => {
    const { genesys, server } = await connect({ [PATH]: [results()] });
    await genesys.stats.conversationSums({ ...lastWeek, ...query });
    return server.seenAt(`/api/v2${PATH}`).map((request) => request.body);
  };

  it("has local times with the day's own offset, and the filter in the shape of Genesys", async () => {
    expect(await sent({})).toEqual([
      {
        interval: '2026-11-09T00:00:00-05:00/2026-11-16T00:00:00-05:00',
        granularity: 'P1D',
        timeZone: 'America/New_York',
        groupBy: ['userId', 'mediaType'],
        filter: {
          type: 'and',
          clauses: [
            { type: 'or', predicates: [{ type: 'dimension', dimension: 'userId', operator: 'matches', value: 'ana' }] },
          ],
        },
        metrics: ['tHandle', 'nTransferred'],
      },
    ]);
  });

  it('has no list of people for everybody', async () => {
    const [body] = await sent({ filter: { agents: 'everyone' }, granularity: 'whole', groupBy: [] });
    expect(body).toEqual({
      interval: '2026-11-09T00:00:00-05:00/2026-11-16T00:00:00-05:00',
      timeZone: 'America/New_York',
      filter: { type: 'and', predicates: [{ type: 'dimension', dimension: 'userId', operator: 'exists' }] },
      metrics: ['tHandle', 'nTransferred'],
    });
  });

  it('has no filter where nothing is filtered', async () => {
    const [body] = await sent({ filter: {}, granularity: 'hour' });
    expect(body).not.toHaveProperty('filter');
    expect(body).toMatchObject({ granularity: 'PT1H' });
  });

  it('has every filter that is asked for', async () => {
    const is = (dimension: string, value: string) => ({ type: 'dimension', dimension, operator: 'matches', value });
    const [body] = await sent({
      filter: { queueIds: ['q1', 'q2'], media: ['voice', 'chat'], skillId: 's1', direction: 'inbound' },
    });
    expect(body).toMatchObject({
      filter: {
        type: 'and',
        clauses: [
          { type: 'or', predicates: [is('queueId', 'q1'), is('queueId', 'q2')] },
          { type: 'or', predicates: [is('mediaType', 'voice'), is('mediaType', 'chat')] },
        ],
        predicates: [is('requestedRoutingSkillId', 's1'), is('originatingDirection', 'inbound')],
      },
    });
  });

  it('asks for a kind of message by its name, and for other media beside it', async () => {
    const is = (dimension: string, value: string) => ({ type: 'dimension', dimension, operator: 'matches', value });
    const [body] = await sent({ filter: { media: ['voice'], messageTypes: ['whatsapp'] } });
    expect(body).toMatchObject({
      filter: { clauses: [{ type: 'or', predicates: [is('mediaType', 'voice'), is('messageType', 'whatsapp')] }] },
    });
  });

  it.each([
    ['agents', { agents: [] }],
    ['queues', { agents: ['ana'], queueIds: [] }],
    ['media', { agents: ['ana'], media: [] }],
  ])('is nothing at all for an empty list of %s, which is not everything', async (_, filter) => {
    expect(await sent({ filter })).toEqual([]);
    expect(plannedRequests({ ...lastWeek, filter })).toBe(0);
  });
});

describe('the number of requests, known before the first', () => {
  const days = (count: number) => ({ start: lastWeek.interval.start, end: lastWeek.interval.start + count * DAY_MS });

  it.each([
    ['one person, a week', {}, 1],
    ['100 people', { filter: { agents: people(100) } }, 1],
    ['101 people', { filter: { agents: people(101) } }, 2],
    ['the same person twice', { filter: { agents: ['ana', 'ana'] } }, 1],
    ['everybody', { filter: { agents: 'everyone' } }, 1],
    ['32 days', { interval: days(32) }, 2],
    ['250 people, 40 days', { filter: { agents: people(250) }, interval: days(40) }, 6],
    ['everybody, a year by month', { filter: { agents: 'everyone' }, granularity: 'month', interval: days(365) }, 13],
    ['101 queues of 101 people', { filter: { agents: people(101), queueIds: people(101) } }, 4],
  ] as const)('is right for %s', async (_, query, expected) => {
    const { genesys, server } = await connect({ [PATH]: [results()] });
    const asked = { ...lastWeek, ...query };
    expect(genesys.stats.plan?.(asked)).toBe(expected);
    await genesys.stats.conversationSums(asked);
    expect(server.seenAt(`/api/v2${PATH}`)).toHaveLength(expected);
  });

  it('never has more than three of a question on their way, and asks no further when one has failed', async () => {
    const onTheirWay: (() => void)[] = [];
    const client = {
      request: () => new Promise<never>((_, reject) => onTheirWay.push(() => reject(new Error('enough')))),
    };
    const asked = createStatsSource(client).conversationSums({ ...lastWeek, filter: { agents: people(1000) } });
    await setImmediate();
    expect(onTheirWay).toHaveLength(3);
    onTheirWay[0]?.();
    await expect(asked).rejects.toThrow('enough');
    for (const fail of onTheirWay) fail();
    await setImmediate();
    expect(onTheirWay).toHaveLength(3);
  });
});

describe('what comes back', () => {
  const read = async (answer: Answer, query: Partial<StatsQuery> = {}) => {
    const { genesys } = await connect({ [PATH]: [answer] });
    return genesys.stats.conversationSums({ ...lastWeek, ...query });
  };
  const bucket = (...metrics: readonly object[]) => ({
    interval: '2026-11-09T05:00:00.000Z/2026-11-10T05:00:00.000Z',
    metrics,
  });

  it('is read to the millisecond: times, counts, levels', async () => {
    const metrics = [
      { metric: 'nTransferred', stats: { count: 1 } },
      { metric: 'oServiceLevel', stats: { ratio: 0.75, numerator: 3, denominator: 4, target: 0.8 } },
      { metric: 'tHandle', stats: { max: 1630513.0, min: 210160.0, count: 28, sum: 19353775.0 } },
      { metric: 'tTomorrow', stats: { count: 9 } },
    ];
    const rows = await read(
      results({ group: { mediaType: 'voice', userId: 'ana', other: 'x' }, data: [bucket(...metrics)] }),
    );
    expect(rows).toEqual([
      {
        group: { userId: 'ana', mediaType: 'voice' },
        start: at('2026-11-09T05:00Z'),
        end: at('2026-11-10T05:00Z'),
        metrics: {
          nTransferred: { count: 1, sumMs: 0 },
          oServiceLevel: { count: 0, sumMs: 0, numerator: 3, denominator: 4, target: 0.8 },
          tHandle: { count: 28, sumMs: 19_353_775 },
        },
      },
    ]);
  });

  it.each([
    ['no results', { body: {} }],
    ['null results', { body: { results: null } }],
    ['an empty list', results()],
  ])('is no row for %s', async (_, answer) => {
    expect(await read(answer)).toEqual([]);
  });

  it('leaves a dimension out that Genesys leaves out', async () => {
    expect(await read(results({ group: { userId: 'ana' }, data: [bucket()] }))).toMatchObject([
      { group: { userId: 'ana' } },
    ]);
  });

  it('keeps the rest where a part is without what it is about', async () => {
    const good = { metric: 'tHandle', stats: { count: 2, sum: 1000 } };
    const rows = await read(
      results(
        { group: { userId: 'ana', mediaType: 'voice' } },
        { data: [bucket(good)] },
        {
          group: { userId: 'ben', mediaType: 'chat' },
          data: [
            { interval: '2026-11-10T05:00:00.000Z/2026-11-11T05:00:00.000Z' },
            { metrics: [good] },
            { interval: 'today/tomorrow', metrics: [good] },
            bucket(good, { metric: 'nTransferred' }, { stats: { count: 1 } }, { metric: 'oServiceLevel', stats: {} }),
          ],
        },
      ),
    );
    const unknown = { count: 0, sumMs: 0, unknown: true };
    expect(rows.map(({ group, metrics }) => ({ group, metrics }))).toEqual([
      { group: {}, metrics: { tHandle: { count: 2, sumMs: 1000 } } },
      {
        group: { userId: 'ben', mediaType: 'chat' },
        metrics: { tHandle: { count: 2, sumMs: 1000 }, nTransferred: unknown, oServiceLevel: unknown },
      },
    ]);
  });

  it('needs no interval where the whole was asked for', async () => {
    const data = [{ metrics: [{ metric: 'tHandle', stats: { count: 2, sum: 1000 } }] }];
    expect(await read(results({ group: { userId: 'ana' }, data }), { granularity: 'whole' })).toMatchObject([
      { ...lastWeek.interval, metrics: { tHandle: { count: 2 } } },
    ]);
  });

  it.each([
    ['a ratio alone', { ratio: 0.75, target: 0.8 }, { ratio: 0.75, target: 0.8 }],
    ['a ratio of nothing', { ratio: 'NaN', target: 0.8 }, { unknown: true }],
    ['nothing met of nothing', { ratio: 'NaN', numerator: 0, denominator: 0 }, { numerator: 0, denominator: 0 }],
  ])('reads a service level that is %s', async (_, stats, expected) => {
    const [row] = await read(results({ group: {}, data: [bucket({ metric: 'oServiceLevel', stats })] }));
    expect(row?.metrics.oServiceLevel).toEqual({ count: 0, sumMs: 0, ...expected });
  });

  it('is unexpected in the shape of the tutorials', async () => {
    const { genesys } = await connect({ [PATH]: [{ body: { results: { partitions: [] } }, strange: /results/ }] });
    expect(await refusal(genesys.stats.conversationSums(lastWeek))).toMatchObject({
      kind: 'unexpected-response',
      endpoint: 'conversation-aggregates',
    });
  });
});

describe('a question that is too much for Genesys', () => {
  const tooLarge: Answer = { status: 413, body: { message: 'Maximum bytes: 100000' } };
  const daysOf = (interval: string) => {
    const [start = 0, end = 0] = interval.split('/').map(at);
    return Math.round((end - start) / DAY_MS);
  };
  /** Refuses what is longer, with or without saying so. */
  const capped = (days: number, message: string) => {
    const asked: number[] = [];
    const script = async ({ body }: { readonly body: unknown }): Promise<Answer> => {
      const { interval } = z.object({ interval: z.string() }).parse(body);
      asked.push(daysOf(interval));
      return daysOf(interval) > days ? { status: 400, body: { code: 'bad.request', message } } : results();
    };
    return { asked, script };
  };
  const month = { start: lastWeek.interval.start, end: lastWeek.interval.start + 28 * DAY_MS };

  it.each([
    ['says so', 'The interval is too long'],
    ['does not', 'Bad request'],
  ])('is halved until it is taken, whether Genesys %s', async (_, message) => {
    const { asked, script } = capped(7, message);
    const { genesys } = await connect({ [PATH]: script });
    await genesys.stats.conversationSums({ ...lastWeek, interval: month });
    expect(asked).toEqual([28, 14, 7, 7, 7, 7]);
  });

  it('is not tried again by the next question', async () => {
    const { asked, script } = capped(7, 'Bad request');
    const { genesys } = await connect({ [PATH]: script });
    await genesys.stats.conversationSums({ ...lastWeek, interval: month });
    asked.length = 0;
    expect(genesys.stats.plan?.({ ...lastWeek, interval: month })).toBe(4);
    await genesys.stats.conversationSums({ ...lastWeek, interval: month });
    expect(asked).toEqual([7, 7, 7, 7]);
  });

  it('ends with a day, and is then a matter of its length for whoever asked', async () => {
    const { asked, script } = capped(0, 'Bad request');
    const { genesys } = await connect({ [PATH]: script });
    expect(await refusal(genesys.stats.conversationSums({ ...lastWeek, interval: month }))).toMatchObject({
      kind: 'invalid-request',
      status: 400,
      because: 'interval',
    });
    expect(asked).toEqual([28, 14, 7, 3, 1]);
  });

  const askedWith = async (answers: readonly Answer[], query: Partial<StatsQuery> = {}) => {
    const { genesys, server } = await connect({ [PATH]: answers });
    await genesys.stats.conversationSums({ ...lastWeek, ...query });
    return server.seenAt(`/api/v2${PATH}`).map((request) => JSON.stringify(request.body));
  };

  it('is halved in its people when it is too large', async () => {
    const bodies = await askedWith([tooLarge, results()], { filter: { agents: people(5) } });
    expect(bodies.map((body) => body.match(/p\d/g)?.length)).toEqual([5, 3, 2]);
  });

  it('is halved in time when there are no people to halve', async () => {
    expect(await askedWith([tooLarge, results()], { filter: { agents: 'everyone' } })).toHaveLength(3);
  });
});

describe('time in a status', () => {
  const query = {
    interval: lastWeek.interval,
    timeZone: 'America/New_York',
    agentIds: ['ana'],
  } as const;
  const day = (sum: number) => ({
    interval: '2026-11-09T05:00:00.000Z/2026-11-10T05:00:00.000Z',
    metrics: [
      { metric: 'tAgentRoutingStatus', qualifier: 'INTERACTING', stats: { sum } },
      { metric: 'tSystemPresence', qualifier: 'ON_QUEUE', stats: { sum: 22_953_775 } },
      { metric: 'tSomethingNew', qualifier: 'X', stats: { sum: 1 } },
      { metric: 'tSystemPresence', stats: { sum: 1 } },
    ],
  });

  it('is asked for people by id and read per status', async () => {
    const { genesys, server } = await connect({
      [STATUS_PATH]: [results({ group: { userId: 'ana' }, data: [day(19_353_775)] })],
    });
    expect(await genesys.stats.statusTimes(query)).toEqual([
      { agentId: 'ana', metric: 'tAgentRoutingStatus', qualifier: 'INTERACTING', sumMs: 19_353_775 },
      { agentId: 'ana', metric: 'tSystemPresence', qualifier: 'ON_QUEUE', sumMs: 22_953_775 },
    ]);
    expect(server.seen.at(-1)?.body).toEqual({
      interval: '2026-11-09T00:00:00-05:00/2026-11-16T00:00:00-05:00',
      timeZone: 'America/New_York',
      groupBy: ['userId'],
      filter: {
        type: 'or',
        predicates: [{ type: 'dimension', dimension: 'userId', operator: 'matches', value: 'ana' }],
      },
      metrics: ['tAgentRoutingStatus', 'tSystemPresence'],
    });
  });

  it('is put together over the pieces of a long interval', async () => {
    const interval = { start: lastWeek.interval.start, end: lastWeek.interval.start + 40 * DAY_MS };
    const { genesys } = await connect({ [STATUS_PATH]: [results({ group: { userId: 'ana' }, data: [day(100)] })] });
    const rows = await genesys.stats.statusTimes({ ...query, interval });
    expect(rows.filter((row) => row.qualifier === 'INTERACTING')).toEqual([
      { agentId: 'ana', metric: 'tAgentRoutingStatus', qualifier: 'INTERACTING', sumMs: 200 },
    ]);
  });

  it('is asked for a hundred people at a time, and for nobody not at all', async () => {
    const { genesys, server } = await connect({ [STATUS_PATH]: [results()] });
    await genesys.stats.statusTimes({ ...query, agentIds: people(101) });
    expect(server.seenAt(`/api/v2${STATUS_PATH}`)).toHaveLength(2);
    await genesys.stats.statusTimes({ ...query, agentIds: [] });
    expect(server.seenAt(`/api/v2${STATUS_PATH}`)).toHaveLength(2);
  });

  it('is asked for in whole half-hours where Genesys demands them, and from then on', async () => {
    const intervals: string[] = [];
    const { genesys } = await connect({
      [STATUS_PATH]: async ({ body }) => {
        const { interval } = z.object({ interval: z.string() }).parse(body);
        intervals.push(interval);
        const aligned = interval.split('/').every((end) => at(end) % 1_800_000 === 0);
        return aligned ? results({ group: { userId: 'ana' }, data: [day(100)] }) : { status: 400 };
      },
    });
    const running = { ...query, interval: { start: lastWeek.interval.start, end: at('2026-11-10T15:17Z') } };
    expect(await genesys.stats.statusTimes(running)).toHaveLength(2);
    await genesys.stats.statusTimes(running);
    expect(intervals).toEqual([
      '2026-11-09T00:00:00-05:00/2026-11-10T10:17:00-05:00',
      '2026-11-09T00:00:00-05:00/2026-11-10T10:30:00-05:00',
      '2026-11-09T00:00:00-05:00/2026-11-10T10:30:00-05:00',
    ]);
  });

  it('is no row where it is not told', async () => {
    const { genesys } = await connect({
      [STATUS_PATH]: [
        results({ group: { userId: 'ana' }, data: [{ metrics: [{ metric: 'tSystemPresence', qualifier: 'IDLE' }] }] }),
      ],
    });
    expect(await genesys.stats.statusTimes(query)).toEqual([]);
  });
});
