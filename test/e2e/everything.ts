import { isObject, objectsIn } from '../../src/sandbox/slack/json.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import type { House } from './house.ts';

/** What is asked about by name. */
export interface Named {
  readonly queue: string;
  readonly group: string;
  readonly person: string;
}

const NAMED: Named = { queue: 'Billing EU', group: 'Tier 2', person: 'maria silva' };

const commandsAbout = ({ queue, group, person }: Named): readonly (readonly [command: string, text: string])[] => [
  ['/agent-live', 'help'],
  ['/agent-live', '<@U0ANA>'],
  ['/agent-live', '<@U0ANA> closed'],
  ['/agent-live', `queue "${queue}"`],
  ['/agent-live', `queue "${queue}" queued`],
  ['/agent-live', 'team'],
  ['/agent-live', `group "${group}"`],
  ['/agent-live', `"${person}"`],
  ['/agent-live', '<@U0IVAN>'],
  ['/agent-live', 'nobody.at.all@example.com'],
  ['/agent-live', 'whoami'],
  ['/agent-live', 'why <@U0ANA>'],
  ['/agent-stats', 'help'],
  ['/agent-stats', 'today <@U0ANA>'],
  ['/agent-stats', 'yesterday by agent team'],
  ['/agent-stats', `today queue "${queue}" by wrapup`],
  ['/agent-stats', `today "${person}"`],
  ['/agent-summary', 'help'],
  ['/agent-summary', 'list'],
  ['/agent-summary', `on <#C0FLOOR> 08:30 weekdays queue "${queue}"`],
  ['/agent-summary', 'preview'],
  ['/agent-summary', 'now'],
  ['/agent-alert', 'help'],
  ['/agent-alert', 'on <#C0FLOOR> when queue "Billing EU" waiting &gt; 5 for 2m'],
  ['/agent-alert', 'test on me when <@U0ANA> acw &gt; 5m'],
  ['/agent-alert', 'queue "Billing EU" asa &gt; 30s'],
  ['/agent-alert', 'list'],
];

/** Presses that lead further, and from there further, end somewhere. */
const MOST_PRESSES = 80;

/** Somebody uses all there is: every command, each button once that any answer has, the shortcut and the Home tab. */
export async function tryEverything(house: House, user: string, named = NAMED): Promise<void> {
  const { slack, genesys } = house;
  const ana = existing(genesys.organisation.people.find(({ email }) => email === 'ana.lopez@example.com'));
  const media = ['voice', 'chat', 'email', 'message', 'callback'] as const;
  genesys.live.put(ana.id, {
    presence: { is: 'onQueue' },
    routing: { is: 'INTERACTING' },
    conversations: media.map((each) => ({ media: each })),
  });
  for (const [command, text] of commandsAbout(named)) await house.ask(user, command, text);
  await pressEverything(house, user);
  await slack.shortcut({ user, callbackId: 'agent_status', message: slack.say('U0ANA', 'C0FLOOR', 'Good morning') });
  await slack.openHome(user);
  await house.app.idle();
}

async function pressEverything(house: House, user: string): Promise<void> {
  const pressed = new Set<string>();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const next = pressablesSeenBy(house, user).find(({ kind }) => !pressed.has(kind));
    if (next === undefined) return;
    pressed.add(next.kind);
    house.clock.now += 2000;
    await house.press(user, next.message, next.actionId, next.value);
  }
}

interface Pressable {
  readonly message: SlackMessage;
  readonly actionId: string;
  /** What is chosen, of a menu. */
  readonly value?: string;
  /** What it does, whatever it is about. */
  readonly kind: string;
}

function pressablesSeenBy({ slack }: House, user: string): readonly Pressable[] {
  return slack
    .messages({ user })
    .flatMap((message) => [...objectsIn(message.blocks)].flatMap((element) => pressablesIn(element, message)));
}

/** A button, or each option of a menu that leads nowhere else. */
function pressablesIn(element: unknown, message: SlackMessage): readonly Pressable[] {
  if (!isObject(element) || typeof element['action_id'] !== 'string' || element['url'] !== undefined) return [];
  const { action_id: actionId, type, options } = element;
  if (type === 'button') return [{ message, actionId, kind: actionId.split(':', 1).join() }];
  if (type !== 'overflow' || !Array.isArray(options)) return [];
  return options.flatMap((option: unknown) =>
    isObject(option) && typeof option['value'] === 'string' && option['url'] === undefined
      ? [{ message, actionId, value: option['value'], kind: option['value'] }]
      : [],
  );
}

function existing<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('she is not there');
  return found;
}
