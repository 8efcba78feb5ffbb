import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/genesys/http/budget.ts';
import { createPurses, expectOf, type Purse } from '../../../src/genesys/http/purse.ts';
import { createShare, type Taken } from '../../../src/genesys/http/share.ts';
import { connect, refusal } from '../scripted-server.ts';

const TAKEN: Taken = { kind: 'taken' };

/** A budget whose share answers so, one after the other; time passes only while something is waited for. */
function budgetOf(...answers: readonly Taken[]) {
  const left = [...answers];
  const slept: number[] = [];
  let time = 1000;
  const budget = createBudget({
    share: { takenHere: () => 0, mostAtOnce: 60, take: async () => left.shift() ?? TAKEN, giveBack: async () => {} },
    purse: () => undefined,
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  });
  return { budget, slept };
}

const full = (leftMs: number): Taken => ({ kind: 'app-share', leftMs });

describe('the share of requests', () => {
  it('is simply taken while there is some', async () => {
    const { budget, slept } = budgetOf(TAKEN);
    await budget.take('users', 2000);
    expect(slept).toEqual([]);
  });

  it('is waited for when the next window opens in time, more than once if others are faster', async () => {
    const { budget, slept } = budgetOf(full(300), full(400), TAKEN);
    await budget.take('users', 2000);
    expect(slept).toEqual([300, 400]);
  });

  it.each([
    ['at the last moment', 1000],
    ['too late', 45_000],
  ])('is refused at once, with the time to wait, when the window opens %s', async (_, leftMs) => {
    const { budget, slept } = budgetOf(full(leftMs));
    const error = await refusal(budget.take('users', 2000));
    expect(error).toMatchObject({
      kind: 'rate-limited',
      endpoint: 'users',
      retryAfterMs: leftMs,
      because: 'app-share',
    });
    expect(slept).toEqual([]);
  });
});

/** A minute with so many requests, and questions that each need some of them. */
function minuteOf(requestsPerMinute: number) {
  let used = 0;
  const purses = createPurses();
  let current: Purse | undefined;
  const budget = createBudget({
    share: createShare({ requestsPerMinute, clientId: 'client' }),
    purse: () => current,
    now: () => 0,
    // The minute does not end while the test lasts.
    sleep: () => new Promise(() => {}),
  });
  const open = (person: string | undefined, background = false) =>
    Object.assign(purses.open('live', person), { background });
  /** Makes one request for a question. */
  const request = (purse: Purse): Promise<unknown> => {
    current = purse;
    return budget.take('users', 20_000).then(() => {
      used += 1;
    });
  };
  /** Asks a question that takes so many requests; whether it came to its end. */
  async function ask(person: string, requests: number): Promise<boolean> {
    const purse = open(person);
    try {
      for (let i = 0; i < requests; i += 1) {
        await request(purse);
        await new Promise((turn) => setImmediate(turn));
      }
      return true;
    } catch {
      return false;
    } finally {
      purses.close('live', purse);
    }
  }
  return { ask, open, request, used: () => used };
}

describe('many questions and few requests', () => {
  it.each([
    [3, 20],
    [6, 10],
  ])('of 200 people who need %i each, %i get a whole answer out of 60', async (each, answered) => {
    const { ask, used } = minuteOf(60);
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(`person ${i}`, each)));
    expect(outcomes.filter(Boolean).length).toBeGreaterThanOrEqual(answered);
    expect(used()).toBeLessThanOrEqual(60);
  });

  it('one person gets a quarter, and the rest is there for the others', async () => {
    const { ask, used } = minuteOf(60);
    for (let i = 0; i < 20; i += 1) await ask('eager', 3);
    expect(used()).toBe(15);
    expect(await ask('other', 3)).toBe(true);
  });

  it('a question that says what it needs is begun only when all of it is there', async () => {
    const { ask, open, request, used } = minuteOf(60);
    for (let i = 0; i < 17; i += 1) await ask(`person ${i}`, 3);
    const purse = open('planner');
    expectOf(purse, 12);
    expect(await refusal(request(purse))).toMatchObject({ kind: 'rate-limited', because: 'app-share' });
    expect(used()).toBe(51);
  });

  it('work in the background leaves a quarter to those who wait for an answer', async () => {
    const { ask, open, request, used } = minuteOf(40);
    for (const person of ['a', 'b', 'c', 'd']) {
      const purse = open(person, true);
      expectOf(purse, 100);
      for (let i = 0; i < 10; i += 1) void request(purse);
    }
    await new Promise((turn) => setTimeout(turn, 20));
    expect(used()).toBe(30);
    expect(await ask('person', 6)).toBe(true);
  });

  it('what alerts ask for stands behind whoever asks after it, in the order of what is served', async () => {
    const { open, request } = minuteOf(40);
    const served: string[] = [];
    const serve = async (what: string, purse: ReturnType<typeof open>) => {
      await request(purse);
      served.push(what);
    };
    // Nobody asks, and nobody waits for it.
    const alerts = Array.from({ length: 5 }, () => open(undefined, true));
    for (const purse of alerts) {
      expectOf(purse, 10);
      for (let nth = 0; nth < 10; nth += 1) void serve('alerts', purse);
    }
    await new Promise((turn) => setTimeout(turn, 20));
    const before = served.length;
    const ana = open('ana');
    await Promise.all([serve('ana', ana), serve('ana', ana)]);
    // Twenty more of the alerts have been waiting since before she asked.
    expect(before).toBe(30);
    expect(served.slice(before)).toEqual(['ana', 'ana']);
  });
});

describe('the share of a minute', () => {
  const nobody = { person: undefined, background: false };

  it('gives so many a window and then says how long the window lasts', async () => {
    const share = createShare({ requestsPerMinute: 3, clientId: 'client' });
    for (let i = 0; i < 3; i += 1) expect(await share.take(1, nobody)).toEqual(TAKEN);
    const refused = await share.take(1, nobody);
    expect(refused).toEqual({ kind: 'app-share', leftMs: expect.closeTo(60_000, -3) });
  });

  it('gives again in the next window', async () => {
    let elapsed = 0;
    const share = createShare({ requestsPerMinute: 1, clientId: 'client', elapsed: () => elapsed });
    await share.take(1, nobody);
    elapsed = 59_999;
    expect(await share.take(1, nobody)).toEqual({ kind: 'app-share', leftMs: 1 });
    elapsed = 60_000;
    expect(await share.take(1, nobody)).toEqual(TAKEN);
  });

  it('takes nothing where it cannot take all', async () => {
    const share = createShare({ requestsPerMinute: 20, clientId: 'client' });
    await share.take(8, nobody);
    expect(await share.take(13, nobody)).toMatchObject({ kind: 'app-share' });
    expect(await share.take(12, nobody)).toEqual(TAKEN);
  });

  it('is counted here while what all share cannot be counted', async () => {
    const tally = { take: async () => Promise.reject(new Error('down')) };
    const share = createShare({ requestsPerMinute: 1, clientId: 'client', tally });
    expect(await share.take(1, nobody)).toEqual(TAKEN);
    expect(await share.take(1, nobody)).toMatchObject({ kind: 'app-share' });
  });
});

describe('with the client', () => {
  it('spends one request of the share for each attempt, and none when it is used up', async () => {
    const { genesys, server, outcomes } = await connect(
      { '/organizations/me': [{ status: 503 }, { body: { id: 'org' } }] },
      { requestsPerMinute: 2 },
    );
    await genesys.ready();
    expect(await refusal(genesys.ready())).toMatchObject({ kind: 'rate-limited', endpoint: 'organization' });
    expect(server.seenAt('/api/v2/organizations/me')).toHaveLength(2);
    expect(outcomes).toEqual(['token ok', 'organization unavailable', 'organization ok']);
  });
});
