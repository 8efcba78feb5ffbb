/** Every kind of message, as it is heard: with its blocks, and with one type of them after the other refused. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { type House, openHouse } from './house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BILLING = 'queue "Billing EU"';
const FLOOR = '<#C0FLOOR|floor>';
/** Beside blocks, how long the text may be. */
const KINDS: readonly (readonly [most: number, command: string, text: string])[] = [
  [600, '/agent-stats', `last week ${BILLING}`],
  [600, '/agent-stats', `last week ${BILLING} by agent`],
  [600, '/agent-stats', `yesterday ${BILLING} by hour`],
  [600, '/agent-stats', `last week vs two weeks ago ${BILLING}`],
  [600, '/agent-stats', 'last week <@U0ANA>'],
  [600, '/agent-stats', 'last week <@U0ANA> <@U0ZOE>'],
  [600, '/agent-stats', 'last week team'],
  [600, '/agent-stats', 'aht by agent last week team'],
  [1500, '/agent-live', '<@U0ANA>'],
  [1500, '/agent-live', 'team'],
  [1500, '/agent-live', BILLING],
  [1500, '/agent-live', '<@U0ANA> closed'],
  [1500, '/agent-live', 'help'],
  [1500, '/agent-stats', 'help'],
  [1500, '/agent-summary', 'help'],
  [1500, '/agent-alert', 'help'],
  [1500, '/agent-summary', 'list'],
  [1500, '/agent-alert', 'list'],
  [1500, '/agent-alert', `test ${BILLING} waiting &gt; 5`],
];
/** What Slack does not know, each beside those before it. */
const REFUSED: readonly (readonly string[])[] = [
  ['data_visualization'],
  ['data_visualization', 'data_table'],
  ['data_visualization', 'data_table', 'table'],
  ['data_visualization', 'data_table', 'table', 'section', 'context', 'actions'],
];
/** The whole, where blocks are refused. */
const MOST_WHOLE = 3900;

let house: House;
beforeAll(async () => {
  house = await openHouse({ genesys: { load: 0.3 } });
  await house.ask('U0OMAR', '/agent-summary', `on ${FLOOR} 08:30 weekdays ${BILLING}`);
  await house.ask('U0OMAR', '/agent-alert', `on ${FLOOR} when ${BILLING} waiting &gt; 5`);
});
afterAll(() => house.stop());

async function ask(command: string, text: string): Promise<SlackMessage> {
  const message = (await house.ask('U0OMAR', command, text)).at(-1);
  if (message === undefined) throw new Error(`no answer to ${command} ${text}`);
  return message;
}

/** Percentages and times: each has a name beside it, wherever it stands. */
const figuresIn = (text: string): readonly string[] => text.match(/\d+(?:\.\d)? %|\d+m(?: \d+s)?/g) ?? [];

/** Pieces of a text that are nothing but figures. */
function bare(text: string): readonly string[] {
  const pieces = text.split(/\n| · /).map((piece) => piece.trim());
  return pieces.filter((piece) => /\d/.test(piece) && !/\p{L}{3}/u.test(piece.replaceAll(/\b\d+[hms]\b/g, '')));
}

describe.each(KINDS)('in at most %d characters, %s %s', (most, command, text) => {
  it('is told aloud beside its blocks, each figure with its name', async () => {
    house.slack.refuseBlocks([]);
    house.clock.now += 61 * 60_000;
    const { text: aloud, blocks } = await ask(command, text);
    expect(blocks.length).toBeGreaterThan(0);
    expect(aloud.length).toBeLessThanOrEqual(most);
    expect(bare(aloud)).toEqual([]);
  });

  it('arrives whole, one type of blocks refused after the other', async () => {
    house.slack.refuseBlocks([]);
    const { text: aloud } = await ask(command, text);
    for (const types of REFUSED) {
      house.slack.refuseBlocks(types);
      const message = await ask(command, text);
      expect(message.blocks.filter(({ type }) => types.includes(String(type)))).toEqual([]);
      expect(message.text.length).toBeLessThanOrEqual(MOST_WHOLE);
      const told = `${message.text}\n${JSON.stringify(message.blocks)}`;
      expect(figuresIn(aloud).filter((figure) => !told.includes(figure))).toEqual([]);
      expect(bare(message.text)).toEqual([]);
    }
  });
});
