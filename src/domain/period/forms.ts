import { CALENDAR_FORMS, DATE_FORMS, dependentForms } from './calendar-forms.ts';
import { clockForms } from './clock-forms.ts';
import type { Form } from './form.ts';
import { type Meaning, type Today, unknown } from './meaning.ts';
import { RELATIVE_FORMS } from './relative-forms.ts';
import { corrected, NAMED_WORDS, withoutSlips } from './words.ts';

/** Every way to write a single period. A new one is an entry in one of these lists, and nothing else. */
export const FORMS: readonly Form[] = [
  ...RELATIVE_FORMS,
  ...CALENDAR_FORMS,
  ...DATE_FORMS,
  ...dependentForms(readForm),
  ...clockForms(readForm),
];

/**
 * Reads one period that is neither a range nor open at its end. The patterns are anchored and none repeats a
 * repetition, so the time is linear in the text.
 *
 * @param plain as `plainWords` leaves it
 */
export function readForm(plain: string, today: Today): Meaning {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(plain);
    const meaning = match === null ? undefined : read(match.slice(1), today);
    if (meaning !== undefined) return meaning;
  }
  return unknown;
}

/** Every word that stands in some form or joins two of them. */
const WORDS: ReadonlySet<string> = new Set([
  ...NAMED_WORDS,
  ...FORMS.flatMap(({ pattern, examples }) => [pattern.source, ...examples].flatMap((text) => wordsIn(text))),
  ...wordsIn('from since between to until till til through thru up and the of on in at so far date half an to-date'),
  ...wordsIn(
    'number no nr calendar for during over within w/c kw cw wk fiscal financial before latest fortnight earlier whole entire full',
  ),
]);

/**
 * Whether a word, as typed between spaces, can be a part of a period; many that can are none where they stand. One that
 * is only mistyped can too.
 */
export function isPeriodWord(typed: string): boolean {
  return isKnownWord(typed) || corrected(folded(typed)) !== undefined;
}

/** Whether a word stands in some form as it was typed. */
export function isKnownWord(typed: string): boolean {
  const word = folded(typed);
  if (/^(?:\.{2,}|[-\u2010-\u2015+&·])$/u.test(typed)) return true;
  if (/\d/.test(word)) return /^[\p{L}]{0,9}[\d./:'’,\-\u2010-\u2015]+[\p{L}\d./:'’,\-\u2010-\u2015]*$/u.test(word);
  const parts = wordsIn(word);
  return parts.length > 0 && parts.every((part) => WORDS.has(part) || withoutSlips(part) !== part);
}

function folded(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.,;:!?'’"*_~]+$|^[*_~]+/gu, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

function wordsIn(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}]+(?:'[\p{L}]+)?/gu)
      ?.map((word) => word.replace(/'s$/, '')) ?? []
  );
}
