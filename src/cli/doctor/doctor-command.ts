import { parseArgs } from 'node:util';
import { readConfig } from '../../app.ts';
import { BadConfiguration, type Config } from '../../config.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { type Finding, findingsText, isHealthy } from './finding.ts';
import { checkGenesys } from './genesys-checks.ts';
import { assumptionsText, probe } from './probe.ts';
import { checkSlack } from './slack-checks.ts';
import { checkStore } from './store-checks.ts';

const DOCTOR_USAGE = `Checks the set-up: configuration, store, Slack, Genesys Cloud and its permissions.

  npm run doctor                 what is missing or wrong, and what to do
  npm run doctor -- --all        a line for each check
  npm run doctor -- --probe      tries what the app takes for granted of Genesys Cloud: read-only, at most 40 requests
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
  if (options.probe === true) return probing(env, terminal, options.json === true);
  const findings = await examine(env);
  const healthy = isHealthy(findings);
  const text = () => findingsText(findings, options.all === true ? 'all' : 'not-well');
  terminal.print(options.json === true ? JSON.stringify({ healthy, checks: findings }, null, 2) : text());
  return healthy ? 0 : 1;
}

/** 0 whatever was found: the app copes with each of them. */
async function probing(
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  asJson: boolean,
): Promise<ExitCode> {
  const read = readOrProblems(env);
  if ('problems' in read) {
    for (const problem of read.problems) terminal.complain(`doctor: ${problem}`);
    return 1;
  }
  const found = await probe(read.config, Date.now());
  terminal.print(asJson ? JSON.stringify({ assumptions: found }, null, 2) : assumptionsText(found));
  return 0;
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
      options: {
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        probe: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch {
    return undefined;
  }
}
