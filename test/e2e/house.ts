import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type App, createApp, readConfig } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { CANARY_WORDS } from '../../src/sandbox/genesys/centre/customer.ts';
import { type GenesysOptions, type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import type { ClientSettings } from '../../src/sandbox/genesys/wire/clients.ts';
import { type Slack, type SlackOptions, startSlack } from '../../src/sandbox/slack/slack.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { createRecall } from '../../src/store/recall.ts';
import { contractKept } from '../contract/kept.ts';

export const MANIFEST = `${import.meta.dirname}/../../manifest.yml`;
/** A Monday morning in Madrid, 10:00. */
export const MONDAY = Date.UTC(2026, 10, 23, 9);

/** Looks like a token, so that a test can search for it wherever it must not stand. */
export const CANARY_SECRET = 'canary-client-secret';

/** Of the app in Genesys; it may do everything. */
export const CLIENT: ClientSettings = { id: 'sandbox', secret: CANARY_SECRET, permissions: 'all' };

/** What a process of its own is told of both stand-ins. */
export function environmentOf(
  slack: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl: string },
  genesys: { readonly apiUrl: string; readonly loginUrl: string },
  storeUrl: string,
) {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    GENESYSCLOUD_REGION: 'eu_central_1',
    GENESYSCLOUD_API_URL: genesys.apiUrl,
    GENESYSCLOUD_LOGIN_URL: genesys.loginUrl,
    GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
    STORE_URL: storeUrl,
    ACCESS_POLICY: 'workspace',
    PORT: '0',
  };
}

export interface HouseOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly genesys?: Partial<GenesysOptions>;
  /** A Genesys that runs already and goes on after this house. */
  readonly runningGenesys?: SandboxGenesys;
  readonly slack?: Partial<SlackOptions>;
  readonly socketMode?: boolean;
  /** Makes Slack ready for what is to happen at the start. */
  readonly beforeStart?: (slack: Slack) => void;
  readonly now?: number;
  /** Keeps the store of an earlier house, which is then not deleted. */
  readonly storeUrl?: string;
  readonly patienceMs?: number;
  /** How long one request to Genesys may take. */
  readonly attemptMs?: number;
  /** How long one request to Slack may take. */
  readonly slackTimeoutMs?: number;
  /** Pauses between attempts pass at once, and the clock moves on by them. */
  readonly pausesPassAtOnce?: boolean;
  /** The test breaks Slack's rules on purpose; otherwise `stop` throws when the app has broken one. */
  readonly mayViolate?: boolean;
}

/** The real app between a simulated Genesys Cloud and a stand-in Slack: everything over HTTP on loopback. */
export interface House {
  readonly app: App;
  readonly slack: Slack;
  readonly genesys: SandboxGenesys;
  readonly url: string;
  /** What the app was configured with. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the probes are: the same unless `ADMIN_PORT` says otherwise. */
  readonly adminUrl: string;
  /** Every log line so far. */
  readonly log: readonly Record<string, unknown>[];
  readonly clock: { now: number };
  /** Types a command and waits for what the app says to it; the messages that this person sees because of it. */
  ask(user: string, command: string, text?: string): Promise<readonly SlackMessage[]>;
  /** The text of the one answer. */
  answer(user: string, command: string, text?: string): Promise<string>;
  /** Presses a button and waits until the app has done what follows. */
  press(user: string, message: SlackMessage, actionId: string, value?: string): Promise<readonly SlackMessage[]>;
  /** Empties the store, or one kind of what it holds, as if nothing had ever been asked. The token in use stays. */
  forget(kind?: string): void;
  /** The bearer tokens in the store, in clear. */
  tokens(): readonly string[];
  /**
   * Throws when the app has broken a rule of Slack's (a limit of Block Kit, a late ack, a misused address), when it has
   * asked Genesys for what its contract does not know, or when anything of a customer stands in what it said, logged or
   * kept.
   */
  stop(): Promise<void>;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const clock = { now: options.now ?? MONDAY };
  const now = () => clock.now;
  const passAtOnce = async (ms: number): Promise<void> => {
    clock.now += ms;
  };
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-'));
  const genesys = options.runningGenesys ?? (await startGenesys({ now, clients: [CLIENT], ...options.genesys }));
  const slack = await startSlack({ now, manifestPath: MANIFEST, ...options.slack });
  options.beforeStart?.(slack);
  const log: Record<string, unknown>[] = [];
  const storeUrl = options.storeUrl ?? `sqlite:${folder}/floorwalker.db`;
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ...(options.socketMode ? { SLACK_APP_TOKEN: slack.appToken } : {}),
    GENESYSCLOUD_REGION: 'mypurecloud.de',
    GENESYSCLOUD_API_URL: genesys.apiUrl,
    GENESYSCLOUD_LOGIN_URL: genesys.loginUrl,
    GENESYSCLOUD_OAUTHCLIENT_ID: 'sandbox',
    GENESYSCLOUD_OAUTHCLIENT_SECRET: CANARY_SECRET,
    STORE_URL: storeUrl,
    PORT: '0',
    ACCESS_POLICY: 'workspace',
    // Whoever asks in a test asks more than anybody does in a minute.
    GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000',
    LOG_LEVEL: 'debug',
    ...options.env,
  };
  const config = readConfig(env);
  const recall = createRecall();
  const app = createApp(config, {
    recall,
    log: createLog({
      level: config.logLevel,
      secrets: [],
      destination: { write: (line) => void log.push(JSON.parse(line)) },
    }),
    now,
    ...(options.pausesPassAtOnce ? { sleep: passAtOnce } : {}),
    patienceMs: options.patienceMs ?? 60_000,
    attemptMs: options.attemptMs,
    slackTimeoutMs: options.slackTimeoutMs,
  });
  const { port, adminPort = port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  slack.connect(`${url}/slack/events`);

  const newSince = async (user: string, work: () => Promise<unknown>): Promise<readonly SlackMessage[]> => {
    const before = new Map(slack.messages({ user }).map((message) => [message.ts, message]));
    await work();
    await app.idle();
    return slack.messages({ user }).filter((message) => before.get(message.ts) !== message);
  };
  const ask: House['ask'] = (user, command, text = '') => newSince(user, () => slack.command({ user, command, text }));

  return {
    app,
    slack,
    genesys,
    url,
    env,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    log,
    clock,
    ask,
    async answer(user, command, text) {
      const messages = await ask(user, command, text);
      const [message, ...others] = messages;
      if (message === undefined || others.length > 0) throw new Error(`expected one answer, got ${messages.length}`);
      return message.text;
    },
    press: (user, message, actionId, value) =>
      newSince(user, () => slack.click({ user, message, actionId, ...(value === undefined ? {} : { value }) })),
    forget: (kind = '') => {
      recall.clear();
      inStore(storeUrl, (store) => store.prepare('DELETE FROM entries WHERE ns LIKE ?').run(`%${kind}%`));
    },
    tokens: () =>
      inStore(storeUrl, (store) =>
        store
          .prepare("SELECT v FROM entries WHERE ns LIKE '%token'")
          .all()
          .flatMap(({ v }) => [...String(v).matchAll(/"accessToken":"([^"]+)"/g)].map(([, token]) => String(token))),
      ),
    async stop() {
      await app.stop();
      await Promise.all([slack.stop(), options.runningGenesys === undefined ? genesys.stop() : undefined]);
      const ofCustomers = canariesIn(everythingLeft(slack, log, storeUrl));
      rmSync(folder, { recursive: true, force: true });
      const broken = slack.violations.map(({ where, what }) => `${where}: ${what}`);
      if (broken.length > 0 && options.mayViolate !== true)
        throw new Error(`Slack would object:\n${broken.join('\n')}`);
      contractKept(genesys.strangers);
      if (ofCustomers.length > 0)
        throw new Error(`something of a customer was shown, logged or kept: ${ofCustomers.join()}`);
    },
  };
}

/** What of a customer stands in a text. */
export function canariesIn(text: string): readonly string[] {
  return CANARY_WORDS.filter((word) => text.includes(word));
}

/** All that the app has said, earlier versions included, has logged and has in its file. */
function everythingLeft(slack: Slack, log: readonly unknown[], storeUrl: string): string {
  const said = [slack.messages({ deleted: true }), slack.calls(), [...slack.homes.values()], [...slack.views.values()]];
  return [JSON.stringify([said, log]), ...filesOf(storeUrl).map((file) => readFileSync(file, 'latin1'))].join('\n');
}

/** The files of an embedded store. */
export function filesOf(storeUrl: string): readonly string[] {
  const file = storeUrl.replace(/^sqlite:/, '');
  return [file, `${file}-wal`, `${file}-shm`].filter((each) => existsSync(each));
}

/** Looks into the store of an app that is running. */
function inStore<T>(storeUrl: string, look: (store: DatabaseSync) => T): T {
  const store = new DatabaseSync(storeUrl.replace(/^sqlite:/, ''));
  try {
    return look(store);
  } finally {
    store.close();
  }
}
