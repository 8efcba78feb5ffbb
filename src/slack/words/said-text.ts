/** Signs of formatting that Slack puts around words in what is said: bold, italic, struck out, code. */
const FORMATTING = /(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu;
const EMOJI = /(?<![\p{L}\p{N}]):(?:[a-z][a-z0-9_+'-]*|[+-]1|100):(?::skin-tone-\d:)?/gu;
const QUOTE_OR_BULLET = /^[ \t]*(?:&gt;[ \t]?|[•◦▪-][ \t]+)+/gm;

/**
 * The question in a message to the app: without the mention of it, wherever it stands, and without what is only dress.
 *
 * @param text as Slack sends it
 * @example saidText('<@U0FLOOR>: *billing* last week :pray:', 'U0FLOOR') //=> 'billing last week'
 */
export function saidText(text: string, botUserId: string): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>(?:['\u2019]s\b)?/g, (mention, id) => (id === botUserId ? ' ' : mention))
    .replace(QUOTE_OR_BULLET, '')
    .replace(EMOJI, ' ')
    .replace(FORMATTING, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,;.!-]+/, '')
    .trim();
}
