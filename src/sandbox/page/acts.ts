import { z } from 'zod';
import type { Ack } from '../slack/delivery.ts';
import { isObject } from '../slack/json.ts';
import type { Slack } from '../slack/slack.ts';
import { asSlackSends } from './typed.ts';

const values = z.record(z.string(), z.string());
const act = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('send'),
    text: z.string().min(1).max(4000),
    mentions: values,
    thread: z.string().optional(),
  }),
  z.object({ kind: z.literal('home') }),
  z.object({
    kind: z.literal('click'),
    ts: z.string().optional(),
    view: z.string().optional(),
    actionId: z.string(),
    having: z.string().optional(),
    value: z.string().optional(),
  }),
  z.object({ kind: z.literal('shortcut'), ts: z.string(), callbackId: z.string() }),
  z.object({ kind: z.literal('submit'), view: z.string(), values }),
  z.object({ kind: z.literal('close'), view: z.string() }),
]);

/** What somebody does on the page: who, where, and what. */
export const request = z.object({ as: z.string(), in: z.string(), act });

/** What the person is told: nothing when it went well; `errors` by block when a form was not accepted. */
export interface Told {
  readonly problem?: string;
  readonly errors?: unknown;
}

/** Lets the person do it. @throws with a sentence when Slack itself would not let them */
export async function perform(slack: Slack, asked: z.output<typeof request>): Promise<Told> {
  const { as: user, in: place, act: doing } = asked;
  const seen = (ts: string | undefined) => slack.messages({ user }).find((message) => message.ts === ts);
  switch (doing.kind) {
    case 'send': {
      const text = asSlackSends(doing.text.trim(), new Map(Object.entries(doing.mentions)));
      return send(slack, { user, channel: place, text, thread: seen(doing.thread) });
    }
    case 'home':
      return told(await slack.openHome(user));
    case 'click': {
      const { ts, view: viewId = '', kind: _, ...which } = doing;
      const message = seen(ts);
      const home = slack.homes.get(user);
      const view = home?.id === viewId ? home : slack.views.get(viewId);
      return told(
        await slack.click({ user, ...defined({ message, view }), ...defined(which), actionId: which.actionId }),
      );
    }
    case 'shortcut': {
      const message = seen(doing.ts);
      if (message === undefined) return { problem: 'That message is gone.' };
      return told(await slack.shortcut({ user, callbackId: doing.callbackId, message }));
    }
    case 'submit': {
      const view = slack.views.get(doing.view);
      if (view === undefined) return { problem: 'That form is closed.' };
      const ack = await slack.submitView({ user, view, values: doing.values });
      const errors = isObject(ack.body) ? ack.body['errors'] : undefined;
      return { ...told(ack), ...defined({ errors }) };
    }
    case 'close': {
      const view = slack.views.get(doing.view);
      if (view !== undefined) await slack.closeView({ user, view });
      return {};
    }
    default:
      throw doing satisfies never;
  }
}

async function send(slack: Slack, said: Parameters<Slack['tell']>[0]): Promise<Told> {
  const { user, channel, text, thread } = said;
  const [, command, rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (command !== undefined && thread !== undefined)
    return { problem: 'Slack takes no commands in threads: mention @Floorwalker.' };
  if (command !== undefined) return told(await slack.command({ user, channel, command, text: rest }));
  const { ack } = await slack.tell(said);
  return ack === undefined ? {} : told(ack);
}

function told({ status, problem }: Ack): Told {
  if (problem === 'operation_timeout') return { problem: 'Floorwalker did not answer in time (operation_timeout).' };
  if (problem === 'dispatch_failed') return { problem: 'Floorwalker cannot be reached (dispatch_failed).' };
  return status === 200 ? {} : { problem: `Floorwalker refused this with status ${status}.` };
}

/** The same without what is absent. */
function defined<T extends object>(given: T): { [Key in keyof T]?: Exclude<T[Key], undefined> };
function defined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
