/** Tokens that Slack stops accepting while the app runs, and Socket Mode that comes and goes. */
import { afterEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
afterEach(() => house.stop());

const ready = async () => (await fetch(`${house.url}/readyz`)).json();
const laterThanRemembered = () => {
  house.clock.now += 6000;
};

describe('a bot token that is revoked while the app runs', () => {
  it('turns readiness red, with the variable in the log, and back when Slack accepts it again', async () => {
    house = await openHouse();
    expect(await ready()).toMatchObject({ slack: true });
    house.slack.faults.next('auth.test', { kind: 'error', error: 'token_revoked' });
    laterThanRemembered();
    expect(await ready()).toMatchObject({ slack: false, why: { slack: 'SLACK_BOT_TOKEN is refused' } });
    expect(house.log).toContainEqual(expect.objectContaining({ variable: 'SLACK_BOT_TOKEN', slack: 'token_revoked' }));
    laterThanRemembered();
    expect(await ready()).toMatchObject({ slack: true });
  });
});

describe('Socket Mode', () => {
  it('that refuses the token once while connecting again is tried again, and the log names the variable', async () => {
    house = await openHouse({ socketMode: true });
    for (const error of ['invalid_auth', 'too_many_websockets']) {
      house.slack.faults.next('apps.connections.open', { kind: 'error', error });
    }
    house.slack.faults.next('apps.connections.open', { kind: 'status', status: 503 });
    house.slack.socketMode.drop();
    const named = expect.objectContaining({ variable: 'SLACK_APP_TOKEN', slack: 'invalid_auth' });
    await expect.poll(() => house.log, { timeout: 15_000 }).toContainEqual(named);
    await expect.poll(() => house.slack.socketMode.connected(), { timeout: 15_000 }).toBe(1);
    laterThanRemembered();
    await expect.poll(ready).toMatchObject({ slack: true });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });

  it('that is not there at the start does not keep the app from starting', async () => {
    house = await openHouse({
      socketMode: true,
      beforeStart: (slack) => slack.faults.next('apps.connections.open', { kind: 'cut' }, 2),
    });
    await expect.poll(() => house.slack.socketMode.connected(), { timeout: 15_000 }).toBe(1);
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });
});

describe('an app token that Slack refuses at the start', () => {
  it('is named', async () => {
    const starting = openHouse({
      socketMode: true,
      beforeStart: (slack) =>
        slack.faults.next('apps.connections.open', { kind: 'error', error: 'not_allowed_token_type' }, 9),
    });
    await expect(starting).rejects.toThrow('Slack does not accept SLACK_APP_TOKEN: not_allowed_token_type');
    house = await openHouse();
  });
});
