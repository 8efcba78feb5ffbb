import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const ROOT = `${import.meta.dirname}/../..`;
const NODE = `${ROOT}/node_modules/.bin/node`;

export interface AppProcess {
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** The lines of its log. */
  readonly log: () => readonly Record<string, unknown>[];
  /** Resolves with its port once it says that it has started. */
  readonly started: () => Promise<number>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs the app, another file or another program, as a process of its own with this environment and no other; it ends with the test. */
export function startProcess(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = ['--import', './src/node-version.mjs', 'src/main.ts'],
  program = NODE,
): AppProcess {
  // Node itself is found by PATH; nothing else of this machine's environment may decide a test.
  const child = spawn(program, args, { cwd: ROOT, env: { PATH: process.env['PATH'], ...env } });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.err += chunk.toString();
  });
  const ended = endOf(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const log = () => linesOf(written.out).map((line): Record<string, unknown> => JSON.parse(line));
  return {
    out: () => written.out,
    err: () => written.err,
    log,
    async started() {
      for (;;) {
        const port = log().find(({ msg }) => msg === 'started')?.['port'];
        if (typeof port === 'number') return port;
        const gone = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
        if (gone) throw new Error(`the app did not start: ${written.err}`);
      }
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code));
  });
}

/** Whole lines only: the last one may still be on its way. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}
