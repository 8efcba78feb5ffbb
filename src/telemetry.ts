import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The numbers of `GET /metrics`. Labels are names of ours: nothing about people, channels or text. */
export interface Telemetry {
  answered(facts: { readonly name: string; readonly outcome: string; readonly ms: number }): void;
  upstream(facts: { readonly endpoint: string; readonly outcome: string }): void;
  alertBegun(facts: { readonly measure: string }): void;
  /** @param facts.ms from the moment at which it was true for long enough to the message */
  alertTold(facts: { readonly measure: string; readonly ms: number }): void;
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
  const episodes = new Counter({
    name: 'floorwalker_alert_episodes_total',
    help: 'Times that what an alert watches was true for long enough',
    labelNames: ['measure'],
    registers: [registry],
  });
  const delays = new Histogram({
    name: 'floorwalker_alert_delay_seconds',
    help: 'From the moment at which an alert could be told to its message',
    labelNames: ['measure'],
    buckets: [1, 3, 5, 10, 15, 20, 30, 60, 120, 300],
    registers: [registry],
  });
  return {
    alertBegun: ({ measure }) => episodes.inc({ measure }),
    alertTold: ({ measure, ms }) => delays.observe({ measure }, ms / 1000),
    answered: ({ name, outcome, ms }) => answers.observe({ question: name, outcome }, ms / 1000),
    upstream: ({ endpoint, outcome }) => upstream.inc({ endpoint, outcome }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
