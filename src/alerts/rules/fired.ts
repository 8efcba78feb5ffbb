import { figureValue, mergeSums, reduceRows, type Sums } from '../../domain/figures/agent-stats.ts';
import { FIGURES } from '../../domain/figures/metrics.ts';
import { isOpen } from '../../domain/schedule/window.ts';
import type { Instant, Interval } from '../../domain/time.ts';
import type { StatsSource } from '../../reports/ports.ts';
import { type RuleDraft, USUAL_LEAST_OFFERED } from './rule.ts';
import { isRate, type Subject, todayUntil } from './subject.ts';

/**
 * When a rate of today would have been told, at the ends of the half hours for which Genesys keeps figures. Nothing for
 * every other condition: who waited or was free when is not kept.
 *
 * @throws SourceError when Genesys Cloud does not answer
 */
export async function firedToday(
  stats: Pick<StatsSource, 'conversationSums'>,
  rule: RuleDraft,
  { queueId }: Subject,
  now: Instant,
): Promise<{ readonly times: readonly Interval[] } | undefined> {
  const { condition, zone, when } = rule;
  if (condition.kind !== 'queue' || !isRate(condition) || queueId === undefined) return undefined;
  const rows = await stats.conversationSums({
    interval: todayUntil(now, zone),
    timeZone: zone,
    granularity: 'half-hour',
    groupBy: ['mediaType'],
    filter: { queueIds: [queueId] },
    metrics: ['nOffered', 'oServiceLevel', 'tAbandon'],
  });
  const ends = [...new Set(rows.map(({ end }) => end))].sort((one, other) => one - other);
  const byEnd = reduceRows(rows, ({ end }) => String(end));
  let sums: Sums = {};
  const times: { start: Instant; end: Instant }[] = [];
  let open: { start: Instant; end: Instant } | undefined;
  for (const end of ends) {
    sums = mergeSums(sums, byEnd[String(end)]?.[condition.medium] ?? {});
    const at = Math.min(end, now);
    if (!isOpen(when, zone, at) || !wasTrue(condition, sums)) {
      if (open !== undefined) times.push({ ...open, end: at });
      open = undefined;
    } else open ??= { start: at, end: at };
  }
  if (open !== undefined) times.push({ ...open, end: now });
  return { times };
}

function wasTrue(condition: Extract<RuleDraft['condition'], { kind: 'queue' }>, sums: Sums): boolean {
  const offered = figureValue(FIGURES.offered.computation, sums);
  const { computation } = condition.measure === 'abandoned' ? FIGURES.abandoned : FIGURES.serviceLevel;
  const value = figureValue(computation, sums);
  if (offered.kind !== 'count' || offered.count < Math.max(1, condition.atLeastOffered ?? USUAL_LEAST_OFFERED)) {
    return false;
  }
  const share = value.kind === 'rate' ? value.numerator / value.denominator : undefined;
  const told = value.kind === 'ratio' ? value.ratio : share;
  if (told === undefined) return false;
  return condition.compare === '>' ? told > condition.threshold : told < condition.threshold;
}
