import { doctorCommand } from './doctor-command.ts';
import { runHere } from './terminal.ts';

await runHere((terminal) => doctorCommand(process.argv.slice(2), process.env, terminal));
