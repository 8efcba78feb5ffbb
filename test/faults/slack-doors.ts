import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import type { House } from '../e2e/house.ts';
import type { Cell } from './slack-cells.ts';

const HOUR = 3_600_000;
const ALWAYS = 999;
const OMAR = 'U0OMAR';

/** What came of a cell: what the asker saw, or what was posted, told to the owner and logged where nobody asked. */
export interface Result {
  readonly seen: number;
  readonly posts: number;
  readonly ownerTold: number;
  readonly logged: number;
  /** How often the method was called, and failed. */
  readonly met: number;
}

/** Comes to one of the doors of a house in which everything was remembered long ago, while a method fails. */
export async function tryCell(house: House, cell: Cell, nth: number): Promise<Result> {
  return cell.door === 'summary' ? trySummary(house, cell, nth) : tryDoor(house, cell, nth);
}

/** Whether no other way to the asker is left than the one that fails. */
export function isLastWay({ door, method }: Cell): boolean {
  return method === '*' || (method === 'chat.postMessage' && BY_ANSWER.has(door));
}

const BY_ANSWER: ReadonlySet<string> = new Set(['command', 'button', 'shortcut', 'mention', 'a direct message']);

async function tryDoor(house: House, cell: Cell, nth: number): Promise<Result> {
  const { slack, app, genesys } = house;
  const { door, method } = cell;
  // Beyond every memory, and beyond the day in which a Home is told of once.
  house.clock.now += 25 * HOUR;
  const { people } = genesys.organisation;
  const whom = people.filter(({ state }) => state === 'active')[nth % 40]?.email ?? '';
  const { message, act } = await readyAt(house, cell, { whom, nth });

  const before = new Map(slack.messages({ user: OMAR }).map((one) => [one.ts, one]));
  // A live card of a cell before may be edited at any time.
  const since = () =>
    slack
      .messages({ user: OMAR })
      .filter((one) => one.via !== 'person')
      .filter((one) => !before.has(one.ts) || (one.ts === message?.ts && one !== before.get(one.ts)));
  const views = slack.views.size;
  const homeBefore = slack.homes.get(OMAR);
  const lines = house.log.length;
  letFail(house, cell);
  await act();
  await app.idle();
  // What the app has given up may still land, and a card asks for its newest facts first.
  await slack.idle();
  if (door === 'a card that is stopped') await slack.until(() => since()[0], 8000).catch(() => undefined);
  const met = slack.faults.met(method);
  slack.faults.clear();
  const fresh = since();
  if (door === 'a form that is sent') await forgetSummary(house);
  const opened = slack.views.size > views || slack.homes.get(OMAR) !== homeBefore ? 1 : 0;
  return {
    seen: fresh.length + opened,
    posts: fresh.filter(({ channel, onlyFor }) => channel === 'C0FLOOR' && onlyFor === undefined).length,
    ownerTold: 0,
    logged: troubleSince(house, lines),
    met,
  };
}

interface Ready {
  readonly act: () => Promise<unknown>;
  /** What is pressed, in whose place the answer may come. */
  readonly message?: SlackMessage;
}

/** Makes ready what is done at the door, while Slack still works. */
async function readyAt(
  house: House,
  { door }: Cell,
  { whom, nth }: { readonly whom: string; readonly nth: number },
): Promise<Ready> {
  const { slack } = house;
  const user = OMAR;
  switch (door) {
    case 'command':
      return { act: () => slack.command({ user, command: '/agent-live', text: whom }) };
    case 'mention':
      return { act: () => slack.tell({ user, channel: 'C0FLOOR', text: `<@U0FLOOR> ${whom}` }) };
    case 'a direct message':
      return { act: () => slack.tell({ user, channel: 'D0OMAR', text: whom }) };
    case 'shortcut': {
      const message = slack.say('U0ANA', 'C0FLOOR', 'hello');
      return { act: () => slack.shortcut({ user, callbackId: 'agent_status', message }) };
    }
    case 'home':
      return { act: () => slack.openHome(user) };
    case 'button':
    case 'follow': {
      const message = await answerTo(house, '/agent-live', whom);
      house.clock.now += 2 * HOUR;
      return {
        message,
        act: () => slack.click({ user, message, actionId: door === 'follow' ? 'live_follow' : 'live_refresh' }),
      };
    }
    case 'share': {
      const message = await answerTo(house, '/agent-live', whom);
      const [card] = await house.press(user, message, 'live_share_ask');
      house.clock.now += 2 * HOUR;
      if (card === undefined) throw new Error('nothing asks whether to share');
      return { message, act: () => slack.click({ user, message: card, actionId: 'live_share:asked' }) };
    }
    case 'a card that is stopped': {
      const told = await house.press(user, await answerTo(house, '/agent-live', whom), 'live_follow');
      // The last edit of a card before may come only now.
      const message = told.find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"live_stop"'));
      if (message === undefined) throw new Error('no card');
      return { message, act: () => slack.click({ user, message, actionId: 'live_stop' }) };
    }
    case 'csv': {
      const message = await answerTo(house, '/agent-stats', 'last week queue "Billing EU"');
      house.clock.now += 2 * HOUR;
      return { message, act: () => slack.click({ user, message, actionId: 'stats_csv' }) };
    }
    case 'a form that opens': {
      const message = await answerTo(house, '/agent-summary', 'help');
      house.clock.now += 2 * HOUR;
      return { message, act: () => slack.click({ user, message, actionId: 'summary_new' }) };
    }
    case 'a form that is sent': {
      await house.press(user, await answerTo(house, '/agent-summary', 'help'), 'summary_new');
      const view = [...slack.views.values()].at(-1);
      house.clock.now += 2 * HOUR;
      if (view === undefined) throw new Error('no form');
      const values = { channel: 'C0FLOOR', time: `09:${String(nth % 60).padStart(2, '0')}` };
      return { act: () => slack.submitView({ user, view, values }) };
    }
    case 'summary':
      throw new Error('nobody does anything for a summary');
    default:
      return door satisfies never;
  }
}

/** Everything else that a method is called for goes well; ways to the asker that would come first fail. */
function letFail({ slack }: House, cell: Cell): void {
  const { door, method, fault } = cell;
  const last = method !== '*' && isLastWay(cell);
  if (last || method === 'chat.postEphemeral')
    slack.faults.next('response_url', { kind: 'error', error: 'expired_url' }, ALWAYS);
  if (last) slack.faults.next('chat.postEphemeral', { kind: 'error', error: 'not_in_channel' }, ALWAYS);
  const toChannel = method === 'chat.postMessage' && door === 'share';
  slack.faults.next(method, fault, ALWAYS, toChannel ? { channel: 'C0FLOOR' } : {});
}

const OF_THE_SUMMARY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'chat.postMessage': { channel: 'C0FLOOR' },
  'chat.getPermalink': { channel: 'C0FLOOR' },
  'users.info': { user: OMAR },
};

/** A summary that is due, and the whole time in which it may still be made. */
async function trySummary(house: House, { method, fault }: Cell, nth: number): Promise<Result> {
  const { slack, app } = house;
  house.forget();
  const at = new Date(house.clock.now);
  const minute = String(nth % 60).padStart(2, '0');
  // At 08:xx in Madrid of the next day, whatever the cell before has left of this one.
  house.clock.now = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1, 7, 0);
  await answerTo(house, '/agent-summary', `on <#C0FLOOR|floor> 10:${minute} daily queue "Billing EU" tz:Europe/Madrid`);
  const graces = 'on <#C0LEADS|leads> 23:59 sun queue "Billing EU"';
  await slack.command({ user: 'U0GRACE', command: '/agent-summary', text: graces });
  await app.idle();
  const posted = () => slack.messages({ channel: 'C0FLOOR' }).filter(({ via }) => via === 'chat.postMessage');
  // Of an owner whom Slack does not know any more those are told who administer the app.
  const told = () =>
    slack
      .messages()
      .filter(
        ({ channel, text }) =>
          (channel === 'D0OMAR' && text.startsWith('Your daily summary')) ||
          (channel === 'D0CARMEN' && text.startsWith('The daily summary')),
      );
  const [postsBefore, toldBefore, lines] = [posted().length, told().length, house.log.length];
  if (method === 'conversations.history' || method === 'conversations.replies') {
    // It is looked for what Slack has taken without a word.
    const where = { channel: 'C0FLOOR' };
    slack.faults.next('chat.postMessage', { kind: 'accept-and-cut' }, 1, where);
  }
  slack.faults.next(method, fault, ALWAYS, OF_THE_SUMMARY[method] ?? {});
  for (const [look, later] of [2.6, 0.1, 0.3, 1, 1, 1, 2, 2, 1].entries()) {
    house.clock.now += later * HOUR;
    await poke(house, look);
  }
  await app.idle();
  await slack.idle();
  const met = slack.faults.met(method);
  slack.faults.clear();
  const headlines = posted()
    .slice(postsBefore)
    .filter(({ threadTs }) => threadTs === undefined);
  await forgetSummary(house);
  return {
    seen: 0,
    posts: headlines.length,
    ownerTold: told().length - toldBefore,
    logged: troubleSince(house, lines),
    met,
  };
}

async function forgetSummary({ slack, app }: House): Promise<void> {
  await slack.command({ user: OMAR, command: '/agent-summary', text: 'off <#C0FLOOR|floor>' });
  await app.idle();
}

/** Any change of a schedule makes the app look what is due. */
async function poke({ slack, app }: House, nth: number): Promise<void> {
  const verb = nth % 2 === 0 ? 'pause' : 'resume';
  await slack.command({ user: 'U0GRACE', command: '/agent-summary', text: `${verb} <#C0LEADS|leads>` });
  await app.idle();
}

function troubleSince({ log }: House, line: number): number {
  return log.slice(line).filter(({ level }) => level === 'warn' || level === 'error').length;
}

async function answerTo(house: House, command: string, text: string): Promise<SlackMessage> {
  const message = (await house.ask(OMAR, command, text)).findLast(({ onlyFor }) => onlyFor === OMAR);
  if (message === undefined) throw new Error(`no answer to ${command} ${text}`);
  return message;
}
