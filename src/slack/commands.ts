import type { App, BlockElementAction, ViewOutput } from '@slack/bolt';
import type { Feature } from './feature.ts';
import type { Handle } from './handle.ts';
import { MORE_ACTION } from './kit/blocks.ts';

type Table = Required<Omit<Feature, 'home'>> & Pick<Feature, 'home'>;

/**
 * Every command, button, shortcut, modal and home of the app in one table, whichever feature it belongs to.
 *
 * @throws when two features claim one name, or two claim the home: a programming error, told at the start
 */
export function tableOf(features: readonly Feature[]): Table {
  const homes = features.flatMap((feature) => feature.home ?? []);
  if (homes.length > 1) throw new Error('two features claim the home');
  return {
    commands: merged(features.map((feature) => feature.commands ?? {})),
    actions: merged(features.map((feature) => feature.actions ?? {})),
    shortcuts: merged(features.map((feature) => feature.shortcuts ?? {})),
    views: merged(features.map((feature) => feature.views ?? {})),
    home: homes[0],
  };
}

function merged<T>(parts: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const all = new Map<string, T>();
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (all.has(name)) throw new Error(`two features claim ${name}`);
    all.set(name, value);
  }
  return Object.fromEntries(all);
}

/** Registers the features with Bolt. Everything is acknowledged before any I/O, and only then answered. */
export function listen(app: App, features: readonly Feature[], handle: Handle): void {
  const table = tableOf(features);
  listenToCommands(app, table, handle);
  listenToActions(app, table, handle);
  listenToShortcuts(app, table, handle);
  listenToViews(app, table, handle);
  listenToHome(app, table, handle);
}

function listenToCommands(app: App, { commands }: Table, handle: Handle): void {
  for (const [name, answer] of Object.entries(commands)) {
    app.command(name, async ({ command, ack }) => {
      await ack();
      const inbound = {
        name,
        userId: command.user_id,
        teamId: command.team_id,
        channelId: command.channel_id,
        responseUrl: command.response_url,
        triggerId: command.trigger_id,
      };
      await handle(inbound, (asked) => answer({ ...asked, text: command.text }));
    });
  }
}

function listenToActions(app: App, { actions }: Table, handle: Handle): void {
  // All of them, so that link buttons and buttons of an older release are acknowledged too.
  app.action({ type: 'block_actions' }, async ({ action, body, ack }) => {
    await ack();
    const { name, suffix, value } = pressed(action);
    const answer = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (answer === undefined) return;
    const inbound = {
      name,
      userId: body.user.id,
      teamId: body.user.team_id ?? body.team?.id ?? '',
      channelId: body.channel?.id,
      responseUrl: body.response_url,
      triggerId: body.trigger_id,
    };
    await handle(inbound, (asked) =>
      answer({
        ...asked,
        value,
        suffix,
        messageTs: body.message?.ts ?? body.container?.['message_ts'],
      }),
    );
  });
}

function listenToShortcuts(app: App, { shortcuts }: Table, handle: Handle): void {
  for (const [callbackId, answer] of Object.entries(shortcuts)) {
    app.shortcut({ callback_id: callbackId, type: 'message_action' }, async ({ shortcut, ack }) => {
      await ack();
      const inbound = {
        name: callbackId,
        userId: shortcut.user.id,
        teamId: shortcut.user.team_id ?? shortcut.team?.id ?? '',
        channelId: shortcut.channel.id,
        responseUrl: shortcut.response_url,
        triggerId: shortcut.trigger_id,
      };
      await handle(inbound, (asked) => answer({ ...asked, authorId: shortcut.message.user }));
    });
  }
}

function listenToViews(app: App, { views }: Table, handle: Handle): void {
  for (const [callbackId, { check, submit }] of Object.entries(views)) {
    app.view({ callback_id: callbackId, type: 'view_submission' }, async ({ body, view, ack }) => {
      const submitted = { values: valuesOf(view), privateMetadata: view.private_metadata };
      const errors = check(submitted);
      if (Object.keys(errors).length > 0) {
        await ack({ response_action: 'errors', errors: { ...errors } });
        return;
      }
      await ack();
      const inbound = {
        name: callbackId,
        userId: body.user.id,
        teamId: body.user.team_id ?? body.team?.id ?? '',
        channelId: undefined,
        responseUrl: undefined,
        triggerId: undefined,
      };
      await handle(inbound, (asked) => submit({ ...asked, ...submitted }));
    });
  }
}

function listenToHome(app: App, { home }: Table, handle: Handle): void {
  if (home === undefined) return;
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const inbound = {
      name: 'app_home_opened',
      userId: event.user,
      teamId: body.team_id,
      channelId: undefined,
      responseUrl: undefined,
      triggerId: undefined,
      home: true,
    };
    await handle(inbound, home);
  });
}

/** Which act was asked for, and on what: an option of the menu `⋯` acts on the value that the menu carries. */
function pressed(action: BlockElementAction): {
  readonly name: string;
  readonly suffix: string;
  readonly value: string;
} {
  const [name = '', suffix = ''] = action.action_id.split(/:(.*)/s);
  if (name !== MORE_ACTION) return { name, suffix, value: chosenIn(action) };
  const [chosen = '', more = ''] = chosenIn(action).split(/:(.*)/s);
  return { name: chosen, suffix: more, value: suffix };
}

/** What was chosen or typed, whatever the element. */
function chosenIn(action: BlockElementAction): string {
  if ('value' in action && typeof action.value === 'string') return action.value;
  if ('selected_option' in action) return action.selected_option?.value ?? '';
  if ('selected_user' in action) return action.selected_user;
  return '';
}

function valuesOf(view: ViewOutput): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(view.state.values).map(([blockId, byAction]) => {
      const [state] = Object.values(byAction);
      const chosen =
        state?.value ??
        state?.selected_option?.value ??
        state?.selected_time ??
        state?.selected_conversation ??
        state?.selected_channel ??
        state?.selected_user ??
        state?.selected_options?.map((option) => option.value).join(',') ??
        '';
      return [blockId, chosen];
    }),
  );
}
