import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.object({
  features: z
    .object({
      app_home: z
        .object({ messages_tab_read_only_enabled: z.boolean().default(false) })
        .default({ messages_tab_read_only_enabled: false }),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string(),
            usage_hint: z.string().optional(),
            should_escape: z.boolean().optional(),
          }),
        )
        .default([]),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(['message', 'global']), callback_id: z.string() }))
        .default([]),
    })
    .default({ app_home: { messages_tab_read_only_enabled: false }, slash_commands: [], shortcuts: [] }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).default({ bot_events: [] }),
    })
    .default({ event_subscriptions: { bot_events: [] } }),
});

/** What the app asked for when it was installed: nothing else is granted. */
export interface Manifest {
  readonly commands: readonly { readonly command: string; readonly description: string; readonly usageHint: string }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'message' | 'global';
    readonly callbackId: string;
  }[];
  readonly scopes: ReadonlySet<string>;
  /** What the app is told of, as far as its scopes let it hear. */
  readonly events: ReadonlySet<string>;
  /** People may write to the app in its direct messages. */
  readonly takesMessages: boolean;
}

/** @throws when the file is missing or is no Slack manifest */
export function readManifest(path: string): Manifest {
  const { features, oauth_config, settings } = schema.parse(parse(readFileSync(path, 'utf8')));
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint ?? '',
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({ name, type, callbackId: callback_id })),
    scopes: new Set([...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional]),
    events: new Set(settings.event_subscriptions.bot_events),
    takesMessages: !features.app_home.messages_tab_read_only_enabled,
  };
}
