import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { clientWithout, deployed, type Environment, type Ran, sharedGenesys } from './deployment.ts';

const ROOT = join(import.meta.dirname, '../..');
const client = clientWithout();
const genesys = sharedGenesys([client]);

/** The commands of the README's section about installing, in its order. */
function commandsOfReadme(): readonly string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('## Install in 15 minutes'), readme.indexOf('## Who may ask about whom'));
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
}

/** A folder with the app as it is checked out. What `npm ci` would install is the tests' own, by a link. */
function checkedOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-connecting-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['package.json', 'manifest.yml', '.env.example', 'src']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs a line as a shell does, in this folder and with nothing of this machine's environment; ended when it says this. */
function type(line: string, folder: string, until?: string): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: folder };
  const child = spawn('sh', ['-c', `exec ${line}`], { cwd: folder, env });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString();
    if (until !== undefined && written.out.includes(until)) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.err += chunk.toString();
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, ...written }));
  });
}

/** Fills in what stands empty in the first lines of `.env`; what only a stand-in needs goes to its end. */
function fillIn(file: string, env: Environment): void {
  const filled = new Set<string>();
  const text = readFileSync(file, 'utf8').replaceAll(/^([A-Z_]+)=$/gm, (_line, name: string) => {
    filled.add(name);
    return `${name}=${env[name] ?? ''}`;
  });
  const beside = Object.entries(env).filter(([name]) => !filled.has(name));
  writeFileSync(file, [text, ...beside.map(([name, value]) => `${name}=${value}`), ''].join('\n'));
}

it('the steps of the README lead from a checkout to an app that runs in Socket Mode', {
  timeout: 120_000,
}, async () => {
  const commands = commandsOfReadme();
  expect(commands).toEqual([
    'npm ci',
    'npm run -s manifest -- --socket',
    'npm run -s role',
    'cp .env.example .env',
    'npm run doctor',
    'npm start',
  ]);
  const [, manifest = '', role = '', copy = '', doctor = '', start = ''] = commands;
  const folder = checkedOut();

  const printed = await type(manifest, folder);
  expect(printed).toMatchObject({ code: 0, err: '' });
  const pasted = join(folder, 'pasted.yml');
  writeFileSync(pasted, printed.out);
  expect(await type(role, folder)).toMatchObject({ code: 0, err: '' });

  expect(await type(copy, folder)).toMatchObject({ code: 0, err: '' });
  // The workspace has installed what was pasted, and gives its two tokens.
  const { env, slack } = await deployed({ genesys: genesys(), client, scopes: pasted });
  const { SLACK_SIGNING_SECRET: _ofHttp, STORE_URL: _default, ...connected } = env;
  fillIn(join(folder, '.env'), { ...connected, SLACK_APP_TOKEN: slack.appToken, PORT: '0' });

  const examined = await type(doctor, folder);
  expect(examined.out).toMatch(/^ok {7}\d+ checks/m);
  expect(examined.out).not.toMatch(/^fails/m);
  expect(examined).toMatchObject({ code: 0, err: '' });

  const ran = await type(start, folder, '"msg":"started"');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(slack.violations).toEqual([]);
});
