import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import { BadConfiguration, type Config } from './config.ts';
import { createAllowance, createBudget } from './genesys/budget.ts';
import { createGenesys } from './genesys/genesys.ts';
import { genesysHosts } from './genesys/regions.ts';
import type { Log } from './log.ts';
import { createAccess } from './reports/access.ts';
import { createAgentLive } from './reports/agent-live.ts';
import { createAgentStats } from './reports/agent-stats.ts';
import { type AuditEntry, createAudit } from './reports/audit.ts';
import { auditedAccess } from './reports/audited-access.ts';
import { rememberDirectory } from './reports/remembered-directory.ts';
import { defaultTargets } from './reports/stats-scope.ts';
import { createWho } from './reports/who.ts';
import { createLiveFeature } from './slack/agent-live.ts';
import { createStatsFeature } from './slack/agent-stats.ts';
import { createAgentStatusFeature } from './slack/agent-status.ts';
import { connectSlack } from './slack/connection.ts';
import { createDoor } from './slack/door.ts';
import { createFollow } from './slack/follow.ts';
import { createHandle } from './slack/handle.ts';
import { createOutbox } from './slack/outbox.ts';
import { createPeople } from './slack/people.ts';
import { operatorRoutes } from './slack/routes.ts';
import { LIFETIMES } from './store/lifetimes.ts';
import { createRemember } from './store/remember.ts';
import { openStore } from './store/store.ts';
import { createTelemetry } from './telemetry.ts';

/** What a test puts in the place of the machine's own. */
export interface Parts {
  readonly log: Log;
  readonly now?: (() => number) | undefined;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** In [0, 1). */
  readonly random?: (() => number) | undefined;
  /** How long an asker waits before being told that the answer takes longer. */
  readonly patienceMs?: number | undefined;
  /** How long one request to Genesys may take. */
  readonly attemptMs?: number | undefined;
}

export interface App {
  /** @returns the port that answers */
  start(): Promise<{ readonly port: number }>;
  /** Takes nothing new, waits for the answers being given, and closes everything. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when nothing is being answered. */
  idle(): Promise<void>;
}

/** What a question is, to whoever counts its requests and keeps the audit. */
interface Question {
  readonly name: string;
  readonly channelId: string | undefined;
  readonly reference: string;
  upstream: number;
}

/** Platforms kill 30 s after SIGTERM: answers being given get most of that. */
const STOP_WITHIN_MS = 25_000;
/** And of that, so much is for the last edit of each card that follows somebody. */
const FREEZE_WITHIN_MS = 15_000;
const PATIENCE_MS = 2500;

/**
 * Puts the house together; the only file that sees both Slack and Genesys.
 *
 * @throws BadConfiguration when there is no such region
 */
export function createApp(config: Config, parts: Parts): App {
  const region = genesysHosts(config.genesys.region);
  if (region.kind === 'unknown') throw new BadConfiguration([`GENESYSCLOUD_REGION ${region.problem}`]);
  let house: ReturnType<typeof build> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    async start() {
      house ??= build(config, region, parts);
      return { port: await (await house).start() };
    },
    stop() {
      stopped ??= house === undefined ? Promise.resolve() : house.then((built) => built.stop());
      return stopped;
    },
    idle: async () => (await house)?.idle(),
  };
}

interface Region {
  readonly apiUrl: string;
  readonly loginUrl: string;
  readonly appUrl: string;
}

/** In the order of the start: store, Slack, Genesys, answers, door. */
async function build(config: Config, region: Region, parts: Parts) {
  const { log, now = Date.now, random = Math.random, sleep = pause } = parts;
  const questions = new AsyncLocalStorage<Question>();
  const telemetry = createTelemetry();
  const newReference = () => randomBytes(4).toString('hex');

  const store = await openStore({ ...config.store, now, log });
  const { remember, idle: refreshed } = createRemember({ store, lifetimes: LIFETIMES, now });
  const slack = await connectSlack({ ...config.slack, log });
  const tokens = store.namespace<{ readonly accessToken: string; readonly renewAt: number }>('token');
  const genesys = createGenesys({
    ...config.genesys,
    apiUrl: config.genesys.apiUrl ?? region.apiUrl,
    loginUrl: config.genesys.loginUrl ?? region.loginUrl,
    store: { get: (key) => tokens.get(key), set: (key, token, ttlMs) => tokens.set(key, token, ttlMs) },
    now,
    sleep,
    random,
    log,
    budget: createBudget({ allowance: createAllowance({ ...config.genesys, redis: store.redis }), now, sleep }),
    attemptMs: parts.attemptMs,
    onRequest: ({ endpoint, outcome }) => {
      const question = questions.getStore();
      if (question !== undefined) question.upstream += 1;
      // An answer that does without something is no failure, and its cause is found here.
      if (outcome !== 'ok') log.warn({ err: outcome, reference: question?.reference }, 'a request to Genesys failed');
      telemetry.upstream({ endpoint, outcome: outcome === 'ok' ? 'ok' : outcome.kind });
    },
  });

  const { identityLinks, policy, allowlist, auditDays } = config.access;
  const people = createPeople({
    client: slack.client,
    workspace: slack.workspace,
    weekStart: config.weekStart,
    identityLinks,
    remember,
  });
  const directory = rememberDirectory({ directory: genesys.directory, remember });
  const audit = createAudit({
    // Its lines are written whatever the level of the other ones.
    log: log.child({}, { level: 'info' }),
    store: store.namespace<AuditEntry>('audit'),
    now,
    newId: randomUUID,
    days: auditDays,
  });
  const access = auditedAccess({
    access: createAccess({
      policy,
      allowlist,
      identityLinks,
      source: genesys.access,
      directory,
      remember,
      userGroupMembers: (id) => people.userGroupMembers(id),
    }),
    audit,
    policy,
    question: () => questions.getStore(),
  });
  const who = createWho({ directory, access });
  const live = createAgentLive({
    who,
    directory,
    live: genesys.live,
    remember,
    now,
    whenNobodyNamed: defaultTargets(config.defaultScope),
  });
  const stats = createAgentStats({
    stats: genesys.stats,
    directory,
    remember,
    who,
    access,
    now,
    defaultScope: config.defaultScope,
  });

  const outbox = createOutbox({
    client: slack.client,
    onFallback: (why) => log.warn({ why }, 'an answer took another way'),
  });
  const handle = createHandle({
    askerOf: people.asker,
    outbox,
    newReference,
    now,
    within: async ({ name, channelId, reference }, work) => {
      const question: Question = { name, channelId, reference, upstream: 0 };
      const result = await questions.run(question, work);
      return { result, upstream: question.upstream };
    },
    onAnswered: (facts) => {
      log.info(facts, 'answered');
      telemetry.answered(facts);
    },
    onError: (err, facts) => log.error({ err, ...facts }, 'failed'),
    patienceMs: parts.patienceMs ?? PATIENCE_MS,
  });
  const follow = createFollow({
    live,
    source: genesys.live,
    directory,
    events: genesys.events,
    access,
    people,
    outbox,
    appUrl: region.appUrl,
    requestsPerMinute: config.genesys.requestsPerMinute,
    now,
    later,
    onError: (err) => log.error({ err }, 'a card could not be brought up to date'),
  });
  slack.listen(
    [
      createLiveFeature({ live, who, access, policy, people, outbox, now, appUrl: region.appUrl }),
      createStatsFeature({ stats, people, outbox, now }),
      createAgentStatusFeature({ live, people, appUrl: region.appUrl, now }),
      follow.feature,
    ],
    handle,
  );
  const door = createDoor({
    slack: slack.requestListener,
    routes: operatorRoutes({ slack, genesys, store, telemetry, now }),
    now,
  });

  return {
    async start() {
      const port = await door.start(config.port);
      await slack.start();
      return port;
    },
    idle: handle.idle,
    async stop() {
      await slack.stop();
      const closing = door.stop();
      const frozen = follow.stop(FREEZE_WITHIN_MS);
      const answered = await Promise.race([handle.idle().then(() => true), pause(STOP_WITHIN_MS).then(() => false)]);
      if (!answered) log.error({}, 'stopped before all answers were given');
      await frozen;
      genesys.stop();
      await Promise.all([closing, refreshed(), access.idle()]);
      await store.close();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
