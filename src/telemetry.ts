import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The numbers of `GET /metrics`. Labels are names of ours: nothing about people, channels or text. */
export interface Telemetry {
  answered(facts: { readonly name: string; readonly outcome: string; readonly ms: number }): void;
  upstream(facts: { readonly endpoint: string; readonly outcome: string }): void;
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

export function createTelemetry(): Telemetry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'floorwalker_answer_seconds',
    help: 'From the acknowledged question to the delivered answer',
    labelNames: ['question', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [registry],
  });
  const upstream = new Counter({
    name: 'floorwalker_genesys_requests_total',
    help: 'Requests sent to Genesys Cloud, retries included',
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
  });
  return {
    answered: ({ name, outcome, ms }) => answers.observe({ question: name, outcome }, ms / 1000),
    upstream: ({ endpoint, outcome }) => upstream.inc({ endpoint, outcome }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
