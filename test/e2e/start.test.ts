import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp, readConfig } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { temporaryFolder } from '../store/open.ts';
import { openHouse } from './house.ts';

describe('the start of the app', () => {
  it.each([
    ['workspace', true],
    ['genesys', false],
  ])('under the policy %s warns that everybody sees everybody: %s', async (policy, warns) => {
    const house = await openHouse({ env: { ACCESS_POLICY: policy } });
    const warned = house.log.some(({ level, msg }) => level === 'warn' && String(msg).includes('sees everybody'));
    await house.stop();
    expect(warned).toBe(warns);
  });
});

it.each([
  ['/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"'],
  ['/agent-alert', 'on me when queue "Billing EU" waiting > 5'],
])('with somebody’s %s and nobody in ADMINS it says who will not be told', async (command, words) => {
  const house = await openHouse({ storeUrl: `sqlite:${temporaryFolder()}/floorwalker.db` });
  onTestFinished(() => house.stop());
  await house.ask('U0OMAR', command, words);
  const lines: string[] = [];
  const log = createLog({ level: 'warn', secrets: [], destination: { write: (line) => void lines.push(line) } });
  const app = createApp(readConfig(house.env), { log });
  await app.start();
  await app.stop();
  expect(lines.join()).toContain('"variable":"ADMINS"');
});

describe('with schedules and alerts that it cannot read', () => {
  /** Another app at the store of a house in which two of three schedules and an alert were damaged. */
  async function restarted(env: Readonly<Record<string, string>>) {
    const folder = temporaryFolder();
    const house = await openHouse({ storeUrl: `sqlite:${folder}/floorwalker.db` });
    onTestFinished(() => house.stop());
    for (const time of ['08:30', '09:30', '10:30']) {
      await house.ask('U0OMAR', '/agent-summary', `on <#C0FLOOR|floor> ${time} weekdays queue "Billing EU"`);
    }
    await house.ask('U0OMAR', '/agent-alert', 'on me when queue "Billing EU" waiting > 5');
    const db = new DatabaseSync(`${folder}/floorwalker.db`);
    db.exec("UPDATE entries SET v = 'x' WHERE ns LIKE '%alerts'");
    db.exec(
      "UPDATE entries SET v = replace(v, '\"schedule\"', '\"?\"') WHERE ns LIKE '%schedules' AND v LIKE '%08:30%'",
    );
    db.exec("UPDATE entries SET v = 'x' WHERE ns LIKE '%schedules' AND v LIKE '%09:30%'");
    db.close();
    const lines: string[] = [];
    const log = createLog({ level: 'warn', secrets: [], destination: { write: (line) => void lines.push(line) } });
    const app = createApp(readConfig({ ...house.env, ...env }), { log });
    return { app, lines };
  }
  const SENTENCE = '2 schedules and 1 alert in the store cannot be read (damaged, or of a later release)';

  it('does not start, and says how many they are', async () => {
    const { app } = await restarted({});
    await expect(app.start()).rejects.toThrow(SENTENCE);
  });

  it('starts when told to, and says it all the same', async () => {
    const { app, lines } = await restarted({ STORE_UNREADABLE: 'ignore' });
    await app.start();
    await app.stop();
    expect(lines.join()).toContain(SENTENCE);
  });
});

describe('with a port of its own for the operator', () => {
  it('answers Slack at one and the probes at the other, and neither at both', async () => {
    const house = await openHouse({ env: { ADMIN_PORT: '0' } });
    onTestFinished(() => house.stop());
    expect(house.adminUrl).not.toBe(house.url);
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect([path, (await fetch(`${house.adminUrl}${path}`)).status]).toEqual([path, 200]);
      expect([path, (await fetch(`${house.url}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${house.adminUrl}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  it('listens at that one alone in Socket Mode', async () => {
    const house = await openHouse({ socketMode: true, env: { ADMIN_PORT: '0', PORT: '1' } });
    onTestFinished(() => house.stop());
    expect((await fetch(`${house.adminUrl}/healthz`)).status).toBe(200);
  });
});

describe('without its store', () => {
  it('starts all the same, answers, schedules nothing, and says why where an operator looks', async () => {
    const house = await openHouse({ storeUrl: 'redis://127.0.0.1:9' });
    onTestFinished(() => house.stop());
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    expect(await house.answer('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays')).toMatch(
      /^Floorwalker cannot reach what it keeps at the moment, so nothing was changed/,
    );
    const ready = await fetch(`${house.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      slack: true,
      genesys: true,
      store: false,
      why: { store: expect.stringContaining('Redis: ECONNREFUSED: is it running, and does STORE_URL name') },
    });
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
    const said = house.log.filter(({ msg }) => msg === 'the store does not answer');
    expect(said).toMatchObject([{ reason: expect.stringContaining('Redis: ECONNREFUSED') }]);
  });

  it('stays in while the budget is spent or the login refused: its answers explain those', async () => {
    const house = await openHouse({ env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10' } });
    onTestFinished(() => house.stop());
    for (const who of ['U0OMAR', 'U0ANA', 'U0GRACE', 'U0ZOE']) await house.ask(who, '/agent-live', '<@U0KIRAN>');
    for (const who of ['U0OMAR', 'U0ANA', 'U0GRACE', 'U0ZOE']) await house.ask(who, '/agent-live', `<@${who}>`);
    const ready = await fetch(`${house.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { slack: true, genesys: true, store: true }]);
  });
});
