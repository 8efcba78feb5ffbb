import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openSyntheticGenesys } from './synthetic-genesys.ts';
import { median, printTable, verdict } from './table.ts';

const PEOPLE = 2500;
const PROCESSES = 5;
const WAYS = ['floor', 'client', 'sdk'] as const;
const NAMES = {
  floor: 'bare HTTP, JSON.parse, bare sums',
  client: 'this client, validation included',
  sdk: 'official SDK, the same sums',
} as const;

const measured = z.object({ times: z.array(z.number()), peakBytes: z.number() });

/** A per-agent answer of 10,000 groups reduced in three ways, each in processes of its own, taken in turns. */
export async function benchReduce(): Promise<boolean> {
  const genesys = await openSyntheticGenesys(PEOPLE);
  const results = new Map<string, { times: number[]; peaks: number[] }>(
    WAYS.map((way) => [way, { times: [], peaks: [] }]),
  );
  for (let round = 0; round < PROCESSES; round += 1) {
    for (const way of WAYS) {
      const { times, peakBytes } = await child(way, genesys.url);
      results.get(way)?.times.push(median(times));
      results.get(way)?.peaks.push(peakBytes);
    }
  }
  const size = Math.max(...genesys.answered.map(({ bytes }) => bytes));
  await genesys.stop();
  const of = (way: string) => {
    const { times, peaks } = results.get(way) ?? { times: [], peaks: [] };
    return { ms: median(times), peak: median(peaks) };
  };
  const [floor, sdk] = [of('floor'), of('sdk')];
  return printTable(
    `Reducing ${(PEOPLE * 4).toLocaleString('en-GB')} groups (${(size / 1e6).toFixed(1)} MB), medians of ${PROCESSES} processes each`,
    ['', 'time', '× floor', 'peak memory', '× floor'],
    WAYS.map((way) => {
      const { ms, peak } = of(way);
      const [time, memory] = [ms / floor.ms, peak / floor.peak];
      return [
        NAMES[way],
        `${ms.toFixed(0)} ms`,
        way === 'client' ? verdict(time, sdk.ms / floor.ms) : time.toFixed(2),
        `${(peak / 1e6).toFixed(0)} MB`,
        way === 'client' ? verdict(memory, 1.4) : memory.toFixed(2),
      ];
    }),
  );
}

async function child(way: string, url: string) {
  const script = `${import.meta.dirname}/reduce-child.ts`;
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--way', way, '--url', url]);
  return measured.parse(JSON.parse(stdout));
}
