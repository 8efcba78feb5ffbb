import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { PERMISSIONS } from '../../src/cli/permissions.ts';
import type { ExitCode, Terminal } from '../../src/cli/terminal.ts';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import type { ClientSettings } from '../../src/sandbox/genesys/wire/clients.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import { contractKept } from '../contract/kept.ts';
import { manifestWith } from '../sandbox/slack/manifests.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
type Command = (args: readonly string[], env: Environment, terminal: Terminal) => Promise<ExitCode>;

/** What a command did: where it wrote what, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Beside those of the test manifest: every scope that the app's own asks for. */
export const LATER_SCOPES = ['chat:write.public', 'files:write', 'app_mentions:read', 'im:history'] as const;

export const CANARY = 'canary-of-a-secret';

/** Names its permissions in its id: `without-routing-queue-view`. */
export function clientWithout(...missing: readonly string[]): ClientSettings {
  const id = ['without', ...missing].join('-').replaceAll(':', '-');
  const permissions = PERMISSIONS.map(({ permission }) => permission);
  return { id, secret: CANARY, permissions: permissions.filter((permission) => !missing.includes(permission)) };
}

/** A simulated Genesys Cloud for all tests of a file, with these OAuth clients. */
export function sharedGenesys(clients: readonly ClientSettings[]): () => SandboxGenesys {
  let genesys: SandboxGenesys | undefined;
  beforeAll(async () => {
    genesys = await startGenesys({ now: Date.now, clients, requestsPerMinute: 10_000, tokensPerMinute: 10_000 });
  });
  afterAll(async () => {
    await genesys?.stop();
    contractKept(genesys?.strangers ?? []);
  });
  return () => {
    if (genesys === undefined) throw new Error('the simulated Genesys Cloud has not been started');
    return genesys;
  };
}

/** The environment of an app beside a simulated Genesys Cloud and a stand-in Slack, which ends with the test. */
export async function deployed({
  genesys,
  client = clientWithout(),
  scopes = manifestWith({ and: LATER_SCOPES }),
}: {
  readonly genesys: SandboxGenesys;
  readonly client?: ClientSettings;
  readonly scopes?: string;
}): Promise<{ readonly env: Environment; readonly slack: Slack; readonly storeFile: string }> {
  const slack = await startSlack({
    now: Date.now,
    manifestPath: scopes,
    botToken: `xoxb-${CANARY}`,
    appToken: `xapp-${CANARY}`,
  });
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-cli-'));
  onTestFinished(async () => {
    await slack.stop();
    rmSync(folder, { recursive: true });
  });
  const storeFile = join(folder, 'floorwalker.db');
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: CANARY,
    SLACK_API_URL: slack.apiUrl,
    GENESYSCLOUD_REGION: 'mypurecloud.de',
    GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: CANARY,
    GENESYSCLOUD_API_URL: genesys.apiUrl,
    GENESYSCLOUD_LOGIN_URL: genesys.loginUrl,
    STORE_URL: `sqlite:${storeFile}`,
    STORE_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  return { env, slack, storeFile };
}

/** Runs a command in this process. */
export async function run(command: Command, args: readonly string[], env: Environment): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await command(args, env, {
    print: (text) => void out.push(text),
    complain: (text) => void err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Runs `npm run audit` or `npm run doctor` as the operator does, without npm. */
export function runProcess(command: 'audit' | 'doctor', args: readonly string[], env: Environment): Promise<Ran> {
  const file = new URL('../../src/cli/run.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, command, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, ...written }));
  });
}
