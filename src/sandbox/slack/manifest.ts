import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.object({
  features: z
    .object({
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
    .default({ slash_commands: [], shortcuts: [] }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
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
}

/** @throws when the file is missing or is no Slack manifest */
export function readManifest(path: string): Manifest {
  const { features, oauth_config } = schema.parse(parse(readFileSync(path, 'utf8')));
  return {
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint ?? '',
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({ name, type, callbackId: callback_id })),
    scopes: new Set([...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional]),
  };
}
