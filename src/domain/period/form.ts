import type { Meaning, Today } from './meaning.ts';
import { PLACEHOLDERS } from './words.ts';

/**
 * One way to write a single period: its words, what they mean, the name that the label gives it, and examples that help
 * and tests are made of. Everything that there is to know about it stands in its one entry.
 */
export interface Form {
  readonly examples: readonly string[];
  readonly pattern: RegExp;
  /** Nothing: it only looked like this form. */
  readonly read: (parts: readonly string[], today: Today) => Meaning | undefined;
}

/**
 * @param examples as people type it, with commas between them
 * @param words the whole of it as `plainWords` leaves it; `{month}` and the like stand for one group each
 * @example form('3 days ago', '{n} {unit} ago', ([count, unit], today) => …)
 */
export function form(
  examples: string,
  words: string,
  read: (parts: readonly [string, string, string, string], today: Today) => Meaning | undefined,
): Form {
  const source = words.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => PLACEHOLDERS[name] ?? name);
  const pattern = new RegExp(`^(?:${source})$`);
  return {
    examples: examples.split(', '),
    pattern,
    read: ([one = '', two = '', three = '', four = ''], today) => read([one, two, three, four], today),
  };
}
