import { openDesk, readConfig } from '../app.ts';
import { BadConfiguration, type Config, secretsOf } from '../config.ts';
import { createLog } from '../log.ts';
import { SourceError } from '../reports/ports.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/**
 * Does something with the deployment that the environment tells of, and closes it again. What it says beside the answer
 * goes where problems are told, each line with the name of the command.
 */
export async function atDesk(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  work: (desk: Desk, config: Config) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    const config = readConfig(env);
    const log = createLog({
      level: 'error',
      secrets: secretsOf(config),
      // The audit is kept in the store, and is nothing to complain of.
      destination: { write: (line) => line.includes('"log":"audit"') || terminal.complain(line.trimEnd()) },
    });
    const desk = await openDesk(config, { log });
    try {
      return await work(desk, config);
    } finally {
      await desk.close();
    }
  } catch (error) {
    if (error instanceof BadConfiguration) {
      for (const problem of error.problems) terminal.complain(`${command}: ${problem}`);
      return 2;
    }
    terminal.complain(`${command}: ${reason(error)}`);
    return 1;
  }
}

/** Says how a command is used: because it was asked for, or was not understood. */
export function tellUsage(usage: string, isAskedFor: boolean, terminal: Terminal): ExitCode {
  if (isAskedFor) terminal.print(usage);
  else terminal.complain(usage);
  return isAskedFor ? 0 : 2;
}

function reason(error: unknown): string {
  if (error instanceof SourceError) return `Genesys Cloud did not answer (${error.kind}); \`npm run doctor\` says more`;
  return error instanceof Error ? error.message : 'failed';
}
