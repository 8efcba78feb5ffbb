import type { MediaSums, Sums } from '../../../src/domain/figures/agent-stats.ts';
import type { MetricSums } from '../../../src/domain/figures/stats-query.ts';
import { comparisonPeriod } from '../../../src/domain/period/compared-period.ts';
import { type Period, readPeriod } from '../../../src/domain/period/period.ts';
import type { StatsQuestion } from '../../../src/domain/question.ts';
import type { NothingMeasured, Provenance, StatsReport } from '../../../src/reports/stats/answer.ts';

/** Answers to put into messages. */

/** Sunday, 10:00 in Madrid. */
export const NOW = Date.UTC(2026, 10, 22, 9);

export function period(words = 'last week', timeZone = 'Europe/Madrid'): Period {
  const reading = readPeriod(words, { now: NOW, timeZone, weekStart: 1 });
  if (reading.kind === 'problem') throw new Error(reading.problem.kind);
  return reading.period;
}

export function question(more: Partial<StatsQuestion> = {}): StatsQuestion {
  return { kind: 'stats', who: [{ kind: 'agent', agentId: 'a-ana' }], period: 'last week', media: [], ...more };
}

export function metric(count: number, averageMs = 0): MetricSums {
  return { count, sumMs: count * averageMs };
}

/** So many conversations, each of 3 minutes talk and 1 minute after-call work, every tenth held for 1 minute. */
export function handled(count: number, talkMs = 180_000): Sums {
  return {
    tHandle: metric(count, talkMs + 66_000),
    tAnswered: metric(count, 8000),
    tTalkComplete: metric(count, talkMs),
    tAcw: metric(count, 60_000),
    tHeldComplete: metric(count / 10, 60_000),
    nTransferred: metric(count / 10),
  };
}

export function inQueue(offered: number): Sums {
  return {
    ...handled(offered * 0.9),
    nOffered: metric(offered),
    tAbandon: metric(offered / 10, 30_000),
    tWait: metric(offered, 10_000),
    oServiceLevel: { count: offered, sumMs: 0, numerator: offered * 0.7, denominator: offered, target: 0.8 },
  };
}

export function provenance(more: Partial<Provenance> = {}): Provenance {
  const asked = more.period ?? period();
  return {
    question: question(),
    period: asked,
    measured: asked.interval,
    scope: 'agents',
    about: { kind: 'person', name: 'Ana López' },
    people: 1,
    asOf: NOW - 12_000,
    cached: false,
    stale: false,
    filling: asked.running,
    ...more,
  };
}

export function report(more: Partial<StatsReport> = {}): StatsReport {
  const from = provenance(more);
  const days = ['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov'].map((label, index) => ({
    label,
    byMedia: { voice: handled([50, 40, 30][index] ?? 0) } satisfies MediaSums,
  }));
  return {
    ...from,
    kind: 'report',
    now: { voice: handled(120) },
    before: { period: comparisonPeriod(from.period), sums: { voice: handled(100, 240_000) } },
    status: { kind: 'not-asked' },
    split: { by: 'day', parts: days, more: 0 },
    trend: { unit: 'day', points: days },
    ...more,
  };
}

export function nothing(more: Partial<NothingMeasured> = {}): NothingMeasured {
  return { ...provenance(more), kind: 'nothing', justBegun: false, ...more };
}
