// `npm run demo`: a simulated Genesys Cloud, a stand-in Slack with its page, and the real app between them, all on
// 127.0.0.1. `DEMO_PORT` is where the page answers, 4300 unless told, or the next that is free; what else is set
// for the app is handed on.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clearStage, firstScene, setStage } from './first-scene.ts';
import { startGenesys } from './genesys/genesys.ts';
import { startPage } from './page/page.ts';
import { plainWorkspace } from './plain-names.ts';
import { startSlack } from './slack/slack.ts';
import { makeTrouble } from './troubles.ts';

const READY_WITHIN_MS = 30_000;
/** Longer, and whoever is stuck would be past belief. */
const SCENE_LASTS_MS = 20 * 60_000;
const STOP_WITHIN_MS = 10_000;
const root = fileURLToPath(new URL('../../', import.meta.url));

if (process.env['NODE_ENV'] === 'production') {
  console.error('The demo lets anybody be anybody: it does not start with NODE_ENV=production.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'floorwalker-demo-'));
const port = await freePort();
const genesys = await startGenesys({
  now: Date.now,
  scene: firstScene(Date.now()),
  // As many as the app believes that it may make, with some to spare.
  requestsPerMinute: Math.max(300, 2 * Number(process.env['GENESYSCLOUD_REQUESTS_PER_MINUTE'] ?? 0)),
});
const slack = await startSlack({
  now: Date.now,
  ...plainWorkspace(),
  manifestPath: join(root, 'manifest.yml'),
  appUrl: `http://127.0.0.1:${port}/slack/events`,
});
let placed = setStage(genesys, Date.now());
setInterval(() => {
  clearStage(genesys, placed);
  placed = setStage(genesys, Date.now());
}, SCENE_LASTS_MS).unref();
const app = startApp();
const wantedPort = Number(process.env['DEMO_PORT'] ?? 4300);
const page = await startPage({
  slack,
  now: Date.now,
  port: wantedPort,
  makeTrouble: (trouble) => makeTrouble(genesys, trouble),
}).catch(cannotStart);
if (wantedPort !== 0 && page.port !== wantedPort)
  console.log(`Port ${wantedPort} is busy: the demo takes ${page.port} instead (DEMO_PORT chooses another).`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
app.once('exit', (code) => {
  if (stopping) return;
  console.error(`Floorwalker stopped with exit code ${code}; what it said is above.`);
  void stop(1);
});

let objections = 0;
slack.onChange(() => {
  for (const { where, what } of slack.violations.slice(objections))
    console.error(`Slack would object (${where}): ${what}`);
  objections = slack.violations.length;
});

await ready();
slack.say('U0CARMEN', 'C0FLOOR', 'Good morning! Billing EU is filling up, please keep an eye on it.');
console.log(
  `\n  Floorwalker demo: ${page.url}\n\n  Try /agent-live @ana or /agent-stats last week. Ctrl+C stops everything.\n`,
);

/** The app as it is deployed: another process, told by its environment alone. */
function startApp(): ChildProcess {
  const environment = {
    LOG_LEVEL: 'warn',
    ...process.env,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    GENESYSCLOUD_REGION: 'mypurecloud.de',
    GENESYSCLOUD_OAUTHCLIENT_ID: 'sandbox',
    GENESYSCLOUD_OAUTHCLIENT_SECRET: 'sandbox',
    GENESYSCLOUD_API_URL: genesys.apiUrl,
    GENESYSCLOUD_LOGIN_URL: genesys.loginUrl,
    STORE_URL: `sqlite:${join(folder, 'demo.db')}`,
    PORT: String(port),
  };
  const main = ['--import', './src/node-version.mjs', 'src/main.ts'];
  return spawn(process.execPath, main, { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function ready(): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!stopping) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    if (Date.now() > until) cannotStart(new Error(`the app was not ready within ${READY_WITHIN_MS / 1000} s`));
    await sleep(100);
  }
}

function cannotStart(problem: unknown): never {
  console.error(`The demo cannot start: ${problem instanceof Error ? problem.message : String(problem)}`);
  app.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}

/** The app first, so that what it is answering still reaches somebody. */
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (app.exitCode === null && app.signalCode === null) {
    const exited = once(app, 'exit');
    app.kill('SIGTERM');
    await Promise.race([exited, sleep(STOP_WITHIN_MS)]);
    app.kill('SIGKILL');
  }
  await Promise.all([page.stop(), slack.stop(), genesys.stop()]);
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

/** A port that is free now; the app is told it before it listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
