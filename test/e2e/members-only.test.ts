/** Whoever is no full member of this workspace is told so at every door, before anything is looked up for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const OUTSIDERS = [
  ['a guest', 'U0GUEST', /^Guests of this workspace cannot ask about the contact centre\./],
  ['a guest of one channel', 'U0ULTRA', /^Guests of this workspace cannot ask/],
  ['somebody of another organisation', 'U0STRANGER', /^Only people of the organisation that runs this contact/],
  ['somebody who left', 'U0GONE', /^Your Slack account is deactivated/],
  ['an app', 'U0BOT', /^Apps and bots cannot ask/],
] as const;

/** What Omar was answered, which somebody else now gets hold of. */
async function answerOf(command: string, text: string): Promise<SlackMessage> {
  const [message] = await house.ask('U0OMAR', command, text);
  if (message === undefined) throw new Error(`no answer to ${command} ${text}`);
  return message;
}

type Door = readonly [name: string, knock: (user: string) => Promise<unknown>];

const typed = (command: string, text: string): Door => [
  `${command} ${text}`,
  (user) => house.slack.command({ user, command, text }),
];
const pressed = (actionId: string, command: string, text: string): Door => [
  `the button ${actionId}`,
  async (user) => house.slack.click({ user, message: await answerOf(command, text), actionId }),
];

/** Apps are not heard, and who has left says nothing: they come by a command. */
const typedLive = (user: string) => house.slack.command({ user, command: '/agent-live', text: 'team' });
const mentioning = (user: string, channel: string, text: string) => house.slack.tell({ user, channel, text });

const DOORS: readonly Door[] = [
  ...['/agent-live', '/agent-stats', '/agent-summary'].flatMap((command) => [
    typed(command, ''),
    typed(command, 'help'),
  ]),
  typed('/agent-live', '<@U0ANA>'),
  typed('/agent-live', 'whoami'),
  typed('/agent-live', 'why <@U0ANA>'),
  typed('/agent-live', '"10" "11" "12" "13" "14" "15"'),
  typed('/agent-stats', 'last week'),
  typed('/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays'),
  typed('/agent-summary', 'list'),
  typed('/agent-live', 'gibberish'),
  pressed('live_refresh', '/agent-live', '<@U0ANA>'),
  pressed('live_follow', '/agent-live', '<@U0ANA>'),
  pressed('live_share_ask', '/agent-live', '<@U0ANA>'),
  pressed('live_details', '/agent-live', '<@U0ANA>'),
  pressed('live_share', '/agent-live', 'team'),
  pressed('stats_share', '/agent-stats', 'last week <@U0ANA>'),
  pressed('summary_list', '/agent-summary', 'help'),
  pressed('summary_new', '/agent-summary', 'help'),
  [
    'a mention of the app',
    (user) =>
      user === 'U0BOT' || user === 'U0GONE' ? typedLive(user) : mentioning(user, 'C0FLOOR', '<@U0FLOOR> last week'),
  ],
  [
    'a message to the app',
    (user) => (user === 'U0BOT' || user === 'U0GONE' ? typedLive(user) : mentioning(user, `D${user.slice(1)}`, 'team')),
  ],
  [
    'the shortcut on a message',
    (user) => {
      const message = house.slack.say('U0ANA', 'C0FLOOR', 'hello');
      return house.slack.shortcut({ user, callbackId: 'agent_status', message });
    },
  ],
  [
    'a form',
    async (user) => {
      await house.press('U0OMAR', await answerOf('/agent-summary', 'help'), 'summary_new');
      const view = [...house.slack.views.values()].at(-1);
      return view && house.slack.submitView({ user, view, values: { channel: 'C0FLOOR' } });
    },
  ],
];

describe.each(OUTSIDERS)('%s', (_who, user, sentence) => {
  it.each(DOORS)('who comes by %s is told why not, alone, and nothing is looked up', async (_door, knock) => {
    const seen = new Set(house.slack.messages({ user }));
    await knock(user);
    await house.app.idle();
    const told = house.slack.messages({ user }).filter((message) => !seen.has(message) && message.from === 'U0FLOOR');
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(sentence)]);
    expect(house.log.findLast(({ msg }) => msg === 'answered')).toMatchObject({ outcome: 'not-a-member', upstream: 0 });
  });

  it('who opens the Home reads it there', async () => {
    const asked = house.genesys.requests.length;
    await house.slack.openHome(user);
    await house.app.idle();
    const blocks = house.slack.homes.get(user)?.view['blocks'];
    expect(blocks).toMatchObject([{ type: 'section', text: { text: expect.stringMatching(sentence) } }]);
    expect(house.genesys.requests.length).toBe(asked);
  });

  it('leaves a line in the audit that nobody was shown', () => {
    const lines = house.log.filter((line) => line['log'] === 'audit' && line['who'] === user);
    expect(lines.length).toBeGreaterThanOrEqual(DOORS.length);
    expect(lines.map(({ decision, reason }) => `${String(decision)} ${String(reason)}`)).toEqual(
      lines.map(() => 'refused not-a-member'),
    );
  });
});
