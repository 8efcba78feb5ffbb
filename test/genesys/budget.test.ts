import { describe, expect, it } from 'vitest';
import { createAllowance, createBudget } from '../../src/genesys/budget.ts';
import { connect, refusal } from './scripted-server.ts';

/** A budget whose allowance says these waits, one after the other. */
function budgetOf(...waits: readonly number[]) {
  const left = [...waits];
  const slept: number[] = [];
  let time = 1000;
  const budget = createBudget({
    allowance: async () => ({ waitMs: left.shift() ?? 0 }),
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  });
  return { budget, slept };
}

describe('the share of requests', () => {
  it('is simply taken while there is some', async () => {
    const { budget, slept } = budgetOf(0);
    await budget.take('users', 2000);
    expect(slept).toEqual([]);
  });

  it('is waited for when the next window opens in time, more than once if others are faster', async () => {
    const { budget, slept } = budgetOf(300, 400, 0);
    await budget.take('users', 2000);
    expect(slept).toEqual([300, 400]);
  });

  it.each([
    ['at the last moment', 1000],
    ['too late', 45_000],
  ])('is refused at once, with the time to wait, when the window opens %s', async (_, waitMs) => {
    const { budget, slept } = budgetOf(waitMs);
    const error = await refusal(budget.take('users', 2000));
    expect(error).toMatchObject({ kind: 'rate-limited', endpoint: 'users', retryAfterMs: waitMs });
    expect(slept).toEqual([]);
  });
});

describe('the allowance', () => {
  it('gives so many a window and then says how long the window lasts', async () => {
    const allowance = createAllowance({ requestsPerMinute: 3, clientId: 'client' });
    for (let i = 0; i < 3; i += 1) expect(await allowance()).toEqual({ waitMs: 0 });
    const { waitMs } = await allowance();
    expect(waitMs).toBeGreaterThan(50_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  it('gives again in the next window', async () => {
    const allowance = createAllowance({ requestsPerMinute: 1, clientId: 'client', windowMs: 1000 });
    await allowance();
    const { waitMs } = await allowance();
    await new Promise((resolve) => setTimeout(resolve, waitMs + 5));
    expect(await allowance()).toEqual({ waitMs: 0 });
  });

  it('is counted here while Redis cannot be reached', async () => {
    const redis = { isReady: false, eval: async () => Promise.reject(new Error('down')) };
    const allowance = createAllowance({ requestsPerMinute: 1, clientId: 'client', redis });
    expect(await allowance()).toEqual({ waitMs: 0 });
    expect((await allowance()).waitMs).toBeGreaterThan(0);
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
