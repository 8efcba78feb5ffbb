import { benchAtOnce } from './at-once.ts';
import { benchCost } from './cost.ts';
import { benchFollow } from './follow.ts';
import { benchLatency } from './latency.ts';
import { benchLoad } from './load.ts';
import { benchReading } from './reading.ts';
import { benchReduce } from './reduce.ts';

/** `npm run bench`: what the targets for speed, memory and cost are held against. */
const held = [
  await benchReduce(),
  benchReading(),
  await benchCost(),
  await benchLatency(),
  await benchFollow(),
  await benchLoad(),
  await benchAtOnce(),
];
process.exit(held.every(Boolean) ? 0 : 1);
