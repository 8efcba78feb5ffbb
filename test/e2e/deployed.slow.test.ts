/** What the files under `.deploy/` say, done as far as it can be without Docker and systemd. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { clientWithout, deployed, sharedGenesys } from '../cli/deployment.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEPLOY = join(ROOT, '.deploy');
const dockerfile = readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const client = clientWithout();
const genesys = sharedGenesys([client]);

/** A command of the Dockerfile in its exec form. */
function exec(instruction: RegExp): readonly string[] {
  const [, list = '[]'] = instruction.exec(dockerfile) ?? [];
  return z.array(z.string()).parse(JSON.parse(list));
}
const [, ...startArguments] = exec(/^CMD (\[.*\])$/m);
const [, ...healthArguments] = exec(/^HEALTHCHECK .* CMD (\[.*\])$/m);

let folder: string;
let node: string;
let installed: boolean;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'floorwalker-deployed-'));
  chmodSync(folder, 0o755);
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'manifest.yml', 'src']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  rmSync(join(folder, 'src/sandbox'), { recursive: true });
  // What was once installed here is in npm's own cache; a machine without it cannot try this.
  const npm = spawnSync('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  installed = npm.status === 0;
  node = join(folder, 'node');
  copyFileSync(join(ROOT, 'node_modules/node/bin/node'), node);
  chmodSync(node, 0o755);
  execFileSync('chmod', ['-R', 'a-w,a+rX', folder]);
}, 180_000);
afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true });
});

describe('the image', () => {
  it('copies only what exists, and nothing of the sandbox', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(copied.length).toBeGreaterThan(4);
    expect(copied.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
    const admitted = readFileSync(join(DEPLOY, 'Dockerfile.dockerignore'), 'utf8')
      .match(/^!.+/gm)
      ?.map((line) => line.slice(1));
    expect(new Set(admitted)).toEqual(new Set(copied));
  });

  it('runs as somebody without rights, over a source that nobody can write, with no tool of ours installed', {
    timeout: 60_000,
  }, async (test) => {
    test.skip(!installed, 'npm cannot install here');
    const names = readdirSync(join(folder, 'node_modules'));
    expect(names).toContain('@slack');
    expect(names.filter((name) => ['vitest', 'typescript', 'node', 'react', '@biomejs'].includes(name))).toEqual([]);

    const { env, slack } = await deployed({ genesys: genesys(), client });
    const data = mkdtempSync(join(tmpdir(), 'floorwalker-data-'));
    mkdirSync(join(data, 'own'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    chmodSync(data, 0o755);
    if (isRoot) chownSync(join(data, 'own'), NOBODY, NOBODY);
    const person = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const { PATH } = process.env;
    const child = spawn(node, startArguments, {
      cwd: folder,
      ...person,
      env: { PATH, ...env, PORT: '0', STORE_URL: `sqlite:${data}/own/floorwalker.db`, SLACK_APP_TOKEN: slack.appToken },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const ended = new Promise((resolve) => {
      child.once('close', resolve);
    });
    await expect.poll(() => out, { timeout: 30_000 }).toMatch(/"msg":"started"|^floorwalker: /m);
    expect(out).toMatch(/"version":"\d.*"mode":"socket","policy":"genesys","store":"sqlite","region":"eu_central_1"/);
    const port = /"port":(\d+)/.exec(out)?.[1];
    const health = (at: string | undefined) => spawnSync(node, healthArguments, { env: { PORT: at, PATH }, ...person });
    // The other end answers in this very process, so that the check must not keep it from doing so.
    expect(health(port).status).toBe(0);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(health(port).status).toBe(1);
    expect(existsSync(join(data, 'own/floorwalker.db'))).toBe(true);
  });
});

describe('the other ways to run it', () => {
  it('the systemd unit starts what the image starts, as nobody who can write the source', () => {
    const unit = readFileSync(join(DEPLOY, 'floorwalker.service'), 'utf8');
    expect(unit).toContain(`ExecStart=/usr/bin/node ${startArguments.join(' ')}\n`);
    for (const line of [
      'DynamicUser=yes',
      'ProtectSystem=strict',
      'NoNewPrivileges=yes',
      'TimeoutStopSec=30',
      'RestartPreventExitStatus=2',
    ]) {
      expect(unit).toContain(`\n${line}\n`);
    }
  });

  it('compose runs it read-only beside a Redis that keeps what it is given', () => {
    const service = z.looseObject({
      read_only: z.boolean().optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
    });
    const { services } = z
      .looseObject({ services: z.record(z.string(), service) })
      .parse(parse(readFileSync(join(DEPLOY, 'compose.yml'), 'utf8')));
    expect(services['app']).toMatchObject({ read_only: true, cap_drop: ['ALL'], stop_grace_period: '30s' });
    expect(services['redis']?.command).toEqual(expect.arrayContaining(['--appendonly', 'yes', 'noeviction']));
    expect(new URL(services['app']?.environment?.['STORE_URL'] ?? '').hostname in services).toBe(true);
  });

  it('the proxy lets in what Slack calls, and nothing else', () => {
    const caddy = readFileSync(join(DEPLOY, 'Caddyfile'), 'utf8');
    expect(caddy).toMatch(/handle \/slack\/events \{\s+reverse_proxy 127\.0\.0\.1:3000\s+\}\s+handle \{\s+respond 404/);
  });
});
