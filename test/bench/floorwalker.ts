import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { environmentOf } from '../e2e/house.ts';
import { type AskedProcess, NODE, startAsked } from './asked-process.ts';

export const SIGNING_SECRET = 'bench-signing-secret';

const told = z.object({
  apiUrl: z.string(),
  loginUrl: z.string(),
  slackUrl: z.string(),
  botToken: z.string(),
  teamId: z.string(),
});

interface Deployed {
  readonly app: AskedProcess;
  /** Every process, the first included. */
  readonly apps: readonly AskedProcess[];
  readonly teamId: string;
  readonly stop: () => Promise<void>;
}

/** The app as it is deployed, beside a Genesys Cloud and a Slack in a process of their own. */
export async function startFloorwalker(storeUrl?: string, processes = 1): Promise<Deployed> {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-bench-'));
  const others = spawn(NODE, [join(import.meta.dirname, 'sandboxes-child.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: others.stdout }), 'line');
  const { apiUrl, loginUrl, slackUrl, botToken, teamId } = told.parse(JSON.parse(String(line)));
  const slack = { botToken, signingSecret: SIGNING_SECRET, apiUrl: slackUrl };
  const environment = {
    ...environmentOf(slack, { apiUrl, loginUrl }, storeUrl ?? `sqlite:${folder}/bench.db`),
    GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000',
  };
  const start = () =>
    startAsked([...heapFlags(), 'src/main.ts'], environment, (started) => {
      const { msg, port } = JSON.parse(started);
      return msg === 'started' ? Number(port) : undefined;
    });
  const app = await start();
  const apps = [app];
  while (apps.length < processes) apps.push(await start());
  return {
    app,
    apps,
    teamId,
    stop: async () => {
      await Promise.all(apps.map((each) => each.stop()));
      others.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What `npm start` tells Node about memory: measured is what is deployed. */
function heapFlags(): readonly string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--max-'));
}
