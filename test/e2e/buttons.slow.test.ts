import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actsOf, interactiveElements } from '../../src/sandbox/slack/elements.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  // More is pressed here within a minute than people press.
  const env = { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' };
  house = await openHouse({ env, genesys: { requestsPerMinute: 10_000 } });
});
afterAll(() => house.stop());
// An answer from memory would be followed by a fresh one.
beforeEach(() => house.forget());

/** Slack takes about one message a second in a channel. */
async function ask(command: string, text: string): Promise<SlackMessage> {
  house.clock.now += 2000;
  const [message, ...others] = await house.ask('U0OMAR', command, text);
  if (message === undefined || others.length > 0) throw new Error(`expected one answer to ${command} ${text}`);
  return message;
}

async function press(message: SlackMessage, actionId: string, value?: string): Promise<readonly SlackMessage[]> {
  house.clock.now += 2000;
  return house.press('U0OMAR', message, actionId, value);
}

/** All that can be asked for by a press; what opens a page does not come to the app. */
function actsIn({ blocks }: SlackMessage): readonly string[] {
  return interactiveElements(blocks).flatMap(({ element }) => actsOf(element));
}

const nameOf = (actionId: string) => actionId.split(':', 1)[0] ?? actionId;

type Place = 'in its place' | 'below, for the asker' | 'below, for all' | 'elsewhere';

/** Where the answers to a button come, when not one below. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  live_refresh: ['in its place'],
  live_pick: ['in its place'],
  live_offline: ['in its place'],
  stats_refresh: ['in its place'],
  stats_pick: ['in its place'],
  stats_before: ['in its place'],
  stats_by: ['in its place'],
  live_share: ['below, for all'],
  stats_share: ['below, for all'],
  // The files stand in the asker's direct messages.
  stats_csv: ['elsewhere', 'below, for the asker'],
  // It opens a form.
  alert_me: [],
  alert_new: [],
};

/** Goes on by itself for ten minutes, and has tests of its own. */
const GOES_ON = 'live_follow';

function placeOf(answer: SlackMessage, clicked: SlackMessage): Place {
  if (answer.ts === clicked.ts) return 'in its place';
  if (answer.channel !== clicked.channel) return 'elsewhere';
  return answer.onlyFor === undefined ? 'below, for all' : 'below, for the asker';
}

const REPLIES: readonly (readonly [string, string, buttons: readonly string[]])[] = [
  ['/agent-live', 'help', ['ask_live', 'ask_stats']],
  ['/agent-live', '<@U0ANA>', ['live_refresh', 'live_stats_today', 'live_share_ask', 'live_details']],
  ['/agent-live', 'team', ['live_refresh', 'live_stats_today', 'live_share', 'live_details']],
  ['/agent-live', 'queue "Billing EU"', ['live_refresh', 'live_stats_today', 'live_share']],
  ['/agent-live', 'queue "Billing EU" waiting', ['live_refresh', 'live_stats_today', 'live_share']],
  ['/agent-live', '<@U0ANA> closed', ['live_refresh', 'live_stats_today', 'live_share']],
  ['/agent-live', 'queue bill', ['live_pick']],
  ['/agent-live', '"García"', ['live_pick']],
  ['/agent-stats', '"García" yesterday', ['stats_pick']],
  ['/agent-stats', 'help', ['ask_live', 'ask_stats']],
  ['/agent-alert', 'help', ['alert_new', 'alert_list']],
  [
    '/agent-stats',
    '2026-11-20 <@U0ANA>',
    ['stats_before', 'stats_by', 'stats_refresh', 'stats_share', 'stats_details'],
  ],
  ['/agent-stats', 'last week team by agent', ['stats_before', 'stats_by', 'stats_refresh', 'stats_share']],
  ['/agent-stats', '2026-11-20 queue "Billing EU"', ['stats_by', 'stats_details']],
  ['/agent-stats', '2026-11-22 <@U0ANA>', ['stats_before', 'stats_refresh']],
];

describe.each(REPLIES)('under %s %s', (command, text, expected) => {
  it('stand the buttons that belong there', async () => {
    const names = actsIn(await ask(command, text)).map(nameOf);
    expect(names).toEqual(expect.arrayContaining([...expected]));
  });

  it('every button does what it says, and where', async () => {
    const acts = actsIn(await ask(command, text)).filter((id) => nameOf(id) !== GOES_ON);
    for (const id of acts) {
      const message = await ask(command, text);
      const answers = await press(message, id);
      const places = answers.map((answer) => `${id} ${placeOf(answer, message)}`);
      expect([...new Set(places)]).toEqual(
        (PLACES[nameOf(id)] ?? ['below, for the asker']).map((place) => `${id} ${place}`),
      );
      const told = answers.map((answer) => answer.text).join('\n');
      expect(told).not.toMatch(/earlier version|went wrong|reference|undefined/);
    }
  });
});

describe('a button', () => {
  it('that refreshes may be pressed twice at once', async () => {
    const message = await ask('/agent-live', '<@U0ANA>');
    house.clock.now += 60_000;
    const before = house.slack.messages({ user: 'U0OMAR' }).length;
    const click = () => house.slack.click({ user: 'U0OMAR', message, actionId: 'live_refresh' });
    const acks = await Promise.all([click(), click()]);
    await house.app.idle();
    expect(acks).toMatchObject([{ status: 200 }, { status: 200 }]);
    const after = house.slack.messages({ user: 'U0OMAR' });
    expect(after.length).toBe(before);
    expect(after.find(({ ts }) => ts === message.ts)?.text).toMatch(/^Ana López .*as of 10:\d\d CET/s);
  });

  it('that refreshes shows the new time, and goes on working on what it made', async () => {
    const first = await ask('/agent-stats', 'today <@U0ANA>');
    house.clock.now += 5 * 60_000;
    const [second] = await press(first, 'stats_refresh');
    if (second === undefined) throw new Error('no answer');
    house.clock.now += 5 * 60_000;
    const [third] = await press(second, 'stats_refresh');
    expect(new Set([first, second, third].map((one) => one?.ts)).size).toBe(1);
    expect(new Set([first, second, third].map((one) => /as of (\S+)/.exec(one?.text ?? '')?.[1])).size).toBe(3);
  });

  it('of the previous period leads back, day by day, whatever the words were', async () => {
    let message = await ask('/agent-stats', 'yesterday <@U0ANA>');
    const days: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      days.push(/\w{3} \d+ Nov 2026/.exec(JSON.stringify(message.blocks))?.[0]);
      [message = message] = await press(message, 'stats_before');
    }
    expect(days).toEqual(['Sun 22 Nov 2026', 'Sat 21 Nov 2026', 'Fri 20 Nov 2026']);
  });

  it('that shares says who shared, and leaves nothing in the copy with which others could ask', async () => {
    const message = await ask('/agent-live', 'team');
    const [copy] = await press(message, 'live_share');
    expect(copy?.text).toContain('shared by <@U0OMAR>');
    expect(copy && actsIn(copy)).toEqual([]);
  });

  it('of a menu cannot ask before it shares, so a message of its own does, once', async () => {
    const message = await ask('/agent-live', '<@U0ANA>');
    const [asking] = await press(message, 'live_share_ask');
    if (asking === undefined) throw new Error('nothing was asked');
    expect(asking).toMatchObject({ onlyFor: 'U0OMAR', text: expect.stringMatching(/^Share this answer\?/) });
    const told = await press(asking, 'live_share:asked');
    expect(told.map((each) => [each.onlyFor, each.text.split('\n')[0]])).toEqual(
      expect.arrayContaining([
        [undefined, expect.stringMatching(/^Ana López /)],
        ['U0OMAR', 'Shared in this channel.'],
      ]),
    );
    expect(told.flatMap(actsIn)).toEqual([]);
  });

  it('asks before it shares', async () => {
    for (const [command, text, id] of [
      ['/agent-live', 'team', 'live_share'],
      ['/agent-stats', '2026-11-20 <@U0ANA>', 'stats_share'],
    ] as const) {
      const { blocks } = await ask(command, text);
      const share = interactiveElements(blocks).find(({ element }) => element['action_id'] === id);
      expect(share?.element['confirm']).toMatchObject({ title: { text: 'Share to channel?' } });
    }
  });

  it('cannot share to a channel that the app is not in, and says how to invite it', async () => {
    await house.slack.command({ user: 'U0OMAR', channel: 'C0SECRET', command: '/agent-live', text: 'team' });
    await house.app.idle();
    const message = house.slack.messages({ user: 'U0OMAR', channel: 'C0SECRET' }).at(-1);
    if (message === undefined) throw new Error('no answer');
    const [refusal] = await press(message, 'live_share');
    expect(refusal).toMatchObject({ onlyFor: 'U0OMAR', text: expect.stringContaining('`/invite @floorwalker`') });
  });

  it.each([
    ['a guest', 'U0GUEST', /^Guests of this workspace cannot ask/],
    ['somebody of another organisation', 'U0STRANGER', /^Only people of the organisation/],
  ])('tells %s no more than they may see, whoever asked before', async (_who, user, refusal) => {
    const message = await ask('/agent-live', '<@U0ANA>');
    const told = await house.press(user, message, 'live_refresh');
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(refusal)]);
    expect(JSON.stringify(told)).not.toContain('Ana');
  });
});

const FOREIGN = [
  ['nothing', ''],
  ['words', 'who is ana'],
  ['another kind of JSON', '{}'],
  ['a list', '[]'],
  ['a later version', '{"v":99,"w":["me"]}'],
  ['one field more', '{"v":1,"w":["me"],"who":[{"kind":"me"}],"period":"today","admin":true}'],
  ['a target of no kind', '{"v":1,"w":["x:1"],"who":[{"kind":"x"}],"period":"today"}'],
  ['brackets without end', '['.repeat(2000)],
] as const;

describe.each(FOREIGN)('a value that is not ours (%s)', (_what, value) => {
  it('gets a sentence, whatever the button', async () => {
    const live = await ask('/agent-live', '<@U0ANA>');
    const stats = await ask('/agent-stats', '2026-11-20 <@U0ANA>');
    const buttons = [
      [live, 'live_refresh'],
      [live, 'live_refresh'],
      [live, 'live_stats_today'],
      [stats, 'stats_by:queue'],
      [stats, 'stats_share'],
    ] as const;
    for (const [message, id] of buttons) {
      const answers = await press(message, id, value);
      const told = answers.map(({ onlyFor, text }) => `${id} ${onlyFor}: ${text.split('.', 1)[0]}`);
      expect(told).toEqual([`${id} U0OMAR: This button is from an earlier version of Floorwalker`]);
    }
  });
});

describe('an id of Genesys in a value', () => {
  it.each(['a:00000000-0000-4000-8000-000000000000', 'a:../../oauth/clients', 'n:Nobody <!channel>'])(
    'that leads nowhere (%s) gets a sentence',
    async (target) => {
      const message = await ask('/agent-live', '<@U0ANA>');
      const [answer, ...others] = await press(message, 'live_refresh', JSON.stringify({ v: 1, w: [target] }));
      expect(others).toEqual([]);
      expect(answer?.text).toMatch(/^(This person is no longer in Genesys Cloud|Nobody whom you may see is called)/);
      expect(answer?.text).not.toContain('<!');
    },
  );
});
