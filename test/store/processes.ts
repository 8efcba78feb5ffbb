import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Starts another process at the store; `lines` grows as it speaks, `ended` resolves when it is gone. */
export function startWorker(url: string, what: 'write' | 'claim' | 'hold', owner: string, count = 0) {
  const child: ChildProcess = spawn(process.execPath, [WORKER, url, what, owner, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  const spoken = Promise.withResolvers<void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    if (lines.length > 0) spoken.resolve();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { lines, spoken: spoken.promise, ended, kill: () => child.kill('SIGKILL') };
}
