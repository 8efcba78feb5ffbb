import type { Ack, Deliver, Signing } from './delivery.ts';
import { actsOf, chosen, interactiveElements, type Placed, untouched } from './elements.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Manifest } from './manifest.ts';
import { readView, viewObject } from './methods/views.ts';
import { type Channel, HOME, ORGANISATION, type Person } from './people.ts';
import { messageObject } from './profile.ts';
import { answerIn, type ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { SlackMessage, View, Workspace } from './workspace.ts';

/** What people do in Slack. Each resolves with what the app said within three seconds. */
export function createVerbs(given: {
  readonly workspace: Workspace;
  readonly manifest: Manifest;
  readonly deliver: Deliver;
  readonly responseUrls: ResponseUrls;
  readonly triggers: Triggers;
}) {
  const { workspace, manifest, deliver, responseUrls, triggers } = given;

  const person = (id: string): Person => existing(workspace.people.get(id), `nobody has the id ${id}`);
  const channel = (id: string): Channel => existing(workspace.channels.get(id), `no channel has the id ${id}`);
  const conversation = (user: string, id: string): Channel =>
    workspace.channels.get(id) ?? (id.startsWith('D') ? workspace.directMessages(user) : channel(id));
  const common = (user: string) => {
    const { teamId = HOME.teamId, handle, name } = person(user);
    const home = teamId === HOME.teamId;
    const onGrid = workspace.grid !== 'no' && home;
    return {
      token: 'deprecated',
      api_app_id: HOME.appId,
      // An installation for the whole organisation names no workspace.
      team: workspace.grid === 'organisation' && home ? null : { id: teamId, domain: home ? HOME.domain : 'other' },
      // On Enterprise Grid a person belongs to the organisation first.
      user: { id: user, username: handle, name: handle, real_name: name, team_id: onGrid ? ORGANISATION.id : teamId },
      trigger_id: triggers.give(user),
      is_enterprise_install: workspace.grid === 'organisation',
      enterprise: onGrid ? ORGANISATION : null,
    };
  };
  const sent = async (what: string, ack: Promise<Ack>): Promise<Ack> => {
    const done = await ack;
    if (done.problem === 'operation_timeout') workspace.violate(what, 'no ack within 3,000 ms: operation_timeout');
    return done;
  };
  const answered = async (what: string, place: Parameters<typeof answerIn>[2], ack: Promise<Ack>): Promise<Ack> => {
    const done = await sent(what, ack);
    if (done.status === 200 && !isEmpty(done.body)) answerIn(workspace, 'ack', place, done.body);
    return done;
  };

  const happened = (event: JsonObject, signing?: Signing, outer: JsonObject = {}): Promise<Ack> => {
    const payload = {
      token: 'deprecated',
      team_id: HOME.teamId,
      api_app_id: HOME.appId,
      type: 'event_callback',
      event_id: workspace.nextId('Ev'),
      event_time: Math.floor(workspace.now() / 1000),
      authorizations: [{ team_id: HOME.teamId, user_id: HOME.botUserId, is_bot: true, is_enterprise_install: false }],
      event,
      ...outer,
    };
    return sent(`event ${String(event['type'])}`, deliver('events_api', payload, signing));
  };

  return {
    /**
     * Somebody types a slash command. `text` is as Slack sends it: `<@U0ANA>` for a person picked from the menu.
     *
     * @param asked.override fields of the form that an impostor changes
     */
    command(asked: {
      readonly user: string;
      readonly channel?: string;
      readonly command: string;
      readonly text?: string;
      readonly override?: JsonObject;
      readonly signing?: Signing;
    }): Promise<Ack> {
      const { user, command, text = '', override = {}, signing } = asked;
      if (!manifest.commands.some((known) => known.command === command)) {
        throw new Error(`${command} is not in the manifest, so Slack would not send it`);
      }
      const { teamId = HOME.teamId, handle } = person(user);
      const place = { channel: asked.channel ?? 'C0FLOOR', user };
      const { kind, name } = conversation(user, place.channel);
      const form = {
        token: 'deprecated',
        team_id: teamId,
        team_domain: HOME.domain,
        channel_id: place.channel,
        channel_name: kind === 'im' ? 'directmessage' : kind === 'private' ? 'privategroup' : name,
        user_id: user,
        user_name: handle,
        command,
        text,
        api_app_id: HOME.appId,
        is_enterprise_install: String(workspace.grid === 'organisation'),
        ...(workspace.grid === 'no' ? {} : { enterprise_id: ORGANISATION.id, enterprise_name: ORGANISATION.name }),
        response_url: responseUrls.give(place),
        trigger_id: triggers.give(user),
        ...override,
      };
      return answered(command, place, deliver('slash_commands', form, signing));
    },

    /**
     * Somebody presses a button or chooses from a menu, in a message or (with `view`) in a modal or Home tab.
     *
     * @param asked.actionId of the button or menu, or the value of an option behind `⋯`
     * @param asked.value for a button: what an impostor puts in its place; for a menu: the value that is chosen
     * @throws when there is no such button, since nobody could have pressed it
     */
    click(asked: {
      readonly user: string;
      readonly message?: SlackMessage;
      readonly view?: View;
      readonly actionId: string;
      /** Which of several elements with this action id: the one that has this value. */
      readonly having?: string;
      readonly value?: string;
      readonly override?: JsonObject;
      readonly signing?: Signing;
    }): Promise<Ack> {
      const { user, message, view, actionId, having, value, override = {}, signing } = asked;
      const blocks = message?.blocks ?? view?.view['blocks'];
      const elements = interactiveElements(blocks);
      const button = elements.find(
        ({ element: one }) => one['action_id'] === actionId && (having === undefined || one['value'] === having),
      );
      const { blockId, element } = existing(
        button ?? elements.find(({ element: one }) => actsOf(one).includes(actionId)),
        `nothing to press with the action id ${actionId}`,
      );
      const choice = button === undefined ? actionId : value;
      const { confirm: _, options: __, option_groups: ___, accessibility_label: ____, ...shown } = element;
      const action = {
        ...shown,
        ...(choice === undefined ? {} : chosen(element, choice)),
        block_id: blockId,
        action_ts: String(workspace.now() / 1000),
      };
      const source = message === undefined ? viewSource(view) : messageSource(user, message);
      const payload = { type: 'block_actions', ...common(user), ...source, actions: [action], ...override };
      return sent(actionId, deliver('interactive', payload, signing));
    },

    /** Somebody uses a shortcut on a message. */
    shortcut(asked: {
      readonly user: string;
      readonly callbackId: string;
      readonly message: SlackMessage;
      readonly override?: JsonObject;
      readonly signing?: Signing;
    }): Promise<Ack> {
      const { user, callbackId, message, override = {}, signing } = asked;
      if (!manifest.shortcuts.some((known) => known.callbackId === callbackId)) {
        throw new Error(`the shortcut ${callbackId} is not in the manifest, so Slack would not offer it`);
      }
      const payload = {
        type: 'message_action',
        ...common(user),
        callback_id: callbackId,
        action_ts: String(workspace.now() / 1000),
        message_ts: message.ts,
        message: messageObject(message, false),
        channel: { id: message.channel, name: channel(message.channel).name },
        response_url: responseUrls.give({ channel: message.channel, user }),
        ...override,
      };
      return sent(callbackId, deliver('interactive', payload, signing));
    },

    /**
     * Somebody fills in a modal, by block id or action id, and submits it. The modal then does what the ack says.
     *
     * @throws when a required field is left empty, since Slack would not submit it
     */
    async submitView(asked: {
      readonly user: string;
      readonly view: View;
      readonly values?: Readonly<Record<string, string>>;
      readonly signing?: Signing;
    }): Promise<Ack> {
      const { user, view, values = {}, signing } = asked;
      const state = stateOf(interactiveElements(view.view['blocks']), values);
      for (const [blockId, held] of emptyRequired(view, state)) throw new Error(`${blockId} is required: ${held}`);
      const payload = { type: 'view_submission', ...common(user), view: viewObject(view, state), response_urls: [] };
      const ack = await sent('view_submission', deliver('interactive', payload, signing));
      if (ack.status === 200) afterSubmit(workspace, view, ack.body);
      return ack;
    },

    /** Somebody closes a modal without submitting it; the app hears of it if it asked to. */
    async closeView({ user, view }: { readonly user: string; readonly view: View }): Promise<Ack | undefined> {
      workspace.modals.delete(view.id);
      workspace.changed();
      if (view.view['notify_on_close'] !== true) return undefined;
      const payload = { type: 'view_closed', ...common(user), view: viewObject(view), is_cleared: false };
      return sent('view_closed', deliver('interactive', payload));
    },

    /** Somebody opens the app's Home tab. */
    openHome(user: string): Promise<Ack> {
      const home = workspace.homes.get(user);
      const view = home === undefined ? {} : { view: viewObject(home) };
      const event = { type: 'app_home_opened', user, channel: workspace.directMessages(user).id, tab: 'home', ...view };
      return happened({ ...event, event_ts: String(workspace.now() / 1000) });
    },

    /** Anything else that happens. */
    event: happened,

    /**
     * Somebody says something to the app: in a channel with a mention of it, or to it alone. It hears of it as far as it
     * asked to, may, and is there.
     *
     * @param asked.thread the message at the root of the thread in which it is said
     * @param asked.override fields of the event: of an edit, of a bot, of another organisation
     * @param asked.outer fields around the event: `event_id` of one that comes again
     * @param asked.again what stands there already: the event of it comes another time
     */
    async tell(asked: {
      readonly user: string;
      readonly channel: string;
      readonly text: string;
      readonly thread?: SlackMessage | undefined;
      readonly override?: JsonObject;
      readonly outer?: JsonObject;
      readonly signing?: Signing;
      readonly again?: SlackMessage;
    }): Promise<{ readonly message: SlackMessage; readonly ack: Ack | undefined }> {
      const { user, text, thread, override = {}, outer, signing } = asked;
      const place = conversation(user, asked.channel);
      const isOwn = place.kind === 'im' && place.members.includes(HOME.botUserId);
      if (isOwn && !manifest.takesMessages) throw new Error('the messages tab of the app is read only');
      const message =
        asked.again ??
        workspace.post({
          text,
          blocks: [],
          channel: place.id,
          from: person(user).id,
          via: 'person',
          ...(thread === undefined ? {} : { threadTs: thread.threadTs ?? thread.ts }),
        });
      const event = saidEvent(message, person(user), isOwn);
      const hears = isOwn
        ? manifest.events.has('message.im') && manifest.scopes.has('im:history')
        : manifest.events.has('app_mention') &&
          manifest.scopes.has('app_mentions:read') &&
          place.members.includes(HOME.botUserId) &&
          text.includes(`<@${HOME.botUserId}`);
      const shared = {
        team_id: place.shared ? 'T0PARTNER' : HOME.teamId,
        is_ext_shared_channel: place.shared === true,
      };
      const ack = hears ? await happened({ ...event, ...override }, signing, { ...shared, ...outer }) : undefined;
      return { message, ack };
    },

    /** Somebody says something in a channel, or to the app alone, of which it hears nothing. */
    say(user: string, channelId: string, text: string): SlackMessage {
      const { id } = channelId.startsWith('D') ? workspace.directMessages(user) : channel(channelId);
      return workspace.post({ text, blocks: [], channel: id, from: person(user).id, via: 'person' });
    },
  };

  /** What Slack tells of it. The blocks of what people type say the same again. */
  function saidEvent(
    { text, ts, channel: id, threadTs }: SlackMessage,
    { id: user, teamId }: Person,
    isOwn: boolean,
  ): JsonObject {
    const team = teamId ?? HOME.teamId;
    return {
      type: isOwn ? 'message' : 'app_mention',
      user,
      text,
      ts,
      channel: id,
      event_ts: ts,
      team,
      client_msg_id: `said-${ts}`,
      blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }],
      ...(isOwn ? { channel_type: 'im' } : {}),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(teamId === undefined ? {} : { user_team: team, source_team: team }),
    };
  }

  function messageSource(user: string, message: SlackMessage): JsonObject {
    const { channel: id, ts, onlyFor, threadTs } = message;
    const place = { channel: id, user, message };
    return {
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: id,
        is_ephemeral: onlyFor !== undefined,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      },
      channel: { id, name: channel(id).name || 'directmessage' },
      state: { values: stateOf(interactiveElements(message.blocks), {}) },
      response_url: responseUrls.give(place),
      // Slack keeps no ephemeral message, so it has none to send along.
      ...(onlyFor === undefined ? { message: messageObject(message, true) } : {}),
    };
  }

  function viewSource(view: View | undefined): JsonObject {
    if (view === undefined) throw new Error('a click needs a message or a view');
    return { container: { type: 'view', view_id: view.id }, view: viewObject(view) };
  }
}

/** Over a socket Bolt acknowledges with `{}`, which says nothing, as an empty body over HTTP. */
function isEmpty(body: unknown): boolean {
  return body === undefined || (isObject(body) && Object.keys(body).length === 0);
}

function existing<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

type State = Record<string, Record<string, JsonObject>>;

/** What every field holds: what the person put in, else what it began with. Buttons hold nothing. */
function stateOf(elements: readonly Placed[], values: Readonly<Record<string, string>>): State {
  const state: State = {};
  for (const { blockId, element } of elements) {
    const actionId = String(element['action_id']);
    if (element['type'] === 'button' || element['type'] === 'overflow') continue;
    const value = values[blockId] ?? values[actionId];
    state[blockId] = {
      ...state[blockId],
      [actionId]: value === undefined ? untouched(element) : chosen(element, value),
    };
  }
  return state;
}

/** Required input blocks whose only value is nothing. */
function emptyRequired(view: View, state: State): readonly (readonly [string, string])[] {
  const { blocks } = viewObject(view);
  if (!Array.isArray(blocks)) return [];
  return blocks.filter(isObject).flatMap((block) => {
    const id = String(block['block_id']);
    if (block['type'] !== 'input' || block['optional'] === true) return [];
    const held = Object.values(state[id] ?? {}).flatMap((field) =>
      Object.entries(field).flatMap(([name, value]) => (name === 'type' ? [] : [value])),
    );
    const empty = held.every((value) => value === null || value === '' || (Array.isArray(value) && value.length === 0));
    return empty ? [[id, JSON.stringify(held)] as const] : [];
  });
}

/** `response_action` in the ack decides: nothing closes the modal, `errors` keeps it open. */
function afterSubmit(workspace: Workspace, view: View, body: unknown): void {
  const action = isObject(body) ? body['response_action'] : undefined;
  if (action === 'errors') return;
  if (action === 'clear') workspace.modals.clear();
  else if (isObject(body) && (action === 'update' || action === 'push')) {
    const read = readView(workspace, 'view_submission', body['view']);
    if ('refused' in read) return;
    const id = action === 'update' ? view.id : workspace.nextId('V');
    workspace.modals.set(id, { id, user: view.user, hash: workspace.nextId('hash'), view: read.view });
  } else workspace.modals.delete(view.id);
  workspace.changed();
}
