import { storeCommand } from './store-command.ts';
import { runHere } from './terminal.ts';

await runHere((terminal) => storeCommand(process.argv.slice(2), process.env, terminal));
