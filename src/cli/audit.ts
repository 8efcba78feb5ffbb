import { auditCommand } from './audit-command.ts';
import { runHere } from './terminal.ts';

await runHere((terminal) => auditCommand(process.argv.slice(2), process.env, terminal));
