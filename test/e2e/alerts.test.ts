/** An alert from the words that make it to the one message that begins, edits itself and ends. */
import { afterEach, describe, expect, it } from 'vitest';
import { queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { type House, type HouseOptions, MONDAY, openHouse } from './house.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let house: House;
afterEach(() => house.stop());

const open = async (options: HouseOptions = {}) => {
  house = await openHouse({ now: MONDAY, genesys: { load: 0.2 }, ...options });
};
const told = (channel = 'C0FLOOR') =>
  house.slack.messages({ channel }).filter((message) => message.via === 'chat.postMessage');
const spike = () => house.genesys.live.pileUp(queueNamed(house.genesys.organisation, 'Billing EU').id);

/** Lets the clock go on in the steps of the watch, and the app look each time. */
async function later(ms: number): Promise<void> {
  for (const until = house.clock.now + ms; house.clock.now < until; ) {
    house.clock.now = Math.min(until, house.clock.now + 5 * SECOND);
    await house.app.look();
  }
  await house.app.idle();
}

describe('an alert', () => {
  it('tells one message when it is true for long enough, edits it while it lasts, and ends it', async () => {
    await open();
    const made = await house.answer(
      'U0OMAR',
      '/agent-alert',
      'on <#C0FLOOR|floor> when queue "Billing EU" waiting &gt; 5 for 30s',
    );
    expect(made).toContain('when more than 5 calls are waiting in queue Billing EU for 30s');
    await later(30 * SECOND);
    expect(told()).toEqual([]);

    spike();
    await later(MINUTE);
    const [begun] = told();
    expect(begun?.text).toMatch(
      /^Billing EU: \d+ calls waiting, longest \d+s · rule: &gt; 5 for 30s · since 10:00 CET/,
    );

    await later(25 * SECOND);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.earlier.length).toBeGreaterThan(0);

    await later(2 * MINUTE);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toMatch(
      /^Billing EU: over, (?:no|\d) calls? waiting.* · 10:00 CET to 10:0\d CET, \dm \d+s/,
    );
    expect(told()[0]?.text).toMatch(/Worst: 14 calls waiting/);
  });
});
