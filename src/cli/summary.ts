import { summaryCommand } from './summary-command.ts';
import { runHere } from './terminal.ts';

await runHere((terminal) => summaryCommand(process.argv.slice(2), process.env, terminal));
