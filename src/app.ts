import { randomUUID } from 'node:crypto';
import { createAlerts } from './alerts/alerts.ts';
import type { AlertRule } from './alerts/rules/rule.ts';
import { type Config, loadConfig } from './config.ts';
import { createGenesys, type Genesys } from './genesys/genesys.ts';
import { genesysHosts } from './genesys/regions.ts';
import type { Log } from './log.ts';
import { readCertificates } from './network.ts';
import { createQuestions, newReference } from './questions.ts';
import type { AuditEntry } from './reports/people/audit.ts';
import { SourceError } from './reports/ports.ts';
import { createReports } from './reports/reports.ts';
import { type Admission, createAdmission } from './slack/admission.ts';
import { createAlertPoster } from './slack/alert/poster.ts';
import { connectSlack } from './slack/connection.ts';
import { openDoors } from './slack/door.ts';
import { createFeatures } from './slack/features.ts';
import { createUpload } from './slack/files.ts';
import { createHandle } from './slack/handle.ts';
import { createFollow } from './slack/live/follow.ts';
import { createOnce } from './slack/once.ts';
import { createOutbox } from './slack/outbox.ts';
import { createChannels } from './slack/people/audience.ts';
import { createPeople } from './slack/people/people.ts';
import { operatorRoutes } from './slack/routes.ts';
import { createShare } from './slack/share.ts';
import { createSummaryPoster } from './slack/summary/poster.ts';
import { createLateStore } from './store/late.ts';
import { LIFETIMES } from './store/lifetimes.ts';
import type { Recall } from './store/recall.ts';
import { createRemember } from './store/remember.ts';
import { openStore } from './store/store.ts';
import { StoreError } from './store/store-error.ts';
import { readStoreUrl } from './store/store-url.ts';
import type { Deployment } from './store/whose.ts';
import { configuredSummary } from './summaries/configured.ts';
import { createDailySummaries, createPrepare } from './summaries/daily-summary.ts';
import { createOutOfTurn } from './summaries/out-of-turn.ts';
import { createSummaries } from './summaries/summaries.ts';
import { createTelemetry } from './telemetry.ts';
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

/** A deployment without the app that listens, for the operator's commands. */
export async function openDesk(config: Config, parts: Parts) {
  const house = await build(config, parts, 'visit');
  const { daily, watching, office, ask } = house;
  return { ...daily, ...watching, ...office, ask, close: () => house.stop() };
}

/** In the order of the start: Slack, Genesys, store, reports, features, door, schedules. */
async function build(config: Config, parts: Parts, as: 'work' | 'visit' = 'work') {
  const ground = await openGround(config, parts, as);
  const { slack, genesys, store, telemetry, machine } = ground;
  const office = createOffice(ground);
  const daily = createDaily(ground, office);
  const watching = createWatching(ground, office);
  const follow = createFollowing(ground, office);
  const admission = createAdmission();
  const handle = createHandling(ground, office, admission);
  const features = createFeatures({
    ...office,
    client: slack.client,
    policy: config.access.policy,
    admins: config.access.admins,
    upload: createUpload(slack),
    appUrl: config.genesys.appUrl,
    daily: { ...daily, ...office.channels, onChange: () => daily.runner.poke() },
    alerts: watching.alerts,
    mentions: config.alertMentions,
    follow: follow.feature,
    recent: store.namespace('recent'),
    genesysReady: () => genesys.ready(),
    now: machine.now,
  });
  slack.listen(features, handle);
  telemetry.watch({
    store: async () => (await store.trouble()) === undefined,
    inProgress: admission.taken,
    budget: genesys.budget,
    connected: slack.connected,
  });
  const doors = openDoors({
    host: standsIn(config.slack.apiUrl) ? '127.0.0.1' : config.host,
    slack: slack.requestListener,
    routes: operatorRoutes({ slack, genesys, store, telemetry, now: machine.now }),
  });
  const working = () => [handle.idle(), daily.runner.idle(), watching.watch.idle()];

  return {
    daily,
    watching,
    office,
    ask: ground.questions.within,
    async start() {
      await refuseUnreadable(config, { schedule: daily.unreadable, alert: watching.unreadable }, machine.log);
      const ports = await doors.start(config);
      await slack.start();
      await daily.configure();
      await warnOfRisks(config, [() => daily.schedules.all(), () => watching.alerts.all()], machine.log);
      daily.runner.start();
      watching.watch.start();
      follow.start();
      return ports;
    },
    idle: async () => {
      await Promise.all(working());
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
        machine.log.error({}, 'stopped before all answers were given');
      }
      await frozen;
      genesys.stop();
      await Promise.all([closing, ground.refreshed(), office.reports.access.idle()]);
      await store.close();
    },
  };
}

/** What nobody can read posts and tells no more: that is found out at the start, and not by whoever misses it. */
async function refuseUnreadable(
  { unreadable }: Config,
  counts: Readonly<Record<string, () => Promise<number>>>,
  log: Log,
): Promise<void> {
  const lost: string[] = [];
  for (const [what, count] of Object.entries(counts)) {
    // A store that does not answer says so elsewhere.
    const number = await count().catch(() => 0);
    if (number > 0) lost.push(`${number} ${what}${number === 1 ? '' : 's'}`);
  }
  if (lost.length === 0) return;
  const sentence = `${lost.join(' and ')} in the store cannot be read (damaged, or of a later release): restore a copy of it, or set STORE_UNREADABLE=ignore to go on without`;
  if (unreadable === 'refuse') throw new Error(sentence);
  log.warn({ variable: 'STORE_UNREADABLE' }, sentence);
}

/** What is allowed, and an operator should know of. */
async function warnOfRisks(
  { access }: Config,
  owned: readonly (() => Promise<readonly unknown[]>)[],
  log: Log,
): Promise<void> {
  const { policy, trustedDomains, admins } = access;
  if (policy === 'workspace') log.warn({ policy }, 'every member sees everybody: this policy is for a trial');
  if (trustedDomains.length > 0) {
    log.warn({ trustedDomains }, 'addresses of these domains count though Slack has not confirmed them');
  }
  if (admins.length > 0) return;
  const all = await Promise.all(owned.map((each) => each().catch(() => [])));
  if (all.flat().length > 0) {
    log.warn({ variable: 'ADMINS' }, 'nobody is named to be told when the owner of a summary or an alert has left');
  }
}

/** Whose the store is. */
export function deploymentOf(
  { genesys: { loginUrl, clientId } }: Config,
  workspace: string,
  genesys: Genesys,
): Deployment {
  return { workspace, client: `${loginUrl} ${clientId}`, organisation: genesys.organisation };
}

type Ground = Awaited<ReturnType<typeof openGround>>;

/** What the parts of the house stand on: the machine, both systems and the store. */
async function openGround(config: Config, parts: Parts, as: 'work' | 'visit') {
  const { log, now = Date.now, random = Math.random, sleep = pause } = parts;
  const machine = { log, now, random, sleep };
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
  const late = createLateStore();
  const genesys = createGenesys({
    ...config.genesys,
    ...machine,
    store: late.shelf('token'),
    tally: late.tally,
    egress: config.egress,
    purse: () => questions.current()?.purse,
    attemptMs: parts.attemptMs,
    onRequest: ({ endpoint, outcome, ms }) => {
      questions.asked({ endpoint, outcome, ms });
      telemetry.upstream({ endpoint, outcome: outcome === 'ok' ? 'ok' : outcome.kind, ms });
      // An answer that does without something is no failure, and its cause is found here.
      if (outcome !== 'ok') {
        log.warn({ err: outcome, reference: questions.current()?.reference }, 'a request to Genesys failed');
      }
    },
  });
  const deployment = deploymentOf(config, slack.workspace.teamId, genesys);
  const store = await openStore({ ...config.store, now, log, deployment, as });
  await late.open(store);
  const { remember, idle: refreshed } = createRemember({ store, lifetimes: LIFETIMES, now, recall: parts.recall });
  return { config, parts, machine, telemetry, questions, slack, genesys, store, remember, refreshed };
}

type Office = ReturnType<typeof createOffice>;

/** Who people are, what may be said about them, and the way to them. */
function createOffice({ config, parts, machine, telemetry, questions, slack, genesys, store, remember }: Ground) {
  const { log, now, sleep } = machine;
  const { client, workspace } = slack;
  const { identityLinks, policy, allowlist, auditDays } = config.access;
  const people = createPeople({ ...config.access, client, workspace, weekStart: config.weekStart, remember });
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
  return { people, channels, reports, outbox };
}

/** Cards that follow somebody. */
function createFollowing({ config, machine, genesys, store }: Ground, { reports, people, outbox }: Office) {
  return createFollow({
    ...reports,
    people,
    source: genesys.live,
    events: genesys.events,
    outbox,
    appUrl: config.genesys.appUrl,
    requestsPerMinute: config.genesys.requestsPerMinute,
    kept: { shelf: store.namespace('cards'), claims: store.claims, owner: randomUUID() },
    now: machine.now,
    later,
    onError: (err) => machine.log.error({ err }, 'a card could not be brought up to date'),
  });
}

/** The one way of everything that is asked and pressed. */
function createHandling(
  { parts, machine: { log, now }, telemetry, questions, store }: Ground,
  { people, channels, reports, outbox }: Office,
  admission: Admission,
) {
  return createHandle({
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
}

/** Daily summaries: this process's part in posting them. */
function createDaily(
  { config, store, telemetry, questions, machine, slack }: Ground,
  { reports, people, channels, outbox }: Office,
) {
  const prepare = createPrepare({
    summaries: createDailySummaries(reports),
    askerOf: people.asker,
    mayName: channels.mayName,
  });
  const { admins } = config.access;
  const poster = createSummaryPoster({ outbox, client: slack.onceClient, kindOf: people.kindOf, admins });
  const summaries = createSummaries({
    ...machine,
    shelf: store.namespace('schedules'),
    claims: store.claims,
    prepare: async (run) => {
      const of = { name: 'schedule', channelId: run.schedule.channel };
      return (await questions.inBackground(of, () => prepare(run))).result;
    },
    poster,
    owner: randomUUID(),
    catchUpMs: config.summary.catchUpMs,
    onDone: telemetry.posted,
  });
  const configured = configuredSummary(config.summary, slack.workspace.teamId);
  return {
    ...summaries,
    outOfTurn: createOutOfTurn({ prepare, poster, ...machine }),
    configure: () => summaries.schedules.configure(configured),
    unreadable: summaries.schedules.unreadable,
  };
}

/** Alerts: this process's part in watching, and what commands and buttons do with them. */
function createWatching(
  { config, store, telemetry, questions, machine, slack, genesys }: Ground,
  { reports, people, channels, outbox }: Office,
) {
  const measureOf = ({ condition }: AlertRule) => condition.measure;
  const askerOf = ({ slackUserId, slackTeamId }: AlertRule['owner']) =>
    people.asker({ userId: slackUserId, teamIds: [slackTeamId] });
  const { alerts, watch, unreadable } = createAlerts({
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
    poster: createAlertPoster({
      outbox,
      client: slack.onceClient,
      kindOf: people.kindOf,
      admins: config.access.admins,
      mentions: config.alertMentions,
    }),
    mayName: channels.mayName,
    askerOf,
    who: reports.who,
    quietWho: reports.quietWho,
    live: genesys.live,
    stats: genesys.stats,
    events: genesys.events,
    requestsPerMinute: config.genesys.requestsPerMinute,
    within: (rule, work) =>
      questions.inBackground({ name: 'alert', channelId: rule?.to.kind === 'channel' ? rule.to.id : undefined }, work),
    audit: reports.access.noted,
    onBegun: (rule) => telemetry.alertBegun({ measure: measureOf(rule) }),
    onTold: (rule, ms) => telemetry.alertTold({ measure: measureOf(rule), ms }),
  });
  return { alerts, watch, unreadable, askerOf };
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
