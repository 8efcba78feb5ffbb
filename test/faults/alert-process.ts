/**
 * One process of the app, as far as it watches alerts: `node alert-process.ts <json>`. Its clock goes faster than the
 * machine's, and so do all its times, except for those that Redis counts by its own clock.
 */
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createAlerts } from '../../src/alerts/alerts.ts';
import type { Who } from '../../src/reports/people/who.ts';
import { createAlertPoster } from '../../src/slack/alert/poster.ts';
import { createOutbox } from '../../src/slack/outbox.ts';
import { openStore } from '../../src/store/store.ts';
import { idle, scene } from '../reports/live/sources.ts';
import { asker } from '../reports/small-centre.ts';
import { TIMES_FASTER, waitingAt } from './alert-story.ts';

const settings = z.object({
  storeUrl: z.string(),
  slackApiUrl: z.string(),
  botToken: z.string(),
  owner: z.string(),
  /** The moment of the machine at which the story began, and the story's own. */
  beganAt: z.number(),
  start: z.number(),
  betweenMs: z.number(),
});
const { storeUrl, slackApiUrl, botToken, owner, beganAt, start, betweenMs } = settings.parse(
  JSON.parse(process.argv[2] ?? ''),
);

const now = () => Math.round(start + (Date.now() - beganAt) * TIMES_FASTER);
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / TIMES_FASTER));
const later = (work: () => void, ms: number) => {
  const timer = setTimeout(work, ms / TIMES_FASTER);
  return () => clearTimeout(timer);
};
const complain = (facts: object, message: string) =>
  process.stderr.write(`${owner}: ${message} ${JSON.stringify(facts)}\n`);
const log = { info() {}, warn() {}, error: complain };

const store = await openStore({ url: storeUrl, now, log, deployment: undefined, as: 'visit' });
const isRedis = storeUrl.startsWith('redis');
const inItsTime = (ms: number) => (isRedis ? Math.ceil(ms / TIMES_FASTER) : ms);
const client = new webApi.WebClient(botToken, {
  slackApiUrl,
  timeout: 500,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logLevel: webApi.LogLevel.ERROR,
});

/** The owner sees every queue whole. */
const who: Who = {
  resolve: async (targets) => {
    const [target] = targets;
    if (target?.kind !== 'queue' || target.id === undefined) throw new Error('only queues are watched here');
    const { id, name } = target;
    return {
      kind: 'agents',
      agents: [],
      about: { kind: 'queue', name },
      queue: { id, name },
      pinned: targets,
      whole: true,
    };
  },
};

const { watch } = createAlerts({
  shelves: {
    rules: store.namespace('alerts'),
    status: store.namespace('alert-status'),
    taken: store.namespace('alert-taken'),
  },
  claims: {
    claim: (key, by) => store.claims.claim(key, { ...by, leaseMs: inItsTime(by.leaseMs) }),
    renew: (key, by) => store.claims.renew(key, { ...by, leaseMs: inItsTime(by.leaseMs) }),
    done: (key, by) => store.claims.done(key, by),
    release: (key, owner) => store.claims.release(key, owner),
  },
  owner,
  poster: createAlertPoster({
    outbox: createOutbox({ client, onceClient: client, apiUrl: slackApiUrl, now, sleep, onFallback() {} }),
    client,
    kindOf: async () => 'member',
    admins: [],
    mentions: 'none',
  }),
  mayName: async () => true,
  askerOf: async () => asker(),
  who,
  quietWho: who,
  live: {
    ...scene().live,
    agentStatuses: async () => [idle('nobody')],
    waiting: async (queueIds) => {
      await sleep(Math.random() * 2000);
      return waitingAt(queueIds, now(), betweenMs);
    },
  },
  stats: { conversationSums: async () => [], plan: () => 0, statusTimes: async () => [] },
  events: { follow: () => ({ stop() {} }) },
  requestsPerMinute: 240,
  // What an owner may see is remembered.
  within: async (rule, work) => ({ result: await work(), upstream: rule === undefined ? 1 : 0 }),
  audit() {},
  onBegun() {},
  onTold() {},
  // A request to Slack may be under way for half a second of the machine's.
  flightMs: 700 * TIMES_FASTER,
  betweenPostsMs: 20,
  now,
  sleep,
  later,
  random: Math.random,
  log,
});
watch.start();

process.on('message', (message) => {
  if (message === 'stop') void watch.stop().then(() => process.exit(0));
});
process.send?.('ready');
