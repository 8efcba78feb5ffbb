import { phraseAt, wordAt } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';
import {
  NUMBER_BY_WORD,
  OTHER_UNITS,
  PER_CENT,
  SIGNS_BY_PHRASE,
  type Sign,
  SUFFIXES_BY_PHRASE,
  TIME_BY_WORD,
} from './phrases.ts';

/** A number as it was typed, with what stands before and behind it. */
export interface Amount {
  readonly sign?: Sign | undefined;
  /** With a time unit milliseconds, with per cent those, otherwise as it stands. */
  readonly value: number;
  readonly unit: 'none' | 'time' | 'percent';
  /** `longer than`: it is about a time, whatever it is compared with. */
  readonly longer: boolean;
  readonly words: string;
}

export type AmountFound =
  | { readonly amount: Amount; readonly taken: number }
  /** A number with a unit that nothing here has. */
  | UnknownUnit;

interface UnknownUnit {
  readonly unknownUnit: string;
  readonly taken: number;
}

interface Numbered {
  readonly value: number;
  readonly unit: Amount['unit'];
  readonly sign?: Sign | undefined;
  readonly taken: number;
}

/**
 * A number with its sign and its unit: `> 5`, `more than 5m`, `70 % or less`, `at least half an hour`. Nothing where
 * there is no number; one without a sign needs a unit, or it could be a part of anything.
 */
export function amountAt(tokens: readonly Token[], at: number): AmountFound | undefined {
  const before = phraseAt(tokens, at, SIGNS_BY_PHRASE);
  const from = at + (before?.taken ?? 0);
  const number = numberAt(tokens, from);
  if (number === undefined) return undefined;
  if ('unknownUnit' in number) {
    return before === undefined ? undefined : { ...number, taken: from - at + number.taken };
  }
  const suffix = phraseAt(tokens, from + number.taken, SUFFIXES_BY_PHRASE);
  const sign = suffix?.value ?? number.sign ?? before?.value;
  if (sign === undefined && number.unit === 'none') return undefined;
  const taken = from - at + number.taken + (suffix?.taken ?? 0);
  const longer = [before, suffix].some((phrase) => /longer|older/i.test(phrase?.words ?? ''));
  const words = wordsOf(tokens, at, taken);
  return { amount: { sign, value: number.value, unit: number.unit, longer, words }, taken };
}

/** A number alone, where something beside it says what it is: `waiting 5`. */
export function bareNumberAt(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at) ?? '';
  return /^\d{1,5}$/.test(word) ? Number(word) : NUMBER_BY_WORD.get(word.toLowerCase());
}

function numberAt(tokens: readonly Token[], at: number): Numbered | UnknownUnit | undefined {
  const word = (wordAt(tokens, at) ?? '').toLowerCase();
  const half = halfAt(tokens, at);
  if (half !== undefined) return half;
  if (/^\d+(?:\.\d+)?%$/.test(word)) return { value: Number.parseFloat(word), unit: 'percent', taken: 1 };
  if (/^\d+\+$/.test(word)) return { value: Number.parseInt(word, 10), unit: 'none', sign: '>=', taken: 1 };
  const glued = gluedTime(word);
  if (glued !== undefined) return withFurtherTime(tokens, at, { value: glued, unit: 'time', taken: 1 });
  if (/^\d+(?:\.\d+)?\p{L}+$/u.test(word) || /^\d{1,3}:\d{2}$/.test(word)) return { unknownUnit: word, taken: 1 };
  const value = /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : (NUMBER_BY_WORD.get(word) ?? article(tokens, at));
  if (value === undefined) return undefined;
  const unit = (wordAt(tokens, at + 1) ?? '').toLowerCase();
  const ms = TIME_BY_WORD.get(unit);
  if (ms !== undefined) return withFurtherTime(tokens, at, { value: value * ms, unit: 'time', taken: 2 });
  if (PER_CENT.has(unit)) {
    const isTwo = unit === 'per' && wordAt(tokens, at + 2)?.toLowerCase() === 'cent';
    return unit === 'per' && !isTwo
      ? { value, unit: 'none', taken: 1 }
      : { value, unit: 'percent', taken: isTwo ? 3 : 2 };
  }
  return OTHER_UNITS.has(unit) ? { unknownUnit: `${word} ${unit}`, taken: 2 } : { value, unit: 'none', taken: 1 };
}

/** `1m 30s`, `1 minute and 30 seconds`: what stands behind a time is a part of it when it is one of a smaller unit. */
function withFurtherTime(tokens: readonly Token[], at: number, first: Numbered): Numbered {
  const and = wordAt(tokens, at + first.taken)?.toLowerCase() === 'and' ? 1 : 0;
  const next = at + first.taken + and;
  const word = (wordAt(tokens, next) ?? '').toLowerCase();
  const glued = gluedTime(word);
  if (glued !== undefined && glued < first.value) {
    return { ...first, value: first.value + glued, taken: first.taken + and + 1 };
  }
  const ms = TIME_BY_WORD.get((wordAt(tokens, next + 1) ?? '').toLowerCase());
  if (!/^\d+$/.test(word) || ms === undefined || Number(word) * ms >= first.value) return first;
  return { ...first, value: first.value + Number(word) * ms, taken: first.taken + and + 2 };
}

/** @example gluedTime('1m30s') //=> 90000 */
function gluedTime(word: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[a-z]+)+$/.test(word)) return undefined;
  const parts = [...word.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)].map(([, number, unit]) => {
    const ms = TIME_BY_WORD.get(unit ?? '');
    return ms === undefined ? undefined : Number(number) * ms;
  });
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum + part), 0);
}

/** `half an hour`, `half a minute`. */
function halfAt(tokens: readonly Token[], at: number): Numbered | undefined {
  const [half, article, unit] = [0, 1, 2].map((offset) => (wordAt(tokens, at + offset) ?? '').toLowerCase());
  const ms = TIME_BY_WORD.get(unit ?? '');
  if (half !== 'half' || !['a', 'an'].includes(article ?? '') || ms === undefined) return undefined;
  return { value: ms / 2, unit: 'time', taken: 3 };
}

/** `a minute`, `an hour`. */
function article(tokens: readonly Token[], at: number): number | undefined {
  const isOne = /^an?$/i.test(wordAt(tokens, at) ?? '');
  const unit = wordAt(tokens, at + 1)?.toLowerCase() ?? '';
  return isOne && unit.length > 1 && TIME_BY_WORD.has(unit) ? 1 : undefined;
}

function wordsOf(tokens: readonly Token[], at: number, taken: number): string {
  return Array.from({ length: taken }, (_, offset) => wordAt(tokens, at + offset) ?? '').join(' ');
}
