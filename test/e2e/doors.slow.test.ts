/** The same morning through every door: HTTP, Socket Mode, two processes on one store, a workspace of a Grid. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, readConfig } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { openAlertHouse, SECOND } from './alert-house.ts';
import type { HouseOptions } from './house.ts';
import { type Door, morning, type Told } from './scenario.ts';

async function oneProcess(options: HouseOptions = {}): Promise<Door> {
  const house = await openAlertHouse(options);
  return { house, next: () => undefined, idle: () => house.app.idle(), later: house.later };
}

/** A second app at the same store, the same Slack and the same Genesys Cloud: what people do goes to each in turn. */
async function twoProcesses(): Promise<Door & { readonly stop: () => Promise<void> }> {
  const house = await openAlertHouse();
  const log = createLog({ level: 'error', secrets: [], destination: { write: () => true } });
  const other = createApp(readConfig(house.env), { log, now: () => house.clock.now, patienceMs: 60_000 });
  const { port } = await other.start();
  const urls = [`${house.url}/slack/events`, `http://127.0.0.1:${port}/slack/events`];
  let nth = 0;
  return {
    house,
    next: () => {
      nth += 1;
      house.slack.connect(urls[nth % 2] ?? '');
    },
    idle: async () => {
      await Promise.all([house.app.idle(), other.idle()]);
    },
    later: async (ms) => {
      for (const until = house.clock.now + ms; house.clock.now < until; ) {
        house.clock.now = Math.min(until, house.clock.now + 5 * SECOND);
        await Promise.all([house.app.look(), other.look()]);
      }
      await Promise.all([house.app.idle(), other.idle()]);
    },
    stop: () => other.stop(),
  };
}

let http: readonly Told[];
beforeAll(async () => {
  const door = await oneProcess();
  http = await morning(door);
  await door.house.stop();
}, 120_000);

describe('over HTTP', () => {
  it('everything that is done is answered', () => {
    const silent = http.filter(
      ({ step, says }) => says.length === 0 && step !== 'opens the Home' && step !== '/agent-summary on',
    );
    expect(silent).toEqual([]);
    const all = JSON.stringify(http);
    for (const said of [
      'C0FLOOR by chat.postMessage: Billing EU, ',
      'is in the future',
      'C0FLOOR in a thread for U0OMAR by chat.postEphemeral: Billing EU, yesterday',
      'Scheduled.',
      'C0FLOOR by chat.postMessage: everybody · ',
      'Made.',
      'rule: &gt; # for #s',
      'Muted:',
    ]) {
      expect(all).toContain(said);
    }
  });
});

describe('the same is said', { timeout: 120_000 }, () => {
  it('in Socket Mode', async () => {
    const door = await oneProcess({ socketMode: true });
    expect(await morning(door)).toEqual(http);
    await door.house.stop();
  });

  it.each(['workspace', 'organisation'] as const)('on Enterprise Grid, installed in the %s', async (grid) => {
    const door = await oneProcess({ slack: { grid } });
    expect(await morning(door)).toEqual(http);
    await door.house.stop();
  });

  it('by two processes on one store, whichever is asked', async () => {
    const door = await twoProcesses();
    expect(await morning(door)).toEqual(http);
    await door.stop();
    await door.house.stop();
  });
});
