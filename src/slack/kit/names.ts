import { clip } from './mrkdwn.ts';

/** Letters that run from right to left: Hebrew, Arabic and their neighbours, and the forms of both. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Characters that turn or hide the text around them, or break its line. */
const UNRULY = /[\p{Cc}\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * The name of a person, queue or code in one line: it cannot turn the line around, break it or fill it. One that runs
 * from right to left is isolated, so that the numbers beside it stay where they belong. Nothing is escaped.
 *
 * @param most the longest that is shown, in UTF-16 units
 */
export function plainName(name: string, most = 60): string {
  return isolated(name, clip(name.replace(UNRULY, ' ').trim(), most) || '(no name)');
}

/**
 * The signs of mrkdwn, each with a joiner that is not seen: they stay what they are and format nothing around them. So
 * do the words by which everybody is called.
 */
export function safeName(escaped: string): string {
  return escaped.replaceAll(/[*_~`]/g, '\u200C$&\u200C').replaceAll(/@(?=(?:here|channel|everyone)\b)/gi, '@\u200C');
}

/** The same name where nothing is formatted: a field of a form, a terminal. */
export function bareName(safe: string): string {
  return safe.replaceAll(/\u200C([*_~`])\u200C/g, '$1').replaceAll('@\u200C', '@');
}

/** Text from elsewhere without what would turn, hide or break the words around it. */
export function tamed(text: string): string {
  return isolated(text, text.replace(UNRULY, ' '));
}

function isolated(name: string, shown: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${shown}\u2069` : shown;
}
