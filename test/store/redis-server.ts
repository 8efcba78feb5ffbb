import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';

/** Whether this machine has a `redis-server`; tests that need one are skipped, visibly, where there is none. */
export const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export interface RedisServer {
  readonly url: string;
  /** As the machine would: SIGKILL, SIGSTOP, SIGCONT. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  stop(): Promise<void>;
}

/** Everything in a Redis, names and values, as somebody finds it who looks. */
export async function everythingIn(url: string): Promise<{ readonly keys: readonly string[]; readonly text: string }> {
  const client = await createClient({ url }).connect();
  try {
    // Otherwise a dump is compressed, and nothing could be found in it.
    await client.configSet('rdbcompression', 'no');
    const keys = await client.keys('*');
    const dumps = await Promise.all(keys.map((name) => client.dump(name)));
    return { keys, text: [...keys, ...dumps].join('\n') };
  } finally {
    client.destroy();
  }
}

/** A real Redis of the test's own on a free port of the loopback. With `dir` it keeps an append-only file there. */
export async function startRedis(
  options: { readonly port?: number; readonly dir?: string } = {},
): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const disk =
    options.dir === undefined
      ? ['--appendonly', 'no']
      : ['--appendonly', 'yes', '--appendfsync', 'always', '--dir', options.dir];
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...disk], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('Ready to accept connections')) break;
  }
  child.stdout.resume();
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: async (name) => {
      child.kill(name);
      if (name === 'SIGKILL') await ended(child);
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
