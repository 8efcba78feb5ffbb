/** What goes wrong between a daily summary and its channel, and who is told what to do about it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appManifestWith } from '../sandbox/slack/manifests.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Tuesday, 08:29 in Madrid. */
const BEFORE_EIGHT_THIRTY = Date.UTC(2026, 10, 24, 7, 29);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let house: House;
afterEach(() => house.stop());

const open = async (options: HouseOptions = {}) => {
  minute = 10;
  house = await openHouse({ now: BEFORE_EIGHT_THIRTY, genesys: { load: 0.2 }, pausesPassAtOnce: true, ...options });
  await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays team');
};
const posts = () =>
  house.slack.messages({ channel: 'C0FLOOR' }).filter((message) => message.via === 'chat.postMessage');
const told = (user: string) =>
  house.slack
    .messages({ channel: `D${user.slice(1)}` })
    .filter(({ from }) => from === 'U0FLOOR')
    .map(({ text }) => text);

/** Moves the clock and lets the app notice: any change of a schedule makes it look. */
let minute = 10;
async function later(ms: number): Promise<void> {
  house.clock.now += ms;
  minute += 1;
  await house.ask('U0GRACE', '/agent-summary', `on <#C0LEADS|leads> 07:${minute} sun`);
  await house.app.idle();
}

describe('who reads a channel, when Slack does not say for a moment', () => {
  it.each(['conversations.info', 'conversations.members', 'users.list'])(
    'is asked again before anybody is named: %s',
    async (method) => {
      await open();
      house.slack.faults.next(method, { kind: 'rate-limited', retryAfterSeconds: 30 }, 3);
      // What was remembered of the workspace is forgotten by then.
      await later(17 * MINUTE);
      for (let i = 0; i < 4 && posts().length === 0; i += 1) await later(5 * MINUTE);
      expect(posts()).toHaveLength(2);
      expect(JSON.stringify(posts()[1]?.blocks)).toMatch(/Ana López|Zoë|Carmen|Iván/);
      expect(house.log).toContainEqual(expect.objectContaining({ msg: 'Slack did not say who reads a channel' }));
    },
  );
});

describe('a post that Slack refuses for good', () => {
  it.each([
    ['restricted_action_read_only_channel', /settings of the channel do not let apps post/],
    ['is_inactive', /Slack has closed the channel to messages/],
    ['missing_scope', /install the app again with the scopes/],
    ['token_revoked', /does not accept the token of the app/],
    ['account_inactive', /does not accept the token of the app/],
    ['channel_not_found', /private and I am not in it/],
  ])(
    '(%s) is told to its owner once, with what to do, and not tried to the end of the window',
    async (error, remedy) => {
      await open();
      for (const day of [0, 1]) {
        house.slack.faults.clear();
        house.slack.faults.next('chat.postMessage', { kind: 'error', error });
        await later(day === 0 ? MINUTE : DAY);
        expect(house.slack.calls('chat.postMessage').filter(({ args }) => args['channel'] === 'C0FLOOR')).toHaveLength(
          day + 1,
        );
      }
      expect(told('U0OMAR')).toEqual([expect.stringMatching(remedy)]);
    },
  );
});

describe('a post of which Slack did not say whether it took it', () => {
  const HISTORY = ['channels:history', 'groups:history'];

  it.each([
    ['a broken connection after it was taken', { kind: 'accept-and-cut' }, 1],
    ['an answer that ends in the middle', { kind: 'accept-and-break-off' }, 1],
    ['a broken connection before', { kind: 'cut' }, 0],
    ['500', { kind: 'status', status: 500 }, 0],
    ['a page of a proxy', { kind: 'html' }, 0],
    ['an internal error', { kind: 'error', error: 'internal_error' }, 0],
  ] as const)('(%s) is never sent again by itself: its owner is told once, and may', async (_what, fault, landed) => {
    await open();
    house.slack.faults.next('chat.postMessage', fault, 1, { channel: 'C0FLOOR' });
    await later(MINUTE);
    for (let i = 0; i < 4; i += 1) await later(10 * MINUTE);
    expect(posts()).toHaveLength(landed);
    expect(told('U0OMAR')).toEqual([expect.stringMatching(/is in doubt on Tue 24 Nov 2026.*post it now/)]);
    expect(house.log).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: 'a summary is in doubt: Slack did not confirm it' }),
    );
    const [news] = house.slack.messages({ channel: 'D0OMAR' });
    if (news === undefined) throw new Error('nobody was told');
    await house.press('U0OMAR', news, 'summary_now');
    expect(posts().filter(({ threadTs }) => threadTs === undefined)).toHaveLength(landed + 1);
    await later(10 * MINUTE);
    expect(posts().filter(({ threadTs }) => threadTs === undefined)).toHaveLength(landed + 1);
  });

  it.each([
    ['stands there, is found and gets its thread', { kind: 'accept-and-cut' }],
    ['does not stand there, is posted', { kind: 'cut' }],
  ] as const)('where the app may look: what %s', async (_what, fault) => {
    await open({ slack: { manifestPath: appManifestWith(HISTORY) } });
    house.slack.faults.next('chat.postMessage', fault, 1, { channel: 'C0FLOOR' });
    await later(MINUTE);
    for (let i = 0; i < 4; i += 1) await later(10 * MINUTE);
    expect(posts().map(({ threadTs }) => threadTs === undefined)).toEqual([true, false]);
    expect(told('U0OMAR')).toEqual([]);
  });

  it('is posted where Slack has certainly not taken it', async () => {
    await open();
    const refused = { kind: 'rate-limited', retryAfterSeconds: 1 } as const;
    house.slack.faults.next('chat.postMessage', refused, 2, { channel: 'C0FLOOR' });
    await later(MINUTE);
    expect(posts()).toHaveLength(2);
    expect(told('U0OMAR')).toEqual([]);
  });
});

describe('the details of a post', () => {
  it('stay away when its headline was deleted: they would stand at the root of the channel', async () => {
    await open();
    house.slack.faults.next('chat.getPermalink', { kind: 'error', error: 'message_not_found' });
    await later(MINUTE);
    expect(posts()).toHaveLength(1);
    expect(house.log).toContainEqual(expect.objectContaining({ why: 'headline-gone' }));
  });
});

describe('an owner who has left', () => {
  it('is told of to those who administer the app, once, and one of them takes it over', async () => {
    await open({ env: { ADMINS: 'U0CARMEN' } });
    house.slack.changePerson('U0OMAR', { kind: 'deactivated' });
    await later(16 * MINUTE);
    await later(DAY);
    expect(posts()).toEqual([]);
    expect(told('U0OMAR')).toEqual([]);
    expect(told('U0CARMEN')).toEqual([expect.stringMatching(/its owner <@U0OMAR> is no full member .* Take it over/)]);
    const [news] = house.slack.messages({ channel: 'D0CARMEN' });
    if (news === undefined) throw new Error('nobody was told');
    await house.press('U0CARMEN', news, 'summary_take_over');
    const shown = house.slack
      .messages({ channel: 'D0CARMEN' })
      .find(({ text }) => /if you agree .* resume it/.test(text));
    if (shown === undefined) throw new Error('the heir was not asked');
    await house.press('U0CARMEN', shown, 'summary_resume');
    await later(DAY);
    expect(posts().length).toBeGreaterThan(0);
  });
});

describe('a start with summaries and nobody who administers', () => {
  it('warns', async () => {
    house = await openHouse({
      env: { SUMMARY_CHANNEL: 'C0FLOOR', SUMMARY_OWNER: 'U0OMAR', TRUSTED_EMAIL_DOMAINS: 'example.com' },
    });
    const warned = house.log.filter(({ level }) => level === 'warn');
    expect(warned).toContainEqual(expect.objectContaining({ variable: 'ADMINS' }));
    expect(warned).toContainEqual(expect.objectContaining({ trustedDomains: ['example.com'] }));
  });

  it('and somebody whose address only single sign-on knows is found by it', async () => {
    house = await openHouse({ env: { TRUSTED_EMAIL_DOMAINS: 'example.com' } });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0UNSURE>')).toMatch(/^Maria Silva/);
  });
});

describe('while Slack does not say who may see whom', () => {
  it.each([
    ['/agent-summary', 'on <#C0LEADS|leads> 08:45 weekdays queue "Billing EU"'],
    ['/agent-alert', 'on <#C0LEADS|leads> when queue "Billing EU" waiting > 5'],
  ])('what is one’s own is paused, resumed and deleted: %s', async (command, make) => {
    house = await openHouse({
      now: BEFORE_EIGHT_THIRTY,
      genesys: { load: 0.2 },
      pausesPassAtOnce: true,
      mayViolate: true,
      env: { ACCESS_POLICY: 'allowlist', ACCESS_ALLOWLIST: 'S0LEADS' },
      slack: { manifestPath: appManifestWith(['usergroups:read']) },
    });
    await house.ask('U0OMAR', command, make);
    house.clock.now += DAY;
    house.slack.faults.next('usergroups.users.list', { kind: 'status', status: 503 }, 999);
    for (const [text, answer] of [
      ['pause', /Paused/],
      ['resume', /Resumed/],
      ['off', /Deleted/],
    ] as const) {
      const [said] = await house.ask('U0OMAR', command, `${text} <#C0LEADS|leads>`);
      expect(said?.text).toMatch(answer);
    }
  });
});
