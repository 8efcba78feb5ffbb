import { type House, openHouse } from '../e2e/house.ts';
import { appManifestWith } from '../sandbox/slack/manifests.ts';
import type { Cell } from './slack-cells.ts';
import { type Result, tryCell } from './slack-doors.ts';

/** @returns what is wrong with which cell; nothing when each is as it should be */
export async function tryTable(cells: readonly Cell[]): Promise<readonly string[]> {
  const house = await openHouse({
    genesys: { load: 0.2 },
    slack: { enforceRates: false, manifestPath: appManifestWith(['channels:history', 'groups:history']) },
    env: { ADMINS: 'U0CARMEN' },
    pausesPassAtOnce: true,
    slackTimeoutMs: 500,
    mayViolate: true,
  });
  try {
    const wrong: string[] = [];
    for (const [nth, cell] of cells.entries()) {
      const problem = await problemOf(house, cell, nth);
      if (problem !== undefined) wrong.push(`${cell.door} × ${cell.method} × ${cell.what}: ${problem}`);
    }
    return wrong;
  } finally {
    await house.stop();
  }
}

async function problemOf(house: House, cell: Cell, nth: number): Promise<string | undefined> {
  try {
    const result = await tryCell(house, cell, nth);
    return cell.door === 'summary' ? wrongWithSummary(result) : wrongWithAnswer(cell, result);
  } catch (error) {
    house.slack.faults.clear();
    return String(error);
  }
}

function wrongWithAnswer({ door }: Cell, { seen, posts }: Result): string | undefined {
  if (seen === 0) return 'silence';
  if (posts > 1) return `${posts} posts`;
  // A word of Slack's that is lost after it acted: then an answer comes again on the next way.
  const most = posts + (door === 'follow' ? 3 : 2);
  return seen > most ? `${seen} answers` : undefined;
}

function wrongWithSummary({ posts, ownerTold, logged }: Result): string | undefined {
  if (posts > 1) return `${posts} headlines`;
  if (posts === 1) return undefined;
  if (logged === 0) return 'no line in the log';
  return ownerTold === 1 ? undefined : `its owner was told ${ownerTold} times`;
}
