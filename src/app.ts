import { randomBytes, randomUUID } from 'node:crypto';
import { createAlerts } from './alerts/alerts.ts';
import type { AlertPoster } from './alerts/ports.ts';
import type { AlertRule } from './alerts/rule.ts';
import { type Config, loadConfig } from './config.ts';
import { createGenesys, type Genesys } from './genesys/genesys.ts';
import { genesysHosts } from './genesys/regions.ts';
import type { Log } from './log.ts';
import { readCertificates } from './network.ts';
import { createQuestions, type Questions } from './questions.ts';
import type { AuditEntry } from './reports/people/audit.ts';
import { SourceError } from './reports/ports.ts';
import { createReports, type Reports } from './reports/reports.ts';
import { createAdmission } from './slack/admission.ts';
import { createAlertPoster } from './slack/alert/poster.ts';
import { connectSlack } from './slack/connection.ts';
import { createDoor } from './slack/door.ts';
import { createFeatures } from './slack/features.ts';
import { createUpload } from './slack/files.ts';
import { createHandle } from './slack/handle.ts';
import { createFollow } from './slack/live/follow.ts';
import { createOnce } from './slack/once.ts';
import { createOutbox } from './slack/outbox.ts';
import { type Channels, createChannels } from './slack/people/audience.ts';
import { createPeople, type People } from './slack/people/people.ts';
import { operatorRoutes } from './slack/routes.ts';
import { createShare } from './slack/share.ts';
import { createSummaryPoster } from './slack/summary/poster.ts';
import { createLateStore, type LateStore } from './store/late.ts';
import { LIFETIMES } from './store/lifetimes.ts';
import type { Recall } from './store/recall.ts';
import { createRemember } from './store/remember.ts';
import { openStore, type Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';
import { readStoreUrl } from './store/store-url.ts';
import type { Deployment } from './store/whose.ts';
import { configuredSummary } from './summaries/configured.ts';
import { createDailySummaries, createPrepare } from './summaries/daily-summary.ts';
import { createOutOfTurn } from './summaries/out-of-turn.ts';
import type { Prepare } from './summaries/ports.ts';
import type { Poster } from './summaries/run.ts';
import { createSummaries } from './summaries/summaries.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';
import { VERSION } from './version.ts';

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
  /** How long one request to Slack may take. */
  readonly slackTimeoutMs?: number | undefined;
  /** What was remembered lately, so that a test can make it forgotten. */
  readonly recall?: Recall | undefined;
}

export interface App {
  /** @returns the ports that answer; of the second one only where it is another */
  start(): Promise<{ readonly port: number; readonly adminPort?: number | undefined }>;
  /** Takes nothing new, waits for the answers being given, and closes everything. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves when nothing is being answered. */
  idle(): Promise<void>;
  /** Looks at what alerts watch, at once: for a test, whose clock has moved. Resolves when that is told. */
  look(): Promise<void>;
}

/** Platforms kill 30 s after SIGTERM: answers being given get most of that. */
const STOP_WITHIN_MS = 25_000;
/** And of that, so much is for the last edit of each card that follows somebody. */
const FREEZE_WITHIN_MS = 15_000;
const PATIENCE_MS = 2500;

/**
 * Reads the environment, with its addresses read by the rooms that use them.
 *
 * @throws BadConfiguration with every problem
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return loadConfig(env, { region: genesysHosts, store: readStoreUrl, certificates: readCertificates });
}

/** Puts the house together; the only file that sees both Slack and Genesys. */
export function createApp(config: Config, parts: Parts): App {
  let house: ReturnType<typeof build> | undefined;
  let built = false;
  let stopped: Promise<void> | undefined;
  return {
    async start() {
      house ??= build(config, parts);
      const done = await house;
      built = true;
      return done.start();
    },
    stop() {
      stopped ??= built ? (house?.then((done) => done.stop()) ?? Promise.resolve()) : abandoned(house);
      return stopped;
    },
    idle: async () => (await house)?.idle(),
    look: async () => (await house)?.look(),
  };
}

/** Nobody waits for what is still looking for Slack: nothing was begun, and what comes of it is closed when it comes. */
async function abandoned(house: ReturnType<typeof build> | undefined): Promise<void> {
  void house?.then(
    (late) => late.stop(),
    () => undefined,
  );
}

/** What an operator wants to know of a process before anything else. */
export function aboutOf({ slack, genesys, access, store }: Config) {
  return {
    version: VERSION,
    mode: slack.appToken === undefined ? 'http' : 'socket',
    policy: access.policy,
    store: store.url.split(':', 1)[0] ?? '',
    region: genesys.region,
  };
}

/** Slack is a stand-in on this machine: whatever HOST says, nobody else has business here. */
const standsIn = (slackApiUrl: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(slackApiUrl).hostname);

/** The summaries of a deployment without the app that listens: for the operator's command. */
export async function openSummaries(config: Config, parts: Parts) {
  const house = await build(config, parts, 'visit');
  const { schedules, outOfTurn } = house.daily;
  return { schedules, outOfTurn, close: () => house.stop() };
}

/** The alerts of a deployment without the app that listens: for the operator's command. */
export async function openAlerts(config: Config, parts: Parts) {
  const house = await build(config, parts, 'visit');
  return { ...house.watching, close: () => house.stop() };
}

/** In the order of the start: Slack, Genesys, store, reports, features, door, schedules. */
async function build(config: Config, parts: Parts, as: 'work' | 'visit' = 'work') {
  const { log, now = Date.now, random = Math.random, sleep = pause } = parts;
  const machine = { log, now, random, sleep };
  const { identityLinks, trustedDomains, policy, allowlist, admins, auditDays } = config.access;
  const { appUrl } = config.genesys;
  const telemetry = createTelemetry(aboutOf(config));
  const questions = createQuestions();

  const slack = await connectSlack({
    ...config.slack,
    egress: config.egress,
    callTimeoutMs: parts.slackTimeoutMs,
    log,
    onCall: telemetry.slackCall,
    onRefused: telemetry.slackRefused,
  });
  const { client, workspace } = slack;
  const late = createLateStore();
  const beneath = { config, telemetry, questions, attemptMs: parts.attemptMs, machine };
  const genesys = connectGenesys(beneath, late);
  const deployment = deploymentOf(config, workspace.teamId, genesys);
  const store = await openStore({ ...config.store, now, log, deployment, as });
  await late.open(store);
  const ground: Ground = { ...beneath, store };
  const { remember, idle: refreshed } = createRemember({ store, lifetimes: LIFETIMES, now, recall: parts.recall });
  const people = createPeople({
    client,
    workspace,
    weekStart: config.weekStart,
    identityLinks,
    trustedDomains,
    remember,
  });
  const channels = createChannels({
    client,
    remember,
    kindOf: people.kindOfListed,
    kindOfId: people.kindOf,
    onTrouble: (err) => log.warn({ err }, 'Slack did not say who reads a channel'),
  });
  const reports = createReports({
    sources: genesys,
    remember,
    access: { policy, allowlist, identityLinks, userGroupMembers: people.userGroupMembers },
    audit: {
      // Its lines are written whatever the level of the other ones.
      log: log.child({}, { level: 'info' }),
      store: store.namespace<AuditEntry>('audit'),
      newId: randomUUID,
      days: auditDays,
      question: questions.current,
    },
    defaultScope: config.defaultScope,
    requestsPerMinute: config.genesys.requestsPerMinute,
    spending: questions.spending,
    now,
  });

  const outbox = createOutbox({
    ...slack,
    apiUrl: config.slack.apiUrl,
    callTimeoutMs: parts.slackTimeoutMs,
    now,
    sleep,
    onCall: telemetry.slackCall,
    onFallback: (err) => log.warn({ err, reference: questions.current()?.reference }, 'Slack did not take a message'),
  });
  const follow = createFollow({
    ...reports,
    people,
    source: genesys.live,
    events: genesys.events,
    outbox,
    appUrl,
    requestsPerMinute: config.genesys.requestsPerMinute,
    now,
    later,
    onError: (err) => log.error({ err }, 'a card could not be brought up to date'),
  });
  const prepare = createPrepare({
    summaries: createDailySummaries(reports),
    askerOf: people.asker,
    mayName: channels.mayName,
  });
  const poster = createSummaryPoster({ outbox, client: slack.onceClient, kindOf: people.kindOf, admins });
  const daily = createDaily(ground, { prepare, poster }, workspace.teamId);
  const watching = createWatching(ground, {
    genesys,
    reports,
    people,
    mayName: channels.mayName,
    poster: createAlertPoster({
      outbox,
      client: slack.onceClient,
      kindOf: people.kindOf,
      admins,
      mentions: config.alertMentions,
    }),
  });
  const admission = createAdmission();
  const handle = createHandle({
    admission,
    isStoreError: (error) => error instanceof StoreError,
    askerOf: people.asker,
    refuse: async (asker) => {
      const self = await reports.access.self(asker);
      return 'refused' in self ? self.refused : { allowed: false, rule: 'not-a-member' };
    },
    outbox,
    share: createShare({ ...channels, outbox }),
    once: createOnce({
      claims: store.claims,
      now,
      onError: (err) => log.warn({ err }, 'whether something was asked for twice is known to this process alone'),
    }),
    newReference,
    now,
    within: questions.within,
    onAnswered: (facts) => {
      log.info(facts, 'answered');
      telemetry.answered(facts);
    },
    onError: (err, facts) => {
      // The line about the request has said it all, unless it was another question's.
      if (!(err instanceof SourceError && questions.hasTold(err, facts.reference))) {
        log.error({ err, ...facts }, 'failed');
      }
    },
    patienceMs: parts.patienceMs ?? PATIENCE_MS,
  });
  const features = createFeatures({
    client,
    reports,
    people,
    outbox,
    upload: createUpload(slack),
    policy,
    admins,
    appUrl,
    daily: { ...daily, ...channels, onChange: () => daily.runner.poke() },
    alerts: watching.alerts,
    mentions: config.alertMentions,
    follow: follow.feature,
    recent: store.namespace('recent'),
    genesysReady: () => genesys.ready(),
    now,
  });
  slack.listen(features, handle);
  telemetry.watch({
    store: async () => (await store.trouble()) === undefined,
    inProgress: admission.taken,
    budget: genesys.budget,
    connected: slack.connected,
  });
  const doors = createDoors(config, {
    slack: slack.requestListener,
    routes: operatorRoutes({ slack, genesys, store, telemetry, now }),
  });

  const hasSummaries = () =>
    daily.schedules.all().then(
      (all) => all.length > 0,
      () => false,
    );

  return {
    daily,
    watching,
    async start() {
      await refuseUnreadable(config, daily.unreadable, log);
      if (policy === 'workspace') log.warn({ policy }, 'every member sees everybody: this policy is for a trial');
      const ports = await doors.start();
      await slack.start();
      await daily.configure();
      if (trustedDomains.length > 0) {
        log.warn({ trustedDomains }, 'addresses of these domains count though Slack has not confirmed them');
      }
      if (admins.length === 0 && (await hasSummaries())) {
        log.warn({ variable: 'ADMINS' }, 'nobody is named to be told when the owner of a summary has left');
      }
      daily.runner.start();
      watching.watch.start();
      return ports;
    },
    idle: async () => {
      await Promise.all([handle.idle(), daily.runner.idle(), watching.watch.idle()]);
    },
    look: async () => {
      await watching.watch.look();
      await watching.watch.idle();
    },
    async stop() {
      await slack.stop();
      const closing = doors.stop();
      const frozen = follow.stop(FREEZE_WITHIN_MS);
      const finished = Promise.all([handle.idle(), daily.runner.stop(), watching.watch.stop()]).then(() => true);
      if (!(await Promise.race([finished, pause(STOP_WITHIN_MS).then(() => false)]))) {
        log.error({}, 'stopped before all answers were given');
      }
      await frozen;
      genesys.stop();
      await Promise.all([closing, refreshed(), reports.access.idle()]);
      await store.close();
    },
  };
}

/** A schedule that nobody can read is posted no more: that is found out at the start, and not by whoever misses it. */
async function refuseUnreadable({ unreadable }: Config, count: () => Promise<number>, log: Log): Promise<void> {
  // A store that does not answer says so elsewhere.
  const lost = await count().catch(() => 0);
  if (lost === 0) return;
  const sentence = `${lost} ${lost === 1 ? 'schedule' : 'schedules'} in the store cannot be read (damaged, or of a later release): restore a copy of it, or set STORE_UNREADABLE=ignore to go on without`;
  if (unreadable === 'refuse') throw new Error(sentence);
  log.warn({ variable: 'STORE_UNREADABLE' }, sentence);
}

/** Whose the store is. */
export function deploymentOf(
  { genesys: { loginUrl, clientId } }: Config,
  workspace: string,
  genesys: Genesys,
): Deployment {
  return { workspace, client: `${loginUrl} ${clientId}`, organisation: genesys.organisation };
}

/** Slack's door and the operator's: one and the same unless `ADMIN_PORT` keeps them apart. */
function createDoors(config: Config, { slack, routes }: Omit<Parameters<typeof createDoor>[0], 'host' | 'variable'>) {
  const host = standsIn(config.slack.apiUrl) ? '127.0.0.1' : config.host;
  const { port, adminPort } = config;
  if (adminPort === undefined) {
    const door = createDoor({ slack, routes, host, variable: 'PORT' });
    return { start: async () => ({ port: await door.start(port) }), stop: () => door.stop() };
  }
  const admin = createDoor({ slack: undefined, routes, host, variable: 'ADMIN_PORT' });
  // In Socket Mode nobody else has business here.
  const front = slack === undefined ? undefined : createDoor({ slack, routes: {}, host, variable: 'PORT' });
  return {
    start: async () => {
      const answering = await admin.start(adminPort);
      return front === undefined ? { port: answering } : { port: await front.start(port), adminPort: answering };
    },
    stop: async () => {
      await Promise.all([admin.stop(), front?.stop()]);
    },
  };
}

/** What the parts of the house stand on. */
interface Ground {
  readonly config: Config;
  readonly store: Store;
  readonly telemetry: Telemetry;
  readonly questions: Questions;
  readonly attemptMs: number | undefined;
  readonly machine: Machine;
}

/** What of the machine is used, or what a test puts in its place. */
interface Machine {
  readonly log: Log;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

function connectGenesys(
  { config, telemetry, questions, attemptMs, machine }: Omit<Ground, 'store'>,
  late: LateStore,
): Genesys {
  return createGenesys({
    ...config.genesys,
    ...machine,
    store: late.shelf('token'),
    tally: late.tally,
    egress: config.egress,
    purse: () => questions.current()?.purse,
    attemptMs,
    onRequest: ({ endpoint, outcome, ms }) => {
      questions.asked({ endpoint, outcome, ms });
      telemetry.upstream({ endpoint, outcome: outcome === 'ok' ? 'ok' : outcome.kind, ms });
      // An answer that does without something is no failure, and its cause is found here.
      if (outcome !== 'ok') {
        machine.log.warn({ err: outcome, reference: questions.current()?.reference }, 'a request to Genesys failed');
      }
    },
  });
}

/** What summaries say, and the way to those who read them. */
interface Posting {
  readonly prepare: Prepare;
  readonly poster: Poster;
}

/** Daily summaries: this process's part in posting them. */
function createDaily({ config, store, telemetry, questions, machine }: Ground, posting: Posting, slackTeamId: string) {
  const summaries = createSummaries({
    ...machine,
    shelf: store.namespace('schedules'),
    claims: store.claims,
    // Nobody asks: the audit names the schedule's channel and a reference of its own.
    prepare: async (run) => {
      const question = { name: 'schedule', channelId: run.schedule.channel, reference: newReference() };
      const { result } = await questions.within(question, () => {
        questions.spending.inBackground();
        return posting.prepare(run);
      });
      return result;
    },
    poster: posting.poster,
    owner: randomUUID(),
    catchUpMs: config.summary.catchUpMs,
    onDone: telemetry.posted,
  });
  const configured = configuredSummary(config.summary, slackTeamId);
  const outOfTurn = createOutOfTurn({ ...posting, ...machine });
  return {
    ...summaries,
    outOfTurn,
    configure: () => summaries.schedules.configure(configured),
    unreadable: summaries.schedules.unreadable,
  };
}

/** Alerts: this process's part in watching, and what commands and buttons do with them. */
function createWatching(
  { config, store, telemetry, questions, machine }: Ground,
  parts: {
    readonly genesys: Genesys;
    readonly reports: Reports;
    readonly people: People;
    readonly mayName: Channels['mayName'];
    readonly poster: AlertPoster;
  },
) {
  const { genesys, reports, people, mayName, poster } = parts;
  const measureOf = ({ condition }: AlertRule) => condition.measure;
  const askerOf = ({ slackUserId, slackTeamId }: AlertRule['owner']) =>
    people.asker({ userId: slackUserId, teamIds: [slackTeamId] });
  const { alerts, watch } = createAlerts({
    ...machine,
    // A rule that is made makes the watch look, which is nothing that its maker asks.
    later: (work, ms) => later(() => questions.outside(work), ms),
    shelves: {
      rules: store.namespace('alerts'),
      status: store.namespace('alert-status'),
      taken: store.namespace('alert-taken'),
    },
    claims: store.claims,
    owner: randomUUID(),
    poster,
    mayName,
    askerOf,
    who: reports.who,
    quietWho: reports.quietWho,
    live: genesys.live,
    stats: genesys.stats,
    events: genesys.events,
    requestsPerMinute: config.genesys.requestsPerMinute,
    // Nobody asks: the audit names the channel of the alert and a reference of its own.
    within: (rule, work) => {
      const channelId = rule?.to.kind === 'channel' ? rule.to.id : undefined;
      return questions.within({ name: 'alert', channelId, reference: newReference() }, () => {
        questions.spending.inBackground();
        return work();
      });
    },
    audit: reports.access.noted,
    onBegun: (rule) => telemetry.alertBegun({ measure: measureOf(rule) }),
    onTold: (rule, ms) => telemetry.alertTold({ measure: measureOf(rule), ms }),
  });
  return { alerts, watch, askerOf };
}

function newReference(): string {
  return randomBytes(4).toString('hex');
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
