import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import type { House } from '../e2e/house.ts';
import type { Cell } from './slack-cells.ts';

const HOUR = 3_600_000;
const ALWAYS = 999;

/** What came of a cell: what the asker saw, or what was posted, told to the owner and logged where nobody asked. */
export interface Result {
  readonly seen: number;
  readonly posts: number;
  readonly ownerTold: number;
  readonly logged: number;
}

/** Comes to one of the doors of a house in which everything was remembered long ago, while a method fails. */
export async function tryCell(house: House, cell: Cell, nth: number): Promise<Result> {
  return cell.door === 'summary' ? trySummary(house, cell, nth) : tryDoor(house, cell, nth);
}

async function tryDoor(house: House, { door, method, fault }: Cell, nth: number): Promise<Result> {
  const { slack, app, genesys } = house;
  // Beyond every memory, and beyond the day in which a Home is told of once.
  house.clock.now += 25 * HOUR;
  const user = 'U0OMAR';
  const { people } = genesys.organisation;
  const whom = people.filter(({ state }) => state === 'active')[nth % 40]?.email ?? '';
  const message = await answerTo(house, '/agent-live', whom);
  const help = await answerTo(house, '/agent-summary', 'help');
  const [card] = door === 'share' ? await house.press(user, message, 'live_share_ask') : [];
  house.clock.now += HOUR;
  const view = door === 'a form that is sent' ? await form(house, help) : undefined;
  house.clock.now += HOUR;

  const before = new Set(slack.messages({ user }));
  const views = slack.views.size;
  const homeBefore = slack.homes.get(user);
  const lines = house.log.length;
  if (method === 'chat.postEphemeral')
    slack.faults.next('response_url', { kind: 'error', error: 'expired_url' }, ALWAYS);
  slack.faults.next(
    method,
    fault,
    ALWAYS,
    method === 'chat.postMessage' && door === 'share' ? { channel: 'C0FLOOR' } : {},
  );
  switch (door) {
    case 'command':
      await slack.command({ user, command: '/agent-live', text: whom });
      break;
    case 'button':
      await slack.click({ user, message, actionId: 'live_refresh' });
      break;
    case 'share':
      if (card !== undefined) await slack.click({ user, message: card, actionId: 'live_share:asked' });
      break;
    case 'follow':
      await slack.click({ user, message, actionId: 'live_follow' });
      break;
    case 'shortcut':
      await slack.shortcut({ user, callbackId: 'agent_status', message: slack.say('U0ANA', 'C0FLOOR', 'hello') });
      break;
    case 'a form that opens':
      await slack.click({ user, message: help, actionId: 'summary_new' });
      break;
    case 'a form that is sent':
      if (view !== undefined) {
        const values = { channel: 'C0FLOOR', time: `09:${String(nth % 60).padStart(2, '0')}` };
        await slack.submitView({ user, view, values });
      }
      break;
    case 'home':
      await slack.openHome(user);
      break;
    case 'summary':
      break;
    default:
      door satisfies never;
  }
  await app.idle();
  slack.faults.clear();
  const fresh = slack.messages({ user }).filter((one) => !before.has(one) && one.from !== 'U0ANA');
  const opened = slack.views.size > views || slack.homes.get(user) !== homeBefore ? 1 : 0;
  return {
    seen: fresh.length + opened,
    posts: fresh.filter(({ channel, onlyFor }) => channel === 'C0FLOOR' && onlyFor === undefined).length,
    ownerTold: 0,
    logged: house.log.slice(lines).filter(({ level }) => level === 'warn' || level === 'error').length,
  };
}

/** Everything else that a method is called for goes well. */
const OF_THE_SUMMARY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'chat.postMessage': { channel: 'C0FLOOR' },
  'chat.getPermalink': { channel: 'C0FLOOR' },
  'users.info': { user: 'U0OMAR' },
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
  const told = () => slack.messages({ channel: 'D0OMAR' }).filter(({ text }) => text.startsWith('Your daily summary'));
  const [postsBefore, toldBefore, lines] = [posted().length, told().length, house.log.length];
  slack.faults.next(method, fault, ALWAYS, OF_THE_SUMMARY[method] ?? {});
  for (const [look, later] of [2.6, 0.1, 0.3, 1, 1, 1, 2, 2, 1].entries()) {
    house.clock.now += later * HOUR;
    await poke(house, look);
  }
  await app.idle();
  slack.faults.clear();
  const headlines = posted()
    .slice(postsBefore)
    .filter(({ threadTs }) => threadTs === undefined);
  return {
    seen: 0,
    posts: headlines.length,
    ownerTold: told().length - toldBefore,
    logged: house.log.slice(lines).filter(({ level }) => level === 'warn' || level === 'error').length,
  };
}

/** Any change of a schedule makes the app look what is due. */
async function poke({ slack, app }: House, nth: number): Promise<void> {
  const verb = nth % 2 === 0 ? 'pause' : 'resume';
  await slack.command({ user: 'U0GRACE', command: '/agent-summary', text: `${verb} <#C0LEADS|leads>` });
  await app.idle();
}

async function answerTo(house: House, command: string, text: string): Promise<SlackMessage> {
  const [message] = await house.ask('U0OMAR', command, text);
  if (message === undefined) throw new Error(`no answer to ${command} ${text}`);
  return message;
}

async function form(house: House, help: SlackMessage) {
  await house.press('U0OMAR', help, 'summary_new');
  return [...house.slack.views.values()].at(-1);
}
