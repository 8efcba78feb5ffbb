import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { CLIENT, MONDAY, openHouse } from '../e2e/house.ts';
import { openRecordedGenesys, type RecordedRequest } from './recorded-genesys.ts';
import { median, printTable } from './table.ts';

const LATENCY_MS = 80;
const RUNS = 50;

const QUESTIONS = [
  { command: '/agent-stats', text: 'last week <@U0ANA>', rounds: 1 },
  { command: '/agent-live', text: '<@U0ANA>', rounds: 2 },
] as const;

/** From a signed command to its reply, when people are known and figures are not. */
export async function benchLatency(): Promise<boolean> {
  const rows: (readonly string[])[] = [];
  for (const question of QUESTIONS) rows.push(await measure(question));
  return printTable(
    `From command to reply with ${LATENCY_MS} ms for each answer of Genesys, medians of ${RUNS}`,
    ['', 'round trips', 'requests', 'bare requests', 'this app', 'at most'],
    rows,
  );
}

/** Each in a house of its own: its share of the API's requests in a minute is not that of the others. */
async function measure({ command, text, rounds }: (typeof QUESTIONS)[number]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-bench-'));
  const file = join(folder, 'bench.db');
  const genesys = await openRecordedGenesys();
  const centre = await startGenesys({ now: () => MONDAY, clients: [CLIENT], requestsPerMinute: 100_000 });
  // Before the start, which asks whose organisation it is.
  genesys.to = centre.apiUrl;
  const house = await openHouse({
    storeUrl: `sqlite:${file}`,
    env: { GENESYSCLOUD_API_URL: genesys.url },
    runningGenesys: centre,
  });
  // A busy person: their conversations are read in a second round trip.
  house.genesys.live.put(personNamed(house.genesys.organisation, 'Ana López').id, {
    conversations: [{ state: 'hold' }, { media: 'message' }],
  });
  // Who people are stays known. What is kept is written after the answer: a moment later it is there to be forgotten.
  const forgetFacts = async () => {
    await setTimeout(20);
    house.forget('live');
    house.forget('stats-');
  };
  const reply = () => house.ask('U0OMAR', command, text);

  await reply();
  await forgetFacts();
  genesys.latencyMs = LATENCY_MS;
  genesys.rounds.length = 0;
  await reply();
  const asked = genesys.rounds.map((round) => [...round]);
  if (asked.length === 0) throw new Error(`${command} asked Genesys nothing`);
  const ours = await medianOf(forgetFacts, reply);
  const bare = await medianOf(
    async () => undefined,
    () => askBare(genesys.url, asked),
  );

  await house.stop();
  await centre.stop();
  await genesys.stop();
  rmSync(folder, { recursive: true, force: true });
  const most = 1.15 * rounds * LATENCY_MS + 20;
  return [
    `${command} ${text.replace(/<@U0ANA>/, '@ana')}`,
    String(asked.length),
    String(asked.flat().length),
    `${bare.toFixed(0)} ms`,
    `${ours.toFixed(0)} ms`,
    `${most.toFixed(0)} ms: ${ours <= most ? 'yes' : 'NO'}`,
  ];
}

async function medianOf(before: () => Promise<void>, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await before();
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** The limit: the same requests and nothing else, those of one round trip at the same time. */
async function askBare(to: string, rounds: readonly (readonly RecordedRequest[])[]): Promise<void> {
  for (const round of rounds) {
    await Promise.all(
      round.map(async ({ method, url, body }) => {
        const response = await fetch(`${to}${url}`, { method, ...(body === '' ? {} : { body }) });
        await response.json();
      }),
    );
  }
}
