/** A network with one way out: a proxy that demands a password, and an authority of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { CANARY_SECRET, CLIENT, MANIFEST } from './house.ts';
import { AUTHORITY, type WalledNet, walledNet } from './walled.ts';

const PATIENCE_MS = 60_000;
const SLACK = 'slack.example.test';
const GENESYS = { api: 'api.example.test', login: 'login.example.test', streaming: 'streaming.example.test' };

interface Walled {
  readonly slack: Slack;
  readonly genesys: SandboxGenesys;
  readonly net: WalledNet;
  /** What stands in the file `.env`. */
  readonly env: Readonly<Record<string, string>>;
}

async function walled(): Promise<Walled> {
  const genesys = await startGenesys({
    now: Date.now,
    clients: [CLIENT],
    publicUrl: `https://${GENESYS.streaming}`,
  });
  const slack = await startSlack({ now: Date.now, manifestPath: MANIFEST, publicUrl: `https://${SLACK}` });
  onTestFinished(async () => {
    await Promise.all([slack.stop(), genesys.stop()]);
  });
  const net = await walledNet({
    [SLACK]: slack.url,
    [GENESYS.api]: genesys.url,
    [GENESYS.login]: genesys.url,
    [GENESYS.streaming]: genesys.url,
  });
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: `https://${SLACK}/api/`,
    GENESYSCLOUD_REGION: 'eu_central_1',
    GENESYSCLOUD_API_URL: `https://${GENESYS.api}`,
    GENESYSCLOUD_LOGIN_URL: `https://${GENESYS.login}`,
    GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: CANARY_SECRET,
    STORE_URL: 'sqlite::memory:',
    ACCESS_POLICY: 'workspace',
    PORT: '0',
    HTTPS_PROXY: net.proxyUrl,
    NO_PROXY: 'intranet.example.test',
    NODE_EXTRA_CA_CERTS: AUTHORITY,
  };
  return { slack, genesys, net, env };
}

/** Runs the app or a command of the operator with a `.env` and no other environment: nothing but that file tells the way out. */
function run(env: Readonly<Record<string, string>>, ...command: readonly string[]): AppProcess {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-walled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const dotEnv = join(folder, '.env');
  writeFileSync(
    dotEnv,
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return startProcess({}, [`--env-file=${dotEnv}`, ...(command.length === 0 ? ['src/main.ts'] : command)]);
}

/** What Omar sees that fits. */
function seen(slack: Slack, pattern: RegExp): Promise<SlackMessage> {
  return slack.until(() => slack.messages({ user: 'U0OMAR' }).find(({ text }) => pattern.test(text)), 20_000);
}

/** Asks, follows and fetches a file: every kind of connection that the app makes. */
async function useEverything({ slack, genesys }: Walled): Promise<void> {
  await slack.command({ user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>' });
  const live = await seen(slack, /^Ana López/);
  await slack.click({ user: 'U0OMAR', message: live, actionId: 'live_follow' });
  await seen(slack, /You follow Ana López/);
  await expect
    .poll(() => genesys.notifications.channels().some(({ socket }) => socket !== undefined), { timeout: 20_000 })
    .toBe(true);
  await slack.command({ user: 'U0OMAR', command: '/agent-stats', text: 'yesterday queue "Billing EU"' });
  const stats = await seen(slack, /^Billing EU/);
  await slack.click({ user: 'U0OMAR', message: stats, actionId: 'stats_csv' });
  await slack.until(() => (Object.keys(slack.files()).length > 0 ? true : undefined), 20_000);
}

const everyHost = [SLACK, GENESYS.api, GENESYS.login, GENESYS.streaming].map((host) => `${host}:443`).toSorted();

describe('behind a proxy that demands a password, with an authority of its own', () => {
  it('all connections of the app over HTTP go through it', { timeout: PATIENCE_MS }, async () => {
    const all = await walled();
    const app = run(all.env);
    all.slack.connect(`http://127.0.0.1:${await app.started()}/slack/events`);
    await useEverything(all);
    expect([...new Set(all.net.tunnels)].toSorted()).toEqual(everyHost);
    expect([all.net.strangers, all.net.exposed, all.slack.violations]).toEqual([[], [], []]);
    expect(app.out()).not.toContain('ss-of-the-proxy');
    app.signal('SIGTERM');
    expect(await app.ended).toBe(0);
  });

  it('all connections of the app in Socket Mode go through it', { timeout: PATIENCE_MS }, async () => {
    const all = await walled();
    const app = run({ ...all.env, SLACK_APP_TOKEN: all.slack.appToken });
    await app.started();
    await expect.poll(() => all.slack.socketMode.connected(), { timeout: 20_000 }).toBe(1);
    await useEverything(all);
    expect([...new Set(all.net.tunnels)].toSorted()).toEqual(everyHost);
    expect([all.net.strangers, all.net.exposed, all.slack.violations]).toEqual([[], [], []]);
    app.signal('SIGTERM');
    expect(await app.ended).toBe(0);
  });

  it('the doctor goes through it', { timeout: PATIENCE_MS }, async () => {
    const { env, slack, net } = await walled();
    const doctor = run({ ...env, SLACK_APP_TOKEN: slack.appToken }, 'src/cli/run.ts', 'doctor');
    expect(await doctor.ended).toBe(0);
    expect(doctor.out()).toMatch(/^ok {7}\d+ checks/m);
    expect([net.strangers, net.exposed]).toEqual([[], []]);
  });
});

describe('what keeps a connection from being made', () => {
  /** What the app says when it cannot start. */
  async function cannotStart(env: Readonly<Record<string, string>>): Promise<string> {
    const app = run(env);
    expect(await app.ended).toBe(1);
    expect(`${app.out()}${app.err()}`).not.toMatch(/fetch failed|undefined|ss-of-the-proxy/);
    return app.err();
  }

  it('is told at the start with the host and the variable to change', { timeout: PATIENCE_MS }, async () => {
    const { env, net, slack } = await walled();
    const told = (sentence: string) => `floorwalker: Slack cannot be reached: ${SLACK}: ${sentence}\n`;
    const { NODE_EXTRA_CA_CERTS: _authority, ...untrusting } = env;
    expect(await cannotStart(untrusting)).toBe(
      told('UNABLE_TO_VERIFY_LEAF_SIGNATURE: set NODE_EXTRA_CA_CERTS to the file of the authority that signs here'),
    );
    expect(await cannotStart({ ...env, HTTPS_PROXY: `http://127.0.0.1:${net.port}` })).toBe(
      told(
        'the proxy answers 407: HTTPS_PROXY needs the user and password of the proxy (http://user:password@host:port)',
      ),
    );
    expect(await cannotStart({ ...env, HTTPS_PROXY: 'http://127.0.0.1:1' })).toBe(
      told('ECONNREFUSED: the proxy is not there: check HTTPS_PROXY, or name the host in NO_PROXY'),
    );
    expect(await cannotStart({ ...env, NO_PROXY: SLACK })).toMatch(
      /: slack\.example\.test: (ENOTFOUND|EAI_AGAIN): its name is not known here: check the address and DNS, or set HTTPS_PROXY/,
    );
    expect(await cannotStart({ ...env, SLACK_API_URL: `https://127.0.0.1:${new URL(slack.url).port}/api/` })).toMatch(
      /: 127\.0\.0\.1:\d+: \w+: it does not speak TLS there: check the scheme and the port of the address/,
    );
    net.forbid(`${SLACK}:443`);
    expect(await cannotStart(env)).toBe(
      told('the proxy answers 403: let the proxy of HTTPS_PROXY through to this host'),
    );
  });

  it('is told by the doctor, for Genesys Cloud too', { timeout: PATIENCE_MS }, async () => {
    const { env, net } = await walled();
    net.forbid(`${GENESYS.login}:443`);
    const doctor = run(env, 'src/cli/run.ts', 'doctor');
    expect(await doctor.ended).toBe(1);
    expect(doctor.out()).toContain(
      'fails    Genesys login: login.example.test: the proxy answers 403: let the proxy of HTTPS_PROXY through to this host.',
    );
  });

  it('is told by the log for a WebSocket of Slack that is blocked, and the app goes on trying', {
    timeout: PATIENCE_MS,
  }, async () => {
    const { env, net, slack } = await walled();
    const socketHost = 'wss.example.test';
    const blocked = await startSlack({
      now: Date.now,
      manifestPath: MANIFEST,
      botToken: slack.botToken,
      publicUrl: `https://${socketHost}`,
    });
    onTestFinished(() => blocked.stop());
    const other = await walledNet({ [SLACK]: blocked.url });
    const app = run({ ...env, HTTPS_PROXY: other.proxyUrl, SLACK_APP_TOKEN: blocked.appToken });
    await app.started();
    const told = () => app.log().find(({ msg }) => msg === 'Socket Mode could not connect, and tries again');
    await expect.poll(told, { timeout: 20_000 }).toMatchObject({
      variable: 'SLACK_APP_TOKEN',
      reason: `${socketHost}: the proxy answers 403: let the proxy of HTTPS_PROXY through to this host`,
    });
    expect(net.tunnels).toEqual([]);
    app.signal('SIGTERM');
    expect(await app.ended).toBe(0);
  });
});
