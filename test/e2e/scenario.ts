/** One morning with the app, the same at whichever door it is entered. */
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { elementOf, MINUTE, type openAlertHouse, SECOND } from './alert-house.ts';

type AlertHouse = Awaited<ReturnType<typeof openAlertHouse>>;

/** Where it happens: a house, and whatever else takes part in what happens there. */
export interface Door {
  readonly house: AlertHouse;
  /** Before each thing that somebody does: through which process it goes. */
  readonly next: () => void;
  /** Resolves when no process answers anything any more. */
  readonly idle: () => Promise<void>;
  /** Lets the clock go on, and every process look. */
  readonly later: (ms: number) => Promise<void>;
}

/** What somebody did, and what became visible because of it, without what differs from second to second. */
export interface Told {
  readonly step: string;
  readonly says: readonly string[];
}

const OMAR = 'U0OMAR';

/** Everything that people do, in the order of a morning. */
export async function morning({ house, next, idle, later }: Door): Promise<readonly Told[]> {
  const { slack } = house;
  const told: Told[] = [];

  async function does(step: string, work: () => Promise<unknown>): Promise<readonly SlackMessage[]> {
    const before = new Map(slack.messages().map((message) => [message.ts, message]));
    next();
    await work();
    await idle();
    const fresh = slack
      .messages()
      .filter((message) => before.get(message.ts) !== message && message.from === 'U0FLOOR');
    told.push({ step, says: fresh.map(shown).toSorted() });
    return fresh;
  }
  const types = (command: string, text: string) =>
    does(`${command} ${text}`, () => slack.command({ user: OMAR, command, text }));
  const presses = (message: SlackMessage, actionId: string) =>
    does(`presses ${actionId}`, () => slack.click({ user: OMAR, message, actionId }));
  const only = ([message]: readonly SlackMessage[]): SlackMessage => {
    if (message === undefined) throw new Error(`nothing was said after: ${told.at(-1)?.step}`);
    return message;
  };

  const live = only(await types('/agent-live', '<@U0ANA>'));
  await presses(live, 'live_refresh');

  const stats = only(await types('/agent-stats', 'last week queue "Billing EU"'));
  await presses(stats, 'stats_by:agent');
  await presses(stats, 'stats_share');
  await types('/agent-stats', 'next week');
  const asked = slack.say(OMAR, 'C0FLOOR', 'How is Ana?');
  await does('mentions the app', () => slack.tell({ user: OMAR, channel: 'C0FLOOR', text: '<@U0FLOOR> <@U0ANA>' }));
  await does('mentions it in a thread', () =>
    slack.tell({ user: OMAR, channel: 'C0FLOOR', text: '<@U0FLOOR> billing eu yesterday', thread: asked }),
  );
  await does('writes to it', () => slack.tell({ user: OMAR, channel: 'D0OMAR', text: 'me today' }));
  await does('uses the shortcut', () =>
    slack.shortcut({ user: OMAR, callbackId: 'agent_status', message: slack.say('U0ANA', 'C0FLOOR', 'Morning') }),
  );
  await does('opens the Home', () => slack.openHome(OMAR));
  told.push({ step: 'sees the Home', says: [String(slack.homes.has(OMAR))] });
  await presses(live, 'live_follow');

  await does('/agent-summary on', () => slack.command({ user: OMAR, command: '/agent-summary', text: 'on' }));
  const form = house.form();
  await does('fills in the form', () =>
    slack.submitView({
      user: OMAR,
      view: form,
      values: { channel: 'C0FLOOR', time: '10:20', who: 'queue "Billing EU"' },
    }),
  );
  await does('a summary is due', async () => {
    await later(25 * MINUTE);
    // A change of any schedule makes the app look for what is due.
    await slack.command({ user: OMAR, command: '/agent-summary', text: 'on <#C0LEADS|leads> 23:10 sun' });
    await idle();
    await slack.until(
      () =>
        slack
          .messages({ channel: 'C0FLOOR' })
          .find(({ threadTs, text }) => threadTs !== undefined && text.startsWith('By agent')),
      10_000,
    );
  });

  await types('/agent-alert', 'on <#C0FLOOR|floor> when queue "Billing EU" waiting &gt; 5 for 30s');
  await does('calls pile up', async () => {
    await later(15 * SECOND);
    house.spike();
    await later(55 * SECOND);
  });
  const alert = only(house.told().filter(({ text }) => text.includes('rule:')));
  await presses(alert, String(elementOf(alert, 'alert_mute')['action_id']));
  return told;
}

/** The sentence, without numbers that the clock moves on: who said it where, and whether it can be pressed. */
function shown({ text, channel, onlyFor, threadTs, via }: SlackMessage): string {
  const [first = ''] = text.replaceAll(/\d+/g, '#').split('\n');
  return `${channel}${threadTs === undefined ? '' : ' in a thread'}${onlyFor === undefined ? '' : ` for ${onlyFor}`} by ${via}: ${first}`;
}
