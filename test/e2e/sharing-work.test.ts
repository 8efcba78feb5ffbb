import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { CLIENT, type House, type HouseOptions, MONDAY, openHouse } from './house.ts';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

async function open(options: HouseOptions = {}): Promise<House> {
  const house = await openHouse(options);
  onTestFinished(() => house.stop());
  return house;
}

/** What the app asked Genesys since `from`, and how often. */
function asked(house: House, from = 0): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { method, path } of house.genesys.requests.slice(from)) {
    const line = `${method} ${path.replace('/api/v2', '').replaceAll(/[0-9a-f-]{36}/g, '{id}')}`;
    counts[line] = (counts[line] ?? 0) + 1;
  }
  return counts;
}

/** A house whose past is made already: that would take longer than all the questions. */
async function openWithPast(): Promise<House> {
  // Slack, Genesys, the app and two hundred people share this one process: late acks say nothing about the app.
  const house = await openHouse({ mayViolate: true });
  onTestFinished(async () => {
    await house.stop();
    expect(house.slack.violations.filter(({ what }) => !what.startsWith('no ack within'))).toEqual([]);
  });
  const past = { start: MONDAY - 12 * DAY, end: MONDAY };
  for (const _ of house.genesys.history.during(past));
  return house;
}

/** Two hundred times at once, by three people; the answers without whether they were fresh. */
async function askAtOnce(house: House, command: string, text: string): Promise<readonly string[]> {
  const users = ['U0OMAR', 'U0CARMEN', 'U0IVAN'];
  await Promise.all(
    Array.from({ length: 200 }, (_, nth) =>
      house.slack.command({ user: users[nth % users.length] ?? '', command, text }),
    ),
  );
  await house.app.idle();
  return house.slack
    .messages()
    .filter(({ from }) => from === 'U0FLOOR')
    .map(({ text: answer }) => answer.replace(' · cached 0s ago', ''));
}

describe('two hundred people with the same question', () => {
  it('about a period cost one question and one token', async () => {
    const house = await openWithPast();
    const answers = await askAtOnce(house, '/agent-stats', '2026-11-20 <@U0ANA>');
    expect(answers).toHaveLength(200);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^Ana López, Fri 20 Nov 2026: \d+ handled.* · Genesys Analytics$/s);
    expect(asked(house)).toEqual({
      'POST /oauth/token': 1,
      // Whose store this is, once at the first start.
      'GET /organizations/me': 1,
      // Ana, and the three who ask.
      'POST /users/search': 4,
      // The day and the same weekday before, for either kind of figures.
      'POST /analytics/conversations/aggregates/query': 2,
      'POST /analytics/users/aggregates/query': 2,
    });
  });

  it('about this moment cost one question and one token', async () => {
    const house = await openWithPast();
    const answers = await askAtOnce(house, '/agent-live', '<@U0ANA>');
    expect(answers).toHaveLength(200);
    expect(new Set(answers).size).toBe(1);
    const { 'POST /oauth/token': tokens, ...requests } = asked(house);
    expect(tokens).toBe(1);
    expect(requests).toMatchObject({
      'POST /users/search': 4,
      'GET /users/{id}': 1,
      'GET /analytics/agents/{id}/status': 1,
    });
  });
});

describe('an answer that was given a moment ago', () => {
  it('about this moment is given again for some seconds, and says how old it is', async () => {
    const house = await open();
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/as of 10:00 CET · Genesys live state$/);
    const before = house.genesys.requests.length;
    house.clock.now += 5 * SECOND;
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(
      /as of 10:00 CET · cached 5s ago · Genesys live state$/,
    );
    expect(house.genesys.requests.length).toBe(before);
    house.clock.now += 5 * SECOND;
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/as of 10:00 CET · Genesys live state$/);
  });

  it('about a closed period is given again for a day, and says how old it is', async () => {
    const house = await open();
    expect(await house.answer('U0OMAR', '/agent-stats', '2026-11-20 <@U0ANA>')).toMatch(
      /as of 10:00 CET · Genesys Analytics$/,
    );
    const before = asked(house);
    house.clock.now += 3 * 3600 * SECOND;
    const again = await house.answer('U0CARMEN', '/agent-stats', '2026-11-20 <@U0ANA>');
    expect(again).toMatch(/as of 10:00 CET · Genesys Analytics · cached 3h 0m ago$/);
    expect(asked(house)['POST /analytics/conversations/aggregates/query']).toBe(
      before['POST /analytics/conversations/aggregates/query'],
    );
  });
});

describe('a restart', () => {
  it('forgets nothing that was remembered: no new token, and the answer of before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'floorwalker-restart-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const storeUrl = `sqlite:${folder}/kept.db`;
    const runningGenesys = await startGenesys({ now: () => MONDAY, clients: [CLIENT] });
    onTestFinished(() => runningGenesys.stop());

    const first = await openHouse({ storeUrl, runningGenesys });
    const fresh = await first.answer('U0OMAR', '/agent-stats', '2026-11-20 <@U0ANA>');
    await first.stop();

    const second = await open({ storeUrl, runningGenesys, now: MONDAY + 60 * SECOND });
    const before = runningGenesys.requests.length;
    const cached = await second.answer('U0OMAR', '/agent-stats', '2026-11-20 <@U0ANA>');
    expect(cached).toBe(`${fresh} · cached 1m 0s ago`);
    expect(runningGenesys.requests.length).toBe(before);
    // What is new is asked for with the token of before.
    expect(await second.answer('U0OMAR', '/agent-stats', '2026-11-19 <@U0ANA>')).toMatch(/Genesys Analytics$/);
    expect(asked(second)['POST /oauth/token']).toBe(1);
  });
});

describe('a token that Genesys does not take any more', () => {
  it('is renewed once, however many are asking', async () => {
    const house = await open();
    await house.answer('U0OMAR', '/agent-live', 'me');
    const before = house.genesys.requests.length;
    house.genesys.revokeTokens();
    const people = ['U0ANA', 'U0ZOE', 'U0KIRAN', 'U0SEAN', 'U0LAYLA'];
    const answers = await Promise.all(
      people.map((id) => house.slack.command({ user: 'U0OMAR', command: '/agent-live', text: `<@${id}>` })),
    );
    await house.app.idle();
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    expect(house.slack.messages({ user: 'U0OMAR' }).map(({ text }) => text.split('\n').at(-1))).toEqual(
      [...people, 'U0OMAR'].map(() => expect.stringMatching(/^as of 10:00 CET · Genesys live state$/)),
    );
    expect(asked(house, before)['POST /oauth/token']).toBe(1);
  });
});
