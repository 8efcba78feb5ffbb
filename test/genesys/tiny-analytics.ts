import type { Call, Client } from '../../src/genesys/http/client.ts';
import { wallClock } from '../domain/period/anywhere.ts';
import { strangersIn } from './contract-of-calls.ts';

/** Something measured: a metric of one agent in one queue, emitted at a moment. */
export interface Measured {
  readonly at: number;
  readonly userId: string;
  readonly queueId: string;
  readonly mediaType: string;
  readonly metric: string;
  readonly ms: number;
}

interface Body {
  readonly interval: string;
  readonly granularity?: string;
  readonly timeZone: string;
  readonly groupBy?: readonly (keyof Measured)[];
  readonly filter?: {
    readonly clauses?: readonly { readonly predicates: readonly Predicate[] }[];
    readonly predicates?: readonly Predicate[];
  };
}
interface Predicate {
  readonly dimension: keyof Measured;
  readonly operator: string;
  readonly value?: string;
}

/** Aggregates of a handful of measurements, worked out the slow way; remembers what it was asked. */
export function tinyAnalytics(measured: readonly Measured[]): Client & { readonly bodies: Body[] } {
  const bodies: Body[] = [];
  return {
    bodies,
    async request<T>(call: Call<T>): Promise<T> {
      const body: Body = JSON.parse(JSON.stringify(call.body));
      bodies.push(body);
      const answer: unknown = JSON.parse(JSON.stringify({ results: resultsOf(body, measured) }));
      const strangers = strangersIn(call, answer);
      if (strangers.length > 0) throw new Error(strangers.join('\n'));
      return call.schema.parse(answer);
    },
  };
}

function resultsOf(body: Body, measured: readonly Measured[]): readonly object[] {
  const [start = 0, end = 0] = body.interval.split('/').map((iso) => Date.parse(iso));
  const clock = wallClock(body.timeZone);
  const bucketName = (at: number) =>
    body.granularity === 'P1D' ? clock(at).date : body.granularity === 'PT1H' ? `${Math.floor(at / 3_600_000)}` : '';
  const within = measured.filter((one) => one.at >= start && one.at < end && passes(body, one));
  const groups = Map.groupBy(within, (one) => JSON.stringify((body.groupBy ?? []).map((key) => [key, one[key]])));
  return [...groups].map(([group, all]) => ({
    group: Object.fromEntries(JSON.parse(group)),
    data: [...Map.groupBy(all, (one) => bucketName(one.at)).values()].map((some) => ({
      // Only where the bucket begins is relied on; the earliest moment in it is as good.
      interval: isoBucket(body, some[0]?.at ?? 0, { start, end }),
      metrics: [...Map.groupBy(some, (one) => one.metric)].map(([metric, each]) => ({
        metric,
        stats: statsOf(metric, each),
      })),
    })),
  }));
}

function isoBucket(body: Body, at: number, interval: { readonly start: number; readonly end: number }): string {
  const hour = Math.floor(at / 3_600_000) * 3_600_000;
  const [start, end] =
    body.granularity === 'PT1H'
      ? [hour, hour + 3_600_000]
      : body.granularity === 'P1D'
        ? [at, at + 1]
        : [interval.start, interval.end];
  return `${new Date(start).toISOString()}/${new Date(end).toISOString()}`;
}

function passes({ filter = {} }: Body, one: Measured): boolean {
  const holds = ({ dimension, operator, value }: Predicate) => operator === 'exists' || one[dimension] === value;
  const { clauses = [], predicates = [] } = filter;
  return clauses.every((clause) => clause.predicates.some(holds)) && predicates.every(holds);
}

function statsOf(metric: string, all: readonly Measured[]): object {
  const times = all.map((one) => one.ms);
  const count = all.length;
  if (metric.startsWith('n')) return { count };
  const sum = times.reduce((total, ms) => total + ms, 0);
  if (metric.startsWith('o'))
    return { numerator: sum, denominator: count * 1000, ratio: sum / count / 1000, target: 0.8 };
  return { count, sum, min: Math.min(...times), max: Math.max(...times) };
}
