import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Usage } from '../src/slack/kit/usage.ts';

const root = join(import.meta.dirname, '../src/slack');

/** What is said of each command, from the rooms of Slack's side: whoever adds one has it here without another line. */
export const USAGES: readonly Usage[] = (
  await Promise.all(
    globSync('*/usage.ts', { cwd: root, exclude: (path) => path.startsWith('kit') })
      .toSorted()
      .map(async (file): Promise<Readonly<Record<string, Usage>>> => import(join(root, file))),
  )
).flatMap((exported) => Object.values(exported));
