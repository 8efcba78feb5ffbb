import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export const NODE = `${import.meta.dirname}/../../node_modules/.bin/node`;
const CLOCK_TICK_MS = 10;
const PAGE_BYTES = 4096;

/** A Slack app in a process of its own, which answers commands over HTTP. */
export interface AskedProcess {
  readonly url: string;
  /** What it has used so far. */
  cpuMs(): number;
  residentMb(): number;
  stop(): Promise<void>;
}

/** Starts a process and waits for the line of its output that tells the port. */
export async function startAsked(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  portIn: (line: string) => number | undefined,
): Promise<AskedProcess> {
  const child = spawn(NODE, args, {
    cwd: `${import.meta.dirname}/../..`,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child, portIn);
  child.stdout?.resume();
  // Linux tells what a process has used, whatever it runs.
  const fields = () =>
    readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    cpuMs: () => ((fields()[11] ?? 0) + (fields()[12] ?? 0)) * CLOCK_TICK_MS,
    residentMb: () => ((fields()[21] ?? 0) * PAGE_BYTES) / 2 ** 20,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function portOf(child: ChildProcess, portIn: (line: string) => number | undefined): Promise<number> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = portIn(line);
    if (port !== undefined) return port;
  }
  throw new Error('the process ended before it listened');
}

/** Asks as Slack does, and counts the replies. */
export interface Asker {
  /** Resolves with the time until the acknowledgement, or nothing when none came. */
  ask(url: string, text: string): Promise<{ readonly ackMs: number | undefined; readonly busy: boolean }>;
  readonly replies: () => number;
  stop(): void;
}

export async function openAsker(signingSecret: string, teamId: string, sockets: number): Promise<Asker> {
  let replies = 0;
  const sink = createServer((incoming, response) => {
    let said = '';
    incoming.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    incoming.on('end', () => {
      // That it takes longer is no answer yet.
      if (!said.includes('Still asking')) replies += 1;
      response.end('ok');
    });
  });
  sink.listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const { port } = sink.address() as AddressInfo;
  const signer = openSigner(signingSecret, teamId, sockets);
  return {
    replies: () => replies,
    ask: (url, text) => {
      const [command = '', ...words] = text.split(' ');
      const responseUrl = `http://127.0.0.1:${port}/reply`;
      return signer.ask(url, { command, text: words.join(' '), user: 'U0OMAR', responseUrl });
    },
    stop: () => {
      signer.stop();
      sink.close();
      sink.closeAllConnections();
    },
  };
}

/** Sends commands as Slack signs them. */
export function openSigner(signingSecret: string, teamId: string, sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  let asked = 0;
  return {
    ask: (
      url: string,
      of: { readonly command: string; readonly text: string; readonly user: string; readonly responseUrl: string },
    ): ReturnType<Asker['ask']> =>
      new Promise((resolve) => {
        asked += 1;
        const body = new URLSearchParams({
          command: of.command,
          text: of.text,
          user_id: of.user,
          team_id: teamId,
          channel_id: 'C0FLOOR',
          trigger_id: `${asked}.1.x`,
          response_url: of.responseUrl,
        }).toString();
        const timestamp = String(Math.floor(Date.now() / 1000));
        const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        };
        const startedAt = performance.now();
        const asking = request(url, { method: 'POST', agent, headers }, (response) => {
          let said = '';
          response.on('data', (chunk: Buffer) => {
            said += chunk.toString();
          });
          response.on('end', () => resolve({ ackMs: performance.now() - startedAt, busy: said.includes('busy') }));
        });
        asking.on('error', () => resolve({ ackMs: undefined, busy: false }));
        asking.end(body);
      }),
    stop: () => agent.destroy(),
  };
}
