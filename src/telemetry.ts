import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of `GET /metrics`. Labels are names of ours: nothing about people, channels or text. */
export interface Telemetry {
  readonly answered: (facts: { readonly name: string; readonly outcome: string; readonly ms: number }) => void;
  readonly upstream: (facts: { readonly endpoint: string; readonly outcome: string; readonly ms: number }) => void;
  readonly slackCall: (facts: { readonly method: string; readonly outcome: string }) => void;
  /** A request at Slack's door that was turned away. */
  readonly slackRefused: (why: string) => void;
  /** A daily summary that ended here. */
  readonly posted: (facts: { readonly outcome: string; readonly lateMs: number }) => void;
  /** What is asked for whenever somebody looks at the numbers. */
  readonly watch: (parts: Watched) => void;
  readonly alertBegun: (facts: { readonly measure: string }) => void;
  /** @param facts.ms from the moment at which it was true for long enough to the message */
  readonly alertTold: (facts: { readonly measure: string; readonly ms: number }) => void;
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
}

export interface Watched {
  readonly store: () => Promise<boolean>;
  readonly inProgress: () => number;
  readonly budget: () => { readonly taken: number; readonly most: number };
  /** Nothing over HTTP. */
  readonly connected: () => boolean | undefined;
}

/** @param about what this process is, each a label of `floorwalker_build_info` */
export function createTelemetry(about: Readonly<Record<string, string>>): Telemetry {
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
  const latency = new Histogram({
    name: 'floorwalker_genesys_request_seconds',
    help: 'How long a request to Genesys Cloud took',
    labelNames: ['endpoint'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [registry],
  });
  const slackCalls = new Counter({
    name: 'floorwalker_slack_calls_total',
    help: 'Calls of Slack by how they ended: ok, or why not',
    labelNames: ['method', 'outcome'],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'floorwalker_slack_refused_total',
    help: 'Requests at /slack/events that were turned away: a signature, a clock, a size, a content',
    labelNames: ['why'],
    registers: [registry],
  });
  const posts = new Counter({
    name: 'floorwalker_posts_total',
    help: 'Daily summaries by how they ended in this process: posted, nothing-to-say, skipped, refused, in-doubt',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const lateness = new Histogram({
    name: 'floorwalker_post_late_seconds',
    help: 'How long after its time a daily summary was posted',
    buckets: [5, 15, 60, 300, 900, 3600, 21_600],
    registers: [registry],
  });
  new Gauge({
    name: 'floorwalker_build_info',
    help: 'Always 1; its labels say what runs',
    labelNames: [...Object.keys(about), 'node'],
    registers: [registry],
  }).set({ ...about, node: process.versions.node }, 1);
  return {
    slackCall: ({ method, outcome }) => slackCalls.inc({ method, outcome }),
    slackRefused: (why) => refused.inc({ why }),
    posted: ({ outcome, lateMs }) => {
      posts.inc({ outcome });
      if (outcome === 'posted') lateness.observe(Math.max(0, lateMs) / 1000);
    },
    watch: (parts) => watchAll(registry, parts),
    alertBegun: ({ measure }) => episodes.inc({ measure }),
    alertTold: ({ measure, ms }) => delays.observe({ measure }, ms / 1000),
    answered: ({ name, outcome, ms }) => answers.observe({ question: name, outcome }, ms / 1000),
    upstream: ({ endpoint, outcome, ms }) => {
      upstream.inc({ endpoint, outcome });
      latency.observe({ endpoint }, ms / 1000);
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}

/** Gauges that are read when somebody looks. */
function watchAll(registry: Registry, { store, inProgress, budget, connected }: Watched): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  gauge('floorwalker_store_up', '1 when the store keeps what is written', async () => ((await store()) ? 1 : 0));
  gauge('floorwalker_questions_in_progress', 'Questions that are being answered or wait for their turn', inProgress);
  gauge(
    'floorwalker_genesys_budget_taken',
    'Requests of this minute that this process has taken',
    () => budget().taken,
  );
  gauge(
    'floorwalker_genesys_budget_most',
    'Requests a minute that all processes may make together',
    () => budget().most,
  );
  if (connected() !== undefined) {
    gauge('floorwalker_socket_connected', '1 when Socket Mode is connected', () => (connected() === true ? 1 : 0));
  }
}
