/** An alert from the words that make it to the one message that begins, edits itself and ends. */
import { afterEach, describe, expect, it } from 'vitest';
import { BILLING, elementOf, MINUTE, openAlertHouse, SECOND } from './alert-house.ts';
import { type HouseOptions, MONDAY } from './house.ts';

let house: Awaited<ReturnType<typeof openAlertHouse>>;
const open = async (options: HouseOptions = {}) => {
  house = await openAlertHouse(options);
};
afterEach(() => house.stop());

describe('an alert', () => {
  it('tells one message when it is true for long enough, edits it while it lasts, and ends it', async () => {
    await open();
    const made = await house.answer('U0OMAR', '/agent-alert', BILLING);
    expect(made).toContain('when more than 5 calls are waiting in queue Billing EU for 30s');
    await house.later(30 * SECOND);
    expect(house.told()).toEqual([]);

    house.spike();
    await house.later(MINUTE);
    const [first] = house.told();
    expect(first?.text).toMatch(
      /^Billing EU: \d+ calls waiting, longest \d+s · rule: &gt; 5 for 30s · since 10:00 CET/,
    );

    await house.later(25 * SECOND);
    expect(house.told()).toHaveLength(1);
    expect(house.told()[0]?.earlier.length).toBeGreaterThan(0);

    await house.later(2 * MINUTE);
    expect(house.told()).toHaveLength(1);
    expect(house.told()[0]?.text).toMatch(
      /^Billing EU: over, (?:no|\d) calls? waiting.* · 10:00 CET to 10:0\d CET, \dm \d+s/,
    );
    expect(house.told()[0]?.text).toMatch(/Worst: 14 calls waiting/);
  });

  it('is in the audit with a reference of its own, and the place where it is told', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    house.spike();
    await house.later(MINUTE);
    const [made, fired] = ['alert made', 'alert fired'].map((what) => house.log.find((line) => line['what'] === what));
    expect(fired).toMatchObject({ channel: 'C0FLOOR', who: 'U0OMAR', reason: 'owner' });
    expect(fired?.['reference']).toMatch(/^[0-9a-f]{8}$/);
    expect(fired?.['reference']).not.toBe(made?.['reference']);
  });
});

describe('its maker', () => {
  it('is shown how it would look, alone', async () => {
    await open();
    const [message] = await house.ask('U0OMAR', '/agent-alert', 'test queue "Billing EU" waiting &gt; 5');
    expect(message?.onlyFor).toBe('U0OMAR');
    expect(message?.text).toMatch(/^A test: .*not true at the moment.*\nBilling EU: /s);
    expect(JSON.stringify(message)).not.toContain('alert_taken');
    expect(house.told()).toEqual([]);
  });

  it('hears when it would have told something today', async () => {
    await open({ now: MONDAY + 5 * 3_600_000, genesys: { load: 1 } });
    const text = await house.answer('U0OMAR', '/agent-alert', 'when queue "Billing EU" service level &lt; 99 %');
    expect(text).toMatch(/Today it would have told (?:once|\d+ times|nothing so far)/);
  });

  it('lists, pauses, resumes and deletes it; others have no such alert', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    const list = await house.answer('U0OMAR', '/agent-alert', 'list');
    expect(list).toContain('I tell <#C0FLOOR> when more than 5 calls are waiting in queue Billing EU for 30s');
    expect(await house.answer('U0GRACE', '/agent-alert', 'list')).toContain('There are no alerts of yours');
    expect(await house.answer('U0GRACE', '/agent-alert', 'off')).toContain('There is no such alert of yours');
    expect(await house.answer('U0OMAR', '/agent-alert', 'pause <#C0FLOOR|floor>')).toContain('Paused');
    await house.later(15 * SECOND);
    house.spike();
    await house.later(MINUTE);
    expect(house.told()).toEqual([]);
    expect(await house.answer('U0OMAR', '/agent-alert', 'resume queue "Billing EU"')).toContain('Resumed');
    expect(await house.answer('U0OMAR', '/agent-alert', 'off waiting')).toContain('Deleted');
    expect(await house.answer('U0OMAR', '/agent-alert', 'list')).toContain('There are no alerts of yours');
  });

  it('chooses whom they mean where a name fits several people', async () => {
    await open();
    const [list] = await house.ask('U0OMAR', '/agent-alert', 'on me when "García" acw &gt; 5m for 1m');
    expect(list?.text).toContain('fits several people');
    if (list === undefined) throw new Error('no list');
    const [made] = await house.press('U0OMAR', list, 'alert_pick:0');
    expect(made?.text).toMatch(/García has been in after-call work for more than 5m, lasting another 1m/);
    const [old] = await house.press('U0OMAR', list, 'alert_pick:1', '{"v":1,"w":["nobody"]}');
    expect(old?.text).toContain('earlier version');
  });

  it('mutes it by word, and ends that from the list', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    expect(await house.answer('U0OMAR', '/agent-alert', 'mute billing eu for 2h')).toContain('before 12:00');
    expect(await house.answer('U0OMAR', '/agent-alert', 'list')).toContain('muted until 12:00');
    expect(await house.answer('U0OMAR', '/agent-alert', 'unmute')).not.toContain('muted until');
  });

  it('makes one of the same only once', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    house.clock.now += MINUTE;
    expect(await house.answer('U0OMAR', '/agent-alert', BILLING)).toContain('exists already');
  });

  it('has own alerts on the Home', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    const home = JSON.stringify(house.slack.homes.get('U0OMAR')?.view);
    expect(home).toContain('My alerts');
    expect(home).toContain('more than 5 calls are waiting');
    expect(home).toContain('alert_ask:off');
  });
});

describe('a button of an alert that somebody has written themselves', () => {
  it.each(['alert_mute', 'alert_taken', 'alert_live'])(
    'does nothing where the alert is not told: %s',
    async (action) => {
      await open();
      const told = await house.begun();
      const value = String(elementOf(told, action)['value']);
      const elsewhere = { type: 'button', action_id: action, value, text: { type: 'plain_text', text: 'Mute' } };
      const [own] = await house.ask('U0ANA', '/agent-live', 'help');
      if (own === undefined) throw new Error('no message to press');
      const forged = { ...own, channel: 'C0GENERAL', blocks: [{ type: 'actions', elements: [elsewhere] }] };
      const [answer] = await house.press('U0ANA', forged, action);
      expect(answer?.text).toContain('This is over already, or its alert was deleted.');
      expect(await house.answer('U0OMAR', '/agent-alert', 'list')).not.toContain('muted until');
      const [there] = await house.press('U0ANA', told, action);
      expect(there?.text ?? '').not.toContain('This is over already');
    },
  );
});

describe('the form', () => {
  const values = { threshold: '5', for: '30s', place: 'channel', channel: 'C0FLOOR' };

  it('opens with what was understood, and makes what is filled in', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', 'when queue "Billing EU" waiting weekdays 8-18');
    const form = JSON.stringify(house.form().view);
    expect(form).toContain('queue \\"Billing EU\\"');
    expect(form).toContain('mon tue wed thu fri 08:00-18:00');
    await house.slack.submitView({ user: 'U0OMAR', view: house.form(), values });
    await house.app.idle();
    expect(await house.answer('U0OMAR', '/agent-alert', 'list')).toContain(
      'when more than 5 calls are waiting in queue Billing EU for 30s, weekdays 08:00–18:00 Madrid time',
    );
  });

  it('says beneath its fields what cannot be', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', 'when queue "Billing EU" longest wait');
    const ack = await house.slack.submitView({
      user: 'U0OMAR',
      view: house.form(),
      values: { threshold: '5', for: '9h', hours: '8-25', place: 'owner' },
    });
    expect(ack.body).toMatchObject({ response_action: 'errors' });
  });

  it('opens from a board with what is most often asked', async () => {
    await open();
    const [board] = await house.ask('U0OMAR', '/agent-live', 'queue "Billing EU"');
    if (board === undefined) throw new Error('no board');
    const actionId = elementOf(board, 'more:')['action_id'];
    await house.slack.click({ user: 'U0OMAR', message: board, actionId: String(actionId), value: 'alert_me' });
    await house.app.idle();
    const form = JSON.stringify(house.form().view);
    expect(form).toContain('queue \\"Billing EU\\"');
    expect(form).toContain('"initial_value":"5"');
  });

  it('changes one that is there', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    await house.ask('U0OMAR', '/agent-alert', 'edit');
    await house.slack.submitView({ user: 'U0OMAR', view: house.form(), values: { threshold: '9' } });
    await house.app.idle();
    const list = await house.answer('U0OMAR', '/agent-alert', 'list');
    expect(list).toContain('more than 9 calls are waiting');
    expect(list).not.toContain('more than 5');
  });
});

describe('what cannot be', () => {
  it.each([
    ['C0SECRET', 'I cannot post in'],
    ['C0OLD', 'is archived'],
  ])('posting in %s is refused at once', async (channel, why) => {
    await open();
    expect(await house.answer('U0OMAR', '/agent-alert', BILLING.replace('C0FLOOR|floor', channel))).toContain(why);
  });

  it('a channel that one is not in is refused', async () => {
    await open();
    expect(await house.answer('U0ANA', '/agent-alert', BILLING.replace('C0FLOOR|floor', 'C0LEADS'))).toMatch(
      /You are not in|I cannot post/,
    );
  });

  it('a queue that one sees in part is refused, with what one may watch', async () => {
    await open({ env: { ACCESS_POLICY: 'managers' } });
    const text = await house.answer('U0OMAR', '/agent-alert', BILLING);
    expect(text).toContain('You see a part of this queue');
  });

  it('somebody out of sight is refused as ever', async () => {
    await open({ env: { ACCESS_POLICY: 'managers' } });
    expect(await house.answer('U0ANA', '/agent-alert', 'on me when <@U0ZOE> acw &gt; 5m')).not.toContain('Zoë');
    expect(await house.answer('U0ANA', '/agent-alert', 'list')).toContain('There are no alerts of yours');
  });

  it('guests and people of other organisations are turned away', async () => {
    await open();
    expect(await house.answer('U0GUEST', '/agent-alert', BILLING)).toContain('Guests');
    const [message] = await house.ask('U0STRANGER', '/agent-alert', 'list');
    expect(message?.text).not.toContain('alerts of yours');
  });

  it('a misspelt word is named, with the sentence that was meant', async () => {
    await open();
    const text = await house.answer('U0OMAR', '/agent-alert', 'on me when queue "Billing EU" waitng &gt; 5');
    expect(text).toContain('“waitng”');
    expect(text).toContain('/agent-alert on me when queue "Billing EU" waiting');
  });
});
