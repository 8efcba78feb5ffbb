/** However the store fails, at the start or under a running app: an answer within its time, and nothing confirmed is lost. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { type House, openHouse } from '../e2e/house.ts';
import { hasRedis } from '../store/redis-server.ts';
import { canMount, DISK_FAULTS, type Place, REDIS_FAULTS, type StoreFault } from './store-faults.ts';

const FAULTS = [...DISK_FAULTS, ...(hasRedis ? REDIS_FAULTS : [])];
const RUNNING = FAULTS.filter(({ onlyAtStart }) => onlyAtStart !== true);
/** Somebody waits: the deadlines of the store stand between them and the answer. */
const WITHIN_MS = 3000;
/** A store that answers again is noticed within that. */
const NOTICED_MS = 15_000;
const NOT_KEPT = /cannot reach what it keeps at the moment, so nothing was changed/;

async function opened({ open }: StoreFault): Promise<{ readonly place: Place; readonly house: House }> {
  const place = await open();
  onTestFinished(() => place.close());
  const house = await openHouse({ storeUrl: place.url, genesys: { load: 0.2 } });
  onTestFinished(() => house.stop().catch(() => undefined));
  return { place, house };
}

async function answeredInTime(house: House, command: string, text: string): Promise<string> {
  const startedAt = performance.now();
  const answer = await house.answer('U0OMAR', command, text);
  expect(performance.now() - startedAt).toBeLessThan(WITHIN_MS);
  return answer;
}

const SCHEDULE = 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"';
const listed = (house: House) => house.answer('U0OMAR', '/agent-summary', 'list').catch(() => '');
/** What was found out seconds ago is told again: the clock moves on. */
const ready = async (house: House) => {
  house.clock.now += 6000;
  const response = await fetch(`${house.url}/readyz`);
  const body: unknown = await response.json();
  return { status: response.status, body };
};

it('there are as many faults as this machine can make', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(3 + (canMount ? 2 : 0) + (hasRedis ? 5 : 0));
});

describe.each(RUNNING)('while $name', { timeout: 90_000 }, (fault) => {
  it('a question is answered, and an operator sees what is wrong and when it is over', async () => {
    const { place, house } = await opened(fault);
    await place.begin();
    expect(await answeredInTime(house, '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    expect(await answeredInTime(house, '/agent-stats', 'yesterday <@U0ANA>')).toMatch(/^Ana López/);
    const seen = fault.unwritable ? { status: 503, body: { store: false } } : {};
    await expect.poll(() => ready(house), { timeout: 10_000 }).toMatchObject(seen);
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
    if (!fault.heals) return;
    await place.end();
    await expect
      .poll(() => ready(house), { timeout: NOTICED_MS })
      .toMatchObject({ status: 200, body: { store: true } });
  });

  it('what is confirmed is kept, and what is not is said', async () => {
    const { place, house } = await opened(fault);
    await place.begin();
    const said = await answeredInTime(house, '/agent-summary', SCHEDULE);
    expect(said).toMatch(fault.unwritable ? NOT_KEPT : /^(Scheduled\.|Floorwalker cannot reach)/);
    if (!fault.heals) return;
    await place.end();
    await expect.poll(() => listed(house), { timeout: NOTICED_MS }).toMatch(/no daily summaries of yours/);
    await expect
      .poll(() => house.answer('U0OMAR', '/agent-summary', SCHEDULE), { timeout: NOTICED_MS })
      .toMatch(/^(Scheduled\.|This summary exists already)/);
    expect(await listed(house)).toContain('weekdays at 08:30');
  });

  it('somebody can be followed', async () => {
    const { place, house } = await opened(fault);
    const [message] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    await place.begin();
    if (message === undefined) throw new Error('no message to press');
    await house.press('U0OMAR', message, 'live_follow');
    const cards = () => house.slack.messages({ user: 'U0OMAR' }).filter(({ channel }) => channel.startsWith('D'));
    await expect.poll(() => cards().length, { timeout: 10_000 }).toBe(1);
    expect(cards()[0]?.text).toMatch(/^Ana López/);
    await place.end();
  });

  it('the app stops when it is told to', async () => {
    const { place, house } = await opened(fault);
    await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    await place.begin();
    await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    const startedAt = performance.now();
    await house.app.stop();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await place.end();
  });
});

describe.each(RUNNING.filter(({ heals }) => heals))('while $name', { timeout: 90_000 }, (fault) => {
  it('a post that was due comes afterwards, once', async () => {
    const { place, house } = await opened(fault);
    await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 10:02 daily queue "Billing EU"');
    await place.begin();
    house.clock.now += 3 * 60_000;
    await house.ask('U0GRACE', '/agent-summary', 'on <#C0LEADS|leads> 23:10 sun');
    await house.app.idle();
    await place.end();
    const posts = () =>
      house.slack
        .messages({ channel: 'C0FLOOR' })
        .filter(({ via, threadTs }) => via === 'chat.postMessage' && threadTs === undefined);
    let nth = 0;
    await expect
      .poll(
        async () => {
          nth += 1;
          house.clock.now += 20_000;
          // A change makes the app look.
          await house.ask('U0GRACE', '/agent-summary', `on <#C0LEADS|leads> 23:${10 + nth} sun`);
          return posts().length;
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(1);
    house.clock.now += 5 * 60_000;
    await house.ask('U0GRACE', '/agent-summary', 'on <#C0LEADS|leads> 22:10 sun');
    await house.app.idle();
    expect(posts()).toHaveLength(1);
  });
});

const REFUSED = FAULTS.flatMap(({ start, ...fault }) => (start === 'goes on' ? [] : [{ ...fault, start }]));

describe('at a start', { timeout: 90_000 }, () => {
  it.each(REFUSED)('while $name the app says what is wrong', async ({ open, start }) => {
    const place = await open();
    onTestFinished(() => place.close());
    await place.begin();
    await expect(openHouse({ storeUrl: place.url })).rejects.toThrow(start);
    await place.end();
  });

  it.each(FAULTS.filter(({ start }) => start === 'goes on'))(
    'while $name the app goes on without, and keeps again when it can',
    async ({ open, heals }) => {
      const place = await open();
      onTestFinished(() => place.close());
      await place.begin();
      const house = await openHouse({ storeUrl: place.url });
      onTestFinished(() => house.stop().catch(() => undefined));
      expect(await answeredInTime(house, '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
      expect(await answeredInTime(house, '/agent-summary', SCHEDULE)).toMatch(heals ? NOT_KEPT : /^Scheduled\./);
      await place.end();
      const kept = { status: 200, body: { store: true } };
      await expect.poll(() => ready(house), { timeout: NOTICED_MS }).toMatchObject(kept);
      const scheduled = /^(Scheduled\.|You have just asked|This summary exists already)/;
      await expect
        .poll(() => house.answer('U0OMAR', '/agent-summary', SCHEDULE), { timeout: NOTICED_MS })
        .toMatch(scheduled);
    },
  );
});
