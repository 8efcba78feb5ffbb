/** 100,000 questions, one in twenty with something that goes wrong: each is answered once, in time, and nothing piles up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import type { Fault as GenesysFault } from '../../src/sandbox/genesys/wire/faults.ts';
import type { Fault as SlackFault } from '../../src/sandbox/slack/faults.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import { openSigner, startAsked } from '../bench/asked-process.ts';
import { CLIENT, environmentOf, MANIFEST } from '../e2e/house.ts';
import { chance } from '../genesys/random-answer.ts';

const QUESTIONS = Number(process.env['SOAK_QUESTIONS'] ?? 100_000);
const AT_ONCE = 32;
const SECRET = 'soak-signing-secret';

const IN_GENESYS: readonly GenesysFault[] = [
  { kind: 'status', status: 429, retryAfter: { seconds: 1, as: 'seconds' } },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'reset' },
  { kind: 'half-body' },
  { kind: 'not-json' },
  { kind: 'garbled', encoding: 'br' },
  { kind: 'delay', ms: 400 },
];
const IN_SLACK: readonly SlackFault[] = [
  { kind: 'error', error: 'internal_error' },
  { kind: 'rate-limited', retryAfterSeconds: 1 },
  { kind: 'status', status: 503 },
  { kind: 'cut' },
  { kind: 'html' },
];

/** Where answers go: of each question how many came. One in so many addresses takes none. */
async function openSink(isClosed: (nth: number) => boolean) {
  const answers = new Map<number, number>();
  const server = createServer((request, response) => {
    const nth = Number(request.url?.slice(1));
    let said = '';
    request.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    request.on('end', () => {
      if (isClosed(nth)) return response.writeHead(500).end();
      // That it takes longer is no answer yet.
      if (!said.includes('Still asking')) answers.set(nth, (answers.get(nth) ?? 0) + 1);
      return response.end('ok');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { answers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test(`${QUESTIONS} questions are answered once each, though one in twenty meets a fault`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-soak-'));
  const genesys = await startGenesys({ now: Date.now, clients: [CLIENT], requestsPerMinute: 1_000_000 });
  const slack = await startSlack({ now: Date.now, manifestPath: MANIFEST, enforceRates: false });
  const app = await startAsked(
    ['src/main.ts'],
    {
      ...environmentOf({ ...slack, signingSecret: SECRET }, genesys, `sqlite:${folder}/soak.db`),
      GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000',
    },
    (line) => {
      const { msg, port } = JSON.parse(line);
      return msg === 'started' ? Number(port) : undefined;
    },
  );
  onTestFinished(async () => {
    await app.stop();
    await Promise.all([genesys.stop(), slack.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const random = chance(11);
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const closed = new Set<number>();
  const sink = await openSink((nth) => closed.has(nth));
  const signer = openSigner(SECRET, slack.teamId, AT_ONCE);
  const people = ['U0ANA', 'U0ZOE', 'U0KIRAN', 'U0GRACE', 'U0OMAR'];
  const busy = new Set<number>();
  const unacknowledged: number[] = [];
  const residentMb: number[] = [];
  let slowestMs = 0;

  /** Most are known; one in ten asks Genesys Cloud. */
  const textOf = () =>
    random() < 0.9
      ? ({ command: '/agent-stats', text: 'last week <@U0ANA>' } as const)
      : ({ command: '/agent-live', text: `<@${one(people)}>` } as const);

  function breakSomething(nth: number): void {
    const what = random();
    if (what < 0.1) {
      // One thing at a time: that every way out fails at once, the table of Slack's faults tries.
      slack.faults.clear();
      closed.add(nth);
    }
    if (what >= 0.1 && what < 0.7)
      genesys.faults.next({ match: /api\/v2/, fault: one(IN_GENESYS) ?? { kind: 'reset' } });
    if (what >= 0.7) slack.faults.next(one(['users.info', '*']) ?? '*', one(IN_SLACK) ?? { kind: 'cut' });
  }

  let next = 0;
  async function askOn(): Promise<void> {
    while (next < QUESTIONS) {
      const nth = next;
      next += 1;
      if (nth % 20 === 0) breakSomething(nth);
      if (nth % 500 === 499) {
        genesys.faults.clear();
        slack.faults.clear();
      }
      if (nth % 10_000 === 9999) residentMb.push(app.residentMb());
      const { command, text } = textOf();
      const ack = await signer.ask(app.url, {
        command,
        text,
        user: one(people) ?? 'U0OMAR',
        responseUrl: `${sink.url}/${nth}`,
      });
      if (ack.ackMs === undefined) unacknowledged.push(nth);
      else slowestMs = Math.max(slowestMs, ack.ackMs);
      if (ack.busy) busy.add(nth);
      // Whoever asks waits for the answer before they ask again.
      const until = performance.now() + 30_000;
      while (!sink.answers.has(nth) && !ack.busy && !closed.has(nth) && performance.now() < until) await pause(2);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  const elsewhere = () =>
    slack.messages().filter(({ via, text }) => via !== 'response_url' && !text.startsWith('Still asking')).length;
  const answered = () => sink.answers.size + busy.size + elsewhere();
  await expect.poll(answered, { timeout: 90_000, interval: 500 }).toBeGreaterThanOrEqual(QUESTIONS);

  expect({ unacknowledged, twice: [...sink.answers].filter(([, count]) => count > 1) }).toEqual({
    unacknowledged: [],
    twice: [],
  });
  const silent = Array.from({ length: QUESTIONS }, (_, nth) => nth).filter(
    (nth) => !sink.answers.has(nth) && !busy.has(nth) && !closed.has(nth),
  );
  expect(silent).toEqual([]);
  expect(elsewhere()).toBe([...closed].filter((nth) => !busy.has(nth)).length);
  expect(slowestMs).toBeLessThan(3000);
  const [early = app.residentMb()] = residentMb;
  expect(app.residentMb()).toBeLessThan(early * 1.2);
  process.stdout.write(
    `${QUESTIONS} questions: slowest ack ${slowestMs.toFixed(0)} ms, ${busy.size} told to come again, resident ${residentMb.map((each) => each.toFixed(0)).join(', ')} MB\n`,
  );
});
