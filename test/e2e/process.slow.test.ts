import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CANARY_WORDS } from '../../src/sandbox/genesys/centre/customer.ts';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import { contractKept } from '../contract/kept.ts';
import { leaks } from '../faults/secrets.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { CANARY_SECRET, CLIENT, environmentOf, MANIFEST } from './house.ts';

/** A process takes its time to start where several do at once. */
const PATIENCE_MS = 60_000;
const DAY_MS = 86_400_000;

let genesys: SandboxGenesys;
beforeAll(async () => {
  genesys = await startGenesys({ now: Date.now, clients: [CLIENT] });
  // The past is made when somebody asks for it; while that goes on, nothing else in this process does.
  const now = Date.now();
  for (const _ of genesys.history.during({ start: now - 22 * DAY_MS, end: now }));
}, PATIENCE_MS);
afterAll(async () => {
  await genesys.stop();
  contractKept(genesys.strangers);
});

async function openSlack(): Promise<Slack> {
  const slack = await startSlack({ now: Date.now, manifestPath: MANIFEST });
  onTestFinished(() => slack.stop());
  return slack;
}

function environment(slack: Slack) {
  return { ...environmentOf(slack, genesys, 'sqlite::memory:'), LOG_LEVEL: 'debug' };
}

async function startApp(slack: Slack, env: Readonly<Record<string, string>> = {}) {
  const app = startProcess({ ...environment(slack), ...env });
  const port = await app.started();
  const url = `http://127.0.0.1:${port}`;
  slack.connect(`${url}/slack/events`);
  return { app, url };
}

/** The app's answer to a command, as it lands in Slack; on a busy machine it may have said before that it takes longer. */
async function answerTo(slack: Slack, command: string, text: string): Promise<string> {
  const before = slack.messages({ user: 'U0OMAR' }).length;
  const answered = () =>
    slack
      .messages({ user: 'U0OMAR' })
      .slice(before)
      .find((message) => !message.text.startsWith('Still asking'));
  const ack = await slack.command({ user: 'U0OMAR', command, text });
  expect(ack).toMatchObject({ status: 200 });
  return (await slack.until(answered, 20_000)).text;
}

/** Whatever else happened: no warning but that of the trial's policy, nothing that Slack would object to, no secret in any line. */
function expectGoodManners(app: AppProcess, slack: Slack): void {
  expect(slack.violations).toEqual([]);
  expect(app.log().filter(({ level }) => ['warn', 'error', 'fatal'].includes(String(level)))).toMatchObject([
    // Of the policy that these processes are started with; nothing else is worth a warning.
    { level: 'warn', policy: 'workspace' },
  ]);
  const secrets = [CANARY_SECRET, slack.botToken, slack.signingSecret, '@example.com', ...CANARY_WORDS];
  expect(leaks(app.out() + app.err(), secrets)).toEqual([]);
}

async function get(url: string): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(url);
  return { status: response.status, body: await response.text() };
}

describe('the app as a process', { timeout: PATIENCE_MS }, () => {
  it('answers both commands over HTTP, and an operator’s probes', async () => {
    const slack = await openSlack();
    const { app, url } = await startApp(slack);

    expect(await answerTo(slack, '/agent-live', '<@U0ANA>')).toMatch(/^Ana López .* · Genesys live state$/s);
    expect(await answerTo(slack, '/agent-stats', 'last week <@U0ANA>')).toMatch(
      /^Ana López, last week: .* · Genesys Analytics$/s,
    );

    expect(await get(`${url}/healthz`)).toEqual({ status: 200, body: 'ok\n' });
    const ready = await get(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.body)).toEqual({ slack: true, genesys: true, store: true });
    const { body: metrics } = await get(`${url}/metrics`);
    expect(metrics).toContain('floorwalker_answer_seconds_count{question="/agent-live",outcome="answered"} 1');
    expect(metrics).toMatch(/floorwalker_genesys_requests_total\{endpoint="token",outcome="ok"\} 1\n/);
    expect(leaks(metrics, ['U0', 'Ana', 'example.com', 'C0FLOOR'])).toEqual([]);
    expect((await get(`${url}/slack/events`)).status).toBe(405);
    expect((await get(`${url}/etc/passwd`)).status).toBe(404);
    expectGoodManners(app, slack);

    app.signal('SIGINT');
    expect(await app.ended).toBe(0);
  });

  it('answers both commands in Socket Mode, and goes on after Slack refreshed or dropped the connection', async () => {
    const slack = await openSlack();
    const { app, url } = await startApp(slack, { SLACK_APP_TOKEN: slack.appToken });
    /** The app has opened so many connections, and the last of them stands. */
    const connected = async (times: number): Promise<void> => {
      const state = () => [slack.calls('apps.connections.open').length, slack.socketMode.connected()];
      await expect.poll(state, { timeout: 20_000 }).toEqual([times, 1]);
    };

    await connected(1);
    expect(await answerTo(slack, '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    expect(await answerTo(slack, '/agent-stats', 'last week <@U0ANA>')).toMatch(/^Ana López, last week: /);
    expect((await get(`${url}/readyz`)).status).toBe(200);
    expect((await get(`${url}/slack/events`)).status).toBe(404);
    // Each was acknowledged once: Bolt warns of a second time.
    expectGoodManners(app, slack);

    slack.socketMode.refresh();
    await connected(2);
    expect(await answerTo(slack, '/agent-live', '<@U0ZOE>')).toMatch(/^Zoë/);
    slack.socketMode.drop();
    await connected(3);
    expect(await answerTo(slack, '/agent-live', '<@U0KIRAN>')).toMatch(/^Kiran/);

    app.signal('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(slack.violations).toEqual([]);
  });

  it('gives the answer that it is working on when it is told to stop, and then ends well', async () => {
    const slack = await openSlack();
    const { app } = await startApp(slack);
    genesys.faults.latency(400);
    onTestFinished(() => genesys.faults.clear());

    await slack.command({ user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>' });
    app.signal('SIGTERM');
    app.signal('SIGTERM');

    expect(await app.ended).toBe(0);
    expect(slack.messages({ user: 'U0OMAR' }).at(-1)?.text).toMatch(/^Ana López/);
    expect(app.log().map(({ msg }) => msg)).toContain('stopping');
    expectGoodManners(app, slack);
  });

  it('started through npm, stops as well when npm is told to, and leaves nothing behind', async () => {
    const slack = await openSlack();
    const app = startProcess(environment(slack), ['--silent', 'start'], 'npm');
    const port = await app.started();

    app.signal('SIGTERM');

    // The end of the output is that of the last process that holds it: an orphan would keep it open.
    expect(await app.ended).toBe(0);
    expect(app.log().map(({ msg }) => msg)).toContain('stopping');
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
    expectGoodManners(app, slack);
  });
});

describe('a configuration that cannot work', { timeout: PATIENCE_MS }, () => {
  it('ends with 2 and a line for each problem, and repeats no secret', async () => {
    const app = startProcess({ PORT: 'canary-port', SLACK_BOT_TOKEN: 'canary-token', ACCESS_POLICY: 'everybody' });
    expect(await app.ended).toBe(2);
    const lines = app.err().trimEnd().split('\n');
    expect(lines).toEqual(lines.map(() => expect.stringMatching(/^floorwalker: [A-Z_]+ /)));
    const named = lines.map((line) => line.split(' ')[1]);
    expect(named).toEqual(
      expect.arrayContaining([
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
        'GENESYSCLOUD_REGION',
        'GENESYSCLOUD_OAUTHCLIENT_ID',
        'GENESYSCLOUD_OAUTHCLIENT_SECRET',
        'ACCESS_POLICY',
        'PORT',
      ]),
    );
    expect(app.err() + app.out()).not.toContain('canary');
  });

  it('tells a bad region, a bad store and a variable that is misspelt in one list', async () => {
    const slack = await openSlack();
    const { ACCESS_POLICY, ...env } = environment(slack);
    const app = startProcess({
      ...env,
      GENESYSCLOUD_REGION: 'atlantis',
      STORE_URL: 'mysql://user:canary@db',
      SUMMARY_DAYS: 'mon-wed-fri',
      ACCES_POLICY: ACCESS_POLICY,
    });
    expect(await app.ended).toBe(2);
    expect(app.err().trimEnd().split('\n')).toEqual([
      'floorwalker: SUMMARY_DAYS is not days such as mon-fri or mon,wed',
      expect.stringMatching(/^floorwalker: GENESYSCLOUD_REGION "atlantis" is not a region/),
      expect.stringMatching(/^floorwalker: STORE_URL mysql: is not a store we know/),
      'floorwalker: ACCES_POLICY is not a variable of this app: did you mean ACCESS_POLICY?',
    ]);
    expect(app.err() + app.out()).not.toContain('canary');
  });

  it('with a region that does not exist, ends with 2 and the list of all eighteen', async () => {
    const slack = await openSlack();
    const app = startProcess({ ...environment(slack), GENESYSCLOUD_REGION: 'atlantis' });
    expect(await app.ended).toBe(2);
    const lines = app.err().trimEnd().split('\n');
    expect(lines).toEqual([expect.stringMatching(/^floorwalker: GENESYSCLOUD_REGION .*atlantis/)]);
    expect(lines[0]?.match(/\w+\.(com|de|ie|jp|au)\b|pure\.cloud/g)?.length).toBeGreaterThanOrEqual(18);
  });
});

describe('a start that cannot succeed', { timeout: PATIENCE_MS }, () => {
  it.each([
    [
      'a Slack token that is refused',
      { SLACK_BOT_TOKEN: 'xoxb-revoked-long-ago' },
      /Slack does not accept SLACK_BOT_TOKEN: invalid_auth/,
    ],
    ['a store that cannot be opened', { STORE_URL: 'sqlite:package.json/floorwalker.db' }, /store/i],
    [
      'a Slack that cannot be reached',
      { SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      /Slack cannot be reached: 127\.0\.0\.1:9: bad port: this is the port of another service/,
    ],
  ])('with %s ends with 1 and one line', async (_what, env, why) => {
    const slack = await openSlack();
    const app = startProcess({ ...environment(slack), ...env });
    expect(await app.ended).toBe(1);
    const lines = app.err().trimEnd().split('\n');
    expect(lines).toEqual([expect.stringMatching(/^floorwalker: /)]);
    expect(lines[0]).toMatch(why);
    expect(leaks(app.out() + app.err(), [CANARY_SECRET, 'revoked-long-ago'])).toEqual([]);
  });

  it('with a port that is taken ends with 1 and one line that names it', async () => {
    const slack = await openSlack();
    const other = createServer().listen(0);
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const app = startProcess({ ...environment(slack), PORT: String(port) });
    expect(await app.ended).toBe(1);
    expect(app.err().trimEnd().split('\n')).toEqual([expect.stringMatching(new RegExp(`^floorwalker: .*${port}`))]);
  });

  it('with a Node that is too old says which one it needs', async () => {
    const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.1' } })`;
    const app = startProcess({}, ['--import', pretend, 'src/node-version.mjs']);
    expect(await app.ended).toBe(1);
    expect(app.err().trim()).toMatch(/^Floorwalker needs Node 24\.14 or newer; this is Node 20\.18\.1\. Run `npm ci`/);
  });
});

describe('SIGTERM while the app is still connecting', () => {
  it.each(['auth.test', 'apps.connections.open'])(
    'to %s, which does not answer, ends it with 0 at once',
    async (method) => {
      const slack = await openSlack();
      const asked = Promise.withResolvers<void>();
      const silent = createServer((request, response) => {
        if (request.url?.endsWith(method) === true) return asked.resolve();
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ ok: true, team_id: 'T0ACME', user_id: 'U0FLOOR' }));
      });
      await new Promise<void>((resolve) => {
        silent.listen(0, '127.0.0.1', resolve);
      });
      onTestFinished(() => void silent.close());
      onTestFinished(() => silent.closeAllConnections());
      const { port } = silent.address() as AddressInfo;
      const env = { SLACK_API_URL: `http://127.0.0.1:${port}/api/`, SLACK_APP_TOKEN: 'xapp-1-test' };
      const app = startProcess({ ...environment(slack), ...env });
      await asked.promise;
      const before = performance.now();
      app.signal('SIGTERM');
      expect(await app.ended).toBe(0);
      expect(performance.now() - before).toBeLessThan(10_000);
      expect(app.err()).toBe('');
    },
    PATIENCE_MS,
  );
});
