import type { App } from '@slack/bolt';
import type { Command, Feature } from './feature.ts';
import type { Handle } from './handle.ts';
import {
  inboundCommand,
  inboundForm,
  inboundHome,
  inboundPress,
  inboundSaid,
  inboundShortcut,
  isLink,
  pressOf,
  valuesOf,
} from './inbound.ts';
import { oldButtonMessage, unknownCommandMessage } from './kit/failure.ts';
import { saidText } from './words/said-text.ts';

/** By name; a name from outside is never a property of an object. */
interface Table {
  readonly commands: ReadonlyMap<string, Command['answer']>;
  readonly actions: ReadonlyMap<string, NonNullable<Feature['actions']>[string]>;
  readonly shortcuts: ReadonlyMap<string, NonNullable<Feature['shortcuts']>[string]>;
  readonly views: ReadonlyMap<string, NonNullable<Feature['views']>[string]>;
  readonly said: Feature['said'];
  readonly home: Feature['home'];
}

/**
 * Every command, button, shortcut, modal and home of the app in one table, whichever feature it belongs to.
 *
 * @throws when two features claim one name, the home or what is said: a programming error, told at the start
 */
export function tableOf(features: readonly Feature[]): Table {
  const homes = features.flatMap((feature) => feature.home ?? []);
  if (homes.length > 1) throw new Error('two features claim the home');
  const listening = features.flatMap((feature) => feature.said ?? []);
  if (listening.length > 1) throw new Error('two features claim what is said');
  return {
    commands: merged(commandsOf(features).map(({ name, answer }) => ({ [name]: answer }))),
    actions: merged(features.map((feature) => feature.actions ?? {})),
    shortcuts: merged(features.map((feature) => feature.shortcuts ?? {})),
    views: merged(features.map((feature) => feature.views ?? {})),
    said: listening[0],
    home: homes[0],
  };
}

/** Every command there is, as help, the Home and the README tell of it. */
export function commandsOf(features: readonly Feature[]): readonly Command[] {
  return features.flatMap((feature) => feature.commands ?? []);
}

function merged<T>(parts: readonly Readonly<Record<string, T>>[]): ReadonlyMap<string, T> {
  const all = new Map<string, T>();
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (all.has(name)) throw new Error(`two features claim ${name}`);
    all.set(name, value);
  }
  return all;
}

/**
 * Registers the features with Bolt. Everything is acknowledged before any I/O, and only then answered; what nobody
 * knows (a button of an older release, a form, a command that only the manifest has) is answered with a sentence.
 */
export function listen(app: App, features: readonly Feature[], handle: Handle): void {
  const table = tableOf(features);
  listenToCommands(app, table, handle);
  listenToActions(app, table, handle);
  listenToShortcuts(app, table, handle);
  listenToViews(app, table, handle);
  listenToWords(app, table, handle);
  listenToHome(app, table, handle);
}

const OLD = async () => ({ outcome: 'old-button', message: oldButtonMessage() });

function listenToCommands(app: App, { commands }: Table, handle: Handle): void {
  app.command(/^\//, async ({ command, ack }) => {
    const place = handle.enter(command.command);
    if ('text' in place) return ack({ response_type: 'ephemeral', text: place.text });
    try {
      await ack();
    } catch (error) {
      place.leave();
      throw error;
    }
    const answer = commands.get(command.command);
    await handle(
      inboundCommand(command),
      async (asked) =>
        answer === undefined
          ? { outcome: 'unknown-command', message: unknownCommandMessage([...commands.keys()]) }
          : answer({ ...asked, text: command.text }),
      place,
    );
  });
}

function listenToActions(app: App, { actions }: Table, handle: Handle): void {
  app.action({ type: 'block_actions' }, async ({ action, body, ack }) => {
    await ack();
    const press = pressOf(action);
    const answer = actions.get(press.name);
    if (answer === undefined && isLink(action)) return;
    const messageTs = body.message?.ts ?? body.container?.['message_ts'];
    await handle(inboundPress(body, press), async (asked) =>
      answer === undefined ? OLD() : answer({ ...asked, ...press, messageTs }),
    );
  });
}

function listenToShortcuts(app: App, { shortcuts }: Table, handle: Handle): void {
  app.shortcut(/.*/, async ({ shortcut, ack }) => {
    await ack();
    const answer = shortcuts.get(shortcut.callback_id);
    const authorId = shortcut.type === 'message_action' ? shortcut.message.user : undefined;
    await handle(inboundShortcut(shortcut), async (asked) =>
      answer === undefined || shortcut.type !== 'message_action' ? OLD() : answer({ ...asked, authorId }),
    );
  });
}

function listenToViews(app: App, { views }: Table, handle: Handle): void {
  app.view({ type: 'view_submission' }, async ({ body, view, ack }) => {
    const form = views.get(view.callback_id);
    const submitted = { values: valuesOf(view), privateMetadata: view.private_metadata };
    const errors = form?.check(submitted) ?? {};
    if (Object.keys(errors).length > 0) {
      await ack({ response_action: 'errors', errors: { ...errors } });
      return;
    }
    await ack();
    await handle(inboundForm(body, view), async (asked) =>
      form === undefined ? OLD() : form.submit({ ...asked, ...submitted }),
    );
  });
}

/** Mentions in channels and direct messages. What Slack sends without the scope for it being granted does not come. */
function listenToWords(app: App, { said }: Table, handle: Handle): void {
  if (said === undefined) return;
  const hear = async (event: unknown, body: { readonly event_id?: string }, botUserId = ''): Promise<void> => {
    const heard = inboundSaid(event, body);
    if (heard === undefined) return;
    const text = saidText(heard.text, botUserId);
    await handle(heard.inbound, (asked) => said({ ...asked, text }));
  };
  app.event('app_mention', ({ event, body, context }) => hear(event, body, context.botUserId));
  app.event('message', ({ event, body, context }) => hear(event, body, context.botUserId));
}

function listenToHome(app: App, { home }: Table, handle: Handle): void {
  if (home === undefined) return;
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab === 'home') await handle(inboundHome(event.user, body), home);
  });
}
