import { readDays } from '../../domain/schedule/words.ts';
import type { Weekday } from '../../domain/time.ts';
import { wordAt } from './spans.ts';
import type { Token } from './tokens.ts';

/** What some tokens say, and how many they are. */
export interface Found<T> {
  readonly value: T;
  readonly taken: number;
}

/**
 * Days of the week: `mon-fri`, `weekdays`, `monday to friday`, `every day`.
 *
 * @returns nothing where no day stands
 */
export function daysAt(tokens: readonly Token[], at: number): Found<readonly Weekday[]> | undefined {
  const words = [0, 1, 2].map((offset) => wordAt(tokens, at + offset));
  const [first, second, third] = words;
  if (first === undefined) return undefined;
  const joint = /^(?:to|until|till|through|-|–)$/i.test(second ?? '');
  const span = joint && third !== undefined ? readDays(`${first}-${third}`) : undefined;
  if (span !== undefined) return { value: span, taken: 3 };
  const both = second === undefined ? undefined : readDays(`${first} ${second}`);
  if (both !== undefined) return { value: both, taken: 2 };
  const one = readDays(first);
  return one === undefined ? undefined : { value: one, taken: 1 };
}
