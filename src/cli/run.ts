import { alertsCommand } from './alerts-command.ts';
import { askCommand } from './ask/ask-command.ts';
import { auditCommand } from './audit/audit-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { manifestCommand } from './manifest-command.ts';
import { roleCommand } from './role-command.ts';
import { storeCommand } from './store/store-command.ts';
import { summaryCommand } from './summary-command.ts';
import { type ExitCode, runHere, type Terminal } from './terminal.ts';

type Command = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
) => ExitCode | Promise<ExitCode>;

/** The operator's commands, by the names of the npm scripts that run them. */
const COMMANDS: Readonly<Record<string, Command>> = {
  alerts: alertsCommand,
  ask: askCommand,
  audit: auditCommand,
  doctor: doctorCommand,
  manifest: (args, _env, terminal) => manifestCommand(args, terminal),
  role: (args, _env, terminal) => roleCommand(args, terminal),
  store: storeCommand,
  summary: summaryCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

await runHere(async (terminal) => {
  if (command !== undefined) return command(args, process.env, terminal);
  terminal.complain(`There is no command "${name}": ${Object.keys(COMMANDS).join(', ')}`);
  return 2;
});
