import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const DEMO_FILE = fileURLToPath(new URL('../../src/sandbox/demo.ts', import.meta.url));

export interface Demo {
  readonly url: string;
  /** Everything that it has printed. */
  readonly said: () => string;
  /** @returns exit code and signal */
  readonly stop: (signal?: NodeJS.Signals) => Promise<unknown>;
}

/** Starts the demo, on any port that is free unless told, and waits for the address that it prints. */
export async function startDemo(port = '0'): Promise<Demo> {
  // Whoever asks here asks more than anybody does in a minute.
  const environment = { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000', ...process.env, NODE_ENV: 'test', DEMO_PORT: port };
  const child: ChildProcess = spawn(process.execPath, [DEMO_FILE], { env: environment });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: unknown) => {
      said += String(chunk);
      const [, found] = /demo: (http:\/\/\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the demo ended: ${said}`)));
  });
  const exited = once(child, 'exit');
  return {
    url,
    said: () => said,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}
