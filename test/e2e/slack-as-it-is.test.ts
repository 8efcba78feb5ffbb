/** What Slack does to apps that the documentation does not tell: each as it was reported, through the whole app. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '../../src/sandbox/slack/people.ts';
import type { SlackMessage, View } from '../../src/sandbox/slack/workspace.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** Each question about a week makes the whole week first. */
vi.setConfig({ testTimeout: 60_000 });

let house: House;
afterEach(() => house.stop());

const open = async (options: HouseOptions = {}) => {
  house = await openHouse(options);
};

async function ask(command: string, text: string, channel = 'C0FLOOR'): Promise<SlackMessage> {
  const before = new Set(house.slack.messages({ user: 'U0OMAR' }));
  await house.slack.command({ user: 'U0OMAR', channel, command, text });
  await house.app.idle();
  const answer = house.slack.messages({ user: 'U0OMAR' }).findLast((message) => !before.has(message));
  if (answer === undefined) throw new Error(`no answer to ${command} ${text}`);
  return answer;
}

/** An answer about somebody asks first whether it is to be shared; the card with that question. */
async function askToShare(channel = 'C0FLOOR'): Promise<SlackMessage> {
  const [card] = await house.press('U0OMAR', await ask('/agent-live', '<@U0ANA>', channel), 'live_share_ask');
  if (card === undefined) throw new Error('nothing asked whether to share');
  return card;
}

const kinds = (message: SlackMessage | undefined) => message?.blocks.map((block) => block['type']) ?? [];
const outcome = () => house.log.findLast(({ msg }) => msg === 'answered')?.['outcome'];
const posts = (channel: string) => house.slack.messages({ channel }).filter((message) => message.onlyFor === undefined);

describe('a Slack that does not know a type of block', () => {
  it('is told the same without it, and for an hour is not tried with it again', async () => {
    await open();
    const whole = await ask('/agent-stats', 'last week <@U0ANA>');
    expect(kinds(whole)).toContain('data_visualization');
    house.slack.refuseBlocks(['data_visualization']);
    // A response_url only says that the blocks are invalid; the Web API says which type it does not know.
    house.slack.faults.next('response_url', { kind: 'error', error: 'expired_url' });
    const plain = await ask('/agent-stats', 'last week <@U0ANA>');
    expect(kinds(plain)).toEqual(kinds(whole).filter((kind) => kind !== 'data_visualization'));

    const refused = () => house.log.filter(({ msg }) => msg === 'Slack did not take a message').length;
    const before = refused();
    expect(kinds(await ask('/agent-stats', 'last week <@U0ANA>'))).not.toContain('data_visualization');
    expect(refused()).toBe(before);

    house.slack.refuseBlocks([]);
    house.clock.now += 61 * 60_000;
    expect(kinds(await ask('/agent-stats', 'last week <@U0ANA>'))).toContain('data_visualization');
  });

  it('that knows no tables either, and does not say so, gets the whole as text, and the next message is whole again', async () => {
    await open();
    house.slack.refuseBlocks(['data_visualization', 'data_table', 'table', 'section', 'context', 'actions'], 'unnamed');
    const answer = await ask('/agent-stats', 'last week <@U0ANA>');
    expect(answer.blocks).toEqual([]);
    expect(answer.text).toContain('AHT');
    house.slack.refuseBlocks([]);
    expect(kinds(await ask('/agent-stats', 'last week <@U0ANA>'))).toContain('data_visualization');
  });

  it.each(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])(
    'or says %s to everything but text, everywhere: the answer arrives',
    async (error) => {
      await open();
      for (const method of ['response_url', 'chat.postEphemeral']) {
        house.slack.faults.next(method, { kind: 'error', error }, 9);
      }
      house.slack.faults.next('chat.postMessage', { kind: 'error', error }, 1);
      const answer = await ask('/agent-live', '<@U0ANA>');
      expect(answer.text).toMatch(/^Ana López/);
    },
  );
});

describe('when one way to the asker fails, the next is taken', () => {
  it.each([
    ['500, and then too many', { kind: 'status', status: 500 }, { kind: 'rate-limited', retryAfterSeconds: 30 }],
    ['expired, and then a broken connection', { kind: 'error', error: 'expired_url' }, { kind: 'cut' }],
    [
      'a refusal with status 200, and then not in the channel',
      { kind: 'refused-with-200', error: 'used_url' },
      { kind: 'error', error: 'not_in_channel' },
    ],
  ] as const)('%s', async (_what, first, second) => {
    await open();
    house.slack.faults.next('response_url', first);
    house.slack.faults.next('chat.postEphemeral', second, 3);
    expect(await ask('/agent-live', '<@U0ANA>')).toMatchObject({ channel: 'D0OMAR', via: 'chat.postMessage' });
  });

  it('never follows a response_url to another place', async () => {
    await open();
    house.slack.faults.next('response_url', { kind: 'redirect', to: `${house.slack.url}/api/elsewhere` });
    expect(await ask('/agent-live', '<@U0ANA>')).toMatchObject({ via: 'chat.postEphemeral' });
    expect(house.slack.calls('elsewhere')).toEqual([]);
  });

  it('never sends an answer to a response_url that is not Slack’s', async () => {
    await open();
    const override = { response_url: 'http://localhost:1/hook' };
    await house.slack.command({ user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>', override });
    await house.app.idle();
    expect(house.slack.messages({ user: 'U0OMAR' }).at(-1)).toMatchObject({ via: 'chat.postEphemeral' });
    expect(JSON.stringify(house.log)).toContain('not an address of Slack');
  });
});

describe.each(['workspace', 'organisation'] as const)('on Enterprise Grid, installed in the %s', (grid) => {
  it('a person is answered at every door', async () => {
    await open({ slack: { grid } });
    const answer = await ask('/agent-live', '<@U0ANA>');
    expect(answer.text).toMatch(/^Ana López/);
    const [again] = await house.press('U0OMAR', answer, 'live_refresh');
    expect(again?.text).toMatch(/^Ana López/);
    const message = house.slack.say('U0ANA', 'C0FLOOR', 'hello');
    await house.slack.shortcut({ user: 'U0OMAR', callbackId: 'agent_status', message });
    await house.app.idle();
    expect(outcome()).toBe('answered');
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    expect(outcome()).toBe('answered');
    expect(house.slack.homes.has('U0OMAR')).toBe(true);
  });

  it('a person of another organisation is not', async () => {
    await open({ slack: { grid } });
    const answer = await ask('/agent-live', '<@U0ANA>');
    await house.slack.command({ user: 'U0STRANGER', command: '/agent-live', text: '<@U0ANA>' });
    await house.app.idle();
    expect(outcome()).toBe('not-a-member');
    await house.press('U0STRANGER', answer, 'live_refresh');
    expect(outcome()).toBe('not-a-member');
    for (const override of [
      { enterprise: { id: 'E0OTHER' } },
      { team: { id: 'T0OTHER' } },
      { user: { id: 'U0OMAR', team_id: 'E0OTHER' } },
    ]) {
      await house.slack.click({ user: 'U0OMAR', message: answer, actionId: 'live_refresh', override });
      await house.app.idle();
      expect(outcome()).toBe('not-a-member');
    }
  });
});

describe('an act happens once', () => {
  const twice = (work: () => Promise<unknown>) => Promise.all([work(), work()]).then(() => house.app.idle());

  it('though Share is pressed twice, and the second press is told so', async () => {
    await open();
    const message = await askToShare();
    await twice(() => house.slack.click({ user: 'U0OMAR', message, actionId: 'live_share:asked' }));
    expect(posts('C0FLOOR')).toHaveLength(1);
    expect(house.slack.messages({ user: 'U0OMAR' }).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^You have just asked for that/),
    );
    house.clock.now += 31_000;
    await house.press('U0OMAR', message, 'live_share:asked');
    expect(posts('C0FLOOR')).toHaveLength(2);
  });

  it('though the request is delivered again minutes later', async () => {
    await open();
    const message = await askToShare();
    const again = { user: 'U0OMAR', message, actionId: 'live_share:asked', override: { trigger_id: 'the-same' } };
    await house.slack.click(again);
    await house.app.idle();
    house.clock.now += 4 * 60_000;
    await house.slack.click(again);
    await house.app.idle();
    expect(posts('C0FLOOR')).toHaveLength(1);
    expect(outcome()).toBe('already-done');
  });

  it('though a summary is scheduled twice, by words or by form', async () => {
    await open({ genesys: { load: 0.2 } });
    const text = 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"';
    await twice(() => house.slack.command({ user: 'U0OMAR', command: '/agent-summary', text }));
    await ask('/agent-summary', text);
    const list = await ask('/agent-summary', 'list');
    expect(list.text.match(/Owner/g)).toHaveLength(1);
  });

  it('though Post now is pressed twice', async () => {
    await open({ genesys: { load: 0.2 }, pausesPassAtOnce: true });
    await ask('/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"');
    const now = { user: 'U0OMAR', command: '/agent-summary', text: 'now <#C0FLOOR|floor>' };
    await twice(() => house.slack.command(now));
    expect(posts('C0FLOOR').filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
  });

  it('and may be tried again when Slack refused it', async () => {
    await open();
    const message = await askToShare();
    house.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 1 });
    const [told] = await house.press('U0OMAR', message, 'live_share:asked');
    expect(told?.text).toMatch(/^Slack does not take it at the moment/);
    await house.press('U0OMAR', message, 'live_share:asked');
    expect(posts('C0FLOOR')).toHaveLength(1);
  });

  it('or is in doubt, when Slack took it and its word was lost', async () => {
    await open();
    const message = await askToShare();
    house.slack.faults.next('chat.postMessage', { kind: 'accept-and-cut' });
    const told = await house.press('U0OMAR', message, 'live_share:asked');
    expect(told.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Slack did not say whether it took the message/),
    );
    await house.press('U0OMAR', message, 'live_share:asked');
    expect(posts('C0FLOOR')).toHaveLength(1);
  });
});

describe('sharing', () => {
  it('reaches a conversation of two people, where no app can be', async () => {
    await open();
    const message = await askToShare('D0PAIR');
    await house.press('U0OMAR', message, 'live_share:asked');
    expect(posts('D0PAIR').map(({ text }) => text)).toEqual([expect.stringMatching(/Ana López/)]);
  });

  it.each([
    ['guests', 'C0GUESTS', /^Guests or people of other organisations read this channel/],
    ['people of another organisation', 'C0SHARED', /^Guests or people of other organisations read this channel/],
    ['nobody knows whom', 'C0SECRET', /^I cannot read who is in this channel.*`\/invite @floorwalker`/],
  ])('where %s read along names nobody', async (_who, channel, sentence) => {
    await open();
    const message = await askToShare(channel);
    const [told] = await house.press('U0OMAR', message, 'live_share:asked');
    expect(told?.text).toMatch(sentence);
    expect(posts(channel)).toEqual([]);
  });

  it('of the figures of a queue goes there all the same', async () => {
    await open();
    const message = await ask('/agent-stats', 'last week queue "Billing EU"', 'C0GUESTS');
    await house.press('U0OMAR', message, 'stats_share');
    expect(posts('C0GUESTS')).toHaveLength(1);
  });

  it.each([
    ['restricted_action_read_only_channel', /settings of the channel do not let apps post/],
    ['is_inactive', /Slack has closed the channel/],
    ['missing_scope', /lack a permission for it/],
    ['token_revoked', /does not accept the token/],
    ['is_archived', /the channel is archived/],
  ])('that Slack refuses for good (%s) says what to do', async (error, sentence) => {
    await open();
    const message = await askToShare();
    house.slack.faults.next('chat.postMessage', { kind: 'error', error });
    const [told] = await house.press('U0OMAR', message, 'live_share:asked');
    expect(told?.text).toMatch(sentence);
  });
});

describe('what no release knows any more is answered in a sentence', () => {
  const OLD = /^This button is from an earlier version/;
  const forged = (actionId: string): Promise<SlackMessage> =>
    ask('/agent-live', '<@U0ANA>').then((message) => ({
      ...message,
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: actionId, value: 'x', text: { type: 'plain_text', text: 'Old' } }],
        },
      ],
    }));

  it.each(['live_retired', 'constructor', '__proto__', 'toString:1', 'more:constructor'])(
    'the button %s',
    async (actionId) => {
      await open();
      const [told] = await house.press('U0OMAR', await forged(actionId), actionId);
      expect(told?.text).toMatch(OLD);
    },
  );

  it.each(['constructor', '__proto__', 'toString'])('the id %s of nobody, in a button', async (id) => {
    await open();
    const message = await ask('/agent-live', '<@U0ANA>');
    for (const value of [`{"v":1,"w":["a:${id}"]}`, `{"v":2,"w":["a:${id}"]}`]) {
      await house.press('U0OMAR', message, 'live_refresh', value);
      expect(outcome()).not.toBe('error');
    }
    expect(JSON.stringify(house.slack.messages({ user: 'U0OMAR' }))).not.toMatch(/undefined|Object is|native code/);
  });

  it('a form', async () => {
    await open();
    const view: View = {
      id: 'V0OLD',
      user: 'U0OMAR',
      hash: 'h',
      view: { type: 'modal', callback_id: 'form_of_last_year', title: { type: 'plain_text', text: 'Old' }, blocks: [] },
    };
    expect(await house.slack.submitView({ user: 'U0OMAR', view })).toMatchObject({ status: 200 });
    await house.app.idle();
    expect(house.slack.messages({ user: 'U0OMAR' }).at(-1)).toMatchObject({
      channel: 'D0OMAR',
      text: expect.stringMatching(OLD),
    });
  });

  it('a command that only the workspace knows', async () => {
    await open();
    await house.slack.command({
      user: 'U0OMAR',
      command: '/agent-live',
      text: '',
      override: { command: '/agent-constructor' },
    });
    await house.app.idle();
    expect(house.slack.messages({ user: 'U0OMAR' }).at(-1)?.text).toMatch(
      /does not know that command.*`\/agent-live help`/,
    );
  });

  it('but a link says nothing: Slack has opened it', async () => {
    await open();
    const message = await ask('/agent-live', '<@U0ANA>');
    const text = { type: 'plain_text', text: 'Open' };
    const link = { type: 'button', action_id: 'link:Open', url: 'https://apps.mypurecloud.de', text };
    const linked = { ...message, blocks: [{ type: 'actions', elements: [link] }] };
    expect(await house.press('U0OMAR', linked, 'link:Open')).toEqual([]);
  });
});

describe('scheduling where nothing can be posted is refused at once', () => {
  it.each([
    ['private, and the app is not in it', '<#C0SECRET|>', /I cannot post in <#C0SECRET>.*`\/invite @floorwalker`/],
    ['archived', '<#C0OLD|old-floor>', /<#C0OLD> is archived/],
    ['not one of the asker’s', '<#C0BOARD|board>', /You are not in <#C0BOARD>/],
    ['gone', '<#C0GONE|gone>', /I cannot post in <#C0GONE>/],
  ])('%s', async (_what, channel, sentence) => {
    const channels = [
      ...CHANNELS,
      { id: 'C0BOARD', name: 'board', kind: 'private' as const, members: ['U0GRACE', 'U0FLOOR'] },
    ];
    await open({ slack: { channels } });
    expect((await ask('/agent-summary', `on ${channel} 08:30 weekdays queue "Billing EU"`)).text).toMatch(sentence);
    expect((await ask('/agent-summary', 'list')).text).toMatch(/There are no daily summaries/);
  });
});

describe('a form that took too long to open', () => {
  it.each([
    ['expired_trigger_id', { kind: 'error', error: 'expired_trigger_id' }],
    [
      'invalid_arguments that say so',
      { kind: 'error', error: 'invalid_arguments', details: ['[ERROR] expired_trigger_id'] },
    ],
  ] as const)('(%s) is to be sent again', async (_what, fault) => {
    await open();
    house.slack.faults.next('views.open', fault);
    expect((await ask('/agent-summary', 'on')).text).toBe('The form took too long to open: send it again.');
  });
});

describe('a Home that cannot be published', () => {
  it('is told once a day', async () => {
    await open();
    const openIt = async () => {
      house.slack.faults.next('views.publish', { kind: 'error', error: 'invalid_arguments' });
      await house.slack.openHome('U0OMAR');
      await house.app.idle();
      return house.slack.messages({ channel: 'D0OMAR' }).length;
    };
    expect([await openIt(), await openIt()]).toEqual([1, 1]);
    house.clock.now += 25 * 3_600_000;
    expect(await openIt()).toBe(2);
  });
});
