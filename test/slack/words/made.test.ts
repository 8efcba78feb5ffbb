import { describe, expect, it } from 'vitest';
import type { KnownName } from '../../../src/domain/question.ts';
import { readStats } from '../../../src/slack/words/words.ts';
import { madeQuestions } from './made-questions.ts';
import { madeTexts, wrongWith } from './made-texts.ts';
import { statsMeaning } from './phrases.ts';

const NAMES: readonly KnownName[] = [
  { kind: 'agent', id: 'ana', name: 'Ana López' },
  { kind: 'queue', id: '1', name: 'Billing EU' },
  { kind: 'queue', id: '2', name: 'Sales Outbound' },
  { kind: 'queue', id: '3', name: 'Support' },
  { kind: 'queue', id: '6', name: 'Support Email' },
  { kind: 'team', id: '4', name: 'Care' },
  { kind: 'group', id: '5', name: 'Tier 2' },
];

describe('what is put together from sayings whose meaning is known', () => {
  it('500 questions, in any order, spelling and case, mean what their parts mean', () => {
    const read = madeQuestions(500, 11).map(({ text, means }) => ({
      text,
      means,
      found: statsMeaning(readStats(text, NAMES)),
    }));
    expect(read.filter(({ means, found }) => found !== means)).toEqual([]);
  });
});

describe('whatever is typed', () => {
  it('is read without an exception, and every period of it has a label that can be typed back', () => {
    const { wrong, periods } = wrongWith(madeTexts(1000, 3));
    expect(wrong).toEqual([]);
    expect(periods).toBeGreaterThan(50);
  }, 60_000);
});
