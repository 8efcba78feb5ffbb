import { describe, expect, it, type TestContext, vi } from 'vitest';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { PresenceKey } from '../../src/sandbox/genesys/live/script.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type House, openHouse } from './house.ts';

/**
 * Follow live and the message shortcut, from the button in Slack to the socket of Genesys and back. Each test waits for
 * seconds and computes for moments, so they run side by side.
 */

const MINUTE = 60_000;

/** A house whose clock goes on by itself, as the gaps between edits need it to. */
async function livelyHouse({ onTestFinished }: TestContext) {
  const house = await openHouse();
  let before = Date.now();
  const going = setInterval(() => {
    house.clock.now += Date.now() - before;
    before = Date.now();
  }, 10);
  onTestFinished(async () => {
    // The last edit of a card waits for the clock, too.
    await house.stop();
    clearInterval(going);
  });
  const ana = personNamed(house.genesys.organisation, 'Ana López');
  const put = (is: PresenceKey) => {
    house.genesys.live.put(ana.id, {
      presence: { is, since: house.clock.now },
      routing: { is: 'OFF_QUEUE', since: house.clock.now },
      conversations: [],
    });
  };
  put('available');
  return { ...house, put };
}

const cardsOf = (house: House, user = 'U0OMAR'): readonly SlackMessage[] =>
  house.slack.messages({ user }).filter(({ channel, onlyFor }) => channel.startsWith('D') && onlyFor === undefined);

/** The card, as soon as it says this. */
function card(house: House, says: RegExp, withinMs = 8000): Promise<SlackMessage> {
  return house.slack.until(() => cardsOf(house).findLast(({ text }) => says.test(text)), withinMs);
}

/** Resolves when a socket is open on which Genesys tells of somebody. */
function pushed({ genesys }: House): Promise<void> {
  return vi.waitFor(
    () => {
      const [channel] = genesys.notifications.channels();
      if (channel?.socket === undefined || channel.topics.size === 0) throw new Error('nothing is pushed yet');
    },
    { timeout: 8000 },
  );
}

/** Omar asks about Ana and follows her; waits until changes are pushed. */
async function follow(house: House): Promise<string> {
  const [answer] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
  if (answer === undefined) throw new Error('no answer');
  const told = await house.press('U0OMAR', answer, 'live_follow');
  await pushed(house);
  return told.find(({ onlyFor }) => onlyFor === 'U0OMAR')?.text ?? '';
}

describe.concurrent('Follow live', () => {
  it('sends a card to the asker alone, which changes when the person does', async (test) => {
    const house = await livelyHouse(test);
    expect(await follow(house)).toMatch(/^You follow Ana López in your direct messages with me until 10:10 CET\.$/);
    await card(house, /^Ana López has been available, but off queue.*\nLive until 10:10 CET · as of 10:00:/);
    house.put('meeting');
    await card(house, /^Ana López has been in a meeting/);
    house.put('break');
    await card(house, /^Ana López has been on a break/);
    expect(cardsOf(house)).toHaveLength(1);
    expect(house.slack.violations).toEqual([]);
  });

  it('has one card for each asker and person, and says where it is', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    expect(await follow(house)).toMatch(/You have this card already: it is in your direct messages .+ until 10:10 CET/);
    expect(cardsOf(house)).toHaveLength(1);
  });

  it('stops at the press of a button, shows nothing that happens later, and can be followed again', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    await house.press('U0OMAR', await card(house, /Live until/), 'live_stop');
    const frozen = await card(
      house,
      /^Ana López has been available, but off queue.*\nEnded at 10:00 CET .*\nYou stopped it/,
    );
    house.put('meeting');
    await house.press('U0OMAR', frozen, 'live_follow');
    await card(house, /^Ana López has been in a meeting.*\nLive until/);
    expect(cardsOf(house).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Ana López has been available/),
      expect.stringMatching(/^Ana López has been in a meeting/),
    ]);
    expect(frozen.text).not.toMatch(/live until/i);
  });

  it('ends after ten minutes', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    house.clock.now += 10 * MINUTE;
    const frozen = await card(house, /Ended at 10:10 CET/);
    expect(frozen.text).toContain('The time of this card is over');
    expect(house.slack.violations).toEqual([]);
  });

  it('goes on through a lost connection, and shows what happened meanwhile', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    for (const [presence, words] of [
      ['meeting', /^Ana López has been in a meeting/],
      ['break', /^Ana López has been on a break/],
    ] as const) {
      expect(house.genesys.notifications.drop()).toBe(1);
      house.put(presence);
      await card(house, words);
      await pushed(house);
    }
  });

  it('says that Genesys pushes nothing, and asks by itself', async (test) => {
    const house = await livelyHouse(test);
    house.genesys.notifications.refuse({ match: 'users', missingPermissions: ['conversation:communication:view'] });
    const [answer] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    if (answer === undefined) throw new Error('no answer');
    await house.press('U0OMAR', answer, 'live_follow');
    await card(house, /Checked every few seconds until 10:10 CET.*\n.*the app lacks `conversation:communication:view`/);
    house.put('meeting');
    house.clock.now += 10_000;
    const asked = await card(house, /^Ana López has been in a meeting/);
    expect(asked.text).not.toMatch(/live until/i);
  });

  it('freezes when the asker may not see the person any more', async (test) => {
    const house = await livelyHouse(test);
    await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    house.clock.now += 8 * MINUTE;
    await follow(house);
    house.slack.changePerson('U0OMAR', { kind: 'guest' });
    house.put('meeting');
    // Who somebody is in Slack is remembered for a quarter of an hour.
    house.clock.now += 8 * MINUTE;
    house.put('break');
    const frozen = await card(house, /You may not see what Ana López is doing any more/);
    expect(frozen.text).not.toContain('Break');
  });

  it('leaves no card live when the app is stopped', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    await house.app.stop();
    expect(cardsOf(house).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Ended at 10:00 CET · as of 10:00:.*\nThe app is being restarted/),
    ]);
  });

  it('says of a card from before a crash that it ended', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    const lost = await card(house, /Live until/);
    // The button of a card about somebody else, whom this process never followed.
    const grace = personNamed(house.genesys.organisation, "Grace O'Neill");
    const value = JSON.stringify({ v: 1, w: [`a:${grace.id}`] });
    await house.press('U0OMAR', lost, 'live_stop', value);
    const told = await card(house, /This card ended when the app was restarted/);
    expect(told.ts).toBe(lost.ts);
  });

  it('writes a permission that stays the same to the audit once', async (test) => {
    const house = await livelyHouse(test);
    await follow(house);
    house.put('meeting');
    await card(house, /in a meeting/);
    const audited = house.log.filter(({ what }) => String(what).startsWith('live_follow'));
    expect(audited).toHaveLength(1);
  });
});

describe.concurrent('the message shortcut "Agent status"', () => {
  it('answers to whoever uses it on a colleague’s message, and to nobody else', async (test) => {
    const house = await livelyHouse(test);
    const message = house.slack.say('U0ANA', 'C0FLOOR', 'Back in a minute');
    await house.slack.shortcut({ user: 'U0OMAR', callbackId: 'agent_status', message });
    await house.app.idle();
    const answers = house.slack.messages({ channel: 'C0FLOOR' }).filter(({ onlyFor }) => onlyFor === 'U0OMAR');
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/^Ana López has been available/)]);
  });

  it('says that a message of an app has nobody to look up', async (test) => {
    const house = await livelyHouse(test);
    const message = house.slack.say('U0BOT', 'C0FLOOR', 'Deployed.');
    await house.slack.shortcut({ user: 'U0OMAR', callbackId: 'agent_status', message });
    await house.app.idle();
    const answers = house.slack.messages({ channel: 'C0FLOOR' }).filter(({ onlyFor }) => onlyFor === 'U0OMAR');
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/^An app wrote this message/)]);
  });
});
