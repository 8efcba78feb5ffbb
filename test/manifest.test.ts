import { globSync, readFileSync } from 'node:fs';
import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { manifestCommand } from '../src/cli/manifest-command.ts';
import { type House, MANIFEST, openHouse } from './e2e/house.ts';
import { USAGES } from './usages.ts';

type Manifest = webApi.AppsManifestValidateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];
type BotEvent = NonNullable<
  NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events']
>[number];

/** What this app may ever ask for, by Slack's own names: the compiler knows them all. */
const SCOPES = [
  'commands',
  'chat:write',
  'chat:write.public',
  'users:read',
  'users:read.email',
  'app_mentions:read',
  'im:history',
  'files:write',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
] as const satisfies readonly BotScope[];
const EVENTS = ['app_home_opened', 'app_mention', 'message.im'] as const satisfies readonly BotEvent[];

/** The scope without which Slack does not send an event. */
const HEARD_WITH = {
  app_home_opened: undefined,
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
} as const satisfies Readonly<Record<(typeof EVENTS)[number], (typeof SCOPES)[number] | undefined>>;

const address = z.url({ protocol: /^https?$/ }).max(3000);

/** The limits of Slack's published schema for manifests, for the parts that this app has. */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().min(4).max(7).startsWith('#'),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().min(2).max(32).startsWith('/'),
          url: address.exactOptional(),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          // Without it `@ana` arrives as text that nobody can resolve.
          should_escape: z.literal(true),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({
      bot: z.array(z.enum(SCOPES)).min(1).max(255),
      bot_optional: z.array(z.enum(SCOPES)).max(255).exactOptional(),
    }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address.exactOptional(),
      bot_events: z.array(z.enum(EVENTS)).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: address.exactOptional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

const text = readFileSync(MANIFEST, 'utf8');
const manifest = schema.parse(parse(text));
const { slash_commands: commands, shortcuts } = manifest.features;
const { bot, bot_optional = [] } = manifest.oauth_config.scopes;

/** The scopes that a method of Slack's Web API asks for; of several in one line, any is enough. */
const NEEDS: Readonly<Record<string, readonly (readonly (typeof SCOPES)[number][])[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': [['chat:write']],
  // Summaries and shared answers go to public channels that nobody invited the app to.
  'chat.postMessage': [['chat:write'], ['chat:write.public']],
  'chat.update': [['chat:write']],
  'conversations.history': [['channels:history'], ['groups:history']],
  'conversations.replies': [['channels:history'], ['groups:history']],
  'conversations.info': [['channels:read'], ['groups:read']],
  'conversations.members': [['channels:read'], ['groups:read']],
  'usergroups.users.list': [['usergroups:read']],
  'files.getUploadURLExternal': [['files:write']],
  'files.completeUploadExternal': [['files:write']],
  'users.info': [['users:read'], ['users:read.email']],
  'users.list': [['users:read']],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

const sources = globSync(`${import.meta.dirname}/../src/slack/**/*.ts`).map((file) => readFileSync(file, 'utf8'));

/** What stands in the sources of Slack's side, wherever. */
function inSources(pattern: RegExp): readonly string[] {
  const found = sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name));
  return [...new Set(found)].toSorted();
}

describe('the manifest', () => {
  it('is one that Slack’s own type takes', () => {
    const typed: Manifest = manifest;
    expect(typed.display_information.name).toBe('Floorwalker');
  });

  it('is held to the limits: what breaks one is refused', () => {
    const broken = [
      ['name: Floorwalker', `name: ${'F'.repeat(36)}`],
      ['command: /agent-live', 'command: agent-live'],
      ['is_enabled: true', 'is_disabled: false'],
      ['should_escape: true', 'should_escape: false'],
      ['- users:read.email', '- users:read.emails'],
      ['- app_home_opened', '- app_home_closed'],
      ['https://example.com', 'ftp://example.com'],
      ['token_rotation_enabled: false', 'token_rotation_enabled: true'],
      ['usage_hint: "', 'usage_hint: "" #'],
    ] as const;
    const accepted = broken.filter(([was, becomes]) => schema.safeParse(parse(text.replace(was, becomes))).success);
    expect(accepted).toEqual([]);
    expect(broken.filter(([was]) => !text.includes(was))).toEqual([]);
  });

  it('sends everything to the one address at which the app listens', () => {
    expect([...new Set(addressesOf(manifest))]).toEqual(['https://example.com/slack/events']);
  });

  it('names the commands and shortcuts that the app listens to, and no others', () => {
    expect(commands.map(({ command, description, usage_hint }) => [command, description, usage_hint])).toEqual(
      USAGES.map(({ name, what, hint }) => [name, what, hint]),
    );
    expect(shortcuts.map(({ callback_id }) => callback_id).toSorted()).toEqual(
      inSources(/shortcuts: \{ '?([a-z_]+)'?:/g),
    );
  });

  it('asks for the scopes of the methods that the app calls', () => {
    const methods = inSources(/\bclient\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g);
    expect(methods.filter((method) => NEEDS[method] === undefined)).toEqual([]);
    const granted: readonly string[] = [...bot, ...bot_optional];
    const missing = methods.filter((method) => NEEDS[method]?.some((any) => !any.some((one) => granted.includes(one))));
    // Asked for with the feature that needs them, by whoever uses it: the README says so.
    expect(missing.filter((method) => !OPTIONAL.includes(method))).toEqual([]);
  });

  it('asks for the scopes of the events that it listens to, and lets people write to the app', () => {
    const { bot_events: events } = manifest.settings.event_subscriptions;
    expect(events.toSorted()).toEqual(['app_home_opened', 'app_mention', 'message.im']);
    expect(events.flatMap((event) => HEARD_WITH[event] ?? []).filter((scope) => !bot.includes(scope))).toEqual([]);
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('asks for no scope that nothing needs', () => {
    const methods = inSources(/\bclient\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g);
    const events = manifest.settings.event_subscriptions.bot_events;
    const needed = new Set<string>([
      'commands',
      ...methods.flatMap((method) => (NEEDS[method] ?? []).flat()),
      ...events.flatMap((event) => HEARD_WITH[event] ?? []),
    ]);
    expect([...bot, ...bot_optional].filter((scope) => !needed.has(scope))).toEqual([]);
  });
});

/** All addresses at which Slack is told to call. */
function addressesOf({ features, settings }: z.output<typeof schema>): readonly (string | undefined)[] {
  const { event_subscriptions, interactivity } = settings;
  return [...features.slash_commands, { url: event_subscriptions.request_url }, { url: interactivity.request_url }].map(
    ({ url }) => url,
  );
}

describe('`npm run manifest`', () => {
  const printed = (...args: readonly string[]) => {
    const said = { out: '', err: '' };
    const code = manifestCommand(args, {
      print: (line) => {
        said.out += `${line}\n`;
      },
      complain: (line) => {
        said.err += `${line}\n`;
      },
    });
    return { code, ...said };
  };
  const manifestOf = (...args: readonly string[]) => schema.parse(parse(printed(...args).out));

  it('prints for Socket Mode a manifest without any address', () => {
    const socket = manifestOf('--socket');
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(new Set(addressesOf(socket))).toEqual(new Set([undefined]));
    expect(printed('--socket').out).not.toContain('example.com');
  });

  it.each([
    ['floor.example.org', 'https://floor.example.org/slack/events'],
    ['Floor.Example.org', 'https://floor.example.org/slack/events'],
    ['floor.example.org:8443', 'https://floor.example.org:8443/slack/events'],
    ['https://floor.example.org/', 'https://floor.example.org/slack/events'],
    ['https://floor.example.org/slack/events', 'https://floor.example.org/slack/events'],
    ['example.org/floorwalker', 'https://example.org/floorwalker/slack/events'],
  ])('prints for the host %s one whose every address is %s', (host, url) => {
    const http = manifestOf('--host', host);
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(new Set(addressesOf(http))).toEqual(new Set([url]));
  });

  it('changes nothing else: commands, scopes and events are those of the file', () => {
    expect(manifestOf('--host', 'example.com')).toEqual(manifest);
    expect(manifestOf('--socket').oauth_config).toEqual(manifest.oauth_config);
    expect(manifestOf('--socket').settings.event_subscriptions.bot_events).toEqual(
      manifest.settings.event_subscriptions.bot_events,
    );
    expect(manifestOf('--socket').features.slash_commands.map(({ command }) => command)).toEqual(
      commands.map(({ command }) => command),
    );
  });

  it.each([
    [[], /--socket or --host/],
    [['--socket', '--host', 'floor.example.org'], /not both/],
    [['--host', 'http://floor.example.org'], /https addresses only/],
    [['--host', 'floor example'], /"floor example" is not a host/],
    [['--host', 'https://ana:pw@floor.example.org'], /no user and no password/],
    [['--host', 'floor.example.org?x=1'], /nothing behind \? or #/],
    [['--sockets'], /--sockets/],
  ])('given %j says what is wrong and prints nothing to paste', (args, sentence) => {
    expect(printed(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(sentence) });
  });
});

/** Works without: an allowlist by user group, the audience of a post, and finding a post after a crash. */
const OPTIONAL = [
  'usergroups.users.list',
  'conversations.info',
  'conversations.members',
  'conversations.history',
  'conversations.replies',
];

describe('the usage hints', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  const hints = commands.flatMap(({ command, usage_hint }) =>
    usage_hint.split('|').map((hint) => [command, hint.trim()] as const),
  );

  it.each(hints)(
    '%s %s can be typed as it stands',
    async (command, hint) => {
      const typed = hint.replaceAll('@ana', '<@U0ANA>').replaceAll(/#[a-z-]+/g, '<#C0FLOOR|floor>');
      await house.ask('U0OMAR', command, typed);
      const { outcome } = house.log.findLast(({ msg }) => msg === 'answered') ?? {};
      expect(outcome).not.toMatch(/^(unknown-|plain-|not-a-|missing-|open-|said-|only-|one-at|text-|ambiguous|error$)/);
    },
    60_000,
  );
});
