/**
 * One process of the app, as far as it posts summaries: `node summary-process.ts <json>`. Its clock is the machine's
 * and an offset, which the test sets to bring the due time near; its times are short, so that a successor comes within
 * a second.
 */
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createOutbox } from '../../src/slack/outbox.ts';
import { createSummaryPoster } from '../../src/slack/summary/poster.ts';
import { openStore } from '../../src/store/store.ts';
import { createSummaries } from '../../src/summaries/summaries.ts';
import { report } from '../slack/stats/report.ts';
import { summaryOf } from '../slack/summary/runs.ts';

const settings = z.object({
  storeUrl: z.string(),
  slackApiUrl: z.string(),
  botToken: z.string(),
  owner: z.string(),
  offsetMs: z.number(),
  busy: z.boolean(),
});
const { storeUrl, slackApiUrl, botToken, owner, busy, ...start } = settings.parse(JSON.parse(process.argv[2] ?? ''));
let { offsetMs } = start;

const now = () => Date.now() + offsetMs;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const complain = (facts: object, message: string) =>
  process.stderr.write(`${owner}: ${message} ${JSON.stringify(facts)}\n`);
const log = { info() {}, warn() {}, error: complain };

const store = await openStore({ url: storeUrl, now, log });
const client = new webApi.WebClient(botToken, {
  slackApiUrl,
  timeout: 500,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logLevel: webApi.LogLevel.ERROR,
});
const { runner } = createSummaries({
  shelf: store.namespace('schedules'),
  claims: store.claims,
  poster: createSummaryPoster({
    outbox: createOutbox({ client, onceClient: client, apiUrl: slackApiUrl, now, sleep, onFallback() {} }),
    client,
    kindOf: async () => 'member',
    admins: [],
  }),
  prepare: async () => {
    if (!busy) await sleep(Math.random() * 300);
    return summaryOf(report());
  },
  owner,
  catchUpMs: 6 * 3_600_000,
  leaseMs: 500,
  flightMs: 700,
  firstRetryMs: 300,
  betweenPostsMs: 20,
  parallel: busy ? 8 : 2,
  now,
  sleep,
  random: Math.random,
  log,
});
runner.start();

process.on('message', (message) => {
  if (message === 'stop') {
    void runner.stop().then(() => process.exit(0));
  } else {
    offsetMs = z.number().parse(message);
    runner.poke();
  }
});
process.send?.('ready');
