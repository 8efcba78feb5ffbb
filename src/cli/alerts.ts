import { alertsCommand } from './alerts-command.ts';
import { runHere } from './terminal.ts';

await runHere((terminal) => alertsCommand(process.argv.slice(2), process.env, terminal));
