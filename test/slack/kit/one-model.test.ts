import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Every message is a card, and only the kit knows what Slack makes of it. */

const src = join(import.meta.dirname, '../../../src');
const outsideTheKit = globSync('**/*.ts', { cwd: src })
  .filter((file) => !file.startsWith('sandbox/') && !file.startsWith('slack/kit/'))
  .toSorted();

/** It hands messages on, and neither makes nor changes one. */
const CARRIER = 'slack/outbox.ts';

const MADE_BY_HAND: readonly (readonly [what: string, sign: RegExp])[] = [
  [
    'a block, an element or a view',
    /\btype: '(?:actions|button|checkboxes|context|data_table|data_visualization|divider|header|home|image|input|markdown|modal|mrkdwn|overflow|plain_text|plain_text_input|raw_number|raw_text|rich_text|section|static_select|table|timepicker)'/,
  ],
  ['the blocks of a message', /\bblocks(?:: \[|: [a-z]\w*[,(]| = \[)/],
  ['a message that is not what its card says', /\{ \.\.\.\w*[mM]essage\b/],
];

function madeByHandIn(file: string): readonly string[] {
  const code = readFileSync(join(src, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return MADE_BY_HAND.flatMap(([what, sign]) => {
    const [found] = sign.exec(code) ?? [];
    return found === undefined ? [] : [`${file} makes ${what}: ${found}`];
  });
}

it('is said by cards alone: no file outside the kit makes blocks or the text of a message', () => {
  expect(outsideTheKit.filter((file) => file !== CARRIER).flatMap(madeByHandIn)).toEqual([]);
});
