import { parseArgs } from 'node:util';
import { readConfig } from '../app.ts';
import { BadConfiguration, type Config } from '../config.ts';
import { type Finding, findingsText, isHealthy } from './finding.ts';
import { checkGenesys } from './genesys-checks.ts';
import { checkSlack } from './slack-checks.ts';
import { checkStore } from './store-checks.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const DOCTOR_USAGE = `Checks the set-up: configuration, store, Slack, Genesys Cloud and its permissions.

  npm run doctor                 a line for each check, and what to do
  npm run -s doctor -- --json    the same as JSON`;

/** `npm run doctor`: 0 when all that is needed is there, else 1; 2 for a wrong argument. */
export async function doctorCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const options = readOptions(args);
  if (options === undefined) {
    terminal.complain(`doctor: there is no such argument\n\n${DOCTOR_USAGE}`);
    return 2;
  }
  if (options.help === true) {
    terminal.print(DOCTOR_USAGE);
    return 0;
  }
  const findings = await examine(env);
  const healthy = isHealthy(findings);
  terminal.print(
    options.json === true ? JSON.stringify({ healthy, checks: findings }, null, 2) : findingsText(findings),
  );
  return healthy ? 0 : 1;
}

/** Nothing else can be checked while the configuration cannot be read. */
async function examine(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const read = readOrProblems(env);
  if ('problems' in read) {
    const remedy = 'correct the environment, or the file .env';
    return read.problems.map((detail) => ({ check: 'Configuration', status: 'fails', detail, remedy }));
  }
  const { config } = read;
  const found = await Promise.all([checkStore(config), checkSlack(config), checkGenesys(config, Date.now())]);
  return [configured(config), ...found.flat()];
}

function readOrProblems(
  env: Readonly<Record<string, string | undefined>>,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  try {
    return { config: readConfig(env) };
  } catch (error) {
    if (error instanceof BadConfiguration) return { problems: error.problems };
    throw error;
  }
}

function configured({ access: { policy } }: Config): Finding {
  const check = 'Configuration';
  if (policy !== 'workspace') return { check, status: 'ok', detail: `complete, with ACCESS_POLICY=${policy}` };
  const detail = 'ACCESS_POLICY=workspace shows everybody to every full member of the workspace';
  return { check, status: 'lacks', detail, remedy: 'choose another policy when the trial is over' };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch {
    return undefined;
  }
}
