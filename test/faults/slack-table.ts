import { type House, openHouse } from '../e2e/house.ts';
import { appManifestWith } from '../sandbox/slack/manifests.ts';
import type { Cell } from './slack-cells.ts';
import { isLastWay, type Result, tryCell } from './slack-doors.ts';

/** Every cell is a day on: the organisation of the sandbox has no history of years. */
const MOST_IN_A_HOUSE = 180;

/** @returns what is wrong with which cell; nothing when each is as it should be */
export async function tryTable(cells: readonly Cell[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let from = 0; from < cells.length; from += MOST_IN_A_HOUSE)
    wrong.push(...(await tryInOneHouse(cells.slice(from, from + MOST_IN_A_HOUSE))));
  return wrong;
}

async function tryInOneHouse(cells: readonly Cell[]): Promise<readonly string[]> {
  const house = await openHouse({
    genesys: { load: 0.2 },
    slack: {
      enforceRates: false,
      manifestPath: appManifestWith(['channels:history', 'groups:history', 'usergroups:read']),
    },
    env: { ADMINS: 'U0CARMEN', ACCESS_POLICY: 'allowlist', ACCESS_ALLOWLIST: 'S0LEADS' },
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
    if (result.met === 0) return 'the method is never called';
    return cell.door === 'summary' ? wrongWithSummary(cell, result) : wrongWithAnswer(cell, result);
  } catch (error) {
    house.slack.faults.clear();
    return String(error);
  }
}

function wrongWithAnswer(cell: Cell, { seen, posts, logged }: Result): string | undefined {
  const { door } = cell;
  // Where nothing is left, there is a line in the log.
  if (seen === 0) return isLastWay(cell) && logged > 0 ? undefined : 'silence';
  if (posts > 1) return `${posts} posts`;
  // A word of Slack's that is lost after it acted: then an answer comes again on the next way.
  const most = posts + (MORE_THAN_ONE[door] ?? 1) + 1;
  return seen > most ? `${seen} answers` : undefined;
}

/** The messages of one answer: a card and where it is; files, what they are, and where. */
const MORE_THAN_ONE: Readonly<Partial<Record<Cell['door'], number>>> = { follow: 2, csv: 3 };

function wrongWithSummary(cell: Cell, { posts, ownerTold, logged }: Result): string | undefined {
  if (posts > 1) return `${posts} headlines`;
  if (ownerTold > 1) return `its owner was told ${ownerTold} times`;
  if (posts === 1) return undefined;
  if (logged === 0) return 'no line in the log';
  return ownerTold === 1 || isLastWay(cell) ? undefined : `its owner was told ${ownerTold} times`;
}
