/** What becomes of the message of an alert, whoever reads and presses it. */
import { afterEach, describe, expect, it } from 'vitest';
import { BILLING, elementOf, MINUTE, openAlertHouse, SECOND } from './alert-house.ts';
import type { HouseOptions } from './house.ts';

let house: Awaited<ReturnType<typeof openAlertHouse>>;
const open = async (options: HouseOptions = {}) => {
  house = await openAlertHouse(options);
};
afterEach(() => house.stop());

describe('its message', () => {
  it('is taken by whoever presses first, and everybody who reads it sees who', async () => {
    await open();
    const message = await house.begun();
    await house.press('U0GRACE', message, 'alert_taken');
    expect(house.told()[0]?.text).toContain('<@U0GRACE> is on it, since 10:01');
    await house.press('U0ANA', message, 'alert_taken');
    expect(house.told()[0]?.text).not.toContain('<@U0ANA> is on it');
    expect(JSON.stringify(house.told()[0]?.blocks)).not.toContain('alert_taken');
  });

  it('is muted for an hour by its button: nothing new comes, and it says so', async () => {
    await open();
    const message = await house.begun();
    const [answer] = await house.press('U0NORA', message, 'alert_mute');
    expect(answer?.text).toContain('tells nothing new before 11:01');
    await house.later(20 * SECOND);
    expect(house.told()[0]?.text).toContain('muted until 11:01');
    await house.later(20 * MINUTE);
    house.spike();
    await house.later(2 * MINUTE);
    expect(house.told()).toHaveLength(1);
    await house.later(45 * MINUTE);
    house.spike();
    await house.later(2 * MINUTE);
    expect(house.told()).toHaveLength(2);
  }, 60_000);

  it('shows the board to whoever presses, by their own rights', async () => {
    await open({ env: { ACCESS_POLICY: 'genesys' } });
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    await house.later(15 * SECOND);
    house.spike();
    await house.later(55 * SECOND);
    const [message] = house.told();
    if (message === undefined) throw new Error('nothing was told');
    const [omars] = await house.press('U0OMAR', message, 'alert_live');
    expect(omars?.text).toMatch(/^Billing EU: 14 calls waiting/);
    const [noras] = await house.press('U0NORA', message, 'alert_live');
    expect(noras?.text).not.toContain('14 calls waiting');
    expect(noras?.onlyFor).toBe('U0NORA');
  });

  it('for oneself is a direct message, and names whom one may see', async () => {
    await open();
    const made = await house.answer('U0OMAR', '/agent-alert', 'on me when <@U0ANA> acw &gt; 2m');
    expect(made).toContain('Ana López has been in after-call work for more than 2m');
    await house.later(15 * SECOND);
    house.wrapsUp('Ana López');
    await house.later(4 * MINUTE);
    expect(house.textsIn('D0OMAR')).toEqual([
      expect.stringMatching(/^Ana López: in after-call work, \dm \d+s · rule: &gt; 2m/),
    ]);
    house.genesys.live.restore(house.inGenesys('Ana López').id);
    await house.later(2 * MINUTE);
    expect(house.textsIn('D0OMAR').join()).toContain('Ana López: over, nobody in after-call work for so long');
  });

  it('names nobody where guests read along', async () => {
    await open();
    const made = await house.answer('U0OMAR', '/agent-alert', 'on <#C0GUESTS|with-guests> when <@U0ANA> acw &gt; 2m');
    expect(made).toContain('names nobody');
    await house.later(15 * SECOND);
    house.wrapsUp('Ana López');
    await house.later(4 * MINUTE);
    expect(house.textsIn('C0GUESTS')).toEqual([expect.stringMatching(/^One person: in after-call work, \dm/)]);
    expect(JSON.stringify(house.told('C0GUESTS'))).not.toMatch(/Ana|L\u00f3pez/);
  });

  it('tells nothing outside its hours', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', `${BILLING} mon-fri 12-18`);
    await house.later(15 * SECOND);
    house.spike();
    await house.later(2 * MINUTE);
    expect(house.told()).toEqual([]);
  });

  it('calls the channel only where its maker asks for it and the policy allows it', async () => {
    // The stand-in takes a mention of everybody for an escape that was forgotten.
    await open({ env: { ALERT_MENTIONS: 'here' }, mayViolate: true });
    await house.ask('U0OMAR', '/agent-alert', `${BILLING} &lt;!here&gt;`.replace('&lt;!here&gt;', '<!here>'));
    await house.later(15 * SECOND);
    house.spike();
    await house.later(MINUTE);
    expect(house.told()[0]?.text).toMatch(/^<!here> Billing EU/);
    expect(house.slack.violations.filter(({ what }) => !what.startsWith('mentions @here'))).toEqual([]);
  });

  it('says that it calls nobody where the policy does not allow it', async () => {
    await open();
    expect(await house.answer('U0OMAR', '/agent-alert', `${BILLING} mention:here`)).toContain('It calls nobody');
  });
});

describe('a button with another value', () => {
  it('does nothing to an alert whose message stands elsewhere', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-alert', BILLING.replace('C0FLOOR|floor', 'C0LEADS'));
    await house.ask('U0GRACE', '/agent-alert', BILLING);
    await house.later(15 * SECOND);
    house.spike();
    await house.later(MINUTE);
    const [[here], [there]] = [house.told('C0FLOOR'), house.told('C0LEADS')];
    if (here === undefined || there === undefined) throw new Error('nothing was told');
    for (const action of ['alert_taken', 'alert_mute', 'alert_live']) {
      const [answer] = await house.press('U0ANA', here, action, String(elementOf(there, action)['value']));
      expect(answer?.text).toContain('over already');
    }
    const [answer] = await house.press('U0ANA', here, 'alert_taken', '__proto__');
    expect(answer?.text).toContain('over already');
    expect(house.told('C0LEADS')[0]?.text).not.toContain('is on it');
  });
});

describe('whoever administers the app', () => {
  const admin = { env: { ADMINS: 'U0GRACE' } };

  it('may pause and delete the alerts of others, who are told, and not look through their eyes', async () => {
    await open(admin);
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    expect(await house.answer('U0GRACE', '/agent-alert', 'test')).toContain('only they can test');
    expect(await house.answer('U0GRACE', '/agent-alert', 'pause')).toContain('Paused');
    expect(house.textsIn('D0OMAR').join()).toContain('<@U0GRACE>, who administers this app, paused your alert');
    const entries = house.log.filter((line) => line['log'] === 'audit' && line['what'] === 'alert paused');
    expect(entries[0]).toMatchObject({ who: 'U0GRACE' });
  });

  it('hands them over: paused until the heir agrees', async () => {
    await open(admin);
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    expect(await house.answer('U0GRACE', '/agent-alert', 'hand over <#C0FLOOR|floor> to <@U0NORA>')).toContain(
      'Handed over to <@U0NORA>',
    );
    expect(house.textsIn('D0NORA').join()).toContain('handed this alert over to you. It is paused');
    expect(await house.answer('U0NORA', '/agent-alert', 'list')).toContain('paused');
    expect(await house.answer('U0OMAR', '/agent-alert', 'list')).toContain('There are no alerts of yours');
  });

  it('is told when its owner has left, and takes it over', async () => {
    await open(admin);
    await house.ask('U0OMAR', '/agent-alert', BILLING);
    await house.later(15 * SECOND);
    house.slack.changePerson('U0OMAR', { kind: 'deactivated' });
    // Who somebody is in Slack is remembered for a quarter of an hour.
    house.clock.now += 15 * MINUTE;
    await house.later(6 * MINUTE);
    const [news] = house.told('D0GRACE');
    if (news === undefined) throw new Error('nobody was told');
    expect(news.text).toContain('rests: its owner');
    await house.press('U0GRACE', news, 'alert_take_over');
    expect(await house.answer('U0GRACE', '/agent-alert', 'resume')).toContain('Resumed');
    house.spike();
    await house.later(MINUTE);
    expect(house.told()).toHaveLength(1);
  }, 60_000);
});
