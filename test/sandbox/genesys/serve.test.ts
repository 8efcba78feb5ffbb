import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';

/** What `npm run sandbox` runs, on any free port. */
function serve(): ChildProcess {
  const child = spawn(process.execPath, ['src/sandbox/serve.ts'], {
    env: { ...process.env, SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

it('says where it listens and which variables to set, and stops when it is interrupted', async () => {
  const child = serve();
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('Ctrl+C')) break;
  }
  const [, url = ''] = /GENESYSCLOUD_API_URL=(\S+)/.exec(said) ?? [];
  expect(said).toContain('GENESYSCLOUD_OAUTHCLIENT_ID=sandbox');
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('sandbox:sandbox').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  expect(response.status).toBe(200);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
