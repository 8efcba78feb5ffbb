import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  figureValue,
  fillBuckets,
  isEmpty,
  type MediaSums,
  mediaIn,
  mergeMetricSums,
  mergeSums,
  reduceRows,
  type Sums,
  sumStatusTimes,
  totalOf,
} from '../../../src/domain/figures/agent-stats.ts';
import { figureInWords, targetOf } from '../../../src/domain/figures/figure-text.ts';
import { FIGURES } from '../../../src/domain/figures/metrics.ts';
import type { MetricSums, StatsRow, StatusTimeRow } from '../../../src/domain/figures/stats-query.ts';

const DAY = 86_400_000;

/** One finished conversation, as a person with a stop-watch would note it down. */
interface Noted {
  readonly agent: string;
  readonly media: 'voice' | 'email' | 'message';
  readonly at: number;
  readonly talkMs: number;
  readonly heldMs: number | undefined;
  readonly acwMs: number;
  readonly transferred: boolean;
}

const noted: fc.Arbitrary<Noted> = fc.record({
  agent: fc.constantFrom('ana', 'grace', 'omar'),
  media: fc.constantFrom('voice', 'email', 'message'),
  at: fc.integer({ min: 0, max: 14 * DAY - 1 }),
  talkMs: fc.integer({ min: 0, max: 10_000_000 }),
  heldMs: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  acwMs: fc.integer({ min: 0, max: 1_000_000 }),
  transferred: fc.boolean(),
});

/** What the aggregates endpoint makes of one conversation. */
function rowOf({ agent, media, at, talkMs, heldMs, acwMs, transferred }: Noted, bucketMs: number): StatsRow {
  const start = Math.floor(at / bucketMs) * bucketMs;
  return {
    group: { userId: agent, mediaType: media },
    start,
    end: start + bucketMs,
    metrics: {
      tHandle: once(talkMs + (heldMs ?? 0) + acwMs),
      tTalkComplete: once(talkMs),
      tAcw: once(acwMs),
      ...(heldMs === undefined ? {} : { tHeldComplete: once(heldMs) }),
      ...(transferred ? { nTransferred: { count: 1, sumMs: 0 } } : {}),
    },
  };
}

function once(ms: number): MetricSums {
  return { count: 1, sumMs: ms };
}

describe('the figures of a set of conversations', () => {
  it('equal those worked out one conversation at a time, however the period was cut', () => {
    fc.assert(
      fc.property(
        fc.array(noted, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(3_600_000, DAY, 7 * DAY),
        (all, bucket) => {
          const parts = reduceRows(
            all.map((each) => rowOf(each, bucket)),
            (row) => String(row.start),
          );
          const sums = Object.values(parts).map(totalOf).reduce(mergeSums, {});

          const total = (of: (each: Noted) => number) => all.reduce((sum, each) => sum + of(each), 0);
          const held = all.filter((each) => each.heldMs !== undefined);
          expect(figureValue(FIGURES.handled.computation, sums)).toEqual({ kind: 'count', count: all.length });
          expect(figureValue(FIGURES.aht.computation, sums)).toEqual({
            kind: 'average',
            ms: total((each) => each.talkMs + (each.heldMs ?? 0) + each.acwMs) / all.length,
            count: all.length,
          });
          expect(figureValue(FIGURES.hold.computation, sums)).toEqual(
            held.length === 0
              ? { kind: 'none' }
              : { kind: 'average', ms: total((each) => each.heldMs ?? 0) / held.length, count: held.length },
          );
          expect(figureValue(FIGURES.transferred.computation, sums)).toEqual({
            kind: 'rate',
            numerator: all.filter((each) => each.transferred).length,
            denominator: all.length,
          });
        },
      ),
    );
  });

  it('keep the media apart, so that each has its own handle time', () => {
    fc.assert(
      fc.property(fc.array(noted, { maxLength: 40 }), (all) => {
        const parts = reduceRows(
          all.map((each) => rowOf(each, DAY)),
          (row) => row.group.userId ?? '',
        );
        for (const agent of ['ana', 'grace', 'omar']) {
          for (const media of ['voice', 'email', 'message'] as const) {
            const theirs = all.filter((each) => each.agent === agent && each.media === media);
            const sums = parts[agent]?.[media] ?? {};
            expect(sums.tHandle?.count ?? 0).toBe(theirs.length);
            expect(sums.tTalkComplete?.sumMs ?? 0).toBe(theirs.reduce((sum, each) => sum + each.talkMs, 0));
          }
        }
      }),
    );
  });
});

const known: fc.Arbitrary<MetricSums> = fc.record(
  {
    count: fc.nat(1000),
    sumMs: fc.nat(1_000_000_000),
    ratio: fc.constantFrom(0.5, 0.75),
    maxMs: fc.nat(1_000_000_000),
    callbacks: fc.nat(100),
    numerator: fc.nat(100),
    denominator: fc.nat(100),
    target: fc.constantFrom(0.8, 0.9),
  },
  { requiredKeys: ['count', 'sumMs'] },
);
const UNKNOWN: MetricSums = { count: 0, sumMs: 0, unknown: true };
const metricSums = fc.oneof({ weight: 5, arbitrary: known }, fc.constant(UNKNOWN));

describe('mergeMetricSums', () => {
  it('does not depend on order or brackets', () => {
    fc.assert(
      fc.property(metricSums, metricSums, metricSums, (a, b, c) => {
        expect(mergeMetricSums(a, b)).toEqual(mergeMetricSums(b, a));
        expect(mergeMetricSums(mergeMetricSums(a, b), c)).toEqual(mergeMetricSums(a, mergeMetricSums(b, c)));
      }),
    );
  });

  it('keeps a service level target only while everybody has the same', () => {
    const [of80, of90] = [0.8, 0.9].map((target) => ({ count: 1, sumMs: 0, numerator: 1, denominator: 1, target }));
    if (of80 === undefined || of90 === undefined) throw new Error('unreachable');
    expect(mergeMetricSums(of80, of80).target).toBe(0.8);
    expect(mergeMetricSums(of80, of90)).toEqual({ count: 2, sumMs: 0, numerator: 2, denominator: 2 });
  });
});

describe('the longest of all', () => {
  const [four, nine] = [4, 9].map((longest) => ({ count: 2, sumMs: 9000, maxMs: 1000 * longest }));

  it('is the longest of each part', () => {
    expect(mergeMetricSums(four ?? UNKNOWN, nine ?? UNKNOWN).maxMs).toBe(9000);
  });

  it('is unknown where it is of one part', () => {
    const some = mergeMetricSums(nine ?? UNKNOWN, { count: 1, sumMs: 1000 });
    expect(figureValue(FIGURES.longestWait.computation, { tWait: some })).toEqual({ kind: 'none' });
    expect(figureValue(FIGURES.wait.computation, { tWait: some })).toEqual({
      kind: 'average',
      ms: 10_000 / 3,
      count: 3,
    });
  });
});

describe('figureValue', () => {
  const sums: Sums = {
    nOffered: { count: 80, sumMs: 0 },
    tAbandon: { count: 4, sumMs: 120_000 },
    tAnswered: { count: 70, sumMs: 1_400_000 },
    oServiceLevel: { count: 80, sumMs: 0, numerator: 60, denominator: 75, target: 0.8 },
  };

  it.each([
    ['offered', { kind: 'count', count: 80 }],
    ['answered', { kind: 'count', count: 70 }],
    ['asa', { kind: 'average', ms: 20_000, count: 70 }],
    ['abandoned', { kind: 'rate', numerator: 4, denominator: 80 }],
    ['serviceLevel', { kind: 'rate', numerator: 60, denominator: 75, target: 0.8 }],
    ['blindTransfers', { kind: 'count', count: 0 }],
    ['aht', { kind: 'none' }],
    ['transferred', { kind: 'none' }],
    ['onQueue', { kind: 'none' }],
    ['occupancy', { kind: 'none' }],
  ] as const)('of %s', (id, value) => {
    expect(figureValue(FIGURES[id].computation, sums)).toEqual(value);
  });

  it('divides occupancy by the time ready for conversations, in which not responding is not', () => {
    const status = { onQueueMs: 100, interactingMs: 60, readyMs: 80 };
    expect(figureValue(FIGURES.occupancy.computation, {}, status)).toEqual({
      kind: 'time-share',
      partMs: 60,
      wholeMs: 80,
    });
  });

  it('has no callback among those that might have been abandoned', () => {
    const byMedia = reduceRows(
      ['voice', 'callback'].map((mediaType) => ({
        group: { mediaType },
        start: 0,
        end: DAY,
        metrics: {
          nOffered: { count: 100, sumMs: 0 },
          ...(mediaType === 'voice' ? { tAbandon: { count: 10, sumMs: 0 } } : {}),
        },
      })),
      () => 'whole',
    )['whole'];
    const of = (some: Sums | undefined) => figureValue(FIGURES.abandoned.computation, some ?? {});
    expect(of(totalOf(byMedia ?? {}))).toEqual({ kind: 'rate', numerator: 10, denominator: 100 });
    expect(of(byMedia?.callback)).toEqual({ kind: 'none' });
    expect(figureValue(FIGURES.offered.computation, totalOf(byMedia ?? {}))).toEqual({ kind: 'count', count: 200 });
  });

  it('is none where Genesys named a metric without a number, unless it is known of others', () => {
    const unknown = { count: 0, sumMs: 0, unknown: true } as const;
    const known = { count: 7, sumMs: 70 };
    expect(figureValue(FIGURES.handled.computation, { tHandle: unknown })).toEqual({ kind: 'none' });
    expect(figureValue(FIGURES.handled.computation, { tHandle: mergeMetricSums(unknown, known) })).toEqual({
      kind: 'count',
      count: 7,
    });
  });

  it('takes a service level as a ratio where that is all there is', () => {
    const level = { oServiceLevel: { count: 0, sumMs: 0, ratio: 0.825, target: 0.8 } };
    const value = figureValue(FIGURES.serviceLevel.computation, level);
    expect(value).toEqual({ kind: 'ratio', ratio: 0.825, target: 0.8 });
    expect([figureInWords(value), targetOf(value)]).toEqual(['82.5 %', '80 %']);
  });

  it('has no occupancy for whoever was never on queue, and a time on queue of 0', () => {
    const status = { onQueueMs: 0, interactingMs: 0, readyMs: 0 };
    expect(figureValue(FIGURES.occupancy.computation, sums, status)).toEqual({ kind: 'none' });
    expect(figureValue(FIGURES.onQueue.computation, sums, status)).toEqual({ kind: 'time', ms: 0 });
  });
});

describe('sumStatusTimes', () => {
  it('takes time on queue from presence and time with conversations from routing status, of everybody', () => {
    const row = (agentId: string, metric: StatusTimeRow['metric'], qualifier: string, sumMs: number) => ({
      agentId,
      metric,
      qualifier,
      sumMs,
    });
    const rows = [
      row('ana', 'tSystemPresence', 'ON_QUEUE', 100),
      row('grace', 'tSystemPresence', 'ON_QUEUE', 20),
      row('ana', 'tSystemPresence', 'BREAK', 3),
      row('ana', 'tAgentRoutingStatus', 'INTERACTING', 70),
      row('ana', 'tAgentRoutingStatus', 'IDLE', 30),
      row('grace', 'tAgentRoutingStatus', 'INTERACTING', 5),
      row('grace', 'tAgentRoutingStatus', 'COMMUNICATING', 2),
      row('grace', 'tAgentRoutingStatus', 'NOT_RESPONDING', 9),
      row('grace', 'tAgentRoutingStatus', 'OFF_QUEUE', 50),
    ];
    expect(sumStatusTimes(rows)).toEqual({ onQueueMs: 120, interactingMs: 75, readyMs: 107 });
  });

  it('is unknown, and not 0, where Genesys tells nothing', () => {
    expect(sumStatusTimes([])).toBeUndefined();
  });
});

describe('fillBuckets', () => {
  const sums = (count: number): MediaSums => ({ voice: { tHandle: { count, sumMs: count * 1000 } } });
  const week = [0, 1, 2].map((day) => ({ start: day * DAY, end: (day + 1) * DAY }));

  it('has a bucket for each day, those without data too', () => {
    const filled = fillBuckets({ [String(DAY)]: sums(3) }, week);
    expect(filled.map(({ start, byMedia }) => [start, totalOf(byMedia).tHandle?.count])).toEqual([
      [0, undefined],
      [DAY, 3],
      [2 * DAY, undefined],
    ]);
  });

  it('sums days into the week they begin in', () => {
    const weeks = [
      { start: 0, end: 7 * DAY },
      { start: 7 * DAY, end: 14 * DAY },
    ];
    const days = { '0': sums(1), [String(6 * DAY)]: sums(2), [String(7 * DAY)]: sums(4) };
    expect(fillBuckets(days, weeks).map(({ byMedia }) => totalOf(byMedia).tHandle?.count)).toEqual([3, 4]);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.array(noted, { maxLength: 40 }), (all) => {
        const parts = reduceRows(
          all.map((each) => rowOf(each, DAY)),
          (row) => String(row.start),
        );
        const filled = fillBuckets(
          parts,
          [0, 5, 9].map((day, index, days) => ({ start: day * DAY, end: (days[index + 1] ?? 14) * DAY })),
        );
        const counted = filled.reduce((sum, { byMedia }) => sum + (totalOf(byMedia).tHandle?.count ?? 0), 0);
        expect(counted).toBe(all.length);
      }),
    );
  });
});

describe('reduceRows', () => {
  const row = (metrics: StatsRow['metrics'], mediaType?: string): StatsRow => ({
    group: mediaType === undefined ? {} : { mediaType },
    start: 0,
    end: DAY,
    metrics,
  });

  it('reads a media type of tomorrow as unknown', () => {
    expect(
      mediaIn(reduceRows([row({ nOutbound: { count: 1, sumMs: 0 } }, 'hologram')], () => 'all')['all'] ?? {}),
    ).toEqual(['unknown']);
  });

  it('knows the media of rows that do not repeat it', () => {
    const reduced = reduceRows([row({ nOutbound: { count: 1, sumMs: 0 } })], () => 'all', 'email');
    expect(mediaIn(reduced['all'] ?? {})).toEqual(['email']);
  });

  it('has no group for a row without data', () => {
    expect(reduceRows([row({}, 'voice')], () => 'all')).toEqual({});
    expect(isEmpty({})).toBe(true);
  });
});
