import { readTime } from '../../domain/schedule/words.ts';
import type { Found } from '../words/days.ts';
import { wordAt } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';

/** An hour, and what says that it is one: minutes, am or pm, `o’clock`, a part of the day, or `at` before it. */
const CLOCK =
  /^(at |by |around )?(\d{1,2})(?:([:.h])(\d{2}))?(?: ?(am|pm|a\.m\.?|p\.m\.?))?( o['\u2019]?clock)?( in the (?:morning|afternoon|evening)| at night)?(?= |$)/i;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);
const MOST_WORDS = 6;

/**
 * The time of day that begins at a token, as people say when something is to be posted.
 *
 * @returns nothing where no time stands; a number alone is none
 * @example timeAt(tokensOf('at 8 in the morning'), 0) //=> { value: '08:00', taken: 5 }
 * @example timeAt(tokensOf('0830'), 0) //=> { value: '08:30', taken: 1 }
 */
export function timeAt(tokens: readonly Token[], at: number): Found<string> | undefined {
  const words = [...Array(MOST_WORDS).keys()].map((offset) => wordAt(tokens, at + offset) ?? '');
  const opening = /^(?:at|by|around)$/i.test(words[0] ?? '') ? 1 : 0;
  const first = words[opening]?.toLowerCase() ?? '';
  const alone =
    NAMED.get(first) ?? (/^\d{4}$/.test(first) ? readTime(`${first.slice(0, 2)}:${first.slice(2)}`) : undefined);
  if (alone !== undefined) return { value: alone, taken: opening + 1 };
  const [whole, opened, hour = '', , minutes, half, clock, part] = CLOCK.exec(words.join(' ').trim()) ?? [];
  const isTime = [opened, minutes, half, clock, part].some((said) => said !== undefined);
  if (whole === undefined || !isTime) return undefined;
  const value = readTime(`${hour}:${minutes ?? '00'}${halfOf(Number(hour), half, part)}`);
  return value === undefined ? undefined : { value, taken: whole.trim().split(' ').length };
}

/** `8 in the evening` is 8 pm, and `20:00 in the evening` what it says. */
function halfOf(hour: number, half: string | undefined, part: string | undefined): '' | 'am' | 'pm' {
  if (half !== undefined) return /^a/i.test(half) ? 'am' : 'pm';
  if (part === undefined || hour > 12 || hour === 0) return '';
  return /morning/i.test(part) ? 'am' : 'pm';
}
