import { benchCost } from './cost.ts';
import { benchFollow } from './follow.ts';
import { benchLatency } from './latency.ts';
import { benchReduce } from './reduce.ts';

/** `npm run bench`: what the targets for speed, memory and cost are held against. */
await benchReduce();
await benchCost();
await benchLatency();
await benchFollow();
process.exit(0);
