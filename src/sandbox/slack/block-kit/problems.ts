import type { z } from 'zod';
import { isObject, type JsonObject, objectsIn } from '../json.ts';
import { messageBlocks, view } from './block-kit.ts';

/** What Slack would say to a message or a view. */
export interface Inspection {
  /** Slack refuses these with `invalid_blocks`. */
  readonly refused: readonly string[];
  /** Slack accepts these, and a person suffers for it. */
  readonly remarked: readonly string[];
}

const MOST_TABLE_CHARACTERS = 10_000;
const MOST_MARKDOWN_CHARACTERS = 12_000;
const MOST_TEXT_CHARACTERS = 4000;
const MOST_VIEW_BYTES = 250_000;

/** Everything that is wrong with a message, in words; empty when Slack and its reader are content with it. */
export function blockKitProblems(message: { readonly text?: unknown; readonly blocks?: unknown }): readonly string[] {
  const { refused, remarked } = inspectMessage(message);
  return [...refused, ...remarked];
}

/** Everything that is wrong with a modal or a Home tab, in words. */
export function viewProblems(shown: unknown): readonly string[] {
  const { refused, remarked } = inspectView(shown);
  return [...refused, ...remarked];
}

export function inspectMessage(message: { readonly text?: unknown; readonly blocks?: unknown }): Inspection {
  const blocks = message.blocks ?? [];
  return {
    refused: [...problemsOf(messageBlocks.safeParse(blocks)), ...duplicates(blocks), ...aggregates(blocks)],
    remarked: [...textProblems(message.text), ...broadcasts(message.text), ...broadcastsInBlocks(blocks)],
  };
}

export function inspectView(shown: unknown): Inspection {
  const blocks = isObject(shown) ? shown['blocks'] : undefined;
  const large = JSON.stringify(shown ?? null).length > MOST_VIEW_BYTES ? ['the view is larger than 250 KB'] : [];
  return {
    refused: [...problemsOf(view.safeParse(shown)), ...duplicates(blocks), ...large],
    remarked: broadcastsInBlocks(blocks),
  };
}

function problemsOf(result: z.ZodSafeParseResult<unknown>): readonly string[] {
  if (result.success) return [];
  return result.error.issues.map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
}

function textProblems(text: unknown): readonly string[] {
  if (typeof text !== 'string' || text.trim() === '') return ['text: is empty, so a screen reader has nothing to say'];
  return text.length > MOST_TEXT_CHARACTERS
    ? [`text: ${text.length} characters, more than ${MOST_TEXT_CHARACTERS}`]
    : [];
}

/** A block id is unique in its message, an action id in its block. */
function duplicates(blocks: unknown): readonly string[] {
  if (!Array.isArray(blocks)) return [];
  const ids = blocks.filter(isObject).map((block) => block['block_id']);
  return [
    ...repeated(ids).map((id) => `block_id "${id}" appears twice`),
    ...blocks.flatMap((block, index) =>
      repeated([...objectsIn(block)].map((element) => element['action_id'])).map(
        (id) => `${index}: action_id "${id}" appears twice in one block`,
      ),
    ),
  ];
}

function repeated(values: readonly unknown[]): readonly string[] {
  const texts = values.filter((value) => typeof value === 'string');
  return [...new Set(texts.filter((value, index) => texts.indexOf(value) !== index))];
}

function aggregates(blocks: unknown): readonly string[] {
  const all = [...objectsIn(blocks)];
  const tables = all.filter((block) => block['type'] === 'table');
  const dataTables = all.filter((block) => block['type'] === 'data_table');
  const charts = all.filter((block) => block['type'] === 'data_visualization');
  const markdown = all
    .filter((block) => block['type'] === 'markdown')
    .reduce((sum, block) => sum + textLength(block), 0);
  const cells = [...tables, ...dataTables].reduce((sum, block) => sum + cellCharacters(block), 0);
  return [
    ...(tables.length > 1 ? [`${tables.length} tables in one message, more than 1`] : []),
    ...(charts.length > 2 ? [`${charts.length} charts in one message, more than 2`] : []),
    ...(cells > MOST_TABLE_CHARACTERS ? [`${cells} characters in tables, more than ${MOST_TABLE_CHARACTERS}`] : []),
    ...(markdown > MOST_MARKDOWN_CHARACTERS
      ? [`${markdown} characters of markdown, more than ${MOST_MARKDOWN_CHARACTERS}`]
      : []),
  ];
}

function cellCharacters(block: JsonObject): number {
  return [...objectsIn(block['rows'])].reduce((sum, cell) => sum + textLength(cell), 0);
}

function textLength(value: JsonObject): number {
  const text = value['text'];
  return typeof text === 'string' ? text.length : 0;
}

/** `<!channel>` and its like wake everybody up; a summary or a look-up never may. */
function broadcasts(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return [...text.matchAll(/<!(channel|here|everyone|subteam\^\w+)/g)].map(
    ([, whom]) => `mentions @${whom}: escape text that comes from elsewhere`,
  );
}

function broadcastsInBlocks(blocks: unknown): readonly string[] {
  return [...objectsIn(blocks)].flatMap((object) => {
    if (object['type'] === 'mrkdwn' || object['type'] === 'markdown') return broadcasts(object['text']);
    return object['type'] === 'broadcast' ? [`mentions @${String(object['range'])}`] : [];
  });
}
