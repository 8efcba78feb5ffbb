import { roleCommand } from './role-command.ts';
import { runHere } from './terminal.ts';

await runHere(async (terminal) => roleCommand(process.argv.slice(2), terminal));
