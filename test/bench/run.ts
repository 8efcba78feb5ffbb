import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchAtOnce } from './at-once.ts';
import { benchCost } from './cost.ts';
import { benchFollow } from './follow.ts';
import { benchLatency } from './latency.ts';
import { benchLoad } from './load.ts';
import { benchProcesses } from './processes.ts';
import { benchReading } from './reading.ts';
import { benchReduce } from './reduce.ts';
import { PRINTED } from './table.ts';

/** `npm run bench`: what the targets for speed, memory and cost are held against. With `-- --write` for the README. */
const held = [
  await benchReduce(),
  benchReading(),
  await benchCost(),
  await benchLatency(),
  await benchFollow(),
  await benchLoad(),
  await benchAtOnce(),
  await benchProcesses(),
];
if (process.argv.includes('--write')) {
  const on = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
  writeFileSync(
    join(import.meta.dirname, 'measured.json'),
    `${JSON.stringify({ on, tables: PRINTED }, undefined, 2)}\n`,
  );
}
process.exit(held.every(Boolean) ? 0 : 1);
