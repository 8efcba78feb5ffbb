/** A house with alerts: what is done in it, and what it tells. */
import { personNamed, queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { interactiveElements } from '../../src/sandbox/slack/elements.ts';
import type { JsonObject } from '../../src/sandbox/slack/json.ts';
import type { SlackMessage, View } from '../../src/sandbox/slack/workspace.ts';
import { type House, type HouseOptions, MONDAY, openHouse } from './house.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const BILLING = 'on <#C0FLOOR|floor> when queue "Billing EU" waiting &gt; 5 for 30s';

export async function openAlertHouse(options: HouseOptions = {}) {
  const house: House = await openHouse({ now: MONDAY, genesys: { load: 0.2 }, ...options });
  const inGenesys = (name: string) => personNamed(house.genesys.organisation, name);
  const told = (channel = 'C0FLOOR') =>
    house.slack.messages({ channel }).filter((message) => message.via === 'chat.postMessage');

  /** Lets the clock go on in the steps of the watch, and the app look each time. */
  async function later(ms: number): Promise<void> {
    for (const until = house.clock.now + ms; house.clock.now < until; ) {
      house.clock.now = Math.min(until, house.clock.now + 5 * SECOND);
      await house.app.look();
    }
    await house.app.idle();
  }

  const spike = () => house.genesys.live.pileUp(queueNamed(house.genesys.organisation, 'Billing EU').id);

  return {
    ...house,
    inGenesys,
    later,
    /** Calls pile up in Billing EU. */
    spike,
    told,
    textsIn: (channel: string) => told(channel).map(({ text }) => text),
    /** Somebody is in after-call work from now on. */
    wrapsUp: (name: string) =>
      house.genesys.live.put(inGenesys(name).id, {
        presence: { is: 'onQueue' },
        routing: { is: 'INTERACTING' },
        conversations: [{ state: 'wrapup', since: house.clock.now }],
      }),
    /** The message of an alert that is made, and becomes true. */
    async begun(text = BILLING): Promise<SlackMessage> {
      await house.ask('U0OMAR', '/agent-alert', text);
      await later(15 * SECOND);
      spike();
      await later(55 * SECOND);
      const [message] = told();
      if (message === undefined) throw new Error('nothing was told');
      return message;
    },
    /** The form that was opened last. */
    form(): View {
      const view = [...house.slack.views.values()].at(-1);
      if (view === undefined) throw new Error('no form was opened');
      return view;
    },
  };
}

/** What can be used in a message, by the beginning of its action id. */
export function elementOf(message: SlackMessage, action: string): JsonObject {
  const found = interactiveElements(message.blocks).find(({ element }) =>
    String(element['action_id']).startsWith(action),
  );
  if (found === undefined) throw new Error(`the message has no ${action}`);
  return found.element;
}
