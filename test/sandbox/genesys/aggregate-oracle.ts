import type { Interval } from '../../../src/domain/time.ts';
import type { History } from '../../../src/sandbox/genesys/days/history.ts';
import type { Conversation, Leg, Segment, SegmentType } from '../../../src/sandbox/genesys/days/timeline.ts';

/**
 * The same figures, worked out a second time, slowly and from the segments alone: nothing here is shared with the
 * sandbox's own counting but the raw timelines.
 */
export interface OracleQuery {
  readonly buckets: readonly Interval[];
  readonly now: number;
  readonly groupBy: readonly string[];
  readonly metrics: readonly string[];
  readonly filter?: OracleFilter;
}
interface OraclePredicate {
  readonly dimension: string;
  readonly operator?: string;
  readonly value?: string;
}
interface OracleFilter {
  readonly type: string;
  readonly predicates?: readonly OraclePredicate[];
  readonly clauses?: readonly OracleFilter[];
}

interface Datum {
  readonly metric: string;
  readonly at: number;
  readonly value: number;
  readonly dims: Readonly<Record<string, readonly string[]>>;
}

export function aggregateOracle(history: History, query: OracleQuery) {
  const [first] = query.buckets;
  const last = query.buckets.at(-1);
  if (first === undefined || last === undefined) return [];
  const data = [...history.during({ start: first.start, end: last.end })]
    .flatMap(dataOf)
    .filter(({ at, metric, dims }) => at <= query.now && query.metrics.includes(metric) && fits(query.filter, dims));
  const groups = new Map<string, { group: Record<string, string>; data: Datum[] }>();
  for (const datum of data) {
    for (const group of groupsOf(datum, query.groupBy)) {
      const key = JSON.stringify(group);
      const found = groups.get(key) ?? { group, data: [] };
      found.data.push(datum);
      groups.set(key, found);
    }
  }
  return [...groups.values()].map(({ group, data: own }) => ({
    group,
    data: query.buckets.flatMap((bucket) => {
      const inside = own.filter(({ at }) => bucket.start <= at && at < bucket.end);
      const metrics = query.metrics.flatMap((metric) =>
        summary(
          metric,
          inside.filter((one) => one.metric === metric),
        ),
      );
      const interval = `${new Date(bucket.start).toISOString()}/${new Date(bucket.end).toISOString()}`;
      return metrics.length === 0 ? [] : [{ interval, metrics }];
    }),
  }));
}

function summary(metric: string, data: readonly Datum[]): { metric: string; stats: Record<string, number> }[] {
  if (data.length === 0) return [];
  const values = data.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  const count = values.length;
  if (metric === 'oServiceLevel') {
    return [{ metric, stats: { ratio: sum / count, numerator: sum, denominator: count, target: 0.8 } }];
  }
  if (!metric.startsWith('t')) return [{ metric, stats: { count } }];
  return [{ metric, stats: { count, sum, min: Math.min(...values), max: Math.max(...values) } }];
}

function groupsOf(datum: Datum, groupBy: readonly string[]): Record<string, string>[] {
  const [dimension, ...others] = groupBy;
  if (dimension === undefined) return [{}];
  const rest = groupsOf(datum, others);
  const values = datum.dims[dimension] ?? [];
  if (values.length === 0) return rest;
  return values.flatMap((value) => rest.map((group) => ({ [dimension]: value, ...group })));
}

function fits(filter: OracleFilter | undefined, dims: Datum['dims']): boolean {
  if (filter === undefined) return true;
  const results = [
    ...(filter.predicates ?? []).map(({ dimension, operator = 'matches', value = '' }) => {
      const values = dims[dimension] ?? [];
      if (operator === 'exists') return values.length > 0;
      return operator === 'notExists' ? values.length === 0 : values.includes(value);
    }),
    ...(filter.clauses ?? []).map((clause) => fits(clause, dims)),
  ];
  return filter.type === 'and' ? results.every(Boolean) : results.some(Boolean);
}

const length = ({ start, end }: Segment): number => end - start;
const total = (leg: Leg, ...types: readonly SegmentType[]): number =>
  leg.segments.filter(({ type }) => types.includes(type)).reduce((sum, segment) => sum + length(segment), 0);

/** What each media should be answered in. */
const LEVELS: Readonly<Record<string, number>> = { voice: 20_000, chat: 30_000, message: 120_000, email: 86_400_000 };

function dataOf(conversation: Conversation): readonly Datum[] {
  if (conversation.orphan) return [];
  return conversation.legs.flatMap((leg) => {
    const dims = {
      userId: leg.userId === undefined ? [] : [leg.userId],
      queueId: leg.queueId === undefined ? [] : [leg.queueId],
      mediaType: [leg.media],
      originatingDirection: [conversation.originatingDirection],
      requestedRoutingSkillId: leg.skillIds,
    };
    const last = leg.segments.at(-1) ?? leg.segments[0];
    const withCode = { ...dims, wrapUpCode: leg.wrapUp === undefined ? [] : [leg.wrapUp.codeId] };
    const datum = (metric: string, at: number, value = 0): Datum => ({ metric, at, value, dims });
    const whole = (metric: string, at: number, value = 0): Datum => ({ metric, at, value, dims: withCode });
    if (leg.purpose === 'acd') return queueData(leg, last.end, datum);
    if (leg.purpose !== 'agent' || leg.monitors !== undefined) return [];

    const each = (type: SegmentType, metric: string): Datum[] =>
      leg.segments
        .filter((segment) => segment.type === type)
        .map((segment) => datum(metric, segment.end, length(segment)));
    const work = leg.segments.filter(({ type }) => type === 'wrapup');
    const parted = work[0]?.start ?? last.end;
    const talk = leg.segments.find(({ type }) => type === 'interact');
    const handled = total(leg, 'interact', 'hold', 'wrapup', 'dialing', 'contacting');
    const asked = leg.queuedAt !== undefined && leg.media !== 'callback' && leg.direction === 'inbound';
    return [
      ...each('alert', 'tAlert'),
      ...(leg.ending === 'no-answer' ? each('alert', 'tNotResponding') : []),
      ...each('dialing', 'tDialing'),
      ...each('contacting', 'tContacting'),
      ...work.map((segment) => whole('tAcw', segment.end, length(segment))),
      ...(talk === undefined ? [] : [whole('tTalkComplete', parted, total(leg, 'interact'))]),
      ...(talk !== undefined && asked ? [datum('tAnswered', talk.start, talk.start - (leg.queuedAt ?? 0))] : []),
      ...(total(leg, 'hold') > 0 ? [whole('tHeldComplete', parted, total(leg, 'hold'))] : []),
      ...(handled > 0 ? [whole('tHandle', last.end, handled)] : []),
      ...(conversation.originatingDirection === 'outbound' ? [datum('nOutbound', leg.segments[0].start)] : []),
      ...(leg.ending === 'transfer' ? [whole('nTransferred', parted), whole('nBlindTransferred', parted)] : []),
      ...(leg.ending === 'consult-transfer'
        ? [whole('nTransferred', parted), whole('nConsultTransferred', parted)]
        : []),
    ];
  });
}

function queueData(leg: Leg, left: number, datum: (metric: string, at: number, value?: number) => Datum): Datum[] {
  const entered = leg.segments[0].start;
  const waited = left - entered;
  const level = LEVELS[leg.media];
  const gaveUp = leg.ending === 'abandoned';
  const always = [datum('nOffered', entered), datum('tAcd', left, waited), datum('tWait', left, waited)];
  if (level === undefined) return always;
  return [
    ...always,
    datum('oServiceLevel', left, !gaveUp && waited <= level ? 1 : 0),
    ...(gaveUp ? [datum('tAbandon', left, waited)] : []),
    ...(!gaveUp && waited > level ? [datum('nOverSla', left)] : []),
  ];
}
