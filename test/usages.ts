import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Usage } from '../src/slack/kit/usage.ts';

const root = join(import.meta.dirname, '../src/slack');

/** As they are told: what is asked comes before what is told unasked; a new one after those, by name. */
const FIRST = ['live', 'stats', 'summary'];

function placeOf(file: string): number {
  const place = FIRST.findIndex((room) => file.startsWith(`${room}/`));
  return place < 0 ? FIRST.length : place;
}

/** What is said of each command, from the rooms of Slack's side: whoever adds one has it here without another line. */
export const USAGES: readonly Usage[] = (
  await Promise.all(
    globSync('*/usage.ts', { cwd: root, exclude: (path) => path.startsWith('kit') })
      .toSorted((one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1))
      .map(async (file): Promise<Readonly<Record<string, Usage>>> => import(join(root, file))),
  )
).flatMap((exported) => Object.values(exported));
