import { manifestCommand } from './manifest-command.ts';
import { runHere } from './terminal.ts';

await runHere(async (terminal) => manifestCommand(process.argv.slice(2), terminal));
