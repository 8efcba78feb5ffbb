import { startRedis } from '../store/redis-server.ts';
import { openAsker } from './asked-process.ts';
import { SIGNING_SECRET, startFloorwalker } from './floorwalker.ts';
import { through } from './load.ts';
import { printTable, verdict } from './table.ts';

const CACHED = '/agent-stats last week <@U0ANA>';
const COUNT = 4000;

/** Answers from the cache with one, two and four processes on one Redis, asked in turn: nothing is lost between them. */
export async function benchProcesses(): Promise<boolean> {
  const redis = await startRedis();
  const rows: (readonly string[])[] = [];
  let alone: number | undefined;
  for (const processes of [1, 2, 4]) {
    const { apps, teamId, stop } = await startFloorwalker(redis.url, processes);
    const asker = await openAsker(SIGNING_SECRET, teamId, 64);
    await through(asker, apps, CACHED, 2000);
    const startedAt = performance.now();
    const lost = await through(asker, apps, CACHED, COUNT);
    const perSecond = (COUNT / (performance.now() - startedAt)) * 1000;
    alone ??= perSecond;
    rows.push([
      `${processes} ${processes === 1 ? 'process' : 'processes'}`,
      `${perSecond.toFixed(0)}/s`,
      verdict(lost, 0),
      (perSecond / alone).toFixed(2),
    ]);
    asker.stop();
    await stop();
  }
  await redis.stop();
  return printTable('Answers from the cache, on one Redis', ['', 'questions a second', 'lost', '× one'], rows);
}
